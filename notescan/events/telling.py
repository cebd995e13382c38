"""What the words around a name say of an event: held, called off, tried, planned, due; and on which day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from notescan.dates import DateMention
from notescan.dates.working import add_months
from notescan.events.table import Entry, Table
from notescan.model import Note
from notescan.over_time import EventState, Sureness
from notescan.sieve import SIEVE

_SINCE = re.compile(r"\bsince\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\bnot\b|n['’]?t\b)[^.;]{0,40}\b(?:until|till|til)\s*$", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|yet|hasnt|havent|wasnt|didnt|isnt|couldnt|cannot|nor|nobody)|n['’]t)"
    r"(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:to|will|must|should|can|could|would|may|might|need|needs|needed|want|wants|shall|once|when|if|until|till|"
    r"before|please|let's|going to|ask|asked|hope|hoping|planning|due|next|yet|instead of|without|after)"
    r"(?:\s+(?:be|have|get|it|the|been|again|first|then|i|we|she|he|they|is|are|\w+ly))*\s*$",
    re.IGNORECASE,
)
_NEXT = re.compile(r"\bnext\b", re.IGNORECASE)
_PAST_ONE = re.compile(r"\b(?:last|previous|first|second|third|latest|most recent)\b", re.IGNORECASE)
_WHEN = re.compile(
    r"\b(?:when|whether|if|who|why|how|which (?:day|week|month)|unless|before|"
    r"until)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
""""The form that says when it was opened": no day is told."""
_SOME_TIME = re.compile(
    r"\b(?:at some (?:point|stage|time)|some ?time|some while|in the (?:spring|summer|autumn|winter|past)|last year|"
    r"(?:years?|months?|weeks?) (?:ago|back)|earlier this year|previously|in the (?:old|last|other) team|long ago|"
    r"before (?:he|she|they|i|we) (?:left|came|joined|moved|went)|by the (?:last|previous|old|other) (?:team|worker)|"
    r"(?:don['’]?t|didn['’]?t|doesn['’]?t|not) (?:know|say|sure) (?:when|which)|back in|already)\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(r"\b(?:because|as|since|although|though)\s(?=(?:i|we|he|she|they)\b)", re.IGNORECASE)
_NOT_AFTER = re.compile(r"\s+not\b|n['’]?t\b", re.IGNORECASE)
_THE_DATE = re.compile(
    r"\b(?:date|day|time|year|reason|age)\s(?:that |on which |at which )?(?:\w+\s){0,2}$", re.IGNORECASE
)
_ONCE = re.compile(r"(?:came|come|coming|went|entered|been|was|were|taken|brought|moved) ", re.IGNORECASE)
_TODAY = re.compile(
    r"\b(?:today|tonight|this (?:morning|afternoon|evening)|yesterday|last night|now|just|has|have|being|at \d|"
    r"\d ?[ap]m)\b",
    re.IGNORECASE,
)
_ALMOST = re.compile(
    r"\b(?:nearly|almost|close to|half|partly|partially|not quite|about to be|ready to be|being|near to being)\s*"
    r"(?:be |been |being )?$",
    re.IGNORECASE,
)
_OTHER_CLAUSE = re.compile(r"[.!?\"“”]|\b(?:because|said|says|but|while|whereas)\b|.{70}", re.IGNORECASE | re.DOTALL)
"""Between a name and a verb without a date: the verb is then of something else."""
_MET = re.compile(r"\b(?:saw|met|seen|visited)\b", re.IGNORECASE)
"""A date to come is then of something else: "I saw Bea, 17 next week"."""
_BY_VERB = 45
"""How many characters may lie between a verb and its date."""
_BESIDE = 22
"""Characters between a name and a date that stands for its date: "Last C&F on file is SG's, 14.03.24"."""
_NONE_HELD = re.compile(r"\bno\s+(?:case\s|formal\s)?$", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|dated|of)\s+$", re.IGNORECASE)
_FAR = 40
_DUE_BEFORE = 45
_OF_A_THING = re.compile(
    r" of (?:the |his |her |their |its |a |an )?(?!(?:needs?|child|children|family|families|siblings?|boys?|"
    r"girls?|twins|"
    r"baby|babies|him|her|them|young|circumstances|situation|whole|case|current|all|each|both|household|three|two|"
    r"four|"
    r"concerns?|parents?)\b)[a-z]{3,}"
)
"""An assessment of a bathroom, of capacity, of risk: not the family's."""
_THEIRS = re.compile(
    r"\b(?:therapist|ot|physio\w*|psychologist|psychiatrist|nurse|consultant|paediatrician|doctor|gp|salt|camhs|"
    r"school|"
    r"teacher|senco|housing|midwife|health visitor|hv|probation|police|assessor|key ?worker|prevention worker|"
    r"alcohol worker|drugs? worker)\b[^.;]{0,70}\b(?:her|his|their|its|an|a|own)\s+(?:own |full |initial )?$",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:I|we|we've|I've|SW|social worker|our)\b")
