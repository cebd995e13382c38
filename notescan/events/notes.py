"""A note as an event: a Home visit note is a visit on its date, unless its words say that it did not happen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from notescan.dates.sieved import dates_of
from notescan.events.making import make
from notescan.events.met import met_them
from notescan.events.own_day import own_day
from notescan.events.subject import subject_of
from notescan.events.table import Entry, Table
from notescan.model import CaseFile, Note
from notescan.over_time import Event, EventKind, EventState
from notescan.read.kinds import kind_of

KIND_OF_NOTE: dict[str, EventKind] = {
    "visit": "visit",
    "failed-visit": "visit",
    "direct-work": "direct-work",
    "supervision": "supervision",
    "management": "decision",
    "review": "review",
    "conference": "conference",
    "core-group": "core-group",
    "meeting": "meeting",
    "strategy": "strategy",
    "call": "contact",
    "email": "contact",
    "letter": "contact",
    "text": "contact",
    "assessment": "assessment",
    "plan": "plan",
    "contact-family-time": "family-time",
    "referral": "referral",
    "court": "legal",
    "legal": "legal",
    "education": "education",
    "health": "health",
    "handover": "decision",
    "allocation": "decision",
}
"""The kind of event that a kind of note is, where its title is not in the table."""

SENTENCE = re.compile(r"\S[^\n]{0,400}?(?:[.!?]['\"”’)]*(?=\s|$)|(?=\n|$))")
_OPENER = re.compile(r"[\s\-–|:]*(\w[^\n:.–|]{1,28}?)\s*(?:[:.–|\n]|\s-\s)")
_OPENING = 260
"""Characters of a note in which it says whether it took place."""
_MEETINGS = frozenset(
    {"supervision", "review", "conference", "core-group", "meeting", "strategy", "family-time", "direct-work"}
)
_LATER = re.compile(
    r"\b(?:then|eventually|in the end|after a (?:while|long wait|few minutes)|at first|second time|came back|"
    r"when she (?:got|came)|when he (?:got|came)|let me in|let us in|opened the door|answered)\b",
    re.IGNORECASE,
)
_ENOUGH_SEEN = 2
_TOLD_ALREADY = 12
"""Words of a visit before somebody's absence is told: the visit took place."""
_LEAST_TOLD = 4
_FORMAL = re.compile(
    r"(?:from|to|cc|sent|subject|re|date|time|venue|present|attend\w*|in attendance|apologies|purpose[\w ]*|type[\w ]*|"
    r"who (?:was|is) (?:present|seen)|worker|author|worker|child|seen|location|where)\s?:",
    re.IGNORECASE,
)
_OFF_TITLE = re.compile(
    r"\b(?:dna|wna|wnb|not (?:held|done|completed|attended|quorate|possible)|"
    r"did not (?:attend|happen)|no show|n/h|nh)\b|"
    r"\b(?:off|put back|moved|not on)\s*$",
    re.IGNORECASE,
)
_CALLED_OFF = re.compile(r"cancel|postpone|called off|rearrang|reschedul|\bunable|\bable|\bcould", re.IGNORECASE)
_FROM = re.compile(r"\s(?:\w+\s)?from\b", re.IGNORECASE)
""""Rearranged from last week": it is taking place now."""
_NEARLY = re.compile(
    r"\b(?:nearly|almost|thought|about to|going to|might|threatened|wanted)\b[^.;]{0,20}$", re.IGNORECASE
)
_AFTER_ALL = re.compile(
    r"\b(?:went ahead|(?:was|were|is|being) held|took place|goes ahead|gone ahead|held late)\b(?! on \d)", re.IGNORECASE
)
_LABEL = re.compile(r"(?: \w+){0,2}\s?:")
_PRESENT = re.compile(r"\b(?:at home|home when|present|(?:was|were|all|both|mum|dad) in|in and)\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:not?|none|nobody|never|neither|no one|without|since|last)\b[^.;]{0,30}$|n['’]t\b[^.;]{0,20}$", re.I
)
_FEW = 8
_OTHERS_OFF = re.compile(
    r"\b(?:contact|family time|visits?|appointments?|hearing|trip|class|lesson|taxi|respite|clinic|bus|order)\b",
    re.IGNORECASE,
)
"""What else may be called off in a meeting's first words."""
_THIS = re.compile(
    r"\b(?:this|it|today|today's|meeting|supervision|session|group|review|conference|discussion)\b", re.IGNORECASE
)
_ANY_SORT = frozenset({None, "other", "direct-work", "meeting", "management", "report"})
"""Kinds of note that may turn out to be any event by their first words."""
_OPENED = frozenset({"supervision", "core-group", "conference", "review", "strategy"})
_NAMED_MEETINGS = frozenset({"CIN meeting"})
_GOES_ON = re.compile(
    r"\s*(?:$|[.,:;(–|-]|\n|(?:held|with|today|took|discussion|about|on (?!\d)|re\b|notes?\b|record|chaired|at\b|"
    r"in\b|"
    r"number|no\b|\d))",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\W*(?:the )?(?:initial|first|second|third|fourth|fifth|\d(?:st|nd|rd|th))\s+", re.IGNORECASE)
_FOR = re.compile(r"\s+for\b", re.IGNORECASE)
_CARERS = re.compile(r"\b(?:supervising social worker|ssw|fostering)\b", re.IGNORECASE)
"""Who supervises the foster carers, and not the case."""


def of_carers(note: Note) -> bool:
    """Whether the note is the fostering service's, whose supervision is of the carers."""
    return bool(_CARERS.search(f"{note.role or ''} {note.type or ''}"))


def note_event(case: CaseFile, note: Note, table: Table, others: frozenset[str] = frozenset()) -> Event | None:
    """The event that a note with a date is itself; None for a note that is only writing.

    `others` are the names, in small letters, of people who are no children of the case: to meet them is no visit.
    """
    if note.date is None:
        return None
    header = note.title or note.type or _first_words(case, note)
    entry, note_kind = _by_header(note, header, table), note.kind
    if entry is None and note.kind in (None, "other"):
        subject = subject_of(case, note)
        if subject is not None:
            header, note_kind = subject, kind_of(subject)
            entry = entry_of(header, table)
    if entry is not None and entry.kind is None:
        return None
    sentences = list(_first_sentences(case, note)) or [(note.start, note.body)]
    if entry is None and note.kind in _ANY_SORT:
        entry = _opened_by(case, note, sentences, table)
    kind = entry.kind if entry else KIND_OF_NOTE.get(note_kind or "")
    what = entry.what if entry else ""
    if kind is None:
        if not met_them(case, note, header, sentences, table, others):
            return None
        kind, what = "visit", "met"
    if kind == "supervision" and of_carers(note):
        return None
    named = f"{note.type or ''} - {header}"
    state, at = _state(case, note, kind, named, sentences, table)
    if state == "held" and at == sentences[0]:
        at = next((one for one in sentences if _says_something(case.text[slice(*one)])), at)
    day = own_day(case, note, sentences) if kind in _MEETINGS or kind == "visit" else note.date
    entered = note.date if day != note.date else None
    title = header or what or kind
    return make(case, note, at, kind=kind, state=state, what=what, title=title, days=(day, day), entered=entered)


def _says_something(words: str) -> bool:
    """Whether a sentence is worth quoting: no label of a form, no list of names, no "Core group no."."""
    return len(words.split()) >= _LEAST_TOLD and not _FORMAL.match(words)


def _opened_by(case: CaseFile, note: Note, sentences: list[tuple[int, int]], table: Table) -> Entry | None:
    """What the first words of one of the first sentences say that the note is: "Core group held at school"."""
    for start, end in sentences[:3]:
        opening = _WHICH.match(case.text, start, end)
        found = (table.titles.pattern.match(case.text, opening.end(), end) if opening else None) or (
            table.titles.pattern.match(case.text, start, end)
        )
        entry = table.titles.name_of(found.group()).entry if found else None
        if entry is None or found is None or (entry.kind not in _OPENED and entry.what not in _NAMED_MEETINGS):
            continue
        to_come = any(table.states[state].search(case.text, found.end(), end) for state in ("planned", "due"))
        of_another_day = any(d.first != note.date for d in dates_of(case.text[start:end], written=note.date))
        goes_on = _GOES_ON.match(case.text, found.end(), end + 1) or (
            entry.kind == "review" and _FOR.match(case.text, found.end(), end)
        )
        if not (to_come or of_another_day) and goes_on:
            return entry
    return None


def _first_words(case: CaseFile, note: Note) -> str:
    """The words with which a note begins that has no type: "SUPV TM/SW: ..."."""
    words = _OPENER.match(case.text, note.body, note.end)
    return words.group(1) if words else ""


def _by_header(note: Note, header: str, table: Table) -> Entry | None:
    """By the type where that is narrow enough, else by the title: a title may speak of other things too."""
    by_type = entry_of(note.type or "", table)
    if by_type is not None and by_type.what != "meeting":
        return by_type
    return entry_of(header, table) or by_type


def entry_of(header: str, table: Table) -> Entry | None:
    """What a note's type or title says that the note is; the longest words decide, a mere meeting last."""
    found = [(table.titles.name_of(m.group()).entry, len(m.group())) for m in table.titles.pattern.finditer(header)]
    return max(found, key=lambda pair: (pair[0].kind != "meeting", pair[1]), default=(None, 0))[0]


def _first_sentences(case: CaseFile, note: Note) -> Iterator[tuple[int, int]]:
    """The sentences with which the note begins, as far as it says whether it took place."""
    at = note.body
    while at < note.end and at < note.body + _OPENING:
        found = SENTENCE.search(case.text, at, note.end)
        if found is None:
            return
        yield found.start(), found.end()
        at = found.end()


def _state(
    case: CaseFile,
    note: Note,
    kind: EventKind,
    header: str,
    sentences: list[tuple[int, int]],
    table: Table,
) -> tuple[EventState, tuple[int, int]]:
    """Whether it took place, and the sentence that says so."""
    first = sentences[0]
    if note.kind == "failed-visit" and kind in ("visit", "direct-work", "contact"):
        return ("cancelled" if table.states["cancelled"].search(header) else "attempted"), first
    said = _by_title(header, table)
    if said:
        return said, first
    if kind in ("visit", "direct-work"):
        return _visit_state(case, note, sentences, table)
    if kind in _MEETINGS:
        return _meeting_state(case, sentences, table)
    if kind == "plan":
        return _plan_state(case, sentences, table)
    return "held", first


def _by_title(header: str, table: Table) -> EventState | None:
    if table.states["cancelled"].search(header) or _OFF_TITLE.search(header):
        return "cancelled"
    if table.states["attempted"].search(header):
        return "attempted"
    if re.search(r"\b(?:draft|planned|booked|agenda|invite|invitation|to be held|upcoming|scheduled)\b", header, re.I):
        return "planned"
    return None


def _visit_state(
    case: CaseFile, note: Note, sentences: list[tuple[int, int]], table: Table
) -> tuple[EventState, tuple[int, int]]:
    for number, sentence in enumerate(sentences):
        failed = table.visits["failed"].search(case.text, *sentence)
        if failed is None or _FROM.match(case.text, failed.end()):
            continue
        end = min(note.end, note.body + 1500)
        seen = sum(1 for _ in table.visits["seen"].finditer(case.text, failed.end(), end))
        before = sum(1 for _ in table.visits["seen"].finditer(case.text, note.body, sentence[0]))
        later = _LATER.search(case.text, failed.end(), min(note.end, sentence[1] + 200))
        if later or (before and number) or seen > _ENOUGH_SEEN + 1:
            continue
        if re.search(r"\b(?:last|previous|yesterday|earlier|other day)\b", case.text[slice(*sentence)], re.I):
            continue
        of_one = table.visits["one"].fullmatch(failed.group())
        if of_one and number and len(case.text[note.body : sentence[0]].split()) >= _TOLD_ALREADY:
            continue
        if of_one and _others_seen(case.text, note.body, failed.span(), end, table):
            continue
        return ("cancelled" if _CALLED_OFF.search(failed.group()) else "attempted"), sentence
    return "held", sentences[0]


def _others_seen(text: str, start: int, failed: tuple[int, int], end: int, table: Table) -> bool:
    """Whether the note tells of people who were there, beside the one who was not."""
    before = [m for words in (_PRESENT, table.visits["seen"]) for m in words.finditer(text, start, failed[0])]
    after = [m for words in (_PRESENT, table.visits["seen"]) for m in words.finditer(text, failed[1], end)]
    told = [m for m in (*before, *after) if not _LABEL.match(text, m.end())]
    plainly = [m for m in told if not _NOBODY.search(text[max(start, m.start() - 40) : m.start()])]
    return any(m.start() < failed[0] for m in plainly) or len(plainly) >= _ENOUGH_SEEN


def _meeting_state(
    case: CaseFile, sentences: list[tuple[int, int]], table: Table
) -> tuple[EventState, tuple[int, int]]:
    """Called off only where one of the first sentences says it of this one, and not of an earlier or a later one."""
    for sentence in sentences[:2]:
        words = case.text[slice(*sentence)]
        if len(words.split()) <= _FEW and re.match(r"(?:DNA|WNB|did not attend|no show)\b", words, re.IGNORECASE):
            return "cancelled", sentence
        plainly = table.meetings["off"].search(words)
        off = table.states["cancelled"].search(words) or plainly
        if off and (_FROM.match(words, off.end()) or _NEARLY.search(words[: off.start()]) or _AFTER_ALL.search(words)):
            continue
        if off is None or off.group().casefold() in ("missed", "put back", "moved from", "isn't", "is off", "was off"):
            continue
        if re.search(
            r"\b(?:last(?! minute)|previous|earlier|one before|january|february|march|april|june|july|august|september|"
            r"october|november|december|sessions?|first since|since)\b",
            words[: off.end() + 40],
            re.IGNORECASE,
        ):
            continue
        before = words[: off.start()]
        far = len(before.split()) > _FEW // 2 and not _THIS.search(before) and not plainly
        if "?" in words or _OTHERS_OFF.search(before) or far:
            continue
        return "cancelled", sentence
    return "held", sentences[0]


def _plan_state(case: CaseFile, sentences: list[tuple[int, int]], table: Table) -> tuple[EventState, tuple[int, int]]:
    for sentence in sentences[:2]:
        words = case.text[slice(*sentence)]
        if table.states["cancelled"].search(words) and not _AFTER_ALL.search(words):
            return "cancelled", sentence
        if re.search(
            r"\b(?:begun|started on|first half|half of it|not (?:done|finished|completed|updated)|draft|"
            r"to be (?:done|completed|updated)|unfinished|half (?:done|way)|ran out of time|did ?n[o']t|couldn'?t|"
            r"cancelled)\b",
            words,
            re.IGNORECASE,
        ) and not table.states["due"].search(words):
            return "planned", sentence
    return "held", sentences[0]
