"""The switch at the end of the search line: plain words, or a regular expression. A click turns it."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class FindKind(Static):
    """Says what is searched for, and the key that turns it."""

    class Turned(Message):
        """It was clicked."""

    def show(self, *, expression: bool, key: str) -> None:
        """Say which of both it is."""
        self.update(f"{'expression' if expression else 'plain words'} ({key})")

    def on_click(self) -> None:
        """Turn it."""
        self.post_message(self.Turned())
