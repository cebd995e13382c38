"""notescan reviews: which reviews there are; forgetting one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from notescan.commands.options import add_quiet, add_store, store_path
from notescan.commands.output import one_line, remark
from notescan.errors import UserError

if TYPE_CHECKING:
    from notescan.review.store import Store

ABOUT = "The reviews you have begun on this computer, the one last worked on first."

EXAMPLES = """\
examples:
  notescan reviews
  notescan reviews forget b7k2"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `reviews`, `reviews list` and `reviews forget`."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(verb="list")
    add_store(parser)
    add_quiet(parser)
    verbs = parser.add_subparsers(metavar="WHAT", title="what to do (without it: list)")
    for name, does in (("list", "list the reviews"), ("forget", "delete a review for good")):
        sub = verbs.add_parser(name, help=does, description=f"{does.capitalize()}.", epilog=EXAMPLES)
        sub.set_defaults(verb=name)
        add_store(sub)
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
