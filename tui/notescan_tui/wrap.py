"""Where the text breaks into rows at a width in cells: the one place that knows offset ↔ row and offset ↔ column."""

from __future__ import annotations

from bisect import bisect_right

from rich.cells import cell_len, split_graphemes

MAX_MEASURE = 100
"""Lines longer than this are hard to read on; a wide terminal keeps its room for other things."""


class Rows:
    """The rows of a text: row n shows text[starts[n]:ends[n]]. Every offset lies on exactly one row."""

    def __init__(self, text: str, width: int) -> None:
        self.text = text
        self.width = max(width, 8)
        self.starts: list[int] = []
        self.ends: list[int] = []
        start = 0
        size = len(text)
        while start <= size:
            end = text.find("\n", start)
            end = size if end < 0 else end
            self._wrap_line(start, end)
            start = end + 1
        if size and text.endswith("\n") and len(self.starts) > 1:  # the end of the last line is not one more line
            self.starts.pop()
            self.ends.pop()

    def __len__(self) -> int:
        return len(self.starts)

    def row_of(self, offset: int) -> int:
        """The row that shows the character at `offset`."""
        return max(0, bisect_right(self.starts, offset) - 1)

    def extent(self, row: int) -> tuple[int, int]:
        """The offsets of the row's first character and of the end of its last."""
        return self.starts[row], self.ends[row]

    def column_of(self, offset: int) -> int:
        """The cell at which the character at `offset` begins on its row."""
        row = self.row_of(offset)
        return cell_len(self.text[self.starts[row] : min(offset, self.ends[row])])

    def offset_at(self, row: int, column: int) -> int:
        """The offset of the character drawn at that cell; the row's end where it is beyond it."""
        if not self.starts:
            return 0
        row = min(max(row, 0), len(self.starts) - 1)
        start, end = self.extent(row)
        line = self.text[start:end]
        if line.isascii():
            return min(start + max(column, 0), end)
        used = 0
        for first, _, cells in split_graphemes(line)[0]:
            used += cells
            if used > column:
                return start + first
        return end

    def _wrap_line(self, start: int, end: int) -> None:
        text, width = self.text, self.width
        while True:
            # Beyond four characters a cell it is a heap of marks that take no room: it may wrap early.
            if end - start <= width // 2 or (end - start <= 4 * width and cell_len(text[start:end]) <= width):
                self._add(start, end)
                return
            fits = self._fitting(start, end)
            space = text.rfind(" ", start, fits + 1)
            # Break at the last space that leaves something on the row; a word longer than the row is cut.
            if space > start and text[start:space].strip():
                self._add(start, space)
                start = space + 1
            else:
                self._add(start, fits)
                start = fits
            if start >= end:
                return

    def _add(self, start: int, end: int) -> None:
        self.starts.append(start)
        self.ends.append(end)

    def _fitting(self, start: int, end: int) -> int:
        """The offset up to which the line fits into one row; at least one character further on."""
        chunk = self.text[start : min(end, start + 4 * self.width)]
        if chunk.isascii():
            return min(start + self.width, end)
        used = 0
        for first, _, cells in split_graphemes(chunk)[0]:
            used += cells
            if used > self.width and first:
                return start + first
        return start + len(chunk)
