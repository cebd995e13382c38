"""Keys of the user's own: every action with its keys, to be given another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from rich.cells import set_cell_size
from rich.text import Text
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from notescan_tui import keymap
from notescan_tui.keymap import shown_key
from notescan_tui.screens.dialogs import ConfirmDialog, Dialog, ReadDialog
from notescan_tui.screens.help import GROUPS, help_words
from notescan_tui.widgets.bars import KeyBar, TwoEnds
from notescan_tui.wording import counted

if TYPE_CHECKING:
    from notescan_tui.keymap import Action

ACTION_KEYS: list[BindingType] = [
    Binding("enter", "select", "another key", id="keys.change", tooltip="Give this action another key"),
]
KEYS_KEYS: list[BindingType] = [
    Binding("r", "ours", "our key again", id="keys.ours", tooltip="Give this action the key it came with"),
    Binding("q,escape", "leave", "close", id="keys.close", tooltip="Go back"),
    Binding("R", "all_ours", "all as they were", id="keys.all-ours", tooltip="Give every action the key it came with"),
    Binding("question_mark", "help", "help", id="keys.help", tooltip="The keys of this screen"),
]
_KEYS_CELLS = 24


class KeysApp(Protocol):
    """What this screen needs of the app."""

    own_keys: dict[str, str]

    def actions(self) -> list[Action]:
        """Every action with a name, screen by screen."""

    def use_keys(self, own: Mapping[str, str]) -> str:
        """Keep these keys and put them in force; what is wrong where that can't be done."""


