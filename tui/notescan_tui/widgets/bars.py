"""The lines at the top and the bottom of a screen."""

from __future__ import annotations

from typing import Any

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget


class TwoEnds(Widget):
    """One row: words at the left with a `tail` that is never cut, words at the right.

    Without room the left is cut, or with `keep_left` first the right, but not below 22 cells.
    """

    ALLOW_SELECT = False

    def __init__(self, left: str = "", right: str = "", *, keep_left: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keep_left = keep_left
        self._left, self._right, self._tail = Text(left), Text(right), Text()

    def show(self, left: str | Text, right: str | Text = "", tail: Text | None = None) -> None:
        """Show these words; strings are never read as markup."""
        self._left = left if isinstance(left, Text) else Text(left)
        self._right = right if isinstance(right, Text) else Text(right)
        self._tail = tail or Text()
        self.refresh()

    def render(self) -> Text:
        """Both ends in one row."""
        width = self.content_size.width
        left, right, tail = self._left.copy(), self._right.copy(), self._tail
        if self._keep_left:
            right.truncate(max(width - left.cell_len - tail.cell_len - 2, 22), overflow="ellipsis")
        room = max(width - tail.cell_len - right.cell_len - (2 if right.plain else 0), 0)
        if left.cell_len > room:
            left.truncate(max(room, 1), overflow="ellipsis")
        gap = max(width - left.cell_len - tail.cell_len - right.cell_len, 0)
        line = Text.assemble(left, tail, " " * gap, right, no_wrap=True, overflow="crop")
        return line


class KeyBar(Widget):
    """The keys that work now, as many as there is room for, the most useful first; each can be clicked.

    `rows` is how many lines there are at most; one where all has room in it. Help and the palette are always the last
    ones shown: all that has no room here is there. It is one widget, and laid out anew only with the whole screen, for
    the keys may change with each decision.
    """

    ALLOW_SELECT = False
    DEFAULT_CSS = "KeyBar { height: 1; width: 100%; padding: 0 1; }"

    def __init__(self, rows: int = 1, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = self._room = rows
        self._shown: list[list[tuple[Binding, bool]]] = []
        self._owners: dict[Binding, DOMNode] = {}
        self._under: Binding | None = None

    def on_mount(self) -> None:
        self.styles.height = self._rows
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_resize(self, event: events.Resize) -> None:
        room = max(event.size.width, 20)
        fits = sum(self._cells(binding) for binding, _ in self._live()) <= room
        self.styles.height = 1 if fits else self._rows
        self._room = 1 if fits else self._rows
        self.fill()

    def _changed(self, screen: Screen[Any]) -> None:
        if self.is_attached and screen is self.screen and self.app.app_focus:
            self.fill()

    def fill(self) -> None:
        """Show the keys anew where they have changed."""
        if not self.is_attached or self.app.screen is not self.screen:
            return
        rows = self._fitting(self._live())
        if rows != self._shown:
            self._shown = rows
            self.refresh()

    def render(self) -> Text:
        """Row by row, each key standing out before its word."""
        colour = self.app.theme_variables.get("key-color", "")
        lines = []
        for row in self._shown:
            line = Text(no_wrap=True, overflow="crop", end="")
            for binding, enabled in row:
                word = ("" if enabled else "dim") + (" underline" if binding is self._under else "")
                line.append(self.app.get_key_display(binding), f"bold {colour}" if enabled else "dim")
                line.append(" ").append(binding.description, word.strip()).append("  ")
            lines.append(line)
        return Text("\n", no_wrap=True, overflow="crop").join(lines)

    def _live(self) -> list[tuple[Binding, bool]]:
        seen: dict[str, tuple[Binding, bool]] = {}
        self._owners = {}
        for node, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and binding.description and not binding.system:
                seen.setdefault(binding.action, (binding, enabled))
                self._owners[binding] = node
        return list(seen.values())

    def _fitting(self, live: list[tuple[Binding, bool]]) -> list[list[tuple[Binding, bool]]]:
        """The keys there is room for, by row."""
        width = max(self.size.width, 20)
        last = [pair for pair in live if pair[0].action.endswith(("help", "command_palette"))]
        reserve = sum(self._cells(binding) for binding, _ in last)
        rows: list[list[tuple[Binding, bool]]] = [[]]
        used = 0
        for pair in [pair for pair in live if pair not in last]:
            need = self._cells(pair[0])
            if used + need > width and len(rows) < self._room:
                rows.append([])
                used = 0
            if used + need + (reserve if len(rows) == self._room else 0) > width:
                break
            rows[-1].append(pair)
            used += need
        rows[-1] += last
        return rows

    def _cells(self, binding: Binding) -> int:
        return cell_len(self.app.get_key_display(binding)) + cell_len(binding.description) + 3

    def key_at(self, x: int, y: int) -> Binding | None:
        """The key drawn at that cell of the widget, its padding with it."""
        left = self.gutter.left
        for binding, _ in self._shown[y] if 0 <= y < len(self._shown) else ():
            width = self._cells(binding)
            if left <= x < left + width - 2:
                return binding
            left += width
        return None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """The key under the mouse says in full what it does."""
        under = self.key_at(int(event.x), int(event.y))
        if under is not self._under:
            self._under = under
            self.tooltip = under.tooltip or None if under else None
            self.refresh()

    def on_leave(self) -> None:
        self._under = None
        self.refresh()

    async def on_click(self, event: events.Click) -> None:
        """Do what the key does."""
        if key := self.key_at(int(event.x), int(event.y)):
            await self.app.run_action(key.action, self._owners[key])
