"""Paragraphs and tables in reading order → one text with its places and notes, the same for every format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from ..errors import UserError
from ..model import Note
from ..places import Marker
from .cells import Value, cell_text
from .decoding import visible
from .labels import field_of
from .notes import find_notes
from .parts import Part, Task
from .rows import notes_table

_CELL = 60
"""A cell that is longer, or has several lines, is set below its neighbours and not beside them."""


@dataclass(slots=True)
class Paragraph:
    """Words that stand together; `form` and `number` are their place."""

    text: str
    form: str
    number: int = 0
    aside: bool = False
    """Not a part of the notes themselves: the header that stands on every page."""


@dataclass(slots=True)
class Table:
    """Rows of cells; the place of row i is `form` with `numbers[i]`."""

    rows: Sequence[Sequence[Value]]
    form: str
    numbers: Sequence[int]


class Layout:
    """A text in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._stretches: list[tuple[int, list[Note] | None, bool]] = []
        self.length = 0
        self.words_at: dict[int, int] = {}
        self.marker = Marker()

    def write(self, text: str) -> None:
        """Add these words as they are."""
        self._pieces.append(text)
        self.length += len(text)

    def write_each(self, pieces: Iterable[str]) -> list[int]:
        """Add all these words; the offsets at which they begin."""
        before = len(self._pieces)
        self._pieces.extend(pieces)
        ends = list(accumulate(map(len, self._pieces[before:]), initial=self.length))
        self.length = ends.pop()
        return ends

    def begin(self, notes: list[Note] | None = None, *, aside: bool = False) -> None:
        """Begin a stretch of text whose notes are known (and are being filled in), or are to be found, or is aside."""
        self._stretches.append((self.length, notes, aside))

    def finish(self, task: Task, *, remarks: Sequence[str] = ()) -> Part:
        """The text with its notes. UserError where there are no words in it, or too many."""
        if self.length > task.limits.characters:
            raise task.limits.over(task.name, "characters", self.length, f"has {self.length:,} characters of text")
        text = visible("".join(self._pieces))
        if not text.strip():
            raise UserError(f"{task.name} is empty: there is no case note in it")
        notes: list[Note] = []
        ends = [start for start, _, _ in self._stretches[1:]] + [len(text)]
        for (start, known, aside), end in zip(self._stretches, ends, strict=True):
            if known is not None:
                notes.extend(known)
            elif aside:
                notes.append(Note(id="n1", start=start, end=end, body=start))
            elif text[start:end].strip():
                notes.extend(_moved(n, start) for n in find_notes(text[start:end], task))
            # What separates one stretch from the next belongs to the note above it.
            if notes and notes[-1].end < end:
                notes[-1] = notes[-1].model_copy(update={"end": end})
        if notes[0].start:
            notes[0] = notes[0].model_copy(update={"start": 0})
        return Part(text, tuple(notes), self.marker.places(), tuple(remarks), self.words_at)


def _moved(note: Note, by: int) -> Note:
    if not by:
        return note
    return note.model_copy(update={"start": note.start + by, "end": note.end + by, "body": note.body + by})


def lay_out(blocks: Iterable[Paragraph | Table], task: Task, *, remarks: Sequence[str] = ()) -> Part:
    """One text out of these blocks. A table of notes becomes a note for each row; the rest is read as text is."""
    layout = Layout()
    state = ""
    for block in blocks:
        found = notes_table(block.rows, task) if isinstance(block, Table) else None
        if isinstance(block, Table) and found:
            notes: list[Note] = []
            layout.begin(notes)
            found.write(layout, notes, form=block.form, numbers=block.numbers)
            state = "rows"
            continue
        aside = isinstance(block, Paragraph) and block.aside
        if state != (wanted := "aside" if aside else "text"):
            if layout.length and not aside:
                layout.write("\n")
            layout.begin(aside=aside)
            state = wanted
        if isinstance(block, Table):
            _write_table(layout, block)
        else:
            layout.marker.mark(layout.length, layout.marker.form(block.form), block.number)
            layout.write(f"{block.text}\n")
    return layout.finish(task, remarks=remarks)


# ------------------------------------------------------------------------------------------ tables that hold no notes


def _write_table(layout: Layout, table: Table) -> None:
    """A table of other things, row by row; what is a label and its value is written as one."""
    form = layout.marker.form(table.form)
    rows = [[cell_text(v).strip() for v in row] for row in table.rows]
    headed = _headed(rows)
    for cells, number in zip(rows[1:] if headed else rows, table.numbers[1 if headed else 0 :], strict=True):
        words = _labelled(rows[0], cells) if headed else _row(cells)
        if words:
            layout.marker.mark(layout.length, form, number)
            layout.write(f"{words}\n")


def _headed(rows: Sequence[Sequence[str]]) -> bool:
    """A row of a note header's labels with a row or two of values below it ("Date | Type | Worker")."""
    if not 2 <= len(rows) <= 3 or len(rows[0]) < 2:
        return False
    fields = [field_of(c.rstrip(":")) for c in rows[0]]
    return "date" in fields and sum(f not in ("other", "mail") for f in fields) >= max(2, 0.6 * len(fields))


def _labelled(labels: Sequence[str], cells: Sequence[str]) -> str:
    return "\n".join(f"{a.rstrip(':')}: {b}" for a, b in zip(labels, cells, strict=False) if b)


def _row(cells: Sequence[str]) -> str:
    filled = [c for c in cells if c]
    if not filled:
        return ""
    if len(cells) % 2 == 0 and all(_is_label(c) for c in cells[::2] if c):
        pairs = [f"{a.rstrip(' :')}: {b}" if a else b for a, b in zip(cells[::2], cells[1::2], strict=True) if a or b]
        return " | ".join(pairs) if all(len(p) <= 2 * _CELL and "\n" not in p for p in pairs) else "\n".join(pairs)
    if all(len(c) <= _CELL and "\n" not in c for c in filled[:-1]) and "\n" not in filled[-1]:
        return " | ".join(filled)
    return "\n".join(filled)


def _is_label(cell: str) -> bool:
    if len(cell) > 40 or "\n" in cell:
        return False
    return cell.endswith(":") or field_of(cell) not in ("other", "mail")


__all__ = ["Layout", "Paragraph", "Table", "lay_out"]