class KeysScreen(Screen[None]):
    """The actions by screen and group. What is changed is written, and in force, at once."""

    CSS_PATH = "keys_screen.tcss"
    AUTO_FOCUS = "#actions"
    BINDINGS: ClassVar[list[BindingType]] = KEYS_KEYS

    def compose(self) -> ComposeResult:
        """Top line, the actions, what was done last, keys."""
        yield TwoEnds(id="top")
        with Vertical(id="actions-side"):
            yield ActionList(id="actions", markup=False)
            yield Static("Enter, then the new key. What you change is kept at once.", id="said", markup=False)
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self._actions = {a.id: a for a in self._home.actions()}
        self._fill()
        self.query_one("#actions", OptionList).action_first()

    @property
    def _home(self) -> KeysApp:
        return cast(KeysApp, self.app)

    @property
    def _chosen(self) -> Action | None:
        actions = self.query_one("#actions", OptionList)
        option = actions.highlighted_option
        return self._actions.get(option.id) if option and option.id else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What needs a key of the user's own."""
        if not self.is_mounted:
            return True
        if action == "ours":
            return True if self._chosen and self._chosen.id in self._home.own_keys else None
        return True if action != "all_ours" or self._home.own_keys else None

    # --------------------------------------------------------------------------------------------- showing

    def _fill(self) -> None:
        actions = self.query_one("#actions", OptionList)
        at, keys = actions.highlighted, keymap.in_force(list(self._actions.values()), self._home.own_keys)
        actions.clear_options()
        head = ""
        for action in sorted(self._actions.values(), key=self._place):
            group = GROUPS.get(action.id.partition(".")[0], "")
            if head != (head := action.scope if group in ("", action.scope) else f"{action.scope}: {group}"):
                actions.add_option(Option(Text(head, "bold"), disabled=True))
            actions.add_option(Option(self._prompt(action, keys[action.id]), id=action.id))
        actions.highlighted = at
        own = counted(len(self._home.own_keys), "key")
        self.query_one("#top", TwoEnds).show("Your keys", f"{own} of your own" if self._home.own_keys else "all ours")
        self.refresh_bindings()

    def _place(self, action: Action) -> tuple[int, int]:
        """Screen by screen as they are named, and the groups of a screen as in its help."""
        scopes = list(dict.fromkeys(a.scope for a in self._actions.values()))
        group = action.id.partition(".")[0]
        return scopes.index(action.scope), list(GROUPS).index(group) if group in GROUPS else len(GROUPS)

    def _prompt(self, action: Action, keys: tuple[str, ...]) -> Text:
        shown = " or ".join(shown_key(key) for key in keys) or "no key"
        prompt = Text(set_cell_size(f"  {shown}", _KEYS_CELLS - 1) + " ", "bold", no_wrap=True, overflow="ellipsis")
        if action.id in self._home.own_keys:
            prompt.append(f"yours (ours: {' or '.join(shown_key(key) for key in action.keys)})  ", "italic")
        return prompt.append(action.does, "")

    def _say(self, words: str) -> None:
        self.query_one("#said", Static).update(words)

    @on(OptionList.OptionHighlighted, "#actions")
    def _moved(self) -> None:
        self.refresh_bindings()

    # ------------------------------------------------------------------------------------------------ acts

    @on(OptionList.OptionSelected, "#actions")
    def _selected(self) -> None:
        """Ask for the new key."""
        if (action := self._chosen) is None:
            return

        def pressed(key: str | None) -> None:
            if key is not None:
                self._give(action, key)

        self.app.push_screen(PressDialog(action), pressed)

    def _give(self, action: Action, key: str) -> None:
        if why_not := keymap.refusal(action, key):
            self._say(why_not)
            return
        actions, own = list(self._actions.values()), self._home.own_keys
        new, losers = keymap.changed_to(actions, own, action, key, swap=True)
        said = f"{shown_key(key)}: {action.does}."
        if not losers:
            self._use(new, said)
            return
        others = "; ".join(loser.does for loser in losers)
        if self._new_clashes(new):
            self._say(f"{shown_key(key)} is taken: {others}. Take another key, or change that one first.")
            return
        after = keymap.in_force(actions, new)
        theirs = "; ".join(f"{a.does}: {' or '.join(map(shown_key, after[a.id]))}" for a in losers)

        def answered(yes: bool | None) -> None:
            self._use(new, f"{said} {theirs}.") if yes else self._say("Nothing was changed.")

        question = ConfirmDialog(
            f"{shown_key(key)} has another meaning already",
            about=f"It is the key for: {others}.\nIf it is taken from there, this is in force: {theirs}.",
            yes="Swap them",
            no="Leave it",
        )
        self.app.push_screen(question, answered)

    def _new_clashes(self, new: Mapping[str, str]) -> list[keymap.Clash]:
        """Clashes that were not there before."""
        actions = list(self._actions.values())
        before = set(keymap.clashes(actions, self._home.own_keys))
        return [clash for clash in keymap.clashes(actions, new) if clash not in before]

    def _use(self, own: Mapping[str, str], said: str) -> None:
        self._say(self._home.use_keys(own) or said)
        self._fill()

    def action_ours(self) -> None:
        """Our key again for this action, unless it was given to another one."""
        if (action := self._chosen) is None:
            return
        own = {name: keys for name, keys in self._home.own_keys.items() if name != action.id}
        if taken := self._new_clashes(own):
            self._say(f"{shown_key(taken[0].key)} is taken: {taken[0].first.does}. Change that one first.")
            return
        self._use(own, f"{' or '.join(map(shown_key, action.keys))}: {action.does}.")

    def action_all_ours(self) -> None:
        """Our keys for everything, after asking."""
        amount = counted(len(self._home.own_keys), "key")
        question = ConfirmDialog(
            "Give every action the key it came with?",
            about=f"Your {amount} will be gone from keys.json.",
            yes="All as they were",
            no="Keep mine",
        )

        def answered(yes: bool | None) -> None:
            if yes:
                self._use({}, "All keys are as they were.")

        self.app.push_screen(question, answered)

    def action_leave(self) -> None:
        """Back to where we were."""
        self.dismiss(None)

    def action_help(self) -> None:
        """The keys of this screen."""
        self.app.push_screen(ReadDialog("Help", help_words(self, signs=False)))


class ActionList(OptionList):
    """The list of actions; its key is named, so that it stands in the key bar."""

    BINDINGS: ClassVar[list[BindingType]] = ACTION_KEYS


class PressDialog(Dialog[str | None]):
    """Waits for one key; Esc changes nothing."""

    def __init__(self, action: Action) -> None:
        super().__init__()
        self._action = action

    def compose(self) -> ComposeResult:
        """For what, and how to get away."""
        with Vertical(id="box"):
            yield Static("Press the new key", id="title", markup=False)
            yield Static(self._action.does, id="about", markup=False)
            yield Static("Esc changes nothing", id="hint", markup=False)

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        self.dismiss(None if event.key == "escape" else event.key)
