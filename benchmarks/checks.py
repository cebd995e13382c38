"""How many checks come to the outcome, and the facts, that a careful reader gave.

    python benchmarks/checks.py FOLDER... [--show] [--kind KIND]

A folder is a marked case: notes.txt and gold.json. Printed: by kind of check, outcomes right and facts right of those
marked, then what differs (with --show, how it was reckoned).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from notescan.checklists import load_checklist
from notescan.model import CheckResult
from notescan.read import read_case
from notescan.scan import scan_case

COUNTED = ("checks", "outcome", "facts", "with facts")
NEAR = 0.1
"""By how much a share may differ and still be right."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--show", action="store_true", help="how the checks that differ were reckoned")
    parser.add_argument("--kind", help="this kind of check only")
    args = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for folder in args.folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        wanted = [
            c
            for c in gold.get("checks", [])
            if _kind(gold["checklist"], c["tip"]) in (args.kind, None) or not args.kind
        ]
        if wanted:
            _score(folder, gold, wanted, counts, show=args.show)
    for kind in sorted({kind for kind, _ in counts}):
        _line(kind, {what: counts[kind, what] for what in ("checks", "outcome", "facts", "with facts")})
    _line(
        "all",
        {
            w: sum(n for (_, what), n in counts.items() if what == w)
            for w in ("checks", "outcome", "facts", "with facts")
        },
    )


def _kind(checklist: str, tip: str) -> str | None:
    check = load_checklist(checklist).tip(tip).check
    return check.kind if check else None


def _score(
    folder: Path, gold: dict[str, Any], wanted: list[Any], counts: Counter[tuple[str, str]], *, show: bool
) -> None:
    case = read_case([folder / "notes.txt"])
    checklist = load_checklist(gold["checklist"])
    scan = scan_case(case, checklist, audit_date=dt.date.fromisoformat(gold["audit_date"]))
    got = {result.tip: result.check for result in scan.tips}
    for mark in wanted:
        kind = _kind(gold["checklist"], mark["tip"]) or ""
        check = got.get(mark["tip"])
        right = check is not None and check.outcome == mark["outcome"]
        counts[kind, "checks"] += 1
        counts[kind, "outcome"] += right
        facts = mark.get("facts") or {}
        same = check is not None and all(_same(value, check.facts.get(key)) for key, value in facts.items())
        counts[kind, "with facts"] += bool(facts)
        counts[kind, "facts"] += bool(facts) and same
        if not right or not same:
            _tell(folder.name, mark, check, show=show)


def _same(wanted: Any, got: Any) -> bool:
    """Whether two facts say the same: names and dates in any order, a child by first name, shares nearly."""
    if isinstance(wanted, float) and isinstance(got, int | float):
        return abs(wanted - got) <= NEAR
    if isinstance(wanted, list) and isinstance(got, list):
        return sorted(map(_plain, wanted)) == sorted(map(_plain, got))
    if isinstance(wanted, dict) and isinstance(got, dict):
        return {_plain(k): v for k, v in wanted.items()} == {_plain(k): v for k, v in got.items()}
    return bool(wanted == got)


def _plain(value: Any) -> str:
    word = re.split(r"[\s/]", str(value).casefold())[0]
    return {"respite": "short"}.get(word, word)


def _tell(case: str, mark: Any, check: CheckResult | None, *, show: bool) -> None:
    print(f"{case}  {mark['tip']}: marked {mark['outcome']} {mark.get('facts') or ''}")
    print(f"    got {check.outcome} {check.facts}" if check else "    got no check")
    if show and check:
        print(f"    {check.reckoning}")
        for rest in check.rests:
            print(f"      {rest.date} {rest.says}: {rest.quote!r}")


def _line(kind: str, n: dict[str, int]) -> None:
    share = n["outcome"] / n["checks"] if n["checks"] else 0.0
    outcome = f"outcome {n['outcome']:3} of {n['checks']:3} ({share:.0%})"
    print(f"{kind:12} {outcome}   facts {n['facts']:3} of {n['with facts']:3}")


if __name__ == "__main__":
    main()
