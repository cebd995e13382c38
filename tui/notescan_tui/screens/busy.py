"""What is shown while something takes time; it can be given up."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import ProgressBar, Static

from notescan_tui.screens.dialogs import Dialog


class BusyScreen(Dialog[bool | None]):
    """One line and a bar. Esc gives it up; it is dismissed with True then."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """What is done, how far it is."""
        with Vertical(id="box"):
            yield Static(self._words, id="title", markup=False)
            yield ProgressBar(id="progress", show_eta=False)
            yield Static("Esc gives it up; nothing is changed", id="hint", markup=False)

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        if self.is_mounted:
            self.query_one(ProgressBar).update(total=max(total, 1), progress=done)

    def action_cancel(self) -> None:
        """Give it up."""
        self.dismiss(True)
