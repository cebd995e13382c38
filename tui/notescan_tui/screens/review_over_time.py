"""The review screen's way to what was computed over the whole case: chronology, coverage, the tip's findings."""

from __future__ import annotations

from notescan_tui.findings import findings_of
from notescan_tui.over_time import ChronologyChoice, Place
from notescan_tui.screens.review_workshop import ReviewWorkshop
from notescan_tui.wording import shown_line


class ReviewOverTime(ReviewWorkshop):
    """Goes to the screens of dates and findings, and from them to their words in the case."""

    _chronology: ChronologyChoice | None = None
    _pointed_out: bool = False
    """Whether words are shown that a finding or an event rests on."""

    def action_chronology(self) -> None:
        """What happened when; on the line that was looked at last."""
        from notescan_tui.screens.chronology import ChronologyScreen

        self._chronology = self._chronology or ChronologyChoice()
        self.app.push_screen(ChronologyScreen(self.session, self._chronology), self._came_back)

    def action_coverage(self) -> None:
        """Who was seen and heard, who was asked."""
        from notescan_tui.screens.coverage import CoverageScreen

        self.app.push_screen(CoverageScreen(self.session), self._came_back)

    def action_finding(self) -> None:
        """How the tip's findings were reckoned."""
        from notescan_tui.screens.finding import FindingDialog

        if not findings_of(self.session, self.tip):
            self.cannot("no dates here to work out")
            return
        self.app.push_screen(FindingDialog(self.session, self.tip), self._came_back)

    def _came_back(self, place: Place | None) -> None:
        # What was corrected there may have changed any tip's findings.
        self._version = ()
        self.show()
        if place:
            self._point_out(place)

    def _point_out(self, place: Place) -> None:
        """Bring words into view, and mark them; Esc or going on takes the mark away."""
        self._case.show_hits([(place.start, place.end)], 0)
        self._case.show_at(place.start)
        self._case.focus()
        self._pointed_out = True
        self.said = f"Esc back to the item · {shown_line(place.says)}"
        self._show_strip(self.current)
        self.refresh_bindings()

    def end_pointing(self) -> bool:
        """Take the mark away, if there is one; whether there was."""
        was, self._pointed_out = self._pointed_out, False
        if was:
            self._case.show_hits([], None)
            self.said = ""
            self.show(move=True)
        return was
