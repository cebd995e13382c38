"""Every action in the registries of keys: its keys reach it, the palette offers it; clicks reach what is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from textual.binding import Binding, BindingType
from textual.command import CommandList, CommandPalette
from textual.dom import DOMNode
from textual.pilot import Pilot
from textual.widgets import Button

from notescan_tui.app import NotescanApp
from notescan_tui.screens.browse import BROWSE_KEYS, TREE_KEYS
from notescan_tui.screens.chronology import CHRONOLOGY_KEYS
from notescan_tui.screens.coverage import COVERAGE_KEYS
from notescan_tui.screens.dialogs import READ_KEYS, YES_NO_KEYS
from notescan_tui.screens.filter import FILTER_KEYS
from notescan_tui.screens.finding import FINDING_KEYS
from notescan_tui.screens.home import ReviewList
from notescan_tui.screens.home_keys import HOME_KEYS
from notescan_tui.screens.items import ITEMS_KEYS
from notescan_tui.screens.keys_screen import ACTION_KEYS, KEYS_KEYS
from notescan_tui.screens.paste import PasteScreen
from notescan_tui.screens.queue import QUEUE_KEYS
from notescan_tui.screens.review import ReviewScreen
from notescan_tui.screens.review_keys import REVIEW_KEYS
from notescan_tui.screens.roster import ROSTER_KEYS, RosterScreen
from notescan_tui.screens.summary import LINE_KEYS, SUMMARY_KEYS
from notescan_tui.screens.why_dialog import WHY_KEYS
from notescan_tui.widgets.bars import KeyBar
from notescan_tui.widgets.choosing import SELECT_KEYS
from notescan_tui.widgets.tip_list import TipList
from tests.factory import HOME, VOICE
from tests.tui.conftest import drawn, settle
from tests.tui.snapshots.scene import fixed_time_and_ids, make_app, put_folder, put_review, to_browse, to_queue

OPENERS = {"@browse": to_browse, "@queue": to_queue}

# Each registry, and keys after which its actions can be done: some only while words are chosen, searched for ...
REGISTRIES: dict[str, tuple[Sequence[BindingType], list[tuple[str, ...]]]] = {
    "home": ([*ReviewList.BINDINGS, *HOME_KEYS], [()]),
    "choosing a file": ([*TREE_KEYS, *BROWSE_KEYS], [("@browse",)]),
    "a folder of cases": (QUEUE_KEYS, [("@queue",)]),
    "your keys": ([*ACTION_KEYS, *KEYS_KEYS], [("f3", "enter", "f9")]),
    "review": (
        REVIEW_KEYS,
        [
            ("enter",),
            ("enter", "x", "b"),  # at a rejected item
            ("enter", "J"),  # a tip of which nothing is confirmed
            ("enter", "slash", *"seen", "enter"),
            ("enter", "O", "y"),  # signed off
        ],
    ),
    "choosing words": (SELECT_KEYS, [("enter", "e")]),
    "several items": (ITEMS_KEYS, [("enter", "L", "space")]),
    "summary": (
        [*LINE_KEYS, *SUMMARY_KEYS],
        [
            ("enter", "S"),
            ("enter", "S", "v"),  # reading it: the arrows are no longer those of the list
            ("enter", "G", *"own", "enter", "S", "down"),
            ("enter", "S", "O", "y"),  # signed off
        ],
    ),
    "people": (
        ROSTER_KEYS,
        [
            ("enter", "P", "down"),  # somebody with two names
            ("enter", "P", "x"),  # something was changed
        ],
    ),
    "chronology": (CHRONOLOGY_KEYS, [("enter", "h"), ("enter", "h", "2")]),
    "show only": (FILTER_KEYS, [("enter", "v")]),
    "dates": (FINDING_KEYS, [("enter", "t", *["down"] * 4, "enter", "d")]),
    "reading": (READ_KEYS, [("enter", "i")]),
    "why": (WHY_KEYS, [("enter", "w")]),
    "yes or no": (YES_NO_KEYS, [("enter", "O")]),
    "coverage": (COVERAGE_KEYS, [("enter", "H", "right", "down")]),
}


@pytest.fixture(autouse=True)
def review_id(store_path: Path) -> Iterator[str]:
    with fixed_time_and_ids():
        yield put_review(store_path)


def bindings(registry: str) -> list[Binding]:
    """A registry's bindings, one for each key."""
    return list(Binding.make_bindings(REGISTRIES[registry][0]))


async def go(pilot: Pilot[None], keys: Sequence[str]) -> None:
    await settle(pilot)
    for key in keys:
        if opener := OPENERS.get(key):
            await opener(pilot, put_folder(pilot.app.store.path.parent))  # type: ignore[attr-defined]
            continue
        await pilot.press(key)
        if key == "O":
            await settle(pilot)  # what is open is looked up before it is asked
    await settle(pilot)


