"""From what the trained component reckons to how often items like it were marked, as measured on writers left out.

The component alone is no fair judge of its items. What a pattern found is marked far oftener than it thinks, for the
pattern asks for more than it sees; what it suggests by likeness less often. Each kind has a curve of its own: a line
over the log-odds (Platt's way), fitted to predictions for writers that the weights had not learnt from.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

_LEAST = 1e-6
_ROUNDS = 60


@dataclass(frozen=True, slots=True)
class Curve:
    """`slope` and `shift` of the line over log-odds; by default it changes nothing."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, chance: float) -> float:
        """The measured probability for a reckoned one."""
        return _sigmoid(self.slope * log_odds(chance) + self.shift)


@dataclass(frozen=True, slots=True)
class Calibration:
    """The curve for what patterns found, and the one for what likeness suggests; `items` is how many were measured."""

    found: Curve = field(default_factory=Curve)
    like: Curve = field(default_factory=Curve)
    items: int = 0

    def as_data(self) -> dict[str, Any]:
        """As it is kept beside the weights."""
        return {
            "found": [self.found.slope, self.found.shift],
            "like": [self.like.slope, self.like.shift],
            "items": self.items,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any] | None) -> Calibration:
        """From what stands beside the weights; weights without one are taken at their word."""
        return cls(Curve(*data["found"]), Curve(*data["like"]), data["items"]) if data else cls()


def log_odds(chance: float) -> float:
    """The log-odds of a probability, kept off the ends."""
    chance = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(chance / (1 - chance))


def _sigmoid(score: float) -> float:
    return 1 / (1 + math.exp(-min(max(score, -500.0), 500.0)))


def fitted(told: Sequence[tuple[float, bool]]) -> Curve:
    """The curve under which what was marked is most probable; `told` are chances and whether it was marked.

    A weak pull to the plain line keeps it sane where there is little.
    """
    slope, shift = 1.0, 0.0
    points = [(log_odds(chance), float(marked)) for chance, marked in told]
    for _ in range(_ROUNDS):
        pull_a, pull_b = -(slope - 1.0), -shift
        aa, ab, bb = 1.0, 0.0, 1.0
        for x, wanted in points:
            p = _sigmoid(slope * x + shift)
            pull_a += (wanted - p) * x
            pull_b += wanted - p
            sure = p * (1 - p)
            aa, ab, bb = aa + sure * x * x, ab + sure * x, bb + sure
        whole = aa * bb - ab * ab
        step_a, step_b = (bb * pull_a - ab * pull_b) / whole, (aa * pull_b - ab * pull_a) / whole
        # a long step can throw Newton's method off; it is taken in parts
        part = min(1.0, 1.0 / max(abs(step_a), abs(step_b), _LEAST))
        slope, shift = slope + part * step_a, shift + part * step_b
        if abs(step_a) + abs(step_b) < 1e-9:
            break
    # more likely must stay more likely
    return Curve(round(max(slope, 0.05), 4), round(shift, 4))
