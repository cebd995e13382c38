"""Events that sentences tell: a name, a day, what became of it ("core group held 5 Nov", "the first was 8 April")."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from notescan.dates import DateMention
from notescan.dates.lists import listed_apart, told_once
from notescan.dates.sieved import dates_of
from notescan.events.making import make
from notescan.events.table import Entry, Table
from notescan.events.telling import Hit, Sentence, Told, tell
from notescan.model import CaseFile, Evidence, Note
from notescan.over_time import Event

ANAPHOR = re.compile(
    r"\b(?:the|\(|,|its|their|our|her|his)?\s*(?P<which>first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th|last one|"
    r"previous one|one before(?: it| that| this)?|latest|most recent|last|that one|this one|it)"
    r"(?=\s+(?:one\s+)?(?:was|is|were|on|held|took|had|due|should|being|not|did|went|happened|happens|goes|\d))",
    re.IGNORECASE,
)
_IT_WAS = re.compile(
    r"it (?:was (?:last|then|finally|eventually)|went ahead|took place|was held|happened)\b", re.IGNORECASE
)
""""..., so it was put off; it went ahead on 14 April"."""
_AND = re.compile(r"\s*(?:,|&|and|,\s?and|;|then|, then|\+)\s*(?:on |the )*")
_MOVED = re.compile(
    r"\b(?:moved|changed|rearranged|rescheduled|postponed|put back|brought forward|shifted|swapped|deferred)\s+"
    r"(?:\w+\s){0,2}from (?:the )?$",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*,?\s*(?:to|until)\s+(?:the )?", re.IGNORECASE)
_BREAK = re.compile(
    r"(?<=[.!?])(?<!\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\.)(?<!\bSept\.)(?<!\b(?:Mr|Ms|Dr|St|No)\.)"
    r"(?<!\bMrs\.)['\"”’)]*\s+(?=[A-Z0-9\"'“‘(\-•*])|\n+|;\s|\s[•▪]\s|\s-\s(?=[A-Z])"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")
_ORDINAL = re.compile(
    r"\b(?:(first|1st|initial|review 1|rev 1)|(second|2nd|review 2|rev 2)|(third|3rd|review 3)|(fourth|4th|review 4)|"
    r"(fifth|5th|review 5)|(sixth|6th|review 6))\b",
    re.IGNORECASE,
)
_IN_HEADERS = frozenset({"assessment", "plan", "legal", "referral"})
_OWN = re.compile(r"\s(?:his|her|their|its)\sown\b", re.IGNORECASE)
""" "Seen on their own": the words are no beginning of a date."""
_UNANSWERED = re.compile(r"[ \t]*:[ \t]*(?:\n\s*(?![\d\s])|\Z)")
"""A form's label with nothing behind it: "Date of referral:"."""
_CARE = re.compile(
    r"\b(?:looked after (?:since|from|by|on)|(?:came|been|taken|brought|placed) (?:in|into|to) care|accommodated|"
    r"in care since|"
    r"(?:protection|care) order|section 20|s\.?20|became (?:looked after|lac|cla))\b",
    re.IGNORECASE,
)
"""Evidence on the timing of reviews may tell of the day from which they are counted: it is then no review."""
_POINTS = re.compile(
    r"\b(?:see|per|ref|cf|(?:note|entry|email|e-mail|letter|record) (?:of|dated|from))\.?\s(?:the\s)?$", re.I
)
""""See 18/12": where to read on, and no day of the event."""
_HEADING_WORDS = 4
_PASSAGE = 120
"""The least characters that stand under a heading."""
_NEAR = 70
"""How many characters may lie between a name and its date."""


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
) -> list[tuple[tuple[int, int], list[Hit]]]:
    """The sentences that hold a name or such evidence, and the one after each, which may go on about it."""
    text = case.text
    found = [
        Hit(start, end, name.entry, name.tells)
        for start, end in table.names.places(text, note.start, note.end)
        for name in (table.names.name_of(text[start:end]),)
        # What a header says that the note is, the note's own event tells; but it may hold dates of the case.
        if (start >= note.body or name.entry.kind in _IN_HEADERS) and not _OWN.match(text, end)
        if not (name.tells and _UNANSWERED.match(text, end, note.end))
    ]
    for item in evidence:
        entry = table.tips.get(item.tip)
        if entry is not None and not (
            entry.kind == "review" and _CARE.search(text, item.sentence.start, item.sentence.end)
        ):
            found.append(Hit(item.start, item.start, entry, False, dated_only=item.stance != "for"))
    if not found:
        return []
    found.sort(key=lambda h: (h.start, h.end))
    bounds = [note.start, *(m.end() for m in _BREAK.finditer(text, note.start, note.end)), note.end]
    spans: list[tuple[tuple[int, int], list[Hit]]] = []
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


