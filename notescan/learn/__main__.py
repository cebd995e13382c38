"""Train and measure:  python -m notescan.learn FOLDER... [--measure] [--out patterns/worth]"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from notescan.errors import UserError
from notescan.learn.calibrating import calibration_of, error, honest, reliability
from notescan.learn.fitting import fit
from notescan.learn.marked import load_marked
from notescan.learn.measure import Result, Told, leave_one_writer_out
from notescan.learn.rows import Row, rows_of
from notescan.learn.saving import save
from notescan.pipeline.worth import Thresholds


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m notescan.learn", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="marked cases: folders with notes.txt and gold.json")
    parser.add_argument(
        "--measure", action="store_true", help="leave one writer out, each in turn, and print the figures"
    )
    parser.add_argument("--out", type=Path, help="write the weights of each area into this folder")
    parser.add_argument("--add", type=float, default=Thresholds().add)
    parser.add_argument("--drop", type=float, default=Thresholds().drop)
    args = parser.parse_args()
    thresholds = Thresholds(add=args.add, drop=args.drop)
    by_area: dict[str, list[Row]] = defaultdict(list)
    try:
        for folder in args.folders:
            marked = load_marked(folder)
            by_area[marked.area].extend(rows_of(marked))
    except UserError as error:
        print(f"notescan: {error}", file=sys.stderr)
        return 2
    told: list[Told] = []
    if args.measure or args.out:
        # the weights that are written need it too: their probabilities are calibrated on writers left out
        for name, result in leave_one_writer_out(by_area, thresholds, told=told).items():
            if args.measure:
                _print(name, result)
    if args.measure:
        _print_reliability(told)
    if args.out:
        calibration = calibration_of(told)
        args.out.mkdir(parents=True, exist_ok=True)
        for area, rows in by_area.items():
            path = args.out / f"{area}.npz"
            worth = fit(rows, thresholds, others=by_area)
            worth.calibration = calibration
            save(worth, path)
            print(f"{path}: {path.stat().st_size // 1024} kB, {len(rows)} sentences", file=sys.stderr)
    return 0


def _print_reliability(told: list[Told]) -> None:
    """What the probability that the auditor is shown was worth, by curves fitted to other writers only."""
    calibration = calibration_of(told)
    for name, some, curve in (
        ("found by patterns", [t for t in told if t.by_pattern], calibration.found),
        ("suggested by likeness", [t for t in told if not t.by_pattern], calibration.like),
    ):
        raw = error([(t.chance, t.is_marked) for t in some])
        pairs = honest(some)
        print(f"{name}: {len(some)} items; log-odds x {curve.slope:.2f} {curve.shift:+.2f}; calibration error")
        print(f"    before {raw:.3f}, after {error(pairs):.3f} (curves fitted to other writers)")
        print("    told        items   told on average   marked")
        for b in reliability(pairs):
            print(f"    {b.low:.1f} - {b.high:.1f} {b.items:8}   {b.told:15.2f}   {b.marked:6.2f}")
    strong = [marked for p, marked in honest(told) if p >= Thresholds().strong]
    if strong:
        least = Thresholds().strong
        print(f"strong (told {least:.2f} or more): {len(strong)} items, {sum(strong) / len(strong):.2f} marked")


def _print(name: str, result: Result) -> None:
    whole = result.whole
    print(
        f"{name:24} precision {whole.precision:.3f}  recall {whole.recall:.3f}  f1 {whole.f1:.3f}  "
        f"macro {result.macro:.3f}  strict {whole.strict:.3f}"
    )
    for writer, tally in sorted(result.by_writer.items()):
        print(f"    {writer:20} precision {tally.precision:.3f}  recall {tally.recall:.3f}  f1 {tally.f1:.3f}")


if __name__ == "__main__":
    sys.exit(main())
