"""The options that several commands share, so that each means the same everywhere."""

from __future__ import annotations

import argparse
import re

# Not from typing, whose import help would have to wait for; datetime and pathlib only where they are used.
TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path


def add_files(parser: argparse.ArgumentParser) -> None:
    """FILE..., the case, and how it is read: --columns, --limit."""
    group = parser.add_argument_group("the case")
    group.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="the case notes: text, Word, PDF, web page, RTF, OpenDocument, Excel, CSV or e-mail; a folder or zip of"
        " them, or several files, are one case; - reads what is piped in",
    )
    group.add_argument(
        "--columns",
        metavar="WHAT=COLUMN,...",
        help="what the columns of a spreadsheet hold, where it is not told by itself: date, time, type, author, role,"
        ' title, text, entered; by heading or letter, as in --columns "date=Contact date,author=D,text=Notes"',
    )
    group.add_argument(
        "--limit",
        metavar="NAME=NUMBER",
        dest="limits",
        action="append",
        default=[],
        help="read more of one file than notescan does by itself, as in --limit pages=30000; the message that a file"
        " is too big says which limit",
    )


def columns(given: str | None) -> dict[str, str]:
    """What --columns says: {"date": "Contact date"}; empty where it was not given."""
    if not given:
        return {}
    from notescan.errors import UserError

    out: dict[str, str] = {}
    # A comma may stand in a heading; only one before a name and "=" begins the next column.
    for part in re.split(r",(?=\s*\w+\s*=)", given):
        what, sign, column = (words.strip() for words in part.partition("="))
        if not (what and sign and column):
            raise UserError(f'--columns: "{part.strip()}" is not understood; write it as date=Contact date,text=Notes')
        if what in out:
            raise UserError(f"--columns names the {what} twice")
        out[what] = column
    return out


def add_case_options(parser: argparse.ArgumentParser) -> None:
    """How a case is looked at: --checklist, --audit-date, --child, --quiet."""
    parser.add_argument(
        "--checklist",
        metavar="AREA",
        help="mash, assessment, disability, fsp, cla or leavers; or a checklist file of your own (.yaml)."
        " Without it the area is guessed from the notes",
    )
    parser.add_argument(
        "--audit-date",
        metavar="DATE",
        type=audit_date,
        help='the day from which "in the last 3 months" counts back, as 2024-07-31 or 31/07/2024; without it, today',
    )
    parser.add_argument(
        "--child",
        metavar="NAME",
        dest="children",
        action="append",
        default=[],
        help="a child of the case, where the notes don't make it plain; may be given several times",
    )
    add_quiet(parser)


def add_quiet(parser: argparse.ArgumentParser) -> None:
    """--quiet: no remarks on standard error."""
    parser.add_argument(
        "--quiet",
        action="store_true",
        default=argparse.SUPPRESS,
        help="say nothing but the result (and what is wrong)",
    )


def add_patterns(parser: argparse.ArgumentParser) -> None:
    """--patterns: a folder of the user's own."""
    parser.add_argument(
        "--patterns",
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="lay the patterns and word lists in this folder over those that come with notescan and over your own",
    )


def patterns_folder(args: argparse.Namespace) -> Path | None:
    """The folder that --patterns names; None where it was not given."""
    from pathlib import Path

    given: str | None = getattr(args, "patterns", None)
    return Path(given).expanduser() if given else None


def add_plain(parser: argparse.ArgumentParser) -> None:
    """--plain: the review without a screen."""
    parser.add_argument(
        "--plain",
        action="store_true",
        help="line by line, without a screen of its own: for screen readers, braille lines and simple terminals",
    )


def add_store(parser: argparse.ArgumentParser) -> None:
    """--store. Not given here, the one given before the command still counts."""
    parser.add_argument(
        "--store",
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="keep reviews in this file instead of your own folder (or set NOTESCAN_STORE)",
    )


def add_output(parser: argparse.ArgumentParser) -> None:
    """-o OUT and --force."""
    parser.add_argument(
        "-o",
        "--output",
        metavar="OUT",
        help="write to this file instead of showing it; a file that is there stays",
    )
    parser.add_argument(
        "--force", action="store_true", help="with -o: put the result in the place of a file that is there"
    )


def audit_date(given: str) -> dt.date:
    """2024-07-31 or 31/07/2024 as a date; what is neither is refused in plain words."""
    import datetime as dt

    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", given.strip())
    uk = re.fullmatch(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", given.strip())
    parts = iso.groups() if iso else uk.groups()[::-1] if uk else None
    try:
        if parts is not None:
            return dt.date(*(int(part) for part in parts))
    except ValueError:
        raise argparse.ArgumentTypeError(f"there is no day {given!r} in the calendar") from None
    raise argparse.ArgumentTypeError(f"{given!r} is not a date; write it as 2024-07-31 or 31/07/2024")


def store_path(args: argparse.Namespace) -> Path | None:
    """Where --store says that reviews are kept; None for the usual place."""
    from pathlib import Path

    return Path(args.store).expanduser() if args.store else None


def on_day(args: argparse.Namespace) -> dt.date:
    """The audit date: the one given, else today."""
    import datetime as dt

    given: dt.date | None = args.audit_date
    return given or dt.date.today()
