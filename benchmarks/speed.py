"""How fast a case is read, side by side in one run, beside spaCy's bare tokenizer.

    python benchmarks/speed.py                     every area, over tests/gold
    python benchmarks/speed.py --area mash --area fsp --rounds 5

Each row holds all steps up to the one named, the tokenizer too. Figures are spaCy tokens per second of processor time
on one core, the best of some rounds; a ratio is the row's speed to the tokenizer's on the same text, so that 0.25 means
four times as long. Two readings are told apart, since spaCy's tokenizer remembers every word it has met:
"first" is what a program does that was just started and reads one case: pipeline and tokenizer are new;
"again" reads the same notes once more, when the tokenizer only looks words up. Loading the patterns, a second at the
start of a program, is in neither.
"""

from __future__ import annotations

import argparse
import datetime as dt
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language

from notescan.checklists import load_checklist
from notescan.model import AREAS, CaseFile, Note, Roster
from notescan.pipeline.build import make_engine, notescan_sentences, worth_for
from notescan.pipeline.engine import Engine
from notescan.pipeline.library import Library, load_library
from notescan.pipeline.people import mentions
from notescan.pipeline.roster import read_roster
from notescan.read import read_case
from notescan.scan import scan_case

GOLD = Path(__file__).parent.parent / "tests" / "gold"
AUDIT_DATE = dt.date(2024, 7, 31)
PEERS = """Peers, measured with 500 phrases and no patterns, when the tokenizer made 200,000 to 500,000 words/s (2026):
  negspacy 269,000 words/s; medspaCy's target matcher with ConText 46,000; medspacy.load() 5,500.
  200 token patterns in spaCy's own Matcher, at every word: 15,000 to 23,000 words/s, a ratio of 0.01."""


class Piece(NamedTuple):
    """A note's text, the note, and who is who in its case."""

    text: str
    note: Note
    roster: Roster


Step = Callable[[Piece], object]


def cases_of(area: str, most: int) -> list[tuple[CaseFile, Roster]]:
    """The first cases of an area; rosters are made beforehand, once for each case."""
    cases = [read_case([folder / "notes.txt"]) for folder in sorted(GOLD.glob(f"*-{area}"))[:most]]
    return [(case, read_roster(case)) for case in cases]


def pieces_of(cases: Iterable[tuple[CaseFile, Roster]]) -> list[Piece]:
    """The notes of some cases that have any text."""
    found = [Piece(case.text[n.body : n.end], n, roster) for case, roster in cases for n in case.notes]
    return [piece for piece in found if piece.text.strip()]


def seconds(step: Step, pieces: Sequence[Piece]) -> float:
    """Processor time that one reading takes."""
    began = time.process_time()
    for piece in pieces:
        step(piece)
    return time.process_time() - began


def first_and_again(make: Callable[[], Step], pieces: Sequence[Piece], rounds: int) -> tuple[float, float]:
    """The best time of a first reading, by a step made anew each time, and of a second one."""
    times = []
    for _ in range(rounds):
        step = make()
        # what a vocabulary's word lists take to load belongs to the loading
        step(pieces[0]._replace(text="."))
        times.append((seconds(step, pieces), min(seconds(step, pieces) for _ in range(2))))
    return min(first for first, _ in times), min(again for _, again in times)


def blank() -> Language:
    """A new tokenizer, which has met no word yet."""
    return spacy.blank("en")


def reader(nlp: Language, engine: Engine) -> Step:
    """All that a scan does with one note."""

    def read(piece: Piece) -> object:
        doc = nlp.make_doc(piece.text)
        doc.user_data["notescan.text"], doc.user_data["notescan.note"] = piece.text, piece.note
        return engine.read(notescan_sentences(doc), roster=piece.roster, note=piece.note)

    return read


def steps_of(area: str, library: Library) -> dict[str, Callable[[], Step]]:
    """The rows of the table: how to make each anew."""

    def people() -> Step:
        nlp = blank()
        return lambda piece: mentions(notescan_sentences(nlp.make_doc(piece.text)), piece.roster, piece.note)

    def engine(*, weigh: bool) -> Step:
        nlp = blank()
        return reader(nlp, make_engine(nlp, library, area, worth=worth_for(area, library)[0] if weigh else None))

    return {
        "tokenizer": lambda: _on_text(blank().make_doc),
        "+ sentences, people": people,
        "+ patterns, stance": lambda: engine(weigh=False),
        "+ trained part": lambda: engine(weigh=True),
    }


