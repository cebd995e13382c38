"""The review screen over time: how long the auditor worked, and what other windows on the same review do."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual import work

from notescan_tui.screens.review_closing import ReviewClosing
from notescan_tui.wording import counted

if TYPE_CHECKING:
    from notescan.review.timing import Stopwatch
    from notescan.review.windows import Window

KEEP_TIME_EVERY = 30.0
"""Seconds between two times that the auditor's time is put into the store."""
LOOK_EVERY = 3.0
"""Seconds between two looks at what another window decided."""


class ReviewWatch(ReviewClosing):
    """Keeps the auditor's time, and takes in what is decided elsewhere."""

    _stopwatch: Stopwatch | None = None
    _window: Window | None = None
    _stale = False
    """Whether something came from elsewhere while another screen lay over this one."""

    def on_mount(self) -> None:
        from notescan.review.timing import Stopwatch
        from notescan.review.windows import Window
        from notescan_tui.app import NotescanApp

        away = self.app.settings.away_minutes if isinstance(self.app, NotescanApp) else 2.0
        self._stopwatch = Stopwatch(away_after=away * 60)
        self._window = Window(self.session.store.path, self.session.id)
        self.set_interval(KEEP_TIME_EVERY, self.keep_time)
        self.set_interval(LOOK_EVERY, self.look_elsewhere)
        self.look_elsewhere()
        # A large case is a million objects that stay. Without this, the collector walks through all of them after every
        # few keys, and a key that takes 30 ms takes 150.
        self.call_after_refresh(gc.freeze)

    def on_unmount(self) -> None:
        gc.unfreeze()
        if self._window is not None:
            self._window.close()
        if self._stopwatch is not None:
            self._add_time(self._stopwatch.take())

    def touch(self) -> None:
        """The auditor did something."""
        if self._stopwatch is not None:
            self._stopwatch.touch()

    def keep_time(self) -> None:
        """Put the time since the last keeping into the store."""
        seconds = self._stopwatch.take() if self._stopwatch else 0.0
        if seconds:
            self._add_in_thread(seconds)

    def action_summary(self) -> None:
        """The summary tells the auditor's time: it is kept before it is looked at."""
        if self._stopwatch is not None:
            self._add_time(self._stopwatch.take())
        super().action_summary()

    @work(thread=True, group="time")
    def _add_in_thread(self, seconds: float) -> None:
        self._add_time(seconds)

    def _add_time(self, seconds: float) -> None:
        from notescan.errors import UserError

        try:
            if seconds:
                self.session.store.add_time(self.session.id, self.session.who, seconds)
        except UserError as error:
            self.log.warning(error)  # a minute lost is no reason to stop the auditor

    def look_elsewhere(self) -> None:
        """Take in what another window decided, and see whether there is one."""
        from notescan.errors import UserError

        before = len(self.session.decisions)
        try:
            new = self.session.refresh()
        except UserError:
            return  # the store is in use just now; the next look is soon
        elsewhere = self._window is not None and self._window.is_elsewhere()
        if not new and elsewhere == self.elsewhere:
            return
        self.elsewhere = elsewhere
        if new:
            self.said = f"{counted(len(self.session.decisions) - before, 'decision')} came from another window"
            self.anew()
            if self.item not in self.session.state.items:
                self.item = None
        if self.is_current:
            self.show()
        else:
            self._stale = True

    def on_screen_resume(self) -> None:
        if self._stale:
            self._stale = False
            self.show()
