"""notescan with no command: the app's home screen."""

from __future__ import annotations

import argparse
import datetime as dt

from notescan.commands.opening import need_terminal
from notescan.commands.options import store_path


def run(args: argparse.Namespace) -> int:
    """Open the app: recent reviews, open a file, paste."""
    need_terminal()
    from notescan_tui.app import run_app

    run_app(
        paths=[],
        checklist=None,
        audit_date=dt.date.today(),
        children=(),
        store=store_path(args),
        demo=False,
    )
    return 0
