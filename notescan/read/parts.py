"""What a reader is given and what it makes of one file; the same for every format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from ..model import Note
from ..places import Places
from .limits import DEFAULT, Limits

Progress = Callable[[str, int, int], None]
"""Called now and then with what is being read, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Task:
    """A file to read: how messages call it, within which limits, and what the user said of its columns."""

    name: str
    limits: Limits = DEFAULT
    columns: Mapping[str, str] = field(default_factory=dict)
    progress: Progress | None = None

    def tell(self, done: int, total: int) -> None:
        """Report progress; what the callback raises ends the reading."""
        if self.progress is not None:
            self.progress(self.name, done, total)


@dataclass(frozen=True)
class Part:
    """The text of one file, normalised; its notes tile it. `places` is None where they are the text's own lines."""

    text: str
    notes: tuple[Note, ...]
    places: Places | None = None
    remarks: tuple[str, ...] = ()
    words_at: Mapping[int, int] = field(default_factory=dict)
    """For notes that were rows of a table, by their start: where the row's own words begin, after its other cells."""
