"""The nouns of notescan, as pydantic models. All offsets count characters of `CaseFile.text`."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Stance = Literal["for", "against", "planned"]
Suggested = Literal["met", "partly_met", "not_met", "no_evidence"]
GradeValue = Literal["met", "partly_met", "not_met", "not_applicable", "not_checkable"]
ItemState = Literal["undecided", "confirmed", "rejected", "skipped"]

AREAS: dict[str, str] = {
    "mash": "Multi-agency safeguarding hub (MASH)",
    "assessment": "Child and family assessment",
    "disability": "Disabled children",
    "fsp": "Family support and protection",
    "cla": "Children looked after",
    "leavers": "Care leavers",
}

GRADES: dict[str, str] = {
    "met": "Met",
    "partly_met": "Partly met",
    "not_met": "Not met",
    "not_applicable": "Not applicable",
    "not_checkable": "Not checkable from this export",
}


class Frozen(BaseModel):
    """A value: never changed after it is made; unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# ------------------------------------------------------------------------------------------------ the case file


class Source(Frozen):
    """One thing that was read (a file, standard input, a paste), and the part of the case text that it became."""

    path: str
    sha256: str
    media_type: str = "text/plain"
    start: int = 0
    end: int = 0


class Note(Frozen):
    """One dated entry. Notes tile the case text: every character is in exactly one note.

    `body` is the offset at which the note's own words begin, after its header line or lines.
    """

    id: str
    start: int
    end: int
    body: int
    date: dt.date | None = None
    time: str | None = None
    type: str | None = None
    author: str | None = None
    role: str | None = None
    title: str | None = None
    kind: str | None = None
    """The kind of note that `type` stands for in our own table (visit, supervision, call ...); see read/kinds.py."""


class CaseFile(Frozen):
    """The text of one case with its sources and notes; the text never changes after it is read."""

    title: str
    text: str
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def note_at(self, offset: int) -> Note:
        """The note that holds the character at `offset`."""
        starts = [n.start for n in self.notes]
        return self.notes[max(0, bisect_right(starts, offset) - 1)]

    def place(self, offset: int) -> str:
        """Where a person finds that character again: "line 12", with the file's name where there are several."""
        source = next((s for s in self.sources if s.start <= offset < s.end), self.sources[-1])
        line = bisect_right(self._line_starts, offset) - bisect_right(self._line_starts, source.start) + 1
        return f"line {line}" if len(self.sources) == 1 else f"{source.path}, line {line}"


# ------------------------------------------------------------------------------------------------ the checklist


class Check(Frozen):
    """What must be computed over the whole case for a tip (dates, coverage); limits are data."""

    kind: str
    limits: dict[str, int | str] = Field(default_factory=dict)
    source: str | None = None


class Tip(Frozen):
    """One thing the auditor looks for."""

    id: str
    title: str
    asks: str
    where: tuple[str, ...]
    good: str
    mistaken: str
    check: Check | None = None


class Checklist(Frozen):
    """The tips of one service area."""

    id: str
    title: str
    tips: tuple[Tip, ...]

    def tip(self, tip_id: str) -> Tip:
        """The tip of that id; KeyError where there is none."""
        for tip in self.tips:
            if tip.id == tip_id:
                return tip
        raise KeyError(tip_id)


# ------------------------------------------------------------------------------------------------ who is who

Role = Literal["child", "parent", "carer", "relative", "worker", "manager", "professional", "other"]


class Person(Frozen):
    """Someone on the roster. `names` are the forms by which the notes call them, the fullest first."""

    names: tuple[str, ...]
    role: Role
    relation: str | None = None
    """As the notes put it: mother, stepfather, grandmother, health visitor ..."""
    gender: Literal["f", "m"] | None = None
    born: dt.date | None = None
    agency: str | None = None


class Roster(Frozen):
    """The people of a case as the notes tell them, or as the auditor mended them."""

    people: tuple[Person, ...] = ()


# ------------------------------------------------------------------------------------------------ the scan


class Extent(Frozen):
    """A stretch of the case text."""

    start: int
    end: int


class Evidence(Frozen):
    """Words in a note that bear on a tip."""

    id: str
    tip: str
    stance: Stance
    note: str
    start: int
    end: int
    quote: str
    sentence: Extent
    pattern: str
    patterns: tuple[str, ...] = ()
    """Every pattern that found it; `pattern` is the first of them."""
    why: tuple[str, ...] = ()
    place: str = ""
    strength: Literal["strong", "possible"] = "strong"
    means: str = ""
    """What the pattern looks for, in plain English."""
    worth: float | None = None
    """How likely an auditor would mark it, as measured on marked cases; null where it was not weighed."""
    like: tuple[str, ...] = ()
    """The marked sentences that it is like, where likeness and no pattern suggested it."""


class CheckResult(Frozen):
    kind: str
    outcome: str
    facts: dict[str, Any] = Field(default_factory=dict)


class TipResult(Frozen):
    """What the scan suggests for one tip."""

    tip: str
    suggested: Suggested
    evidence: tuple[str, ...] = ()
    check: CheckResult | None = None
    reason: str = ""
    """Why this is suggested, in a sentence; where nothing was found, what was searched."""


class Scan(Frozen):
    """What was found in a case, by which patterns, where and why. The JSON contract `notescan.scan/1`."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)

    schema_: Literal["notescan.scan/1"] = Field("notescan.scan/1", alias="schema")
    checklist: str
    audit_date: dt.date
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    evidence: tuple[Evidence, ...]
    tips: tuple[TipResult, ...]
    roster: Roster = Roster()
    patterns: str = ""
    """Which pattern set made it: version and hash."""


# ------------------------------------------------------------------------------------------------ the review

DecisionKind = Literal[
    "confirm", "reject", "skip", "reopen", "move", "restance", "add", "comment", "grade", "undo", "redo", "sign_off"
]


class Decision(Frozen):
    """One act of the auditor. Decisions are only ever appended; undo is one more decision.

    `item` is an evidence id, or a tip id for a grade or a comment on a tip; `seq` grows by one within a review.
    `value` by kind: move {"tip"}, restance {"stance"}, add {"evidence": Evidence}, comment {"text"},
    grade {"grade"}, reject {"reason"} (optional), undo and redo {"seq"}; else empty.
    """

    seq: int
    at: dt.datetime
    who: str
    kind: DecisionKind
    item: str
    value: dict[str, Any] = Field(default_factory=dict)
