"""A review under way: case, scan, checklist and the auditor's decisions, with no screen.

Both doors (the app and the command line) work through this. Every act is in the store before its method
returns, and an act that would change nothing is not recorded.
"""

from __future__ import annotations

import datetime as dt
import getpass
import os
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable
from typing import Any

from notescan.errors import UserError
from notescan.model import (
    CaseFile,
    Checklist,
    Decision,
    DecisionKind,
    GradeValue,
    ItemState,
    Scan,
    TipResult,
)
from notescan.review.acts import Acts, clean
from notescan.review.adding import BY_HAND
from notescan.review.closing import Closing
from notescan.review.findings import Findings
from notescan.review.fold import Graded, Item, Remark, State, fold, step
from notescan.review.people import People
from notescan.review.store import OutOfDate, Store, StoredReview, text_sha256

__all__ = ["BY_HAND", "ReviewSession", "auditor_name", "open_review", "resume"]


def open_review(
    store: Store, case: CaseFile, scan: Scan, checklist: Checklist, *, who: str | None = None
) -> ReviewSession:
    """The review of this case text with this checklist: gone on with where there is one, else begun.

    A review that is gone on with keeps the scan it was begun with, for its decisions are about those items.
    Look with `store.find(text_sha256(case.text), checklist.id)` first to spare the scan.
    """
    if scan.checklist != checklist.id:
        raise UserError(f"This scan was made for the checklist {scan.checklist!r}, not {checklist.id!r}.")
    review = store.find(text_sha256(case.text), checklist.id) or store.create(case, scan, checklist)
    return resume(store, review, who=who)


def resume(store: Store, review: str, *, who: str | None = None) -> ReviewSession:
    """The review of that id (or its unambiguous beginning), as it was left; UserError where there is none."""
    return ReviewSession(store, store.load(review), who=who)


