"""Score the patterns on marked cases: per tip, per stance, per case, in one run.

    python benchmarks/accuracy.py FOLDER... [--patterns-only] [--show missed|wrong|stance] [--tip TIP]
        [--by tip|case|writer]

A folder holds notes.txt and gold.json. An item is right where it overlaps the sentence of a mark for the same tip.
The trained component has learnt from the cases in tests/gold: on those only --patterns-only says anything, or
`python -m notescan.learn tests/gold/*-* --measure`, which leaves each writer out in turn.
"""

from __future__ import annotations

import argparse
import collections
import random
from pathlib import Path

from notescan.checklists import load_checklist
from notescan.learn.marked import Mark, load_marked
from notescan.learn.measure import Tally
from notescan.model import Evidence
from notescan.scan import scan_case

LONGEST = 400
"""An item longer than this is never right."""


def hits(item: Evidence, mark: Mark) -> bool:
    overlap = item.start < mark.sentence_end and mark.sentence_start < item.end
    return item.tip == mark.tip and overlap and item.end - item.start <= LONGEST


def score(folder: Path, show: str | None, only: str | None, weigh: bool) -> dict[str, Tally]:
    """The tallies of one case by tip; what `show` asks for is printed."""
    marked = load_marked(folder)
    scan = scan_case(marked.case, load_checklist(marked.area), audit_date=marked.audit_date, weigh=weigh)
    tips: dict[str, Tally] = collections.defaultdict(Tally)
    text, name = marked.case.text, folder.name
    for mark in marked.marks:
        match = [item for item in scan.evidence if hits(item, mark)]
        same = any(item.stance == mark.stance for item in match)
        tips[mark.tip].add(Tally(marks=1, recalled=bool(match), recalled_strict=same))
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
        if show == "wrong" and not found and (not only or item.tip.endswith(only)):
            sentence = text[item.sentence.start : item.sentence.end]
            print(
                f"wrong   {name}  {item.tip} [{item.stance}] {','.join(item.patterns)}  {item.quote!r} in {sentence!r}"
            )
    return tips


def total(tallies: list[Tally]) -> Tally:
    whole = Tally()
    for tally in tallies:
        whole.add(tally)
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", choices=["missed", "wrong", "stance"])
    parser.add_argument("--tip", help="show only this tip (the end of its id is enough)")
    parser.add_argument("--patterns-only", action="store_true", help="without the trained component")
    parser.add_argument("--by", choices=["tip", "case", "writer"], default="tip")
    args = parser.parse_args()
    rows: dict[str, Tally] = collections.defaultdict(Tally)
    by_tip: dict[str, Tally] = collections.defaultdict(Tally)
    cases: list[Tally] = []
    for folder in args.folders:
        tips = score(folder, args.show, args.tip, not args.patterns_only)
        cases.append(total([*tips.values()]))
        for tip, tally in tips.items():
            by_tip[tip].add(tally)
            rows[{"tip": tip, "case": folder.name, "writer": folder.name.split("-")[0]}[args.by]].add(tally)
    for name, tally in sorted(rows.items()):
        counts = f"gold {tally.marks:4}  found {tally.items:4}"
        print(f"{name:40} {counts}  precision {tally.precision:.2f}  recall {tally.recall:.2f}  f1 {tally.f1:.2f}")
    whole = total(cases)
    marked = [tally.f1 for tally in by_tip.values() if tally.marks]
    macro = sum(marked) / len(marked) if marked else 0.0
    rng = random.Random(1)
    draws = sorted(total(rng.choices(cases, k=len(cases))).f1 for _ in range(500))
    print(
        f"cases {len(cases)}  gold {whole.marks}  found {whole.items}  precision {whole.precision:.3f}  "
        f"recall {whole.recall:.3f}  f1 {whole.f1:.3f} (95 % over cases {draws[12]:.3f}-{draws[487]:.3f})  "
        f"macro {macro:.3f}  strict {whole.strict:.3f}"
    )


if __name__ == "__main__":
    main()