def _on_text(step: Callable[[str], object]) -> Step:
    return lambda piece: step(piece.text)


def measure(area: str, library: Library, *, most: int, rounds: int) -> float:
    """Print the rows of one area; the ratio of a first reading with everything."""
    cases = cases_of(area, most)
    pieces = pieces_of(cases)
    if not pieces:
        print(f"{area}: no cases in {GOLD}")
        return 0.0
    nlp = blank()
    tokens = sum(len(nlp.make_doc(piece.text)) for piece in pieces)
    words = sum(len(piece.text.split()) for piece in pieces)
    patterns, concepts = len(library.for_area(area)), len(library.concepts_for(area))
    print(f"{area}: {len(pieces)} notes, {tokens:,} tokens; {patterns} patterns over {concepts} concepts")
    print(f"  {'':24}{'first':>12} tokens/s  ratio {'again':>12} tokens/s  ratio {'first':>12} words/s")
    bare = (0.0, 0.0)
    ratio = 0.0
    for name, make in steps_of(area, library).items():
        first, again = first_and_again(make, pieces, rounds)
        bare = (first, again) if name == "tokenizer" else bare
        ratio = bare[0] / first
        row = f"{tokens / first:12,.0f} {ratio:15.3f} {tokens / again:12,.0f} {bare[1] / again:15.3f}"
        print(f"  {name:24}{row} {words / first:12,.0f}")
    checklist = load_checklist(area)
    scans = []
    for _ in range(rounds + 1):
        began = time.process_time()
        for case, roster in cases:
            scan_case(case, checklist, audit_date=AUDIT_DATE, roster=roster)
        scans.append(time.process_time() - began)
    again = min(scans[1:])
    print(f"  {'whole scan, with checks':24}{'':28} {tokens / again:12,.0f} {bare[1] / again:15.3f}")
    return ratio


def growth(area: str, library: Library, *, rounds: int) -> None:
    """Print how the time grows with the text and with the number of patterns."""
    every = [(case, roster) for name in AREAS for case, roster in cases_of(name, 3)]
    nlp = blank()
    read = reader(nlp, make_engine(nlp, library, area, worth=worth_for(area, library)[0]))
    seconds(read, pieces_of(every))
    print(f"growth ({area}), microseconds a token, everything but the checks")
    for count in (1, 4, 16):
        pieces = pieces_of(every[:count])
        tokens = sum(len(nlp.make_doc(piece.text)) for piece in pieces)
        took = min(seconds(read, pieces) for _ in range(rounds))
        print(f"  {count:3} cases, {tokens:7,} tokens                {1e6 * took / tokens:8.2f}")
    notes = pieces_of(every)
    for count in (4, 16, 64):
        text = "\n\n".join(piece.text for piece in notes[:count])
        piece = notes[0]._replace(text=text)
        tokens = len(nlp.make_doc(text))
        took = min(seconds(read, [piece]) for _ in range(rounds))
        print(f"  one note, {tokens:7,} tokens                 {1e6 * took / tokens:8.2f}")
    pieces = pieces_of(every[:6])
    tokens = sum(len(nlp.make_doc(piece.text)) for piece in pieces)
    own = library.for_area(area)
    for name, some in (("a quarter", own[::4]), ("half", own[::2]), ("all", own)):
        part = replace(library, patterns=some)
        only = reader(nlp, make_engine(nlp, part, area))
        seconds(only, pieces)
        took = min(seconds(only, pieces) for _ in range(rounds))
        print(f"  {name + ' of the patterns:':18} {len(some):4}, no trained part {1e6 * took / tokens:8.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--area", action="append", help="only this area; may be given more than once")
    parser.add_argument("--cases", type=int, default=3, help="cases of each area (default 3)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the fastest counts (default 3)")
    args = parser.parse_args()
    library = load_library()
    rounds = max(1, args.rounds)
    areas = args.area or list(AREAS)
    ratios = {area: measure(area, library, most=args.cases, rounds=rounds) for area in areas}
    growth(areas[0], library, rounds=rounds)
    print(PEERS)
    print("first reading, everything: " + ", ".join(f"{area} {ratio:.2f}" for area, ratio in ratios.items()))


if __name__ == "__main__":
    main()
