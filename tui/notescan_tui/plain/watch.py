"""The line-by-line review over time: how long the auditor worked, and whether another window has the review."""

from __future__ import annotations

import contextlib
from threading import Event, Thread

from notescan.errors import UserError
from notescan.review.session import ReviewSession
from notescan.review.timing import Stopwatch
from notescan.review.windows import GONE_AFTER, Window


class Watch:
    """Counts from line to line that is typed, and tells other windows that this one is here while it waits for one."""

    def __init__(self, session: ReviewSession, *, away_minutes: float) -> None:
        self._session = session
        self._stopwatch = Stopwatch(away_after=away_minutes * 60)
        self._window = Window(session.store.path, session.id)
        self._closed = Event()
        self._staying = Thread(target=self._stay, name="window", daemon=True)
        self._staying.start()

    def _stay(self) -> None:
        while not self._closed.wait(GONE_AFTER / 3):
            self._window.is_elsewhere()

    def touch(self) -> None:
        """The auditor typed a line: put the time since the last one into the store."""
        self._stopwatch.touch()
        if seconds := self._stopwatch.take():
            with contextlib.suppress(UserError):  # a minute lost is no reason to stop the auditor
                self._session.store.add_time(self._session.id, self._session.who, seconds)

    def is_elsewhere(self) -> bool:
        """Whether another window has this review open."""
        return self._window.is_elsewhere()

    def close(self) -> None:
        """The review is closed here."""
        self._closed.set()
        self._staying.join(1)
        self._window.close()
