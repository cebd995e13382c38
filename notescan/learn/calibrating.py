"""Calibration fitted to writers left out, and how far it can be trusted: measured on writers it was not fitted to."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from notescan.learn.measure import Told
from notescan.pipeline.calibration import Calibration, fitted

_EDGES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True)
class Bin:
    """The items whose probability lies between two edges: what was told on average, and the share that was marked."""

    low: float
    high: float
    items: int
    told: float
    marked: float


def calibration_of(told: Sequence[Told]) -> Calibration:
    """The curves that fit these predictions best."""
    return Calibration(
        found=fitted([(t.chance, t.is_marked) for t in told if t.by_pattern]),
        like=fitted([(t.chance, t.is_marked) for t in told if not t.by_pattern]),
        items=len(told),
    )


def honest(told: Sequence[Told]) -> list[tuple[float, bool]]:
    """The probability of each item by curves fitted to all other writers, and whether it was marked."""
    pairs = []
    for writer in sorted({t.writer for t in told}):
        calibration = calibration_of([t for t in told if t.writer != writer])
        pairs += [(_curve(calibration, t)(t.chance), t.is_marked) for t in told if t.writer == writer]
    return pairs


def reliability(pairs: Sequence[tuple[float, bool]]) -> Iterator[Bin]:
    """Bin by bin, what was told and what came of it; bins without items are left out."""
    for low, high in itertools.pairwise(_EDGES):
        here = [(p, marked) for p, marked in pairs if low <= p < high or (high == 1.0 and p == 1.0)]
        if here:
            told = sum(p for p, _ in here) / len(here)
            yield Bin(low, high, len(here), told, sum(marked for _, marked in here) / len(here))


def error(pairs: Sequence[tuple[float, bool]]) -> float:
    """How far told and marked lie apart on average, weighted by items (the expected calibration error)."""
    return sum(b.items * abs(b.told - b.marked) for b in reliability(pairs)) / max(1, len(pairs))


def _curve(calibration: Calibration, told: Told) -> Callable[[float], float]:
    return calibration.found if told.by_pattern else calibration.like
