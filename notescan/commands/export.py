"""notescan export: the audit summary of a review."""

from __future__ import annotations

import argparse

from notescan.commands.options import add_output, add_quiet, add_store, store_path
from notescan.commands.output import check_output, remark, write
from notescan.errors import UserError

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

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.summary import View


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
    parser.add_argument(
        "--pseudonymise",
        action="store_true",
        help="put stand-ins (Child A, School 1) for names, addresses, numbers, e-mails and dates of birth",
    )
    parser.add_argument(
        "--key",
        metavar="FILE",
        help="with --pseudonymise: write to this file what each stand-in stands for (.json for programs, else to read);"
        " keep it apart",
    )
    add_output(parser)
    add_store(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Write the summary; the review itself is not touched."""
    check_output(args, inputs=[args.template] if args.template else [])
    if args.key:
        if not args.pseudonymise:
            raise UserError("--key goes with --pseudonymise; without it nothing is replaced")
        check_output(argparse.Namespace(output=args.key, force=args.force), inputs=[args.output] if args.output else [])
    from pathlib import Path

    from notescan.review.session import resume
    from notescan.review.store import Store
    from notescan.summary import view, write_view

    template = Path(args.template) if args.template else None
    with Store(store_path(args)) as store:
        made = view(resume(store, args.review), pseudonymised=args.pseudonymise)
    write(args, write_view(made, _format(args), template=template))
    if args.pseudonymise:
        _tell_what_may_be_names(args, made)
    return 0


def _tell_what_may_be_names(args: argparse.Namespace, made: View) -> None:
    """The key, where it was asked for; and the words with a capital that nobody has judged."""
    if args.key:
        from pathlib import Path

        from notescan.summary import write_key

        write(argparse.Namespace(output=args.key, quiet=args.quiet), write_key(made, Path(args.key)))
    if made.doubtful:
        remark(args, "these words were left as they are; look whether any is somebody's name:")
        for word in made.doubtful:
            remark(args, f"  {word.word} ({word.count}): {word.seen}")


def _format(args: argparse.Namespace) -> str:
    ending = (args.output or "").rpartition(".")[2].lower()
    named = {"htm": "html", "markdown": "md"}.get(ending, ending)
    return args.format or (named if named in FORMATS else "html")
