"""The strip under the text: which item this is, why it was found, whose note it is in, and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from notescan_tui.widgets.bars import TwoEnds
from notescan_tui.wording import NOTHING_FOUND, STANCE_SIGNS, STATE_SIGNS, STATE_WORDS, note_line, shown_line

if TYPE_CHECKING:
    from notescan.model import Note
    from notescan.review.fold import Item


class ItemStrip(Vertical):
    """A line that names the item, with the last act at its right, and four lines about it. Its height never changes."""

    def compose(self) -> ComposeResult:
        """The naming line and the body."""
        yield TwoEnds(keep_left=True, id="item-title")
        yield Static(id="item-body", markup=False)

    def show_item(self, item: Item, note: Note, *, title: str, number: int, of: int, said: str) -> None:
        """Show an item: the `number`th of `of` for the tip of that title; `said` is what was done last."""
        evidence = item.evidence
        colour = self.app.theme_variables.get(f"stance-{item.stance}", "")
        head = Text.assemble(
            f"{number} of {of} · {shown_line(title)} · ",
            (f"{STANCE_SIGNS[item.stance]} {item.stance.upper()}", f"bold {colour}"),
            f" · {'added by you' if item.added_by_hand else evidence.strength} · ",
            (f"{STATE_SIGNS[item.state]} {STATE_WORDS[item.state]}".strip(), "bold"),
        )
        self.query_one("#item-title", TwoEnds).show(head, said)
        why = "; ".join(shown_line(w) for w in evidence.why) or "not said"
        lines = [
            ("Why", why),
            (
                "Looks for",
                shown_line(evidence.means) or ("–" if not item.added_by_hand else "chosen by hand"),
            ),
            ("Note", f"{shown_line(note_line(note))}{' · ' + evidence.place if evidence.place else ''}"),
        ]
        if item.state == "rejected" and item.reason:
            lines.append(("Rejected", shown_line(item.reason)))
        elif item.comment:
            lines.append(("Comment", shown_line(item.comment)))
        else:
            lines.append(("Comment", ""))
        self._body(lines)

    def show_none(self, *, title: str, reason: str, comment: str, filtered: bool, said: str) -> None:
        """Show that a tip has no item here, and what was looked for."""
        word = "nothing to show with this filter" if filtered else "nothing found"
        self.query_one("#item-title", TwoEnds).show(
            Text.assemble(f"{shown_line(title)} · ", (f"{NOTHING_FOUND} {word}", "bold")), said
        )
        looked = (
            "Press v to change the filter."
            if filtered
            else shown_line(reason) or "No words in the notes match this tip."
        )
        next_step = "g to grade this tip, e to add evidence yourself, n to go on."
        self._body([("Searched", looked), ("Next", next_step), ("Comment", shown_line(comment))])

    def _body(self, lines: list[tuple[str, str]]) -> None:
        width = max((len(name) for name, _ in lines), default=0)
        body = Text(no_wrap=False)
        table = []
        for name, words in lines:
            line = Text.assemble((f"{name:<{width}}  ", "dim"), words, no_wrap=True, overflow="ellipsis")
            table.append(line)
        body = Text("\n", no_wrap=True, overflow="ellipsis").join(table)
        body.no_wrap, body.overflow = True, "ellipsis"
        self.query_one("#item-body", Static).update(body)
