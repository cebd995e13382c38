"""How long an auditor works on a review: it counts while they act, and stops when they are away."""

from __future__ import annotations

import time
from collections.abc import Callable

AWAY_AFTER = 120.0
"""Seconds without an act after which the auditor counts as away; the time since their last act is not counted then."""


class Stopwatch:
    """Adds up the time between acts; a pause longer than `AWAY_AFTER` counts for nothing."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, away_after: float = AWAY_AFTER) -> None:
        self._clock, self._away_after = clock, away_after
        self._last = clock()
        self._seconds = 0.0

    def touch(self) -> None:
        """The auditor did something: pressed a key, clicked, scrolled."""
        now = self._clock()
        pause = now - self._last
        self._last = now
        if 0 <= pause <= self._away_after:
            self._seconds += pause

    def take(self) -> float:
        """The seconds since the last taking; they are counted from nothing again."""
        seconds, self._seconds = self._seconds, 0.0
        return seconds
