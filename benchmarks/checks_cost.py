"""What the checks add to the time of a scan, as a share of reading the notes, for one case made longer and longer.

    python benchmarks/checks_cost.py [CASE] [--times 1 4 16]

The case's notes are repeated; each copy has a mark of its own at the end of its longer lines.
Printed for each size: seconds for reading the notes (evidence), for events, checks and what is kept over
time, and share.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from pathlib import Path

from notescan.checklists import load_checklist
from notescan.checks import Context, check_tips, over_time
from notescan.checks.repeats import mark_copied
from notescan.data import data_dir
from notescan.events import find_events
from notescan.model import CaseFile, Roster
from notescan.pipeline.build import load
from notescan.pipeline.roster import read_roster
from notescan.read import read_text
from notescan.scan import _read_note

AREA = "fsp"


def longer(text: str, times: int) -> CaseFile:
    """The case `times` over, a mark of its own in each paragraph of a copy."""
    copies = [text, *("\n".join(f"{line} ({n}{k % 97})" if len(line) > 90 else line
                                for k, line in enumerate(text.split("\n"))) for n in range(1, times))]  # fmt: skip
    return read_text("\n\n".join(copies) + "\n")


def measure(case: CaseFile, roster: Roster) -> tuple[float, float, float]:
    """Seconds of processor time: reading the notes, finding events, checks with what is kept over time."""
    nlp = load(AREA, None)
    start = time.process_time()
    evidence = [e for note in case.notes for e in _read_note(nlp, case, note, roster)]
    read = time.process_time()
    evidence = mark_copied(case, evidence)
    audit = dt.date(2025, 7, 31)
    events = tuple(find_events(case, roster=roster, evidence=evidence, audit_date=audit))
    told = time.process_time()
    ctx = Context(
        case=case,
        checklist=load_checklist(AREA),
        evidence=tuple(evidence),
        roster=roster,
        events=events,
        audit_date=audit,
    )
    check_tips(ctx)
    over_time(ctx)
    return read - start, told - read, time.process_time() - told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("case", nargs="?", type=Path, help="a case as plain text; without it the demo case")
    parser.add_argument("--times", nargs="+", type=int, default=[1, 4, 16])
    args = parser.parse_args()
    path = args.case or data_dir("patterns").parent / "notescan" / "demo" / "coverdale-family.txt"
    text = path.read_text(encoding="utf-8")
    measure(read_text(text), read_roster(read_text(text)))
    for times in args.times:
        case = longer(text, times)
        notes, events, checks = measure(case, read_roster(case))
        share = (events + checks) / notes
        print(f"x{times:<3} {len(case.notes):5} notes: read {notes:.2f} s, events {events:.2f} s, "
              f"checks {checks:.2f} s: {share:.0%} of reading")  # fmt: skip


if __name__ == "__main__":
    main()
