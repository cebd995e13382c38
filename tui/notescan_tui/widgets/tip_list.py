"""The tips of the checklist with what was found for each, and how far the auditor is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.text import Text
from textual import events
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from notescan_tui.wording import GRADE_SIGNS, NOTHING_FOUND, SEEN_SIGNS, STANCE_SIGNS, shown_line


@dataclass(frozen=True, slots=True)
class TipRow:
    """A tip as it is listed. `alert` is a computed finding that needs a look."""

    id: str
    title: str
    counts: dict[str, int]
    decided: int
    total: int
    grade: str | None
    alert: bool
    seen: str | None = None
    """What the auditor said of it where it has no evidence: "nothing_found" or "come_back"."""


class TipList(OptionList):
    """One row a tip: state, title, counts for (+), against (−), planned (~), or ∅ for nothing found."""

    @dataclass
    class TipLookedAt(Message):
        """The user went to a tip in the list."""

        tip: str

    @dataclass
    class TipChosen(Message):
        """The user chose a tip: on to its evidence."""

        tip: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)
        self._rows: Sequence[TipRow] = ()
        self._current: str | None = None

    def show_tips(self, rows: Sequence[TipRow], current: str | None) -> None:
        """List these, with `current` highlighted."""
        if list(rows) != list(self._rows) or self.option_count != len(rows):
            before, self._rows = self._rows, rows
            self._fill(before)
        self._current = current
        at = next((n for n, row in enumerate(rows) if row.id == current), None)
        if at is not None and at != self.highlighted:
            with self.prevent(OptionList.OptionHighlighted):
                self.highlighted = at

    def on_resize(self, event: events.Resize) -> None:
        if self._rows and event.size.width:
            self.call_after_refresh(self._fill)  # by then the list knows its new width

    def _fill(self, before: Sequence[TipRow] = ()) -> None:
        was = self.highlighted
        with self.prevent(OptionList.OptionHighlighted):
            if self.option_count == len(self._rows) and all(
                self.get_option_at_index(n).id == row.id for n, row in enumerate(self._rows)
            ):
                for n, row in enumerate(self._rows):
                    if n >= len(before) or before[n] != row:
                        self.replace_option_prompt_at_index(n, self._prompt(row))
                return
            prompts = [self._prompt(row) for row in self._rows]
            self.clear_options()
            self.add_options(Option(p, id=r.id) for p, r in zip(prompts, self._rows, strict=True))
            if was is not None and was < len(prompts):
                self.highlighted = was

    def _prompt(self, row: TipRow) -> Text:
        width = max(self.scrollable_content_region.width - 2, 20)
        counts = Text()
        for stance, sign in STANCE_SIGNS.items():
            if n := row.counts.get(stance, 0):
                counts.append(f" {sign}{n}", self._colour(stance))
        if row.seen:
            counts.append(f" {SEEN_SIGNS[row.seen]} {'seen' if row.seen == 'nothing_found' else 'later'}", "bold")
        elif not row.total:
            counts.append(f" {NOTHING_FOUND} none", "dim")
        if row.alert:
            counts.append(" !", "bold")
        if row.grade:
            state = GRADE_SIGNS[row.grade]
        else:
            is_done = row.decided == row.total if row.total else row.seen == "nothing_found"
            is_done = is_done and row.seen != "come_back"
            state = "✓" if is_done else "·" if row.decided else " "
        room = width - 2 - counts.cell_len
        title = shown_line(row.title)
        if cell_len(title) > room:
            title = set_cell_size(title, max(room - 1, 1)).rstrip() + "…"
        line = Text(f"{state} ", "bold") + Text(set_cell_size(title, max(room, 1))) + counts
        line.no_wrap = True
        return line

    def _colour(self, stance: str) -> str:
        return self.app.theme_variables.get(f"stance-{stance}", "")

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if self.has_focus and event.option_id and event.option_id != self._current:
            self.post_message(self.TipLookedAt(event.option_id))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id:
            self.post_message(self.TipChosen(event.option_id))


def tallied(stances: Sequence[str]) -> dict[str, int]:
    """How many of each stance."""
    return dict(Counter(stances))
