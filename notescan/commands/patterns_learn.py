"""notescan patterns learn: weigh what patterns find as this auditor has decided so far; shown first, kept if wanted."""

from __future__ import annotations

import argparse
import sys

from notescan.commands.options import add_store, store_path
from notescan.commands.output import remark
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from notescan.learn.adapting import Gain, Quality
    from notescan.learn.own import Lesson

ABOUT = """\
Learn from what you have confirmed, rejected and added in your reviews: which
finds of the patterns come first, and which are left out. It all happens on
this computer. What it would gain is measured first, on decisions that it has
not learnt from, and nothing is kept before you say so.

Only weights are learnt (numbers for words of the trade, such as how much
"school" speaks for a tip). No word of a case is kept with them."""

EXAMPLES = """\
examples:
  notescan patterns learn --signed
  notescan patterns learn --show
  notescan patterns learn --undo"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `patterns learn`."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--show", action="store_true", help="say what was learnt before, and what is in force")
    what.add_argument("--undo", action="store_true", help="go back to what was in force before the last learning")
    parser.add_argument("--signed", action="store_true", help="learn only from reviews that are signed off")
    parser.add_argument("--yes", action="store_true", help="keep it without being asked, where it is better")
    add_store(parser)


def run(args: argparse.Namespace) -> int:
    """Show what learning would gain, ask, and keep it; or go back, or show."""
    if args.show:
        return _show()
    if args.undo:
        return _undo(args)
    from notescan.commands.options import patterns_folder
    from notescan.learn.own import keep, lesson
    from notescan.review.store import Store

    with Store(store_path(args)) as store:
        found = lesson(store, signed_only=args.signed, patterns=patterns_folder(args), progress=_progress(args))
    _print_lesson(args, found)
    better = found.better
    if not better:
        remark(args, "nothing is kept: the weights that are in force do as well")
        return 1
    if not args.yes and not _agreed(better):
        remark(args, "nothing is kept")
        return 1
    learning = keep(found)
    remark(args, f"kept: {learning.told()}; the way back is: notescan patterns learn --undo")
    return 0


def _progress(args: argparse.Namespace) -> Callable[[int, int], None] | None:
    if args.quiet or sys.stderr is None or not sys.stderr.isatty():
        return None

    def told(done: int, total: int) -> None:
        print(f"\rreading what you decided: {done} of {total} reviews", end="", file=sys.stderr, flush=True)
        if done == total:
            print(file=sys.stderr)

    return told


def _print_lesson(args: argparse.Namespace, found: Lesson) -> None:
    for said in found.unreadable:
        remark(args, f"left out: {said}")
    kind = "signed reviews" if found.signed_only else "reviews, signed or not,"
    remark(args, f"{len(found.reviews)} {kind} have decisions to learn from")
    for gain in found.gains:
        for line in _gain(gain):
            print(line)
    for area, why in found.not_learnt.items():
        print(f"{area}: nothing can be learnt: {why}")


def _gain(gain: Gain) -> list[str]:
    before, after = gain.before, gain.after
    lines = [
        f"{gain.area}: {before.judged} decided sentences in {gain.reviews} "
        f"{'review' if gain.reviews == 1 else 'reviews'}; each {gain.left_out} left out in turn, as if it were new",
        f"  {'':62} {'now':>8} {'learnt':>8}",
        _line("how far the likelihood is from what you decided (0: not at all)", before.loss, after.loss, "{:.3f}"),
    ]
    if before.ranking is not None and after.ranking is not None:
        lines.append(_line("a confirmed item stands before a rejected one", before.ranking, after.ranking, "{:.0%}"))
    lines += [
        _counts("rejected items that it would have left out", before, after, "rejected_hidden"),
        _counts("confirmed items that it would have left out", before, after, "confirmed_hidden"),
        "  " + ("it is better" if gain.is_better else "it is no better, and is not kept for this area"),
    ]
    return lines


def _line(words: str, before: float, after: float, form: str) -> str:
    return f"  {words:62} {form.format(before):>8} {form.format(after):>8}"


def _counts(words: str, before: Quality, after: Quality, name: str) -> str:
    return f"  {words:62} {getattr(before, name):>8} {getattr(after, name):>8}"


def _agreed(better: list[Gain]) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError("to keep what was learnt without being asked, add --yes")
    areas = ", ".join(gain.area for gain in better)
    print(f"Use it from now on, for {areas}? Type yes to keep it: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("yes", "y")


def _undo(args: argparse.Namespace) -> int:
    from notescan.pipeline.learnt import load_learning, step_back

    number, before = step_back()
    now = load_learning(before).told() if before else "those that come with notescan"
    remark(args, f"learning no. {number} is no longer used; the weights in force are {now}")
    return 0


def _show() -> int:
    from notescan.pipeline.learnt import current, learnings

    now = current()
    print(f"in force: {now.told() if now else 'the weights that come with notescan'}")
    for learning in learnings():
        mark = "*" if now and learning.number == now.number else " "
        reviews = f"{len(learning.reviews)} {'signed ' if learning.signed_only else ''}reviews"
        print(f"{mark} no. {learning.number}  {learning.at:%Y-%m-%d %H:%M}  {', '.join(learning.areas)}  {reviews}")
        for gain in learning.gains:
            before, after = gain["before"]["loss"], gain["after"]["loss"]
            judged = gain["before"]["judged"]
            told = f"off by {before:.3f} before, {after:.3f} after, on {judged} decisions left out in turn"
            print(f"    {gain['area']}: {told}")
    return 0
