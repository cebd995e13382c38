"""What the auditor teaches from within a review: examples for the patterns, and who is who."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message
from textual.worker import get_current_worker

from notescan_tui import engine
from notescan_tui.examples import may_be_example, turn_example
from notescan_tui.keyed import UNDO
from notescan_tui.screens.review_acts import ReviewActs
from notescan_tui.wording import counted, shown_line

if TYPE_CHECKING:
    from notescan.model import Roster, Scan
    from notescan.review.fold import Item
    from notescan_tui.app import NotescanApp
    from notescan_tui.screens.busy import BusyScreen


class ReviewWorkshop(ReviewActs):
    """Acts that go beyond a single item."""

    class Rescanned(Message):
        """The case was scanned again with the auditor's roster, or it could not be (`error`)."""

        def __init__(self, roster: Roster, scan: Scan | None, error: str = "") -> None:
            super().__init__()
            self.roster, self.scan, self.error = roster, scan, error

    class ScanAdvanced(Message):
        """The scan got so far."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    class ExampleWritten(Message):
        """An example was written or taken out (`told` in full, `said` in short), or could not be (`error`)."""

        def __init__(self, told: str, said: str, error: str = "") -> None:
            super().__init__()
            self.told, self.said, self.error = told, said, error

    _busy: BusyScreen | None = None

    # --------------------------------------------------------------------------------------------- examples

    def action_example(self) -> None:
        """Write the item's sentence into the user's own pattern file; the same key takes it out again.

        It is no decision, and undo does not reach it: the message says how it is taken back.
        """
        item = self.current
        if item is not None and may_be_example(item):
            self.said = "writing the example …"
            self.show()
            self._write_example(item)

    @work(thread=True, group="example")
    def _write_example(self, item: Item) -> None:
        from notescan.errors import UserError

        try:
            message = self.ExampleWritten(*turn_example(self.session, item))
        except UserError as problem:
            message = self.ExampleWritten("", "", str(problem))
        self.app.call_from_thread(partial(self.post_message, message))

    @on(ExampleWritten)
    def _example_written(self, event: ExampleWritten) -> None:
        self.said = event.said
        if event.error:
            self.app.notify(shown_line(event.error), severity="error", timeout=15, markup=False)
        else:
            self.app.notify(shown_line(event.told), timeout=15, markup=False)
        self.show()

    # ------------------------------------------------------------------------------------------- who is who

    def action_people(self) -> None:
        """Show who is who; a list that was mended is used for a new scan."""
        from notescan_tui.screens.roster import RosterScreen

        if self.session.signed() is not None:
            self.app.notify("This review is signed off; reopen it before you change who is who.", markup=False)
        session = self.session
        screen = RosterScreen(session.roster(), session.info.title, is_mended=session.has_mended_roster())
        self.app.push_screen(screen, self._roster_chosen)

    def _roster_chosen(self, roster: Roster | None) -> None:
        from notescan_tui.screens.busy import BusyScreen

        if roster is None:
            return
        notes = counted(len(self.session.case.notes), "note")
        self._busy = BusyScreen(f"Looking for evidence again in {notes} …")
        self.app.push_screen(self._busy, self._given_up)
        self._rescan(roster)

    def _given_up(self, cancelled: bool | None) -> None:
        self._busy = None
        if cancelled:
            self.workers.cancel_group(self, "rescan")

    @work(thread=True, group="rescan", exclusive=True)
    def _rescan(self, roster: Roster) -> None:
        from notescan.errors import UserError

        worker = get_current_worker()
        start = cast("NotescanApp", self.app).start
        patterns: Path | None = start.patterns if start else None

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise _GivenUp
            self.post_message(self.ScanAdvanced(done, total))

        scan, error = None, ""
        try:
            scan = engine.rescan(self.session, roster, patterns, progress)
        except _GivenUp:
            return
        except UserError as problem:
            error = str(problem)
        except Exception as problem:
            # as on the home screen: the app says so and goes on, for what was decided is safe
            error = f"Something went wrong in notescan itself ({type(problem).__name__}: {problem})."
            self.log.error(problem)
        if not worker.is_cancelled:
            self.app.call_from_thread(partial(self.post_message, self.Rescanned(roster, scan, error)))

    @on(ScanAdvanced)
    def _scan_advanced(self, event: ScanAdvanced) -> None:
        if self._busy is not None:
            self._busy.advance(event.done, event.total)

    @on(Rescanned)
    def _rescanned(self, event: Rescanned) -> None:
        if self._busy is not None and self._busy.is_current:
            self._busy.dismiss(False)
        self._busy = None
        scan = event.scan
        if scan is None:
            self.app.notify(shown_line(event.error), severity="error", timeout=12, markup=False)
            return
        before = set(self.session.state.items)
        if not self.try_act(lambda: self.session.mend_roster(event.roster, scan)):
            return
        now = set(self.session.state.items)
        new, gone = len(now - before), len(before - now)
        self.said = f"looked again: {counted(new, 'item')} new, {gone} gone; what you decided stands{UNDO}"
        if self.item not in now:
            self.item = None
            self.go_tip(self.tip)
        else:
            self.show()


class _GivenUp(Exception):
    """The user cancelled; the thread ends at the next note."""
