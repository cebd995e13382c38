"""Where a child of the household speaks, or is watched, in so many words: what needs no evidence to be seen.

Beside the evidence of the tip: lines of a talk ("MINNIE: I'd have the curtains open"), the child's name before a verb
of saying, the child's name and then a quotation. An adult's account of what the child said is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from notescan.checks.context import Context
from notescan.checks.household import Household
from notescan.checks.lines import lines_of
from notescan.checks.marks import is_observed
from notescan.checks.rests import rest_at
from notescan.model import Note, Rest

_MET_IN = frozenset(
    {None, "visit", "direct-work", "observation", "other", "review", "conference", "report", "assessment"}
)
"""Kinds of note in which the child itself is met: in calls and emails somebody else tells of it."""
_SAYS = re.compile(
    r"(?:\s(?:also|then|just|quietly|later|had|has|now|and|still|always|who|\(\w{1,12}\)),?){0,3}\s"
    r"(?:said|says|told (?:me|us|her|him|SW|the worker|[A-Z]\w+)\b|tells (?:me|us)|asked (?:me|us|if|whether|to|for|why|when)"
    r"|whispered|explained|wrote|writes|drew|showed (?:me|us)|chose|picked|answered|replied|wants|would like|thinks|"
    r"described|shouted|talked|spoke|chatted|sang|nodded|signed)\b(?! (?:to be|by)\b)"
)
_SAID_BY = re.compile(r"[\"”’'][,.]?\s(?:said|says|asked|whispered|shouted|replied|answered)\s$")
_TOLD_BY = re.compile(
    r"\b(?:says?|said|told|tells|reports?|reported|thinks?|feels?|according to|heard|hopes?|worried|worries|if|when|hope|"
    r"want(?:s|ed)?|will|to see|asked)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*[\"“]\w")
_YOUNG = 5


def voices(ctx: Context, household: Household) -> dict[str, Rest]:
    """The words of the last note in which each child speaks or, while under five, is watched."""
    found: dict[str, Rest] = {}
    for note in sorted(
        (n for n in ctx.case.notes if n.date and n.date <= ctx.audit_date), key=lambda n: (n.date, n.start)
    ):
        for child, start, end in _in_note(ctx, household, note):
            found[child] = rest_at(ctx.case, note, start, end, f"{child}, last heard or observed")
    return found


def _in_note(ctx: Context, household: Household, note: Note) -> Iterator[tuple[str, int, int]]:
    text = ctx.case.text
    for child in household.children:
        for name in child.names:
            speaks = re.compile(rf"(?m)^[ \t>*]*(?:{re.escape(name)}|{re.escape(name.upper())})\s?:[ \t]*\w[^\n]*")
            for line in speaks.finditer(text, note.body, note.end):
                yield child.name, line.start(), line.end()
    if note.kind not in _MET_IN:
        return
    lines = lines_of(ctx.case, note)
    for number, line in enumerate(lines):
        for named in household.named(line.start, line.end):
            before, after = text[line.start : named.start], text[named.end : line.end]
            if _SAID_BY.search(before):
                yield named.child, line.start, line.end
                continue
            if _TOLD_BY.search(before) or household.adult_named(line.start, named.start):
                continue
            following = lines[number + 1] if number + 1 < len(lines) else None
            quoted = following is not None and _QUOTED.match(text, line.end, following.end)
            age = household.ages[named.child]
            watched = age is not None and age < _YOUNG and named.start - line.start < 40 and is_observed(after)
            if _SAYS.match(after) or quoted or watched:
                yield named.child, line.start, following.end if quoted and following else line.end
