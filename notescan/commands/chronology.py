"""notescan chronology: the dated events of a case, in order."""

from __future__ import annotations

import argparse

from notescan.commands.opening import chosen_checklist, guessed_checklist, read_files
from notescan.commands.options import add_case_options, add_files, add_output, audit_date, on_day
from notescan.commands.output import check_output, remark, write
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from notescan.chronology import Chronology
    from notescan.over_time import EventKind

ABOUT = """\
Print what happened in a case, in the order of its days: referrals, visits,
meetings, reviews, moves, incidents and the like, each with the words of the
record. A time line shows it at a glance, with long gaps between visits written
out; time limits set by law, guidance and local practice are reckoned; it tells
which child was seen and heard when, and which agency was asked and answered.
Give each child's record as a file of its own to see what stands in one and is
missing in another. Only what took place counts as done."""

EXAMPLES = """\
examples:
  notescan chronology case.txt
  notescan chronology case.txt --kind visit --kind review --from 01/01/2024
  notescan chronology older.txt younger.txt --format xlsx -o family.xlsx
  notescan chronology case.txt -o chronology.html"""

FORMATS = ("table", "csv", "xlsx", "html", "json")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `chronology`."""
    parser.usage = "notescan chronology FILE... [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    add_files(parser)
    add_case_options(parser)
    parser.add_argument(
        "--kind",
        metavar="KIND",
        dest="kinds",
        action="append",
        default=[],
        help="only events of this kind: visit, review, move ...; may be given several times",
    )
    parser.add_argument(
        "--from", metavar="DATE", dest="since", type=audit_date, help="only events on or after this day"
    )
    parser.add_argument("--to", metavar="DATE", dest="until", type=audit_date, help="only events on or before this day")
    parser.add_argument(
        "--gap",
        metavar="DAYS",
        type=_days,
        help="call a gap between visits long when it is more than this many days (42 if not given)",
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="table (to read), csv or xlsx (for a spreadsheet), html (a page to read and print) or json (for"
        " programs); without it, what the name after -o ends in, else table",
    )
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Find the events of the case and write them in the format asked for."""
    check_output(args, inputs=args.files)
    kinds = [_kind(given) for given in args.kinds]
    if args.since and args.until and args.since > args.until:
        raise UserError("--from is after --to; no day lies between them")
    how = _format(args)
    if how == "xlsx" and args.output is None:
        raise UserError("a workbook can't be shown on the screen; give it a name with -o, as -o chronology.xlsx")
    checklist = chosen_checklist(args)
    case = read_files(args)
    checklist = checklist or guessed_checklist(args, case)
    from notescan.chronology import chronology
    from notescan.chronology.gaps import LONG
    from notescan.scan import scan_case

    scan = scan_case(case, checklist, audit_date=on_day(args), children=tuple(args.children))
    found = chronology(
        case,
        scan.over_time,
        audit_date=on_day(args),
        kinds=kinds,
        since=args.since,
        until=args.until,
        long_gap=LONG if args.gap is None else args.gap,
    )
    if not found.events:
        remark(args, "no event of this kind and period was found")
    write(args, _writers(args)[how](found))
    return 0


def _writers(args: argparse.Namespace) -> dict[str, Callable[[Chronology], str | bytes]]:
    from notescan.chronology import export
    from notescan.chronology.text import as_text

    def table(found: Chronology) -> str:
        return as_text(found, width=_width(args))

    return {
        "table": table,
        "csv": export.as_csv,
        "xlsx": export.as_xlsx,
        "html": export.as_html,
        "json": export.as_json,
    }


def _width(args: argparse.Namespace) -> int:
    """That of the terminal, within reason; in a file or a pipe one that fits a page."""
    import shutil
    import sys

    if args.output is None and sys.stdout is not None and sys.stdout.isatty():
        return max(40, min(shutil.get_terminal_size().columns, 160))
    return 80


def _format(args: argparse.Namespace) -> str:
    ending = (args.output or "").rpartition(".")[2].lower()
    named = {"htm": "html", "txt": "table"}.get(ending, ending)
    return args.format or (named if named in FORMATS else "table")


def _days(given: str) -> int:
    if given.isascii() and given.isdigit() and 0 < int(given) < 10_000:
        return int(given)
    raise argparse.ArgumentTypeError(f"{given!r} is not a number of days; write it as 42")


def _kind(given: str) -> EventKind:
    """The kind of event that was named, in its own words or ours."""
    from notescan.chronology.words import KINDS

    plain = given.strip().casefold().replace(" ", "-")
    for kind, name in KINDS.items():
        if plain in (kind, f"{kind}s", name.casefold().replace(" ", "-")):
            return kind
    raise UserError(f'there is no kind of event "{given}"; the kinds are {", ".join(KINDS)}')
