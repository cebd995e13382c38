"""The order in which the auditor goes through a review, and what a filter leaves of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from notescan.review.fold import Item
    from notescan.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Filter:
    """What is shown; None lets everything through. `state` "open" means not yet confirmed or rejected."""

    stance: str | None = None
    state: str | None = None
    strength: str | None = None
    tip: str | None = None

    def __bool__(self) -> bool:
        return any((self.stance, self.state, self.strength, self.tip))

    def lets(self, item: Item) -> bool:
        """Whether the item is shown."""
        return (
            self.stance in (None, item.stance)
            and (self.state in (None, item.state) or (self.state == "open" and not item.is_decided))
            and self.strength in (None, item.evidence.strength)
            and self.tip in (None, item.tip)
        )


class Walk:
    """Tip by tip in the checklist's order, and in reading order within a tip."""

    def __init__(self, session: ReviewSession) -> None:
        self.session = session
        self.filter = Filter()
        self._order: list[str] = []
        self._places: dict[str, int] = {}
        self._stretches: dict[str, tuple[int, int]] = {}
        self._version: tuple[object, ...] = ()

    def first_place(self, *, at_next: bool) -> tuple[str, str | None]:
        """The tip and item to begin at: where the auditor was; at a start, or with `at_next`, the next to decide."""
        session = self.session
        tip, item = session.place
        if at_next and (following := self.next_open(item)):
            return following.tip, following.id
        if item in session.state.items:
            return session.item(str(item)).tip, item
        if any(t.id == tip for t in session.checklist.tips):
            return str(tip), None
        first = self.next_open(None)
        return (first.tip, first.id) if first else (session.checklist.tips[0].id, None)

    @property
    def tips(self) -> list[str]:
        """The tips in their order; only the filter's where it names one."""
        ids = [tip.id for tip in self.session.checklist.tips]
        return [t for t in ids if self.filter.tip in (None, t)]

    def items(self, tip: str, *, keep: str | None = None) -> list[Item]:
        """A tip's items that the filter lets through; `keep` stays, so that a decision takes nothing from view."""
        return [i for i in self.session.items(tip) if i.id == keep or self.filter.lets(i)]

    def all(self, *, keep: str | None = None) -> list[Item]:
        """Every item, tip by tip."""
        return [self.session.state.items[i] for i in self._ordered(keep)]

    def _ordered(self, keep: str | None) -> list[str]:
        """The ids of all items in their order. Without a filter only a move or an addition changes it."""
        changes = len(self.session.decisions) if self.filter else self.session.layout
        version = (changes, self.filter, keep if self.filter else None)
        if version != self._version:
            self._version = version
            self._order, self._stretches = [], {}
            for tip in self.tips:
                items = self.items(tip, keep=keep)
                self._stretches[tip] = (len(self._order), len(items))
                self._order += [i.id for i in items]
            self._places = {item: n for n, item in enumerate(self._order)}
        return self._order

    def number(self, item: Item) -> tuple[int, int]:
        """Which of its tip's items it is, and how many are shown of them."""
        self._ordered(item.id)
        first, count = self._stretches.get(item.tip, (0, 0))
        return self._places.get(item.id, first - 1) - first + 1, count

    def beside(self, current: str | None, step: int) -> Item | None:
        """The item `step` places on; None at the ends."""
        walk = self._ordered(current)
        at = self._places.get(current or "")
        if at is None or not 0 <= at + step < len(walk):
            return None
        return self.session.state.items[walk[at + step]]

    def onward(self, tip: str, step: int) -> Item | None:
        """The first item after `tip` (the last before it for step -1); for a tip that has none of its own."""
        order = self.tips
        at = order.index(tip) if tip in order else 0
        rest = order[at + 1 :] if step > 0 else order[:at][::-1]
        for other in rest:
            if found := self.items(other):
                return found[0 if step > 0 else -1]
        return None

    def next_open_tip(self, after: str, step: int = 1) -> str | None:
        """The next tip without a grade, or to come back to, round to the start; None where each is dealt with."""
        tips, grades = self.tips, self.session.grades()
        at = tips.index(after) if after in tips else 0
        turned = tips[at + 1 :] + tips[: at + 1]
        if step < 0:
            turned = [*tips[:at][::-1], *tips[at:][::-1]]
        return next((t for t in turned if t not in grades or self.session.seen(t) == "come_back"), None)

    def next_open(self, after: str | None, step: int = 1) -> Item | None:
        """The next item to decide, round to the start; those put off come once no others are left."""
        walk, items = self._ordered(after), self.session.state.items
        at = self._places.get(after or "", -1 if step > 0 else 0)
        rounds = (range(at + 1, len(walk)), range(max(at, 0)))
        if step < 0:
            rounds = (range(at - 1, -1, -1), range(len(walk) - 1, at, -1))
        for state in ("undecided", "skipped"):
            if found := next((i for r in rounds for n in r if (i := items[walk[n]]).state == state), None):
                return found
        return None
