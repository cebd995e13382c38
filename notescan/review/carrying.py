"""A later export of the same case: the decisions on the earlier one carried over, and what has changed listed.

Nothing that was decided is lost or decided anew: each decision keeps who made it and when. Items are known again by
their tip, their words and the words around them.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from notescan.errors import UserError
from notescan.model import CaseFile, Checklist, Decision, Evidence, Scan
from notescan.review.again import Again, Words, around, bare
from notescan.review.fold import Item
from notescan.review.session import BY_HAND, ReviewSession, resume
from notescan.review.store import ReviewInfo, Store, text_sha256
from notescan.values import Extent, Frozen

Fate = Literal["stands", "moved", "changed", "vanished", "new"]
_ENOUGH = 0.5
"""The share of an earlier export's notes that a later one has to hold to be taken for the same case."""
_MOST_LOOKED_AT = 50


class Carried(Frozen):
    """One item and what became of it. `now` is its id in the new review, where it is there."""

    fate: Fate
    tip: str
    quote: str
    state: str
    item: str | None = None
    now: str | None = None
    reads: str | None = None
    """The words that stand there now, where they changed."""


class CarriedOver(Frozen):
    """What the carrying over did: from which review into which, and every item that is not simply as it was."""

    earlier: str
    review: str
    decisions: int
    items: tuple[Carried, ...]

    def of(self, fate: Fate) -> list[Carried]:
        return [item for item in self.items if item.fate == fate]


def earlier_export(store: Store, case: CaseFile, checklist: str) -> ReviewInfo | None:
    """The review with this checklist of an earlier export of the same case, or None.

    Known by its notes: at least half of them stand in `case` word for word.
    """
    now = _notes(case)
    best: tuple[float, ReviewInfo] | None = None
    for info in [i for i in store.list_reviews() if i.checklist == checklist][:_MOST_LOOKED_AT]:
        before = _notes(store.case_of(info.id))
        share = len(before & now) / len(before) if before else 0.0
        if share >= _ENOUGH and before != now and (best is None or share > best[0]):
            best = (share, info)
    return best[1] if best else None


def _notes(case: CaseFile) -> set[str]:
    return {words for note in case.notes if len(words := bare(case.text[note.body : note.end])) > 20}


def carry_over(
    store: Store, earlier: ReviewSession, case: CaseFile, scan: Scan, checklist: Checklist, *, who: str | None = None
) -> tuple[ReviewSession, CarriedOver]:
    """Begin the review of `case` with the decisions of `earlier`, its review of an earlier export.

    Decided items that the new scan does not suggest are kept as items where their words still stand. Those whose words
    vanished can't be shown in the new text: they are listed, and stay in the earlier review.
    """
    if (there := store.find(text_sha256(case.text), checklist.id)) is not None:
        raise UserError(f"This export has a review already ({there}); nothing was carried over.")
    words = Words(case.text)
    items = earlier.items()
    found = {item.id: _again(item, words, earlier.case) for item in items}
    fresh = _by_tip(scan.evidence)
    kept: list[Evidence] = []
    ids: dict[str, str] = {}
    for item in items:
        again = found[item.id]
        if item.added_by_hand or again.start is None or again.end is None:
            continue
        same = _same(fresh[item.found.tip], item.found, again.start, again.end, taken=set(ids.values()))
        if same is None and _touched(item):
            same = _moved(item.found, case, again.start, again.end)
            kept.append(same)
        if same is not None:
            ids[item.id] = same.id
    whole = scan.model_copy(update={"evidence": tuple(sorted((*scan.evidence, *kept), key=lambda e: (e.start, e.end)))})
    decisions = _replayed(earlier, case, checklist, found, ids)
    review = store.create(case, whole, checklist, decisions=decisions)
    report = CarriedOver(
        earlier=earlier.id,
        review=review,
        decisions=len(decisions),
        items=tuple(_report(items, found, ids, scan.evidence, case)),
    )
    return resume(store, review, who=who), report


def _again(item: Item, words: Words, case: CaseFile) -> Again:
    start, end = item.evidence.start, item.evidence.end
    before, after = around(case.text, start, end)
    return words.again(case.text[start:end], start, before=before, after=after)


