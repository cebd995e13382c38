"""What patterns alone find, what the trained component alone finds, and both together, on writers left out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from notescan.learn.fitting import fit
from notescan.learn.rows import Row
from notescan.model import Stance
from notescan.pipeline.worth import Thresholds, Worth

Guess = dict[str, Stance]


@dataclass(slots=True)
class Tally:
    """Marks and items, counted as `benchmarks/accuracy.py` counts them."""

    marks: int = 0
    recalled: int = 0
    recalled_strict: int = 0
    items: int = 0
    right: int = 0
    right_strict: int = 0

    def add(self, other: Tally) -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def precision(self) -> float:
        return self.right / self.items if self.items else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.marks if self.marks else 0.0

    @property
    def f1(self) -> float:
        return _f1(self.precision, self.recall)

    @property
    def strict(self) -> float:
        precision = self.right_strict / self.items if self.items else 0.0
        return _f1(precision, self.recalled_strict / self.marks if self.marks else 0.0)


def _f1(p: float, r: float) -> float:
    return 2 * p * r / (p + r) if p + r else 0.0


@dataclass
class Result:
    """Tallies of one way of guessing: by writer and by tip."""

    by_writer: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    by_tip: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))

    @property
    def whole(self) -> Tally:
        total = Tally()
        for tally in self.by_writer.values():
            total.add(tally)
        return total

    @property
    def macro(self) -> float:
        some = [t.f1 for t in self.by_tip.values() if t.marks]
        return sum(some) / len(some) if some else 0.0


def patterns_alone(row: Row, worth: Worth) -> Guess:
    return {tip: found.stance for tip, found in row.found.items()}


def model_alone(row: Row, worth: Worth) -> Guess:
    if row.guidance:
        return {}
    return {
        tip: worth.stance(row.features, tip) for tip in worth.suggests(row.features, worth.probabilities(row.features))
    }


def both(row: Row, worth: Worth) -> Guess:
    """As `Worth.weigh` does it."""
    if row.guidance:
        return {}
    chance = worth.probabilities(row.features)
    limit = worth.thresholds
    kept = {
        tip: worth.settled(found, row.features)
        for tip, found in row.found.items()
        if chance.get(tip, 1.0) >= limit.drop
    }
    return {
        **{t: worth.stance(row.features, t) for t in worth.suggests(row.features, chance) if t not in row.found},
        **kept,
    }


WAYS: dict[str, Callable[[Row, Worth], Guess]] = {
    "patterns alone": patterns_alone,
    "trained component alone": model_alone,
    "both": both,
}


def count(rows: Sequence[Row], guesses: Sequence[Guess]) -> dict[str, Tally]:
    """Tallies by tip for the rows of one case or more."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    stances: dict[tuple[str, str, int], set[str]] = defaultdict(set)
    reached: Counter[tuple[str, str, int]] = Counter()
    for row, guess in zip(rows, guesses, strict=True):
        for tip, numbers in row.marks.items():
            for number in numbers:
                key = (row.case, tip, number)
                reached[key] += 0
                if tip in guess:
                    reached[key] += 1
                    stances[key].add("same" if guess[tip] == row.marked[tip] else "other")
        for tip, stance in guess.items():
            tally = tallies[tip]
            tally.items += 1
            tally.right += tip in row.marked
            tally.right_strict += row.marked.get(tip) == stance
    for key, times in reached.items():
        tally = tallies[key[1]]
        tally.marks += 1
        tally.recalled += times > 0
        tally.recalled_strict += "same" in stances[key]
    return tallies


class Told(NamedTuple):
    """One item for a writer left out: how likely the weights reckoned it, and whether it was marked."""

    area: str
    writer: str
    case: str
    tip: str
    chance: float
    is_marked: bool
    by_pattern: bool


def leave_one_writer_out(
    by_area: dict[str, list[Row]],
    thresholds: Thresholds,
    ways: Iterable[str] = WAYS,
    *,
    told: list[Told] | None = None,
) -> dict[str, Result]:
    """Each writer in turn is guessed by weights trained on all the others, in every area.

    Every item that a scan would weigh is put in `told`, what it would drop as well.
    """
    results = {name: Result() for name in ways}
    for area, rows in by_area.items():
        for writer in sorted({row.writer for row in rows}):
            others = {area: [r for r in some if r.writer != writer] for area, some in by_area.items()}
            worth = fit([row for row in rows if row.writer != writer], thresholds, others=others)
            held = [row for row in rows if row.writer == writer]
            for name, result in results.items():
                for tip, tally in count(held, [WAYS[name](row, worth) for row in held]).items():
                    result.by_tip[tip].add(tally)
                    result.by_writer[writer].add(tally)
            if told is not None:
                told.extend(entry for row in held for entry in _told(area, row, worth))
    return results


def _told(area: str, row: Row, worth: Worth) -> Iterable[Told]:
    if row.guidance:
        return
    chance = worth.probabilities(row.features)
    for tip in {*row.found, *worth.suggests(row.features, chance)}:
        if tip in chance:
            yield Told(area, row.writer, row.case, tip, chance[tip], tip in row.marked, tip in row.found)
