"""The nouns of notescan, as pydantic models. All offsets count characters of `CaseFile.text`."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from functools import cached_property
from typing import Any, Literal

from pydantic import ConfigDict, Field

from notescan.over_time import CaseOverTime
from notescan.places import Places
from notescan.values import Extent, Frozen, Rest

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


# ------------------------------------------------------------------------------------------------ the case file


class Source(Frozen):
    """One thing that was read (a file, standard input, a paste), and the part of the case text that it became.

    A file within another is named after it: "export.zip/letter.docx".
    """

    path: str
    sha256: str
    media_type: str = "text/plain"
    start: int = 0
    end: int = 0
    places: Places | None = None
    """Where its characters stand in the file; null where those are simply the lines of a text."""
    left_out: str | None = None
    """Why nothing was read of it, in words; null where it was read."""
    remarks: tuple[str, ...] = ()
    """What a person should know of how it was read ("page 4 is a picture: nothing was read of it")."""


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
    entered: dt.date | None = None
    """The day on which it was typed up, where the note says so beside the day it is about (`date`)."""
    same_as: str | None = None
    """The id of an earlier note of which this is a double (same day, worker and words): nothing new is found in it."""


def _start(source: Source) -> int:
    return source.start


class CaseFile(Frozen):
    """The text of one case with its sources and notes; the text never changes after it is read."""

    title: str
    text: str
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _note_starts(self) -> list[int]:
        return [note.start for note in self.notes]

    @cached_property
    def _read(self) -> list[Source]:
        return [s for s in self.sources if s.left_out is None] or list(self.sources)

    def note_at(self, offset: int) -> Note:
        """The note that holds the character at `offset`."""
        return self.notes[max(0, bisect_right(self._note_starts, offset) - 1)]

    def source_at(self, offset: int) -> Source:
        """The source that the character at `offset` was read from."""
        read = self._read
        return read[max(0, bisect_right(read, offset, key=_start) - 1)]

    def place(self, offset: int) -> str:
        """Where a person finds that character again: "line 12", "page 3, line 7", 'row 40 "Details"' (see places.py).

        The file's name stands before it where there are several.
        """
        source = self.source_at(offset)
        if source.places:
            says = source.places.at(offset - source.start)
        else:
            says = f"line {bisect_right(self._line_starts, offset) - bisect_right(self._line_starts, source.start) + 1}"
        return says if len(self.sources) == 1 else f"{source.path}, {says}"


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


LIKENESS = "likeness"
"""The name that stands for a pattern where none, but likeness to marked evidence suggested an item."""


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
    copied_from: Rest | None = None
    """Where its words stood in an earlier note, if they were only carried forward: weak evidence."""

    @property
    def copied(self) -> str:
        """That its words were only carried forward, and from which day; empty where they were not."""
        if self.copied_from is None:
            return ""
        day = self.copied_from.date
        return f"copied from the note of {day.day} {day:%b %Y}" if day else "copied from an earlier note"


class CheckResult(Frozen):
    """What was computed for a tip over the whole case. Kinds, outcomes and facts are part of the JSON contract.

    `reckoning` says in a sentence how it was reckoned; `rests` are the words that it rests on.
    """

    kind: str
    outcome: str
    facts: dict[str, Any] = Field(default_factory=dict)
    reckoning: str = ""
    rests: tuple[Rest, ...] = ()


class TipResult(Frozen):
    """What the scan suggests for one tip."""

    tip: str
    suggested: Suggested
    evidence: tuple[str, ...] = ()
    check: CheckResult | None = None
    reason: str = ""
    """Why this is suggested, in a sentence; where nothing was found, what was searched."""


class PatternSet(Frozen):
    """One layer of the patterns that made a scan: ours, the auditor's own folder, or one given for this scan."""

    name: str
    version: str
    """As its set.yaml says; empty where it says nothing."""
    digest: str
    """A hash of its files."""


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
    sets: tuple[PatternSet, ...] = ()
    """The layers that this set is made of, ours first."""
    weights: str = ""
    """Which trained weights judged what patterns found: "shipped", "learnt ..." or "none"."""
    pattern_problems: tuple[str, ...] = ()
    """What could not be used of the patterns, a line each; the others ran."""
    over_time: CaseOverTime = CaseOverTime()

    def made_by(self) -> str:
        """The patterns and weights that made it, in a few words; what is usual is not named."""
        told = []
        if len(self.sets) > 1 or any(s.name != "notescan" for s in self.sets):
            told.append(", ".join(f"{s.name} {s.version}".strip() for s in self.sets))
        if self.weights not in ("", "shipped"):
            told.append(f"weights {self.weights}")
        return f"{self.patterns} ({'; '.join(told)})" if told else self.patterns


# ------------------------------------------------------------------------------------------------ the review

DecisionKind = Literal[
    "confirm", "reject", "skip", "reopen", "move", "restance", "add", "comment", "grade", "undo", "redo",
    "strength", "improvement", "action", "judgement", "detail", "sign_off", "bulk", "requote", "roster",
    "correct", "dispute", "seen",
]  # fmt: skip


JUDGEMENTS: dict[str, str] = {
    "outstanding": "Outstanding",
    "good": "Good",
    "requires_improvement": "Requires improvement",
    "inadequate": "Inadequate",
}
"""Ofsted's scale. A council that has its own writes the words of that: a judgement is one of these names, or words."""


def judged(judgement: str) -> str:
    """A judgement in words."""
    return JUDGEMENTS.get(judgement, judgement)


SeenState = Literal["nothing_found", "come_back"]
"""What the auditor says of a tip without evidence: they looked and there is none, or they will look again."""


class Decision(Frozen):
    """One act of the auditor. Decisions are only ever appended; undo is one more decision.

    `item` is an evidence id, or a tip id for a grade or a comment on a tip; `seq` grows by one within a review.
    `value` by kind: move {"tip"}, restance {"stance"}, add {"evidence": Evidence}, comment {"text"},
    grade {"grade"}, reject {"reason"} (optional), undo and redo {"seq"}, strength and improvement {"text"},
    action {"tip", "text", "owner", "due"} (or {} where it is taken away), judgement {"judgement", "reason"},
    detail {"text"} (its item names the field of the form), sign_off {"signed"}, roster {"roster": Roster},
    correct {"day", "event"}, dispute {"wrong", "reason", "event"} (of an event or a finding), seen {"state"} (of a tip:
    "nothing_found", "come_back" or null); else empty. An item
    that is no evidence and no tip is the whole case ("case"), its people ("roster"), an action ("a7"), an event or a
    clock.
    """

    seq: int
    at: dt.datetime
    who: str
    kind: DecisionKind
    item: str
    value: dict[str, Any] = Field(default_factory=dict)
