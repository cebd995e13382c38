"""notescan checklists: what is looked for, and whether a checklist of one's own is sound."""

from __future__ import annotations

import argparse
import textwrap

from notescan.commands.options import add_quiet
from notescan.commands.output import one_line, remark

ABOUT = """\
The checklists, one for each service area, and the tips in each: what to ask,
where to look, what good looks like, and what is commonly mistaken for it."""

EXAMPLES = """\
examples:
  notescan checklists
  notescan checklists show leavers
  notescan checklists check our-own.yaml"""

_VERBS = (
    ("list", "list the checklists"),
    ("show", "show the tips of one checklist"),
    ("check", "look for mistakes in a checklist file of your own"),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `checklists` and its verbs."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(verb="list")
    add_quiet(parser)
    verbs = parser.add_subparsers(metavar="WHAT", title="what to do (without it: list)")
    for name, does in _VERBS:
        sub = verbs.add_parser(name, help=does, description=f"{does.capitalize()}.", epilog=EXAMPLES)
        sub.set_defaults(verb=name)
        add_quiet(sub)
        if name == "show":
            sub.add_argument_group("which one").add_argument(
                "checklist", metavar="AREA", help="a service area, or a checklist file (.yaml)"
            )
        if name == "check":
            sub.add_argument_group("which one").add_argument(
                "checklist", metavar="FILE", help="the checklist file (.yaml)"
            )


def run(args: argparse.Namespace) -> int:
    """List, show or check."""
    from notescan.checklists import find_mistakes, list_checklists, load_checklist

    if args.verb == "check":
        mistakes = find_mistakes(args.checklist)
        for mistake in mistakes:
            print(one_line(str(mistake)))
        if not mistakes:
            tips = len(load_checklist(args.checklist).tips)
            remark(args, f"{args.checklist} is sound: {tips} {'tip' if tips == 1 else 'tips'}")
        return 1 if mistakes else 0
    if args.verb == "list":
        for checklist in list_checklists():
            print(f"{checklist.id:<11} {len(checklist.tips):>2} tips  {checklist.title}")
        return 0
    checklist = load_checklist(args.checklist)
    print(one_line(f"{checklist.title} · {checklist.id} · {len(checklist.tips)} tips"))
    for tip in checklist.tips:
        print()
        print(one_line(f"{tip.title}   [{tip.id}]"))
        print(_wrapped(tip.asks, "  "))
        print(_wrapped(", ".join(tip.where), "  Where to look: "))
        print(_wrapped(tip.good, "  What good looks like: "))
        print(_wrapped(tip.mistaken, "  Not to be mistaken for it: "))
        if tip.check is not None and tip.check.limits:
            limits = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in tip.check.limits.items())
            print(_wrapped(f"{limits} ({tip.check.source or 'no source given'})", "  Limits: "))
    return 0


def _wrapped(text: str, label: str) -> str:
    return textwrap.fill(one_line(text), width=80, initial_indent=label, subsequent_indent="    ")
