"""notescan scan: the evidence of a case, printed."""

from __future__ import annotations

import argparse

from notescan.commands.opening import chosen_checklist, guessed_checklist, read_files, read_roster_file
from notescan.commands.options import add_case_options, add_files, add_output, add_patterns, on_day, patterns_folder
from notescan.commands.output import check_output, tell_problems, write

ABOUT = """\
Print the sentences of a case that are evidence for the tips of a checklist:
for (it was done, is there), against (it was not done, is missing, late,
refused) or planned (it is still to be done). These are suggestions for an
auditor to confirm or reject ("notescan review"), not findings."""

EXAMPLES = """\
examples:
  notescan scan case.txt
  notescan scan case.txt --checklist cla --audit-date 31/07/2024
  notescan scan case.txt --format csv -o evidence.csv
  cat case.txt | notescan scan - --format json"""

FORMATS = ("table", "json", "jsonl", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `scan`."""
    parser.usage = "notescan scan FILE... [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    add_files(parser)
    add_case_options(parser)
    add_patterns(parser)
    parser.add_argument(
        "--roster",
        metavar="FILE",
        help='who is who, in place of what the notes tell: a file with "people", as --format json gives them'
        ' under "roster"; or such a scan itself',
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="table",
        help="table (to read; the default), csv (for a spreadsheet), json (all of it, for programs) or jsonl"
        " (for programs, one piece of evidence a line)",
    )
    add_output(parser)


def run(args: argparse.Namespace) -> int:
    """Scan the case and write what was found in the format asked for."""
    check_output(args, inputs=args.files)
    roster = read_roster_file(args.roster) if args.roster else None
    checklist = chosen_checklist(args)
    case = read_files(args)
    checklist = checklist or guessed_checklist(args, case)
    from notescan.commands import scan_formats
    from notescan.scan import scan_case

    scan = scan_case(
        case,
        checklist,
        audit_date=on_day(args),
        children=tuple(args.children),
        roster=roster,
        patterns=patterns_folder(args),
    )
    tell_problems(scan.pattern_problems)
    write(args, scan_formats.FORMATS[args.format](scan, checklist, to_screen=args.output is None))
    return 0
