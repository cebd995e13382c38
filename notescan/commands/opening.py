"""From what was asked for on the command line to a case and its checklist, the same for all commands."""

from __future__ import annotations

import argparse
import sys

from notescan.commands.output import remark
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.model import CaseFile, Checklist


def read_files(args: argparse.Namespace) -> CaseFile:
    """The case in the files given; `-` is standard input."""
    from notescan.read import read_case

    if "-" not in args.files:
        return read_case(args.files)
    if sys.stdin is None:
        raise UserError("there is no standard input to read the case from; give a file")
    if sys.stdin.isatty():
        remark(args, "paste or type the case notes, then press Ctrl-D (on Windows Ctrl-Z and Enter)")
    return read_case(args.files, stdin=sys.stdin.buffer)


def chosen_checklist(args: argparse.Namespace) -> Checklist | None:
    """The checklist that --checklist names, or None where it was not given."""
    from notescan.checklists import load_checklist

    return load_checklist(args.checklist) if args.checklist else None


def guessed_checklist(args: argparse.Namespace, case: CaseFile) -> Checklist:
    """The checklist of the area that the notes read like; says which."""
    from notescan.checklists import load_checklist
    from notescan.scan import guess_area

    checklist = load_checklist(guess_area(case))
    remark(
        args,
        f'no --checklist was given; these notes read like "{checklist.title}",'
        f' so the checklist "{checklist.id}" is used',
    )
    return checklist


def need_terminal() -> None:
    """The app can't run into a pipe or a file."""
    streams = (sys.stdin, sys.stdout)
    if any(stream is None or not stream.isatty() for stream in streams):
        raise UserError("the app needs a terminal; to get the evidence as text, use: notescan scan FILE")
