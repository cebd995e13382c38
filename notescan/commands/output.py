"""Where commands write: results to standard output or a file, remarks to standard error."""

from __future__ import annotations

import argparse
import sys

from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def one_line(text: str) -> str:
    """`text` as one line that can do nothing to a terminal, whatever file names or notes are in it."""
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in text)


def remark(args: argparse.Namespace, message: str) -> None:
    """Say something by the way, unless --quiet was given."""
    if not args.quiet and sys.stderr is not None:
        print(f"notescan: {one_line(message)}", file=sys.stderr, flush=True)


_MOST_PROBLEMS = 10


def tell_problems(problems: Sequence[str]) -> None:
    """Tell on standard error what could not be used of the patterns; all else ran."""
    for problem in problems[:_MOST_PROBLEMS]:
        print(f"notescan: {one_line(problem)}", file=sys.stderr)
    if (more := len(problems) - _MOST_PROBLEMS) > 0:
        # one concept file that can't be read leaves hundreds of patterns without their words
        print(f"notescan: and {more} more; notescan patterns lint names them all", file=sys.stderr)


def check_output(args: argparse.Namespace, *, inputs: Iterable[str] = ()) -> None:
    """Refuse, before any work is done, an -o that would write over the case or a file that is there."""
    if args.output is None:
        return
    from pathlib import Path

    out = Path(args.output)
    if out.is_dir():
        raise UserError(f"{out} is a folder; give a file name with -o")
    if not out.parent.is_dir():
        raise UserError(f"there is no folder {out.parent} to write {out.name} in")
    for given in inputs:
        if out.exists() and given != "-" and Path(given).exists() and out.samefile(given):
            raise UserError(f"{out} is the case itself; give another file name with -o")
    if out.exists() and not args.force:
        raise UserError(f"{out} is there already; give another name, or --force to put the new one in its place")


def write(args: argparse.Namespace, result: str | bytes) -> None:
    """Put a result where -o says (whole or not at all), else on standard output.

    Bytes are a file of a program's own kind (a workbook), which a terminal can't show.
    """
    if isinstance(result, str):
        if result and not result.endswith("\n"):
            result += "\n"
        if args.output is None:
            sys.stdout.write(result)
            return
        result = result.encode("utf-8", errors="backslashreplace")
    elif args.output is None:
        if sys.stdout.isatty():
            raise UserError("this is a file and can't be shown on the screen; give it a name with -o")
        sys.stdout.buffer.write(result)
        return
    from pathlib import Path

    out = Path(args.output)
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(result)
        part.replace(out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UserError(f"{out} can't be written: {error.strerror}") from None
    remark(args, f"written to {out}")
