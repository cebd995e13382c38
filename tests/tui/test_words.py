"""Words in the text: the ends of a quote, choosing by clause and sentence, finding by expression, jumping, headers."""

from __future__ import annotations

import threading
import time

import pytest
from textual.widgets import Input

from notescan.errors import UserError
from notescan_tui import stretch
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.screens.review_words import JumpScreen
from notescan_tui.search import expression_hits
from notescan_tui.widgets.bars import KeyBar
from notescan_tui.widgets.case_view import CaseView
from notescan_tui.widgets.choosing import Choosing
from notescan_tui.widgets.find_kind import FindKind
from tests.factory import PARENTS
from tests.tui.conftest import Opening, drawn, settle

pytestmark = pytest.mark.usefixtures("review_id")


def chosen(screen: ReviewScreen) -> str:
    selection = screen.query_one(CaseView).selection
    return screen.session.case.text[slice(*selection)] if selection else ""


class TestQuote:
    async def test_four_keys_move_its_ends_and_enter_keeps(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("left")
            assert chosen(screen) == "Ebony was seen alone in her"
            await pilot.press("left", "right", "shift+right")
            assert chosen(screen) == "was seen alone in her"
            assert "Where the quote ends" in drawn(pilot)
            assert screen.session.decisions == []
            await pilot.press("shift+left", "shift+right", "enter")
            assert screen.session.item("e1").evidence.quote == "was seen alone in her"
            assert screen.item == "e1"
            assert screen.query_one(CaseView).selection is None
            (span,) = [s for s in screen._spans.spans if s.id == "e1"]
            assert screen.session.case.text[span.start : span.end] == "was seen alone in her"
            await pilot.press("u")
            assert screen.session.item("e1").evidence.quote == "Ebony was seen alone in her bedroom"

    async def test_letters_do_it_too_and_escape_leaves_it(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("Q", "B", "W", "w", "b", "W", "a", "x")
            assert chosen(screen) == "Ebony was seen alone in her"
            await pilot.press("escape")
            assert screen.session.decisions == []
            await pilot.press("a")
            assert screen.session.item("e1").state == "confirmed"

    async def test_a_quote_stays_in_its_note(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            note = screen.session.case.notes[2]
            screen.query_one(CaseView).begin_selection(note.start, note.start + 10, item="e1")
            await pilot.press("enter")
            await pilot.pause()
            assert "within its note" in [n.message for n in screen.app._notifications][-1]
            assert screen.session.decisions == []

    def test_a_word_is_always_left(self) -> None:
        text = "one two three"
        assert stretch.moved(text, 4, 7, edge="end", step=-1) == (4, 7)
        assert stretch.moved(text, 4, 7, edge="start", step=1) == (4, 7)
        assert stretch.moved(text, 0, 13, edge="end", step=1) == (0, 13)
        assert stretch.moved(text, 0, 13, edge="start", step=-1) == (0, 13)
        assert stretch.moved(text, 0, 13, edge="start", step=1) == (4, 13)

    async def test_copying_the_quote(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("y")
            assert pilot.app.clipboard == screen.session.item("e1").evidence.quote


class TestMouse:
    async def test_two_and_three_clicks_take_clause_and_sentence(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.go_tip(PARENTS)
            await pilot.press("e")
            case = screen.query_one(CaseView)
            start = screen.session.case.text.index("mornings")
            place = (4 + case.rows.column_of(start) + 1, case.rows.row_of(start) - case.scroll_offset.y)
            await pilot.click(CaseView, offset=place)
            assert chosen(screen) == "mornings"
            await pilot.pause(0.6)  # the time in which clicks belong together is Textual's own
            await pilot.click(CaseView, offset=place, times=2)
            assert chosen(screen) == "Carla told me that she wants help with mornings,"
            await pilot.pause(0.6)
            await pilot.click(CaseView, offset=place, times=3)
            assert chosen(screen).endswith("does not want the school to know.")


class TestExpression:
    async def test_the_switch_in_the_line_and_its_hits(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            await pilot.press("slash", *"eb.ny|tobias")
            assert "not in the text" in drawn(pilot)
            await pilot.press("ctrl+r")
            await pilot.pause(0.3)
            await settle(pilot)
            assert "1 of 6" in drawn(pilot)
            await pilot.press("enter", "n")
            assert "2 of 6" in drawn(pilot)

    async def test_a_hit_is_added_as_evidence(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("slash", "ctrl+r", *"food in .*fridge")
            await pilot.pause(0.3)
            await settle(pilot)
            await pilot.press("enter", "e")
            assert chosen(screen) == "food in the fridge"
            await pilot.press("enter", "1")
            (decision,) = screen.session.decisions
            assert screen.session.item(decision.item).evidence.quote == "food in the fridge"

    async def test_what_is_wrong_is_told_in_the_line(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("slash", "ctrl+r", *"(ebony")
            await pilot.pause(0.3)
            await settle(pilot)
            assert "not an expression yet: missing )" in drawn(pilot)
            await pilot.press("escape")
            assert not screen.finding

    async def test_a_click_turns_it(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("slash", "a")
            await pilot.pause()
            await pilot.click(FindKind)
            assert screen.expression
            assert screen.query_one("#find", Input).placeholder == "a regular expression"

    def test_one_that_would_take_for_ever_is_stopped_and_others_go_on(self) -> None:
        ticks = []
        stop = threading.Event()

        def other() -> None:
            while not stop.wait(0.01):
                ticks.append(time.monotonic())

        thread = threading.Thread(target=other)
        thread.start()
        begun = time.monotonic()
        with pytest.raises(UserError, match="takes too long"):
            expression_hits("a" * 40 + "b" * 40, r"(a|a|aa)+(b|b|bb)+c", seconds=0.5)
        stop.set()
        thread.join()
        assert time.monotonic() - begun < 3
        assert len(ticks) > 5

    def test_empty_matches_are_no_hits(self) -> None:
        assert expression_hits("ab", "x*") == []
        assert expression_hits("A\nb", "^b$") == [(2, 3)]


class TestJump:
    async def test_a_letter_on_each_item_in_view_goes_there(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("l")
            assert isinstance(pilot.app.screen, JumpScreen)
            jumps = screen.query_one(CaseView).marks.jumps
            assert len(jumps) == len(set(jumps.values())) == 10
            target = next(i for i in screen.session.items() if i.id == "e6").evidence.start
            await pilot.press(jumps[target])
            assert screen.item == "e6"
            assert not screen.query_one(CaseView).marks.jumps
            assert screen.session.decisions == []

    async def test_any_other_key_leaves(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("l", "escape", "l", "1")
            assert pilot.app.screen is screen
            assert screen.item == "e1"


class TestStickyHeader:
    async def test_the_notes_header_stays_while_it_scrolls(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            await pilot.press("home")
            case = screen.query_one(CaseView)
            heads = [n.start for n in screen.session.case.notes]
            for _ in range(len(case.rows)):
                top = case.scroll_offset.y
                inside = max(n for n, start in enumerate(heads) if case.rows.row_of(start) <= top)
                first = case.render_line(0).text
                if case.rows.row_of(heads[inside]) == top:  # its own header is the first row
                    assert first[4:].strip() == case.text[slice(*case.rows.extent(top))].strip()
                else:
                    assert f"(note {inside + 1} of 4)" in first
                was = top
                await pilot.press("j")
                if case.scroll_offset.y == was:
                    break

    async def test_what_lies_under_it_counts_as_out_of_view(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            case = screen.query_one(CaseView)
            await pilot.press("home")
            assert case.extent_in_view[0] == 0
            await pilot.press("j")
            top = case.scroll_offset.y
            assert top == 1
            assert case.extent_in_view[0] == case.rows.starts[top + 1]


async def test_what_was_done_is_told_in_messages(opened: Opening) -> None:
    seen: list[object] = []
    async with opened() as (pilot, screen):
        case = screen.query_one(CaseView)
        original = case.post_message

        def hook(message: object) -> bool:
            seen.append(message)
            return original(message)  # type: ignore[arg-type]

        case.post_message = hook  # type: ignore[method-assign,assignment]
        await pilot.press("Q", "W", "enter")
    made = [m for m in seen if isinstance(m, Choosing.SelectionMade)]
    assert [(m.item, m.end - m.start) for m in made] == [("e1", len("Ebony was seen alone in her"))]
    changes = [m.extent for m in seen if isinstance(m, Choosing.SelectionChanged)]
    assert [extent is not None for extent in changes] == [True, True, False]


class TestKeyBar:
    async def test_a_click_presses_the_key_and_the_mouse_tells_what_it_does(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            bar = screen.query_one(KeyBar)
            places = {
                bound.id: (x, y)
                for y in range(bar.size.height)
                for x in range(bar.size.width)
                if (bound := bar.key_at(x, y)) is not None
            }
            await pilot.hover(KeyBar, offset=places["decide.reject"])
            assert bar.tooltip == "Reject: it is not evidence; on to the next"
            await pilot.click(KeyBar, offset=places["decide.reject"])
            await pilot.pause()
            assert screen.session.item("e1").state == "rejected"
            assert bar.key_at(bar.size.width + 1, 0) is None

    async def test_one_frame_a_key(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("a")
            frames: list[object] = []
            shown = pilot.app._display
            pilot.app._display = lambda *parts: (frames.append(parts), shown(*parts))[1]  # type: ignore[method-assign]
            await pilot.press("a")
            await pilot.pause()
            assert screen.item == "e3"
            assert len([f for f in frames if f[1] is not None]) == 1  # type: ignore[index]
