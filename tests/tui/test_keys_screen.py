"""Keys of the user's own: reckoned, written, told, and changed on their screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot

from notescan_tui.app import NotescanApp
from notescan_tui.keymap import Action, changed_to, clashes, in_force, own_keys, refusal, save_keys, split, told
from notescan_tui.screens.dialogs import ConfirmDialog
from notescan_tui.screens.keys_screen import KeysScreen, PressDialog
from notescan_tui.screens.review import ReviewScreen
from tests.tui.conftest import Opening, drawn, settle

YES = Action("a.yes", "Review", ("a",), "Yes")
NO = Action("a.no", "Review", ("x",), "No")
NEXT = Action("go.next", "Review", ("n",), "Next")
HIT = Action("find.next", "Review", ("n",), "Next hit")
DOWN = Action("go.down", "Review", ("pagedown", "space"), "Down")
HOME = Action("home.x", "Home", ("x",), "Forget")
LIGHTS = Action("app.lights", "Everywhere", ("f2",), "Lights")
ALL = [YES, NO, HIT, NEXT, DOWN, HOME, LIGHTS]


class TestReckoning:
    def test_keys_are_split_and_named_as_textual_names_them(self) -> None:
        assert split("e, +,e") == ("e", "plus")
        assert split(" , ") == ()

    def test_what_the_user_gave_is_taken_from_what_they_left(self) -> None:
        now = in_force(ALL, {"a.yes": "space"})
        assert now["a.yes"] == ("space",)
        assert now["go.down"] == ("pagedown",)
        assert now["a.no"] == ("x",)

    def test_two_that_take_turns_keep_their_key_and_other_screens_theirs(self) -> None:
        assert in_force(ALL, {"go.next": "m"})["find.next"] == ("n",)
        assert in_force(ALL, {"a.yes": "x"})["home.x"] == ("x",)
        assert not list(clashes(ALL, {"go.next": "n"}))

    def test_clashes_are_told_by_who_loses(self) -> None:
        own = {"a.yes": "space", "a.no": "f2"}
        words = [told(clash, own) for clash in clashes(ALL, own)]
        assert any("space for a.yes was that of go.down" in w for w in words)
        assert any("f2 for a.no was that of app.lights" in w for w in words)
        own = {"a.yes": "m", "a.no": "m"}
        (clash,) = clashes(ALL, own)
        assert "both a.yes and a.no" in told(clash, own)

    def test_a_swap_leaves_nobody_without_a_key(self) -> None:
        own, losers = changed_to(ALL, {}, YES, "x", swap=True)
        assert losers == [NO]
        assert own == {"a.yes": "x", "a.no": "a"}
        back, _ = changed_to(ALL, own, YES, "a", swap=True)
        assert back == {}

    def test_some_keys_are_refused_but_never_ones_own(self) -> None:
        assert "terminal" in refusal(YES, "ctrl+s")
        assert "every screen" in refusal(YES, "tab")
        assert not refusal(DOWN, "pagedown")
        assert not refusal(YES, "f9")


class TestFile:
    def test_names_of_another_version_stay(self, tmp_path: Path) -> None:
        path = tmp_path / "new" / "keys.json"
        assert save_keys(path, {"a.yes": "m"}, ["a.yes"]) == ""
        path.write_text('{"later.thing": "y", "a.yes": "m"}', encoding="utf-8")
        assert save_keys(path, {}, ["a.yes"]) == ""
        assert json.loads(path.read_text(encoding="utf-8")) == {"later.thing": "y"}
        assert own_keys(path, ["a.yes"])[0] == {}

    def test_a_broken_file_is_left_as_it_is(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        path.write_text("{", encoding="utf-8")
        assert "nothing was changed" in save_keys(path, {"a.yes": "m"}, ["a.yes"])
        assert path.read_text(encoding="utf-8") == "{"


async def give(pilot: Pilot[None], action: str, key: str) -> KeysScreen:
    """On the keys screen: go to an action, press Enter and the key."""
    screen = pilot.app.screen
    assert isinstance(screen, KeysScreen)
    actions = screen.query_one("#actions")
    actions.highlighted = actions.get_option_index(action)  # type: ignore[attr-defined]
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(pilot.app.screen, PressDialog)
    await pilot.press(key)
    await pilot.pause()
    return screen


class TestScreen:
    async def test_a_new_key_is_written_and_in_force_at_once(
        self, opened: Opening, review_id: str, tmp_path: Path
    ) -> None:
        async with opened() as (pilot, review):
            await pilot.press("f3")
            await pilot.pause()
            await give(pilot, "decide.confirm", "f9")
            assert json.loads((tmp_path / "keys.json").read_text(encoding="utf-8")) == {"decide.confirm": "f9"}
            assert "yours (ours: a)" in drawn(pilot)
            await pilot.press("escape")
            await pilot.pause()
            assert pilot.app.screen is review
            assert "F9 confirm" in drawn(pilot)
            await pilot.press("a")
            assert review.session.decisions == []
            await pilot.press("f9")
            assert review.session.item("e1").state == "confirmed"

    async def test_a_clash_is_told_and_swapped_or_left(self, opened: Opening, review_id: str) -> None:
        async with opened() as (pilot, review):
            await pilot.press("f3")
            await pilot.pause()
            await give(pilot, "decide.confirm", "x")
            assert isinstance(pilot.app.screen, ConfirmDialog)
            assert "Reject: it is not evidence" in drawn(pilot)
            await pilot.press("n")
            await pilot.pause()
            assert pilot.app.own_keys == {}  # type: ignore[attr-defined]
            await give(pilot, "decide.confirm", "x")
            await pilot.press("y")
            await pilot.pause()
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("x", "a")
            states = [review.session.item(i).state for i in ("e1", "e2")]
            assert states == ["confirmed", "rejected"]

    async def test_next_keeps_its_key_when_next_hit_gets_another(self, opened: Opening, review_id: str) -> None:
        async with opened() as (pilot, review):
            await pilot.press("f3")
            await pilot.pause()
            await give(pilot, "find.next", "f9")
            await pilot.press("escape")
            await pilot.pause()
            before = review.item
            await pilot.press("n")
            assert review.item != before

    async def test_our_keys_again(self, opened: Opening, review_id: str, tmp_path: Path) -> None:
        async with opened() as (pilot, review):
            await pilot.press("f3")
            await pilot.pause()
            await give(pilot, "decide.confirm", "f9")
            await give(pilot, "decide.later", "a")
            await give(pilot, "decide.confirm", "f8")
            await pilot.press("r")  # its own key is another's now
            await pilot.pause()
            assert "a is taken" in drawn(pilot)
            await pilot.press("R")
            await pilot.pause()
            await pilot.press("y")
            await pilot.pause()
            assert json.loads((tmp_path / "keys.json").read_text(encoding="utf-8")) == {}
            await pilot.press("escape")
            await pilot.pause()
            await pilot.press("a")
            assert review.session.item("e1").state == "confirmed"

    async def test_a_kept_key_is_refused_and_escape_changes_nothing(self, app: NotescanApp, tmp_path: Path) -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press("f3")
            await pilot.pause()
            await give(pilot, "decide.confirm", "tab")
            assert "does the same on every screen" in drawn(pilot)
            await give(pilot, "decide.confirm", "escape")
            assert isinstance(app.screen, KeysScreen)
            assert not (tmp_path / "keys.json").exists()

    @pytest.mark.parametrize("size", [(80, 24), (200, 50)])
    async def test_every_action_is_listed(self, app: NotescanApp, size: tuple[int, int]) -> None:
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            await pilot.press("f3")
            await pilot.pause()
            seen = drawn(pilot)
            assert "Open a case file" in seen
            assert "all ours" in seen
            actions = app.screen.query_one("#actions")
            listed = {actions.get_option_at_index(n).id for n in range(actions.option_count)}  # type: ignore[attr-defined]
            assert {a.id for a in app.actions()} == listed - {None}


async def test_clashes_of_a_file_are_told_at_start(app: NotescanApp, review_id: str, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text('{"decide.reject": "a", "decide.later": "space"}', encoding="utf-8")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        (said,) = [n.message for n in app._notifications]
        assert "Your key a for decide.reject was that of decide.confirm" in said
        assert "Your key space for decide.later was that of text.page-down" in said
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("a")
        assert app.screen.session.item("e1").state == "rejected"
