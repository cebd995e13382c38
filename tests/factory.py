"""Hand-made cases, scans and checklists for tests of what comes after the engine. All people are invented."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from notescan.model import CaseFile, Check, Checklist, CheckResult, Evidence, Note, Scan, Source, Tip, TipResult
from notescan.values import Extent

AUDIT_DATE = dt.date(2025, 3, 10)

VOICE, HOME, PARENTS, AGENCIES, TIME = (
    "assessment.childs-voice",
    "assessment.home-environment",
    "assessment.parents-views",
    "assessment.agency-checks",
    "assessment.timeframe",
)

# (header line, date, time, type, author, body)
NOTES: list[tuple[str, dt.date | None, str | None, str | None, str | None, str]] = [
    (
        "Marlow family: printed from the case system",
        None,
        None,
        None,
        None,
        "Children: Ebony (9) and Tobias (4). Mother: Carla Marlow.\n\n",
    ),
    (
        "14/01/2025 10:30 | Home visit | Priya Dunmore, social worker",
        dt.date(2025, 1, 14),
        "10:30",
        "Home visit",
        "Priya Dunmore",
        'Ebony was seen alone in her bedroom. She said "I like it when Nan stays because then it\'s quiet." '
        "The kitchen was clean and there was food in the fridge 🥕. Carla told me that she wants help with "
        "mornings, but she does not want the school to know.\n\n",
    ),
    (
        "20/01/2025 | Telephone call | Priya Dunmore, social worker",
        dt.date(2025, 1, 20),
        None,
        "Telephone call",
        "Priya Dunmore",
        "I will ring the health visitor on Monday to ask for their view. School was not contacted.\n"
        "- Tobias's room has no heating\n- a lock is on the outside of his door\n\n",
    ),
    (
        "03/02/2025 14:00 | Direct work | Sam Oyelaran, support worker",
        dt.date(2025, 2, 3),
        "14:00",
        "Direct work",
        "Sam Oyelaran",
        "Tobias pointed at the sad face when asked about bedtime. He would not talk about the cellar. "
        "Ebony was not seen at this visit.\n\n",
    ),
]

# (tip, stance, quote, why, strength)
MARKS: list[tuple[str, str, str, str, str]] = [
    (VOICE, "for", "Ebony was seen alone in her bedroom", "the child is seen alone", "strong"),
    (
        VOICE,
        "for",
        'She said "I like it when Nan stays because then it\'s quiet."',
        "the child's own words, quoted by the worker",
        "strong",
    ),
    (
        VOICE,
        "for",
        "Tobias pointed at the sad face when asked about bedtime",
        "the child shows a feeling",
        "strong",
    ),
    (VOICE, "against", "Ebony was not seen at this visit", "'not seen': it did not happen", "strong"),
    (HOME, "for", "her bedroom", "a child's bedroom was seen", "possible"),
    (
        HOME,
        "for",
        "The kitchen was clean and there was food in the fridge",
        "the state of the kitchen",
        "strong",
    ),
    (HOME, "against", "Tobias's room has no heating", "'no': something is missing", "strong"),
    (
        PARENTS,
        "for",
        "Carla told me that she wants help with mornings",
        "a parent says what she wants",
        "strong",
    ),
    (
        AGENCIES,
        "planned",
        "I will ring the health visitor on Monday",
        "'will': it is still to be done",
        "strong",
    ),
    (AGENCIES, "against", "School was not contacted", "'not': it was not done", "strong"),
]

RESULTS: dict[str, tuple[str, CheckResult | None, str]] = {
    VOICE: ("partly_met", None, "The child's own words are there, but one child was missed at a visit."),
    HOME: ("partly_met", None, "The kitchen and a bedroom are described; one room has no heating."),
    PARENTS: ("met", None, "The mother's wishes are recorded."),
    AGENCIES: ("not_met", None, "One agency was not contacted, another is still to be rung."),
    TIME: (
        "no_evidence",
        CheckResult(kind="timeframe", outcome="not_recorded", facts={"started": None, "completed": None}),
        "Looked for the dates on which the assessment began and was finished in 3 dated notes; found none.",
    ),
}


# Lines that would act if anything took them for markup: HTML, Markdown, templates, terminal markup, formulas.
HOSTILE = [
    "<script>alert(1)</script> said Jo & co.",
    '"><img src=x onerror=alert(1)>',
    "</div></section><h1>Not ours</h1><!-- hidden",
    "{{ 7 * 7 }} {% include 'summary.css' %} &lt; &amp;nbsp; &#60;",
    "[red]loud[/red] [@click=app.quit]go[/]",
    "[a link](http://example.invalid/x) ![pic](http://example.invalid/y.png) <http://example.invalid>",
    "see https://example.invalid/a_b_c, www.example.invalid or jo@example.invalid",
    "# Heading *bold* __strong__ `code` ~~gone~~ a | b | c $x$ ^up^",
    "- item", "+ item", "* item", "1. first", "23) second", "=====", "---", "***", "> quoted", "    indented",
    "\ttabbed", "```", "~~~", "ends in two spaces  ", "ends in a backslash\\", "[ref]: http://example.invalid",
    "=HYPERLINK(\"http://example.invalid\")", "| a | b |", "| - | - |", "\\# not a heading \\* \\",
    "wide 漢字 and e\u0301 and 🥕👩‍👧, no\u00a0break",
]  # fmt: skip


def make_case(
    notes: Iterable[tuple[str, dt.date | None, str | None, str | None, str | None, str]] = NOTES,
    *,
    title: str = "Marlow family",
    path: str = "marlow.txt",
) -> CaseFile:
    """A case of four notes (the first without a date), from one file; or of the notes given."""
    text = ""
    made: list[Note] = []
    for n, (header, date, time, kind, author, body) in enumerate(notes, 1):
        start = len(text)
        text += header + "\n" + body
        made.append(
            Note(
                id=f"n{n}",
                start=start,
                end=len(text),
                body=start + len(header) + 1,
                date=date,
                time=time,
                type=kind,
                author=author,
            )
        )
    source = Source(path=path, sha256=hashlib.sha256(text.encode()).hexdigest(), start=0, end=len(text))
    return CaseFile(title=title, text=text, sources=(source,), notes=tuple(made))


def make_scan(
    case: CaseFile,
    marks: Iterable[tuple[str, str, str, str, str]] = MARKS,
    *,
    checklist: str = "assessment",
) -> Scan:
    """A scan of `case` in which each mark's quote is an item, where the case holds it (its first place)."""
    evidence: list[Evidence] = []
    for tip, stance, quote, why, strength in marks:
        start = case.text.find(quote)
        if start < 0:
            continue
        line = case.text.rfind("\n", 0, start) + 1
        line_end = case.text.find("\n", start)
        evidence.append(
            Evidence.model_validate(
                {
                    "id": f"e{len(evidence) + 1}",
                    "tip": tip,
                    "stance": stance,
                    "note": case.note_at(start).id,
                    "start": start,
                    "end": start + len(quote),
                    "quote": quote,
                    "sentence": Extent(start=line, end=max(line_end, start + len(quote))),
                    "pattern": tip.partition(".")[2] + ".made-up",
                    "why": (why,),
                    "place": case.place(start),
                    "strength": strength,
                    "means": f"Finds where {why}.",
                }
            )
        )
    tips = tuple(
        TipResult.model_validate(
            {
                "tip": tip,
                "suggested": suggested,
                "evidence": tuple(e.id for e in evidence if e.tip == tip),
                "check": check,
                "reason": reason,
            }
        )
        for tip, (suggested, check, reason) in RESULTS.items()
    )
    return Scan(
        checklist=checklist,
        audit_date=AUDIT_DATE,
        sources=case.sources,
        notes=case.notes,
        evidence=tuple(evidence),
        tips=tips,
        patterns="made-up 1",
    )


