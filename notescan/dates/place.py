"""A match of a form with the text around it, and how a mention is made of it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cached_property

from ..over_time import Precision, Sureness
from .cues import bound_before, leaning
from .mention import Bound, DateMention, say, width
from .resolve import NOTES_DATE, Choice, Relation, choose, part_of
from .seasons import Span

NO_YEAR = "no year is given, and the note has no date"
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass
class Place:
    """A match of a form in `text`; `low` is the text in small letters, `written` the note's date."""

    m: re.Match[str]
    text: str
    low: str
    written: dt.date | None
    offset: int = 0
    whose: str = NOTES_DATE
    """What `written` is: the note's date, or one at the head of a line."""
    since: int = 0
    """Where the date before this one ends in the text."""
    part: str = ""
    """The group that is the date, where the match holds a word before it."""

    def __getitem__(self, group: str) -> str:
        """The words of a group; empty where it has none."""
        return self.m[group] or ""

    @property
    def start(self) -> int:
        return self.m.start(self.part or 0)

    @property
    def end(self) -> int:
        return self.m.end()

    @cached_property
    def words(self) -> str:
        """The date's words as they stand, on one line."""
        return " ".join(self.text[self.start : self.end].split())

    @cached_property
    def bound(self) -> Bound | None:
        """What the word before makes of the date."""
        return bound_before(self.low, self.start)

    @cached_property
    def lean(self) -> int:
        """Whether the words around look back (-1), ahead (1) or neither way."""
        return leaning(self.low, self.start, self.end, self.bound, since=self.since)

    def mention(
        self,
        span: Span | None,
        sure: Sureness,
        how: str,
        *,
        precision: Precision | None = None,
        count: int | None = None,
    ) -> DateMention:
        """These words as a mention of that span of days."""
        first, last = span or (None, None)
        wide = precision or (width(*span) if span else "day")
        return DateMention(
            self.start + self.offset, self.end + self.offset, first, last, wide, sure, how, count, self.bound
        )

    def unresolved(
        self, precision: Precision, why: str = "the note has no date to count from", *, count: int | None = None
    ) -> DateMention:
        """These words as a mention that can't be told."""
        return self.mention(None, "ambiguous", f"{self.words}: {why}", precision=precision, count=count)

    @property
    def told_from(self) -> str:
        """The day from which it is counted, in words."""
        return f"{say(self.written)}, {self.whose}" if self.written else "a day that is not given"

    def year_from(self, word: str) -> int | None:
        """The year that "this", "last" or "next year" stands for; None without a word or a note's date."""
        return self.written.year + {"last": -1, "this": 0, "next": 1}[word] if word and self.written else None

    def choose(self, spans: list[Span], relation: Relation = None) -> Choice | None:
        """The span that is meant, by the note's date and the words around; None without a note's date."""
        if self.written is None:
            return None
        begun = [s for s in spans if s[0] <= self.written]
        if self.bound == "since" and relation is None and begun:
            # Whatever has gone on since then, it began before the note.
            return Choice(begun[-1], "likely", f"last before {self.told_from}")
        choice = choose(spans, self.written, relation=relation, lean=self.lean, whose=self.whose)
        if choice and self.bound == "by" and self.lean < 0 and relation is None:
            return choice._replace(sure="ambiguous", which=f"{choice.which}; whether it is still to come is not told")
        return choice

    def chosen(
        self,
        choice: Choice | None,
        name: str,
        *,
        part: str = "",
        precision: Precision | None = None,
        doubt: str = "",
    ) -> DateMention:
        """The mention of a choice among spans, or of none; `doubt` is what else it may be."""
        if choice is None:
            return self.unresolved(
                precision or "day", NO_YEAR if self.written is None else "no such day near the note's date"
            )
        how = f"{name} {choice.which}{'; ' if doubt else ''}{doubt}"
        sure: Sureness = "ambiguous" if doubt else choice.sure
        return self.mention(part_of(choice.span, part), sure, how, precision=precision)


def ordinal(number: int) -> str:
    """1 → 1st."""
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
