"""The roster of a case as the auditor mended it: the scan made with it takes the place of the one before.

Nothing that was decided is lost: an item that the auditor has touched stays as they left it, also where the new scan
does not find it any more or finds it in other words; what the new scan finds in its place is then not shown twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from notescan.errors import UserError
from notescan.model import Checklist, Decision, DecisionKind, Evidence, Roster, Scan, TipResult
from notescan.review.fold import Item, State, as_found, fold, in_force
from notescan.review.store import Store

ROSTER = "roster"
"""The item that decisions about the roster name."""


class People:
    """The part of a review session that is about who is who; see `ReviewSession`.

    `scans` are the scans made with a mended roster, by the number of the decision that mended it.
    """

    id: str
    store: Store
    checklist: Checklist
    scan: Scan
    first_scan: Scan
    scans: dict[int, Scan]
    decisions: list[Decision]
    _found: Mapping[str, Item]
    _results: Mapping[str, TipResult]
    _reckoned: Any
    _record: Callable[..., Decision | None]
    _made: Callable[[DecisionKind, str, dict[str, Any]], Decision]
    _adopt: Callable[[State], None]

    def roster(self) -> Roster:
        """Who is who, as the notes tell it or as the auditor mended it."""
        return self.scan.roster

    def has_mended_roster(self) -> bool:
        """Whether the auditor's own roster is in force."""
        return self.scan is not self.first_scan

    def mend_roster(self, roster: Roster, scan: Scan) -> Decision | None:
        """Put the auditor's roster in force, with `scan`, which was made with it; None where it is in force already.

        What was decided stays (see people.py). Undo brings back the roster and the scan that there were before.
        """
        if scan.roster != roster or scan.checklist != self.checklist.id:
            raise UserError("This scan was made with another roster or checklist; scan the case again.")
        value = {"roster": roster.model_dump(mode="json")}
        return self._record(lambda: self._made("roster", ROSTER, value) if self.roster() != roster else None, scan=scan)

    # ----------------------------------------------------------------------------------------- plumbing

    def _scan_after(self, decisions: Sequence[Decision]) -> Scan:
        """The scan in force: that of the last roster that stands."""
        standing, _ = in_force(decisions)
        mended = (self.scans[d.seq] for d in reversed(standing) if d.kind == "roster" and d.seq in self.scans)
        return next(mended, self.first_scan)

    def _found_by(self, scan: Scan, decisions: Sequence[Decision]) -> Mapping[str, Item]:
        """The items of a scan, and those of the other scans that the auditor has touched."""
        found = as_found(scan.evidence)
        if not self.scans:
            return found
        # those in force: undo goes back step by step, so what was decided before a roster stands as long as it does
        touched = {name for d in in_force(decisions)[0] for name in (d.item, *d.value.get("items", ()))}
        others = (s for s in (self.first_scan, *self.scans.values()) if s is not scan)
        kept = {e.id: e for s in others for e in s.evidence if e.id in touched and e.id not in found}
        twice = {e.id for e in scan.evidence if e.id not in touched and _overlaps(e, kept.values())}
        return {name: item for name, item in found.items() if name not in twice} | as_found(kept.values())

    def _keep_roster(self, decision: Decision, scan: Scan | None) -> None:
        """Store a decision that brings another scan into force, and adopt it."""
        decisions = [*self.decisions, decision]
        scans = self.scans
        if scan is not None:
            self.scans = {**scans, decision.seq: scan}
        try:
            used = self._scan_after(decisions)
            items = fold(self._found_by(used, decisions), decisions).items
            decided = sum(item.is_decided for item in items.values())
            self.store.append(self.id, decision, items=len(items), decided=decided, scan=scan)
        except BaseException:
            self.scans = scans
            raise
        self.decisions = decisions
        self._use(used)
        self._adopt(fold(self._found, self.decisions))

    def _use(self, scan: Scan) -> None:
        """Work with this scan from now on."""
        self.scan = scan
        self._reckoned = None
        self._found = self._found_by(scan, self.decisions)
        self._results = {result.tip: result for result in scan.tips}

    def _turns_roster(self, decision: Decision) -> bool:
        """Whether the decision brings another scan into force."""
        if decision.kind in ("undo", "redo"):
            return any(d.seq == decision.value["seq"] and d.kind == "roster" for d in self.decisions)
        return decision.kind == "roster"


def _overlaps(evidence: Evidence, others: Iterable[Evidence]) -> bool:
    return any(o.tip == evidence.tip and o.start < evidence.end and evidence.start < o.end for o in others)
