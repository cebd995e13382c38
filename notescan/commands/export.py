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
  notescan export b7k2 -o summary.docx --template council-form.docx
  notescan export b7k2 --format md"""

FORMATS = ("html", "docx", "pdf", "xlsx", "csv", "md", "json", "jsonld", "spacy", "jsonl")


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
        help="html (a page to read and print), docx (Word), pdf, xlsx (Excel), csv, md (Markdown); for programs json,"
        " jsonld (W3C Web Annotation), spacy (DocBin), jsonl (Prodigy); without it, what the name after -o ends in,"
        " else html",
    )
    parser.add_argument(
        "--template",
        metavar="DOCX",
        help="a Word document of your council's own to write into, with {{summary}} where the summary goes and"
        " fields like {{case_reference}} or {{auditor}}",
    )
    add_output(parser)
    add_store(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Write the summary; the review itself is not touched."""
    check_output(args, inputs=[args.template] if args.template else [])
    from pathlib import Path

    from notescan.review.session import resume
    from notescan.review.store import Store
    from notescan.summary import export

    with Store(store_path(args)) as store:
        template = Path(args.template) if args.template else None
        write(args, export(resume(store, args.review), _format(args), template=template))
    return 0


def _format(args: argparse.Namespace) -> str:
    ending = (args.output or "").rpartition(".")[2].lower()
    named = {"htm": "html", "markdown": "md"}.get(ending, ending)
    return args.format or (named if named in FORMATS else "html")