def make_checklist() -> Checklist:
    """Five tips of the assessment checklist; the last has no evidence in `make_scan`."""

    def tip(tip_id: str, title: str, asks: str, check: Check | None = None) -> Tip:
        return Tip(
            id=tip_id,
            title=title,
            asks=asks,
            where=("case notes",),
            good="It is told in the notes, with a date.",
            mistaken="What somebody else thinks about it.",
            check=check,
        )

    return Checklist(
        id="assessment",
        title="Child and family assessment",
        tips=(
            tip(VOICE, "Child's voice", "Are the child's own words and wishes in the record?"),
            tip(HOME, "Home environment", "Does the record describe the home and where the child sleeps?"),
            tip(PARENTS, "Parents' views", "Are the views of each parent recorded?"),
            tip(AGENCIES, "Agency checks", "Were the other agencies asked, and did they answer?"),
            tip(
                TIME,
                "Timeframe",
                "Was the assessment finished in time?",
                Check(kind="timeframe", limits={"working_days": 45}),
            ),
        ),
    )


def make_hostile_case() -> CaseFile:
    """A case of one note in which header, title, path and every line are hostile."""
    head = "12/01/2025 | <b>Visit</b> | [Jo](x)"
    date, kind, author = dt.date(2025, 1, 12), "<b>Visit</b>", "[Jo](http://example.invalid)"
    return make_case(
        [(head, date, "09:00", kind, author, "\n".join(HOSTILE) + "\n")],
        title="<i>The</i> *Marlow* family",
        path="a|b <file>.txt",
    )


def make_hostile_scan(case: CaseFile) -> Scan:
    """A scan of the hostile case in which every line is an item, and its reason the same line."""
    marks = [(VOICE if n % 2 else HOME, "for", line, line, "strong") for n, line in enumerate(HOSTILE)]
    return make_scan(case, marks)
