"""Small questions over a screen: choose one of a list, type some words, say yes, read. No key leaves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from rich.console import RenderableType
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, OptionList, RadioButton, RadioSet, Static
from textual.widgets.option_list import Option

from notescan_tui.keyed import Ringing, key_of, keyed
from notescan_tui.wording import DAY_LIKE, parse_day

R = TypeVar("R")

CANCEL = Binding("escape", "cancel", "cancel", id="dialog.cancel", tooltip="Close without doing anything")
YES_NO_KEYS: list[BindingType] = [
    Binding("y", "yes", "Yes", id="dialog.yes", tooltip="Yes: do it"),
    Binding("n", "cancel", "No", id="dialog.no", tooltip="No: leave it"),
    Binding("left,right", "other", "Other button", id="dialog.other", tooltip="Go to the other button", show=False),
]
READ_KEYS: list[BindingType] = [
    Binding("q,w,i,enter,question_mark", "cancel", "Close", id="dialog.close", tooltip="Close", show=False),
    Binding("down,j", "scroll(1)", "Down", id="dialog.down", tooltip="Scroll down", show=False),
    Binding("up,k", "scroll(-1)", "Up", id="dialog.up", tooltip="Scroll up", show=False),
    Binding("pagedown,space", "scroll(12)", "Page down", id="dialog.pagedown", tooltip="A page down", show=False),
    Binding("pageup", "scroll(-12)", "Page up", id="dialog.pageup", tooltip="A page up", show=False),
]


class Dialog(ModalScreen[R]):
    """A box in the middle of the screen; Esc closes it and changes nothing."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [CANCEL]

    def action_cancel(self) -> None:
        """Close; nothing was chosen."""
        self.dismiss(None)

    async def on_click(self, event: events.Click) -> None:
        """What a key named in the hint does, is done by a click on it."""
        widget = event.widget
        if isinstance(widget, Static) and widget.id == "hint":
            at = event.get_content_offset(widget)
            key = key_in_hint(widget.render_line(at.y).text, at.x) if at else ""
            if live := self.active_bindings.get(key):
                await self.app.run_action(live.binding.action, live.node)


_HINT_KEYS = {"Enter": "enter", "Esc": "escape", "Tab": "tab", "Space": "space", "Backspace": "backspace"}


def key_in_hint(line: str, at: int) -> str:
    """The key named by that part of a hint ("Enter keep · Esc cancel"); empty where it names none."""
    start = 0
    for part in line.split(" · "):
        if start <= at < start + len(part):
            word = part.split(" ")[0]
            return _HINT_KEYS.get(word, word if len(word) == 1 and word.isalnum() else "")
        start += len(part) + 3
    return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose: what it gives, how it is called, the key that picks it, a word of help."""

    value: str
    label: str
    key: str = ""
    help: str = ""


class Pick(RadioButton):
    """A radio button whose choice is told by its sign, not by its colour alone."""

    BUTTON_LEFT, BUTTON_RIGHT = " ", " "

    def __init__(self, label: Text, *, value: bool = False) -> None:
        super().__init__(label, value=value, compact=True)
        self.BUTTON_INNER = "●" if value else "○"

    def watch_value(self) -> None:
        """Chosen or not: change the sign with it."""
        self.BUTTON_INNER = "●" if self.value else "○"
        super().watch_value()


class Picks(RadioSet, inherit_bindings=False):
    """A short list of which one is chosen: the arrows choose, as everywhere; Enter is left to the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "choose(1)", "Next", id="picks.down", tooltip="Choose the next one", show=False),
        Binding("up", "choose(-1)", "Before", id="picks.up", tooltip="Choose the one before", show=False),
        Binding("space", "toggle_button", "Choose", id="picks.choose", tooltip="Choose this one", show=False),
    ]

    def _on_mount(self, event: events.Mount) -> None:
        """Begin at the one that is chosen; the base class would begin at the first."""
        event.prevent_default()
        super()._on_mount(event)
        self._selected = max(self.pressed_index, 0)

    def action_choose(self, step: int) -> None:
        """Choose the next one, or the one before."""
        self.action_next_button() if step > 0 else self.action_previous_button()
        self.action_toggle_button()


