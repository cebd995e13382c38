"""The auditor corrects a date or marks a finding wrong: the reckoning follows, and the correction is kept."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from notescan.clocks import run_clocks
from notescan.errors import UserError
from notescan.over_time import CaseOverTime, Event
from notescan.review.session import ReviewSession, resume
from notescan.review.store import Store
from notescan.summary import export
from notescan.summary.model import summarise
from notescan.summary.words import CORRECTED
from notescan.values import Rest
from tests.chronology.made import at, day
from tests.factory import make_case, make_checklist, make_scan

CASE = make_case()
AUDIT = day("10 Mar 2025")


def events() -> tuple[Event, ...]:
    return (
        at(CASE, "Ebony was seen alone", "assessment", "14 Jan 2025").model_copy(update={"what": "started"}),
        at(CASE, "Tobias pointed", "assessment", "7 Mar 2025").model_copy(update={"what": "completed"}),
        at(CASE, "I will ring", "visit", "27 Jan 2025", "planned"),
    )


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    store = Store(tmp_path / "reviews.sqlite")
    clocks = tuple(run_clocks(events(), audit_date=AUDIT, area="assessment", begins=day("14 Jan 2025")))
    over_time = CaseOverTime(events=events(), clocks=clocks)
    scan = make_scan(CASE).model_copy(update={"over_time": over_time})
    return resume(store, store.create(CASE, scan, make_checklist()))


def clock(session: ReviewSession, name: str = "assessment") -> str:
    (found,) = [c for c in session.over_time().clocks if c.id.startswith(name)]
    return found.outcome


class TestDates:
    def test_the_reckoning_follows_a_corrected_date_and_an_undo(self, session: ReviewSession) -> None:
        assert clock(session) == "in_time"
        start = events()[0].id
        session.correct(start, day("2 Dec 2024"))
        assert clock(session) == "late"
        assert session.over_time().events[0].first == day("2 Dec 2024")
        session.undo()
        assert clock(session) == "in_time"
        session.redo()
        assert clock(session) == "late"

    def test_it_is_kept_with_who_and_what_was_read(self, session: ReviewSession) -> None:
        session.correct(events()[0].id, day("2 Dec 2024"))
        again = resume(session.store, session.id)
        (correction,) = again.corrections()
        assert clock(again) == "late"
        assert correction.says() == (
            f"{session.who} corrected the date of “assessment” from 14 Jan 2025 to 2 Dec 2024."
        )

    def test_taking_it_back_brings_the_read_date_again(self, session: ReviewSession) -> None:
        session.correct(events()[0].id, day("2 Dec 2024"))
        session.correct(events()[0].id, None)
        assert session.corrections() == []
        assert clock(session) == "in_time"

    def test_what_changes_nothing_is_not_recorded(self, session: ReviewSession) -> None:
        assert session.correct(events()[0].id, None) is None
        session.correct(events()[0].id, day("2 Dec 2024"))
        assert session.correct(events()[0].id, day("2 Dec 2024")) is None
        assert len(session.decisions) == 1

    def test_an_event_that_is_not_there_is_refused(self, session: ReviewSession) -> None:
        with pytest.raises(UserError, match="no event 'x'"):
            session.correct("x", day("2 Dec 2024"))


def test_two_events_of_one_sentence_are_told_apart_by_their_days(tmp_path: Path) -> None:
    first, second = (at(CASE, "Ebony was seen alone", "review", d) for d in ("14 Jan 2025", "20 Jan 2025"))
    scan = make_scan(CASE).model_copy(update={"over_time": CaseOverTime(events=(first, second))})
    with Store(tmp_path / "two.sqlite") as store:
        session = resume(store, store.create(CASE, scan, make_checklist()))
        rest = Rest(says="held", note=first.note, start=first.start, end=first.end, quote="", date=second.first)
        assert session.event_at(rest) == second
        session.correct(second.id, day("21 Jan 2025"))
        assert session.event_at(rest.model_copy(update={"date": day("21 Jan 2025")})) == second
        assert session.event_at(rest.model_copy(update={"date": day("1 Jan 2025")})) is None


class TestWrong:
    def test_an_event_that_is_none_no_longer_counts(self, session: ReviewSession) -> None:
        end = events()[1].id
        session.dispute(end, "That was the health assessment")
        assert clock(session) == "due"
        assert session.struck_out(end) is not None
        session.accept(end)
        assert clock(session) == "in_time"

    def test_a_finding_marked_wrong_stays_and_is_told(self, session: ReviewSession) -> None:
        finding = session.over_time().clocks[0].id
        session.dispute(finding, " The referral came first ")
        said = session.disputed(finding)
        assert said is not None
        assert said.value["reason"] == "The referral came first"
        assert said.who == session.who
        assert clock(session) == "in_time"
        session.undo()
        assert session.disputed(finding) is None

    def test_a_check_is_named_by_its_tip(self, session: ReviewSession) -> None:
        session.dispute("assessment.timeframe")
        assert session.disputed("assessment.timeframe") is not None
        assert session.check("assessment.timeframe") == session.suggested("assessment.timeframe").check

    def test_no_finding_no_dispute(self, session: ReviewSession) -> None:
        with pytest.raises(UserError, match="no finding 'assessment"):
            session.dispute("assessment.childs-voice")
        assert session.accept(session.over_time().clocks[0].id) is None


def test_in_a_later_export_an_event_is_known_by_its_words(session: ReviewSession, tmp_path: Path) -> None:
    session.correct(events()[0].id, day("2 Dec 2024"))
    shifted = tuple(e.model_copy(update={"id": f"new-{e.id}"}) for e in events())
    scan = session.scan.model_copy(update={"over_time": CaseOverTime(events=shifted)})
    with Store(tmp_path / "later.sqlite") as store:
        later = resume(store, store.create(CASE, scan, make_checklist()))
        for decision in session.decisions:
            store.append(later.id, decision, items=0, decided=0)
        later.refresh()
        assert [c.day for c in later.corrections()] == [day("2 Dec 2024")]
        assert later.over_time().events[0].first == day("2 Dec 2024")


class TestSummary:
    def test_it_says_what_was_corrected_in_every_form(self, session: ReviewSession) -> None:
        session.correct(events()[0].id, day("2 Dec 2024"))
        session.dispute(events()[2].id, "only a thought.")
        session.dispute(session.over_time().clocks[0].id, "it was extended")
        session.dispute("assessment.timeframe", "not this one")
        told = [
            f"{session.who} corrected the date of “assessment” from 14 Jan 2025 to 2 Dec 2024.",
            f"{session.who} took “visit” of 27 Jan 2025 out of the reckoning (only a thought).",
            f"{session.who} marked the time limit “Child and family assessment” wrong (it was extended): ",
        ]
        summary = summarise(session)
        assert all(says.startswith(start) for says, start in zip(summary.corrected, told, strict=True))
        (tip,) = [t for t in summary.tips if t.tip == "assessment.timeframe"]
        assert tip.check is not None
        wrong = f"Marked wrong by {session.who}: not this one. It had been reckoned: "
        assert tip.check.reckoning.startswith(wrong)
        page, text = str(export(session, "html")), str(export(session, "md"))
        for says in (*told, wrong):
            assert says in html.unescape(page)
            assert says in text

    def test_the_time_limits_that_bear_on_a_tip_stand_beside_its_evidence(self, session: ReviewSession) -> None:
        told = "Child and family assessment: Assessment completed on 7 Mar 2025, 38 working days after"
        assert told in html.unescape(str(export(session, "html")))
        assert told in str(export(session, "md"))
        session.dispute(session.over_time().clocks[0].id, "it was extended")
        (clock,) = [c for tip in summarise(session).tips for c in tip.clocks]
        assert clock.reckoning.startswith(f"Marked wrong by {session.who}: it was extended. It had been reckoned: ")

    def test_nothing_is_said_where_nothing_was_corrected(self, session: ReviewSession) -> None:
        assert summarise(session).corrected == ()
        assert CORRECTED not in str(export(session, "html"))