def _with_anaphors(text: str, start: int, end: int, hits: list[Hit], named: Entry | None) -> list[Hit]:
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
        if (
            m["which"].casefold() == "it"
            and not before
            and not (m.start() - start <= 1 and _IT_WAS.match(text, m.start()))
        ):
            continue
        out.append(Hit(m.start(), m.end(), entry, False, m["which"], dated_only=True))
    return sorted(out, key=lambda h: (h.start, h.end))


def _events_of(
    case: CaseFile, note: Note, start: int, end: int, hits: list[Hit], table: Table, audit_date: dt.date
) -> Iterator[Event]:
    text = case.text
    words = text[start:end]
    dates = told_once(words, dates_of(words, written=note.date, offset=start), offset=start)
    dates = list(listed_apart(words, dates, offset=start))
    dates = [d for d in dates if d.first is not None and d.precision != "season" and d.day_count is None]
    dates = [d for d in dates if not _POINTS.search(text, max(start, d.start - 24), d.start)]
    used: set[int] = set()
    for number, hit in enumerate(hits):
        if hit.entry.kind is None:
            continue
        nxt = next((h.start for h in hits[number + 1 :] if h.start > hit.end), end)
        prev = max((h.end for h in hits[:number]), default=start)
        date = _date_for(hit, dates, nxt, prev, used)
        order = _order(
            text[hit.start : min(nxt, hit.end + 12)] if hit.order else text[max(start, hit.start - 12) : hit.end]
        )
        title = hit.entry.what if hit.order else text[hit.start : hit.end].strip(" (,") or hit.entry.what
        tellings = list(tell(text, note, Sentence(start, end, prev, nxt, dates), hit, date, table))
        for told in [*tellings, *_more(text, start, hit, tellings, dates)]:
            days = (told.date.first, told.date.last) if told.date else (note.date, note.date)
            if days[0] is None:
                continue
            if told.date is not None:
                used.add(told.date.start)
            state = told.state
            if state == "held" and days[0] > (note.date or audit_date):
                # A day of its own in the header, or in the heading of a passage inside the note, is no plan.
                own = hit.start < note.body or _heads(text, start, end, note, hit, told.date)
                state = "held" if own and days[0] <= audit_date else "planned"
            yield make(
                case,
                note,
                (start, end),
                kind=hit.entry.kind,
                state=state,
                what=" ".join(part for part in (order if hit.entry.kind == "review" else "", told.what) if part),
                title=title[:1].upper() + title[1:],
                days=days,
                precision=told.date.precision if told.date else "day",
                sure=told.sure,
            )


def _more(text: str, start: int, hit: Hit, told: Sequence[Told], dates: Sequence[DateMention]) -> Iterator[Told]:
    """The further days of a list ("reviews on 3 May, 4 July and 2 October"), the new day of what was moved to it."""
    if len(told) != 1 or told[0].date is None or told[0].date not in dates:
        return
    last = told[0].date
    for date in dates[dates.index(last) + 1 :]:
        between = text[last.end : date.start]
        if _TO.fullmatch(between) and _MOVED.search(text, max(start, last.start - 60), last.start):
            yield told[0]._replace(state="planned", date=date)
            return
        if not (_AND.fullmatch(between) and text[hit.start : hit.end].rstrip().endswith(("s", "so far", "held"))):
            return
        yield told[0]._replace(date=date)
        last = date


def _heads(text: str, start: int, end: int, note: Note, hit: Hit, date: DateMention | None) -> bool:
    """Whether the day is the line's own: the heading of a passage ("Core group 3 May 2025"), or a line of a log."""
    if date is None or date.sure != "sure" or hit.order:
        return False
    line = text.rfind("\n", note.start, start + 1) + 1
    if date.start - line <= 2:
        # A log: each line with its day in front.
        return True
    words = text[line : max(hit.end, date.end)]
    rest = words.replace(text[hit.start : hit.end], "").replace(text[date.start : date.end], "")
    more = text[end : note.end].strip()
    return start - line <= 1 and len(re.findall(r"[^\W\d_]+", rest)) <= _HEADING_WORDS and len(more) > _PASSAGE


def _order(words: str) -> str:
    found = list(_ORDINAL.finditer(words))
    return _ORDINALS[(found[-1].lastindex or 1) - 1] if found else ""


def _date_for(hit: Hit, dates: list[DateMention], nxt: int, prev: int, used: set[int]) -> DateMention | None:
    """The date that goes with a name: the nearest after it up to the next name, else the nearest before it."""
    inside = [d for d in dates if hit.start <= d.start and d.end <= hit.end + 1 and not hit.implied]
    if inside:
        return inside[0]
    after = [d for d in dates if d.start >= hit.end and d.start < nxt and d.start - hit.end <= _NEAR]
    if after:
        return after[0]
    before = [d for d in dates if prev <= d.start and d.end <= hit.start and hit.start - d.end <= _NEAR]
    before = [d for d in before if d.start not in used]
    return before[-1] if before else None
