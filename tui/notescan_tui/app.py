"""The app: its themes, its keys, and what opens what. It imports nothing heavy before the first frame."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.theme import Theme

from notescan_tui.clipboard import put
from notescan_tui.engine import Wish
from notescan_tui.few_colours import few_marks, in_sixteen
from notescan_tui.keymap import (
    EVERYWHERE,
    Action,
    actions_of,
    clashes,
    in_force,
    keymap,
    keys_path,
    own_keys,
    save_keys,
    shown_key,
    told,
)
from notescan_tui.pasting import take_pastes_whole
from notescan_tui.pointing import cursor_on
from notescan_tui.screens.home import HomeScreen, ReviewList
from notescan_tui.settings import load_settings, save_settings
from notescan_tui.themes import DARK, LIGHT, THEME_WORDS, THEMES, marks

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from notescan.review.store import Store


SHOW_CURSOR = "\x1b[?25h"
_SOON = 0.1
"""Seconds after a key until the cursor is looked at again."""
_AGAIN = 4
"""Seconds in which a second press leaves the app."""
_WORK = (events.Key, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp, events.Paste)


@runtime_checkable
class Timed(Protocol):
    """A screen that keeps how long the auditor works."""

    def touch(self) -> None:
        """The auditor did something."""


class NotescanApp(App[None], inherit_bindings=False):
    """notescan in a terminal. `start` is what to open at once; without it there is the home screen."""

    TITLE = "notescan"
    CSS_PATH = "screens/home.tcss"  # home is there before any screen is pushed; the others bring their own
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("colon", "command_palette", "more", id="app.all", tooltip="All that can be done here, by its name"),
        Binding(
            "ctrl+p",
            "command_palette",
            "more",
            id="app.all-too",
            tooltip="The same, also while you type",
            show=False,
            priority=True,
        ),
        Binding("ctrl+c", "end", "Leave", id="app.quit", tooltip="Leave notescan: everything is saved", show=False),
        Binding("f1", "screen.help", "Help", id="app.help-too", tooltip="Help", show=False, system=True),
        Binding("f2", "lights", "Light or dark", id="app.lights", tooltip="Light or dark colours", show=False),
        Binding("f4", "colours", "Theme", id="app.theme", tooltip="Choose other colours", show=False),
        Binding("f3", "keys", "Your keys", id="app.keys", tooltip="See every key, and choose others", show=False),
    ]

    _given: events.Key | None = None
    """The last key that was given to a field because it came by another place; not given a second time."""
    _few = False
    """Whether the terminal has sixteen colours only; not known before it is looked at."""

    def __init__(
        self,
        store_path: Path | None = None,
        start: Wish | None = None,
        *,
        keys_file: Path | None = None,
        settings_file: Path | None = None,
    ) -> None:
        super().__init__()
        self._store_path, self.start = store_path, start
        self._keys_file, self._settings_file = keys_file, settings_file
        self.settings, self._settings_wrong = load_settings(settings_file)
        self.own_keys: dict[str, str] = {}
        self._keys: dict[str, tuple[str, ...]] = {}
        self._store: Store | None = None
        self._is_leaving = False
        self._few = self.console.color_system in ("standard", "windows")
        for theme in THEMES:
            self.register_theme(in_sixteen(theme, grey=self.no_color) if self._few else theme)
        known = self.settings.theme in self.available_themes
        missing = f"There is no theme called {self.settings.theme}; the usual colours are in force."
        self._theme_wrong = "" if known else missing
        self.theme = self.settings.theme if known else DARK.name

    @property
    def store(self) -> Store:
        """The store of reviews, opened when it is first needed; UserError where it can't be."""
        if self._store is None:
            from notescan.review.store import Store

            self._store = Store(self._store_path)
        return self._store

    @property
    def auditor(self) -> str | None:
        """Who decides, where the settings name them; the environment's NOTESCAN_AUDITOR goes before."""
        return None if os.environ.get("NOTESCAN_AUDITOR") else self.settings.auditor or None

    def get_default_screen(self) -> Screen[Any]:
        """Home lies under everything."""
        return HomeScreen()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Evidence keeps its colours in any theme."""
        theme = self.current_theme
        return few_marks(dark=theme.dark, grey=self.no_color) if self._few else marks(theme)

    def on_mount(self) -> None:
        wrong = self._take_keys()
        self.theme_changed_signal.subscribe(self, self._keep_theme)
        if self.settings.cursor and self._driver is not None:
            self._driver.write(SHOW_CURSOR)
        for said in filter(None, (wrong, self._settings_wrong, self._theme_wrong)):
            self.notify(said, severity="warning", markup=False, timeout=12)

    def _take_keys(self) -> str:
        """The user's own keys, where they have some; what is wrong with them."""
        path = self._keys_file or keys_path()
        if not path.exists():
            return ""  # the keys of all screens need not be known before the first frame
        actions = self.actions()
        self.own_keys, wrong = own_keys(path, [a.id for a in actions])
        self.set_keymap(keymap(actions, self.own_keys))
        self._keys = in_force(actions, self.own_keys)
        return "\n".join(filter(None, [wrong, *(told(c, self.own_keys) for c in clashes(actions, self.own_keys))]))

    def actions(self) -> list[Action]:
        """Every action that has a key with a name, screen by screen."""
        from notescan_tui.keys_page import parts

        here = [("Home", ReviewList.BINDINGS), (EVERYWHERE, self.BINDINGS)]
        return actions_of([*parts(), *here])

    def use_keys(self, own: Mapping[str, str]) -> str:
        """Keep these keys of the user's own and put them in force; what is wrong where they can't be kept."""
        actions = self.actions()
        wrong = save_keys(self._keys_file or keys_path(), own, [a.id for a in actions])
        if not wrong:
            self.own_keys = dict(own)
            self.set_keymap(keymap(actions, own))
            self._keys = in_force(actions, own)
        return wrong

    def key_for(self, action: str) -> str:
        """The first key of an action as it stands on the keyboard; empty where it has none."""
        self._keys = self._keys or in_force(self.actions(), self.own_keys)
        keys = self._keys.get(action, ())
        return self.get_key_display(Binding(keys[0], "")) if keys else ""

    def action_keys(self) -> None:
        """Every key, to be changed."""
        from notescan_tui.screens.keys_screen import KeysScreen

        if not isinstance(self.screen, KeysScreen):
            self.push_screen(KeysScreen())

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal, and through the computer's own tool: not every terminal passes it on."""
        super().copy_to_clipboard(text)
        self.run_worker(partial(put, text), thread=True, group="clipboard", exclusive=True)

    def ring(self) -> None:
        """Sound the bell where the auditor wants it: something can't be done."""
        if self.settings.bell:
            self.bell()

    def notify(self, message: str, *, severity: SeverityLevel = "information", **more: Any) -> None:
        """Show a message; the bell sounds with one that says what can't be done."""
        super().notify(message, severity=severity, **more)
        if severity != "information":
            self.ring()

    async def on_key(self, event: events.Key) -> None:
        """A key typed while a field was opening comes by the place where the focus was: it belongs in the field, and
        must not decide.
        """
        field = self.focused
        if field is not None and event is not self._given and field.check_consume_key(event.key, event.character):
            event.prevent_default()
            self._given = events.Key(event.key, event.character)
            field.post_message(self._given)

    async def on_event(self, event: events.Event) -> None:
        """A key, a click or a scroll shows that the auditor is at work on the review that is open."""
        if isinstance(event, _WORK):
            for screen in self.screen_stack:
                if isinstance(screen, Timed):
                    screen.touch()
        await super().on_event(event)
        if isinstance(event, _WORK):
            self.call_after_refresh(self._point)
            self.set_timer(_SOON, self._point)  # what the key opened may not be there yet

    def _point(self) -> None:
        """Put the terminal's own cursor where the focus is; fields of text do it themselves."""
        focused = self.screen.focused if self.screen_stack else None  # the app may be closed meanwhile
        place = cursor_on(focused) if focused else None
        if focused and place and place != self.cursor_position:
            self.cursor_position = place
            focused.refresh()  # the cursor moves with the next frame

    def on_unmount(self) -> None:
        if self._store is not None:
            self._store.close()

    def _keep_theme(self, theme: Theme) -> None:
        """The colours chosen are there the next time too."""
        if theme.name != self.settings.theme and not self._settings_wrong:
            self.settings.theme = theme.name
            if wrong := save_settings(self.settings, self._settings_file):
                self.notify(wrong, severity="warning", markup=False)

    def action_colours(self) -> None:
        """Choose one of our themes, by what it is for."""
        from notescan_tui.screens.dialogs import Choice, ChooseDialog

        def chosen(theme: str | None) -> None:
            if theme:
                self.theme = theme

        choices = [Choice(theme, words, key=str(n)) for n, (theme, words) in enumerate(THEME_WORDS.items(), 1)]
        self.push_screen(ChooseDialog("Which colours?", choices, chosen=self.theme), chosen)

    def action_command_palette(self) -> None:
        """All that can be done here, to be found by a part of its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(id="--command-palette", placeholder="Type what you want to do"))

    def action_end(self) -> None:
        """Leave, at the second press: the first may have been meant to copy."""
        if self._is_leaving:
            self.exit()
            return
        self._is_leaving = True
        self.notify(
            f"Press {self.key_for('app.quit')} again to leave notescan; everything is saved.",
            timeout=_AGAIN,
            markup=False,
        )
        self.set_timer(_AGAIN, self._stay)

    def _stay(self) -> None:
        self._is_leaving = False

    def get_key_display(self, binding: Binding) -> str:
        """Keys as they are called on the keyboard."""
        return binding.key_display or shown_key(binding.key)

    def action_lights(self) -> None:
        """From dark to light, and back."""
        self.theme = LIGHT.name if self.current_theme.dark else DARK.name

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action that has a key where we are, by the words of its key."""
        seen: set[str] = set()
        for node, binding, enabled, _ in screen.active_bindings.values():
            if not enabled or not binding.description or binding.system or binding.id is None:
                continue
            if binding.action in seen or binding.action == "command_palette":
                continue
            seen.add(binding.action)
            name = binding.description[0].upper() + binding.description[1:]
            yield SystemCommand(
                f"{name}  ({self.get_key_display(binding)})",
                binding.tooltip,
                partial(self.run_action, binding.action, node),
            )


def run_app(
    *,
    paths: Sequence[str] = (),
    checklist: str | None = None,
    audit_date: dt.date | None = None,
    children: Sequence[str] = (),
    store: Path | None = None,
    patterns: Path | None = None,
    demo: bool = False,
) -> None:
    """Run the app: on the case in these files, or (without any) on its home screen."""
    wish = None
    if paths:
        wish = Wish(
            paths=tuple(str(p) for p in paths),
            checklist=checklist,
            audit_date=audit_date or dt.date.today(),
            children=tuple(children),
            patterns=patterns,
            is_demo=demo,
        )
    take_pastes_whole()
    NotescanApp(store, wish).run()
