"""Chronology, coverage and findings in the app: what they show, where they lead, what can be corrected."""

from __future__ import annotations

from pathlib import Path

import pytest

from notescan.chronology.words import OUTCOMES
from notescan.clocks import run_clocks
from notescan.model import CheckResult
from notescan.over_time import Action, CaseOverTime, Cell, Coverage, Event, EventKind, EventState, Repeat
from notescan.review.session import resume
from notescan.review.store import Store
from notescan.values import Rest
from notescan_tui.coverage_table import table_of
from notescan_tui.screens.chronology import CHRONOLOGY_KEYS, ChronologyScreen
from notescan_tui.screens.coverage import COVERAGE_KEYS, CoverageScreen
from notescan_tui.screens.finding import FindingDialog
from notescan_tui.screens.review import ReviewScreen
from tests.chronology.made import at, day
from tests.factory import AUDIT_DATE, TIME, make_case, make_checklist, make_scan
from tests.tui.conftest import Opening, drawn, settle

CASE = make_case()
PAGE = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")


def made(words: str, kind: EventKind, on: str, state: EventState = "held", **more: object) -> Event:
    return at(CASE, words, kind, on, state).model_copy(update={"title": kind.capitalize(), **more})


EVENTS = (
    made("Ebony was seen alone", "visit", "14 Jan 2025", who=("Priya Dunmore",)),
    made("The kitchen was clean", "assessment", "14 Jan 2025", what="child and family assessment started"),
    made("School was not contacted", "contact", "20 Jan 2025"),
    made("I will ring", "visit", "27 Jan 2025", "planned"),
    made("Tobias pointed", "visit", "5 Mar 2025", entered=day("8 Mar 2025")),
    made("He would not talk", "assessment", "7 Mar 2025", what="child and family assessment completed"),
)


def rest(event: Event, says: str) -> Rest:
    return Rest(
        says=says,
        note=event.note,
        start=event.start,
        end=event.end,
        quote=event.quote,
        date=event.first,
        place="line 9",
    )


CHECK = CheckResult(
    kind="timeframe",
    outcome="within_limit",
    facts={"working_days": 38},
    reckoning="The assessment took 38 working days, from 14 Jan 2025 to 7 Mar 2025; the limit is 45.",
    rests=(rest(EVENTS[1], "started"), rest(EVENTS[5], "completed")),
)
COVERAGE = Coverage(
    children=("Ebony", "Tobias"),
    agencies=("education", "health"),
    cells=(
        Cell(row="Ebony", mark="seen alone", date=day("14 Jan 2025"), rest=rest(EVENTS[0], "seen alone")),
        Cell(row="Ebony", mark="heard", date=day("14 Jan 2025"), rest=rest(EVENTS[0], "heard")),
        Cell(row="Tobias", mark="not seen", date=day("5 Mar 2025"), rest=rest(EVENTS[4], "not seen")),
        Cell(row="education", mark="asked", date=day("20 Jan 2025"), rest=rest(EVENTS[2], "asked")),
    ),
)

ACTIONS = (
    Action(
        text="see Tobias alone",
        who=None,
        by=None,
        set_in=rest(EVENTS[2], "action set"),
        state="done",
        told_in=rest(EVENTS[4], "shows it done"),
    ),
    Action(
        text="ring the health visitor",
        who="Jo",
        by=day("27 Jan 2025"),
        set_in=rest(EVENTS[2], "action set"),
        state="nothing_said",
        overdue=True,
    ),
)
REPEAT = Repeat(earlier=rest(EVENTS[0], "earlier"), later=rest(EVENTS[4], "later"), words=25, likeness=1)


@pytest.fixture(autouse=True)
def review_id(store_path: Path) -> str:
    """A review of a case with events, a check and a coverage matrix."""
    clocks = tuple(run_clocks(EVENTS, audit_date=AUDIT_DATE, area="assessment", begins=day("14 Jan 2025")))
    scan = make_scan(CASE)
    tips = tuple(t.model_copy(update={"check": CHECK}) if t.tip == TIME else t for t in scan.tips)
    over_time = CaseOverTime(events=EVENTS, clocks=clocks, coverage=COVERAGE, actions=ACTIONS, repeats=(REPEAT,))
    with Store(store_path) as store:
        return store.create(CASE, scan.model_copy(update={"tips": tips, "over_time": over_time}), make_checklist())


