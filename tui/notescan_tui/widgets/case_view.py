"""The case text: wrapped, only visible rows drawn, every span of evidence highlighted where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from notescan_tui import stretch
from notescan_tui.spans import Span, SpanIndex
from notescan_tui.widgets.painter import GUTTER, Marks, Painter
from notescan_tui.wording import shown
from notescan_tui.wrap import MAX_MEASURE, Rows

SELECT_KEYS: list[BindingType] = [
    Binding("right", "move(1)", "next word", id="select.next", tooltip="Go to the next word", key_display="→"),
    Binding("left", "move(-1)", "word before", id="select.back", tooltip="Go to the word before", key_display="←"),
    Binding("down", "move_row(1)", "Row down", id="select.down", tooltip="Go a row down", show=False),
    Binding("up", "move_row(-1)", "Row up", id="select.up", tooltip="Go a row up", show=False),
    Binding("w,shift+right", "extend(1)", "word more", id="select.more", tooltip="Take in one word more"),
    Binding("W,shift+left", "extend(-1)", "word less", id="select.less", tooltip="Leave the last word out"),
    Binding("b", "extend_back", "word in front", id="select.front", tooltip="Take in the word in front"),
    Binding("d", "widen('clause')", "clause", id="select.clause", tooltip="Take the clause around it"),
    Binding("s", "widen('sentence')", "sentence", id="select.sentence", tooltip="Take the sentence around it"),
    Binding("enter", "submit", "add", id="select.add", tooltip="Add the selected words as evidence"),
    Binding("y", "copy", "copy", id="select.copy", tooltip="Copy the selected words"),
]


class CaseView(ScrollView, can_focus=True):
    """The wrapped text with its highlights, a gutter of signs, a search and a selection."""

    ALLOW_SELECT = False  # selecting here means choosing evidence; it is done below
    BINDINGS: ClassVar[list[BindingType]] = SELECT_KEYS
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"case--{part}"
        for part in (
            "header", "for", "against", "planned", "tint", "overlap", "confirmed", "rejected", "current",
            "hit", "hit-current", "selection", "gutter",
        )
    }  # fmt: skip

    @dataclass
    class SpansClicked(Message):
        """A place with evidence was clicked; the items there, the shortest first."""

        items: list[str]

    @dataclass
    class SelectionMade(Message):
        """Words were chosen to be added as evidence."""

        start: int
        end: int

    @dataclass
    class SelectionChanged(Message):
        """Choosing words began, went on, or (None) ended."""

        extent: tuple[int, int] | None

    @dataclass
    class Copied(Message):
        """Words were copied."""

        words: str

    @dataclass
    class Moved(Message):
        """Another part of the text is in view."""

        top: int
        bottom: int

    def __init__(self, text: str, headers: Sequence[tuple[int, int]], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.text = text
        self.shown = shown(text)
        self._headers = headers
        self.marks = Marks(SpanIndex(()))
        self.rows = Rows("", 20)
        self._strips: dict[int, Strip] = {}
        self._painter: Painter | None = None
        self._drag_from: int | None = None
        self._anchor = 0
        self._height = 0

    # ------------------------------------------------------------------------------------ what is shown

    def show_spans(self, spans: SpanIndex, *, tip: str | None, current: Span | None) -> None:
        """Highlight these; those of `tip` more than others, `current` most."""
        self.marks.spans, self.marks.tip, self.marks.current = spans, tip, current
        self._repaint()

    def show_hits(self, hits: Sequence[tuple[int, int]], current: int | None) -> None:
        """Highlight what was searched for."""
        self.marks.hits, self.marks.hit = hits, current
        self._repaint()

    def show_at(self, offset: int) -> None:
        """Bring the character at `offset` a third of the way down."""
        self._anchor = offset
        row = self.rows.row_of(offset)
        self.scroll_to(y=max(0, row - self.size.height // 3), animate=False, force=True)
        self._place_cursor()

    def see(self, offset: int) -> None:
        """Bring it into view, moving only where it is not."""
        row, top, height = self.rows.row_of(offset), self.scroll_offset.y, self.size.height
        if not top + 1 <= row < top + height - 1:
            self.show_at(offset)

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows, at once."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    @property
    def extent_in_view(self) -> tuple[int, int]:
        """The offsets of the first and the last character that are drawn."""
        if not len(self.rows):
            return 0, 0
        top = min(self.scroll_offset.y, len(self.rows) - 1)
        bottom = min(top + max(self.size.height, 1), len(self.rows)) - 1
        return self.rows.starts[top], self.rows.ends[bottom]

    # --------------------------------------------------------------------------------------- selecting

    @property
    def selection(self) -> tuple[int, int] | None:
        """The words being chosen, or None."""
        return self.marks.selection

    def begin_selection(self, start: int, end: int) -> None:
        """Let the user choose words, from these on."""
        self._select(start, end)
        self.focus()

    def end_selection(self) -> None:
        """Choose no more."""
        self.marks.selection = None
        self._repaint()
        self.post_message(self.SelectionChanged(None))

    def _select(self, start: int, end: int) -> None:
        self.marks.selection = (start, end)
        self._repaint()
        self.see(start)
        self.post_message(self.SelectionChanged((start, end)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Selecting has keys of its own; they are there only while words are being chosen."""
        if action in ("move", "move_row", "extend", "extend_back", "widen", "submit", "copy"):
            return self.selection is not None
        return True

    def action_move(self, step: int) -> None:
        """Go to the next word, or the one before."""
        if not self.selection:
            return
        start, end = self.selection
        word = stretch.next_word(self.text, end) if step > 0 else stretch.word_before(self.text, start)
        if word:
            self._select(*word)

    def action_move_row(self, step: int) -> None:
        """Go to the word above or below."""
        if not self.selection:
            return
        row, column = self.rows.row_of(self.selection[0]), self.rows.column_of(self.selection[0])
        target = row + step
        while 0 <= target < len(self.rows) and not self.text[slice(*self.rows.extent(target))].strip():
            target += step
        if 0 <= target < len(self.rows):
            self._select(*stretch.word_at(self.text, self.rows.offset_at(target, column)))

    def action_extend(self, step: int) -> None:
        """Take in one word more, or leave the last one out."""
        if not self.selection:
            return
        start, end = self.selection
        if step > 0 and (word := stretch.next_word(self.text, end)):
            self._select(start, word[1])
        elif step < 0 and (last := stretch.word_before(self.text, end)) and last[0] > start:
            before = stretch.word_before(self.text, last[0])
            self._select(start, before[1] if before and before[0] >= start else end)

    def action_extend_back(self) -> None:
        """Take in the word in front."""
        if self.selection and (word := stretch.word_before(self.text, self.selection[0])):
            self._select(word[0], self.selection[1])

    def action_widen(self, unit: str) -> None:
        """Take the clause or the sentence around."""
        if self.selection:
            widen = stretch.clause_at if unit == "clause" else stretch.sentence_at
            self._select(*widen(self.text, *self.selection))

    def action_submit(self) -> None:
        """These are the words."""
        if self.selection:
            self.post_message(self.SelectionMade(*self.selection))

    def action_copy(self) -> None:
        """Copy the words as they stand in the text; where the screen wraps them is no part of it."""
        if self.selection:
            words = self.text[slice(*self.selection)]
            self.app.copy_to_clipboard(words)
            self.post_message(self.Copied(words))

    # -------------------------------------------------------------------------------------------- mouse

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        row = self.scroll_offset.y + int(event.y)
        return self.rows.offset_at(row, int(event.x) - GUTTER) if 0 <= row < len(self.rows) else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button == 1:
            self._drag_from = self._offset_under(event)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._drag_from is None:
            return
        if event.y < 0 or event.y >= self.size.height:
            self.scroll_rows(-1 if event.y < 0 else 1)
        here = self._offset_under(event)
        if here is not None and here != self._drag_from:
            low, high = sorted((self._drag_from, here))
            self.marks.selection = (low, high + 1)
            self._repaint()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        self.release_mouse()
        begun, self._drag_from = self._drag_from, None
        here = self._offset_under(event)
        if begun is None or here is None:
            return
        if here != begun and self.selection:
            start, end = stretch.trimmed(self.text, *self.selection)
            if start < end:
                self.begin_selection(start, end)
                return
            self.end_selection()
        elif self.selection:
            self._select(*stretch.word_at(self.text, here))
        elif found := self.marks.spans.at(here):
            self.post_message(self.SpansClicked([s.id for s in found]))

    # ------------------------------------------------------------------------------------------- drawing

    def on_resize(self, event: events.Resize) -> None:
        self.rewrap()

    def rewrap(self) -> None:
        """Wrap to the width there is now; what was in view stays in view, the current item before all."""
        width, height = min(self.size.width - GUTTER - 1, MAX_MEASURE), max(self.size.height, 1)
        if width <= 0:
            return
        was_wrapped = self.rows.text is self.shown
        anchor_seen = 0 <= self.rows.row_of(self._anchor) - self.scroll_offset.y < self._height
        top = self.extent_in_view[0]
        self._height = height
        if not was_wrapped or self.rows.width != max(width, 8):
            self.rows = Rows(self.shown, width)
        self.virtual_size = Size(self.size.width, len(self.rows))
        self._repaint()
        if not was_wrapped or anchor_seen:
            self.show_at(self._anchor)
        else:
            self.scroll_to(y=self.rows.row_of(top), animate=False, force=True)
        self.call_after_refresh(self._announce)

    def notify_style_update(self) -> None:
        """Another theme: all colours anew."""
        super().notify_style_update()
        self._painter = None
        self._strips.clear()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell what is in view now."""
        super().watch_scroll_y(old_value, new_value)
        self._announce()
        self._place_cursor()

    def _announce(self) -> None:
        if self.is_attached:
            self.post_message(self.Moved(*self.extent_in_view))

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def _place_cursor(self) -> None:
        """Put the terminal's own cursor on the current item: a screen reader reads from there."""
        place = self.marks.selection[0] if self.marks.selection else self._anchor
        row = self.rows.row_of(place) - self.scroll_offset.y
        if self.is_attached and 0 <= row < self.size.height:
            corner = self.content_region.offset
            self.app.cursor_position = Offset(corner.x + GUTTER + self.rows.column_of(place), corner.y + row)

    def styles_by_name(self) -> dict[str, Style]:
        """The colours of the theme in force, by the part they are for."""
        return {
            name.removeprefix("case--"): self.get_component_rich_style(name, partial=True)
            for name in self.COMPONENT_CLASSES
        }

    def render_line(self, y: int) -> Strip:
        """One row, as it is seen."""
        row = self.scroll_offset.y + y
        width = self.size.width
        base = self.rich_style
        if row >= len(self.rows):
            return Strip.blank(width, base)
        strip = self._strips.get(row)
        if strip is None:
            self._painter = self._painter or Painter(self.styles_by_name())
            start, end = self.rows.extent(row)
            segments = self._painter.row(self.shown, start, end, self.marks, header=self._is_header(start))
            strip = self._strips[row] = Strip(segments).apply_style(base).adjust_cell_length(width, base)
        return strip

    def _is_header(self, offset: int) -> bool:
        at = bisect_right(self._headers, (offset, 1 << 60)) - 1
        return at >= 0 and offset < self._headers[at][1]
