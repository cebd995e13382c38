"""notescan patterns: how evidence is found, and whether each pattern does what its examples say."""

from __future__ import annotations

import argparse
import textwrap
from typing import TYPE_CHECKING, Any

from notescan.commands.options import add_quiet
from notescan.commands.output import one_line, remark
from notescan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

ABOUT = """\
The patterns by which evidence is found. Each says in plain English what it
looks for, with sentences that it must find and sentences to leave alone."""

EXAMPLES = """\
examples:
  notescan patterns list assessment.childs-voice
  notescan patterns show childs-voice.child-says
  notescan patterns test
  notescan patterns test assessment.childs-voice"""

_WHICH = "a pattern, a tip or a service area; without it, all"


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `patterns` and its verbs."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(verb="list", which=None)
    add_quiet(parser)
    verbs = parser.add_subparsers(metavar="WHAT", title="what to do (without it: list)")
    for name, (does, _) in _VERBS.items():
        sub = verbs.add_parser(name, help=does, description=f"{does.capitalize()}.", epilog=EXAMPLES)
        sub.set_defaults(verb=name)
        add_quiet(sub)
        if name == "show":
            sub.add_argument_group("which one").add_argument(
                "which", metavar="PATTERN", help="a pattern, a tip or a service area"
            )
        else:
            sub.add_argument_group("which one").add_argument(
                "which", metavar="PATTERN", nargs="?", default=None, help=_WHICH
            )


def run(args: argparse.Namespace) -> int:
    """Load the patterns and do what was asked with those that were named."""
    from notescan.pipeline.library import load_library

    library = load_library()
    chosen = _chosen(library.patterns, args.which)
    code: int = _VERBS[args.verb][1](args, library, chosen)
    return code


def _chosen(patterns: Sequence[Any], which: str | None) -> list[Any]:
    """The patterns that a name stands for: a pattern's id, a tip's id or a service area."""
    if which is None:
        return list(patterns)
    found = [p for p in patterns if which in (p.id, p.tip, p.tip.partition(".")[0])]
    if not found:
        from difflib import get_close_matches

        names = {name for p in patterns for name in (p.id, p.tip, p.tip.partition(".")[0])}
        close = get_close_matches(which, names, n=1)
        meant = f'; did you mean "{close[0]}"?' if close else "; notescan patterns list shows them all"
        raise UserError(f'there is no pattern, tip or area "{which}"{meant}')
    return found


def _list(args: argparse.Namespace, library: Any, chosen: list[Any]) -> int:
    tip = None
    for pattern in sorted(chosen, key=lambda p: p.tip):
        if pattern.tip != tip:
            tip = pattern.tip
            print(one_line(tip))
        print(_wrapped(pattern.means, f"  {pattern.id} ({pattern.stance}): "))
    return 0


def _show(args: argparse.Namespace, library: Any, chosen: list[Any]) -> int:
    for i, pattern in enumerate(chosen):
        if i:
            print()
        print(
            one_line(
                f"{pattern.id}   [{pattern.tip}, {pattern.stance}]   {pattern.file}, line {pattern.line}"
            )
        )
        print(_wrapped(pattern.means, "  "))
        for label, examples in (("finds", pattern.finds), ("ignores", pattern.ignores)):
            for example in examples:
                print(_wrapped(str(example), f"  {label}: "))
    return 0


def _test(args: argparse.Namespace, library: Any, chosen: list[Any]) -> int:
    from notescan.pipeline.pattern_tests import test_patterns

    only = {pattern.id for pattern in chosen} if args.which else None
    failures = test_patterns(library, only=only)
    for failure in failures:
        where = f"{failure.file}, line {failure.line}"
        print(one_line(f"{where}: {failure.pattern}: {failure.problem}: {failure.example}"))
    failed = len({failure.pattern for failure in failures})
    remark(args, f"{len(chosen)} patterns tested, {failed} failed")
    return 1 if failures else 0


_VERBS = {
    "list": ("list the patterns with what each looks for", _list),
    "show": ("show a pattern with its examples", _show),
    "test": ("run each pattern on its own examples", _test),
}


def _wrapped(text: str, label: str) -> str:
    return textwrap.fill(one_line(text), width=100, initial_indent=one_line(label), subsequent_indent="    ")
