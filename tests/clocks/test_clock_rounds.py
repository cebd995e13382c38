"""Statutory clocks over hand-made events."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notescan.checklists import load_checklist
from notescan.clocks import Settled, clocks_in_force, default_clocks, load_clocks, run_clocks
from notescan.clocks.limit import Limit
from notescan.dates.working import DEFAULT, Reckoning
from notescan.errors import UserError
from notescan.model import AREAS, CheckResult
from notescan.over_time import Clock, Event
from notescan.values import Rest
from tests.chronology.made import day, event

AUDIT = day("31 Jan 2025")


def run(*events: Event, area: str = "fsp", audit: dt.date = AUDIT, **more: object) -> dict[str, Clock]:
    """The clocks by the id of the file and the number of the round, counted by when they started."""
    found = run_clocks(events, audit_date=audit, area=area, **more)  # type: ignore[arg-type]
    assert len({c.id for c in found}) == len(found)
    rules = {c.id: next(r.id for r in default_clocks() if c.id.startswith(f"{r.id}-")) for c in found}
    counted: dict[str, Clock] = {}
    for clock in sorted(found, key=lambda c: c.started or dt.date.min):
        number = sum(name.rpartition("-")[0] == rules[clock.id] for name in counted) + 1
        counted[f"{rules[clock.id]}-{number}"] = clock
    return counted


def icpc(on: str, state: str = "held") -> Event:
    return event("conference", on, state, what="initial", quote="The initial conference was held.")  # type: ignore[arg-type]


class TestConference:
    def test_in_time_counts_working_days(self) -> None:
        clock = run(event("strategy", "3 Dec 2024"), icpc("24 Dec 2024"))["conference-1"]
        assert clock.outcome == "in_time"
        assert clock.due == day("24 Dec 2024")
        assert clock.reckoning == (
            "Initial child protection conference on 24 Dec 2024, 15 working days after strategy discussion"
            " on 3 Dec 2024; limit 15 working days."
        )

    def test_late_by_a_day_and_the_bank_holidays_are_left_out(self) -> None:
        clock = run(event("strategy", "3 Dec 2024"), icpc("27 Dec 2024"))["conference-1"]
        assert clock.outcome == "late"
        assert "16 working days after" in clock.reckoning
        assert "it was due by 24 Dec 2024 (limit 15 working days)" in clock.reckoning

    def test_a_setting_of_the_reckoning_is_followed(self) -> None:
        rules = Reckoning(first_day=1)
        clock = run(event("strategy", "3 Dec 2024"), icpc("24 Dec 2024"), reckoning=rules)["conference-1"]
        assert clock.outcome == "late"

    def test_every_date_rests_on_words_of_the_case(self) -> None:
        clock = run(event("strategy", "3 Dec 2024", start=5, end=9), icpc("24 Dec 2024"))["conference-1"]
        assert [(r.says, r.date, r.start, r.end) for r in clock.rests] == [
            ("start: strategy discussion", day("3 Dec 2024"), 5, 9),
            ("done: initial child protection conference", day("24 Dec 2024"), 0, 0),
        ]

    def test_none_held_is_unknown_for_not_every_enquiry_leads_to_one(self) -> None:
        clock = run(event("strategy", "3 Dec 2024"))["conference-1"]
        assert clock.outcome == "unknown"
        assert "if the section 47 enquiry led to a conference; the notes don't say" in clock.reckoning

    def test_one_that_is_only_planned_never_counts_as_held(self) -> None:
        found = run(event("strategy", "20 Jan 2025"), icpc("7 Feb 2025", "planned"))
        assert found["conference-1"].outcome == "due"
        assert found["conference-1"].done is None
        assert "planned for 7 Feb 2025" in found["conference-1"].reckoning
        assert found["conference-1"].rests[-1].says == "planned for"

    def test_of_several_starts_both_are_reckoned_and_the_outcome_told_only_where_they_agree(self) -> None:
        agree = run(event("strategy", "9 Dec 2024"), event("strategy", "11 Dec 2024"), icpc("20 Dec 2024"))
        assert agree["conference-1"].outcome == "in_time"
        differ = run(event("strategy", "2 Dec 2024"), event("strategy", "11 Dec 2024"), icpc("27 Dec 2024"))
        assert differ["conference-1"].outcome == "unknown"
        assert "depends on which of them started it" in differ["conference-1"].reckoning

    def test_a_day_known_only_to_the_month_is_late_only_where_it_must_be(self) -> None:
        vague = event("strategy", None, first=day("1 Dec 2024"), last=day("31 Dec 2024"), precision="month")
        assert run(vague, icpc("27 Dec 2024"))["conference-1"].outcome == "unknown"
        later = run(vague, icpc("30 Jan 2025"))["conference-1"]
        assert later.outcome == "late"


class TestCoreGroups:
    def test_the_first_has_its_own_limit_and_those_after_it_another(self) -> None:
        found = run(
            icpc("4 Nov 2024"), event("core-group", "15 Nov 2024"), event("core-group", "13 Jan 2025"), area="fsp"
        )
        first, second, running = (found[f"core-group-{n}"] for n in (1, 2, 3))
        assert (first.name, first.outcome, first.standing) == ("First core group", "in_time", "guidance")
        assert (second.name, second.outcome, second.standing) == ("Core group", "late", "local")
        assert (running.outcome, running.due) == ("due", day("24 Feb 2025"))

    def test_visits_before_the_conference_are_not_under_the_plan(self) -> None:
        visits = [event("visit", d) for d in ("1 Oct 2024", "18 Oct 2024", "11 Nov 2024")]
        found = run(icpc("4 Nov 2024"), event("core-group", "15 Nov 2024"), *visits)
        told = [c for c in found.values() if c.id.startswith("child-protection-visit")]
        assert [c.started for c in told] == [day("4 Nov 2024"), day("11 Nov 2024")]

    def test_without_a_sign_of_a_plan_nothing_is_called_overdue(self) -> None:
        assert run(icpc("4 Nov 2024"))["core-group-1"].outcome == "unknown"


class TestReviewsOfAChildLookedAfter:
    START = event("legal", "11 Mar 2024", what="became looked after")

    def test_20_working_days_then_3_months_then_6(self) -> None:
        reviews = [event("review", d) for d in ("8 Apr 2024", "9 Jul 2024", "7 Jan 2025")]
        found = run(self.START, *reviews, area="cla", begins=day("1 Mar 2024"))
        told = [(found[f"looked-after-review-{n}"].outcome, found[f"looked-after-review-{n}"].limit) for n in (1, 2, 3)]
        # 9 July is a day over three months after 8 April.
        assert told == [("in_time", "20 working days"), ("late", "3 months"), ("in_time", "6 months")]
        assert found["looked-after-review-4"].outcome == "due"
        assert found["looked-after-review-4"].due == day("7 Jul 2025")

    def test_overdue_at_the_audit_date(self) -> None:
        found = run(self.START, event("review", "8 Apr 2024"), area="cla", begins=day("1 Mar 2024"))
        clock = found["looked-after-review-2"]
        assert clock.outcome == "overdue"
        assert clock.reckoning == (
            "None recorded by the audit date, 31 Jan 2025; it was due by 8 Jul 2024,"
            " 3 months after review on 8 Apr 2024."
        )

    def test_where_earlier_rounds_may_lie_before_the_notes_only_what_is_sure_is_said(self) -> None:
        old = event("legal", "3 May 2019", what="became looked after")
        near = run(old, event("review", "2 Sep 2024"), event("review", "2 Dec 2024"), area="cla", begins=AUDIT)
        assert near["looked-after-review-1"].outcome == "in_time"
        between = run(old, event("review", "2 Jul 2024"), event("review", "2 Dec 2024"), area="cla", begins=AUDIT)
        assert between["looked-after-review-1"].outcome == "unknown"
        assert "depends on how many came before these notes" in between["looked-after-review-1"].reckoning

    def test_a_later_order_does_not_begin_it_anew(self) -> None:
        order = event("legal", "20 Jun 2024", what="interim care order made")
        found = run(self.START, event("review", "8 Apr 2024"), order, area="cla", begins=day("1 Mar 2024"))
        assert found["looked-after-review-2"].started == day("8 Apr 2024")


class TestWhatACheckHasSettled:
    def test_the_clock_takes_its_days_from_the_check(self) -> None:
        start = event("assessment", "2 Dec 2024", what="child and family assessment started", start=3)
        end = event("assessment", "30 Jan 2025", what="child and family assessment completed", start=7)
        wrong = event("assessment", "9 Dec 2024", what="child and family assessment completed", start=5)
        rests = tuple(
            Rest(says=says, note="n1", start=e.start, end=e.end, quote=e.quote, date=e.first)
            for says, e in (("started", start), ("completed", end))
        )
        check = CheckResult(kind="timeframe", outcome="within_limit", rests=rests)
        settled = Settled.by(check, [start, wrong, end])
        assert settled == Settled(start, end)
        found = run(start, wrong, end, area="assessment", settled={"assessment": settled})
        assert [(c.outcome, c.done) for c in found.values()] == [("in_time", day("30 Jan 2025"))]
        open_ = Settled.by(check.model_copy(update={"rests": rests[:1]}), [start])
        found = run(start, area="assessment", settled={"assessment": open_})
        assert [c.outcome for c in found.values()] == ["due"]

    def test_what_rests_on_no_event_settles_nothing(self) -> None:
        rest = Rest(says="started", note="n1", start=1, end=2, quote="x", date=day("2 Dec 2024"))
        assert Settled.by(CheckResult(kind="timeframe", outcome="open", rests=(rest,)), []) is None


class TestVisitsToAChildLookedAfter:
    MOVE = event("move", "2 Sep 2024", what="placement started")

    def test_what_was_late_and_the_longest_that_was_not_are_told(self) -> None:
        visits = [event("visit", d) for d in ("6 Sep 2024", "1 Oct 2024", "1 Nov 2024", "20 Dec 2024")]
        found = run(self.MOVE, *visits, area="cla", begins=day("1 Sep 2024"))
        outcomes = [c.outcome for c in found.values() if c.id.startswith("looked-after-visit")]
        assert outcomes == ["in_time", "late", "due"]
        (kept,) = [c for c in found.values() if c.outcome == "in_time"]
        assert kept.reckoning.startswith(
            "3 in time; the longest: Visit on 1 Nov 2024, 31 days after visit on 1 Oct 2024"
        )

    def test_attempted_visits_do_not_count(self) -> None:
        found = run(self.MOVE, event("visit", "5 Sep 2024", "attempted"), area="cla", begins=day("1 Sep 2024"))
        (clock,) = [c for c in found.values() if c.id.startswith("looked-after-visit")]
        assert clock.outcome == "overdue"
        assert "attempted 5 Sep 2024" in clock.reckoning

    def test_after_a_year_six_weeks_or_three_months_by_what_the_placement_is_for(self) -> None:
        visits = [event("visit", d) for d in ("4 Sep 2024", "10 Oct 2025", "12 Dec 2025")]
        audit = day("20 Dec 2025")
        unsure = run(self.MOVE, *visits, area="cla", audit=audit, begins=day("1 Sep 2024"))
        assert [c.outcome for c in unsure.values() if c.started == day("10 Oct 2025")] == ["unknown"]
        long_term = event("decision", "1 Sep 2025", quote="Panel agreed long-term fostering.")
        sure = run(self.MOVE, long_term, *visits, area="cla", audit=audit, begins=day("1 Sep 2024"))
        kept = [c for c in sure.values() if c.outcome == "in_time" and c.id.startswith("looked-after-visit")]
        assert [c.limit for c in kept] == ["3 months"]


class TestWhichApply:
    def test_a_clock_of_another_area_is_told_only_where_it_started(self) -> None:
        assert run(event("visit", "1 Jan 2025"), area="mash").keys() == {"referral-decision-1"}
        assert run(event("move", "1 Jan 2025"), area="fsp").keys().isdisjoint({"care-leaver-visit-1"})
        assert "conference-1" in run(event("strategy", "3 Jan 2025"), area="mash")

    def test_a_referral_with_no_word_of_an_assessment_is_not_called_overdue(self) -> None:
        (clock,) = run(event("referral", "3 Jun 2024"), area="fsp").values()
        assert clock.outcome == "unknown"
        assert clock.reckoning.startswith(
            "Needed only if the referral led to an assessment; these notes don't show it."
        )

    def test_one_that_is_not_always_needed_is_left_out_where_nothing_tells_of_it(self) -> None:
        assert run(event("visit", "1 Jan 2025"), area="fsp") == {}

    def test_an_id_stays_the_same_when_another_round_comes(self) -> None:
        plans = [event("plan", d, what="pathway plan") for d in ("2 May 2024", "2 Sep 2024")]
        before = {c.id for c in run_clocks(plans[1:], audit_date=AUDIT, area="leavers")}
        assert "pathway-plan-2024-09-02" in before & {c.id for c in run_clocks(plans, audit_date=AUDIT, area="leavers")}

    def test_one_of_this_area_that_the_notes_do_not_tell_of_is_unknown(self) -> None:
        found = run(area="leavers")
        assert {c.outcome for c in found.values()} == {"unknown"}
        assert found.keys() == {"pathway-plan-1", "care-leaver-visit-1"}
        assert found["pathway-plan-1"].reckoning == "The notes tell of none, with or without a date. Limit 6 months."

    def test_pathway_plan_overdue(self) -> None:
        plan = event("plan", "2 May 2024", what="pathway plan")
        assert run(plan, area="leavers")["pathway-plan-1"].outcome == "overdue"

    def test_what_needs_a_look_comes_first(self) -> None:
        order = [
            c.outcome for c in run_clocks([event("strategy", "3 Dec 2024"), icpc("24 Dec 2024")], audit_date=AUDIT)
        ]
        assert order == sorted(order, key=("overdue", "late", "unknown", "due", "in_time").index)


class TestLimits:
    @pytest.mark.parametrize("text", ["15 working days", "1 week", "6 Weeks", "3 months", "1 year", "1 working day"])
    def test_they_read_as_they_are_written(self, text: str) -> None:
        assert str(Limit.read(text)) == text.lower()

    @pytest.mark.parametrize("text", ["", "0 days", "fifteen days", "-3 weeks", "3 fortnights", "3"])
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="is no length of time"):
            Limit.read(text)

    def test_month_ends(self) -> None:
        assert Limit.read("1 month").due(day("31 Jan 2024"), DEFAULT) == day("29 Feb 2024")
        assert Limit.read("6 months").due(day("31 Aug 2024"), DEFAULT) == day("28 Feb 2025")
        assert Limit.read("1 year").due(day("29 Feb 2024"), DEFAULT) == day("28 Feb 2025")
        assert Limit.read("6 months").due(day("1 Dec 9999"), DEFAULT) == dt.date.max


class TestTheFile:
    def test_every_clock_is_of_known_areas_and_has_a_source(self) -> None:
        clocks = default_clocks()
        assert len(clocks) >= 11
        assert all(rule.source and rule.areas for rule in clocks)
        assert {rule.standing for rule in clocks} == {"law", "guidance", "local"}

    def test_a_local_authority_changes_adds_and_takes_out(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NOTESCAN_PATTERNS", str(tmp_path))
        (tmp_path / "clocks.yaml").write_text(
            "- {id: assessment, limits: [35 working days], standing: local, source: Ours}\n"
            "- {id: pathway-plan, off: true}\n"
            "- {id: return-interview, name: Return home interview, standing: guidance, source: S, areas: [fsp],\n"
            "   from: [{kind: missing}], until: [{kind: direct-work}], limits: [3 days]}\n",
            encoding="utf-8",
        )
        rules = {rule.id: rule for rule in clocks_in_force()}
        assert str(rules["assessment"].limits[0].limit) == "35 working days"
        assert rules["assessment"].name == "Child and family assessment"
        assert rules["assessment"].standing == "local"
        assert "pathway-plan" not in rules
        missing = event("missing", "2 Jan 2025")
        (clock,) = run_clocks([missing], audit_date=AUDIT, area="fsp")
        assert (clock.name, clock.outcome) == ("Return home interview", "overdue")

    def test_every_tip_named_is_one(self) -> None:
        known = {tip.id for area in AREAS for tip in load_checklist(area).tips}
        assert {tip for rule in default_clocks() for tip in rule.tips} <= known

    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ("- id: [", "this is not YAML"),
            ("id: x", "a list of clocks is wanted"),
            ("- {id: x, name: X, standing: law, source: S, limits: [1 week]}", "(x), until"),
            ("- {id: x, name: X, standing: rule, source: S, until: [{kind: visit}], limits: [1 week]}", "standing"),
            (
                "- {id: x, name: X, standing: law, source: S, until: [{kind: visit}], limits: [soon]}",
                "no length of time",
            ),
            ("- {id: x, name: X, standing: law, source: S, until: [{kind: party}], limits: [1 week]}", "kind"),
            (
                "- {id: x, name: X, standing: law, source: S, until: [{kind: visit}], limits: [1 week], areas: [moon]}",
                "no area 'moon'",
            ),
        ],
    )
    def test_what_is_wrong_in_it_is_told_in_one_line(self, text: str, says: str, tmp_path: Path) -> None:
        file = tmp_path / "clocks.yaml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(UserError) as told:
            load_clocks(file)
        assert says in str(told.value)
        assert "clocks.yaml" in str(told.value)
        assert "\n" not in str(told.value)


_KINDS = st.sampled_from(
    ["strategy", "conference", "core-group", "review", "visit", "move", "referral", "assessment", "plan"]
)
_EVENTS = st.lists(
    st.builds(
        lambda kind, first, days, state, what, start: Event(
            id=f"{kind}{first}{start}", kind=kind, state=state, title=kind, what=what, quote="words", place="line 1",
            first=first, last=first + dt.timedelta(days=days), precision="day" if not days else "month", start=start,
        ),
        _KINDS,
        st.dates(dt.date(2023, 1, 1), dt.date(2025, 6, 1)),
        st.sampled_from([0, 0, 0, 6, 30]),
        st.sampled_from(["held", "held", "planned", "attempted", "cancelled", "due", "unknown"]),
        st.sampled_from(["", "initial", "became looked after", "pathway plan", "started", "completed"]),
        st.integers(0, 999),
    ),
    max_size=15,
)  # fmt: skip


@given(_EVENTS, st.sampled_from(["mash", "assessment", "disability", "fsp", "cla", "leavers"]))
def test_whatever_happened_a_clock_that_names_a_day_rests_on_words_and_only_what_was_held_is_done(
    events: list[Event], area: str
) -> None:
    held = {e.first for e in events if e.state == "held"}
    for clock in run(*events, area=area, begins=dt.date(2024, 1, 1)).values():
        assert clock.reckoning.endswith(".")
        if clock.started or clock.done or clock.due:
            assert clock.rests
        if clock.done:
            assert clock.done in held
            assert clock.done <= AUDIT
        if clock.outcome in ("in_time", "late") and clock.done and clock.due:
            assert (clock.done <= clock.due) == (clock.outcome == "in_time")
