"""The pattern workshop in the app: broken files are told, examples are written, the roster is mended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from textual.app import App
from textual.binding import Binding
from textual.pilot import Pilot

from notescan.checklists import load_checklist
from notescan.model import Person, Roster
from notescan.read import read_text
from notescan.review.session import resume
from notescan.review.store import Store
from notescan.scan import scan_case
from notescan_tui.app import NotescanApp
from notescan_tui.engine import Wish
from notescan_tui.screens.dialogs import ConfirmDialog
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.screens.roster import ROSTER_KEYS, RosterScreen
from tests.factory import HOME
from tests.tui.conftest import Opening, drawn, settle

CASE = """\
03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)
Ebony was seen alone in her bedroom. She told me she likes it when Nan stays. The kitchen was clean.
"""


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of patterns; it is not there yet."""
    folder = tmp_path / "settings" / "patterns"
    monkeypatch.setenv("NOTESCAN_PATTERNS", str(folder))
    return folder


async def until(pilot: Pilot[None], there: Callable[[], bool]) -> None:
    """Wait for a worker's result to be on the screen."""
    for _ in range(600):
        if there():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come")


def told(app: App[None]) -> list[str]:
    return [note.message for note in app._notifications]


async def test_a_broken_pattern_file_is_told_and_the_review_opens(mine: Path, tmp_path: Path, store_path: Path) -> None:
    (mine / "assessment").mkdir(parents=True)
    (mine / "assessment" / "childs-voice.yaml").write_text("patterns:\n  - id: [x\n", encoding="utf-8")
    case = tmp_path / "case.txt"
    case.write_text(CASE, encoding="utf-8")
    app = NotescanApp(store_path, Wish(paths=(str(case),), checklist="assessment"), keys_file=tmp_path / "keys.json")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, lambda: bool(app.screen.query("#case")) and bool(told(app)))
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.items()
        assert any("childs-voice.yaml, line 3: it can't be read as YAML" in words for words in told(app))