def auditor_name() -> str:
    """Who decides here: NOTESCAN_AUDITOR, or the name of the computer's user."""
    if named := clean(os.environ.get("NOTESCAN_AUDITOR", "")):
        return named
    try:
        return clean(getpass.getuser()) or "auditor"
    except (KeyError, OSError, ImportError):  # no such user, as in some containers
        return "auditor"


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class ReviewSession(Acts, Closing, Findings, People):
    """One review, open. Ids of items and tips that are not there raise UserError."""

    def __init__(
        self,
        store: Store,
        stored: StoredReview,
        *,
        who: str | None = None,
        clock: Callable[[], dt.datetime] = _utc_now,
    ) -> None:
        self.store = store
        self.id = stored.info.id
        self.info = stored.info
        self.case = stored.case
        self.first_scan = self.scan = stored.scan
        """The scan that the review was begun with, and the one in force: made anew where the roster was mended."""
        self.scans: dict[int, Scan] = {}
        self.checklist = stored.checklist
        self.place = stored.place
        """The tip and the item last looked at (either may be None)."""
        self.who = clean(who or "") or auditor_name()
        self.decisions: list[Decision] = []
        self.layout = 0
        """Grows whenever an item comes, goes or changes its tip: what lists the items in order must be made anew."""
        self._clock = clock
        self._found = self._found_by(self.scan, ())
        self._tip_order = {tip.id: n for n, tip in enumerate(self.checklist.tips)}
        self._results = {result.tip: result for result in self.scan.tips}
        self._adopt(fold(self._found, ()))
        self.refresh()

    # ------------------------------------------------------------------------------------------ looking

    def items(self, tip: str | None = None) -> list[Item]:
        """All items, or those of one tip, in reading order."""
        return list(self._ordered) if tip is None else list(self._by_tip.get(tip, ()))

    def item(self, item: str) -> Item:
        """The item of that id; UserError where there is none."""
        try:
            return self.state.items[item]
        except KeyError:
            raise UserError(f"There is no item {item!r} in this review.") from None

    def progress(self, tip: str | None = None) -> tuple[int, int]:
        """How many items are confirmed or rejected, and how many there are; of one tip, or of all."""
        if tip is None:
            return self._decided.total(), len(self._ordered)
        return self._decided[tip], len(self._by_tip.get(tip, ()))

    def counts(self, tip: str | None = None) -> Counter[ItemState]:
        """How many items are undecided, confirmed, rejected, skipped; of one tip, or of all."""
        return Counter(i.state for i in (self._ordered if tip is None else self._by_tip.get(tip, [])))

    def next_undecided(self, after: str | None = None, *, tip: str | None = None) -> Item | None:
        """The next item to decide, tip by tip in the checklist's order and round to the start; or None.

        Items put off for later come once no others are left. With `tip`, only that tip's items are looked at.
        """
        walk = self.items(tip) if tip is not None else [i for t in self._walk for i in self._by_tip[t]]
        at = next((n for n, i in enumerate(walk) if i.id == after), -1)
        # An item that has just been moved away has no place in this walk any more; then it begins anew.
        round_trip = walk[at + 1 :] + walk[: at + 1]
        for state in ("undecided", "skipped"):
            if found := next((i for i in round_trip if i.state == state), None):
                return found
        return None

    def suggested(self, tip: str) -> TipResult:
        """What is suggested for a tip, with its reason; it follows the auditor's corrections of dates."""
        self._known_tip(tip)
        return self.follow(self._results.get(tip) or TipResult(tip=tip, suggested="no_evidence"))

    def grades(self) -> dict[str, GradeValue]:
        """The auditor's grade of each tip that has one."""
        return {tip: graded.grade for tip, graded in self.state.grades.items()}

    def graded(self, tip: str) -> Graded | None:
        """A tip's grade with who gave it and when, or None."""
        return self.state.grades.get(tip)

    def remark(self, tip: str) -> Remark | None:
        """The auditor's comment on a tip, or None."""
        return self.state.remarks.get(tip)

    def history(self, item: str) -> list[Decision]:
        """Every decision ever made on an item or tip, undone ones and their undoing with them."""
        own = {d.seq for d in self.decisions if d.item == item and d.kind not in ("undo", "redo")}
        return [d for d in self.decisions if d.seq in own or d.value.get("seq") in own]

    # ---------------------------------------------------------------------------------------- turning back

    def undo(self) -> Decision | None:
        """Take back the last decision that stands, and return it; None where there is none left.

        Signing and reopening are passed over: each is the other's undoing, and to undo a reopening would sign again
        what was reopened to be undone further back.
        """
        return self._turn("undo", lambda: self.state.standing)

    def redo(self) -> Decision | None:
        """Bring back the decision undone last, and return it; None where there is none."""
        return self._turn("redo", lambda: self.state.undone)

    def save_place(self, tip: str | None, item: str | None) -> None:
        """Keep where the auditor is looking; opening the review again goes on there."""
        if (tip, item) != self.place:
            self.store.save_place(self.id, tip, item)
            self.place = (tip, item)

    def refresh(self) -> bool:
        """Read what another window decided meanwhile; whether there was anything."""
        new = self.store.decisions(self.id, after=self._last_seq)
        if new:
            if any(d.kind == "roster" for d in new):
                self.scans = self.store.scans(self.id)
            self.decisions += new
            self._use(self._scan_after(self.decisions))
            self._adopt(fold(self._found, self.decisions))
        return bool(new)

    # ---------------------------------------------------------------------------------------- plumbing

    @property
    def _last_seq(self) -> int:
        return self.decisions[-1].seq if self.decisions else 0

    def _turn(self, kind: DecisionKind, stack: Callable[[], tuple[Decision, ...]]) -> Decision | None:
        turned: list[Decision] = []

        def last() -> Decision | None:
            self._still_open()
            decision = next((d for d in reversed(stack()) if d.kind != "sign_off"), None)
            if decision is None:
                return None
            turned.append(decision)
            return self._made(kind, decision.item, {"seq": decision.seq})

        return turned[-1] if self._record(last) else None

    def _still_open(self) -> None:
        if self.signed() is not None:
            raise UserError("This review is signed off; reopen it before you change anything.")

    def _act(
        self, kind: DecisionKind, item: str, value: dict[str, Any], changes: Callable[[], bool]
    ) -> Decision | None:
        return self._record(lambda: self._made(kind, item, value) if changes() else None)

    def _record(self, make: Callable[[], Decision | None], *, scan: Scan | None = None) -> Decision | None:
        """Make a decision on the state as it is, store it, adopt it; anew where another window was faster.

        `scan` is kept with a decision on the roster.
        """
        while True:
            decision = make()
            if decision is None:
                return None
            if not _reopens(decision):
                self._still_open()
            try:
                if self._turns_roster(decision):
                    self._keep_roster(decision, scan)
                    return decision
                state = step(self._found, self.state, decision)
                many = self._is_bulk(decision)
                decided, total = _counted(state) if many else self._progress_after(state, decision.item)
                self.store.append(self.id, decision, items=total, decided=decided)
            except OutOfDate:
                self.refresh()
                continue
            self.decisions.append(decision)
            self._adopt(state) if many else self._adopt_one(state, decision.item)
            return decision

    def _is_bulk(self, decision: Decision) -> bool:
        """An act on many items, or one that takes such an act back or brings it back."""
        turned = decision.value.get("seq") if decision.kind in ("undo", "redo") else None
        return decision.kind == "bulk" or any(d.seq == turned and d.kind == "bulk" for d in self.decisions)

    def _made(self, kind: DecisionKind, item: str, value: dict[str, Any]) -> Decision:
        seq = self._last_seq + 1
        if kind == "add":  # its number makes the new item's id, and is known only now
            item = f"h{seq}"
            value = {"evidence": {**value["evidence"], "id": item}}
        elif kind == "action" and not item:
            item = f"a{seq}"
        return Decision(seq=seq, at=self._clock(), who=self.who, kind=kind, item=item, value=value)

    def _progress_after(self, state: State, name: str) -> tuple[int, int]:
        """The whole review's progress once `state`, which differs in that item alone, is adopted."""
        was, now = self.state.items.get(name), state.items.get(name)
        decided = self._decided.total() + (now is not None and now.is_decided) - (was is not None and was.is_decided)
        return decided, len(state.items)

    def _adopt(self, state: State) -> None:
        self.state = state
        self.layout += 1
        self._ordered = sorted(state.items.values(), key=self._place_of)
        self._by_tip: dict[str, list[Item]] = {tip: [] for tip in self._tip_order}
        for item in self._ordered:
            self._by_tip.setdefault(item.tip, []).append(item)
        self._decided = Counter(i.tip for i in self._ordered if i.is_decided)
        self._walk = tuple(self._by_tip)

    def _adopt_one(self, state: State, name: str) -> None:
        """Adopt a state that differs in one item alone: the lists are mended where it stands, not made anew."""
        was, now = self.state.items.get(name), state.items.get(name)
        self.state = state
        if was is now:  # a tip was graded or commented on
            return
        if was is None or now is None or was.tip != now.tip:
            self.layout += 1
        if was is not None:
            for items in (self._ordered, self._by_tip[was.tip]):
                del items[bisect_left(items, self._place_of(was), key=self._place_of)]
            self._decided[was.tip] -= was.is_decided
        if now is not None:
            for items in (self._ordered, self._by_tip.setdefault(now.tip, [])):
                insort(items, now, key=self._place_of)
            self._decided[now.tip] += now.is_decided
        self._walk = tuple(self._by_tip)

    def _place_of(self, item: Item) -> tuple[int, int, int, str]:
        """Where an item stands among the others: in reading order, and at one place in the checklist's."""
        evidence = item.evidence
        return evidence.start, evidence.end, self._tip_order.get(item.tip, len(self._tip_order)), item.id

    def _known_tip(self, tip: str) -> None:
        if tip not in self._tip_order:
            raise UserError(f"There is no tip {tip!r} in the checklist {self.checklist.id!r}.")


def _counted(state: State) -> tuple[int, int]:
    return sum(item.is_decided for item in state.items.values()), len(state.items)


def _reopens(decision: Decision) -> bool:
    return decision.kind == "sign_off" and not decision.value.get("signed")
