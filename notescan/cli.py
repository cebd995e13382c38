"""The command line: finds which command is meant and runs it. What each one does is in notescan/commands/.

Nothing but argparse is imported until a command is known, so that help comes at once (tests/test_imports.py).
Results go to standard output, everything else to standard error. Exit codes: 0 done; 1 something asked for
fell short; 2 what was given can't be used; 3 a fault of notescan itself; 130 stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys

from notescan import __version__
from notescan.errors import UserError

# As type checkers read typing.TYPE_CHECKING; the import of typing alone would take a sixth of the time for help.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import ModuleType
    from typing import Any, NoReturn

COMMANDS = {
    "review": "open a case in the app, or go on where you left it",
    "demo": "try the app on an invented case",
    "scan": "print the evidence found in a case",
    "export": "write the summary of a review",
    "verify": "look whether the quotes of a summary still stand in the case",
    "chronology": "print what happened when, with the gaps and time limits",
    "reviews": "list the reviews you have begun, or forget one",
    "checklists": "show what is looked for in each service area",
    "patterns": "show, test, mend and try how evidence is found",
    "text": "print a case's text as notescan reads it",
}
"""Every command and what it does; each is a module of notescan/commands/ with `configure` and `run`."""

_ABOUT = """\
notescan helps to audit children's social-care case files. It reads the case
notes, finds the sentences that are evidence for each audit tip, and shows them
to you. You confirm or reject each one, and get a summary with every quote tied
to its place in the notes. Nothing leaves this computer; you decide.

Give no command to open the app: your recent reviews, a file to open, or notes
to paste."""

_EXAMPLES = """\
examples:
  notescan                                open the app
  notescan demo                           try it on an invented case
  notescan review case.txt                review a case, or go on where you left it
  notescan scan case.txt --checklist cla  print the evidence found in a case
  notescan COMMAND --help                 more about one command"""


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that lays out help as it was written, and refuses with one plain line."""

    def __init__(self, **options: Any) -> None:
        options = {"allow_abbrev": False, "formatter_class": _as_written, **options}
        super().__init__(**options, add_help=False)
        self.add_argument("-h", "--help", action="help", help="show this and stop")

    def error(self, message: str) -> NoReturn:
        raise UserError(f"{_plainer(message)} (see {self.prog} --help)")


def _as_written(prog: str) -> argparse.HelpFormatter:
    """Descriptions and examples keep their lines. argparse would import shutil to find the width."""
    columns = os.environ.get("COLUMNS", "")
    try:
        width = int(columns) if columns.isdigit() else os.get_terminal_size(1).columns
    except OSError:
        width = 80
    return argparse.RawDescriptionHelpFormatter(prog, width=min(max(width, 40), 100) - 2)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that `argv` (by default the program's own arguments) asks for; gives the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _make_output_safe()
    return _told(lambda: _run(arguments))


def build_parser(arguments: Sequence[str]) -> Parser:
    """The parser for these arguments. Only the commands named in them are imported and get their options."""
    parser = Parser(prog="notescan", usage="notescan [COMMAND] [options]", description=_ABOUT, epilog=_EXAMPLES)
    parser.set_defaults(command=None, store=None, quiet=False)
    version = f"notescan {__version__}"
    parser.add_argument("--version", action="version", version=version, help="show which version this is and stop")
    parser.add_argument("--store", metavar="FILE", help="keep reviews in this file (or set NOTESCAN_STORE)")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands", prog="notescan")
    for name, does in COMMANDS.items():
        command = commands.add_parser(name, help=does)
        if name in arguments:
            _module(name).configure(command)
    return parser


def _run(arguments: Sequence[str]) -> int:
    args = build_parser(arguments).parse_args(arguments)
    code: int = _module(args.command or "home").run(args)
    return code


def _module(command: str) -> ModuleType:
    from importlib import import_module

    return import_module(f"notescan.commands.{command}")


# ------------------------------------------------------------------------------------------ how it ends


def _told(run: Callable[[], int]) -> int:
    """Run, and turn every ending into an exit code and at most one line: never a traceback."""
    try:
        code = run()
        if sys.stdout is not None:
            sys.stdout.flush()
    except SystemExit as stop:
        # argparse ends so after --help and --version.
        return stop.code if isinstance(stop.code, int) else 0
    except UserError as error:
        return _say(str(error), 2)
    except KeyboardInterrupt:
        return _say("stopped", 130)
    except BrokenPipeError:
        _drop_output()
        return 0
    except OSError as error:
        name = f"{error.filename}: " if error.filename else ""
        return _say(f"{name}{error.strerror or error}", 2)
    except Exception as error:
        return _fault(error)
    return code


def _fault(error: Exception) -> int:
    if os.environ.get("NOTESCAN_DEBUG"):
        raise error
    what = f"{type(error).__name__}: {error}"
    return _say(f"a fault of notescan itself ({what}); set NOTESCAN_DEBUG=1 to see where", 3)


def _say(message: str, code: int) -> int:
    from notescan.commands.output import one_line

    if sys.stderr is not None:
        try:
            print(f"notescan: {one_line(message)}", file=sys.stderr, flush=True)
        except OSError:
            # Standard error is closed or full: the exit code still tells.
            return code
    if code != 0:
        _drop_output()
    return code


def _drop_output() -> None:
    """Send what still waits for standard output nowhere, or Python would complain at its end."""
    if sys.stdout is sys.__stdout__ and sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


def _make_output_safe() -> None:
    """Programs read UTF-8 with plain line ends on every system; nothing that can't be shown stops a run."""
    from io import TextIOWrapper

    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream is sys.stdout and not stream.isatty():
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
            else:
                stream.reconfigure(errors="backslashreplace")


def _plainer(message: str) -> str:
    """What argparse says, for a person who is no programmer."""
    if message.startswith("argument COMMAND: invalid choice: "):
        from difflib import get_close_matches

        given = message.removeprefix("argument COMMAND: invalid choice: ").split("'")[1]
        close = get_close_matches(given, COMMANDS, n=1)
        meant = f'; did you mean "{close[0]}"?' if close else ";"
        return f'there is no command "{given}"{meant} The commands are {", ".join(COMMANDS)}'
    if ": invalid choice: " in message:
        what, _, rest = message.removeprefix("argument ").partition(": invalid choice: ")
        given, _, choices = rest.partition(" (choose from ")
        return f"{what}: {given} is not one of {choices.rstrip(')')}".replace("'", '"')
    message = message.replace("unrecognized arguments", "not understood")
    message = message.replace("the following arguments are required", "still needed")
    return message.replace("expected one argument", "needs a value after it").removeprefix("argument ")
