"""notescan reviews: which reviews there are; forgetting one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from notescan.commands.options import (
    add_case_options,
    add_files,
    add_patterns,
    add_quiet,
    add_store,
    on_day,
    patterns_folder,
    store_path,
)
from notescan.commands.output import one_line, remark
from notescan.errors import UserError

if TYPE_CHECKING:
    from notescan.review.store import Store

ABOUT = "The reviews you have begun on this computer, the one last worked on first."

EXAMPLES = """\
examples:
  notescan reviews
  notescan reviews forget b7k2
  notescan reviews carry b7k2 case-march.txt    the decisions, onto a later export"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `reviews`, `reviews list` and `reviews forget`."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(verb="list")
    add_store(parser)
    add_quiet(parser)
    verbs = parser.add_subparsers(metavar="WHAT", title="what to do (without it: list)")
    for name, does in (
        ("list", "list the reviews"),
        ("forget", "delete a review for good"),
        ("carry", "begin the review of a later export of the same case with the decisions of an earlier one"),
    ):
        sub = verbs.add_parser(name, help=does, description=f"{does.capitalize()}.", epilog=EXAMPLES)
        sub.set_defaults(verb=name)
        add_store(sub)
        if name == "carry":
            sub.usage = "notescan reviews carry REVIEW FILE... [options]"
            sub.add_argument_group("which one").add_argument(
                "review", metavar="REVIEW", help="the earlier review, by its name or its first letters"
            )
            add_files(sub)
            add_case_options(sub)
            add_patterns(sub)
        else:
            add_quiet(sub)
        if name == "forget":
            sub.add_argument_group("which one").add_argument(
                "review", metavar="REVIEW", help="the review, by its name or its first letters"
            )
            sub.add_argument("--yes", action="store_true", help="do not ask whether you are sure")


def run(args: argparse.Namespace) -> int:
    """List the reviews, or forget one."""
    from notescan.review.store import Store

    with Store(store_path(args)) as store:
        if args.verb == "forget":
            return _forget(args, store)
        if args.verb == "carry":
            return _carry(args, store)
        reviews = store.list_reviews()
        remark(args, f"reviews are kept in {store.path}")
        if not reviews:
            remark(args, "no review has been begun yet; begin with: notescan review FILE")
        width = max((len(review.id) for review in reviews), default=0)
        for review in reviews:
            print(
                f"{review.id:<{width}}  {review.decided:>4} of {review.items:<4} decided"
                f"  last worked on {review.updated.astimezone():%d %b %Y}  {one_line(review.title)}"
            )
    return 0


def _forget(args: argparse.Namespace, store: Store) -> int:
    review = store.load(args.review).info
    if not args.yes:
        if sys.stdin is None or not sys.stdin.isatty():
            raise UserError(f"to forget {review.id} without being asked, add --yes")
        print(
            f"Forget {review.id}, {one_line(review.title)}, with its {review.decided} decisions? This can't be undone.",
            file=sys.stderr,
        )
        print("Type yes to forget it: ", end="", file=sys.stderr, flush=True)
        if sys.stdin.readline().strip().lower() not in ("yes", "y"):
            remark(args, f"{review.id} is kept")
            return 1
    store.forget(review.id)
    remark(args, f"{review.id} is forgotten")
    return 0


_FATES = {
    "new": "new suggestions",
    "moved": "at another place",
    "changed": "in other words now: look at them again",
    "vanished": "no longer in the case file; they stay in the earlier review",
}


def _carry(args: argparse.Namespace, store: Store) -> int:
    from notescan.checklists import load_checklist
    from notescan.commands.opening import read_files
    from notescan.review.carrying import carry_over
    from notescan.review.session import resume
    from notescan.scan import scan_case

    earlier = resume(store, args.review)
    checklist = load_checklist(args.checklist) if args.checklist else earlier.checklist
    case = read_files(args)
    scan = scan_case(
        case, checklist, audit_date=on_day(args), children=tuple(args.children), patterns=patterns_folder(args)
    )
    review, report = carry_over(store, earlier, case, scan, checklist)
    titles = {tip.id: tip.title for tip in checklist.tips}
    print(f"{review.id}: {report.decisions} decisions carried over from {earlier.id}")
    print(f"{len(report.of('stands'))} where they were")
    for fate, says in _FATES.items():
        rows = [item for item in report.items if item.fate == fate]
        print(f"{len(rows)} {says}")
        for row in rows:
            decided = "" if row.state == "undecided" else f" ({row.state})"
            print(f"  {titles.get(row.tip, row.tip)}{decided}: {one_line(row.quote)}")
            if row.reads is not None:
                print(f"    now reads: {one_line(row.reads)}")
    if earlier.has_mended_roster():
        remark(args, "who is who was read anew from this export; what you had mended there has to be mended again")
    remark(args, f"go on with: notescan review {' '.join(args.files)} --checklist {checklist.id}")
    return 0
