"""Choosing what is shown: by stance, by state, by strength, this tip or all."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import RadioSet, Static

from notescan_tui.keyed import keyed
from notescan_tui.screens.dialogs import Dialog, Pick, Picks
from notescan_tui.walk import Filter
from notescan_tui.wording import STANCE_SIGNS, STANCE_WORDS

COLUMNS: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "stance": (
        "Stance",
        [(None, "All"), *((s, f"{STANCE_SIGNS[s]} {STANCE_WORDS[s]}") for s in STANCE_WORDS)],
    ),
    "state": (
        "State",
        [
            (None, "All"),
            ("open", "to decide"),
            ("skipped", "… later"),
            ("confirmed", "✓ confirmed"),
            ("rejected", "✗ rejected"),
        ],
    ),
    "strength": ("Strength", [(None, "All"), ("strong", "strong"), ("possible", "possible only")]),
    "tip": ("Tips", [(None, "All tips"), ("this", "this tip")]),
}


FILTER_KEYS: list[BindingType] = [
    Binding("enter,s", "show", "Show", id="filter.show", tooltip="Show what is chosen"),
    Binding("v", "show", "Show", id="filter.show-too", tooltip="Show what is chosen", show=False),
    Binding("c", "clear", "Show all", id="filter.clear", tooltip="Show everything again"),
    Binding("right", "app.focus_next", "Next list", id="filter.next", tooltip="Next list", show=False),
    Binding("left", "app.focus_previous", "List before", id="filter.back", tooltip="List before", show=False),
]


class FilterDialog(Dialog[Filter | None]):
    """Four short lists side by side: the arrows choose, Enter shows."""

    BINDINGS: ClassVar[list[BindingType]] = FILTER_KEYS

    def __init__(self, now: Filter, tip: str) -> None:
        super().__init__()
        self._now, self._tip = now, tip

    def compose(self) -> ComposeResult:
        """The lists."""
        with Vertical(id="box"):
            yield Static("Show only", id="title", markup=False)
            with Horizontal(classes="columns"):
                for name, (head, choices) in COLUMNS.items():
                    with Vertical():
                        yield Static(head, classes="head", markup=False)
                        with Picks(id=name, compact=True):
                            for value, label in choices:
                                yield Pick(Text(label), value=self._is_now(name, value))
            hint = "← → lists · ↑ ↓ choose · Enter show · {filter.clear} show all again · Esc cancel"
            yield Static(keyed(self.app, hint), id="hint", markup=False)

    def _is_now(self, name: str, value: str | None) -> bool:
        now = getattr(self._now, name)
        return ("this" if name == "tip" and now else now) == value

    def action_show(self) -> None:
        """Show what is chosen."""
        chosen: dict[str, str | None] = {}
        for name, (_, choices) in COLUMNS.items():
            at = self.query_one(f"#{name}", RadioSet).pressed_index
            chosen[name] = choices[max(at, 0)][0]
        if chosen["tip"]:
            chosen["tip"] = self._now.tip or self._tip
        self.dismiss(Filter(**chosen))

    def action_clear(self) -> None:
        """Show everything."""
        self.dismiss(Filter())
