"""What the keys of the review screen do: to the review in the store, and to where the auditor is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from notescan.review.session import resume
from notescan.review.store import Store
from notescan.summary import FORMATS
from notescan_tui.screens.dialogs import AskDialog, Pick, Picks, ReadDialog
from notescan_tui.screens.export import FORMS
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.widgets.case_view import CaseView
from notescan_tui.widgets.tip_list import TipList
from tests.factory import AGENCIES, HOME, PARENTS, TIME, VOICE
from tests.tui.conftest import Opening, drawn, settle

pytestmark = pytest.mark.usefixtures("review_id")


def stored(store_path: Path, review_id: str) -> dict[str, str]:
    """The state of each item, as another process would read it."""
    with Store(store_path) as store:
        return {i.id: i.state for i in resume(store, review_id).items()}


class TestDeciding:
    async def test_confirm_is_in_the_store_and_goes_on(self, opened: Opening, store_path: Path, review_id: str) -> None:
        async with opened() as (pilot, screen):
            assert screen.item == "e1"
            await pilot.press("a")
            assert stored(store_path, review_id)["e1"] == "confirmed"
            assert screen.item == "e2"
            assert "1 of 10 decided" in drawn(pilot)

    async def test_reject_later_and_the_way_back(self, opened: Opening, store_path: Path, review_id: str) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("x", "f")
            assert (stored(store_path, review_id)["e1"], stored(store_path, review_id)["e2"]) == ("rejected", "skipped")
            await pilot.press("u", "u")
            assert set(stored(store_path, review_id).values()) == {"undecided"}
            assert screen.item == "e1"
            await pilot.press("r")
            assert stored(store_path, review_id)["e1"] == "rejected"
            await pilot.press("r", "r")
            assert stored(store_path, review_id)["e2"] == "skipped"

    async def test_ten_keys_decide_ten_items(self, opened: Opening, store_path: Path, review_id: str) -> None:
        async with opened() as (pilot, screen):
            await pilot.press(*"a" * 10)
            assert set(stored(store_path, review_id).values()) == {"confirmed"}
            assert "All are decided" in screen.said
            assert "10 of 10 decided" in drawn(pilot)

    async def test_later_ones_come_once_no_others_are_left(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("f", *"a" * 9)
            assert screen.item == "e1"

    async def test_looking_never_decides(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press(
                "n", "n", "b", "N", "J", "K", "t", "down", "down", "t", "j", "k", "pagedown", "end", "home",
                "w", "escape", "i", "escape", "question_mark", "escape", "slash", *"axf", "enter", "n", "escape",
                "v", "escape", "e", "w", "escape", "g", "escape", "m", *"axu", "escape",
                "c", *"axu", "escape", "period",
            )  # fmt: skip
            await settle(pilot)
            assert pilot.app.screen is screen
            assert screen.session.decisions == []

    async def test_keys_stay_in_the_dialogs(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("c")
            assert isinstance(pilot.app.screen, AskDialog)
            await pilot.press(*"axfunq")
            assert pilot.app.screen.query_one(Input).value == "axfunq"
            assert screen.session.decisions == []

    async def test_reject_with_a_reason(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("X", "2")
            item = screen.session.item("e1")
            assert (item.state, item.reason) == ("rejected", "Not this family")
            await pilot.press("X", "7", *"old", "enter")
            assert screen.session.item("e2").reason == "old"

    async def test_open_again(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("a", "b", "o")
            assert screen.session.item("e1").state == "undecided"


class TestChanging:
    async def test_comment(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("c", *"ask", "enter")
            assert screen.session.item("e1").comment == "ask"
            assert "ask" in drawn(pilot)

    async def test_comment_on_a_tip_without_evidence(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.go_tip(TIME)
            await pilot.press("c", *"gap", "enter")
            remark = screen.session.remark(TIME)
            assert remark is not None
            assert remark.text == "gap"

    async def test_move_by_typing_part_of_the_name(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("m", *"home", "enter")
            assert screen.session.item("e1").tip == HOME
            assert (screen.tip, screen.item) == (VOICE, "e2")
            await pilot.press("u")
            assert screen.session.item("e1").tip == VOICE

    async def test_change_of_stance(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("s", "2")
            assert screen.session.item("e1").stance == "against"
            assert "− AGAINST" in drawn(pilot)

    async def test_grade_and_its_undo(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("g", "2")
            assert screen.session.grades() == {VOICE: "partly_met"}
            assert "◐ Child's voice" in drawn(pilot)
            await pilot.press("u")
            assert screen.session.grades() == {}


class TestAdding:
    async def test_by_keys(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.go_tip(PARENTS)
            await pilot.press("e")
            case = screen.query_one(CaseView)
            assert case.selection is not None
            await pilot.press("w", "w", "w", "w", "a", "x")
            assert screen.session.decisions == []
            await pilot.press("enter", "1")
            (decision,) = screen.session.decisions
            item = screen.session.item(decision.item)
            assert (item.tip, item.stance, item.state) == (PARENTS, "for", "confirmed")
            assert item.evidence.quote == "Carla told me that she"
            assert screen.item == item.id
            assert case.selection is None

    async def test_clause_sentence_and_word_less(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.go_tip(PARENTS)
            case, text = screen.query_one(CaseView), screen.session.case.text
            await pilot.press("e", "d")
            assert case.selection is not None
            assert text[slice(*case.selection)] == "Carla told me that she wants help with mornings,"
            await pilot.press("s")
            assert text[slice(*case.selection)].endswith("does not want the school to know.")
            await pilot.press("W")
            assert text[slice(*case.selection)].endswith("school to")

    async def test_by_dragging(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            case = screen.query_one(CaseView)
            row = case.rows.row_of(screen.session.item("e1").evidence.start) - case.scroll_offset.y
            await pilot.mouse_down(CaseView, offset=(4, row))
            await pilot.hover(CaseView, offset=(4 + len("Ebony was"), row))
            await pilot.mouse_up(CaseView, offset=(4 + len("Ebony was"), row))
            await pilot.pause()
            assert case.selection is not None
            assert screen.session.case.text[slice(*case.selection)] == "Ebony was"
            await pilot.press("enter", "2")
            (decision,) = screen.session.decisions
            assert screen.session.item(decision.item).stance == "against"

    async def test_words_of_two_notes_are_told_and_the_app_goes_on(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            second = screen.session.case.notes[2].start
            screen.query_one(CaseView).begin_selection(second - 20, second + 20)
            await pilot.press("enter", "1")
            await settle(pilot)
            assert screen.session.decisions == []
            assert "next note" in [n.message for n in pilot.app._notifications][-1]
            await pilot.press("escape", "a")
            assert screen.session.item("e1").state == "confirmed"


class TestGoing:
    async def test_through_the_tips_in_the_order_of_the_checklist(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            seen = [screen.tip]
            for _ in range(9):
                await pilot.press("n")
                seen.append(screen.tip)
            assert list(dict.fromkeys(seen)) == [VOICE, HOME, PARENTS, AGENCIES]
            await pilot.press("n")
            assert "last item" in screen.said

    async def test_from_a_tip_without_evidence(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            screen.go_tip(TIME)
            await pilot.pause()
            assert "nothing found" in drawn(pilot)
            assert "Looked for the dates" in drawn(pilot)
            await pilot.press("a", "x")
            assert screen.session.decisions == []
            await pilot.press("b")
            assert screen.tip == AGENCIES

    async def test_by_the_list_of_tips(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            assert not screen.query_one(TipList).display
            await pilot.press("t", "down", "down", "enter")
            assert (screen.tip, screen.item) == (PARENTS, "e8")
            assert not screen.query_one(TipList).display

    async def test_a_click_on_nested_words_reaches_each_item(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            case = screen.query_one(CaseView)
            nested = screen.session.item("e5").evidence
            row = case.rows.row_of(nested.start) - case.scroll_offset.y
            place = (4 + case.rows.column_of(nested.start) + 1, row)
            reached = set()
            for _ in range(2):
                await pilot.click(CaseView, offset=place)
                await pilot.pause()
                reached.add(screen.item)
            assert reached == {"e1", "e5"}

    async def test_filter(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("v", "down", "down", "space", "s")
            assert screen.walk.filter.stance == "against"
            assert [i.id for i in screen.walk.all()] == ["e4", "e7", "e10"]
            assert screen.current is not None
            assert screen.current.stance == "against"
            assert "only against" in drawn(pilot)
            await pilot.press("v", "c")
            assert not screen.walk.filter

    async def test_search(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("slash", *"EBONY")
            assert "1 of 3" in drawn(pilot)
            await pilot.press("enter", "n")
            assert "2 of 3" in drawn(pilot)
            await pilot.press("N", "N")
            assert "3 of 3" in drawn(pilot)
            assert screen.item == "e1"
            await pilot.press("escape", "n")
            assert screen.item == "e2"
            assert not screen.finding

    async def test_keys_that_follow_at_once_are_typed_and_decide_nothing(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            for key in ("slash", "a", "x", "a"):
                pilot.app.post_message(Key(key, "/" if key == "slash" else key))
            await pilot.pause(0.3)
            assert screen.query_one("#find", Input).value == "axa"
            assert {item.state for item in screen.walk.all()} == {"undecided"}

    async def test_search_for_what_is_not_there(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            await pilot.press("slash", *"zebra")
            assert "not in the text" in drawn(pilot)

    async def test_goes_on_at_the_same_place(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("a", "n", "n", "n")
            await settle(pilot)
            place = (screen.tip, screen.item)
        async with opened() as (_, screen):
            assert (screen.tip, screen.item) == place
            assert screen.session.progress() == (1, 10)


class TestShowing:
    @pytest.mark.parametrize("size", [(80, 24), (99, 30), (120, 36), (200, 50)])
    async def test_the_text_has_room(self, opened: Opening, size: tuple[int, int]) -> None:
        async with opened(size=size) as (pilot, screen):
            assert screen.query_one(CaseView).size.height >= 14
            shown = drawn(pilot)
            assert "? help" in shown
            assert "▶+" in shown
            assert ("Tip asks" if size[0] < 100 else "Also for") in shown

    async def test_resized_at_any_moment(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("n", "n")
            for size in ((80, 24), (40, 12), (200, 50), (100, 30)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                case = screen.query_one(CaseView)
                top, bottom = case.extent_in_view
                assert screen.current is not None
                assert top <= screen.current.evidence.start <= bottom

    async def test_stance_is_told_without_colour(self, opened: Opening) -> None:
        async with opened() as (_, screen):
            case = screen.query_one(CaseView)
            styles = {}
            for item in screen.session.items():
                row = case.rows.row_of(item.evidence.start)
                for segment in case.render_line(row - case.scroll_offset.y):
                    if item.evidence.quote.startswith(segment.text.strip()) and len(segment.text) > 5 and segment.style:
                        s = segment.style
                        styles.setdefault(item.stance, (bool(s.underline2), bool(s.italic), bool(s.underline)))
            assert len(set(styles.values())) == 3

    async def test_why_and_help_and_tip(self, opened: Opening) -> None:
        async with opened() as (pilot, _):
            for key, words in (
                ("w", "the child is seen alone"),
                ("i", "What good looks like"),
                ("question_mark", "Confirm: it is evidence"),
            ):
                await pilot.press(key)
                await pilot.pause()
                assert isinstance(pilot.app.screen, ReadDialog)
                assert words in drawn(pilot)
                await pilot.press("escape")

    async def test_every_key_is_in_the_help_and_the_palette(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            ids = {b.binding.id for b in screen.active_bindings.values() if b.binding.id and not b.binding.system}
            assert {"decide.confirm", "decide.undo", "go.filter", "more.export"} <= ids
            commands = [c.title for c in pilot.app.get_system_commands(screen)]
            for word in ("Confirm", "Reject", "Undo", "Grade", "Export", "Find", "Move", "Reject because"):
                assert any(c.startswith(word) for c in commands), word

    async def test_no_two_actions_on_one_key(self) -> None:
        from textual.binding import Binding

        from notescan_tui.screens.review_keys import REVIEW_KEYS

        by_key: dict[str, set[str | None]] = {}
        for binding in Binding.make_bindings(REVIEW_KEYS):
            by_key.setdefault(binding.key, set()).add(binding.id)
            assert binding.id
            assert binding.tooltip
        shared = {key: ids for key, ids in by_key.items() if len(ids) > 1}
        assert shared == {  # those of a pair take turns
            "n": {"find.next", "go.next"},
            "N": {"find.back", "go.open"},
            "O": {"more.sign", "more.reopen"},
        }
        assert not set(by_key) & {"ctrl+s", "ctrl+q", "ctrl+o", "ctrl+j", "ctrl+z"}


class TestReasons:
    async def test_likeness_and_weakness_are_told(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            item = screen.session.item("e1")
            like = item.evidence.model_copy(
                update={
                    "pattern": "likeness",
                    "patterns": (),
                    "like": ("Sam was spoken to [red]alone[/red].",),
                    "worth": 0.62,
                    "strength": "possible",
                    "why": (),
                }
            )
            state = screen.session.state
            screen.session._adopt(replace(state, items={**state.items, "e1": replace(item, evidence=like)}))
            screen.show()
            await pilot.pause()
            seen = drawn(pilot)
            assert "Suggested by likeness to: “Sam was spoken to [red]alone[/red].”" in seen
            assert "possible only" in seen
            assert "▶+?" in seen
            await pilot.press("w")
            await pilot.pause()
            seen = drawn(pilot)
            assert "by likeness to:" in seen
            assert "“Sam was spoken to [red]alone[/red].”" in seen
            assert "about 62%" in seen
            assert "Possible only: look at it twice." in seen

    async def test_which_words_made_it_a_plan(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            planned = next(i for i in screen.session.items() if i.stance == "planned" and i.evidence.why)
            screen.go(planned)
            await pilot.pause()
            assert "planned, by the word" in drawn(pilot)

    async def test_the_state_is_never_cut(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, screen):
            screen.said = "a very long word about what was done last, and how it can be undone again"
            screen.show()
            await pilot.pause()
            assert "· to decide" in drawn(pilot)

    async def test_what_is_being_chosen_is_told(self, opened: Opening) -> None:
        async with opened(size=(80, 24)) as (pilot, _):
            await pilot.press("e", "w", "w")
            await pilot.pause()
            assert "Choosing words" in drawn(pilot)
            assert "“Ebony was seen”" in drawn(pilot)
            await pilot.press("escape")
            await pilot.pause()
            assert "1 of" in drawn(pilot)


class TestShortLists:
    async def test_arrows_choose_and_enter_is_enough(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("v", "right", "down", "enter")
            await pilot.pause()
            assert screen.walk.filter.state == "open"
            await pilot.press("v")
            await pilot.pause()
            lists = pilot.app.screen.query(Picks)
            assert [p.pressed_index for p in lists] == [0, 1, 0, 0]
            assert [sum(b.value for b in p.query(Pick)) for p in lists] == [1, 1, 1, 1]
            await pilot.press("right", "up", "enter")
            assert not screen.walk.filter


class TestTwoWindows:
    async def test_what_another_window_decided_is_taken_in(
        self, opened: Opening, store_path: Path, review_id: str
    ) -> None:
        async with opened() as (pilot, screen):
            with Store(store_path) as store:
                other = resume(store, review_id)
                other.reject("e1")
                other.move("e2", HOME)
            await pilot.press("n", "n", "a")
            await pilot.pause()
            assert screen.session.item("e1").state == "rejected"
            assert screen.session.item("e2").tip == HOME
            assert "2 of 10 decided" in drawn(pilot)
            assert {s.id: s.tip for s in screen._spans.spans}["e2"] == HOME


class TestExport:
    async def test_writes_every_form(self, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        async with opened() as (pilot, screen):
            await pilot.press("a", "x")
            for number, form in enumerate(FORMATS):
                await pilot.press("E", *["down"] * list(FORMS).index(form))
                await pilot.pause()
                await pilot.press("enter")
                await settle(pilot)
                assert pilot.app.screen is screen, number
                content = (tmp_path / f"marlow-family-audit.{form}").read_bytes()
                assert content
                if form in ("docx", "pdf", "xlsx", "spacy"):
                    continue
                written = content.decode()
                assert "Ebony was seen alone in her bedroom" in written
                if form == "json":
                    assert json.loads(written)["schema"] == "notescan.summary/1"

    async def test_asks_before_writing_over(
        self, opened: Opening, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        there = tmp_path / "marlow-family-audit.html"
        there.write_text("mine", encoding="utf-8")
        async with opened() as (pilot, screen):
            await pilot.press("E", "tab", "enter")
            await settle(pilot)
            assert there.read_text(encoding="utf-8") == "mine"
            assert pilot.app.screen is not screen
            await pilot.press("enter")
            await settle(pilot)
            assert there.read_text(encoding="utf-8") != "mine"

    async def test_a_folder_that_is_not_there(self, opened: Opening) -> None:
        async with opened() as (pilot, screen):
            await pilot.press("E", "tab")
            pilot.app.screen.query_one("#path", Input).value = "/no/such/folder/x.html"
            await pilot.pause()
            await pilot.press("enter")
            await settle(pilot)
            assert "There is no folder" in drawn(pilot)
            await pilot.press("escape")
            assert isinstance(pilot.app.screen, ReviewScreen)
            assert screen.said == "10 items to decide" or screen.said == ""
