"""What the auditor teaches from within a review: examples for the patterns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notescan_tui.screens.review_acts import ReviewActs
from notescan_tui.wording import shown_line

if TYPE_CHECKING:
    from notescan.review.fold import Item


class ReviewWorkshop(ReviewActs):
    """Acts that go beyond this review; undo does not reach them, so each says how it is taken back."""

    def may_be_example(self, item: Item | None) -> bool:
        """Only what the auditor decided themselves is an example: rejected, or added by hand and still standing."""
        return item is not None and (item.state == "rejected" or item.added_by_hand)

    def action_example(self) -> None:
        """Write the item's sentence into the user's own pattern file; the same key takes it out again."""
        item = self.current
        if item is None or not self.may_be_example(item):
            return
        told: list[str] = []
        if self.try_act(lambda: told.append(self._example(item))):
            self.app.notify(shown_line(told[0]), timeout=15, markup=False)
            self.show()

    def _example(self, item: Item) -> str:
        from notescan.pipeline.own_examples import example_of, is_written, take_out_example, write_example

        session = self.session
        to_find = item.added_by_hand and item.state != "rejected"
        # a rejected item was wrong for the tip it was found for, wherever it was moved since
        tip = item.tip if to_find else item.found.tip
        example = example_of(session.case, session.scan.roster, item.evidence, to_find=to_find)
        title = session.checklist.tip(tip).title
        if is_written(tip, example, to_find=to_find):
            path = take_out_example(tip, example, to_find=to_find)
            self.said = "example taken out again"
            return f"Taken out of {path}."
        path = write_example(tip, example, to_find=to_find)
        self.said = f"written as an example {'to find' if to_find else 'to ignore'} · the same key takes it out"
        kind = "must be found" if to_find else "must be ignored"
        return (
            f"Written to {path}: “{example['text']}” {kind} for {title}. Names were changed to invented ones; read it"
            " over before you share the file. Undo does not take it out; the same key does."
        )
