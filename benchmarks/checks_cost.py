"""What the checks add to the time of a scan of a long case.

    python benchmarks/checks_cost.py [FOLDER...] [--notes 750 3000]

One long case is made of the marked cases in FOLDER (tests/gold where none is given): their notes, told of one family,
over and over with later dates. From the second round on the clauses of notes of a kind are shuffled, each a sentence of
its own, so that only one note in ten stands in the case twice, as where a worker copies. Printed for each size, in
seconds of processor time: reading the file, its people and its notes; then what is computed over the whole case:
repeats, events, checks, and what is kept over time; and how much that adds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from notescan.checklists import load_checklist
from notescan.checks import Context, check_tips, over_time
from notescan.checks.repeats import mark_copied
from notescan.collector import held_back
from notescan.data import data_dir
from notescan.events import find_events
from notescan.model import CaseFile, Note, Person, Roster
from notescan.pipeline.build import load
from notescan.pipeline.roster import read_roster
from notescan.read import read_case, read_text
from notescan.scan import _read_note

AREA = "fsp"
_CLAUSE = re.compile(r"(?<=[,;])\s|\s(?=(?:and|but|so|because|when)\s)|(?<=[.!?])\s+")
_LONG = 12
_ROUND = dt.timedelta(days=430)
_FAMILY = Roster(
    people=(
        Person(names=("Tamsin",), role="child", gender="f"),
        Person(names=("Ellis",), role="child", gender="m"),
        Person(names=("Jodie Marlow", "Jodie", "Ms Marlow"), role="parent", relation="mother", gender="f"),
        Person(names=("Craig",), role="parent", relation="father", gender="m"),
        Person(names=("Pauline",), role="relative", relation="grandmother", gender="f"),
        Person(names=("Hannah Oduya", "Hannah"), role="worker", gender="f"),
        Person(names=("Prakash Nair", "Prakash"), role="manager", gender="m"),
        Person(names=("Marie Escott", "Marie"), role="professional", relation="health visitor", agency="health"),
        Person(names=("Mr Akhtar",), role="professional", agency="school"),
        Person(names=("PC Lowther",), role="professional", agency="police"),
    )
)


def long_case(cases: Sequence[CaseFile], notes: int) -> str:
    """The text of a case of so many notes."""
    told = [(note, *_of_one_family(case, note, roster)) for case, roster in _with_people(cases) for note in case.notes]
    clauses: dict[str | None, list[str]] = defaultdict(list)
    for note, _, body in told:
        clauses[note.kind].extend(_clauses(body))
    chance = random.Random(7)
    out: list[str] = []
    for number in range(notes):
        round_, at = divmod(number, len(told))
        note, head, body = told[at]
        if round_ and number % 10:
            body = " ".join(chance.choices(clauses[note.kind] or [body], k=max(1, len(_clauses(body)))))
        date = (note.date or dt.date(2022, 3, 1)) + round_ * _ROUND
        out.append(f"{date:%d/%m/%Y} {note.time or '10:00'} | {head} | Hannah Oduya\n{body.strip()}\n")
    return "\n".join(out)


def _clauses(body: str) -> list[str]:
    """The clauses of a note, those that are long in two, each as a sentence."""
    found: list[str] = []
    for part in _CLAUSE.split(body):
        words = part.strip(" .,;\n").split()
        middle = len(words) // 2 if len(words) > _LONG else len(words)
        found += [" ".join(some) for some in (words[:middle], words[middle:]) if some]
    return [f"{words[:1].upper()}{words[1:]}." for words in found]


def _with_people(cases: Sequence[CaseFile]) -> list[tuple[CaseFile, Roster]]:
    return [(case, read_roster(case)) for case in cases]


def _of_one_family(case: CaseFile, note: Note, roster: Roster) -> tuple[str, str]:
    """The note's type and its own words, with the family's names for those of its case."""
    names: dict[str, str] = {}
    taken: dict[str, int] = defaultdict(int)
    for person in roster.people:
        pool = [p for p in _FAMILY.people if p.role == person.role] or [p for p in _FAMILY.people if p.agency]
        stands = pool[taken[person.role] % len(pool)]
        taken[person.role] += 1
        for at, name in enumerate(person.names):
            names.setdefault(name, stands.names[min(at, len(stands.names) - 1)])
    body = case.text[note.body : note.end]
    if names:
        any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        body = re.sub(rf"(?<!\w)(?:{any_name})(?!\w)", lambda found: names[found.group()], body)
    return note.type or "Case note", body


def measure(text: str, audit: dt.date) -> None:
    """Read the case, check it, and print what each step took."""
    nlp = load(AREA, None)
    checklist = load_checklist(AREA)
    clock = time.process_time
    times = [clock()]
    case = read_text(text)
    times.append(clock())
    roster = read_roster(case)
    times.append(clock())
    evidence = [e for note in case.notes for e in _read_note(nlp, case, note, roster)]
    times.append(clock())
    evidence = mark_copied(case, evidence)
    times.append(clock())
    events = tuple(find_events(case, roster=roster, evidence=evidence, audit_date=audit))
    times.append(clock())
    ctx = Context(
        case=case, checklist=checklist, evidence=tuple(evidence), roster=roster, events=events, audit_date=audit
    )
    check_tips(ctx)
    times.append(clock())
    kept = over_time(ctx)
    times.append(clock())
    file, people, notes, repeats, told, checks, over = (b - a for a, b in itertools.pairwise(times))
    read, added = file + people + notes, repeats + told + checks + over
    print(
        f"{len(case.notes):,} notes, {len(text) / 1e6:.1f} MB, {len(roster.people)} people, {len(evidence):,} finds, "
        f"{len(events):,} events, {len(kept.actions):,} actions, {len(kept.repeats):,} repeats\n"
        f"  reading {read:.2f} s: file {file:.2f}, people {people:.2f}, notes {notes:.2f}\n"
        f"  over the whole case {added:.2f} s: repeats {repeats:.2f}, events {told:.2f}, checks {checks:.2f}, "
        f"over time {over:.2f}\n"
        f"  that adds {added / read:.1%} to reading; the checks without repeats and events "
        f"{(checks + over) / (added + read - checks - over):.1%} to the rest of the scan"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="marked cases, with a notes.txt each")
    parser.add_argument("--notes", nargs="+", type=int, default=[750, 3000])
    args = parser.parse_args()
    gold = data_dir("patterns").parent / "tests" / "gold"
    folders = args.folders or sorted(path.parent for path in gold.glob("*/notes.txt"))
    cases = [read_case([folder / "notes.txt"]) for folder in folders]
    # The first run loads word lists and bank holidays, once for all.
    for notes in (20, *args.notes):
        text = long_case(cases, notes)
        with held_back():  # as a scan does
            measure(text, dt.date(2026, 7, 31))


if __name__ == "__main__":
    main()
