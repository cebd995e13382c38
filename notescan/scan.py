"""Read a case for one checklist: every note through the pipeline, and what it means for each tip."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from notescan import __version__
from notescan.areas import guess_area
from notescan.checks import Context, check_tips, over_time
from notescan.checks.lines import keep_lines
from notescan.checks.repeats import mark_copied
from notescan.collector import held_back
from notescan.dates.settings import usual_reckoning
from notescan.dates.working import Reckoning
from notescan.events import find_events
from notescan.model import LIKENESS, CaseFile, Checklist, Evidence, Note, Roster, Scan, TipResult
from notescan.suggesting import suggest
from notescan.values import Extent

LIKENESS_MEANS = "Suggested by likeness to confirmed evidence; no pattern names these words."

__all__ = ["guess_area", "scan_case"]


def scan_case(
    case: CaseFile,
    checklist: Checklist,
    *,
    audit_date: dt.date,
    children: Sequence[str] = (),
    roster: Roster | None = None,
    patterns: Path | None = None,
    weigh: bool = True,
    reckoning: Reckoning | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Scan:
    """Find the evidence for every tip of `checklist` in `case`.

    `children` names the children of the case; `roster` replaces what is read from the text.
    `patterns` names a folder of patterns to lay over ours and the user's own.
    `weigh=False` leaves out the trained component: patterns alone decide.
    `reckoning` says how working days are counted; without it, as the user's settings say.
    `progress(done, notes)` is called after each note; what it raises ends the scan.
    """
    with held_back():
        return _scan(
            case,
            checklist,
            audit_date=audit_date,
            children=children,
            roster=roster,
            patterns=patterns,
            weigh=weigh,
            reckoning=reckoning,
            progress=progress,
        )


def _scan(
    case: CaseFile,
    checklist: Checklist,
    *,
    audit_date: dt.date,
    children: Sequence[str],
    roster: Roster | None,
    patterns: Path | None,
    weigh: bool,
    reckoning: Reckoning | None,
    progress: Callable[[int, int], None] | None,
) -> Scan:
    from notescan.pipeline.build import EvidenceComponent, load
    from notescan.pipeline.roster import read_roster

    whole, case = case, _without_doubles(case)
    people = roster or read_roster(case, children=children)
    area = checklist.tips[0].id.partition(".")[0]
    nlp = load(area, str(patterns) if patterns else None, weigh=weigh)
    component = nlp.get_pipe("notescan_evidence")
    assert isinstance(component, EvidenceComponent)
    known = {tip.id for tip in checklist.tips}
    evidence: list[Evidence] = []
    for number, note in enumerate(case.notes, 1):
        evidence.extend(e for e in _read_note(nlp, case, note, people) if e.tip in known)
        if progress:
            progress(number, len(case.notes))
    evidence = mark_copied(case, evidence)
    # what is only like marked evidence makes no event: a date needs words that are named
    named = [item for item in evidence if item.pattern != LIKENESS]
    ctx = Context(
        case=case,
        checklist=checklist,
        evidence=tuple(evidence),
        roster=people,
        events=tuple(find_events(case, roster=people, evidence=named, audit_date=audit_date)),
        audit_date=audit_date,
        reckoning=reckoning or usual_reckoning(),
    )
    return Scan(
        checklist=checklist.id,
        audit_date=audit_date,
        # The case keeps where each line stands; here it would only be long, for every item has its place.
        sources=tuple(s.model_copy(update={"places": None}) for s in case.sources),
        notes=whole.notes,
        evidence=tuple(evidence),
        tips=tuple(_results(ctx)),
        roster=people,
        patterns=f"{__version__}+{component.library.digest}",
        sets=component.library.sets,
        weights=component.weights,
        pattern_problems=tuple(str(problem) for problem in component.library.problems),
        over_time=over_time(ctx),
    )


def _without_doubles(case: CaseFile) -> CaseFile:
    """The case without the notes that stand in it twice, so that nothing is found twice."""
    if not any(note.same_as for note in case.notes):
        return case
    return case.model_copy(update={"notes": tuple(note for note in case.notes if not note.same_as)})


def _read_note(nlp: object, case: CaseFile, note: Note, roster: Roster) -> Iterator[Evidence]:
    from spacy.language import Language

    from notescan.pipeline.build import EvidenceComponent, notescan_sentences
    from notescan.pipeline.doc_words import TEXT, token_places

    assert isinstance(nlp, Language)
    component = nlp.get_pipe("notescan_evidence")
    assert isinstance(component, EvidenceComponent)
    body = case.text[note.body : note.end]
    if not body.strip():
        return
    doc = nlp.make_doc(body)
    doc.user_data[TEXT] = body
    doc.user_data["notescan.note"] = note
    # the engine itself, not `nlp(doc)`: the Spans that a spaCy pipeline leaves on a Doc take as long as finding them
    items = component.engine.read(notescan_sentences(doc), roster=roster, note=note)
    keep_lines(case, note, doc.user_data["notescan.lines"])
    starts, ends = token_places(doc)
    for found in items:
        start, end = note.body + starts[found.start], note.body + ends[found.end - 1]
        sentence = Extent(start=note.body + starts[found.sentence[0]], end=note.body + ends[found.sentence[1] - 1])
        first = found.patterns[0] if found.patterns else None
        yield Evidence(
            id=_id_of(found.tip, found.stance, start, end),
            tip=found.tip,
            stance=found.stance,
            note=note.id,
            start=start,
            end=end,
            quote=case.text[start:end],
            sentence=sentence,
            pattern=first.id if first else LIKENESS,
            patterns=tuple(p.id for p in found.patterns) or (LIKENESS,),
            means=first.means if first else LIKENESS_MEANS,
            why=found.why,
            place=case.place(start),
            strength=found.strength,
            worth=found.worth,
            like=found.like,
        )


def _id_of(tip: str, stance: str, start: int, end: int) -> str:
    """An id that stays the same when the same words are found again."""
    return "e" + hashlib.blake2b(f"{tip}|{stance}|{start}|{end}".encode(), digest_size=5).hexdigest()


def _results(ctx: Context) -> Iterator[TipResult]:
    checks = check_tips(ctx)
    for tip in ctx.checklist.tips:
        items, check = ctx.evidence_of(tip.id), checks.get(tip.id)
        suggested, reason = suggest(ctx, tip, items, check)
        ids = tuple(item.id for item in items)
        yield TipResult(tip=tip.id, suggested=suggested, evidence=ids, check=check, reason=reason)
