"""The strip under the text: which item this is, why it was found, whose note it is in, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from notescan_tui.keyed import keyed
from notescan_tui.widgets.bars import TwoEnds
from notescan_tui.wording import (
    BY_HAND,
    BY_LIKENESS,
    NOTHING_FOUND,
    SEEN_SIGNS,
    SEEN_WORDS,
    STANCE_SIGNS,
    STATE_SIGNS,
    STATE_WORDS,
    STRENGTH_WORDS,
    found_by,
    note_line,
    shown_line,
    speaks,
)

if TYPE_CHECKING:
    from notescan.model import Note, Tip
    from notescan.review.fold import Item


class ItemStrip(Vertical):
    """A line that names the item, with the last act at its right, and four lines about it. Its height never changes."""

    def compose(self) -> ComposeResult:
        """The naming line and the body."""
        yield TwoEnds(keep_left=True, id="item-title")
        yield Static(id="item-body", markup=False)

    def show_item(
        self, item: Item, note: Note, *, tip: Tip, number: int, of: int, said: str, last: tuple[str, str]
    ) -> None:
        """Show an item: the `number`th of `of` for that tip; `said` is what was done last.

        `last` is the line that stands at the bottom as long as the auditor has written nothing about it.
        """
        evidence = item.evidence
        colour = self.app.theme_variables.get(f"stance-{item.stance}", "")
        strength = "added by you" if item.added_by_hand else STRENGTH_WORDS[evidence.strength]
        if evidence.copied_from:
            strength += ", copied"
        tail = Text.assemble(
            " · ",
            (f"{STANCE_SIGNS[item.stance]} {item.stance.upper()}", f"bold {colour}"),
            f" · {strength} · ",
            (f"{STATE_SIGNS[item.state]} {STATE_WORDS[item.state]}".strip(), "bold"),
        )
        self.query_one("#item-title", TwoEnds).show(Text(f"{number} of {of} · {shown_line(tip.title)}"), said, tail)
        lines = [
            ("Found" if evidence.pattern in (BY_HAND, BY_LIKENESS) else "Looks for", found_by(evidence)),
            ("Speaks", speaks(evidence.model_copy(update={"stance": item.stance}))),
            ("Note", f"{shown_line(note_line(note))}{' · ' + evidence.place if evidence.place else ''}"),
        ]
        if evidence.copied:
            lines[1] = ("Weak", f"{evidence.copied}; {speaks(evidence.model_copy(update={'stance': item.stance}))}")
        if item.state == "rejected" and item.reason:
            lines.append(("Rejected", shown_line(item.reason)))
        elif item.comment:
            lines.append(("Comment", shown_line(item.comment)))
        else:
            lines.append((last[0], shown_line(last[1])))
        self._body(lines)

    def show_choosing(self, words: str, note: Note, *, tip: Tip, quote: bool) -> None:
        """Show the words that are being chosen, and what for: new evidence, or the quote of an item."""
        title = f"{'Where the quote ends' if quote else 'Choosing words'} · {shown_line(tip.title)}"
        keys = "← → its end · Shift its start · Enter keeps · Esc leaves" if quote else "Enter adds them · Esc leaves"
        self.query_one("#item-title", TwoEnds).show(Text(title, "bold"), keys)
        self._body([("Words", f"“{shown_line(words)}”"), ("Note", shown_line(note_line(note))), ("Tip asks", tip.asks)])

    def show_none(self, *, tip: Tip, reason: str, comment: str, filtered: bool, seen: str | None, said: str) -> None:
        """Show that a tip has no item here, and what was looked for."""
        word = f"{NOTHING_FOUND} {'nothing to show with this filter' if filtered else 'nothing found'}"
        if seen:
            word = f"{SEEN_SIGNS[seen]} {SEEN_WORDS[seen]}"
        self.query_one("#item-title", TwoEnds).show(
            Text(shown_line(tip.title)), said, Text.assemble(" · ", (word, "bold"))
        )
        looked = (
            keyed(self.app, "Press {go.filter} to change the filter.")
            if filtered
            else shown_line(reason) or "No words in the notes match this tip."
        )
        rows = [
            ("Searched", looked),
            (
                "Next",
                keyed(
                    self.app,
                    "{tip.nothing} I looked: nothing · {tip.come-back} come back · {decide.grade} grade"
                    " · {decide.add} add evidence · {go.next} next item",
                ),
            ),
            ("Tip asks", shown_line(tip.asks)),
        ]
        self._body([*rows, ("Comment", shown_line(comment))] if comment else rows)

    def _body(self, lines: list[tuple[str, str]]) -> None:
        width = max(len(name) for name, _ in lines)
        rows = [Text.assemble((f"{name:<{width}}  ", "dim"), words) for name, words in lines]
        body = Text("\n", no_wrap=True, overflow="ellipsis").join(rows)
        # Its height never changes, so that nothing else has to be laid out anew.
        self.query_one("#item-body", Static).update(body, layout=False)
