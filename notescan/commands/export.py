"""notescan export: the audit summary of a review."""

from __future__ import annotations

import argparse

from notescan.commands.options import add_output, add_quiet, add_store, store_path
from notescan.commands.output import check_output, write

ABOUT = """\
Write the audit summary of a review: each tip with your grade, the evidence you
confirmed, word for word with its date and place, and the gaps. What you
rejected or have not decided is never shown as evidence. "notescan reviews"
tells the name of each review; its first letters are enough."""

EXAMPLES = """\
examples:
  notescan export b7k2 -o summary.html
  notescan export b7k2 --format md"""

FORMATS = ("html", "md", "json")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    parser.usage = "notescan export REVIEW [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.add_argument_group("which one").add_argument(
        "review", metavar="REVIEW", help="the review, by its name or its first letters"
    )
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="html (a page to read and print), md (Markdown) or json (for programs);"
        " without it, what the name after -o ends in, else html",
    )
    add_output(parser)
    add_store(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Write the summary; the review itself is not touched."""
    check_output(args)
    from notescan.review.session import resume
    from notescan.review.store import Store
    from notescan.summary import export

    with Store(store_path(args)) as store:
        write(args, export(resume(store, args.review), _format(args)))
    return 0


def _format(args: argparse.Namespace) -> str:
    ending = (args.output or "").rpartition(".")[2].lower()
    named = {"htm": "html", "markdown": "md"}.get(ending, ending)
    return args.format or (named if named in FORMATS else "html")
