"""notescan text: the text that offsets refer to."""

from __future__ import annotations

import argparse
import sys

from notescan.commands.opening import read_files
from notescan.commands.options import add_files, add_quiet

ABOUT = """\
Print the text of a case as notescan reads it: one kind of line end, no byte
order mark, hidden control characters made visible. "start" and "end" in a scan
count the characters of this text from 0."""

EXAMPLES = """\
example:
  notescan text case.txt > case-as-read.txt"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `text`."""
    parser.usage = "notescan text FILE... [options]"
    parser.description, parser.epilog = ABOUT, EXAMPLES
    add_files(parser)
    add_quiet(parser)


def run(args: argparse.Namespace) -> int:
    """Write the text, letter for letter: nothing is added at its end."""
    sys.stdout.write(read_files(args).text)
    return 0
