"""Score the patterns on marked cases: per tip, per stance, per case, in one run.

    python benchmarks/accuracy.py FOLDER... [--by tip stance case writer] [--patterns-only]
        [--show missed|wrong|stance] [--tip TIP]

A folder holds notes.txt and gold.json. An item is right where it overlaps the sentence of a mark for the same tip. In
the table by stance it must have the mark's stance as well. Ranges are 95 % intervals over cases: the cases drawn again
with replacement, 1,000 times. A single case has none.

The trained component has learnt from the cases in tests/gold and tests/marked: on those only --patterns-only says
anything, or `python -m notescan.learn tests/gold/*-* tests/marked/w*.txt --measure`,
which leaves each writer out in turn.
"""

from __future__ import annotations

import argparse
import collections
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from notescan.checklists import load_checklist
from notescan.learn.marked import Mark, load_marked
from notescan.learn.measure import Tally
from notescan.model import Evidence
from notescan.scan import scan_case

LONGEST = 400
"""An item longer than this is never right."""
DRAWS = 1000
TABLES = ("tip", "stance", "case", "writer")
_COUNTS = Tally.__slots__

Rows = dict[str, Tally]


def hits(item: Evidence, mark: Mark) -> bool:
    overlap = item.start < mark.sentence_end and mark.sentence_start < item.end
    return item.tip == mark.tip and overlap and item.end - item.start <= LONGEST


def score(folder: Path, show: str | None, only: str | None, weigh: bool) -> tuple[Rows, Rows]:
    """The tallies of one case by tip and by stance; what `show` asks for is printed."""
    marked = load_marked(folder)
    scan = scan_case(marked.case, load_checklist(marked.area), audit_date=marked.audit_date, weigh=weigh)
    tips: Rows = collections.defaultdict(Tally)
    stances: Rows = collections.defaultdict(Tally)
    text, name = marked.case.text, folder.name
    for mark in marked.marks:
        match = [item for item in scan.evidence if hits(item, mark)]
        same = any(item.stance == mark.stance for item in match)
        tips[mark.tip].add(Tally(marks=1, recalled=bool(match), recalled_strict=same))
        stances[mark.stance].add(Tally(marks=1, recalled=same, recalled_strict=same))
        if only and not mark.tip.endswith(only):
            continue
        if show == "missed" and not match:
            sentence = text[mark.sentence_start : mark.sentence_end]
            print(f"missed  {name}  {mark.tip} [{mark.stance}]  {sentence!r}")
        if show == "stance" and match and not same:
            item = match[0]
            got = f"{item.stance} ({item.pattern}; {', '.join(item.why)})"
            print(f"stance  {name}  {mark.tip} gold {mark.stance}, got {got}  {mark.quote!r}")
    for item in scan.evidence:
        found = [mark for mark in marked.marks if hits(item, mark)]
        same = any(mark.stance == item.stance for mark in found)
        tips[item.tip].add(Tally(items=1, right=bool(found), right_strict=same))
        stances[item.stance].add(Tally(items=1, right=same, right_strict=same))
        if show == "wrong" and not found and (not only or item.tip.endswith(only)):
            sentence = text[item.sentence.start : item.sentence.end]
            print(
                f"wrong   {name}  {item.tip} [{item.stance}] {','.join(item.patterns)}  {item.quote!r} in {sentence!r}"
            )
    return tips, stances


def total(tallies: Sequence[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


class Draws:
    """The same cases drawn again and again: how far a figure may be off for want of cases."""

    def __init__(self, cases: int) -> None:
        rng = np.random.default_rng(1)
        self.times = rng.multinomial(cases, [1 / cases] * cases, size=DRAWS).astype(float)

    def f1(self, by_case: Sequence[Tally], *, strict: bool = False) -> np.ndarray:
        """F1 in each draw; `by_case` holds one tally a case, in order."""
        counts = self.times @ np.array([[getattr(t, name) for name in _COUNTS] for t in by_case], dtype=float)
        marks, recalled, recalled_strict, items, right, right_strict = counts.T
        hit, found = (right_strict, recalled_strict) if strict else (right, recalled)
        with np.errstate(invalid="ignore", divide="ignore"):
            precision, recall = np.nan_to_num(hit / items), np.nan_to_num(found / marks)
            told: np.ndarray = np.nan_to_num(2 * precision * recall / (precision + recall))
        # a draw without a mark says nothing of the row
        return np.where(marks > 0, told, np.nan)


def between(draws: np.ndarray) -> str:
    """Where 95 of 100 draws fall."""
    if np.isnan(draws).all():
        return ""
    low, high = np.nanpercentile(draws, [2.5, 97.5])
    return f"{low:.2f}-{high:.2f}"


def print_table(kind: str, rows: Mapping[str, Sequence[Tally]], draws: Draws) -> None:
    """One line a row; `rows` hold one tally a case each."""
    print(f"by {kind}:")
    for name, by_case in sorted(rows.items()):
        tally = total(by_case)
        counts = f"gold {tally.marks:4}  found {tally.items:4}"
        told = f"precision {tally.precision:.2f}  recall {tally.recall:.2f}  f1 {tally.f1:.2f}"
        over = between(draws.f1(by_case)) if sum(t.marks > 0 for t in by_case) > 1 else ""
        print(f"  {name:40} {counts}  {told}  {over}".rstrip())
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", choices=["missed", "wrong", "stance"])
    parser.add_argument("--tip", help="show only this tip (the end of its id is enough)")
    parser.add_argument("--patterns-only", action="store_true", help="without the trained component")
    parser.add_argument(
        "--by", choices=TABLES, nargs="+", default=["tip", "stance", "case"], help="which tables (all but writer)"
    )
    args = parser.parse_args()
    tables: dict[str, dict[str, list[Tally]]] = {kind: {} for kind in TABLES}
    cases: list[Tally] = []

    def put(kind: str, name: str, at: int, tally: Tally) -> None:
        row = tables[kind].setdefault(name, [Tally() for _ in args.folders])
        row[at].add(tally)

    for at, folder in enumerate(args.folders):
        tips, stances = score(folder, args.show, args.tip, not args.patterns_only)
        cases.append(total([*tips.values()]))
        put("case", folder.name, at, cases[-1])
        put("writer", folder.name.split("-")[0], at, cases[-1])
        for tip, tally in tips.items():
            put("tip", tip, at, tally)
        for stance, tally in stances.items():
            put("stance", stance, at, tally)
    draws = Draws(len(cases))
    for kind in args.by:
        print_table(kind, tables[kind], draws)
    whole = total(cases)
    marked = [row for row in tables["tip"].values() if total(row).marks]
    macro = np.mean([total(row).f1 for row in marked]) if marked else 0.0
    macro_draws = np.nanmean([draws.f1(row) for row in marked], axis=0) if marked else np.zeros(1)
    print(
        f"cases {len(cases)}  gold {whole.marks}  found {whole.items}  precision {whole.precision:.3f}  "
        f"recall {whole.recall:.3f}  f1 {whole.f1:.3f} ({between(draws.f1(cases))})  "
        f"macro {macro:.3f} ({between(macro_draws)})  "
        f"strict {whole.strict:.3f} ({between(draws.f1(cases, strict=True))})"
    )


if __name__ == "__main__":
    main()
