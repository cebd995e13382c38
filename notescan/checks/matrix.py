"""Who was seen and heard, and who was asked and answered, note by note: children by visit, agencies by contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from notescan.checks.agencies import Agencies
from notescan.checks.household import TALKS, Household, Named
from notescan.checks.marks import agency_mark, cues, mark_of, marks_of
from notescan.checks.repeats import in_time
from notescan.checks.rests import rest_at
from notescan.model import CaseFile, Evidence, Note, Roster
from notescan.over_time import Cell, Coverage
from notescan.sieve import CHILD, GROWN_UP

ALWAYS = ("health", "education")
"""Agencies that have a row even where no note names them: that they were never asked is what is to be seen."""
ROWS = (*ALWAYS, "police", "probation", "housing", "jobcentre")
_MEETS = frozenset("visit direct-work observation failed-visit placement education".split())
"""Kinds of note in which the child may be met."""
_CHILD_TIPS = ("childrens-voices", "childs-voice", "childs-perspective", "behavioural-observation", "plan-coproduced")
_AGENCY_TIPS = ("agency-checks", "agency-information", "agency-contacts", "partnership")
_STRENGTH = {"seen alone": 4, "heard": 3, "observed": 2, "seen": 1, "not seen": 0}
_LEAST_WORTH = 0.4
_PRONOUN = re.compile(r"\W*(?:(?:and|but|then|so|later|afterwards|today) )?(?P<who>s?he)\b", re.IGNORECASE)


def coverage_matrix(case: CaseFile, evidence: Sequence[Evidence], roster: Roster) -> Coverage:
    """The children and agencies of a case as rows, and a cell for each note in which one of them has a mark.

    A child has at the most "seen alone" and "heard" side by side in one note; weaker marks give way to stronger ones,
    and "not seen" to any other. Cells are in the order of time.
    """
    latest = max((note.date for note in case.notes if note.date), default=None)
    household = Household(case, roster, audit_date=latest, adults=True)
    agencies = Agencies(case, roster)
    of_note: dict[str, list[Evidence]] = {}
    for item in evidence:
        if item.strength == "strong" or (item.worth or 0) >= _LEAST_WORTH:
            of_note.setdefault(item.note, []).append(item)
    cells: list[Cell] = []
    for note in in_time(case.notes):
        items = of_note.get(note.id, [])
        cells.extend(_children(case, note, household, items))
        cells.extend(_agencies(case, note, agencies, items))
    found = {cell.row for cell in cells}
    rows = [*ALWAYS, *(row for row in ROWS if row in found and row not in ALWAYS)]
    return Coverage(children=tuple(household.names), agencies=tuple(rows), cells=tuple(cells))


def _children(case: CaseFile, note: Note, household: Household, items: Sequence[Evidence]) -> Iterator[Cell]:
    """One cell for each child and mark of a note, the strongest marks only."""
    if not household.children:
        return
    told: dict[str, dict[str, tuple[int, int]]] = {}
    mark: str | None
    if note.kind in _MEETS:
        for child, mark, start, end in _met(case, note, household):
            told.setdefault(child, {}).setdefault(mark, (start, end))
    for item in items:
        if item.tip.partition(".")[2] not in _CHILD_TIPS or item.stance == "planned":
            continue
        sentence = (item.sentence.start, item.sentence.end)
        for child in household.spoken_of(item.start, item.end, sentence=sentence, note=note):
            mark = _as_met(case, note, item, child)
            if mark and (item.stance == "against") == (mark == "not seen"):
                told.setdefault(child, {}).setdefault(mark, (item.start, item.end))
    if note.kind == "failed-visit" and not told:
        end = case.text.find("\n", note.body, note.end)
        span = (note.body, end if end > note.body else note.end)
        told = {child: {"not seen": span} for child in household.names}
    for child, marks in told.items():
        if (household.ages[child] or TALKS) < TALKS:
            # A baby is watched, not heard.
            marks = {{"heard": "observed", "seen alone": "seen"}.get(mark, mark): span for mark, span in marks.items()}
        best = max(_STRENGTH[mark] for mark in marks)
        for mark, (start, end) in marks.items():
            if _STRENGTH[mark] == best or (mark == "heard" and best > _STRENGTH["heard"]):
                yield Cell(row=child, mark=mark, date=note.date, rest=rest_at(case, note, start, end, mark))


def _as_met(case: CaseFile, note: Note, item: Evidence, child: str) -> str | None:
    """The mark of an evidence item; only where the child was met, is quoted, or is told of by who watched it."""
    mark = mark_of(item.quote)
    if note.kind in _RETELLS:
        return mark if mark == "not seen" else None
    if note.kind in _AFAR:
        theirs = bool(
            re.search(rf"\b{re.escape(child)}\b", f"{note.type} {note.title} {case.text[note.body : note.body + 60]}")
        )
        told = theirs or bool(re.search(r"[\"“]", item.quote))
        if mark in ("seen", "seen alone") or (mark == "heard" and not told):
            return None
    return mark


_RETELLS = frozenset("supervision management allocation chronology referral handover plan".split())
"""Kinds of note whose writer tells what others saw."""
_AFAR = frozenset("call email text letter".split())


def _met(case: CaseFile, note: Note, household: Household) -> Iterator[tuple[str, str, int, int]]:
    """What each sentence of a note tells of the children named in it, or of the one named last: child, mark, place."""
    text = case.text
    last: list[str] = []
    for line, signs in household.index.sentences(note):
        if line.heading:
            continue
        named = []
        if signs & CHILD:
            found = household.named(line.start, line.end)
            named = [n for n in found if not household.in_passing(n, line.start)]
        if signs & GROWN_UP and household.adult_named(line.start, named[0].start if named else line.end):
            # Whoever is "she" in the next sentence, it may be the grown-up.
            last = []
        if not named:
            pronoun = _PRONOUN.match(text, line.start, line.end) if last else None
            if pronoun and household.gender[last[0]] in (_GENDER[pronoun["who"].lower()], None):
                some = last
            else:
                some, last = household.group(line.start, line.end) if signs & cues().of_child else [], []
            for mark in marks_of(text[line.start : line.end], signs) if some else ():
                yield from ((child, mark, line.start, _trim(text, line.start, line.end)) for child in some)
            continue
        for some, start, end in _segments(named, line.start, line.end, text):
            last = [] if signs & GROWN_UP and household.adult_named(line.start, start) else some
            if not signs & cues().of_child:
                continue
            first = next(n.start for n in named if n.start >= start and n.child == some[0])
            # What a parent tells of the child is the parent's account.
            if _ACCOUNT.search(text, start, first):
                continue
            begin = start if _MET.search(text, start, first) else first
            for mark in marks_of(text[begin:end], signs):
                yield from ((child, mark, begin, _trim(text, begin, end)) for child in some)


_GENDER = {"he": "m", "she": "f"}
_MET = re.compile(
    r"\b(?:saw|seen|met|sat|spoke|spoken|talked|took|visited|time|walked|played|chat(?:ted)?|session|work|alone|observed|watched|i)\b",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"\b(?:told|tells|says?|said|reports?|reported|thinks?|reckons?|feels?|felt|according|worried|wants?|"
    r"mentioned|explained|asked (?:if|what|whether|how|about|why|mum|dad))\b",
    re.IGNORECASE,
)
_NEW_CLAUSE = re.compile(r"(?:[,;:.(–—-]|\b(?:and|but|while|whereas|then))\s*$", re.IGNORECASE)
_BOTH = re.compile(r"\s*(?:,|&|/|\+|and|,\s?and)\s*")


def _segments(named: Sequence[Named], start: int, end: int, text: str) -> Iterator[tuple[list[str], int, int]]:
    """The parts of a sentence, each with the children whom it begins with: "Tia and Jo were in, Ellis at school"."""
    groups: list[tuple[list[str], int, int]] = []
    for name in named:
        if groups and _BOTH.fullmatch(text, groups[-1][2], name.start):
            groups[-1] = ([*groups[-1][0], name.child], groups[-1][1], name.end)
        elif not groups or _NEW_CLAUSE.search(text, max(start, name.start - 12), name.start):
            groups.append(([name.child], name.start, name.end))
    for at, (some, first, _) in enumerate(groups):
        yield some, start if at == 0 else first, groups[at + 1][1] if at + 1 < len(groups) else end


def _trim(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip(" ,;\n-–—"))


def _agencies(case: CaseFile, note: Note, agencies: Agencies, items: Sequence[Evidence]) -> Iterator[Cell]:
    """One cell for each agency and mark of a note: by the evidence first, then by its sentences, then by its name."""
    text = case.text
    told: dict[tuple[str, str], tuple[int, int]] = {}
    for item in items:
        if item.tip.partition(".")[2] not in _AGENCY_TIPS:
            continue
        agency = agencies.of_evidence(item, note)
        if agency in ROWS:
            mark = agency_mark(text[item.sentence.start : item.sentence.end])
            if item.stance == "planned" or (item.stance == "for" and mark == "asked"):
                mark = "asked"
            elif item.stance == "for":
                mark = "answered"
            elif mark != "missing":
                mark = "no reply" if mark else "missing"
            told.setdefault((agency, mark), (item.start, item.end))
    for line, signs in agencies.index.sentences(note):
        if line.heading or not signs & agencies.sign or not signs & cues().of_agency:
            continue
        mentions = [m for m in agencies.mentions(line.start, line.end) if m.agency in ROWS]
        mark = agency_mark(text[line.start : line.end], signs) if mentions else None
        if mark is None:
            continue
        for mention in mentions:
            if not mention.weak or mark in _REACHED_FOR:
                theirs = mark == "asked" and not mention.weak and _GOT_IN_TOUCH.match(text, mention.end, line.end)
                told.setdefault((mention.agency, "answered" if theirs else mark), (line.start, line.end))
    named = agencies.of_header(note)
    if named in ROWS and not any(agency == named for agency, _ in told):
        end = text.find("\n", note.body, note.end)
        told[named, "answered" if note.kind in ("call", "email", "letter", "health", "education") else "shared"] = (
            note.body,
            _trim(text, note.body, end if end > note.body else note.end),
        )
    for (agency, mark), (start, end) in told.items():
        if end > start:
            yield Cell(row=agency, mark=mark, date=note.date, rest=rest_at(case, note, start, end, f"{agency}: {mark}"))


_GOT_IN_TOUCH = re.compile(
    r" (?:has |have |had )?(?:just )?(?:rang|rung|called|phoned|emailed|wrote|written)\b(?! off)"
)
"""Behind its name: the agency itself made contact, and was not asked."""
_REACHED_FOR = frozenset({"asked", "shared", "no reply", "missing"})
"""With these even "to the school" speaks of the agency, and not of the place."""
