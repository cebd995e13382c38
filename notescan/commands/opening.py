"""From what was asked for on the command line to a case and its checklist, the same for all commands."""

from __future__ import annotations

import argparse
import sys

from notescan.commands.output import one_line, remark
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.model import CaseFile, Checklist, Roster


def read_files(args: argparse.Namespace) -> CaseFile:
    """The case in the files given; `-` is standard input. Says which files were left out, and what else is to know."""
    from notescan.commands.options import columns
    from notescan.commands.progress import Progress
    from notescan.read import raised, read_case

    said, limits = columns(args.columns), raised(args.limits)
    stdin = None
    if "-" in args.files:
        if sys.stdin is None:
            raise UserError("there is no standard input to read the case from; give a file")
        if sys.stdin.isatty():
            remark(args, "paste or type the case notes, then press Ctrl-D (on Windows Ctrl-Z and Enter)")
        stdin = sys.stdin.buffer
    with Progress(args) as progress:
        case = read_case(args.files, stdin=stdin, columns=said, limits=limits, progress=progress)
    _tell(args, case)
    return case


def _tell(args: argparse.Namespace, case: CaseFile) -> None:
    """Which files were left out is told even with --quiet: it is what is wrong."""
    for source in case.sources:
        if source.left_out:
            print(f"notescan: left out: {one_line(f'{source.path} {source.left_out}')}", file=sys.stderr)
        for words in source.remarks:
            remark(args, f"{source.path}: {words}")
    doubles = sum(note.same_as is not None for note in case.notes)
    if doubles:
        stand = "note that stands" if doubles == 1 else "notes that stand"
        remark(args, f"{doubles} {stand} in the case already: read once")


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


def read_roster_file(given: str) -> Roster:
    """The roster in a JSON or YAML file: `people`, or a scan that holds them. UserError where it can't be used."""
    from pathlib import Path

    import yaml
    from pydantic import ValidationError

    from notescan.model import Roster

    path = Path(given).expanduser()
    try:
        data = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise UserError(f"{path}: the roster can't be read: {error.strerror}") from None
    except (yaml.YAMLError, ValueError):
        raise UserError(f"{path}: this is no roster; give a JSON or YAML file with 'people'") from None
    if isinstance(data, dict) and isinstance(data.get("roster"), dict):
        data = data["roster"]
    try:
        return Roster.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(step) for step in first["loc"]) or "people"
        raise UserError(f"{path}: this roster can't be used: {where}: {first['msg']}") from None


def need_terminal() -> None:
    """The app can't run into a pipe or a file."""
    streams = (sys.stdin, sys.stdout)
    if any(stream is None or not stream.isatty() for stream in streams):
        raise UserError("the app needs a terminal; to get the evidence as text, use: notescan scan FILE")
