"""What the auditor is asked, what good looks like, what is suggested and what they decided, for one tip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from notescan_tui.findings import findings_of
from notescan_tui.wording import (
    STANCE_SIGNS,
    STANCE_WORDS,
    STATE_SIGNS,
    SUGGESTED_WORDS,
    shown_line,
)

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession


_MOST_PLACES = 3
"""Words of each finding that are shown in the panel; all of them are a key away."""


class TipPanel(VerticalScroll, can_focus=False):
    """Everything about the tip, for a wide terminal; the same words are in the `i` dialog on a narrow one."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="tip-words", markup=False)

    _tip = ""
    _words = Text()

    def show_tip(self, session: ReviewSession, tip: str, *, items: bool = True) -> None:
        """Show this tip; from its beginning where it is another one than before."""
        words = tip_words(session, tip, self.app.theme_variables, items=items)
        if words != self._words:
            # a decision changes one sign: nothing has to be laid out anew for that
            before, self._words = self._words.plain.splitlines(), words
            same = [len(line) for line in before] == [len(line) for line in words.plain.splitlines()]
            self.query_one("#tip-words", Static).update(words, layout=not same)
        if tip != self._tip:
            self._tip = tip
            self.scroll_to(y=0, animate=False)


def tip_words(session: ReviewSession, tip_id: str, colours: dict[str, str], *, items: bool = True) -> Text:
    """All about a tip as text with styles; no word of it is read as markup."""
    from notescan.model import GRADES

    tip = session.checklist.tip(tip_id)
    result = session.suggested(tip_id)
    text = Text()
    text.append(f"{shown_line(tip.title)}\n", "bold")
    text.append(f"{shown_line(tip.asks)}\n")
    grade = session.grades().get(tip_id)
    _part(text, "Your grade", GRADES[grade] if grade else "not graded yet (g)")
    _part(text, "The scan suggests", f"{SUGGESTED_WORDS[result.suggested]}. {result.reason}".strip())
    _findings(text, session, tip_id)
    _part(text, "What good looks like", tip.good)
    _part(text, "Often mistaken for it", tip.mistaken)
    _part(text, "Where to look", ", ".join(tip.where))
    remark = session.remark(tip_id)
    if remark:
        _part(text, "Your comment on the tip", remark.text)
    if items:
        _items(text, session, tip_id, colours)
    text.rstrip()
    return text


def _findings(text: Text, session: ReviewSession, tip: str) -> None:
    found = findings_of(session, tip)
    if not found:
        return
    text.append("\nWorked out from the notes (d: go to the words)\n", "bold")
    for finding in found:
        text.append_text(finding.words()).append("\n")
        for place in finding.places[:_MOST_PLACES]:
            text.append(f"  {shown_line(place.says)}: ", "dim")
            text.append(f"“{shown_line(place.quote)}” {place.where}\n")
        if (more := len(finding.places) - _MOST_PLACES) > 0:
            text.append(f"  and {more} more\n", "dim")


def _part(text: Text, head: str, body: str) -> None:
    if body.strip():
        text.append(f"\n{head}\n", "bold")
        text.append(f"{shown_line(body)}\n")


def _items(text: Text, session: ReviewSession, tip: str, colours: dict[str, str]) -> None:
    for stance, sign in STANCE_SIGNS.items():
        found = [i for i in session.items(tip) if i.stance == stance]
        if not found:
            continue
        text.append(
            f"\n{sign} {STANCE_WORDS[stance].capitalize()} ({len(found)})\n",
            f"bold {colours.get(f'stance-{stance}', '')}",
        )
        for item in found[:40]:
            text.append(f"{STATE_SIGNS[item.state]} ", "bold")
            possible = " (possible only)" if item.evidence.strength == "possible" else ""
            words = f"{shown_line(item.evidence.quote)}{possible}\n"
            text.append(words, "dim" if item.state == "rejected" else "")
        if len(found) > 40:
            text.append(f"  and {len(found) - 40} more\n", "dim")
