"""What is suggested follows the check, says how it was reckoned, and never blames what is kept elsewhere."""

from __future__ import annotations

import datetime as dt

from notescan.checklists import load_checklist
from notescan.checks import run_checks
from notescan.dates.working import Reckoning
from notescan.events import find_events
from notescan.model import Check, Roster, Scan, TipResult
from notescan.read import read_text
from notescan.scan import scan_case

SUPERVISION = "14/02/2024 Supervision - Una Brice\nWe thought about Theo and his mum. Ty to see her by 1 March.\n"


def scan(text: str, area: str, audit: str) -> Scan:
    return scan_case(read_text(text), load_checklist(area), audit_date=dt.date.fromisoformat(audit), weigh=False)


def result(text: str, tip: str, audit: str) -> TipResult:
    return next(t for t in scan(text, tip.partition(".")[0], audit).tips if t.tip == tip)


def test_an_overdue_supervision_is_not_met_and_says_how_it_was_reckoned() -> None:
    found = result(SUPERVISION, "cla.supervision", "2024-07-31")
    assert found.suggested == "not_met"
    assert "Supervision last recorded 14 Feb 2024, 168 days before the audit date; limit 3 months" in found.reason
    assert found.check is not None
    assert found.check.reckoning in found.reason
    assert [(r.says, r.date) for r in found.check.rests] == [("last: supervision", dt.date(2024, 2, 14))]


def test_a_supervision_in_time_is_met_on_the_last_day_and_overdue_on_the_next() -> None:
    assert result(SUPERVISION, "cla.supervision", "2024-05-14").suggested == "met"
    assert result(SUPERVISION, "cla.supervision", "2024-05-15").suggested == "not_met"


def test_what_was_recorded_after_the_audit_does_not_count() -> None:
    check = result(SUPERVISION, "cla.supervision", "2024-02-13").check
    assert check is not None
    assert check.outcome == "missing"


def test_limits_are_the_checklists() -> None:
    checklist = load_checklist("cla")
    tip = checklist.tip("cla.supervision")
    tight = tip.model_copy(update={"check": Check(kind="recency", limits={"weeks": 4})})
    case = read_text(SUPERVISION)
    audit = dt.date(2024, 3, 20)
    events = find_events(case, roster=Roster(), audit_date=audit)
    outcomes = {}
    for name, one in (("ours", tip), ("theirs", tight)):
        changed = checklist.model_copy(update={"tips": (one,)})
        outcomes[name] = run_checks(case, changed, (), Roster(), events, audit_date=audit)["cla.supervision"]
    assert (outcomes["ours"].outcome, outcomes["theirs"].outcome) == ("current", "overdue")
    assert "limit 4 weeks" in outcomes["theirs"].reckoning


def test_working_days_follow_the_settings() -> None:
    text = (
        "24/03/2025 Allocation - Hal\nAssessment opened today, to Wren.\n\n"
        "23/04/2025 Manager sign off - Hal\nAssessment completed and authorised today.\n"
    )
    case = read_text(text)
    audit = dt.date(2025, 6, 30)
    events = find_events(case, roster=Roster(), audit_date=audit)
    counts = {
        rules.bank_holidays: run_checks(
            case, load_checklist("assessment"), (), Roster(), events, audit_date=audit, reckoning=rules
        )["assessment.timeframe"].facts["working_days"]
        for rules in (Reckoning(), Reckoning(bank_holidays="counted"))
    }
    # Good Friday and Easter Monday lie between.
    assert counts == {"left_out": 20, "counted": 22}


def test_a_tip_that_only_documents_answer_is_not_checkable_and_points_to_them() -> None:
    text = (
        "14/05/2025 Case note - Kim Sayle\nBus strike, worked from home. Pathway plan uploaded to documents on 12/05.\n\n"
        "28/05/2025 Phone call - Kim Sayle\nRang the landlord about the boiler.\n"
    )
    found = result(text, "leavers.plan-not-repeat", "2025-06-30")
    assert found.suggested == "no_evidence"
    assert "Not checkable from this export: look in the plan document" in found.reason
    assert '"Pathway plan uploaded to documents on 12/05." (14 May 2025)' in found.reason


def test_what_is_not_uploaded_is_no_pointer() -> None:
    text = "14/05/2025 Case note - Kim Sayle\nThe plan was not uploaded to documents.\n"
    assert "point to it" not in result(text, "leavers.plan-not-repeat", "2025-06-30").reason


def test_the_settings_that_were_used_are_printed() -> None:
    over_time = scan(SUPERVISION, "cla", "2024-07-31").over_time
    assert any("bank holidays of England and Wales" in line for line in over_time.settings)
    assert [e.kind for e in over_time.events] == ["supervision"]
