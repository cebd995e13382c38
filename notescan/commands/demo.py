"""notescan demo: the app on the invented case that ships with it."""

from __future__ import annotations

import argparse
import datetime as dt

from notescan.commands.opening import need_terminal
from notescan.commands.options import add_plain, add_store, store_path

ABOUT = """\
Try the app on an invented family's case. Nobody in it is real. What you decide
is kept like any other review, so a second "notescan demo" goes on where you
left off; "notescan reviews forget" takes it away."""

EXAMPLES = """\
examples:
  notescan demo
  notescan demo --plain"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `demo`."""
    parser.usage = "notescan demo [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    add_store(parser)
    add_plain(parser)


def run(args: argparse.Namespace) -> int:
    """Open the app on the demo case."""
    if args.plain:
        return _plain(args)
    need_terminal()
    from notescan.data import DEMO_AREA, DEMO_AUDIT_DATE, demo_case
    from notescan_tui.app import run_app

    run_app(
        paths=[str(demo_case())],
        checklist=DEMO_AREA,
        audit_date=dt.date.fromisoformat(DEMO_AUDIT_DATE),
        children=(),
        store=store_path(args),
        demo=True,
    )
    return 0


def _plain(args: argparse.Namespace) -> int:
    from notescan.review.store import Store
    from notescan_tui.engine import demo_wish
    from notescan_tui.plain import run_plain

    with Store(store_path(args)) as store:
        run_plain(demo_wish(), store)
    return 0
