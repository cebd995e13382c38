"""A folder of cases as a queue, and the preview of a file."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from notescan.errors import UserError
from notescan.review.session import resume
from notescan.review.store import Store
from notescan_tui.app import NotescanApp
from notescan_tui.looking import cases_in, preview
from notescan_tui.screens.browse import BrowseScreen, CaseTree, Chosen
from notescan_tui.screens.home import HomeScreen
from notescan_tui.screens.queue import QueueScreen, QueueStart
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.widgets.bars import KeyBar
from tests.tui.conftest import drawn, settle

VISIT = "12/03/2024 14:30 | Home visit | Jo Pike, social worker\n{} said she likes it when Nan stays.\n\n"
CALL = "20/04/2024 09:00 | Telephone call | Jo Pike, social worker\nSchool told me that {} is in every day.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four cases: a file, a folder of two files, a file that can't be read, a file."""
    cases = tmp_path / "March sample"
    (cases / "case 2").mkdir(parents=True)
    (cases / "case 1.txt").write_text(VISIT.format("Tia") + CALL.format("Tia"), encoding="utf-8")
    (cases / "case 2" / "a.txt").write_text(VISIT.format("Orla"), encoding="utf-8")
    (cases / "case 2" / "b.txt").write_text(CALL.format("Orla"), encoding="utf-8")
    (cases / "case 3.docx").write_bytes(b"PK\x03\x04 not a document")
    (cases / "case 10.txt").write_text(VISIT.format("Wren"), encoding="utf-8")
    (cases / ".hidden").write_text("no case", encoding="utf-8")
    return cases


async def to_queue(pilot: Pilot[None], folder: Path, *, date: str = "10 Mar 2025") -> QueueScreen:
    """From home to the queue, as a user goes."""
    await settle(pilot)
    await pilot.press("F")
    await pilot.pause()
    assert isinstance(pilot.app.screen, BrowseScreen)
    await pilot.press("slash")
    pilot.app.screen.query_one("#path", Input).value = str(folder)
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, QueueStart)
    pilot.app.screen.query_one("#date", Input).value = date
    await pilot.press("enter")
    await settle(pilot)
    screen = pilot.app.screen
    assert isinstance(screen, QueueScreen)
    return screen


def names(screen: QueueScreen) -> list[str]:
    return [Path(path).name for path in screen.rows]


