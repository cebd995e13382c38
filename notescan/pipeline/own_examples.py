"""A sentence that the auditor judged, as an example in their own pattern file, with invented names for real ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from notescan.data import own_patterns
from notescan.model import CaseFile, Evidence, Person, Roster
from notescan.pipeline import sentences
from notescan.pipeline.pattern_tests import load_cast
from notescan.pipeline.yaml_lists import add_entry, has_entry, remove_entry
from notescan.pseudonymise.standins import StandIns

Example = dict[str, str]

_OTHERS = ("Robin", "Jude", "Alex", "Sam")
"""For people of whom the case does not tell what they are; the cast has nobody like that."""
_SHORT_HEAD = "# Your own examples for {tip}; written by notescan. How to use them is told in its guide to patterns.\n"


def example_of(case: CaseFile, roster: Roster, evidence: Evidence, *, to_find: bool) -> Example:
    """The sentence of `evidence` with what stands around it; the quote marked where it is one to find.

    Names become those of cast.yaml, so that the example is about nobody; telephone numbers, addresses and other
    numbers that tell who somebody is are blotted out. Slow the first time: a list of words is read.
    """
    note = case.note_at(evidence.start)
    body = case.text[note.body : note.end]
    lines = sentences.split(body)
    at, end = evidence.start - note.body, evidence.end - note.body
    number = next((n for n, line in enumerate(lines) if line.start <= at < line.end), None)
    line = lines[number] if number is not None else None
    start, stop = (min(line.start, at), max(line.end, end)) if line else (at, end)
    swap = _CastNames(roster, load_cast(), body)
    quote = swap(body[at:end])
    before, after = swap(body[start:at]), swap(body[end:stop])
    text = f"{before}[[{quote}]]{after}" if to_find else f"{before}{quote}{after}"
    made: Example = {"text": " ".join(text.split())}
    if to_find and evidence.stance != "for":
        made["stance"] = evidence.stance
    if note.kind:
        made["note"] = note.kind
    if note.title or note.type:
        made["title"] = swap(" ".join(part for part in (note.type, note.title) if part))
    if line and line.label and not line.own:
        made["label"] = " ".join(swap(body[slice(*line.label)]).split())
    elif number and not lines[number - 1].heading:
        made["before"] = " ".join(swap(body[lines[number - 1].start : lines[number - 1].end]).split())
    return made


def file_for(tip: str) -> Path:
    """The user's own file for a tip."""
    area, _, name = tip.partition(".")
    return own_patterns() / area / f"{name}.yaml"


def is_written(tip: str, example: Example, *, to_find: bool) -> bool:
    """Whether that example stands in the user's own file."""
    return has_entry(file_for(tip), _key(to_find), example)


def write_example(tip: str, example: Example, *, to_find: bool) -> Path:
    """Write the example into the user's own file for the tip, and give that file. UserError where it can't be."""
    path = file_for(tip)
    add_entry(path, _key(to_find), example, head=_SHORT_HEAD.format(tip=tip))
    return path


def take_out_example(tip: str, example: Example, *, to_find: bool) -> Path:
    """Take it out again, and give the file it stood in."""
    path = file_for(tip)
    remove_entry(path, _key(to_find), example)
    return path


def _key(to_find: bool) -> str:
    return "finds" if to_find else "ignores"


class _CastNames(StandIns):
    """Puts the people of the examples in the place of those of a case, the same one for the same person.

    Names that are on no roster are found as they are for pseudonymised summaries.
    """

    def __init__(self, roster: Roster, cast: Roster, text: str) -> None:
        self._doubles: dict[str, Person] = {}
        taken: list[Person] = []
        for number, person in enumerate(roster.people):
            double = _double(person, cast.people, taken)
            if double is not None:
                taken.append(double)
                self._doubles[f"person {number}"] = double
        self._family = taken[0].names[0].split()[-1] if taken else "Marsh"
        self._spare = list(_OTHERS)
        super().__init__(roster, text)

    def __call__(self, text: str) -> str:
        return self.replace(text.replace("[[", "((").replace("]]", "))")).text

    def _stand_in(self, kind: str, words: str) -> str:
        key = kind.removeprefix("name:")
        if key in self._doubles:
            return _name_like(words, self._doubles[key])
        if kind.startswith("name:"):
            sort = self._sort_of(key)
            if sort == "Family":
                return self._family
            if sort == "Person":
                name = self._spare.pop(0) if len(self._spare) > 1 else self._spare[0]
                self._doubles[key] = Person(names=(name,), role="other")
                return name
        # round brackets, since square ones mark a quote
        return super()._stand_in(kind, words).replace("[", "(").replace("]", ")")


def _double(person: Person, cast: Sequence[Person], taken: Sequence[Person]) -> Person | None:
    """Someone of the cast in the same role: of the same gender and relation if there is one, not twice if possible."""
    fit = [p for p in cast if p.role == person.role]

    def unlike(double: Person) -> tuple[bool, bool, bool]:
        return (
            double in taken,
            person.gender is not None and double.gender != person.gender,
            double.relation != person.relation,
        )

    return min(fit, key=unlike, default=None)


def _name_like(name: str, double: Person) -> str:
    """The double's name in the same form: in full, the first name, or with a title."""
    title = name.split()[0].rstrip(".")
    if title in ("Mr", "Mrs", "Ms", "Miss", "Dr"):
        titled = [n for n in double.names if n.split()[0] in ("Mr", "Mrs", "Ms", "Miss", "Dr")]
        return titled[0] if titled else f"{title} {double.names[0].split()[-1]}"
    return double.names[0] if " " in name else double.names[0].split()[0]
