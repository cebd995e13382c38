"""Choosing words in the case text: by word, clause and sentence, with keys and with the mouse; for new evidence, or
for the ends of a quote that is there already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from notescan_tui import stretch
from notescan_tui.widgets.painter import GUTTER, Marks
from notescan_tui.wrap import Rows

SELECT_KEYS: list[BindingType] = [
    Binding("right", "move(1)", "next word", id="select.next", tooltip="Go to the next word", key_display="→"),
    Binding("left", "move(-1)", "word before", id="select.back", tooltip="Go to the word before", key_display="←"),
    Binding("down", "move_row(1)", "Row down", id="select.down", tooltip="Go a row down", show=False),
    Binding("up", "move_row(-1)", "Row up", id="select.up", tooltip="Go a row up", show=False),
    Binding("w", "extend('end', 1)", "word more", id="select.more", tooltip="Take in one word more"),
    Binding("W", "extend('end', -1)", "word less", id="select.less", tooltip="Leave the last word out"),
    Binding("b", "extend('start', -1)", "word in front", id="select.front", tooltip="Take in the word in front"),
    Binding("B", "extend('start', 1)", "front less", id="select.front-less", tooltip="Leave the first word out"),
    Binding("shift+right", "stretch(1)", "Word more", id="select.more-too", tooltip="One word more", show=False),
    Binding("shift+left", "stretch(-1)", "Word less", id="select.less-too", tooltip="One word less", show=False),
    Binding("d", "widen('clause')", "clause", id="select.clause", tooltip="Take the clause around it"),
    Binding("s", "widen('sentence')", "sentence", id="select.sentence", tooltip="Take the sentence around it"),
    Binding("enter", "submit", "keep", id="select.add", tooltip="These are the words"),
    Binding("y", "copy", "copy", id="select.copy", tooltip="Copy the selected words"),
]
_MOVING = {"move", "move_row", "stretch"}
CHOOSING = {*_MOVING, "extend", "widen", "submit", "copy"}
"""Actions that are there only while words are being chosen."""

Edge = Literal["start", "end"]


class Choosing(Widget):
    """The part of the case view in which words are chosen."""

    text: str
    marks: Marks
    rows: Rows
    _drag_from: int | None = None
    _dragged = False

    @dataclass
    class SpansClicked(Message):
        """A place with evidence was clicked; the items there, the shortest first."""

        items: list[str]

    @dataclass
    class SelectionMade(Message):
        """Words were chosen: as new evidence, or (with `item`) as the quote of an item."""

        start: int
        end: int
        item: str | None

    @dataclass
    class SelectionChanged(Message):
        """Choosing words began, went on, or (None) ended."""

        extent: tuple[int, int] | None

    @dataclass
    class Copied(Message):
        """Words were copied."""

        words: str

    def see(self, offset: int) -> None:
        """Bring it into view."""
        raise NotImplementedError

    def note_around(self, offset: int) -> tuple[int, int]:
        """Where the words of the note at `offset` begin and end; its header is none of them."""
        raise NotImplementedError

    def scroll_rows(self, rows: int) -> None:
        """Scroll by rows, at once."""
        raise NotImplementedError

    def _repaint(self) -> None:
        raise NotImplementedError

    @property
    def selection(self) -> tuple[int, int] | None:
        """The words being chosen, or None."""
        return self.marks.selection

    @property
    def edited(self) -> str | None:
        """The item whose quote is being changed, or None."""
        return self.marks.edited

    def begin_selection(self, start: int, end: int, *, item: str | None = None) -> None:
        """Let the user choose words, from these on; with `item` they are to be its quote."""
        self.marks.edited = item
        self._select(start, end)
        self.focus()

    def end_selection(self) -> None:
        """Choose no more."""
        self.marks.selection = self.marks.edited = None
        self._repaint()
        self.post_message(self.SelectionChanged(None))

    def _select(self, start: int, end: int) -> None:
        self.marks.selection = (start, end)
        self._repaint()
        self.see(start)
        self.post_message(self.SelectionChanged((start, end)))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Selecting has keys of its own; they are there only while words are being chosen."""
        if action in _MOVING:  # a quote keeps its place: the arrows move its ends, and the screen has them
            return self.selection is not None and self.edited is None
        return self.selection is not None if action in CHOOSING else True

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

    def action_stretch(self, step: int) -> None:
        """Take in one word more, or leave the last one out."""
        self.action_extend("end", step)

    def action_extend(self, edge: Edge, step: int) -> None:
        """Move one end by a word; at least one word is left."""
        if self.selection:
            self._select(*stretch.moved(self.text, *self.selection, edge=edge, step=step))

    def action_widen(self, unit: str) -> None:
        """Take the clause or the sentence around."""
        if self.selection:
            self._select(*self._widened(unit, *self.selection))

    def _widened(self, unit: str, start: int, end: int) -> tuple[int, int]:
        widen = stretch.clause_at if unit == "clause" else stretch.sentence_at
        return widen(self.text, start, end, within=self.note_around(start))

    def action_submit(self) -> None:
        """These are the words."""
        if self.selection:
            self.post_message(self.SelectionMade(*self.selection, self.edited))

    def action_copy(self) -> None:
        """Copy the words as they stand in the text; where the screen wraps them is no part of it."""
        if self.selection:
            words = self.text[slice(*self.selection)]
            self.app.copy_to_clipboard(words)
            self.post_message(self.Copied(words))

    # -------------------------------------------------------------------------------------------- mouse

    def _offset_under(self, event: events.MouseEvent) -> int | None:
        row = int(self.scroll_offset.y) + int(event.y)
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
        self._dragged = begun is not None and here != begun  # a click follows, which is none then
        if begun is None or here is None or here == begun or not self.selection:
            return
        start, end = stretch.trimmed(self.text, *self.selection)
        if start < end:
            self.begin_selection(start, end, item=self.edited)
        else:
            self.end_selection()

    def on_click(self, event: events.Click) -> None:
        """On evidence: go to it. While choosing: that word; twice the clause, three times the sentence.

        Where there is no evidence, two clicks begin choosing.
        """
        here = self._offset_under(event)
        if here is None or self._dragged:
            return
        if self.selection or (event.chain > 1 and not self.marks.spans.at(here)):
            word = stretch.word_at(self.text, here)
            steps = event.chain if self.selection else event.chain - 1
            if steps == 2:
                word = self._widened("clause", *word)
            elif steps > 2:
                word = self._widened("sentence", *word)
            self.begin_selection(*word, item=self.edited)
        elif found := self.marks.spans.at(here):
            self.post_message(self.SpansClicked([s.id for s in found]))
