"""The lines of the summary screen: what the auditor says of the case beside the evidence, as it stands now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from notescan_tui.wording import action_words, shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession

Kind = Literal[
    "judgement", "strength", "improvement", "action", "detail", "new-strength", "new-improvement", "new-action"
]

HEADS = {
    "judgement": "Overall judgement",
    "strength": "What works well",
    "improvement": "Areas for improvement",
    "action": "Actions",
    "detail": "The audit form",
}


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """One line: what it is, what it is about (a tip, an action, a field; "case" for the whole), its words."""

    kind: Kind
    about: str
    label: str
    words: str
    head: str = ""
    """The heading above it, where it begins a part."""

    @property
    def id(self) -> str:
        return f"{self.kind}|{self.about}"


def summary_rows(session: ReviewSession) -> list[SummaryRow]:
    """All lines in their order; tips only where something is written for them."""
    from notescan.model import judged as in_words
    from notescan.review.closing import CASE, DETAILS

    rows: list[SummaryRow] = []
    judged = session.judgement()
    said = ": ".join(part for part in (in_words(judged[0]), judged[1]) if part) if judged else ""
    rows.append(SummaryRow("judgement", CASE, "The whole case", said, HEADS["judgement"]))
    for kind, read in (("strength", session.strength), ("improvement", session.improvement)):
        rows.append(SummaryRow(kind, CASE, "The whole case", read(), HEADS[kind]))  # type: ignore[arg-type]
        for tip in session.checklist.tips:
            if words := read(tip.id):
                rows.append(SummaryRow(kind, tip.id, shown_line(tip.title), words))  # type: ignore[arg-type]
        rows.append(SummaryRow(f"new-{kind}", "", "+ for a tip", ""))  # type: ignore[arg-type]
    rows += _actions(session)
    for number, (field, title) in enumerate(DETAILS.items()):
        rows.append(SummaryRow("detail", field, title, session.detail(field), "" if number else HEADS["detail"]))
    return rows


def _actions(session: ReviewSession) -> Iterator[SummaryRow]:
    head = HEADS["action"]
    for number, action in enumerate(session.actions(), 1):
        words = action_words(action)
        if action.tip:
            words += f" · {shown_line(session.checklist.tip(action.tip).title)}"
        yield SummaryRow("action", action.id, f"Action {number}", words, head)
        head = ""
    yield SummaryRow("new-action", "", "+ an action", "", head)