_TELLING: tuple[EventState, ...] = ("cancelled", "attempted", "due", "planned", "held")


@dataclass(frozen=True)
class Hit:
    """Words that name an event, or the place of evidence that tells of one."""

    start: int
    end: int
    entry: Entry
    tells: bool
    order: str = ""
    """Which one, where only its number is said: "the first"."""

    dated_only: bool = False
    """Whether it tells of an event only with a date: evidence against, or of a plan."""

    @property
    def implied(self) -> bool:
        """Whether no word names it: evidence says what the sentence is about."""
        return self.end == self.start


class Sentence(NamedTuple):
    """A sentence, the stretch of it that belongs to a name, and the dates in it."""

    start: int
    end: int
    prev: int
    nxt: int
    dates: Sequence[DateMention]


class Told(NamedTuple):
    """What was told: without a date, on the note's own."""

    state: EventState
    what: str
    sure: Sureness
    date: DateMention | None


def tell(text: str, note: Note, sentence: Sentence, hit: Hit, date: DateMention | None, table: Table) -> Iterator[Told]:
    """What the sentence tells of the event that is named at `hit`; nothing where it tells none."""
    if hit.entry.kind in ("visit", "assessment") and _by_others(text, sentence, hit, table):
        return
    if hit.entry.does:
        yield from _done(text, note, sentence, hit, date, table)
        return
    cues = _cues(text, sentence.prev, sentence.nxt, hit, table)
    if hit.tells:
        if _NEGATED.search(text[max(sentence.start, hit.start - 30) : hit.start]):
            return
        ahead = any(state in ("planned", "due") for state, at in cues if at < hit.start)
        ahead = ahead or bool(_TO_COME.search(text[max(sentence.start, hit.start - 30) : hit.start]))
        if date is not None:
            yield Told("planned" if ahead else "held", hit.entry.what, date.sure, date)
        elif not ahead and note.date is not None and not _of_the_past(text, sentence, hit):
            yield Told("held", hit.entry.what, "likely", None)
        return
    late = next((d for d in sentence.dates if hit.end <= d.start < sentence.nxt and _held_at_last(text, hit, d)), None)
    if late is not None:
        yield Told("held", hit.entry.what, late.sure, late)
    elif date is not None and not (_MET.search(text[hit.start : hit.end]) and _ahead(note, date)):
        state = _state(text, note, hit, date, cues)
        if (
            state == "held"
            and not hit.implied
            and date.first == note.date
            and date.bound != "since"
            and _NONE_HELD.search(text, max(sentence.start, hit.start - 12), hit.start)
        ):
            # "No supervision today after all"
            state = "cancelled"
        yield Told(state, hit.entry.what, date.sure, date)


def _of_the_past(text: str, sentence: Sentence, hit: Hit) -> bool:
    """Whether words without a date tell of a day that is not the note's: "ask when she came into care"."""
    before = text[sentence.start : hit.start]
    if _WHEN.search(before) or _THE_DATE.search(before):
        return True
    return (
        hit.entry.what == "became looked after"
        and bool(_ONCE.match(text[hit.start : hit.end]))
        and not (_TODAY.search(text, sentence.start, sentence.end))
    )


def _ahead(note: Note, date: DateMention) -> bool:
    return note.date is not None and date.first is not None and date.first > note.date


def _by_others(text: str, sentence: Sentence, hit: Hit, table: Table) -> bool:
    """Whether the words around tell that it is somebody else's: "the nurse visited on Monday", "did her assessment"."""
    if hit.entry.kind == "assessment":
        around = text[max(sentence.start, hit.start - 140) : hit.start]
        if _OF_A_THING.match(text, hit.end) or (_THEIRS.search(around) and not _OURS.search(around)):
            return True
    found = list(table.visits["others"].finditer(text, max(sentence.start, hit.start - 36), hit.start))
    if not found:
        return False
    between = text[found[-1].end() : hit.start]
    # An assessment is somebody else's only where it is called theirs: "the OT's assessment".
    return len(between.split()) <= 2 if hit.entry.kind == "visit" else between.strip().lower() in ("'s", "’s", "s", "")


