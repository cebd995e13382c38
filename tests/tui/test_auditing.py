"""What the issue asks of the review, sentence by sentence, where no other test file is about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from notescan_tui import clipboard
from notescan_tui.app import NotescanApp
from notescan_tui.screens.dialogs import ChooseDialog
from notescan_tui.screens.items import ItemsDialog
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.screens.summary import SummaryScreen
from notescan_tui.settings import Settings
from notescan_tui.widgets.bars import KeyBar
from tests.factory import AGENCIES, HOME, PARENTS, TIME, VOICE
from tests.tui.conftest import Opening, drawn, settle

pytestmark = pytest.mark.usefixtures("review_id")


class TestSigned:
    async def test_the_keys_say_reopen_once_it_is_signed(self, opened: Opening) -> None:
        async with opened(size=(200, 50)) as (pilot, screen):
            assert "O sign off" in drawn(pilot)
            screen.session.sign_off()
            screen.changed("")
            await pilot.pause()
            assert "O reopen" in drawn(pilot)
            assert "O sign off" not in drawn(pilot)
            assert "Reopen  (O)" in [c.title for c in pilot.app.get_system_commands(screen)]
            await pilot.press("S")
            await settle(pilot)
            assert isinstance(pilot.app.screen, SummaryScreen)
            assert "O reopen" in drawn(pilot)
            await pilot.press("O")
            await pilot.pause()
            assert screen.session.signed() is None
            assert "O sign off" in drawn(pilot)

    async def test_it_is_said_once_however_often_a_key_is_pressed(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.session.sign_off()
            await pilot.press("a", "a", "x", "g")
            await pilot.pause()
            (said,) = pilot.app._notifications
            assert said.message == "This review is signed off; reopen it before you change anything (O)."
            assert screen.session.item("e1").state == "undecided"

    async def test_undo_after_reopening_takes_back_what_was_done_before_signing(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("a")
            screen.session.sign_off()
            await pilot.press("O", "u")
            assert screen.session.signed() is None
            assert screen.session.item("e1").state == "undecided"
            await pilot.press("r")
            assert screen.session.item("e1").state == "confirmed"


class TestTheTip:
    async def test_for_and_against_stand_side_by_side_with_what_was_written(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            session = screen.session
            session.write_strength("Seen alone each time.", VOICE)
            session.write_improvement("Draw with him.", VOICE)
            session.write_action("Plan direct work", owner="Priya", tip=VOICE)
            session.write_action("Ask the school", tip=HOME)
            await pilot.press("i")
            await settle(pilot)
            seen = drawn(pilot)
            for words in ("Seen alone each time.", "Draw with him.", "Plan direct work · Priya"):
                assert words in seen
            assert "Ask the school" not in seen
            assert "Esc close" in seen
            await pilot.press("pagedown", "pagedown")
            await pilot.pause()
            (head,) = [line for line in drawn(pilot).splitlines() if "+ For (" in line]
            assert "− Against (" in head

    async def test_the_panel_beside_the_text_has_both_too(self, opened: Opening) -> None:
        async with opened(size=(200, 50)) as (pilot, screen):
            screen.session.mark_seen(TIME, "come_back")
            await pilot.pause()
            (head,) = [line for line in drawn(pilot).splitlines() if "+ For (" in line]
            assert "− Against (" in head
            screen.go_tip(TIME)
            await pilot.pause()
            assert "come back to it" in drawn(pilot)


class TestNextToDecide:
    async def test_after_the_items_come_the_tips_to_grade(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press(*"a" * 10)
            assert "All are decided" in screen.said
            visited = []
            for _ in range(5):
                await pilot.press("N")
                visited.append(screen.tip)
                await pilot.press("g", "1")
            assert set(visited) == {VOICE, HOME, PARENTS, AGENCIES, TIME}
            await pilot.press("N")
            assert "every tip graded" in screen.said
            screen.session.mark_seen(TIME, "come_back")
            await pilot.press("N")
            assert screen.tip == TIME


class TestWhy:
    async def test_what_was_read_there_is_a_reason_to_reject(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("w")
            await settle(pilot)
            await pilot.press("X")
            await settle(pilot)
            assert isinstance(pilot.app.screen, ChooseDialog)
            assert screen.session.decisions == []
            await pilot.press("1")
            await pilot.pause()
            item = screen.session.item("e1")
            assert (item.state, item.reason) == ("rejected", "Not about this tip")
            assert screen.item == "e2"


class TestSeveralByMouse:
    async def test_boxes_are_ticked_and_the_keys_below_decide(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            await pilot.press("L")
            await settle(pilot)
            dialog = pilot.app.screen
            assert isinstance(dialog, ItemsDialog)
            await pilot.click("#items", offset=(1, 1))
            await pilot.click("#items", offset=(1, 2))
            await pilot.pause()
            assert pilot.app.screen is dialog
            assert "2 of 4 items ticked" in drawn(pilot)
            bar = dialog.query_one(KeyBar)
            at = next(
                (x, y)
                for y in range(2)
                for x in range(bar.size.width)
                if (key := bar.key_at(x, y)) and key.id == "items.reject"
            )
            await pilot.click(KeyBar, offset=at)
            await settle(pilot)
            await pilot.press("y")
            await settle(pilot)
            assert [i.state for i in screen.session.items(VOICE)] == ["undecided", "rejected", "rejected", "undecided"]


class TestKeysOfTheirOwn:
    async def test_every_word_that_names_a_key_follows(self, store_path: Path, tmp_path: Path) -> None:
        keys = tmp_path / "keys.json"
        own = {"decide.undo": "9", "why.reject": "j", "more.reopen": "5", "finding.wrong": "y", "dialog.yes": "k"}
        keys.write_text(json.dumps(own), encoding="utf-8")
        app = NotescanApp(store_path, keys_file=keys)
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            await pilot.press("a")
            await pilot.pause()
            assert "✓ confirmed · 9 undo" in drawn(pilot)
            await pilot.press("w")
            await settle(pilot)
            assert "j reject, and say why" in drawn(pilot)
            await pilot.press("escape", "O")
            await settle(pilot)
            assert "Sign off (k)" in drawn(pilot)
            await pilot.press("k")
            await settle(pilot)
            assert "(5 reopens)" in drawn(pilot)


class TestBell:
    async def test_it_rings_wherever_something_cannot_be_done(
        self, store_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "settings.json"
        file.write_text(Settings(bell=True).model_dump_json(), encoding="utf-8")
        app = NotescanApp(store_path, keys_file=tmp_path / "keys.json", settings_file=file)
        rung: list[bool] = []
        monkeypatch.setattr(app, "bell", lambda: rung.append(True))
        async with app.run_test(size=(120, 36)) as pilot:
            await settle(pilot)
            app.notify("Copied.")
            assert not rung
            app.notify("It can't be read.", severity="error")
            assert len(rung) == 1
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, ReviewScreen)
            await pilot.press("b", "u")
            assert len(rung) == 3


class TestDates:
    async def test_what_is_no_date_is_told_in_the_box_and_can_be_mended(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("A", *"Ring", "tab", "tab", *"soon", "enter")
            await pilot.pause()
            assert "The date must be like 10 Mar 2025 or 10/03/2025." in drawn(pilot)
            assert screen.session.actions() == []
            await pilot.press(*["backspace"] * 4, *"1.9.25", "enter")
            await pilot.pause()
            assert [str(a.due) for a in screen.session.actions()] == ["2025-09-01"]


class TestFinding:
    async def test_the_key_for_an_expression_begins_a_search(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("ctrl+r", *"see[a-z]", "enter")
            await settle(pilot)
            assert screen.finding
            assert screen.expression
            assert screen.session.decisions == []
            await pilot.press("e", "enter", "1")
            await settle(pilot)
            (decision,) = screen.session.decisions
            assert screen.session.item(decision.item).evidence.quote == "seen"


class TestCopying:
    async def test_the_computer_s_own_clipboard_gets_it_too(
        self, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        taken = tmp_path / "taken.txt"
        tool = tmp_path / "xsel"
        tool.write_text(f'#!/bin/sh\n/bin/cat > "{taken}"\n', encoding="utf-8")
        tool.chmod(0o755)
        monkeypatch.setattr("notescan_tui.clipboard.sys.platform", "linux")
        monkeypatch.setenv("PATH", str(tmp_path))
        for name in ("WAYLAND_DISPLAY", "SSH_CONNECTION"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DISPLAY", ":0")
        async with opened() as (pilot, screen):
            await pilot.press("y")
            await settle(pilot)
            assert pilot.app.clipboard == screen.session.item("e1").evidence.quote
            assert taken.read_text(encoding="utf-8") == pilot.app.clipboard

    def test_there_is_none_over_ssh_or_where_no_tool_is(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.setenv("PATH", str(tmp_path))
        monkeypatch.setenv("DISPLAY", ":0")
        assert not clipboard.put("words")
        monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1")
        assert clipboard.tool() == []
