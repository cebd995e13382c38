"""Events that sentences tell: a name, a day, what became of it ("core group held 5 Nov", "the first was 8 April")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from notescan.dates import DateMention, find_dates
from notescan.events.making import make
from notescan.events.notes import entry_of
from notescan.events.table import Entry, Table
from notescan.model import CaseFile, Event, EventState, Evidence, Note, Sureness

ANAPHOR = re.compile(
    r"\b(?:the|\(|,|its|their|our|her|his)?\s*(?P<which>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last one|"
    r"previous one|one before(?: it| that| this)?|latest|most recent|last|that one|this one|it)"
    r"(?=\s+(?:one\s+)?(?:was|is|were|on|held|took|had|due|should|being|not|did|\d))",
    re.IGNORECASE,
)
_BREAK = re.compile(r"(?<=[.!?])['\"”’)]*\s+(?=[A-Z0-9\"'“‘(\-•*])|\n+|;\s|\s[•▪]\s|\s-\s(?=[A-Z])")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINAL = re.compile(
    r"\b(?:(first|1st|initial|review 1|rev 1)|(second|2nd|review 2|rev 2)|(third|3rd|review 3)|(fourth|4th|review 4)|"
    r"(fifth|5th|review 5)|(sixth|6th|review 6))\b",
    re.IGNORECASE,
)
_NEAR = 70
"""How many characters may lie between a name and its date."""
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"(?:\b(?:not|no|never|without|yet|hasnt|havent|wasnt|didnt|isnt|couldnt|cannot|nor|nobody)|n['’]t)"
    r"(?:\s+\w+){0,3}\s*$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:to|will|must|should|can|could|would|may|might|need|needs|needed|want|wants|shall|once|when|if|until|till|"
    r"before|please|let's|going to|ask|asked|hope|hoping|plan|due|next|yet|instead of|without|after)"
    r"(?:\s+(?:be|have|get|it|the|been|again|first|then|i|we|she|he|they|is|are|\w+ly))*\s*$",
    re.IGNORECASE,
)
_BY_VERB = 45
_BESIDE = 22
"""Characters between a name and a date that stands for its date: "Last C&F on file is SG's, 14.03.24"."""
_AHEAD: frozenset[EventState] = frozenset({"planned", "due"})


@dataclass(frozen=True)
class _Hit:
    start: int
    end: int
    entry: Entry
    tells: bool
    order: str = ""

    @property
    def implied(self) -> bool:
        """Whether no word names it: evidence says what the sentence is about."""
        return self.end == self.start


def sentence_events(
    case: CaseFile, note: Note, table: Table, evidence: Sequence[Evidence], audit_date: dt.date
) -> Iterator[Event]:
    """The events that the sentences of a note tell. `evidence` is what was found in that note."""
    spans = _sentences_with_hits(case, note, table, evidence)
    named: Entry | None = None
    for (start, end), hits in spans:
        hits = _with_anaphors(case.text, start, end, hits, named)
        named = next((h.entry for h in reversed(hits) if h.entry.kind), named)
        if any(hit.entry.kind for hit in hits):
            yield from _events_of(case, note, start, end, hits, table, audit_date)


def _sentences_with_hits(
    case: CaseFile, note: Note, table: Table, evidence: Sequence[Evidence]
) -> list[tuple[tuple[int, int], list[_Hit]]]:
    """The sentences that hold a name or such evidence, and the one after each, which may go on about it."""
    text = case.text
    found = [
        _Hit(m.start(), m.end(), name.entry, name.tells)
        for m in table.names.pattern.finditer(text, note.body, note.end)
        for name in (table.names.name_of(m.group()),)
    ]
    for item in evidence:
        entry = table.tips.get(item.tip)
        if entry is not None:
            found.append(_Hit(item.start, item.start, entry, False))
    if not found:
        return []
    found.sort(key=lambda h: (h.start, h.end))
    bounds = [note.body, *(m.end() for m in _BREAK.finditer(text, note.body, note.end)), note.end]
    spans: list[tuple[tuple[int, int], list[_Hit]]] = []
    at = 0
    after = False
    for start, end in pairwise(bounds):
        hits = []
        while at < len(found) and found[at].start < end:
            hits.append(found[at])
            at += 1
        if hits or after:
            spans.append(((start, end), hits))
        after = bool(hits)
    return spans


def _with_anaphors(text: str, start: int, end: int, hits: list[_Hit], named: Entry | None) -> list[_Hit]:
    """Adds "the first", "the one before it" for what was last named."""
    real = [h for h in hits if not h.implied]
    # Evidence names nothing where the sentence itself does.
    implied = [h for h in hits if h.implied and not real]
    out = real + ([implied[0]] if implied else [])
    for m in ANAPHOR.finditer(text, start, end):
        before = [h for h in out if h.start <= m.start() and h.entry.kind]
        entry = before[-1].entry if before else named
        if entry is None or entry.kind is None or any(h.start < m.end() and m.start() < h.end for h in real):
            continue
        if m["which"].casefold() == "it" and not before:
            continue
        out.append(_Hit(m.start(), m.end(), entry, False, m["which"]))
    return sorted(out, key=lambda h: (h.start, h.end))


def _events_of(
    case: CaseFile, note: Note, start: int, end: int, hits: list[_Hit], table: Table, audit_date: dt.date
) -> Iterator[Event]:
    text = case.text
    dates = find_dates(text[start:end], written=note.date, offset=start)
    dates = [d for d in dates if d.first is not None and d.precision != "season"]
    used: set[int] = set()
    for number, hit in enumerate(hits):
        if hit.entry.kind is None:
            continue
        nxt = next((h.start for h in hits[number + 1 :] if h.start > hit.end), end)
        prev = max((h.end for h in hits[:number]), default=start)
        window = (hit.start, nxt)
        date = _date_for(hit, dates, window, prev, used, text)
        reach = (prev, window[1])
        found = _read(case, note, hit, date, reach, (start, end), table)
        if found is None:
            continue
        state, what, sure, used_date = found
        days = (used_date.first, used_date.last) if used_date else (note.date, note.date)
        if days[0] is None:
            continue
        if used_date is not None:
            used.add(used_date.start)
        if state == "held" and days[0] > (note.date or audit_date):
            state = "planned"
        order = _order(
            text[hit.start : min(nxt, hit.end + 12)] if hit.order else text[max(start, hit.start - 12) : hit.end]
        )
        title = text[hit.start : hit.end].strip(" (,") or hit.entry.what
        yield make(
            case,
            note,
            (min(start, hit.start), end),
            kind=hit.entry.kind,
            state=state,
            what=" ".join(part for part in (order if hit.entry.kind == "review" else "", what) if part),
            title=title[:1].upper() + title[1:] if not hit.order else hit.entry.what,
            days=days,
            precision=used_date.precision if used_date else "day",
            sure=sure,
        )


def _order(words: str) -> str:
    found = list(_ORDINAL.finditer(words))
    return _ORDINALS[(found[-1].lastindex or 1) - 1] if found else ""


def _date_for(
    hit: _Hit, dates: list[DateMention], window: tuple[int, int], prev: int, used: set[int], text: str
) -> DateMention | None:
    """The date that goes with a name: the nearest after it up to the next name, else the nearest before it."""
    inside = [d for d in dates if hit.start <= d.start and d.end <= hit.end + 1 and not hit.implied]
    if inside:
        return inside[0]
    after = [d for d in dates if d.start >= hit.end and d.start < window[1] and d.start - hit.end <= _NEAR]
    if after:
        return after[0]
    before = [d for d in dates if prev <= d.start and d.end <= hit.start and hit.start - d.end <= _NEAR]
    before = [d for d in before if d.start not in used]
    return before[-1] if before else None


def _read(
    case: CaseFile,
    note: Note,
    hit: _Hit,
    date: DateMention | None,
    reach: tuple[int, int],
    sentence: tuple[int, int],
    table: Table,
) -> tuple[EventState, str, Sureness, DateMention | None] | None:
    """State, narrower sort, how sure, and the date; None where the words tell no event."""
    text = case.text
    lo, hi = reach
    if hit.entry.does:
        return _read_done(case, note, hit, date, sentence, table)
    cues = _cues(text, lo, hi, hit, table)
    if hit.tells:
        denied = _NEGATED.search(text[max(sentence[0], hit.start - 30) : hit.start])
        if denied:
            return None
        ahead = any(c in _AHEAD for c, _ in cues if _ < hit.start)
        if date is None:
            return None if ahead or note.date is None else ("held", hit.entry.what, "likely", None)
        return ("planned" if ahead else "held"), hit.entry.what, date.sure, date
    if date is None:
        return None
    state = _state(text, hit, date, cues, note)
    return state, hit.entry.what, date.sure, date


def _cues(text: str, lo: int, hi: int, hit: _Hit, table: Table) -> list[tuple[EventState, int]]:
    """What the words from `lo` to `hi` say of its state, each with its place; not inside the name."""
    out: list[tuple[EventState, int]] = []
    taken: list[tuple[int, int]] = []
    for state in ("cancelled", "attempted", "due", "planned", "held"):
        for m in table.states[state].finditer(text, lo, hi):
            if any(a < m.end() and m.start() < b for a, b in taken) or (m.start() < hit.end and hit.start < m.end()):
                continue
            if state == "held" and _NEGATED.search(text[max(lo, m.start() - 25) : m.start()]):
                out.append(("cancelled", m.start()))
            else:
                out.append((state, m.start()))
            taken.append(m.span())
    return out


def _state(text: str, hit: _Hit, date: DateMention, cues: list[tuple[EventState, int]], note: Note) -> EventState:
    """The state by the nearest cue; by the date where there is none."""
    first = date.first
    assert first is not None
    past = note.date is None or (date.last or first) <= note.date
    name = text[hit.start : hit.end].casefold()
    around = text[max(0, hit.start - 14) : hit.start].casefold()
    if _SINCE.search(text[max(0, date.start - 8) : date.start]) or date.bound == "since":
        return "held" if past else "planned"
    if re.search(r"\b(?:next)\b", name + around) and not re.search(r"\blast\b", name):
        return "planned"
    if date.bound == "by":
        return "due"
    states = {c for c, _ in cues}
    for state in ("cancelled", "attempted"):
        if state in states and not _about_other(text, cues, state, hit, date):
            return state
    if not past:
        return "due" if "due" in states else "planned"
    if re.search(r"\b(?:last|previous|first|second|third|latest|most recent)\b", name + around) and "due" not in states:
        return "held"
    nearest = min(cues, key=lambda c: abs(c[1] - hit.end), default=None)
    if nearest is None:
        return "held" if note.date is not None else "unknown"
    return nearest[0]


def _about_other(text: str, cues: list[tuple[EventState, int]], state: str, hit: _Hit, date: DateMention) -> bool:
    """Whether a cue of calling off comes after a cue of having been held that stands nearer to the date."""
    off = min(p for c, p in cues if c == state)
    held = [p for c, p in cues if c == "held" and p < off]
    return bool(held) and date.start < off and off - date.end > 40


def _read_done(
    case: CaseFile, note: Note, hit: _Hit, date: DateMention | None, sentence: tuple[int, int], table: Table
) -> tuple[EventState, str, Sureness, DateMention | None] | None:
    """For assessments and plans: what the sentence says was done with it, the words nearest to the name first."""
    text = case.text
    if date is not None and date.precision == "year":
        date = None
    lo, hi = max(sentence[0], hit.start - 60), min(sentence[1], hit.end + 110)
    verbs = [
        (verb, m)
        for verb, words in hit.entry.does.items()
        if verb != "dated"
        for m in words.finditer(text, lo, hi)
        if m.end() <= hit.start or m.start() >= hit.end
    ]
    if verbs:
        undone = [pair for pair in verbs if pair[0].startswith("not ")]
        # "Completed and authorised": the last of what was done to it is what it came to.
        order = list(hit.entry.does)
        verb, m = undone[0] if undone else min(verbs, key=lambda pair: (order.index(pair[0]), _gap(pair[1], hit)))
        return _done(case, note, hit, date, sentence, table, verb, m)
    if date is None or date.first is None or not (note.date is None or date.first <= note.date):
        return ("due", hit.entry.what, date.sure, date) if date else None
    between = text[hit.end : date.start] if date.start >= hit.end else ""
    if table.states["due"].search(between) or date.bound == "by":
        return "due", hit.entry.what, date.sure, date
    doubtful = table.states["planned"].search(between) or table.states["cancelled"].search(between)
    if not between or hit.implied or doubtful or table.states["denied"].search(between):
        return None
    dated = hit.entry.does.get("dated")
    told = dated is not None and any(
        # "of" and "from" only beside the date or the name.
        len(m.group()) > 4 or date.start - hit.end - m.end() <= 12
        for m in dated.finditer(between)
    )
    if told or len(between.strip(" (,:-–")) <= _BESIDE:
        return "held", f"{hit.entry.what} dated".strip(), date.sure if told else "likely", date
    return None


def _gap(m: re.Match[str], hit: _Hit) -> int:
    return max(hit.start - m.end(), m.start() - hit.end)


def _done(
    case: CaseFile,
    note: Note,
    hit: _Hit,
    date: DateMention | None,
    sentence: tuple[int, int],
    table: Table,
    verb: str,
    m: re.Match[str],
) -> tuple[EventState, str, Sureness, DateMention | None] | None:
    """What became of it by this verb: done, still to do, called off, or not done since a day."""
    text = case.text
    near = date if date is not None and min(abs(date.start - m.end()), abs(m.start() - date.end)) <= _BY_VERB else None
    if near is None and note.date is None:
        return None
    sure: Sureness = near.sure if near else "likely"
    before = text[max(sentence[0], m.start() - 30) : m.start()]
    what = f"{hit.entry.what} {verb}".strip()
    if verb.startswith("not "):
        return "planned", f"{hit.entry.what} {verb.removeprefix('not ')}", sure, near
    if _NEGATED.search(before):
        if near is not None and (near.bound == "since" or _SINCE.search(text[max(0, near.start - 8) : near.start])):
            return "held", what, sure, near
        return "due", what, sure, near
    stretch = text[max(sentence[0], min(m.start(), hit.start) - 25) : max(m.end(), hit.end) + 14]
    if table.states["cancelled"].search(stretch):
        return "cancelled", what, sure, near
    ahead = _TO_COME.search(before) or table.states["due"].search(stretch)
    if ahead or (near is not None and near.bound == "by"):
        return "due", what, sure, near
    if near is not None and near.first is not None and note.date is not None and near.first > note.date:
        return "planned", what, sure, near
    return "held", what, sure, near


__all__ = ["entry_of", "sentence_events"]
