"""The home screen: the list of reviews, and the ways to begin one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from notescan.review.session import resume
from notescan.review.store import Store
from notescan_tui.app import NotescanApp
from notescan_tui.screens.begin import BeginScreen
from notescan_tui.screens.busy import BusyScreen
from notescan_tui.screens.dialogs import key_in_hint
from notescan_tui.screens.home import HomeScreen
from notescan_tui.screens.paste import PasteBox, PasteScreen
from notescan_tui.screens.review import ReviewScreen
from tests.factory import NOTES, make_case, make_checklist, make_scan
from tests.tui.conftest import drawn, put, settle

ROOT = Path(__file__).parents[2]
NOTE = "12/03/2024 14:30 | Home visit | Jo Pike, social worker\nTia said she likes it when Nan stays.\n\n"


class TestList:
    async def test_empty(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert "No reviews yet" in drawn(pilot)
            await pilot.press("x", "enter")
            assert not isinstance(app.screen, ReviewScreen)

    async def test_progress_is_shown(self, app: NotescanApp, review_id: str, store_path: Path) -> None:
        with Store(store_path) as store:
            resume(store, review_id).confirm("e1")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert "Marlow family" in drawn(pilot)
            assert "1 of 10" in drawn(pilot)

    async def test_forgets_only_after_asking(self, app: NotescanApp, review_id: str) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("x", "enter")  # No has the focus
            assert app.store.list_reviews()
            await pilot.press("x", "y")
            await settle(pilot)
            assert app.store.list_reviews() == []
            assert "No reviews yet" in drawn(pilot)

    async def test_from_a_review_back_home(self, app: NotescanApp, review_id: str) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("a", "q")
            await settle(pilot)
            assert isinstance(app.screen, HomeScreen)
            assert "1 of 10" in drawn(pilot)

    async def test_a_store_that_cannot_be_used_is_told_in_a_line(self, tmp_path: Path) -> None:
        broken = tmp_path / "broken.sqlite"
        broken.write_bytes(b"this is no database" * 100)
        app = NotescanApp(broken, keys_file=tmp_path / "keys.json")
        async with app.run_test() as pilot:
            await settle(pilot)
            assert isinstance(app.screen, HomeScreen)
            assert len(app._notifications) == 1
            assert "Open a case file or a folder" in drawn(pilot)

    async def test_the_buttons_name_the_keys_in_force(self, app: NotescanApp, tmp_path: Path) -> None:
        (tmp_path / "keys.json").write_text('{"home.paste": "v"}', encoding="utf-8")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            for words in ("Open a file  o", "A folder  F", "Paste text  v", "The demo  d"):
                assert words in drawn(pilot)
            app.use_keys({"home.paste": "f9"})  # type: ignore[attr-defined]
            await pilot.press("f3")
            await pilot.pause()
            await pilot.press("q")
            await settle(pilot)
            assert "Paste text  F9" in drawn(pilot)

    async def test_a_case_in_which_nothing_was_found_is_not_shown_as_done(
        self, app: NotescanApp, store_path: Path
    ) -> None:
        case = make_case()
        with Store(store_path) as store:
            store.create(case, make_scan(case).model_copy(update={"evidence": ()}), make_checklist())
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert "nothing found to decide" in drawn(pilot)
            assert "▰" not in drawn(pilot)

    async def test_the_first_review_has_the_focus_when_it_comes(self, app: NotescanApp, store_path: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert app.focused is app.screen.query_one("#open")
            put(store_path, make_case())
            app.screen.load_reviews()  # type: ignore[attr-defined]
            await settle(pilot)
            assert app.focused is app.screen.query_one("#reviews")
            assert "go on" in drawn(pilot)


class TestLongWork:
    async def test_it_shows_how_far_it_is(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            busy = BusyScreen("Reading the case …")
            await app.push_screen(busy)
            assert "━" in drawn(pilot), "it moves while nobody knows how long it takes"
            busy.advance(1, 4)
            await pilot.pause()
            assert "25%" in drawn(pilot)


class TestLeaving:
    async def test_a_second_press_of_ctrl_c_leaves(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("ctrl+c")
            await pilot.pause()
            assert app.is_running
            (said,) = [n.message for n in app._notifications]
            assert "Press Ctrl+C again" in said
            await pilot.press("ctrl+c")
            await pilot.pause()
            assert not app.is_running

    async def test_no_key_of_flow_control_does_anything(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("ctrl+q", "ctrl+s")
            await pilot.pause()
            assert app.is_running


class TestBoxes:
    async def test_a_key_named_in_the_hint_is_pressed_by_a_click(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("p")
            await pilot.pause()
            hint = app.screen.query_one("#hint")
            await pilot.click("#hint", offset=(hint.render_line(0).text.index("Esc"), 0))
            await settle(pilot)
            assert isinstance(app.screen, HomeScreen)

    @pytest.mark.parametrize(("at", "key"), [(0, "enter"), (9, "enter"), (11, ""), (14, ""), (30, "escape"), (60, "")])
    def test_what_a_hint_names_where(self, at: int, key: str) -> None:
        assert key_in_hint("Enter keep · empty is none · Esc cancel", at) == key


class TestPaste:
    async def test_five_megabytes_arrive_whole(self, app: NotescanApp) -> None:
        pasted = (NOTE * (5_000_000 // len(NOTE) + 1)).replace("\n", "\r\n")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("p")
            box = app.screen.query_one(PasteBox)
            box.post_message(events.Paste(pasted))
            await pilot.pause()
            assert box.text == pasted.replace("\r\n", "\n")
            assert "million characters" in drawn(pilot)
            assert "12/03/2024 14:30 | Home visit" in drawn(pilot)

    async def test_a_paste_at_home_is_a_case(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            app.post_message(events.Paste(NOTE))
            await pilot.pause()
            assert isinstance(app.screen, PasteScreen)
            assert app.screen.query_one(PasteBox).text == NOTE

    async def test_nothing_pasted(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("p", "enter")
            assert "Nothing was pasted yet" in drawn(pilot)

    async def test_from_a_paste_to_a_review(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            app.post_message(events.Paste(NOTE * 3))
            await pilot.pause()
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, BeginScreen)
            app.screen.query_one("#date", Input).value = "someday"
            app.screen.query_one("#date", Input).focus()
            await pilot.press("enter")
            assert "must be like" in drawn(pilot)
            app.screen.query_one("#date", Input).value = "31/07/2024"
            await pilot.press("enter")
            await settle(pilot)
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            assert str(app.screen.session.info.audit_date) == "2024-07-31"
            assert app.screen.session.case.text == NOTE * 3


class TestOpen:
    async def test_a_dragged_file_and_going_on_with_it(self, app: NotescanApp, tmp_path: Path) -> None:
        file = tmp_path / "case.txt"
        file.write_text(NOTE * 3, encoding="utf-8")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            for begun in (False, True):
                app.post_message(events.Paste(f"'{file}'"))
                await settle(pilot)
                await settle(pilot)
                assert isinstance(app.screen, BeginScreen)
                assert ("Go on" in drawn(pilot)) is begun
                app.screen.action_start()
                await settle(pilot)
                await settle(pilot)
                assert isinstance(app.screen, ReviewScreen)
                await pilot.press("q")
                await settle(pilot)
            assert len(app.store.list_reviews()) == 1

    async def test_a_typed_path_that_is_not_there(self, app: NotescanApp) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("o", "slash", *"nofile", "enter")
            assert "There is no file nofile" in drawn(pilot)

    async def test_an_empty_file_is_told_and_the_app_goes_on(self, app: NotescanApp, tmp_path: Path) -> None:
        file = tmp_path / "empty.txt"
        file.write_bytes(b"")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            app.post_message(events.Paste(str(file)))
            await settle(pilot)
            await settle(pilot)
            assert isinstance(app.screen, HomeScreen)
            assert len(app._notifications) == 1
            await pilot.press("p")
            assert isinstance(app.screen, PasteScreen)


class TestHostile:
    async def test_case_words_are_never_markup(self, app: NotescanApp, store_path: Path) -> None:
        nasty = "[red]Ebony was seen alone in her bedroom[/red] [@click=app.quit]here[/] \x1b[31m \u202eabc [bold"
        notes = [(*NOTES[1][:5], nasty + "\n\n")]
        put(store_path, make_case(notes, title="[b]Marlow[/b] [@click=app.quit]x[/]"))
        async with app.run_test(size=(120, 30)) as pilot:
            await settle(pilot)
            assert "[b]Marlow[/b] [@click=app.quit]x[/]" in drawn(pilot)
            await pilot.press("enter")
            await settle(pilot)
            shown = drawn(pilot)
            assert "[red]Ebony was seen alone in her bedroom[/red] [@click=app.quit]here[/]" in shown
            assert "\x1b" not in shown
            assert "\u202e" not in shown
            for key in ("w", "i", "m", "c", "g", "s", "X", "E"):
                await pilot.press(key)
                await pilot.pause()
                await pilot.press("escape")
            assert isinstance(app.screen, ReviewScreen)


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from notescan_tui.app import NotescanApp

async def main():
    app = NotescanApp(Path(sys.argv[1]), keys_file=Path(sys.argv[2]))
    async with app.run_test(size=(100, 30)) as pilot:
        while app.focused is None or app.focused.id != "reviews":
            await pilot.pause()
        await pilot.press("enter")
        while not app.screen.query("#case"):
            await pilot.pause()
        await pilot.press("a", "x")
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main())
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal on this system")
async def test_a_killed_app_loses_nothing(app: NotescanApp, store_path: Path, review_id: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(store_path), str(tmp_path / "keys.json")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "tui")])},
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        assert [screen.session.item(i).state for i in ("e1", "e2", "e3")] == ["confirmed", "rejected", "undecided"]
        assert screen.tip == screen.session.item("e1").tip


class TestKeys:
    async def test_a_key_of_ones_own(self, app: NotescanApp, tmp_path: Path, review_id: str) -> None:
        (tmp_path / "keys.json").write_text('{"decide.confirm": "z", "no.such": "y"}', encoding="utf-8")
        async with app.run_test(size=(100, 30)) as pilot:
            await settle(pilot)
            assert any("no.such" in n.message for n in app._notifications)
            await pilot.press("enter")
            await settle(pilot)
            screen = app.screen
            assert isinstance(screen, ReviewScreen)
            await pilot.press("a")
            assert screen.session.decisions == []
            await pilot.press("z")
            assert screen.session.item("e1").state == "confirmed"

    async def test_a_broken_file_changes_nothing(self, app: NotescanApp, tmp_path: Path) -> None:
        (tmp_path / "keys.json").write_text("{", encoding="utf-8")
        async with app.run_test() as pilot:
            await settle(pilot)
            assert any("usual keys are in force" in n.message for n in app._notifications)

    async def test_light_and_dark(self, app: NotescanApp, review_id: str) -> None:
        async with app.run_test() as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("f2")
            assert not app.current_theme.dark
            await pilot.pause()
            assert isinstance(app.screen, ReviewScreen)


def test_no_heavy_import_before_the_first_frame() -> None:
    # pydantic is there: it reads the settings, by which the first frame has its colours (0.1 s)
    heavy = "{'spacy', 'jinja2', 'yaml', 'regex', 'docx', 'reportlab', 'notescan.review', 'notescan.summary'}"
    code = f"import notescan_tui.app, sys; print(sorted({heavy} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT / "tui")
    assert out.stdout.strip() == "[]"