def _held_at_last(text: str, hit: Hit, date: DateMention) -> bool:
    """ "It did not take place until 10 April": it was held then."""
    return bool(_UNTIL.search(text[hit.end : date.start]))


def _cues(text: str, lo: int, hi: int, hit: Hit, table: Table) -> list[tuple[EventState, int]]:
    """What the words from `lo` to `hi` say of its state, each with its place; not inside the name."""
    out: list[tuple[EventState, int]] = []
    taken: list[tuple[int, int]] = []
    for state in _TELLING:
        for m in table.states[state].finditer(text, lo, hi):
            if any(a < m.end() and m.start() < b for a, b in taken) or (m.start() < hit.end and hit.start < m.end()):
                continue
            denied = state == "held" and _NEGATED.search(text[max(lo, m.start() - 25) : m.start()])
            out.append(("cancelled" if denied else state, m.start()))
            taken.append(m.span())
    return out


def _state(text: str, note: Note, hit: Hit, date: DateMention, cues: list[tuple[EventState, int]]) -> EventState:
    """The state by the nearest cue; by the date where there is none."""
    first = date.first
    assert first is not None
    past = note.date is None or (date.last or first) <= note.date
    around = text[max(0, hit.start - 14) : hit.end]
    if date.bound == "since" or _SINCE.search(text[max(0, date.start - 8) : date.start]):
        if any(cue == "due" and hit.end <= at < date.start for cue, at in cues):
            # "Supervision is overdue since May": that day began the wait, nothing was held on it.
            return "due"
        return "held" if past else "planned"
    if _NEXT.search(around) and not _PAST_ONE.search(around):
        return "planned"
    if date.bound == "by":
        return "due"
    told = {state for state, _ in cues}
    for state in ("cancelled", "attempted"):
        if state in told and not _of_another(cues, state, date):
            return "cancelled" if state == "cancelled" else "attempted"
    if not past:
        # Not held yet when the note was written, unless the day stands in a heading: see sentences.py.
        return "due" if "due" in told else "planned" if told else "held"
    if _PAST_ONE.search(around) and "due" not in told:
        return "held"
    nearest = min(cues, key=lambda cue: abs(cue[1] - hit.end), default=None)
    if nearest is None:
        return "held" if note.date is not None or date.sure == "sure" else "unknown"
    return nearest[0]


def _of_another(cues: list[tuple[EventState, int]], state: str, date: DateMention) -> bool:
    """Whether a cue of calling off stands far behind the date, after one that says that it was held."""
    off = min(at for cue, at in cues if cue == state)
    return any(at < off for cue, at in cues if cue == "held") and date.start < off and off - date.end > _FAR


# ------------------------------------------------------------------------------------------------ what was done to it


def _done(
    text: str, note: Note, sentence: Sentence, hit: Hit, date: DateMention | None, table: Table
) -> Iterator[Told]:
    """For assessments and plans: what the sentence says was done with it, each verb with the date beside it."""
    lo, hi = max(sentence.start, hit.start - 60), min(sentence.end, hit.end + 110)
    signs = SIEVE.signs.of(text[lo:hi])
    verbs = [
        (verb, m)
        for verb, cue in hit.entry.does.items()
        if verb != "dated" and signs & cue.sign
        for m in cue.pattern.finditer(text, lo, hi)
        if m.end() <= hit.start or m.start() >= hit.end
    ]
    if verbs:
        undone = [pair for pair in verbs if pair[0].startswith("not ")]
        nearest: dict[str, re.Match[str]] = {}
        for verb, m in sorted(undone or verbs, key=lambda pair: _gap(pair[1], hit)):
            nearest.setdefault(verb, m)
        for verb, m in nearest.items():
            told = _by_verb(text, note, sentence, hit, table, verb, m)
            if told is not None:
                yield told
        return
    if date is not None and date.precision != "year" and (told := _by_date(text, note, sentence, hit, date, table)):
        yield told


def _gap(m: re.Match[str], hit: Hit) -> int:
    return max(hit.start - m.end(), m.start() - hit.end)


