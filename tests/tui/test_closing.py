"""The end of a review: the summary, signing off, tips without evidence, several items at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from textual.widgets import Checkbox, Input, OptionList

from notescan.review.session import resume
from notescan.review.store import Store
from notescan.summary import FORMATS
from notescan_tui.screens.dialogs import ConfirmDialog, ReadDialog
from notescan_tui.screens.export import FORMS, ExportDialog
from notescan_tui.screens.items import ItemsDialog
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.screens.summary import SummaryScreen, plain
from notescan_tui.screens.summary_rows import summary_rows
from notescan_tui.widgets.case_view import CaseView
from notescan_tui.widgets.tip_list import TipList
from tests.factory import HOME, TIME, VOICE
from tests.tui.conftest import Opening, drawn, settle

pytestmark = pytest.mark.usefixtures("review_id")


def said(screen: ReviewScreen) -> list[str]:
    return [n.message for n in screen.app._notifications]


class TestSummary:
    async def test_judgement_strength_and_field_are_kept_and_undone(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            await pilot.press("S")
            await settle(pilot)
            assert isinstance(pilot.app.screen, SummaryScreen)
            await pilot.press("enter", "2", *"kind", "enter")
            assert screen.session.judgement() == ("good", "kind")
            await pilot.press("down", "enter", *"heard", "enter")
            assert screen.session.strength() == "heard"
            assert "heard" in drawn(pilot)
            await pilot.press("end", "enter", *"warm", "enter")
            assert screen.session.detail("family_feedback") == "warm"
            await pilot.press("u", "u")
            assert (screen.session.detail("family_feedback"), screen.session.strength()) == ("", "")
            await pilot.press("r")
            assert screen.session.strength() == "heard"
            await pilot.press("escape")
            assert pilot.app.screen is screen

    async def test_an_action_with_owner_and_date(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("S", "e", *"ring", "tab", *"Priya", "tab", *"soon", "enter")
            assert "The date must be like" in drawn(pilot)
            pilot.app.screen.query_one("#due", Input).value = "1/9/2025"
            await pilot.press("enter")
            (action,) = screen.session.actions()
            assert (action.text, action.owner, action.due) == ("ring", "Priya", dt.date(2025, 9, 1))
            await settle(pilot)
            assert "ring · Priya · by 1 Sep 2025" in drawn(pilot)

    async def test_words_for_the_tip_from_the_review_itself(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("G", *"own", "enter", "I", *"late", "enter", "A", *"ask", "enter")
            session = screen.session
            assert (session.strength(VOICE), session.improvement(VOICE)) == ("own", "late")
            assert [(a.text, a.tip) for a in session.actions()] == [("ask", VOICE)]
            rows = summary_rows(session)
            assert ("strength", VOICE) in {(r.kind, r.about) for r in rows}

    async def test_a_line_for_another_tip_and_taking_it_away(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("S", "down", "down", "enter", *"home", "enter", *"tidy", "enter")
            assert screen.session.strength(HOME) == "tidy"
            await pilot.press("x")
            assert screen.session.strength(HOME) == ""

    async def test_the_preview_reads_as_the_summary_does(self, opened: Opening) -> None:
        async with opened(size=(200, 50)) as (pilot, screen):
            await pilot.press("a", "S")
            await settle(pilot)
            view = pilot.app.screen.query_one("#preview", CaseView)
            assert screen.session.item("e1").evidence.quote in view.text
            assert "Overall judgement" not in view.text
            await pilot.press("g", "1", "enter")
            await settle(pilot)
            assert "Outstanding" in view.text
            await pilot.press("v", "pagedown")
            assert view.scroll_offset.y > 0
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, SummaryScreen)

    def test_markdown_is_read_without_its_signs(self) -> None:
        text, heads = plain("# One\n\n| A | B |\n| --- | ---: |\n| a\\|b | 2 |\n\n> \\*said\\*\\\n- &#49;. x **y**\n")
        assert text == "One\n\nA · B\na|b · 2\n\n> *said*\n- 1. x y"
        assert [text[h.start : h.end] for h in heads] == ["One"]


class TestSigning:
    async def test_what_is_open_is_listed_then_it_is_signed(
        self, opened: Opening, store_path: Path, review_id: str
    ) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("O")
            await settle(pilot)
            assert isinstance(pilot.app.screen, ConfirmDialog)
            assert "10 suggestions on 4 tips are still to be decided" in drawn(pilot)
            await pilot.press("n")
            assert screen.session.signed() is None
            await pilot.press("O")
            await settle(pilot)
            await pilot.press("y")
            await pilot.pause()
            assert "signed off by" in drawn(pilot)
            with Store(store_path) as store:
                assert resume(store, review_id).signed() is not None

    async def test_no_act_changes_what_is_signed_and_each_says_so(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.session.sign_off()
            acts = ["a", "x", "f", "X", "o", "s", "m", "c", "C", "g", "e", "Q", "z", "G", "I", "A", "u", "r", "right"]
            for key in acts:
                screen.app.clear_notifications()
                screen.item, screen.tip = ("e1", VOICE)
                if key == "z":
                    screen.go_tip(TIME)
                await pilot.press(key)
                await pilot.pause()
                assert pilot.app.screen is screen, key
                assert any("signed off; reopen it" in words for words in said(screen)), key
                assert screen.query_one(CaseView).selection is None
            assert [d.kind for d in screen.session.decisions] == ["sign_off"]

    async def test_reopening_is_a_key_and_a_decision(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.session.sign_off()
            await pilot.press("O")
            await settle(pilot)
            assert screen.session.signed() is None
            await pilot.press("a")
            assert screen.session.item("e1").state == "confirmed"
            assert [d.kind for d in screen.session.decisions] == ["sign_off", "sign_off", "confirm"]


class TestWithoutEvidence:
    async def test_seen_with_nothing_found_goes_on_and_is_listed(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.go_tip(TIME)
            await pilot.press("z")
            assert screen.session.seen(TIME) == "nothing_found"
            assert "∅ seen" in drawn(pilot)
            await pilot.press("Z")
            screen.go_tip(TIME)
            assert screen.session.seen(TIME) == "come_back"
            await pilot.press("Z")
            assert screen.session.seen(TIME) is None
            await pilot.press("u", "u")
            assert screen.session.seen(TIME) == "nothing_found"

    async def test_a_tip_with_confirmed_evidence_is_not_without(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("a", "z")
            assert screen.session.seen(VOICE) is None


class TestSeveral:
    async def test_only_what_is_ticked_with_its_count_and_one_undo(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("L")
            assert isinstance(pilot.app.screen, ItemsDialog)
            await pilot.press("a")  # nothing is ticked: nothing is asked
            assert isinstance(pilot.app.screen, ItemsDialog)
            await pilot.press("space", "down", "space", "a")
            assert "Confirm 2 items" in drawn(pilot)
            await pilot.press("y")
            states = {i.id: i.state for i in screen.session.items(VOICE)}
            assert list(states.values()) == ["confirmed", "undecided", "confirmed", "undecided"]
            await pilot.press("u")
            assert {i.state for i in screen.session.items(VOICE)} == {"undecided"}
            assert "0 of 10 decided" in drawn(pilot)

    async def test_range_all_none_and_no(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            await pilot.press("L", "space", "down", "v")
            dialog = pilot.app.screen
            assert isinstance(dialog, ItemsDialog)
            assert len(dialog.ticked) == 3
            await pilot.press("t")
            assert len(dialog.ticked) == 4
            await pilot.press("n")
            assert not dialog.ticked
            await pilot.press("t", "x", "n")
            assert screen.session.decisions == []
            assert pilot.app.screen is dialog

    async def test_enter_goes_to_the_item(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("L", "down", "down", "enter")
            assert screen.item == screen.session.items(VOICE)[2].id

    async def test_ticks_by_what_the_filter_shows(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("v", "down", "down", "space", "s", "L", "t", "x", "y")
            assert {i.id for i in screen.session.items() if i.state == "rejected"} == {"e4"}


class TestExporting:
    def test_every_format_has_a_name_here(self) -> None:
        assert set(FORMS) == set(FORMATS)

    async def test_stand_ins_for_names_and_the_words_to_look_at(
        self, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with opened(size=(80, 24)) as (pilot, screen):
            await pilot.press("a", "E")
            assert isinstance(pilot.app.screen, ExportDialog)
            assert "Enter write" in drawn(pilot)
            await pilot.press("tab", "tab", "space")
            assert pilot.app.screen.query_one(Checkbox).value
            await pilot.press("enter")
            await settle(pilot)
            written = (tmp_path / "marlow-family-audit.html").read_text(encoding="utf-8")
            assert "was seen alone in her bedroom" in written
            assert "Ebony" not in written
            assert not list(tmp_path.glob("*who-is-who*")), "the key only where it is asked for"
            if isinstance(pilot.app.screen, ReadDialog):
                assert "before you share the file" in drawn(pilot)
            else:
                assert pilot.app.screen is screen

    async def test_who_is_who_goes_to_a_file_apart(
        self, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        async with opened(size=(80, 24)) as (pilot, _):
            await pilot.press("a", "E", "tab", "tab", "space", "tab", "space")
            assert "[x] Write who is who" in drawn(pilot)
            await pilot.press("enter")
            await settle(pilot)
            key = (tmp_path / "marlow-family-audit-who-is-who.txt").read_text(encoding="utf-8")
            assert "Child A: Ebony" in key

    async def test_a_form_of_their_own_that_is_not_there(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, _):
            await pilot.press("E", "down")
            pilot.app.screen.query_one("#template", Input).value = "nowhere.docx"
            await pilot.press("enter")
            await pilot.pause()
            assert "There is no Word form nowhere.docx" in drawn(pilot)


async def test_the_lists_keep_the_terminals_cursor_on_their_line(opened: Opening) -> None:
    async with opened() as (pilot, screen):
        await pilot.press("t", "down", "down")
        await pilot.pause()
        tips = screen.query_one(TipList)
        assert pilot.app.cursor_position == (tips.content_region.x, tips.content_region.y + (tips.highlighted or 0))
        await pilot.press("S", "down")
        await pilot.pause()
        lines = pilot.app.screen.query_one("#lines", OptionList)
        assert lines.content_region.contains_point(pilot.app.cursor_position)
