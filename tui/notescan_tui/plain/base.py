"""Where the line-by-line review is, and how it goes from one place to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from notescan_tui.keyed import UNDO
from notescan_tui.plain.talk import Talk
from notescan_tui.plain.telling import item_lines, tip_lines, tips_list
from notescan_tui.walk import Walk
from notescan_tui.wording import shown_line

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession


class PlainBase(Talk):
    """A review, the tip and the item that the auditor is at."""

    def __init__(
        self,
        session: ReviewSession,
        read: Callable[[str], str],
        say: Callable[[str], None],
        *,
        keys: Mapping[str, Sequence[str]] | None = None,
        bell: bool = False,
        at_next: bool = False,
    ) -> None:
        super().__init__(read, say, keys=keys, bell=bell)
        self.session = session
        self.walk = Walk(session)
        self.tip, self.item = self.walk.first_place(at_next=at_next)
        self.note: int | None = None
        """The note that was read last, by its number in the case; None where it is the item's."""

    # ----------------------------------------------------------------------------------------------- where

    def here(self) -> Item:
        """The item we are at; UserError where the tip has none."""
        from notescan.errors import UserError

        item = self.session.state.items.get(self.item or "")
        if item is None:
            raise UserError(f"This tip has no item; {self.letter('go.next')} goes to the next one.")
        return item

    def title(self) -> str:
        """The name of the tip."""
        return shown_line(self.session.checklist.tip(self.tip).title)

    def tell(self) -> None:
        """The item we are at, or the tip where it has none."""
        item = self.session.state.items.get(self.item or "")
        self.note = None
        if item is None:
            self.lines(tip_lines(self.session, self.tip))
        else:
            self.lines(item_lines(self.session, item, *self.walk.number(item)))
        self.session.save_place(self.tip, self.item)

    def done(self, said: str) -> None:
        """Say what was done, and how it is undone."""
        self.say(f"{said}{UNDO}")

    # ----------------------------------------------------------------------------------------------- going

    def go(self, item: Item) -> None:
        """To an item, and tell it."""
        self.tip, self.item = item.tip, item.id
        self.tell()

    def go_tip(self, tip: str) -> None:
        """To a tip: its first item to decide, else its first, else the tip itself."""
        items = self.walk.items(tip)
        first = next((i for i in items if not i.is_decided), items[0] if items else None)
        self.tip, self.item = tip, first.id if first else None
        self.tell()

    def step(self, step: int) -> None:
        """The next item, or the one before."""
        found = self.walk.beside(self.item, step) if self.item else self.walk.onward(self.tip, step)
        if found:
            self.go(found)
        else:
            self.cannot("this is the last item" if step > 0 else "this is the first item")

    def step_open(self, step: int) -> None:
        """The next item to decide, or the one before; where all are decided, the next tip to grade."""
        item = self.session.state.items.get(self.item or "")
        if found := self.walk.next_open(self.item, step):
            self.go(found)
        elif item and not item.is_decided:
            self.cannot("no other item is left to decide")
        elif tip := self.walk.next_open_tip(self.tip, step):
            self.say("to come back to" if self.session.seen(tip) == "come_back" else "not graded yet")
            self.go_tip(tip)
        else:
            self.cannot("every item is decided, every tip graded · {more.summary} summary")

    def step_tip(self, step: int) -> None:
        """The next tip, or the one before; also one without evidence."""
        tips = self.walk.tips
        at = (tips.index(self.tip) if self.tip in tips else 0) + step
        if 0 <= at < len(tips):
            self.go_tip(tips[at])
        else:
            self.cannot("this is the last tip" if step > 0 else "this is the first tip")

    def choose_tip(self) -> None:
        """The list of tips with their numbers, to go to one."""
        self.lines(tips_list(self.session))
        tips = self.session.checklist.tips
        if (number := self.number("number of a tip, or Enter to stay: ", len(tips))) is not None:
            self.go_tip(tips[number].id)