def _by_tip(evidence: Sequence[Evidence]) -> dict[str, list[Evidence]]:
    by_tip: dict[str, list[Evidence]] = defaultdict(list)
    for one in evidence:
        by_tip[one.tip].append(one)
    return by_tip


def _same(fresh: list[Evidence], old: Evidence, start: int, end: int, *, taken: set[str]) -> Evidence | None:
    """The new scan's item for the same words: the one of the same extent and stance first, then one that overlaps."""
    over = [e for e in fresh if e.start < end and start < e.end and e.id not in taken]
    return min(
        over, key=lambda e: (e.stance != old.stance, abs(e.start - start) + abs(e.end - end), e.id), default=None
    )


def _touched(item: Item) -> bool:
    return item.state != "undecided" or bool(item.comment) or item.evidence != item.found


def _moved(old: Evidence, case: CaseFile, start: int, end: int) -> Evidence:
    """The earlier item, standing at its new place; with an id of its own."""
    note = case.note_at(start)
    mark = hashlib.blake2b(f"{old.id}|{start}|{end}".encode(), digest_size=5).hexdigest()
    return old.model_copy(
        update={
            "id": f"c{mark}",
            "note": note.id,
            "start": start,
            "end": min(end, note.end),
            "quote": case.text[start : min(end, note.end)],
            "sentence": Extent(start=start, end=min(end, note.end)),
            "place": case.place(start),
        }
    )


def _replayed(
    earlier: ReviewSession, case: CaseFile, checklist: Checklist, found: Mapping[str, Again], ids: dict[str, str]
) -> list[Decision]:
    """The earlier decisions that stand, on the new items, in their order; each as it was made. Signing off is not,
    nor is the roster: a later export names people anew.
    """
    tips = {tip.id for tip in checklist.tips}
    decisions: list[Decision] = []
    for old in earlier.state.standing:
        seq = len(decisions) + 1
        item, value = old.item, dict(old.value)
        if old.kind in ("sign_off", "roster") or (old.kind == "move" and value.get("tip") not in tips):
            continue
        if old.kind == "bulk":
            value["items"] = [ids[one] for one in value["items"] if one in ids]
            if not value["items"]:
                continue
        elif old.kind == "requote":
            extent = found.get(item)
            if item not in ids or extent is None or extent.start is None or extent.end is None:
                continue
            value = {"start": extent.start, "end": extent.end, "quote": case.text[extent.start : extent.end]}
            item = ids[item]
        elif old.kind == "add":
            again = found[old.item]
            if again.start is None or again.end is None:
                continue
            evidence = _moved(Evidence.model_validate(value["evidence"]), case, again.start, again.end)
            ids[old.item] = item = f"h{seq}"
            value = {"evidence": evidence.model_copy(update={"id": item}).model_dump(mode="json")}
        elif old.item in earlier.state.items:
            if old.item not in ids:
                continue
            item = ids[old.item]
        elif _is_tip(old.item, earlier) and old.item not in tips:
            continue
        decisions.append(old.model_copy(update={"seq": seq, "item": item, "value": value}))
    return decisions


def _is_tip(item: str, review: ReviewSession) -> bool:
    return any(tip.id == item for tip in review.checklist.tips)


def _report(
    items: Sequence[Item], found: Mapping[str, Again], ids: Mapping[str, str], fresh: Sequence[Evidence], case: CaseFile
) -> list[Carried]:
    """Every earlier item with its fate, then what the new scan found beside them."""
    rows: list[Carried] = []
    for item in items:
        again = found[item.id]
        told: dict[str, Any] = {"tip": item.tip, "quote": item.evidence.quote, "state": item.state, "item": item.id}
        if again.start is None:
            rows.append(Carried(fate="vanished", **told))
        elif item.id in ids:
            reads = case.text[again.start : again.end] if again.fate == "changed" else None
            fate: Fate = "stands" if again.fate == "stands" else "changed" if again.fate == "changed" else "moved"
            rows.append(Carried(fate=fate, now=ids[item.id], reads=reads, **told))
    known = set(ids.values())
    rows += [
        Carried(fate="new", tip=one.tip, quote=one.quote, state="undecided", now=one.id)
        for one in fresh
        if one.id not in known and one.pattern != BY_HAND
    ]
    return rows
