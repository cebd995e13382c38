"""The pieces that a paged document is made of; Word and PDF are written from the same ones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notescan.model import Stance


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one look. `to` is the name of a place in the document they lead to, `name` their own."""

    text: str
    look: Literal["plain", "strong", "slanted", "quoted"] = "plain"
    stance: Stance | None = None
    to: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the levels 1 (the document) to 4, with the name by which links find it."""

    text: str
    level: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Runs side by side; line ends in them are kept."""

    runs: tuple[Run, ...]
    kind: Literal["body", "small", "bullet", "inner bullet"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under their headings (none: the first column says what the second is).

    `widths` are shares of the page's; the columns `right` hold numbers.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[Run, ...], ...]
    widths: tuple[float, ...]
    right: frozenset[int] = frozenset()


Block = Heading | Paragraph | Table


def words(*runs: Run | str) -> Paragraph:
    """A paragraph of the body."""
    return Paragraph(_runs(runs))


def small(*runs: Run | str) -> Paragraph:
    """A paragraph of what need not be read at first sight."""
    return Paragraph(_runs(runs), "small")


def bullet(*runs: Run | str) -> Paragraph:
    """One item of a list."""
    return Paragraph(_runs(runs), "bullet")


def inner_bullet(*runs: Run | str) -> Paragraph:
    """One item of a list within a list."""
    return Paragraph(_runs(runs), "inner bullet")


def strong(text: str) -> Run:
    """Words to be seen first."""
    return Run(text, "strong")


def link(text: str, to: str) -> Run:
    """Words that lead to the place of that name."""
    return Run(text, to=to)


def _runs(given: tuple[Run | str, ...]) -> tuple[Run, ...]:
    return tuple(run if isinstance(run, Run) else Run(run) for run in given if run)
