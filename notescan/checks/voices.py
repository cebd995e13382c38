"""Where a child of the household speaks, or is watched, in so many words: what needs no evidence to be seen.

Beside the evidence of the tip: lines of a talk ("MINNIE: I'd have the curtains open"), the child's name before a verb
of saying, the child's name and then a quotation. An adult's account of what the child said is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import itemgetter

from notescan.checks.context import Context
from notescan.checks.household import Household
from notescan.checks.lines import lines_of
from notescan.checks.marks import is_observed
from notescan.checks.rests import rest_at
from notescan.model import Note
from notescan.values import Rest

_MET_IN = frozenset(
    {None, "visit", "direct-work", "observation", "other", "review", "conference", "report", "assessment"}
)
"""Kinds of note in which the child itself is met: in calls and emails somebody else tells of it."""
_SAYS = re.compile(
    r"(?:\s(?:also|then|just|quietly|later|had|has|now|and|still|always|who|\(\w{1,12}\)),?){0,3}\s"
    r"(?:said|says|told (?:me|us|her|him|SW|the worker|[A-Z]\w+)\b|tells (?:me|us)|"
    r"asked (?:me|us|if|whether|to|for|why|when)|whispered|explained|wrote|writes|drew|showed (?:me|us)|chose|"
    r"picked|answered|replied|wants|would like|thinks|"
    r"described|shouted|talked|spoke|chatted|sang|nodded|signed)\b(?! (?:to be|by)\b)"
)
_SAID_BY = re.compile(r"[\"”’'][,.]?\s(?:said|says|asked|whispered|shouted|replied|answered)\s$")
_TOLD_BY = re.compile(
    r"\b(?:says?|said|told|tells|reports?|reported|thinks?|feels?|according to|heard|hopes?|worried|worries|if|when|"
    r"hope|want(?:s|ed)?|will|to see|asked)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\s*[\"“]\w")
_SPEAKER = re.compile(r"(?m)^[ \t>*]*(?P<who>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s?:[ \t]*\w[^\n]*")
_YOUNG = 5


def voices(ctx: Context, household: Household) -> dict[str, Rest]:
    """The words of the last note in which each child speaks or, while under five, is watched."""
    found: dict[str, Rest] = {}
    dated = [(note.date, note.start, note) for note in ctx.case.notes if note.date and note.date <= ctx.audit_date]
    for _, _, note in sorted(dated, key=itemgetter(0, 1)):
        for child, start, end in (*_in_talk(ctx, household, note), *_in_sentences(ctx, household, note)):
            found[child] = rest_at(ctx.case, note, start, end, f"{child}, last heard or observed")
    return found


def _in_talk(ctx: Context, household: Household, note: Note) -> Iterator[tuple[str, int, int]]:
    """The lines of a talk that are the child's."""
    for spoken in _SPEAKER.finditer(ctx.case.text, note.body, note.end):
        for child in household.children:
            if spoken["who"].casefold() in {name.casefold() for name in child.names}:
                yield child.name, spoken.start(), spoken.end()


def _in_sentences(ctx: Context, household: Household, note: Note) -> Iterator[tuple[str, int, int]]:
    text = ctx.case.text
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