class TestChronology:
    async def test_events_the_line_and_the_gap_are_shown(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            await pilot.press("h")
            assert isinstance(pilot.app.screen, ChronologyScreen)
            shown = drawn(pilot)
            assert "6 events" in shown
            assert "14 Jan 2025  ● Visit" in shown
            assert "“Ebony was seen alone”" in shown
            assert "50 days without a visit: one on 14 Jan 2025, next on 5 Mar 2025; 1 planned in between." in shown
            assert "╌ 50 days ╌" in shown

    async def test_the_line_below_tells_when_and_when_it_was_recorded(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            await pilot.press("h", "end", "up")
            assert "5 Mar 2025, held; recorded 8 Mar 2025, 3 days later" in drawn(pilot)

    async def test_enter_goes_to_the_words_and_escape_back_to_the_item(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            before = screen.item
            await pilot.press("h", "end", "enter")
            await settle(pilot)
            assert pilot.app.screen is screen
            event = EVENTS[5]
            assert screen._case.extent_in_view[0] <= event.start < screen._case.extent_in_view[1]
            assert "Esc back to the item" in drawn(pilot)
            await pilot.press("escape")
            assert screen.said == ""
            assert screen.item == before
            assert screen.session.decisions == []
            await pilot.press("h")
            assert isinstance(pilot.app.screen, ChronologyScreen)
            assert pilot.app.screen.row is not None
            assert pilot.app.screen.row.id == event.id

    async def test_a_kind_and_a_period(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            await pilot.press("h", "k", *"visit", "enter")
            await settle(pilot)
            assert "only visit · 3 events" in drawn(pilot)
            await pilot.press("p", "4", *"01/03/2025 to 31/03/2025", "enter")
            await settle(pilot)
            assert "only visit from 1 Mar 2025 to 31 Mar 2025 · 1 event" in drawn(pilot)
            await pilot.press("p", "0")
            await settle(pilot)
            assert "only visit · 3 events" in drawn(pilot)

    async def test_a_period_that_is_none_is_asked_for_again(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            await pilot.press("h", "p", "4", *"spring", "enter")
            await settle(pilot)
            assert "From when to when?" in drawn(pilot)

    async def test_the_other_lists(self, opened: Opening) -> None:
        async with opened(size=(160, 40)) as (pilot, _):
            await pilot.press("h", "2")
            assert OUTCOMES["in_time"] in drawn(pilot)
            assert "Child and family assessment: Child and family assessment completed on 7 Mar 2025" in drawn(pilot)
            assert "45 working days (statutory guidance)" in drawn(pilot)
            await pilot.press("tab")
            shown = drawn(pilot)
            assert "! Overdue" in shown
            assert shown.index("ring the health visitor") < shown.index("see Tobias alone")
            assert (
                "Jo: ring the health visitor (due 27 Jan 2025); set on 20 Jan 2025, no later note tells of it." in shown
            )
            await pilot.press("tab")
            assert "Nothing that happened before" in drawn(pilot)
            await pilot.press("tab")
            assert "This case is one record." in drawn(pilot)
            await pilot.press("tab")
            assert "A passage of 25 words of 14 Jan 2025 stands again in 5 Mar 2025, word for word." in drawn(pilot)
            await pilot.press("tab", "shift+tab", "l")
            assert "┬" not in drawn(pilot)

    @pytest.mark.parametrize("size", [(80, 24), (200, 50)])
    async def test_there_is_room_for_the_list_at_any_size(self, opened: Opening, size: tuple[int, int]) -> None:
        async with opened(size=size) as (pilot, _):
            await pilot.press("h")
            await settle(pilot)
            rows = drawn(pilot).splitlines()
            assert sum(" Jan 2025  " in row or " Mar 2025  " in row for row in rows[1:]) == 6
            assert any("┬" in row for row in rows)
            assert rows[-1].rstrip().endswith("? help  : more")


async def test_a_review_of_an_earlier_version_says_why_nothing_is_there(opened: Opening, store_path: Path) -> None:
    with Store(store_path) as store:
        store.create(CASE.model_copy(update={"text": CASE.text + " "}), make_scan(CASE), make_checklist())
    async with opened() as (pilot, _):
        await pilot.press("h")
        await settle(pilot)
        assert "begun with an earlier version of notescan" in drawn(pilot)


class TestCorrecting:
    async def test_the_reckoning_follows_a_date_and_undo_brings_it_back(
        self, opened: Opening, store_path: Path
    ) -> None:
        async with opened(size=(160, 40)) as (pilot, screen):
            await pilot.press("h", "down", "down")
            assert isinstance(pilot.app.screen, ChronologyScreen)
            assert pilot.app.screen.row is not None
            assert pilot.app.screen.row.id == EVENTS[1].id
            await pilot.press("c", *["backspace"] * 20, *"02/12/2024", "enter")
            await settle(pilot)
            assert "2 Dec 2024" in drawn(pilot)
            assert "date corrected" in drawn(pilot)
            assert "the notes were read as 14 Jan 2025" in drawn(pilot)
            await pilot.press("2")
            assert "! Late" in drawn(pilot)
            with Store(store_path) as store:
                (correction,) = resume(store, screen.session.id).corrections()
            assert correction.day == day("2 Dec 2024")
            await pilot.press("u")
            assert "undone: date corrected" in drawn(pilot)
            assert "! Late" not in drawn(pilot)

    async def test_what_is_no_date_is_asked_for_again(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("h", "c", *"soon", "enter")
            await settle(pilot)
            assert "On which day was it?" in drawn(pilot)
            await pilot.press("escape")
            assert screen.session.decisions == []

    async def test_an_event_taken_out_stays_in_sight_and_does_not_count(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("h", "end", "up", "x", *"a phone call", "enter")
            await settle(pilot)
            shown = drawn(pilot)
            assert "✗ Visit" in shown
            assert "a phone call; it does not count" in shown
            assert "5 events" in shown
            assert "50 days without" not in shown
            assert [e.id for e in screen.session.over_time().events] == [e.id for e in EVENTS if e != EVENTS[4]]
            await pilot.press("x")
            await settle(pilot)
            assert "6 events" in drawn(pilot)

    async def test_a_time_limit_marked_wrong(self, opened: Opening) -> None:
        async with opened(size=(160, 40)) as (pilot, screen):
            await pilot.press("h", "2", "x", *"extended", "enter")
            await settle(pilot)
            assert "marked wrong" in drawn(pilot)
            assert len(screen.session.corrected()) == 1


class TestFindings:
    async def go_to_time(self, screen: ReviewScreen) -> None:
        screen.go_tip(TIME)

    async def test_they_stand_beside_the_evidence(self, opened: Opening) -> None:
        async with opened(size=(200, 50)) as (pilot, screen):
            await self.go_to_time(screen)
            await settle(pilot)
            shown = " ".join(drawn(pilot).split())
            assert "Worked out from the notes" in shown
            assert "The assessment took 38 working" in shown
            assert "started: “The kitchen was clean”" in shown

    async def test_a_key_goes_to_each_of_its_quotes(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await self.go_to_time(screen)
            await pilot.press("d")
            assert isinstance(pilot.app.screen, FindingDialog)
            assert "38 working days" in drawn(pilot)
            await pilot.press("2")
            await settle(pilot)
            assert pilot.app.screen is screen
            assert screen._case.extent_in_view[0] <= EVENTS[5].start < screen._case.extent_in_view[1]
            assert "Esc back to the item" in drawn(pilot)

    async def test_marking_it_wrong_is_kept_and_seen_in_the_panel(self, opened: Opening) -> None:
        async with opened(size=(200, 50)) as (pilot, screen):
            await self.go_to_time(screen)
            await pilot.press("d", "x", *"extended", "enter")
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert "✗ Marked wrong by" in drawn(pilot)
            assert screen.session.disputed(TIME) is not None
            await pilot.press("u")
            assert "✗ Marked wrong by" not in drawn(pilot)
            assert screen.session.disputed(TIME) is None

    async def test_the_date_of_one_of_its_quotes_is_corrected_there(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await self.go_to_time(screen)
            await pilot.press("d", "down", "c", *["backspace"] * 20, *"2.12.24", "enter")
            await settle(pilot)
            assert [c.day for c in screen.session.corrections()] == [day("2 Dec 2024")]

    async def test_a_tip_without_any_says_so(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("d")
            assert pilot.app.screen is screen
            assert "no dates here to work out" in drawn(pilot)


class TestCoverage:
    def test_who_was_never_heard_or_never_asked_stands_out(self) -> None:
        table = table_of(COVERAGE)
        told = {line.name: (line.stands, line.stands_out) for line in (*table.children, *table.agencies)}
        assert told == {
            "Ebony": ("last heard 14 Jan 2025", False),
            "Tobias": ("never seen or heard", True),
            "education": ("asked 20 Jan 2025, no answer", True),
            "health": ("never asked", True),
        }

    async def test_the_matrix_and_the_way_to_its_words(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("H")
            await settle(pilot)
            assert isinstance(pilot.app.screen, CoverageScreen)
            shown = drawn(pilot)
            assert "! 3 to look at" in shown
            assert "● alone" in shown
            assert "✗ not seen" in shown
            assert "! never asked" in shown
            await pilot.press("down", "down", "right", "right", "right", "right")
            assert "Tobias, not seen" in drawn(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert pilot.app.screen is screen
            assert screen._case.extent_in_view[0] <= EVENTS[4].start < screen._case.extent_in_view[1]

    async def test_several_words_are_offered(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("H", "down", "enter")
            await settle(pilot)
            assert "Go to which words?" in drawn(pilot)
            await pilot.press("2")
            await settle(pilot)
            assert pilot.app.screen is screen


@pytest.mark.parametrize("keys", [CHRONOLOGY_KEYS, COVERAGE_KEYS])
def test_every_key_is_on_the_page_with_its_name(keys: list[object]) -> None:
    missing = [binding.id for binding in keys if f"| `{binding.id}` |" not in PAGE]  # type: ignore[attr-defined]
    assert missing == []


async def test_looking_never_decides(opened: Opening) -> None:
    async with opened() as (pilot, screen):
        await pilot.press(
            "h", "down", "2", "3", "4", "5", "6", "1", "tab", "l", "k", "escape", "p", "escape", "c", "escape",
            "x", "escape", "question_mark", "escape", "escape", "H", "down", "right", "question_mark", "escape", "q",
            "d",
        )  # fmt: skip
        await settle(pilot)
        assert screen.session.decisions == []
