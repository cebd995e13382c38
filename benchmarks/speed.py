"""How fast each step of the pipeline reads, side by side in one run, beside spaCy's bare tokenizer.

    python benchmarks/speed.py                     every area, over tests/gold
    python benchmarks/speed.py --area mash --area fsp --rounds 5

Each row is the tokenizer and the steps up to the one named; tokens are spaCy's, times the best of some rounds. The
ratio is the row's speed to the tokenizer's: 0.10 means that it takes ten times as long.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from spacy.tokens import Doc

from notescan.model import AREAS, CaseFile, Note, Roster
from notescan.pipeline.build import load, load_engine, notescan_sentences
from notescan.pipeline.people import mentions
from notescan.pipeline.roster import read_roster
from notescan.read import read_case

GOLD = Path(__file__).parent.parent / "tests" / "gold"
Piece = tuple[str, Note, Roster]
"""A note's text, the note, and who is who in its case."""


def pieces_of(area: str, most: int) -> list[Piece]:
    """The notes of the first cases of an area; rosters are made beforehand, once for each case."""
    found: list[Piece] = []
    for folder in sorted(GOLD.glob(f"*-{area}"))[:most]:
        case: CaseFile = read_case([folder / "notes.txt"])
        roster = read_roster(case)
        found.extend((case.text[note.body : note.end], note, roster) for note in case.notes)
    return [piece for piece in found if piece[0].strip()]


def best(step: Callable[[Piece], object], pieces: list[Piece], rounds: int) -> float:
    """Seconds of the fastest round; one round goes before, for what is kept between notes."""
    times = []
    for _ in range(rounds + 1):
        began = time.perf_counter()
        for piece in pieces:
            step(piece)
        times.append(time.perf_counter() - began)
    return min(times[1:])


def measure(area: str, *, cases: int, rounds: int) -> None:
    """Print the rows of one area."""
    nlp, engine = load_engine(area)
    whole = load(area)
    pieces = pieces_of(area, cases)
    if not pieces:
        print(f"{area}: no cases in {GOLD}")
        return

    def cut(piece: Piece) -> Doc:
        doc: Doc = notescan_sentences(nlp.make_doc(piece[0]))
        return doc

    def everything(piece: Piece) -> Doc:
        doc = whole.make_doc(piece[0])
        doc.user_data["notescan.note"], doc.user_data["notescan.roster"] = piece[1], piece[2]
        done: Doc = whole(doc)
        return done

    def concepts(piece: Piece) -> None:
        doc = cut(piece)
        mentions(doc, piece[2], piece[1])
        engine.finder.find(doc)

    steps: dict[str, Callable[[Piece], object]] = {
        "tokenizer": lambda piece: nlp.make_doc(piece[0]),
        "+ sentences": cut,
        "+ people": lambda piece: mentions(cut(piece), piece[2], piece[1]),
        "+ concepts": concepts,
        "+ clauses, patterns, stance": lambda piece: engine.read(cut(piece), roster=piece[2], note=piece[1]),
        "whole engine, with worth": everything,
    }
    tokens = sum(len(nlp.make_doc(text)) for text, _, _ in pieces)
    bare = 0.0
    print(f"{area}: {len(pieces)} notes, {tokens:,} tokens")
    for name, step in steps.items():
        seconds = best(step, pieces, rounds)
        bare = bare or seconds
        print(f"  {name:30} {tokens / seconds:12,.0f} tokens/s   ratio {bare / seconds:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--area", action="append", help="only this area; may be given more than once")
    parser.add_argument("--cases", type=int, default=3, help="cases of each area (default 3)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of which the fastest counts (default 3)")
    args = parser.parse_args()
    for area in args.area or AREAS:
        measure(area, cases=args.cases, rounds=max(1, args.rounds))


if __name__ == "__main__":
    main()
