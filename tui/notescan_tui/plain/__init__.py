"""The review line by line: no screen of its own, no redraw; for screen readers, slow lines and simple terminals."""

from notescan_tui.plain.opening import run_plain

__all__ = ["run_plain"]
