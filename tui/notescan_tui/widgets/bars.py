"""The lines at the top and the bottom of a screen."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets._footer import FooterKey


class TwoEnds(Widget):
    """One row: words at the left (cut where there is no room), words at the right."""

    ALLOW_SELECT = False

    def __init__(self, left: str = "", right: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left, self._right = Text(left), Text(right)

    def show(self, left: str | Text, right: str | Text = "") -> None:
        """Show these words; strings are never read as markup."""
        self._left = left if isinstance(left, Text) else Text(left)
        self._right = right if isinstance(right, Text) else Text(right)
        self.refresh()

    @property
    def words(self) -> tuple[str, str]:
        """What is shown."""
        return self._left.plain, self._right.plain

    def render(self) -> Text:
        """Both ends in one row."""
        width = self.content_size.width
        room = max(width - self._right.cell_len - (2 if self._right.plain else 0), 0)
        left = self._left.copy()
        if left.cell_len > room:
            left.truncate(max(room, 1), overflow="ellipsis")
        gap = max(width - left.cell_len - self._right.cell_len, 0)
        line = Text.assemble(left, " " * gap, self._right, no_wrap=True, overflow="crop")
        return line


class KeyBar(Container):
    """The keys that work now, as many as there is room for, the most useful first; each can be clicked.

    `rows` is how many lines there are. Help is always the last one shown: the other keys are there.
    """

    ALLOW_SELECT = False

    def __init__(self, rows: int = 1, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows = rows
        self._shown: list[tuple[str, str, bool]] = []

    def on_mount(self) -> None:
        self.styles.height = self._rows
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_resize(self, event: events.Resize) -> None:
        self._shown = []
        self.call_after_refresh(self.fill)

    def _changed(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen and self.app.app_focus:
            self.call_after_refresh(self.fill)

    async def fill(self) -> None:
        """Show the keys anew where they have changed."""
        if not self.is_attached or self.app.screen is not self.screen:
            return
        chosen = self._fitting(self._live())
        now = [(self.app.get_key_display(b), b.description, on) for b, on in chosen]
        if now != self._shown:
            self._shown = now
            await self.recompose()

    def compose(self) -> ComposeResult:
        """One clickable label a key, row by row."""
        if not self._shown:
            return
        for binding, enabled in self._fitting(self._live()):
            yield FooterKey(
                binding.key,
                self.app.get_key_display(binding),
                binding.description,
                binding.action,
                disabled=not enabled,
                tooltip=binding.tooltip,
            ).data_bind()

    def _live(self) -> list[tuple[Binding, bool]]:
        seen: dict[str, tuple[Binding, bool]] = {}
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.show and binding.description and not binding.system:
                seen.setdefault(binding.action, (binding, enabled))
        return list(seen.values())

    def _fitting(self, live: list[tuple[Binding, bool]]) -> list[tuple[Binding, bool]]:
        width = max(self.size.width, 20)
        last = [pair for pair in live if pair[0].action.endswith("help")]
        rest = [pair for pair in live if pair not in last]
        kept: list[tuple[Binding, bool]] = []
        row, used = 1, 0
        reserve = sum(self._cells(b) for b, _ in last)
        for pair in rest:
            need = self._cells(pair[0])
            if used + need > width:
                row, used = row + 1, 0
            if row > self._rows or (row == self._rows and used + need + reserve > width):
                break
            used += need
            kept.append(pair)
        return kept + last

    def _cells(self, binding: Binding) -> int:
        return cell_len(self.app.get_key_display(binding)) + cell_len(binding.description) + 3


def fitted(words: str, cells: int) -> str:
    """Words in exactly so many cells."""
    return set_cell_size(words, cells)