def _by_date(text: str, note: Note, sentence: Sentence, hit: Hit, date: DateMention, table: Table) -> Told | None:
    """A plan or assessment whose date is told: "the plan is dated 3 May"."""
    assert date.first is not None
    between = text[hit.end : date.start] if date.start >= hit.end else ""
    if _ahead(note, date):
        if not (date.precision == "month" and date.sure != "sure" and _FROM.search(between)):
            return Told("due", hit.entry.what, date.sure, date)
        # "The plan is from October" said in May: last October.
        assert date.last is not None
        date = replace(date, first=add_months(date.first, -12), last=add_months(date.last, -12))
    ahead = table.states["due"].search(text, max(sentence.start, hit.start - _DUE_BEFORE), hit.start)
    if date.bound == "by" or ahead or table.states["due"].search(between):
        return Told("due", hit.entry.what, date.sure, date)
    doubtful = any(table.states[state].search(between) for state in ("planned", "cancelled", "denied"))
    if not between or hit.implied or doubtful:
        return None
    dated = hit.entry.does.get("dated")
    told = dated is not None and any(
        # "of" and "from" only beside the name or the date.
        len(m.group()) > len("from") or date.start - hit.end - m.end() <= _BESIDE // 2
        for m in dated.pattern.finditer(between)
    )
    if told or len(between.strip(" (,:-–")) <= _BESIDE:
        return Told("held", f"{hit.entry.what} dated".strip(), date.sure if told else "likely", date)
    return None


def _by_verb(
    text: str, note: Note, sentence: Sentence, hit: Hit, table: Table, verb: str, m: re.Match[str]
) -> Told | None:
    """What became of it by this verb: done, still to do, called off, or not done since a day."""
    near = _beside(m, sentence.dates)
    asked = "?" in text[m.end() : min(sentence.end, m.end() + 60)]
    if near is None and (note.date is None or asked or hit.dated_only or _OTHER_CLAUSE.search(_between(text, hit, m))):
        return None
    if near is None and (
        _WHEN.search(text[sentence.start : m.start()]) or _SOME_TIME.search(text[sentence.start : sentence.end])
    ):
        return None
    sure: Sureness = near.sure if near else "likely"
    what = f"{hit.entry.what} {verb}".strip()
    if verb.startswith("not "):
        state: EventState = "due" if near is not None and near.bound == "by" else "planned"
        return Told(state, f"{hit.entry.what} {verb.removeprefix('not ')}".strip(), sure, near)
    before = _before(text, sentence, hit, m)
    if _NEGATED.search(before) or _NOT_AFTER.match(text, m.end()):
        since = near is not None and (
            near.bound == "since"
            or _SINCE.search(text[max(0, near.start - 8) : near.start])
            or _held_at_last(text, hit, near)
        )
        return Told("held" if since else "due", what, sure, near)
    if _ALMOST.search(before):
        return Told("planned", what, sure, near)
    begins = max(sentence.start, min(m.start(), hit.start) - 25)
    if m.start() > hit.end and near is not None:
        # "There should be something about the plan here, because we did it on 3 May": what stands before is no doubt.
        begins = max([begins, *(found.end() for found in _BECAUSE.finditer(text, hit.end, m.start()))])
    stretch = _without(text, begins, max(m.end(), hit.end) + 14, m)
    if table.states["cancelled"].search(stretch):
        return Told("cancelled", what, sure, near)
    by = near is not None and near.bound == "by"
    if by or _TO_COME.search(before) or table.states["due"].search(stretch):
        return Told("due", what, sure, near)
    return Told("held", what, sure, near)


def _before(text: str, sentence: Sentence, hit: Hit, m: re.Match[str]) -> str:
    """The words before a verb, with "it" for the name: "until the assessment is" reads "until the it is"."""
    start = max(sentence.start, m.start() - 30 - (hit.end - hit.start))
    if start <= hit.start and hit.end <= m.start():
        return f"{text[start : hit.start]}it{text[hit.end : m.start()]}"
    return text[start : m.start()]


def _between(text: str, hit: Hit, m: re.Match[str]) -> str:
    return text[hit.end : m.start()] if hit.end <= m.start() else text[m.end() : hit.start]


def _without(text: str, start: int, end: int, m: re.Match[str]) -> str:
    """The stretch with the verb itself blanked: "signed off today" is not "off today"."""
    return text[start : m.start()] + " · " + text[m.end() : end] if start <= m.start() else text[start:end]


def _beside(m: re.Match[str], dates: Sequence[DateMention]) -> DateMention | None:
    """The date nearest to a verb; of two as near, the one after it."""
    gaps = [(d.start - m.end() if d.start >= m.end() else m.start() - d.end, d.start < m.start(), d) for d in dates]
    near = [gap for gap in gaps if 0 <= gap[0] <= _BY_VERB and gap[2].precision != "year"]
    return min(near, key=lambda gap: gap[:2])[2] if near else None
