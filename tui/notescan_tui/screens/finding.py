"""How a tip's findings were reckoned: each with the words that it rests on, to go to, to correct, to mark wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from notescan_tui.findings import Finding, findings_of
from notescan_tui.keyed import UNDO, keyed
from notescan_tui.over_time import Place
from notescan_tui.screens.dialogs import Dialog
from notescan_tui.screens.finding_acts import correct_date, mark_wrong
from notescan_tui.wording import shown_line

if TYPE_CHECKING:
    from notescan.review.session import ReviewSession

FINDING_KEYS: list[BindingType] = [
    Binding("c", "correct", "Correct date", id="finding.correct", tooltip="Correct a date; the reckoning follows"),
    Binding("x", "wrong", "Wrong", id="finding.wrong", tooltip="Mark the finding wrong, or take that back"),
    Binding("d,q", "cancel", "Close", id="finding.close", tooltip="Close", show=False),
]


class FindingDialog(Dialog["Place | None"]):
    """The findings of a tip. Gives the words to go to, or None where the auditor only looked or corrected."""

    BINDINGS: ClassVar[list[BindingType]] = FINDING_KEYS

    def __init__(self, session: ReviewSession, tip: str) -> None:
        super().__init__()
        self._session, self._tip = session, tip
        self._rows: list[tuple[Finding, Place | None]] = []

    def compose(self) -> ComposeResult:
        """Title, each finding with its words under it, how to use it."""
        with Vertical(id="box", classes="reading"):
            title = shown_line(self._session.checklist.tip(self._tip).title)
            yield Static(f"Worked out from the notes: {title}", id="title", markup=False)
            yield OptionList(id="choices", markup=False)
            yield Static("", id="about", markup=False)
            yield Static(
                keyed(
                    self.app,
                    "↑ ↓ · Enter or its number: to its words · {finding.correct} correct date"
                    " · {finding.wrong} wrong · Esc close",
                ),
                id="hint",
                markup=False,
            )

    def on_mount(self) -> None:
        self._fill(0)
        self.query_one(OptionList).focus()

    def _fill(self, at: int) -> None:
        self._rows = []
        shown = self.query_one(OptionList)
        shown.clear_options()
        number = 0
        for finding in findings_of(self._session, self._tip):
            self._rows.append((finding, None))
            shown.add_option(Option(finding.words()))
            for place in finding.places:
                number += 1
                self._rows.append((finding, place))
                line = Text(f"  {number}  " if number < 10 else "     ", "bold")
                line.append(f"{shown_line(place.says)}  ", "dim")
                line.append(f"“{shown_line(place.quote)}” ({place.where})")
                shown.add_option(Option(line))
        shown.highlighted = min(at, len(self._rows) - 1) if self._rows else None

    @property
    def _at(self) -> tuple[Finding, Place | None] | None:
        at = self.query_one(OptionList).highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def on_key(self, event: events.Key) -> None:
        number = event.character or ""
        places = [place for _, place in self._rows if place]
        if number.isdigit() and 0 < int(number) <= len(places):
            event.stop()
            self.dismiss(places[int(number) - 1])

    def on_option_list_option_selected(self) -> None:
        finding, place = self._at or (None, None)
        if place:
            self.dismiss(place)
        elif finding and len(finding.places) == 1:
            self.dismiss(finding.places[0])

    def action_correct(self) -> None:
        """Another day for the words chosen, or for one of the finding's."""
        finding, place = self._at or (None, None)
        if finding:
            correct_date(self, self._session, (place,) if place else finding.places, self._changed)

    def action_wrong(self) -> None:
        """The finding is wrong; or it is not."""
        if at := self._at:
            mark_wrong(self, self._session, at[0].id, self._changed)

    def _changed(self, said: str) -> None:
        self.query_one("#about", Static).update(
            keyed(self.app, said.replace(UNDO, "; {decide.undo} in the review undoes it"))
        )
        self._fill(self.query_one(OptionList).highlighted or 0)
