"""Is the report for the child's review a letter to the child: a greeting by name, and "you" in what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from notescan.checks.context import Context
from notescan.checks.rests import on, rest_at, rest_on
from notescan.model import CheckResult, Note, Tip
from notescan.values import Rest

_GREETING = re.compile(
    r"(?:^|(?<=[:|\t\"“]))[ \t>*_\"“]*(?:my )?(?:dear(?:est)?|hi(?:ya)?|hello|hey|to)[ ,]+(?P<name>[^\n,.!:;|"
    r"]{2,50}?)[ ]*[,.!:\-–—\n]",
    re.IGNORECASE | re.MULTILINE,
)
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|sir|madam|prof\w*|colleagues?|all|parents?|carers?|team|mum|dad|both|panel|foster)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\b(?:you|your|you['’](?:re|ve|ll|d)|yours|yourself|u|ur)\b", re.IGNORECASE)
_THAT_CHILD = r"(?<!\w){}(?:['’]s)?(?!\w)"
_PRACTICAL = re.compile(
    r"\b(?:appointment|please (?:call|ring|contact|find|bring|let)|(?:will|to) (?:visit|see) you on|missed you|"
    r"called today|"
    r"arrears|tenancy|invoice|yours (?:faithfully|sincerely)|text me back)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:as|like|in|form of|by|into)\s(?:a|the|his|her|their)?\s?(?:own\s)?letter\b|\bletter[- ]form\b|"
    r"\bletter (?:style|format)\b|"
    r"\b(?:written|wrote|addressed|report)\b[^.\n]{0,40}\bto (?:him|her|them|the child|\w+ (?:him|her)self)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:done|wrote|written|sent|posted|read|was|had|gave|given|took|addressed|['’]ve|has)\b", re.IGNORECASE
)
_ASKS = frozenset({"supervision", "management"})
_LETTER_WORDS = 110
_LEAST_YOU = 2
_LEAST_SHARE = 0.025
_MANY_YOU = 7
_REPORTS = frozenset({"review", "report", "assessment"})
_TALK = frozenset("call email text".split())


@dataclass(frozen=True, slots=True)
class _Letter:
    note: Note
    start: int
    end: int
    """From the greeting to the last "you" that was counted."""
    you: int


def check(ctx: Context, tip: Tip) -> CheckResult:
    """Whether there is a letter to the child, or a note that says so; that the letter itself is missing is told."""
    letters = list(_letters(ctx))
    if letters:
        # The nearest to a report is the one that speaks to the child most.
        found = max(letters, key=lambda letter: (letter.note.kind in ("review", "letter", "assessment"), letter.you))
        rest = rest_at(ctx.case, found.note, found.start, found.end, "greets the child and speaks to it")
        told = f'The note{on(found.note)} greets the child by name and then says "you" {found.you} times.'
        return _result("letter", told, rest)
    for item in ctx.evidence_of(tip.id, "for"):
        note, words = ctx.notes[item.note], ctx.case.text[item.sentence.start : item.sentence.end]
        # "In letter form, to him" in supervision is what was asked for, and not what was done.
        if item.strength == "strong" and note.kind not in _ASKS and _TOLD.search(words) and _DONE.search(words):
            told = f"The note{on(note)} says that the report was a letter to the child; the letter itself is not here."
            return _result("letter", told, rest_on(ctx.case, note, item, "says that it was a letter"))
    against = ctx.evidence_of(tip.id, "against")
    told = 'No passage greets a child of the case and speaks to it as "you".'
    if against:
        note = ctx.notes[against[-1].note]
        return _result("no_letter", told, rest_on(ctx.case, note, against[-1], "says that it was no letter"))
    return _result("no_letter", told, None)


def _result(outcome: str, told: str, rest: Rest | None) -> CheckResult:
    return CheckResult(kind="form", outcome=outcome, reckoning=told, rests=(rest,) if rest else ())


def _letters(ctx: Context) -> Iterator[_Letter]:
    """Passages of each note that greet a child of the roster and go on in the second person."""
    names = {name.lower() for p in ctx.roster.people if p.role == "child" for name in p.names if len(name) > 1}
    others = {
        name.lower() for p in ctx.roster.people if p.role not in ("child", "other") for name in p.names if len(name) > 1
    } - names
    text = ctx.case.text
    for note in ctx.case.notes:
        for found in _GREETING.finditer(text, note.start, note.end):
            called = found["name"].strip().lower()
            if called in others or _TITLE.search(called) or not _is_name(found["name"].strip()):
                continue
            known = any(
                called == name or called.split()[0] == name or name.split()[0] == called.split()[0] for name in names
            )
            letter = _read(ctx, note, found) if known or not names or note.kind in _REPORTS else None
            if letter is None or (not known and not names and note.kind in _TALK):
                continue
            # By a name that the notes do not use otherwise: a pet name, if all of it speaks to one reader.
            if known or not names or letter.you >= _MANY_YOU:
                yield letter


def _is_name(words: str) -> bool:
    return len(words.split()) <= 4 and words[:1].isupper()


def _read(ctx: Context, note: Note, greeting: re.Match[str]) -> _Letter | None:
    """The letter after a greeting; None where what follows does not speak to the one greeted."""
    text = ctx.case.text
    following = list(re.finditer(r"\S+", text[greeting.end() : min(note.end, greeting.end() + 1500)]))[:_LETTER_WORDS]
    if not following:
        return None
    until = greeting.end() + following[-1].end()
    body = text[greeting.end() : until]
    you = list(_YOU.finditer(body))
    if len(you) < _LEAST_YOU or len(you) < _LEAST_SHARE * len(following):
        return None
    # An email to a worker called the same, or about the child: the child is then spoken of by name, and not to.
    about = len(re.findall(_THAT_CHILD.format(re.escape(greeting["name"].strip().split()[0])), body))
    if about >= len(you):
        return None
    # A line to fix a visit is no report.
    if len(following) < 45 and _PRACTICAL.search(body):
        return None
    if len(following) < 12 or note.kind == "text":
        return None
    start = greeting.start() + len(greeting.group()) - len(greeting.group().lstrip(' \t>*_"“\n'))
    return _Letter(note, start, greeting.end() + you[min(2, len(you) - 1)].end(), len(you))
