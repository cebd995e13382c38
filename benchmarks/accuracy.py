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
import datetime as dt
import json
import random
import re
from pathlib import Path

from notescan.checklists import load_checklist
from notescan.read import read_case
from notescan.scan import scan_case

END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|\n+")


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    low = max(0, start - 2000)
    a = max((m.end() for m in END.finditer(text, low, start)), default=low)
    m = END.search(text, end)
    return a, (m.start() if m else len(text))


def nth(text: str, quote: str, n: int) -> tuple[int, int]:
    at = -1
    for _ in range(n):
        at = text.index(quote, at + 1)
    return at, at + len(quote)


def f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


class Tally(collections.Counter):
    def figures(self) -> tuple[float, float, float]:
        p = self["right"] / self["found"] if self["found"] else 0.0
        r = self["recalled"] / self["gold"] if self["gold"] else 0.0
        return p, r, f1(p, r)

    def __add__(self, other: collections.Counter) -> Tally:
        return Tally(super().__add__(other))

    def strict(self) -> float:
        p = self["right strict"] / self["found"] if self["found"] else 0.0
        r = self["recalled strict"] / self["gold"] if self["gold"] else 0.0
        return f1(p, r)


def score(folder: Path, show: str | None, only: str | None, weigh: bool) -> tuple[dict[str, Tally], Tally]:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    case = read_case([folder / "notes.txt"])
    text = case.text
    scan = scan_case(
        case, load_checklist(gold["checklist"]), audit_date=dt.date.fromisoformat(gold["audit_date"]), weigh=weigh
    )
    marks = [
        (e["tip"], e["stance"], *sentence_of(text, *nth(text, e["quote"], e.get("occurrence", 1))), e["quote"])
        for e in gold["evidence"]
    ]
    found = [(e.tip, e.stance, e.start, e.end, e) for e in scan.evidence]
    tips: dict[str, Tally] = collections.defaultdict(Tally)

    def hits(f, m):
        return f[0] == m[0] and f[2] < m[3] and m[2] < f[3] and f[3] - f[2] <= 400

    name = folder.name
    for m in marks:
        match = [f for f in found if hits(f, m)]
        same = any(f[1] == m[1] for f in match)
        tips[m[0]].update({"gold": 1, "recalled": bool(match), "recalled strict": same})
        if only and not m[0].endswith(only):
            continue
        if show == "missed" and not match:
            print(f"missed  {name}  {m[0]} [{m[1]}]  {text[m[2] : m[3]]!r}")
        if show == "stance" and match and not same:
            e = match[0][4]
            print(f"stance  {name}  {m[0]} gold {m[1]}, got {e.stance} ({e.pattern}; {', '.join(e.why)})  {m[4]!r}")
    for f in found:
        match = [m for m in marks if hits(f, m)]
        tips[f[0]].update({"found": 1, "right": bool(match), "right strict": any(m[1] == f[1] for m in match)})
        if show == "wrong" and not match and (not only or f[0].endswith(only)):
            e = f[4]
            sentence = text[e.sentence.start : e.sentence.end]
            print(f"wrong   {name}  {f[0]} [{f[1]}] {','.join(e.patterns)}  {e.quote!r} in {sentence!r}")
    return tips, sum(tips.values(), Tally())


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
        tips, whole = score(folder, args.show, args.tip, not args.patterns_only)
        cases.append(whole)
        for tip, tally in tips.items():
            by_tip[tip].update(tally)
            rows[{"tip": tip, "case": folder.name, "writer": folder.name.split("-")[0]}[args.by]].update(tally)
    for name, tally in sorted(rows.items()):
        p, r, f = tally.figures()
        counts = f"gold {tally['gold']:4}  found {tally['found']:4}"
        print(f"{name:40} {counts}  precision {p:.2f}  recall {r:.2f}  f1 {f:.2f}")
    whole = sum(cases, Tally())
    p, r, f = whole.figures()
    marked = [t for t in by_tip.values() if t["gold"]]
    macro = sum(t.figures()[2] for t in marked) / len(marked) if marked else 0.0
    rng = random.Random(1)
    draws = sorted(sum(rng.choices(cases, k=len(cases)), Tally()).figures()[2] for _ in range(500))
    print(
        f"cases {len(cases)}  gold {whole['gold']}  found {whole['found']}  precision {p:.3f}  recall {r:.3f}  "
        f"f1 {f:.3f} (95 % over cases {draws[12]:.3f}-{draws[487]:.3f})  macro {macro:.3f}  strict {whole.strict():.3f}"
    )


if __name__ == "__main__":
    main()
