"""Writing more than a line: a box for some sentences, and the box for an action with who does it by when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from notescan_tui.screens.dialogs import Dialog, FormDialog
from notescan_tui.wording import day


class WordsArea(TextArea):
    """Wrapped text; Enter says that it is done, as in every other field. Pasted lines stay lines."""

    class Done(Message):
        """Enter was pressed."""

    def __init__(self, words: str, *, id: str) -> None:
        super().__init__(words, soft_wrap=True, show_line_numbers=False, tab_behavior="focus", id=id)
        self.move_cursor(self.document.end)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Done())
            return
        await super()._on_key(event)


class WriteDialog(Dialog[str | None]):
    """Type some sentences. Enter keeps them (also none at all), Esc leaves all as it was."""

    def __init__(self, title: str, *, about: str = "", words: str = "") -> None:
        super().__init__()
        self._title, self._about, self._words = title, about, words

    def compose(self) -> ComposeResult:
        """Title, the field, and how to use it."""
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            if self._about:
                yield Static(self._about, id="about", markup=False)
            yield WordsArea(self._words, id="writing")
            yield Static("Enter keep · empty takes it away · Esc cancel", id="hint", markup=False)

    @on(WordsArea.Done)
    def _done(self) -> None:
        self.dismiss(self.query_one(WordsArea).text)


@dataclass(frozen=True, slots=True)
class ActionWish:
    """An action as the auditor wrote it."""

    text: str
    owner: str
    due: dt.date | None


class ActionDialog(FormDialog[ActionWish | None]):
    """What has to be done, who does it, by when."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "keep", "Keep", id="action.keep", tooltip="Keep the action"),
    ]

    def __init__(self, title: str, now: ActionWish | None = None) -> None:
        super().__init__()
        self._title, self._now = title, now or ActionWish("", "", None)

    def compose(self) -> ComposeResult:
        """Three fields."""
        now = self._now
        with Vertical(id="box"):
            yield Static(self._title, id="title", markup=False)
            yield WordsArea(now.text, id="writing")
            with Horizontal(classes="fields"):
                with Vertical():
                    yield Static("Who does it", classes="head", markup=False)
                    yield Input(now.owner, id="owner", compact=True, select_on_focus=False)
                with Vertical():
                    yield Static("By when (if there is a date)", classes="head", markup=False)
                    yield Input(day(now.due) if now.due else "", id="due", compact=True, placeholder="10 Mar 2025")
            yield Static("", id="warning", classes="wrong", markup=False)
            yield Static("Tab next field · Enter keep · Esc cancel", id="hint", markup=False)

    @on(WordsArea.Done)
    def _done(self) -> None:
        self.action_keep()

    def on_input_submitted(self) -> None:
        self.action_keep()

    def action_keep(self) -> None:
        """Check the fields, and hand them back."""
        text = self.query_one(WordsArea).text.strip()
        if not text and not self._now.text:
            self.warn("Write what has to be done.")
            return
        dated = bool(self.query_one("#due", Input).value.strip())
        due = self.day_in("#due", "The date") if dated else None
        if due or not dated:
            self.dismiss(ActionWish(text, self.query_one("#owner", Input).value.strip(), due))
