"""The slow work of home and the queue: listing, reading, scanning, opening, in threads that only send messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from textual import on, work
from textual.message import Message
from textual.screen import Screen
from textual.worker import get_current_worker

from notescan_tui import engine
from notescan_tui.engine import Opened, Wish
from notescan_tui.screens.dialogs import ReadDialog
from notescan_tui.wording import counted, shown_line

if TYPE_CHECKING:
    from notescan.review.carrying import CarriedOver
    from notescan.review.session import ReviewSession
    from notescan.review.store import ReviewInfo
    from notescan_tui.app import NotescanApp
    from notescan_tui.screens.busy import BusyScreen


class HomeWork(Screen[None]):
    """Does what takes time, and shows the review that came of it; the screen shows the rest."""

    _busy: BusyScreen | None = None

    class Listed(Message):
        """The reviews in the store were read."""

        def __init__(self, reviews: list[ReviewInfo]) -> None:
            super().__init__()
            self.reviews = reviews

    class CaseRead(Message):
        """A case was read; the auditor says how to review it, unless `wish` does."""

        def __init__(self, opened: Opened, wish: Wish) -> None:
            super().__init__()
            self.opened, self.wish = opened, wish

    class ReviewReady(Message):
        """A review can be shown; `begun` where it is a new one."""

        def __init__(
            self, session: ReviewSession, said: str, *, begun: bool = False, report: CarriedOver | None = None
        ) -> None:
            super().__init__()
            self.session, self.said, self.begun, self.report = session, said, begun, report

    class EarlierFound(Message):
        """A review of an earlier export of the same case was found."""

        def __init__(self, opened: Opened, wish: Wish, earlier: ReviewInfo) -> None:
            super().__init__()
            self.opened, self.wish, self.earlier = opened, wish, earlier

    class Failed(Message):
        """What was asked for can't be done; why, in one line."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    class Advanced(Message):
        """The scan got so far."""

        def __init__(self, done: int, total: int) -> None:
            super().__init__()
            self.done, self.total = done, total

    @property
    def notescan(self) -> NotescanApp:
        """The app, by its own type."""
        from notescan_tui.app import NotescanApp

        return cast(NotescanApp, self.app)

    # --------------------------------------------------------------------------------------------- workers

    @work(thread=True, group="warm-up", exit_on_error=False)
    def warm_up(self) -> None:
        """Load the engine while the user looks around. What is wrong with it shows when it is used."""
        engine.warm_up()

    @work(thread=True, group="list", exclusive=True)
    def load_reviews(self) -> None:
        """Read the list of reviews."""
        self._doing(lambda: self.post_message(self.Listed(engine.recent(self.notescan.store))))

    @work(thread=True, group="engine", exclusive=True)
    def read_case(self, wish: Wish) -> None:
        """Read the case that is wished for."""
        self._busy_with("Reading the case …")
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise GivenUp
            self.post_message(self.Advanced(done, total))

        self._doing(lambda: self._post(self.CaseRead(engine.read(wish, self.notescan.store, progress), wish)))

    @work(thread=True, group="engine", exclusive=True)
    def open_case(self, opened: Opened, wish: Wish, earlier: str | None = None) -> None:
        """Go on with, or scan and begin, the review of a case.

        `earlier` is the review whose decisions are carried over; empty for none, null where it is to be asked.
        """
        self._busy_with(f"Looking for evidence in {counted(len(opened.case.notes), 'note')} …")
        worker = get_current_worker()

        def progress(done: int, total: int) -> None:
            if worker.is_cancelled:
                raise GivenUp
            self.post_message(self.Advanced(done, total))

        def opening() -> None:
            store, who = self.notescan.store, self.notescan.auditor
            if earlier is None and (found := engine.earlier(opened, wish, store)):
                self._post(self.EarlierFound(opened, wish, found))
                return
            if earlier:
                session, report = engine.carry(opened, wish, store, earlier, progress, who=who)
                self._post(self.ReviewReady(session, "", begun=True, report=report))
                return
            session = engine.open_case(opened, wish, store, progress, who=who)
            said = "" if session.decisions else f"{counted(len(session.items()), 'item')} to decide"
            self._post(self.ReviewReady(session, said, begun=not opened.begun.get(session.checklist.id)))

        self._doing(opening)

    @work(thread=True, group="engine", exclusive=True)
    def resume(self, review: str) -> None:
        """Go on with a review of the list."""
        self._busy_with("Opening the review …")
        self._doing(
            lambda: self._post(
                self.ReviewReady(engine.go_on(review, self.notescan.store, who=self.notescan.auditor), "")
            )
        )

    def _busy_with(self, words: str) -> None:
        from notescan_tui.screens.busy import BusyScreen

        def show() -> None:
            self._unbusy()
            self._busy = BusyScreen(words)
            self.app.push_screen(self._busy, self._given_up)

        self.app.call_from_thread(show)

    def _post(self, message: Message) -> None:
        """Tell the screen, unless the user gave it up meanwhile."""
        if not get_current_worker().is_cancelled:
            self.post_message(message)

    def _doing(self, act: Callable[[], object]) -> None:
        """Do it in this thread; what the user can put right is told in one line."""
        from notescan.errors import UserError

        try:
            act()
        except UserError as error:
            self._post(self.Failed(str(error)))
        except GivenUp:
            return
        except Exception as error:
            # A fault of ours: the app says so and goes on, for what was decided is safe and the user may try again.
            self._post(self.Failed(f"Something went wrong in notescan itself ({type(error).__name__}: {error})."))
            self.log.error(error)

    def _given_up(self, cancelled: bool | None) -> None:
        if cancelled:  # else `_unbusy` did it, and there may be another box by now
            self._busy = None
            self.workers.cancel_group(self, "engine")

    def _unbusy(self) -> None:
        if self._busy is not None and self._busy.is_current:
            self._busy.dismiss(False)
        self._busy = None

    # ----------------------------------------------------------------------------------------- what came of it

    @on(Advanced)
    def _advanced(self, event: Advanced) -> None:
        if self._busy is not None:
            self._busy.advance(event.done, event.total)

    @on(EarlierFound)
    def _earlier_found(self, event: EarlierFound) -> None:
        from notescan_tui.screens.carried import carry_question

        self._unbusy()

        def answered(earlier: str | None) -> None:
            if earlier is not None:
                self.open_case(event.opened, event.wish, earlier)

        self.app.push_screen(carry_question(event.earlier), answered)

    @on(ReviewReady)
    def _review_ready(self, event: ReviewReady) -> None:
        from notescan_tui.screens.review import ReviewScreen

        self._unbusy()
        at_next = self.notescan.settings.open_with == "next"
        self.app.push_screen(ReviewScreen(event.session, said=event.said, at_next=at_next))
        if event.report is not None:
            from notescan_tui.screens.carried import carried_words

            self.app.push_screen(ReadDialog("What was carried over", carried_words(event.report)))
        if event.begun and (problems := event.session.scan.pattern_problems):
            more = f" (and {len(problems) - 1} more: notescan patterns lint)" if len(problems) > 1 else ""
            told = shown_line(f"Not used of your patterns: {problems[0]}{more}. All else was used.")
            self.app.notify(told, severity="warning", timeout=12, markup=False)


class GivenUp(Exception):
    """The user cancelled; the thread ends at the next step."""
