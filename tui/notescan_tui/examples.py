"""A decision as an example for the user's own patterns. Slow: called in worker threads, or with nothing to draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession


def may_be_example(item: Item | None) -> bool:
    """Only what the auditor decided themselves is an example: rejected, or added by hand and still standing."""
    return item is not None and (item.state == "rejected" or item.added_by_hand)


def turn_example(session: ReviewSession, item: Item) -> tuple[str, str]:
    """Write the item's sentence into the user's own pattern file, or take it out where it is there.

    What was done, in full and in short. It is no decision, and undo does not reach it. UserError where it can't be.
    """
    from notescan.pipeline.own_examples import example_of, is_written, take_out_example, write_example

    to_find = item.added_by_hand and item.state != "rejected"
    # a rejected item was wrong for the tip it was found for, wherever it was moved since
    tip = item.tip if to_find else item.found.tip
    example = example_of(session.case, session.roster(), item.evidence, to_find=to_find)
    title = session.checklist.tip(tip).title
    if is_written(tip, example, to_find=to_find):
        path = take_out_example(tip, example, to_find=to_find)
        return f"Taken out of {path}.", "example taken out again"
    path = write_example(tip, example, to_find=to_find)
    kind = "must be found" if to_find else "must be ignored"
    return (
        f"Written to {path}: “{example['text']}” {kind} for {title}. Names were changed to invented ones; read it"
        " over before you share the file. Undo does not take it out; the same key does.",
        f"written as an example {'to find' if to_find else 'to ignore'} · {{teach.example}} takes it out",
    )
