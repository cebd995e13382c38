"""What the auditor is asked, what good looks like, what is suggested and what they decided, for one tip."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text
from textual import events
from textual.app import App, ComposeResult
from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from notescan_tui.findings import findings_of
from notescan_tui.keyed import keyed
from notescan_tui.wording import (
    SEEN_WORDS,
    STANCE_SIGNS,
    STANCE_WORDS,
    STATE_SIGNS,
    SUGGESTED_WORDS,
    action_words,
    shown_line,
)

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession


_MOST_PLACES = 3
"""Words of each finding that are shown in the panel; all of them are a key away."""
_MOST_ITEMS = 40
_GAP = _HANG = 2
"""Cells between the columns, and before the words of an item."""


class TipPanel(VerticalScroll, can_focus=False):
    """Everything about the tip, for a wide terminal; the same words are in a box on a narrow one."""

    def compose(self) -> ComposeResult:
        """One text."""
        yield Static(id="tip-words", markup=False)

    _tip = ""
    _words = Text()

    class Resized(Message):
        """It has another width, or is seen again: its columns are made for its width."""

    def on_resize(self, event: events.Resize) -> None:
        if event.size.width:
            self.call_after_refresh(self.post_message, self.Resized())

    def show_tip(self, session: ReviewSession, tip: str, *, items: bool = True) -> None:
        """Show this tip; from its beginning where it is another one than before."""
        width = max(self.scrollable_content_region.width, 20)
        words = tip_words(self.app, session, tip, width=width, items=items)
        if words != self._words:
            # a decision changes one sign: nothing has to be laid out anew for that
            before, self._words = self._words.plain.splitlines(), words
            same = [len(line) for line in before] == [len(line) for line in words.plain.splitlines()]
            self.query_one("#tip-words", Static).update(words, layout=not same)
        if tip != self._tip:
            self._tip = tip
            self.scroll_to(y=0, animate=False)


def tip_words(app: App[Any], session: ReviewSession, tip_id: str, *, width: int, items: bool = True) -> Text:
    """All about a tip as text with styles, for so many cells; no word of it is read as markup."""
    from notescan.model import GRADES

    tip = session.checklist.tip(tip_id)
    result = session.suggested(tip_id)
    text = Text()
    text.append(f"{shown_line(tip.title)}\n", "bold")
    text.append(f"{shown_line(tip.asks)}\n")
    grade, seen, remark = session.grades().get(tip_id), session.seen(tip_id), session.remark(tip_id)
    _part(text, "Your grade", GRADES[grade] if grade else keyed(app, "not graded yet ({decide.grade})"))
    _part(text, "You said", SEEN_WORDS[seen] if seen else "")
    _part(text, "What works well", session.strength(tip_id))
    _part(text, "What has to get better", session.improvement(tip_id))
    _part(text, "Actions", "\n".join(action_words(a) for a in session.actions() if a.tip == tip_id))
    _part(text, "Your comment on the tip", remark.text if remark else "")
    _part(text, "The scan suggests", f"{SUGGESTED_WORDS[result.suggested]}. {result.reason}".strip())
    _findings(text, session, tip_id, keyed(app, "{more.finding}: go to the words"))
    _part(text, "What good looks like", tip.good)
    _part(text, "Often mistaken for it", tip.mistaken)
    _part(text, "Where to look", ", ".join(tip.where))
    if items:
        _items(text, app, session.items(tip_id), width)
    text.rstrip()
    return text


def _findings(text: Text, session: ReviewSession, tip: str, how: str) -> None:
    found = findings_of(session, tip)
    if not found:
        return
    text.append(f"\nWorked out from the notes ({how})\n", "bold")
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
        for line in body.splitlines():
            text.append(f"{shown_line(line)}\n")


def _items(text: Text, app: App[Any], items: list[Item], width: int) -> None:
    """For and against side by side, so that few against many are seen at once; plans below them."""
    half = (width - _GAP) // 2
    beside = [_column(app, items, stance, half) for stance in ("for", "against")]
    if any(item.stance != "planned" for item in items):
        text.append("\n")
        for left, right in zip_longest(*beside, fillvalue=Text()):
            line = left.copy()
            line.pad_right(max(half + _GAP - left.cell_len, 0))
            text.append_text(line).append_text(right).append("\n")
    if any(item.stance == "planned" for item in items):
        text.append("\n").append_text(Text("\n").join(_column(app, items, "planned", width))).append("\n")


def _column(app: App[Any], items: list[Item], stance: str, width: int) -> list[Text]:
    """The items that speak one way, wrapped to lines of so many cells."""
    found = [item for item in items if item.stance == stance]
    colour = app.theme_variables.get(f"stance-{stance}", "")
    lines = [Text(f"{STANCE_SIGNS[stance]} {STANCE_WORDS[stance].capitalize()} ({len(found)})", f"bold {colour}")]
    for item in found[:_MOST_ITEMS]:
        possible = " (possible only)" if item.evidence.strength == "possible" else ""
        style = "dim" if item.state == "rejected" else ""
        for n, line in enumerate(_wrapped(f"{shown_line(item.evidence.quote)}{possible}", max(width - _HANG, 8))):
            lines.append(Text.assemble((" " * _HANG if n else f"{STATE_SIGNS[item.state]} ", "bold"), (line, style)))
    if len(found) > _MOST_ITEMS:
        lines.append(Text(f"  and {len(found) - _MOST_ITEMS} more", "dim"))
    return lines


@lru_cache(maxsize=512)
def _wrapped(words: str, width: int) -> tuple[str, ...]:
    """Kept, for the same items are shown again after each key."""
    return tuple(line.plain for line in Text(words).wrap(Console(width=width), width))
