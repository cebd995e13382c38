"""Where a note asks for something: each action of supervision, plans and meetings, with who and by when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from notescan.checks import action_words as words
from notescan.checks.lines import lines_of
from notescan.dates import DateMention
from notescan.dates.sieved import dates_of
from notescan.events.subject import subject_of
from notescan.model import CaseFile, Note
from notescan.pipeline.sentences import Line
from notescan.read.kinds import kind_of
from notescan.sieve import SIEVE

_DEADLINE = frozenset({"by", "before", "until"})
_LONGEST = 320
_PART = re.compile(r";\s+|\s+[-–]\s+(?=[A-Z]{2,3} to )")
_CLAUSE = re.compile(r"(?:,|;)?\s(?:and|but)\s|[,;]\s")
_LEAD_IN = re.compile(
    r"^(?:(?:directions?|actions?|agreed|so|also|and|then|next|decision|task)\b"
    r"(?:\s?(?:no\.?\s?)?\d{1,2})?[:,.]?\s*(?:that\s)?|it (?:was|is|"
    r"'s) agreed (?:that )?|"
    r"(?:first|second|third|fourth|fifth|last)(?:ly)?[,:]\s+|(?:finally|one|two|three|four|five),\s+|"
    r"(?:we|i|was|they) (?:all )?agreed (?:that )?|\(?\d{1,2}[.)]\s*|[-–—•*]\s+|in the meantime,? |meanwhile,? )+",
    re.IGNORECASE,
)
_AUTHOR = frozenset({"i", "me"})
_CLITIC = re.compile(r"['’](?:s|m|re|ve|ll|d)$")


@dataclass(frozen=True, slots=True)
class SetAction:
    """An action as a note sets it: the words at `start` to `end` of the text."""

    note: Note
    start: int
    end: int
    who: str | None
    by: dt.date | None
    text: str


def actions_in(case: CaseFile, note: Note) -> Iterator[SetAction]:
    """The actions that a note sets; none in a note of a kind that sets none."""
    if setting_kind(case, note) is None and not _has_label(case.text, note):
        return
    under: bool | None = None
    open_paragraph = -1
    for line in lines_of(case, note):
        text = case.text
        bullet = _begins_line(text, line.start) and bool(words.BULLET.match(_line_of(text, line.start)))
        numbered = bullet and bool(re.match(r"\s*\(?\d", _line_of(text, line.start)))
        if line.label and line.own:
            label = text[line.label[0] : line.label[1]].strip()
            kind = _kind_of_label(label)
            if kind is not None:
                under = kind
                open_paragraph = line.end
                if line.heading:
                    continue
                yield from _parts(case, note, line.label[1] + 1, line.end, listed=under)
                continue
            if words.OTHER_LABEL.search(label):
                under, open_paragraph = None, -1
        if (
            not bullet
            and line.end - line.start < 45
            and words.ACTION_LABEL.match(text[line.start : line.end].strip(" *_-"))
        ):
            under = True
            continue
        if words.OPENS_LIST.search(text, line.start, line.end):
            under, open_paragraph = True, line.end
            continue
        if line.heading:
            under = None if not line.own or under is None else under
            continue
        same_paragraph = open_paragraph >= 0 and "\n" not in text[open_paragraph : line.start]
        if under is not None and not bullet and not same_paragraph:
            # A list ends with the first line of prose after it.
            under = under if _heads(text, line) else None
        listed = under if under is not None and (bullet or same_paragraph or _heads(text, line)) else None
        if listed and not bullet and words.TELLS.search(text, line.start, line.end):
            # After the list the note goes on to tell other things.
            dated = _deadline(text[line.start : line.end], note.date, line.start)
            listed = listed if dated and re.search(r"\b(?:by|before|for)\b", text[line.start : line.end]) else None
        if same_paragraph:
            open_paragraph = line.end
        yield from _parts(case, note, line.start, line.end, listed=listed, numbered=numbered, bullet=bullet)


def setting_kind(case: CaseFile, note: Note) -> str | None:
    """The kind of a note in which actions are set; None for any other. "Supervision" may stand in the title alone."""
    if note.kind in words.SETS:
        return note.kind
    if note.kind in (None, "other"):
        for named in (note.title, subject_of(case, note)):
            if kind_of(named) in words.SETS:
                return kind_of(named)
        head = case.text[max(0, note.start - 40) : note.body + 90]
        if _SUPERVISION.search(head):
            return "supervision"
    return None


_SUPERVISION = re.compile(
    r"(?:^|\n)[^\n]{0,30}\b(?:case |record of |group |joint |peer )?supervis(?:ion|"
    r"or)\b(?! order)(?! of (?:contact|the child))[^\n]{0,80}",
    re.IGNORECASE,
)


def _has_label(text: str, note: Note) -> bool:
    words = text[note.body : note.end].lower()
    return any(label in words for label in _LABELS) and bool(_LABEL.search(words))


_LABEL = re.compile(r"^\W*(?:actions?|agreed|next steps?|to do)\s*:", re.MULTILINE)
_LABELS = ("action", "agreed", "next step", "to do")


def _kind_of_label(label: str) -> bool | None:
    """True for a label over actions, False for one over the actions of last time, None for any other."""
    bare = label.strip(" *_-:.")
    core = re.sub(r"\s*\(.*?\)\s*", " ", bare).strip()
    if re.search(r"\b(?:actions?|directions?|tasks?)\b", core, re.IGNORECASE) and words.REVIEW_LABEL.search(core):
        return None if re.search(r"\b(?:before|by)\b", core, re.IGNORECASE) else False
    return True if words.ACTION_LABEL.match(core) else None


def _heads(text: str, line: Line) -> bool:
    """Whether an action heading stands over the line (and not only before it in the same paragraph)."""
    return bool(line.label and not line.own and _kind_of_label(text[line.label[0] : line.label[1]]))


def _begins_line(text: str, at: int) -> bool:
    return bool(re.fullmatch(r"\W*(?:\d{1,2}[.)]|\(?[a-z0-9]\))?\W*", text[text.rfind("\n", 0, at) + 1 : at]))


def _line_of(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _parts(
    case: CaseFile,
    note: Note,
    start: int,
    end: int,
    *,
    listed: bool | None,
    numbered: bool = False,
    bullet: bool = False,
) -> Iterator[SetAction]:
    """The actions of a sentence or list item. `listed`: it stands under a heading for actions (False: for old ones)."""
    if listed is False:
        return
    text = case.text
    signs = SIEVE.signs.of(text[start:end])
    cuts = [start, *(m.end() for m in words.INLINE_NUMBER.finditer(text, start, end)), end]
    for first, last in pairwise(cuts):
        pending: tuple[int, int] | None = None
        for begin, stop in _split(text, first, last):
            # "find out what is on the records; into the list" is one action: a part that sets nothing joins the last.
            if (
                pending is None
                or _reads_as_action(text[begin:stop], signs, listed=False, numbered=numbered)
                or _deadline(text[begin:stop], note.date, begin)
            ):
                if pending is not None:
                    yield from _made(case, note, *pending, signs, listed=bool(listed), numbered=numbered, bullet=bullet)
                pending = (begin, stop)
            else:
                pending = (pending[0], stop)
        if pending is not None:
            yield from _made(case, note, *pending, signs, listed=bool(listed), numbered=numbered, bullet=bullet)


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in _PART.finditer(text, start, end):
        yield at, cut.start()
        at = cut.end()
    yield at, end


def _made(
    case: CaseFile, note: Note, start: int, end: int, signs: int, *, listed: bool, numbered: bool, bullet: bool
) -> Iterator[SetAction]:
    """The action between two places, if it is one; several doers joined by commas make several."""
    text = case.text
    for begin, stop in _doers(text, start, end):
        raw = text[begin:stop]
        lead = len(raw) - len(raw.lstrip(" \t\n-–—•*,;:"))
        if found := _LEAD_IN.match(raw[lead:]):
            lead += found.end()
        body = _NUMBER_BEHIND.sub("", raw[lead:].rstrip(" \t\n;,"))
        if len(body.split()) < 3 or len(body) > _LONGEST or body.endswith("?"):
            continue
        how = _reads_as_action(body, signs, listed=listed, numbered=numbered)
        if how is None:
            continue
        at = begin + lead
        by = _deadline(body, note.date, at)
        if not (listed or numbered or how.doer or by):
            continue
        if bullet and words.REPORTED.match(body) and (by is None or by == note.date):
            continue
        who = _CLITIC.sub("", how.who) if how.who else None
        if who and who.lower() in _AUTHOR:
            who = note.author
        yield SetAction(note, at, at + len(body), who, by, " ".join(body.split()))


_NUMBER_BEHIND = re.compile(r"\s*\(\d{1,2}[.)]?\)?$")
_DOER = re.compile(
    r"(?:,|,? and|;|\.)(?: that)?\s(?=(?:[A-Z][\w'’.\-]+(?: [A-Z][\w'’\-]+)?|[A-Z]{2,3}|me|I|mum|dad)(?: (?:and|"
    r"&) (?:[A-Z]\w+|me|I))?"
    r"(?: is| are|['’]m|['’]s)? to (?!be\b)[a-z]+|(?:s?he|they) (?:is to|will) [a-z]+|(?:Mr|Mrs|Ms|Miss|"
    r"Dr)\.? [A-Z]\w+ (?:to|will) [a-z]+|(?:I|"
    r"I['’]ll|[A-Z][a-z]+) (?:will )?(?:do|does|gets|send|ring)s? )"
)


def _doers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in _DOER.finditer(text, start, end):
        if cut.start() - at > 8:
            yield at, cut.start()
            at = cut.end()
    yield at, end


_PARTICIPLE = re.compile(r"(?:ed|en|ne|wn|nt|pt|ld|un|et|ad|de|id|ght|ut)$")


@dataclass(frozen=True, slots=True)
class _How:
    who: str | None
    doer: bool = False
    """Whether somebody is told to do it, be it only "she"."""


_PRONOUN = frozenset("he she they him her them you we us".split())


def _doer(who: str) -> _How:
    bare = _CLITIC.sub("", who.strip())
    return _How(None if bare.lower() in _PRONOUN else bare, doer=True)


def _reads_as_action(body: str, signs: int, *, listed: bool, numbered: bool) -> _How | None:
    """Whether words set an action, and who is to do it; under a heading for actions shorter forms count.

    `signs` are those of the words, or of more words around them.
    """
    body = _LEAD_IN.sub("", body.strip(" \t\n-–—•*,;:"))
    if not body or words.CONDITION.opens(body, signs) or words.GOES_ON.opens(body, signs):
        return None
    if words.PRIVATE.within(body, signs):
        return None
    for pattern in (words.TO_DO, words.WILL, words.SHOULD):
        found = pattern.opens(body, signs)
        if (
            found
            and not re.search(r"['’]d$", found["who"])
            and not words.NO_ACTOR.search(found["who"])
            and not words.NOT_WHO.match(found["who"].strip())
        ):
            return _How(None) if found["verb"] == "be" else _doer(found["who"])
    found = words.THING_TO_BE.opens(body, signs)
    if (
        found
        and not words.NO_ACTOR.search(found["what"])
        and not words.TELLS.search(found["what"])
        and (found["verb"] or _PARTICIPLE.search(found["done"]))
    ):
        return _How(None)
    if found := words.I_WANT.opens(body, signs):
        return _How(found["who"] if found["verb"] and found["who"][0].isupper() else None, doer=bool(found["verb"]))
    if found := words.ASKED.opens(body, signs):
        return _doer(found["who"])
    if found := words.NEEDS.opens(body, signs):
        return _doer(found["who"]) if found["who"] else _How(None)
    if words.BARE_TO.opens(body, signs):
        return _How(None)
    if numbered and (found := words.NUMBERED_WHO.match(body)) and not words.TELLS.search(found["rest"]):
        return _doer(found["who"])
    if listed:
        if found := words.COLON_WHO.match(body):
            return _doer(found["who"])
        if len(body.split()) <= 40 and not re.match(
            r"^(?:he|she|it|they|this|that|there|neither|nobody)\b", body, re.IGNORECASE
        ):
            return _How(_first_name(body))
    return None


def _first_name(body: str) -> str | None:
    """Who an elliptic item names as doer: "Mrs Dunne weekly calls", "(TL)", "- JP"."""
    found = re.search(r"(?:\(|[-–,]\s?)(?P<who>[A-Z]{2,3}|[A-Z][a-z]+)\)?[.]?$", body)
    return found["who"] if found else None


def _deadline(body: str, written: dt.date | None, offset: int) -> dt.date | None:
    """The last day on which it is to be done; a date with a word as "by" before it comes first."""
    dated = [m for m in dates_of(body, written=written, offset=offset) if m.last is not None]
    bound = [_ahead(m, written) for m in dated if m.bound in _DEADLINE]
    if bound:
        return bound[-1]
    ahead = [m.last for m in dated if m.last is not None and written is not None and m.last >= written]
    return ahead[-1] if ahead else None


def _ahead(mention: DateMention, written: dt.date | None) -> dt.date | None:
    """ "By Friday" is the Friday to come, also where the sentence is about what was done."""
    last = mention.last
    if last and written and dt.timedelta(0) < written - last < dt.timedelta(7) and "day" in mention.how:
        return last + dt.timedelta(7)
    return last
