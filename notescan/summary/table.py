"""The summary as tables, for a spreadsheet: a row a tip, a row a finding; as CSV or as an Excel workbook."""

from __future__ import annotations

from notescan.model import judged
from notescan.summary import words
from notescan.summary.model import Summary
from notescan.tables import Cell, Sheet, as_csv, as_xlsx

_WIDTHS = {
    "Question": 45, "Why suggested": 40, "Computed from the notes": 45, "Gap": 40, "Quote": 70, "Tip": 28,
    "Comment": 35, "Strength": 35, "Area for improvement": 35, "What": 60, "Why": 28, "Place": 14, "File": 20,
    "Author": 18, "Role": 16, "Note type": 18, "Decided at": 20, "Decided by": 18, "Owner": 22, "Value": 90,
    "Field": 24, "Number": 9, "Stance": 10, "For": 8, "Against": 10, "Planned": 10, "To decide": 11, "Rejected": 11,
    "Time": 8, "Start": 9, "End": 9, "File SHA-256": 68,
}  # fmt: skip
_USUAL_WIDTH = 13
_PRINTED = {"Tips": 12, "Items": 11}
"""The columns that a reader needs; with the others a printed page could not be read."""
_ACTION_HEADS = ("What", "Owner", "By", "Tip", "Written by")

TIP_HEADS = (
    "Tip", "Grade", "Comment", "For", "Against", "Planned", "To decide", "Rejected", "Gap", "Strength",
    "Area for improvement", "Computed from the notes", "Question", "Suggested", "Why suggested",
)  # fmt: skip
FINDING_HEADS = (
    "Number", "Tip", "Stance", "Quote", "Comment", "Date", "Time", "Note type", "Author", "Role", "Place", "File",
    "Why", "Decided by", "Decided at", "Start", "End", "File SHA-256",
)  # fmt: skip


def render_csv(summary: Summary) -> str:
    """The confirmed findings, a row each; begins with the mark by which Excel knows UTF-8."""
    return "\ufeff" + as_csv(FINDING_HEADS, finding_rows(summary))


def render_xlsx(summary: Summary) -> bytes:
    """A workbook with the sheets Case, Tips, Items and Actions."""
    actions = [(a.text, a.owner, a.due, a.tip_title, a.written_by) for a in summary.actions]
    sheets = (
        ("Case", ("Field", "Value"), about_rows(summary)),
        ("Tips", TIP_HEADS, tip_rows(summary)),
        ("Items", FINDING_HEADS, finding_rows(summary)),
        ("Actions", _ACTION_HEADS, actions),
    )
    return as_xlsx(
        [
            Sheet(name, heads, [_WIDTHS.get(h, _USUAL_WIDTH) for h in heads], rows, _PRINTED.get(name))
            for name, heads, rows in sheets
        ],
        title=f"Audit summary: {summary.title}",
    )


def tip_rows(summary: Summary) -> list[tuple[Cell, ...]]:
    """A row a tip, under `TIP_HEADS`."""
    return [
        (
            tip.title,
            words.grade(tip),
            tip.comment,
            *(len(tip.of(stance)) for stance in words.STANCES),
            tip.counts.to_decide,
            tip.counts.rejected,
            tip.gap.says if tip.gap else "",
            tip.strength,
            tip.improvement,
            "\n".join(says for says, _ in tip.findings),
            tip.asks,
            words.SUGGESTIONS[tip.suggested],
            tip.suggested_reason,
        )
        for tip in summary.tips
    ]


def finding_rows(summary: Summary) -> list[tuple[Cell, ...]]:
    """A row a confirmed finding, under `FINDING_HEADS`."""
    titles = {tip.tip: tip.title for tip in summary.tips}
    return [
        (
            one.number,
            titles[one.tip],
            words.STANCES[one.stance],
            one.quote,
            one.comment,
            one.note_date,
            one.note_time,
            one.note_type,
            one.note_author,
            one.note_role,
            one.place,
            one.source,
            "; ".join([*one.why, *([one.copied] if one.copied else [])]),
            one.decided_by,
            words.moment(one.decided_at),
            one.start,
            one.end,
            one.source_sha256,
        )
        for one in summary.evidence
    ]


def about_rows(summary: Summary) -> list[tuple[str, Cell]]:
    """What stands on the first page, as name and value."""
    rows: list[tuple[str, Cell]] = [
        ("Case", summary.title),
        *words.facts(summary),
        ("Overall judgement", judged(summary.overall.judgement) if summary.overall else "Not given yet"),
        ("Reason", summary.overall.reason if summary.overall else ""),
    ]
    rows += [("Strength", f"{title}: {text}" if title else text) for title, text in summary.strengths]
    rows += [("Area for improvement", f"{title}: {text}" if title else text) for title, text in summary.improvements]
    rows += [("Action", words.action(action)) for action in summary.actions]
    rows += [("Still open", says) for says in summary.still_open]
    rows += [("File", line) for source in summary.sources for line in words.source_lines(source)]
    rows += [
        ("Made", f"{words.moment(summary.made_at)}, with notescan {summary.notescan}, patterns {summary.patterns}")
    ]
    return rows