class TestQueue:
    async def test_lists_the_cases_and_tells_which_cannot_be_read(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await to_queue(pilot, folder)
            assert names(screen) == ["case 1.txt", "case 2", "case 3.docx", "case 10.txt"]
            seen = drawn(pilot)
            assert "March sample · audit 10 Mar 2025" in seen
            assert "0 of 4 signed off · 1 can't be opened" in seen
            assert seen.count("not begun") == 3
            assert "2 notes, 12 Mar 2024 to 20 Apr 2024" in seen
            assert app.store.list_reviews() == []

    async def test_opens_scans_and_comes_back_with_progress(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(100, 30)) as pilot:
            screen = await to_queue(pilot, folder)
            await pilot.press("enter")
            await settle(pilot)
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            session = app.screen.session
            assert str(session.scan.audit_date) == "2025-03-10"
            assert [info.id for info in app.store.list_reviews()] == [session.id]
            session.sign_off()
            await pilot.press("q")
            await settle(pilot)
            assert screen.is_current
            assert "✓ signed off" in drawn(pilot)
            assert "1 of 4 signed off" in drawn(pilot)
            assert screen.query_one("#cases", OptionList).highlighted == 1  # the next one to do

            await pilot.press("enter")
            await settle(pilot)
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            assert len(app.screen.session.case.sources) == 2
            await pilot.press("q")
            await settle(pilot)
            assert screen.query_one("#cases", OptionList).highlighted == 1  # it is not finished
            assert " of " in drawn(pilot)
            await pilot.press("q")
            await settle(pilot)
            assert isinstance(app.screen, HomeScreen)
            assert len(app.store.list_reviews()) == 2

    async def test_a_queue_begun_before_stands_as_it_was_left(
        self, app: NotescanApp, folder: Path, store_path: Path, tmp_path: Path
    ) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await to_queue(pilot, folder)
            await pilot.press("enter")
            await settle(pilot)
            await settle(pilot)
        with Store(store_path) as store:
            (info,) = store.list_reviews()
            resume(store, info.id).sign_off()
        again = NotescanApp(store_path, keys_file=tmp_path / "keys.json")
        async with again.run_test(size=(80, 24)) as pilot:
            screen = await to_queue(pilot, folder, date="1 Apr 2025")
            assert "1 of 4 signed off" in drawn(pilot)
            assert "audit 10 Mar 2025" in drawn(pilot)  # the review keeps its own date, and that is told
            assert screen.query_one("#cases", OptionList).highlighted == 1

    async def test_enter_on_a_case_that_cannot_be_read_leaves_the_queue(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await to_queue(pilot, folder)
            await pilot.press("down", "down", "enter")
            await settle(pilot)
            await settle(pilot)
            assert app.screen is screen
            assert screen.rows[str(folder / "case 3.docx")].wrong
            assert app.store.list_reviews() == []

    async def test_looking_again_finds_what_was_put_right(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            screen = await to_queue(pilot, folder)
            shutil.copy(folder / "case 1.txt", folder / "case 4.txt")
            (folder / "case 3.docx").unlink()
            await pilot.press("r")
            await settle(pilot)
            assert names(screen) == ["case 1.txt", "case 2", "case 4.txt", "case 10.txt"]
            assert "can't be opened" not in drawn(pilot)

    async def test_two_files_of_the_same_words_are_told(self, app: NotescanApp, folder: Path) -> None:
        shutil.copy(folder / "case 1.txt", folder / "case 2.txt")
        async with app.run_test(size=(80, 24)) as pilot:
            await to_queue(pilot, folder)
            assert drawn(pilot).count("The same words as case 1.txt, and so the same review") == 1

    async def test_a_wrong_date_is_told(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await app.push_screen(QueueStart(folder))
            app.screen.query_one("#date", Input).value = "soon"
            await pilot.press("enter")
            assert isinstance(app.screen, QueueStart)
            assert "must be like 10 Mar 2025" in drawn(pilot)

    def test_an_empty_folder_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(UserError, match="no files in it"):
            cases_in(tmp_path)
        with pytest.raises(UserError, match="can't be looked into"):
            cases_in(tmp_path / "not there")


class TestBrowse:
    async def test_shows_what_the_file_under_the_cursor_holds(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            browse = BrowseScreen(folder)
            await app.push_screen(browse)
            await until(pilot, lambda: len(browse.query_one(CaseTree).root.children) == 4)
            tree = browse.query_one(CaseTree)
            number = next(n for n, c in enumerate(tree.root.children, 1) if "case 1.txt" in str(c.label))
            await pilot.press(*["down"] * number)
            shown = browse.query_one("#preview", Static)
            await until(pilot, lambda: "2 notes" in str(shown.content))
            assert "2 notes, 12 Mar 2024 to 20 Apr 2024" in drawn(pilot)
            assert "Tia said she likes it when Nan stays." in drawn(pilot)
            await pilot.press("home")
            await until(pilot, lambda: "each of them is one" in str(shown.content))

    async def test_f_takes_the_folder_of_the_file_under_the_cursor(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            chosen: list[Chosen | None] = []
            browse = BrowseScreen(folder)
            await app.push_screen(browse, chosen.append)
            await until(pilot, lambda: len(browse.query_one(CaseTree).root.children) == 4)
            await pilot.press("end", "F")
            await pilot.pause()
            assert chosen == [Chosen(folder=folder)]

    async def test_marked_files_are_one_case_and_have_a_sign(self, app: NotescanApp, folder: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            chosen: list[Chosen | None] = []
            browse = BrowseScreen(folder)
            await app.push_screen(browse, chosen.append)
            tree = browse.query_one(CaseTree)
            await until(pilot, lambda: len(tree.root.children) == 4)
            tree.move_cursor(next(c for c in tree.root.children if "case 1.txt" in str(c.label)))
            await pilot.press("m")
            await pilot.pause()
            assert "● case 1.txt" in drawn(pilot)
            assert "One case of: case 1.txt." in drawn(pilot)
            tree.move_cursor(next(c for c in tree.root.children if "case 10.txt" in str(c.label)))
            await pilot.pause()
            await pilot.press("enter")
            assert chosen == [Chosen((str(folder / "case 1.txt"), str(folder / "case 10.txt")))]

    async def test_its_keys_are_those_in_force_and_can_be_clicked(
        self, app: NotescanApp, folder: Path, tmp_path: Path
    ) -> None:
        (tmp_path / "keys.json").write_text('{"browse.folder": "f9"}', encoding="utf-8")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            chosen: list[Chosen | None] = []
            browse = BrowseScreen(folder)
            await app.push_screen(browse, chosen.append)
            await until(pilot, lambda: len(browse.query_one(CaseTree).root.children) == 4)
            bar = browse.query_one(KeyBar)
            cells = ((x, y) for y in range(2) for x in range(bar.outer_size.width))
            cell = next(c for c in cells if (key := bar.key_at(*c)) and key.id == "browse.folder")
            assert "F9 folder of cases" in drawn(pilot)
            await pilot.click(KeyBar, offset=cell)
            await pilot.pause()
            assert chosen == [Chosen(folder=folder)]

    async def test_an_empty_folder_says_so(self, tmp_path: Path) -> None:
        assert preview(tmp_path, lambda: None) == "An empty folder."

    def test_a_big_file_is_not_read(self, tmp_path: Path) -> None:
        big = tmp_path / "big.txt"
        big.write_bytes(b"a" * 2_500_000)
        assert preview(big, lambda: None) == "2.5 megabytes: too big for a preview. Enter opens it."

    def test_reading_ends_when_the_cursor_moves_on(self, folder: Path) -> None:
        class Gone(Exception):
            pass

        def gone() -> None:
            raise Gone

        with pytest.raises(Gone):
            preview(folder / "case 1.txt", gone)

    def test_what_cannot_be_read_is_told_in_a_line(self, folder: Path) -> None:
        words = preview(folder / "case 3.docx", lambda: None)
        assert "case 3.docx" in words
        assert "\n" not in words


async def until(pilot: Pilot[None], holds: object) -> None:
    """Wait until it holds, three seconds at most."""
    assert callable(holds)
    for _ in range(60):
        if holds():
            return
        await pilot.pause(0.05)
    raise AssertionError("it did not come about")
