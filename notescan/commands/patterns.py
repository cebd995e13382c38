"""notescan patterns: how evidence is found, and whether each pattern does what its examples say."""

from __future__ import annotations

import argparse
import sys
import textwrap
from typing import TYPE_CHECKING

from notescan.commands.options import add_quiet
from notescan.commands.output import one_line, remark
from notescan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from notescan.pipeline.library import Library, Pattern

ABOUT = """\
The patterns by which evidence is found. Each says in plain English what it
looks for, with sentences that it must find and sentences to leave alone."""

EXAMPLES = """\
examples:
  notescan patterns list assessment.childs-voice
  notescan patterns show childs-voice.child-says
  notescan patterns try "Tia was seen alone." --child Tia
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
        if name == "try":
            sub.add_argument_group("what to try").add_argument("sentence", metavar="SENTENCE", help="in quotes")
            sub.add_argument("--checklist", metavar="AREA", help="only this service area; without it, all six")
            sub.add_argument(
                "--child", metavar="NAME", dest="children", action="append", default=[], help="a child in it"
            )
        elif name == "show":
            sub.add_argument_group("which one").add_argument(
                "which", metavar="PATTERN", help="a pattern, a tip or a service area"
            )
        else:
            sub.add_argument_group("which one").add_argument(
                "which", metavar="PATTERN", nargs="?", default=None, help=_WHICH
            )


def run(args: argparse.Namespace) -> int:
    """Load the patterns and do what was asked with those that were named. A broken file stops no others."""
    from notescan.pipeline.library import load_library

    library = load_library()
    for problem in library.problems:
        print(f"notescan: {one_line(str(problem))}", file=sys.stderr)
    return _VERBS[args.verb][1](args, library, _chosen(library.patterns, args.which))


def _chosen(patterns: Sequence[Pattern], which: str | None) -> list[Pattern]:
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


def _list(args: argparse.Namespace, library: Library, chosen: list[Pattern]) -> int:
    tip = None
    for pattern in sorted(chosen, key=lambda p: p.tip):
        if pattern.tip != tip:
            tip = pattern.tip
            print(one_line(tip))
        print(_wrapped(pattern.means, f"  {pattern.id} ({_state(pattern)}): "))
    return 0


def _show(args: argparse.Namespace, library: Library, chosen: list[Pattern]) -> int:
    for i, pattern in enumerate(chosen):
        if i:
            print()
        where = f"{pattern.file}, line {pattern.line}"
        print(one_line(f"{pattern.id}   [{pattern.tip}, {_state(pattern)}]   {where}"))
        print(_wrapped(pattern.means, "  "))
        for label, examples in (("finds", pattern.finds), ("ignores", pattern.ignores)):
            for example in examples:
                print(_wrapped(example.text, f"  {label}: "))
    return 0


def _test(args: argparse.Namespace, library: Library, chosen: list[Pattern]) -> int:
    from notescan.pipeline.pattern_tests import test_patterns

    failures = test_patterns(library, only=[pattern.id for pattern in chosen] if args.which else None)
    for failure in failures:
        print(one_line(str(failure)))
    failed = len({failure.pattern for failure in failures})
    tested = sum(not pattern.off for pattern in chosen)
    remark(args, f"{tested} {'pattern' if tested == 1 else 'patterns'} tested, {failed} failed")
    return 1 if failures or library.problems else 0


def _try(args: argparse.Namespace, library: Library, chosen: list[Pattern]) -> int:
    import datetime as dt

    from notescan.checklists import list_checklists, load_checklist
    from notescan.read import read_text
    from notescan.scan import scan_case

    if not args.sentence.strip():
        raise UserError("there is no sentence to try")
    case = read_text(args.sentence)
    checklists = [load_checklist(args.checklist)] if args.checklist else list_checklists()
    found = 0
    for checklist in checklists:
        scan = scan_case(case, checklist, audit_date=dt.date.today(), children=tuple(args.children))
        for item in scan.evidence:
            found += 1
            print(one_line(f"{item.tip}   {item.stance}   {item.quote}"))
            print(_wrapped(item.means, f"  {item.pattern}: "))
            if item.why:
                print(_wrapped("; ".join(item.why), "  because of: "))
    if not found:
        remark(args, "no pattern finds anything in it")
    return 0


def _state(pattern: Pattern) -> str:
    return f"{pattern.stance}, switched off" if pattern.off else pattern.stance


_VERBS = {
    "list": ("list the patterns with what each looks for", _list),
    "show": ("show a pattern with its examples", _show),
    "try": ("see what is found in a sentence of your own, and why", _try),
    "test": ("run each pattern on its own examples", _test),
}


def _wrapped(text: str, label: str) -> str:
    return textwrap.fill(one_line(text), width=100, initial_indent=one_line(label), subsequent_indent="    ")