class ChooseDialog(Dialog[str | None]):
    """Choose one: by its key, by arrows and Enter, by a click, or in a long list by typing part of its name."""

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        about: str = "",
        chosen: str | None = None,
        typing: bool = False,
    ) -> None:
        super().__init__()
        self._title, self._about, self._choices, self._chosen = title, about, choices, chosen
        self._typing = typing

    def compose(self) -> ComposeResult:
        """Title, the list, and how to use it."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            if self._about:
                yield Static(self._about, id="about", markup=False)
            if self._typing:
                yield Input(placeholder="Type part of the name", id="part")
            yield OptionList(*self._options(""), id="choices", markup=False)
            hint = "Type to narrow · ↑ ↓ move · Enter choose · Esc cancel"
            if not self._typing:
                hint = "Press its number, or ↑ ↓ and Enter · Esc cancel"
            yield Static(hint, id="hint", markup=False)

    def on_mount(self) -> None:
        choices = self.query_one(OptionList)
        at = next((n for n, c in enumerate(self._choices) if c.value == self._chosen), 0)
        choices.highlighted = at if self._choices else None
        if not self._typing:
            choices.focus()

    def _options(self, part: str) -> list[Option]:
        words = part.casefold().split()
        return [
            Option(self._prompt(c), id=c.value)
            for c in self._choices
            if all(w in f"{c.label} {c.help}".casefold() for w in words)
        ]

    def _prompt(self, choice: Choice) -> Text:
        mark = "● " if choice.value == self._chosen else "  "
        prompt = Text(mark, "bold", no_wrap=True, overflow="ellipsis")
        if choice.key:
            prompt.append(f"{choice.key}  ", "bold")
        prompt.append(choice.label)
        if choice.help:
            prompt.append(f"  {choice.help}", "dim")
        return prompt

    def on_key(self, event: events.Key) -> None:
        choices = self.query_one(OptionList)
        if self._typing:
            moves: dict[str, Callable[[], None]] = {
                "down": choices.action_cursor_down,
                "up": choices.action_cursor_up,
                "pagedown": choices.action_page_down,
                "pageup": choices.action_page_up,
            }
            if move := moves.get(event.key):
                event.stop()
                move()
            return
        picked = next((c for c in self._choices if c.key and event.character == c.key), None)
        if picked:
            event.stop()
            self.dismiss(picked.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options(self._options(event.value))
        choices.highlighted = 0 if choices.option_count else None

    def on_input_submitted(self) -> None:
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)


class AskDialog(Dialog[str | None]):
    """Type one line of words. Enter keeps it (also an empty one), Esc leaves all as it was."""

    def __init__(self, title: str, *, about: str = "", words: str = "", hint: str = "Enter keep · Esc cancel") -> None:
        super().__init__()
        self._title, self._about, self._words, self._hint = title, about, words, hint

    def compose(self) -> ComposeResult:
        """Title, the field, and how to use it."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            if self._about:
                yield Static(self._about, id="about", markup=False)
            yield Input(self._words, id="words", select_on_focus=False)
            yield Static(self._hint, id="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class FormDialog(Dialog[R]):
    """A box with fields, and a line (#warning) that tells what is wrong with one."""

    def warn(self, words: str) -> None:
        """Say what is wrong; the box stays."""
        self.query_one("#warning", Static).update(words)
        if words and isinstance(self.app, Ringing):
            self.app.ring()

    def day_in(self, field: str, name: str) -> dt.date | None:
        """The day typed in a field; where it is none, that is told, and the field has the focus."""
        given = self.query_one(field, Input)
        day = parse_day(given.value)
        if day is None:
            self.warn(f"{name} must be like {DAY_LIKE}.")
            given.focus()
        return day


class ConfirmDialog(Dialog[bool | None]):
    """Yes or no to what can't be undone. No has the focus."""

    BINDINGS: ClassVar[list[BindingType]] = YES_NO_KEYS

    def __init__(self, title: str, *, about: str, yes: str, no: str) -> None:
        super().__init__()
        self._title, self._about, self._yes, self._no = title, about, yes, no

    def compose(self) -> ComposeResult:
        """The question and two buttons."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            yield Static(self._about, id="about", markup=False)
            with Horizontal(id="buttons"):
                yield Button(Text(f"{self._no} ({key_of(self.app, 'dialog.no')})"), id="no", compact=True)
                yield Button(
                    Text(f"{self._yes} ({key_of(self.app, 'dialog.yes')})"), id="yes", variant="error", compact=True
                )

    def on_mount(self) -> None:
        self.query_one("#no", Button).focus()

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_other(self) -> None:
        """Go to the other button."""
        self.focus_next()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(True if event.button.id == "yes" else None)


class ReadDialog(Dialog[None]):
    """Words to read, scrolled with the arrows; any of the keys that opened such a box closes it too."""

    BINDINGS: ClassVar[list[BindingType]] = READ_KEYS
    HINT: ClassVar[str] = "↑ ↓ scroll · Esc close"

    def __init__(self, title: str, words: RenderableType | Callable[[int], RenderableType]) -> None:
        """`words` may be made for a width, in cells."""
        super().__init__()
        self._title, self._words = title, words

    def compose(self) -> ComposeResult:
        """Title, words, and how to close."""
        with Vertical(id="box", classes="reading"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="words-box", can_focus=False):
                yield Static("" if callable(self._words) else self._words, id="reading", markup=False)
            yield Static(keyed(self.app, self.HINT), id="hint", markup=False)

    def on_resize(self) -> None:
        if callable(self._words):
            # two cells are left for the scroll bar, which may come with the words
            width = self.query_one("#words-box").container_size.width - 2
            self.query_one("#reading", Static).update(self._words(max(width, 20)))

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        self.query_one("#words-box").scroll_relative(y=rows, animate=False)