class TestExamples:
    async def test_a_rejected_sentence_is_written_to_ignore_and_taken_out_again(
        self, mine: Path, opened: Opening, review_id: str
    ) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("p")
            assert not mine.exists(), "nothing is decided yet"
            await pilot.press("x", "b", "p")
            await settle(pilot)
            assert screen.current is not None
            assert screen.current.state == "rejected"
            path = mine / "assessment" / "childs-voice.yaml"
            written = yaml.safe_load(path.read_text(encoding="utf-8"))
            assert [e["text"] for e in written["ignores"]] == ["Ebony was seen alone in her bedroom."]
            assert str(path) in told(pilot.app)[-1]
            assert len(screen.session.decisions) == 1, "it is no decision, so undo has nothing more to take back"
            await pilot.press("u")
            assert yaml.safe_load(path.read_text(encoding="utf-8")) == written
            await pilot.press("x", "b", "p")
            await settle(pilot)
            assert yaml.safe_load(path.read_text(encoding="utf-8")) is None
            assert "Taken out of" in told(pilot.app)[-1]

    async def test_what_was_added_by_hand_is_written_to_find(self, mine: Path, opened: Opening, review_id: str) -> None:
        async with opened() as (pilot, screen):
            start = screen.session.case.text.index("a lock is on the outside")
            decision = screen.session.add(HOME, start, start + 33, "against")
            screen.go(screen.session.item(decision.item))
            await pilot.press("p")
            await settle(pilot)
            written = yaml.safe_load((mine / "assessment" / "home-environment.yaml").read_text(encoding="utf-8"))
            assert [(e["text"], e["stance"]) for e in written["finds"]] == [
                ("[[a lock is on the outside of his d]]oor", "against")
            ]

    async def test_a_file_that_can_not_be_mended_is_told_and_left(
        self, mine: Path, opened: Opening, review_id: str
    ) -> None:
        path = mine / "assessment" / "childs-voice.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("patterns: [x", encoding="utf-8")
        async with opened() as (pilot, _):
            await pilot.press("x", "b", "p")
            await settle(pilot)
            assert "mend the file first" in told(pilot.app)[-1]
            assert path.read_text(encoding="utf-8") == "patterns: [x"


PEOPLE = (
    Person(names=("Ebony Marlow", "Ebony"), role="child", relation="child", gender="f"),
    Person(names=("Joan",), role="relative", relation="grandmother", gender="f"),
    Person(names=("Carla Marlow", "Carla", "Nan"), role="professional"),
)


@pytest.fixture
def case_with_people(store_path: Path) -> str:
    """A review whose roster takes a child for a professional."""
    case = read_text(
        "03/02/2025 10:00 | Home visit | Ama Quartey (Social Worker)\n"
        "Ebony was seen alone in her bedroom. Carla told me that she likes it here and wants to stay.\n"
    )
    roster = Roster(people=PEOPLE)
    checklist = load_checklist("assessment")
    scan = scan_case(case, checklist, audit_date=dt.date(2025, 3, 10), roster=roster)
    with Store(store_path) as store:
        return store.create(case, scan, checklist)


class TestWhoIsWho:
    async def test_everyone_is_shown_with_role_relation_and_names(self, opened: Opening, case_with_people: str) -> None:
        async with opened() as (pilot, _):
            await pilot.press("P")
            await pilot.pause()
            assert isinstance(pilot.app.screen, RosterScreen)
            shown = drawn(pilot)
            for words in (
                "Children",
                "Ebony Marlow",
                "also called Ebony",
                "Professionals of other agencies",
                "Carla Marlow",
            ):
                assert words in shown
            assert "as the notes tell it" in shown

    async def test_a_mended_role_is_used_decisions_stand_and_undo_brings_it_back(
        self, opened: Opening, case_with_people: str, store_path: Path
    ) -> None:
        async with opened() as (pilot, screen):
            voiced = "assessment.childs-voice"
            first = screen.session.items()[0].id
            screen.session.confirm(first)
            before = {i.id for i in screen.session.items(voiced)}
            await pilot.press("P")
            await pilot.pause()
            await pilot.press("end", "enter", "1", "1")  # the last one: a child
            await pilot.pause()
            assert isinstance(pilot.app.screen, RosterScreen)
            assert pilot.app.screen.roster.people[2].role == "child"
            assert "w looks for evidence again" in drawn(pilot)
            await pilot.press("w")
            await until(pilot, lambda: screen.session.has_mended_roster())
            await settle(pilot)
            assert pilot.app.screen is screen
            assert {i.id for i in screen.session.items(voiced)} > before
            assert screen.session.item(first).state == "confirmed"
            assert "what you decided stands" in screen.said
            with Store(store_path) as store:
                again = resume(store, case_with_people)
                assert again.roster().people[2].relation == "child"
                assert again.state == screen.session.state
            await pilot.press("u")
            assert {i.id for i in screen.session.items(voiced)} == before
            assert screen.session.item(first).state == "confirmed"

    async def test_merge_split_add_remove_rename_and_undo(self, opened: Opening, case_with_people: str) -> None:
        async with opened() as (pilot, _):
            await pilot.press("P")
            await pilot.pause()
            people = pilot.app.screen
            assert isinstance(people, RosterScreen)
            await pilot.press("end", "s", *"nan", "enter")
            assert [p.names for p in people.roster.people][2:] == [("Carla Marlow", "Carla"), ("Nan",)]
            await pilot.press("m", *"carla", "enter")
            assert [p.names for p in people.roster.people][2:] == [("Carla Marlow", "Carla", "Nan")]
            await pilot.press("e", *"Jo Pike", "enter", "7", "1")
            assert people.roster.people[-1] == Person(names=("Jo Pike",), role="professional", relation="teacher")
            await pilot.press("g", "1", "n", *", Mrs Pike", "enter")
            assert people.roster.people[-1].names == ("Jo Pike", "Mrs Pike")
            assert people.roster.people[-1].agency == "school"
            await pilot.press("x")
            assert len(people.roster.people) == 3
            await pilot.press(*"u" * 6)
            assert people.roster.people == PEOPLE

    async def test_leaving_with_changes_asks(self, opened: Opening, case_with_people: str) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("P")
            await pilot.pause()
            people = pilot.app.screen
            await pilot.press("x", "q")
            await pilot.pause()
            assert isinstance(pilot.app.screen, ConfirmDialog)
            await pilot.press("n")
            assert pilot.app.screen is people
            await pilot.press("q", "y")
            await pilot.pause()
            assert pilot.app.screen is screen
            assert screen.session.decisions == []

    async def test_nothing_is_done_twice_on_a_small_screen(self, opened: Opening, case_with_people: str) -> None:
        async with opened(size=(80, 24)) as (pilot, _):
            await pilot.press("P")
            await pilot.pause()
            lines = drawn(pilot).splitlines()
            assert any("Carla Marlow" in line for line in lines)
            assert "who they are" in lines[-1] + lines[-2]


def test_every_key_of_who_is_who_is_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "keys.md").read_text(encoding="utf-8")
    assert [b.id for b in Binding.make_bindings(ROSTER_KEYS) if f"| `{b.id}` |" not in page] == []
