"""Where the characters of a text stand in the file that a person has: offset → place, and place → offset.

A reader marks places as it lays the text out (`Marker`); the text keeps them (`Places`, in `Source`). A file without
places is a text as it stands: its places are its lines.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict


class Places(BaseModel):
    """The places of one source's text, in the order of the text.

    From the offset `starts[i]` (counted from the source's own start) on, the place is `forms[which[i]]`, with
    `numbers[i]` put for its "{}": 'page 3, line {}', 'row {} "Details"', "paragraph {}".
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    forms: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    which: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()

    def at(self, offset: int) -> str:
        """The place of the character at `offset` of the source."""
        if not self.starts:
            return ""
        return self._says(max(0, bisect_right(self.starts, offset) - 1))

    def start_of(self, place: str) -> int | None:
        """The offset at which `place` begins, or a place within it ("page 3" for "page 3, line 1"); None: not there."""
        for i, start in enumerate(self.starts):
            says = self._says(i)
            if says == place or says.startswith((f"{place},", f"{place} ")):
                return start
        return None

    def _says(self, i: int) -> str:
        return self.forms[self.which[i]].replace("{}", str(self.numbers[i]), 1)


class Marker:
    """Places in the making: tell it of every change of place, from the beginning of the text to its end."""

    def __init__(self) -> None:
        self._forms: dict[str, int] = {}
        self._starts: list[int] = []
        self._which: list[int] = []
        self._numbers: list[int] = []

    def form(self, form: str) -> int:
        """The number by which `mark` knows a form of words; "{}" in it stands for the place's own number."""
        return self._forms.setdefault(form, len(self._forms))

    def mark(self, offset: int, form: int, number: int = 0) -> None:
        """From `offset` on the text stands at this place."""
        self._starts.append(offset)
        self._which.append(form)
        self._numbers.append(number)

    def mark_each(self, offsets: Iterable[int], forms: Iterable[int], numbers: Iterable[int]) -> None:
        """The same for many places at once, of which there may be tens of thousands."""
        self._starts.extend(offsets)
        self._which.extend(forms)
        self._numbers.extend(numbers)

    def places(self) -> Places:
        """What was marked."""
        return Places(
            forms=tuple(self._forms),
            starts=tuple(self._starts),
            which=tuple(self._which),
            numbers=tuple(self._numbers),
        )


def named(words: str) -> str:
    """A heading or the name of a sheet as a part of a form: one short line, with nothing in it to be filled in."""
    line = " ".join(words.replace("{", "(").replace("}", ")").replace('"', "'").split())
    return line if len(line) <= 40 else f"{line[:39]}…"
