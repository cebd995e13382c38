"""A later export of a case that was reviewed: asked once, carried over, and what changed is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import OptionList

from notescan.review.session import resume
from notescan.review.store import Store
from notescan_tui.app import NotescanApp
from notescan_tui.engine import Wish, open_case, read
from notescan_tui.screens.dialogs import ChooseDialog, ReadDialog
from notescan_tui.screens.home import HomeScreen
from notescan_tui.screens.review import ReviewScreen
from tests.tui.conftest import drawn

FIRST = """\
14/01/2025 10:30 | Home visit | Priya Dunmore, social worker
Ebony was seen alone in her bedroom. She said "I like it when Nan stays because then it's quiet."

20/01/2025 | Telephone call | Priya Dunmore, social worker
I will ring the health visitor on Monday to ask for their view. School was not contacted.
"""
LATER = (
    FIRST
    + """
03/02/2025 14:00 | Direct work | Sam Oyelaran, support worker
Tobias said he likes his new room. He was seen alone at school.
"""
)


@pytest.fixture
def later(tmp_path: Path, store_path: Path) -> Wish:
    """An earlier export was reviewed; the later one is to be opened."""
    for name, text in (("first.txt", FIRST), ("later.txt", LATER)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    first = Wish(paths=(str(tmp_path / "first.txt"),), checklist="assessment")
    with Store(store_path) as store:
        session = open_case(read(first, store), first, store, who="Noor")
        for item in session.items()[:2]:
            session.confirm(item.id)
    return Wish(paths=(str(tmp_path / "later.txt"),), checklist="assessment")


async def until(pilot: Pilot[None], screen: type[Screen[Any]]) -> None:
    """Wait for the workers that bring this screen."""
    for _ in range(400):
        if isinstance(pilot.app.screen, screen):
            await pilot.pause()
            return
        await pilot.pause(0.05)
    raise AssertionError(f"{pilot.app.screen} is shown, not {screen}")


async def test_decisions_are_carried_over_where_the_auditor_wants_it(
    later: Wish, store_path: Path, tmp_path: Path
) -> None:
    app = NotescanApp(store_path, later, keys_file=tmp_path / "k.json", settings_file=tmp_path / "s.json")
    async with app.run_test(size=(120, 36)) as pilot:
        await until(pilot, ChooseDialog)
        assert isinstance(app.screen, ChooseDialog)
        assert "later export of a case you have reviewed" in drawn(pilot)
        assert app.screen.query_one(OptionList).option_count == 2
        await pilot.press("1")
        await until(pilot, ReadDialog)
        assert isinstance(app.screen, ReadDialog)
        assert "2 decisions carried over" in drawn(pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.progress()[0] == 2
        assert {d.who for d in app.screen.session.decisions} == {"Noor"}


async def test_a_new_start_leaves_the_earlier_review_alone(later: Wish, store_path: Path, tmp_path: Path) -> None:
    app = NotescanApp(store_path, later, keys_file=tmp_path / "k.json", settings_file=tmp_path / "s.json")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, ChooseDialog)
        await pilot.press("2")
        await until(pilot, ReviewScreen)
        assert isinstance(app.screen, ReviewScreen)
        assert app.screen.session.progress()[0] == 0
        earlier = next(i for i in app.store.list_reviews() if i.id != app.screen.session.id)
        assert resume(app.store, earlier.id).progress()[0] == 2


async def test_leaving_the_question_opens_nothing(later: Wish, store_path: Path, tmp_path: Path) -> None:
    app = NotescanApp(store_path, later, keys_file=tmp_path / "k.json", settings_file=tmp_path / "s.json")
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, ChooseDialog)
        await pilot.press("escape")
        await until(pilot, HomeScreen)
        assert len(app.store.list_reviews()) == 1
