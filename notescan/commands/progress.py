"""How far a slow reading has come, in one line on the terminal that goes again; nothing where it is quick."""

from __future__ import annotations

import argparse
import sys
import time

from notescan.commands.output import one_line

_AFTER = 1.0
"""Seconds until the first word: what is quicker needs none."""
_EVERY = 0.1


class Progress:
    """A line on standard error while something is being done; use it in a `with`, call it with how far it has come."""

    def __init__(self, args: argparse.Namespace) -> None:
        self._shows = not args.quiet and sys.stderr is not None and sys.stderr.isatty()
        self._began = self._last = time.monotonic()
        self._shown = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, what: str, done: int, total: int) -> None:
        """`done` of `total` parts of `what` are read."""
        now = time.monotonic()
        if not self._shows or now - self._began < _AFTER or now - self._last < _EVERY:
            return
        self._last, self._shown = now, True
        name = one_line(what)[-50:]
        sys.stderr.write(f"\r\x1b[Knotescan: reading {name} ({100 * done // max(total, 1)} %)")
        sys.stderr.flush()
