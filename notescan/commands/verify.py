"""notescan verify: do the quotes of a summary still stand in the case?"""

from __future__ import annotations

import argparse

from notescan.commands.opening import read_files
from notescan.commands.options import add_files, add_output, add_quiet
from notescan.commands.output import check_output, one_line, remark, write

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.summary.model import Summary
    from notescan.summary.verifying import Verified

ABOUT = """\
Look for every quote of an audit summary in the case again: by its place, else
by its words and those around it. Each one stands, has moved, has changed, or
is gone. Ends with exit code 1 if any is not there word for word."""

EXAMPLES = """\
examples:
  notescan verify summary.html case.txt
  notescan verify summary.docx notes.docx plan.pdf --format json"""

FORMATS = ("table", "json", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `verify`."""
    parser.usage = "notescan verify SUMMARY FILE... [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.add_argument_group("the summary").add_argument(
        "summary", metavar="SUMMARY", help="an html, docx or json file that notescan export wrote"
    )
    add_files(parser)
    parser.add_argument("--format", choices=FORMATS, default="table", help="table (to read; the default), json or csv")
    add_output(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Verify, write what was found, and end with 1 if any quote is not there."""
    check_output(args, inputs=[args.summary, *args.files])
    from pathlib import Path

    from notescan.summary.carried import read_summary
    from notescan.summary.verifying import VERDICTS, counted, verify

    carried = read_summary(Path(args.summary))
    case = read_files(args)
    found = verify(carried, case)
    write(args, _formatted(args.format, carried.summary, found))
    said = ", ".join(f"{n} {verdict}" for verdict, n in counted(found).items() if n) or "no quotes"
    remark(args, f"{len(found)} quotes: {said}")
    if carried.summary.stand_ins:
        remark(
            args,
            "names were replaced in this summary: each quote was looked for by its other words; whether a name in it is"
            " the one in the case can't be told",
        )
    assert set(VERDICTS) >= {one.verdict for one in found}
    return 1 if any(one.verdict not in ("stands", "moved") for one in found) else 0


def _formatted(fmt: str, summary: Summary, found: list[Verified]) -> str:
    from notescan.summary.verifying import VERDICTS
    from notescan.tables import as_csv

    if fmt == "json":
        import json

        whole = {"schema": "notescan.verify/1", "review": summary.review, "items": [o.model_dump() for o in found]}
        return json.dumps(whole, ensure_ascii=False, indent=2)
    titles = {tip.tip: tip.title for tip in summary.tips}
    if fmt == "csv":
        heads = ("Number", "Tip", "Verdict", "Quote", "Was", "Is now at", "Now reads")
        return as_csv(heads, [(o.number, titles[o.tip], o.verdict, o.quote, o.was, o.place, o.now) for o in found])
    lines: list[str] = []
    for one in found:
        lines.append(f"{one.number:>4}  {one.verdict:<8} {titles[one.tip]}: {VERDICTS[one.verdict]}")
        lines.append(f"      {one_line(one.quote)}")
        if one.verdict == "moved":
            lines.append(f"      was {one.was}, is now {one.place}")
        if one.now is not None:
            lines.append(f"      now reads: {one_line(one.now)} ({one.place})")
    return "\n".join(lines)