def record_only(app: NotescanApp, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """From now on no action is done: it is written down, where it is allowed and there is a method for it."""
    reached: list[str] = []

    async def dispatch(namespace: DOMNode, name: str, params: object) -> bool:
        found = any(callable(getattr(namespace, f"{start}action_{name}", None)) for start in ("", "_"))
        if found:
            reached.append(f"{name}{params!r}")
        return found

    monkeypatch.setattr(app, "_dispatch_action", dispatch)
    return reached


def told(app: NotescanApp, action: str) -> str:
    """An action as `record_only` writes it down."""
    _, name, params = app._parse_action(action, app.screen)
    return f"{name}{params!r}"


@pytest.mark.parametrize("registry", REGISTRIES)
async def test_every_key_reaches_its_action_and_the_palette_has_it(
    registry: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_keys = bindings(registry)
    missing = {(b.id, b.key) for b in all_keys}
    not_offered = {b.action for b in all_keys}
    for n, way in enumerate(REGISTRIES[registry][1]):
        store = tmp_path / str(n) / "reviews.sqlite"
        store.parent.mkdir()
        put_review(store)
        app = make_app(store)
        async with app.run_test(size=(120, 36)) as pilot:
            await go(pilot, way)
            offered = {c.callback.args[0] for c in app.get_system_commands(app.screen) if hasattr(c.callback, "args")}
            not_offered -= offered
            reached = record_only(app, monkeypatch)
            for binding in all_keys:
                if (binding.id, binding.key) in missing:
                    reached.clear()
                    await pilot.press(binding.key)
                    if told(app, binding.action) in reached:
                        missing.discard((binding.id, binding.key))
    assert not missing, "no way in REGISTRIES makes these keys reach their action"
    assert not not_offered, "the palette offers these nowhere"


async def test_the_palette_does_what_it_offers(store_path: Path) -> None:
    app = make_app(store_path)
    async with app.run_test(size=(120, 36)) as pilot:
        await go(pilot, ["enter"])
        assert isinstance(app.screen, ReviewScreen)
        session = app.screen.session
        assert session.item("e3").state == "undecided"
        await pilot.press("ctrl+p")
        assert isinstance(app.screen, CommandPalette)
        await pilot.press(*"Confirm")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert session.item("e3").state == "confirmed"


async def test_the_mouse_alone_reaches_what_has_no_room_among_the_keys(store_path: Path) -> None:
    app = make_app(store_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await go(pilot, ["enter"])
        bar = app.screen.query_one(KeyBar)
        cells = [(x, y) for y in range(2) for x in range(bar.outer_size.width)]
        shown = {key.id: cell for cell in cells if (key := bar.key_at(*cell)) is not None}
        assert "more.people" not in shown
        await pilot.click(KeyBar, offset=shown["app.all"])
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        offered = app.screen.query_one(CommandList)
        at = next(n for n in range(offered.option_count) if "People" in str(offered.get_option_at_index(n).prompt))
        offered.highlighted = at  # as the wheel would bring it into view
        await settle(pilot)
        row = next(n for n, line in enumerate(drawn(pilot).splitlines()) if "Who is who in this case" in line)
        await pilot.click(offset=(6, row))
        await settle(pilot)
        assert isinstance(app.screen, RosterScreen)


class TestClicks:
    @pytest.mark.parametrize(
        ("way", "main"),
        [
            ((), {"home.open", "home.paste", "home.demo", "home.help"}),
            (
                ("enter",),
                {"decide.confirm", "decide.reject", "decide.later", "decide.undo", "go.next", "go.back", "go.tips"}
                | {"decide.grade", "decide.add", "decide.comment", "more.why", "text.find", "app.help"},
            ),
            (("enter", "S"), {"summary.write", "summary.judge", "summary.sign", "summary.export", "summary.close"}),
            (("enter", "h"), {"time.go", "time.kind", "time.period", "time.correct", "time.help"}),
            (("enter", "H", "right", "down"), {"seen.go", "seen.close", "seen.help"}),
            (("enter", "P"), {"people.role", "people.names", "people.merge", "people.add", "people.close"}),
            (("@queue",), {"queue.open", "queue.next", "queue.leave", "queue.help"}),
            (("f3", "enter", "f9"), {"keys.change", "keys.ours", "keys.close", "keys.help"}),
        ],
        ids=["home", "review", "summary", "chronology", "coverage", "people", "queue", "keys"],
    )
    async def test_each_key_drawn_is_pressed_by_a_click(
        self, way: Sequence[str], main: set[str], store_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        app = make_app(store_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await go(pilot, way)
            reached = record_only(app, monkeypatch)
            bar = app.screen.query_one(KeyBar)
            cells = [(x, y) for y in range(bar.size.height) for x in range(bar.outer_size.width)]
            places = {key: cell for cell in cells if (key := bar.key_at(*cell)) is not None}
            assert main | {"app.all"} <= {key.id for key in places}
            for key, cell in places.items():
                if not app._check_action_state(key.action, app.screen):
                    continue  # drawn dim
                reached.clear()
                await pilot.click(KeyBar, offset=cell)
                await pilot.pause()
                assert reached == [told(app, key.action)], key.id

    async def test_home_begins_by_a_button(self, store_path: Path) -> None:
        app = make_app(store_path)
        async with app.run_test(size=(80, 24)) as pilot:
            await go(pilot, [])
            assert isinstance(app.screen.query_one("#paste"), Button)
            await pilot.click("#paste")
            await settle(pilot)
            assert isinstance(app.screen, PasteScreen)

    async def test_a_review_and_a_tip_are_opened_where_they_stand(self, store_path: Path) -> None:
        app = make_app(store_path)
        async with app.run_test(size=(120, 36)) as pilot:
            await go(pilot, [])
            await pilot.click("#reviews", offset=(4, 0))
            await settle(pilot)
            screen = app.screen
            assert isinstance(screen, ReviewScreen)
            assert screen.tip == VOICE
            await pilot.click(TipList, offset=(6, 1))
            await settle(pilot)
            assert screen.tip == HOME
