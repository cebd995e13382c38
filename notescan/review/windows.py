"""Which windows have a review open: each touches a small file beside the store, and sees those of the others.

Files, not rows of the store: a row would cost the disk a transaction every few seconds, and decisions wait for those.
Nothing rests on it but a word to the auditor; the store alone keeps two windows from losing anything.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

GONE_AFTER = 15.0
"""Seconds after which a window that has not touched its file counts as closed."""


class Window:
    """One open window on a review."""

    def __init__(self, store: Path, review: str) -> None:
        self._folder = store.with_name(f"{store.name}.windows")
        self._review = review
        self._own = self._folder / f"{review}.{os.getpid()}.{secrets.token_hex(3)}"

    def is_elsewhere(self) -> bool:
        """Say that this window is here, and tell whether another one is; False where the folder can't be written."""
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            self._own.touch()
            now = self._own.stat().st_mtime  # by the disk's own clock, which may be another computer's
            others = [path for path in self._folder.glob(f"{self._review}.*") if path != self._own]
        except OSError:
            return False
        live = [self._is_live(path, now) for path in others]  # each is looked at: the dead are tidied away
        return any(live)

    def close(self) -> None:
        """This window is closed."""
        with contextlib.suppress(OSError):
            self._own.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._folder.rmdir()  # the last one takes the folder away

    def _is_live(self, path: Path, now: float) -> bool:
        with contextlib.suppress(OSError):  # closed meanwhile
            age = now - path.stat().st_mtime
            if age <= GONE_AFTER:
                return True
            if age > 100 * GONE_AFTER:  # left by a computer that was switched off
                path.unlink(missing_ok=True)
        return False
