"""notescan review: the app on a case."""

from __future__ import annotations

import argparse

from notescan.commands.opening import chosen_checklist, need_terminal, read_files
from notescan.commands.options import (
    add_case_options,
    add_files,
    add_patterns,
    add_plain,
    add_store,
    on_day,
    patterns_folder,
    store_path,
)
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.model import CaseFile
    from notescan_tui.engine import Wish

ABOUT = """\
Open a case in the app. You see the evidence for each audit tip in its place in
the notes, and confirm or reject it. Every decision is kept as you make it:
close the app at any time, and the same command goes on where you left off."""

EXAMPLES = """\
examples:
  notescan review case.txt
  notescan review case.txt --plain
  notescan review notes-2023.txt notes-2024.txt --checklist fsp --audit-date 31/07/2024"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `review`."""
    parser.usage = "notescan review FILE... [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    add_files(parser)
    add_case_options(parser)
    add_patterns(parser)
    add_store(parser)
    add_plain(parser)


def run(args: argparse.Namespace) -> int:
    """Open the app on the files given. A file that can't be used is told here, before the screen changes."""
    if "-" in args.files:
        raise UserError("the app needs the keyboard, so it can't read what is piped in; save it as a file first")
    chosen_checklist(args)
    case = read_files(args)
    folder = patterns_folder(args)
    if folder:
        from notescan.pipeline.layers import layers_over

        layers_over(folder)
    if args.plain:
        return _plain(args, case)
    need_terminal()
    from notescan_tui.app import NotescanApp

    NotescanApp(store_path(args), _wish(args, case)).run()
    return 0


def _wish(args: argparse.Namespace, case: CaseFile) -> Wish:
    """What the app is to open."""
    from notescan_tui.engine import Wish

    return Wish(
        paths=tuple(args.files),
        case=case,
        checklist=args.checklist,
        audit_date=on_day(args),
        children=tuple(args.children),
        patterns=patterns_folder(args),
    )


def _plain(args: argparse.Namespace, case: CaseFile) -> int:
    from notescan.review.store import Store
    from notescan_tui.plain import run_plain

    with Store(store_path(args)) as store:
        run_plain(_wish(args, case), store)
    return 0
