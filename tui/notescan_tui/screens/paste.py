"""Taking a case from the clipboard. A paste is kept whole, as text; only its first lines are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from notescan_tui.screens.dialogs import Dialog
from notescan_tui.wording import counted, shown, size

ASK = "Paste the case text now: Ctrl+Shift+V, Ctrl+V or ⌘V, or the right mouse button, as your terminal has it."


class PasteBox(Widget, can_focus=True):
    """Keeps what is pasted, of any size, and shows how much it is and how it begins. Pastes add up."""

    @dataclass
    class Grown(Message):
        """Something was pasted; `size` characters are there now."""

        size: int

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._parts = [text] if text else []

    @property
    def text(self) -> str:
        """All that was pasted."""
        return "".join(self._parts)

    def clear(self) -> None:
        """Forget what was pasted."""
        self._parts = []
        self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self._parts.append(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        self.refresh()
        self.post_message(self.Grown(sum(map(len, self._parts))))

    def render(self) -> Text:
        """The first lines, or what to do."""
        if not self._parts:
            return Text(ASK, "dim")
        head = "".join(self._parts[:1])[:4_000]
        lines = shown(head).split("\n")[: max(self.size.height, 1)]
        return Text("\n".join(lines), no_wrap=True, overflow="ellipsis")


class PasteScreen(Dialog[str | None]):
    """The box, its size in words, and on to the review."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "use", "Go on", id="paste.use", tooltip="Go on with this text"),
        Binding("backspace,delete", "clear", "Clear", id="paste.clear", tooltip="Throw away what was pasted"),
    ]

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text.replace("\r\n", "\n").replace("\r", "\n")

    def compose(self) -> ComposeResult:
        """The box and how to use it."""
        with Vertical(id="box"):
            yield Static("Paste the case text", id="title", markup=False)
            yield PasteBox(self._text, id="pasted")
            yield Static("", id="amount", markup=False)
            yield Static("Enter go on · Backspace clear · Esc cancel", id="hint", markup=False)

    def on_mount(self) -> None:
        self.query_one(PasteBox).focus()
        self._tell()

    def on_paste_box_grown(self) -> None:
        self._tell()

    def _tell(self) -> None:
        text = self.query_one(PasteBox).text
        words = (
            f"{size(text)}, {counted(text.count(chr(10)) + 1, 'line')}: all of it is here" if text else "Nothing yet"
        )
        self.query_one("#amount", Static).update(words)

    def action_clear(self) -> None:
        """Throw it away."""
        self.query_one(PasteBox).clear()
        self._tell()

    def action_use(self) -> None:
        """On with it."""
        text = self.query_one(PasteBox).text
        if text.strip():
            self.dismiss(text)
        else:
            self.query_one("#amount", Static).update("Nothing was pasted yet.")
