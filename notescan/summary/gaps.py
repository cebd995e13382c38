"""How much of a review is decided, what was searched, and why a tip has no confirmed evidence."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from notescan.model import SeenState
from notescan.summary import words
from notescan.values import Frozen


class Counts(Frozen):
    """How many items there are in each state."""

    confirmed: int
    rejected: int
    undecided: int
    later: int

    @property
    def to_decide(self) -> int:
        return self.undecided + self.later


class Gap(Frozen):
    """Why a tip has no confirmed evidence, and that in a sentence."""

    kind: Literal["to_decide", "all_rejected", "nothing_found"]
    says: str


class Searched(Frozen):
    """What was read: how many notes, how many of them dated, from the first date to the last."""

    notes: int
    dated: int
    first: dt.date | None
    last: dt.date | None

    @property
    def says(self) -> str:
        notes = words.count(self.notes, "note")
        if self.first is None or self.last is None:
            return f"{notes} without a date"
        without = f", {self.notes - self.dated} of them without a date" if self.dated < self.notes else ""
        until = f" to {words.date(self.last)}" if self.last != self.first else ""
        return f"{notes} of {words.date(self.first)}{until}{without}"


def gap_of(counts: Counts, searched: Searched, seen: SeenState | None) -> Gap:
    """Why there is no confirmed evidence: what was searched, and what the auditor said of it."""
    gap = _gap_found(counts, searched)
    said = {"nothing_found": "The auditor looked and found nothing.", "come_back": "The auditor will look again."}
    return gap.model_copy(update={"says": f"{gap.says} {said[seen]}"}) if seen else gap


def _gap_found(counts: Counts, searched: Searched) -> Gap:
    rejected = f"{words.count(counts.rejected, 'suggestion')} looked at and rejected"
    if counts.to_decide:
        still = f"{words.count(counts.to_decide, 'suggestion')} still to be decided"
        return Gap(
            kind="to_decide",
            says=f"No confirmed evidence so far: {still}{', ' + rejected if counts.rejected else ''}.",
        )
    if counts.rejected:
        return Gap(kind="all_rejected", says=f"No evidence: searched {searched.says}; {rejected}.")
    return Gap(kind="nothing_found", says=f"No evidence: searched {searched.says}; nothing was found.")
