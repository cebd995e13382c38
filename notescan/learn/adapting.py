"""The shipped weights moved towards an auditor's own decisions, as far as these are sure enough to move them.

The marked cases do not ship; what they taught is in the weights. So the weights are updated and not fitted anew:
each tip's weights are the most probable ones given the auditor's decisions, where before them each weight is taken to
lie around the shipped one (a Gaussian prior, the usual Bayesian update of a logistic regression). A weight that no
decision speaks of stays as it is.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from notescan.learn.judged import Judged
from notescan.pipeline.calibration import Curve
from notescan.pipeline.worth import Worth

FIRM = 4.0
"""How firmly the shipped weights are held (the prior's precision): chosen on writers left out, see docs/accuracy.md."""
FIRM_BIAS = 2.0
"""The same for how strict the auditor is with a tip as a whole."""
LEAST = 20
"""Fewer decided sentences teach nothing that can be told from chance."""
LEAST_OF_A_KIND = 5
FOLDS = 5
_ROUNDS = 25


def adapt(worth: Worth, rows: Sequence[Judged], *, firm: float = FIRM, firm_bias: float = FIRM_BIAS) -> Worth:
    """New weights for the tips that were judged; stances, thresholds and examples stay as they are."""
    import numpy as np

    weights, bias = np.array(worth.weights, dtype=np.float64), np.array(worth.bias, dtype=np.float64)
    by_tip: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        by_tip[row.tip].append(row)
    for tip, some in by_tip.items():
        if tip not in worth.tips:
            continue
        column = worth.tips.index(tip)
        active = sorted({worth.index[name] for row in some for name in row.features if name in worth.index})
        where = {row: at for at, row in enumerate(active)}
        table = np.zeros((len(some), len(active) + 1))
        table[:, -1] = 1.0
        for number, row in enumerate(some):
            table[number, [where[worth.index[name]] for name in row.features if name in worth.index]] = 1.0
        curves = [_curve(worth, row) for row in some]
        begun = np.append(weights[active, column], bias[column])
        hold = np.append(np.full(len(active), firm), firm_bias)
        wanted = np.array([row.is_evidence for row in some], dtype=np.float64)
        # the weights' own score goes through the curve before it is compared with what was decided
        slopes = np.array([curve.slope for curve in curves])[:, None]
        moved = _most_probable(table * slopes, np.array([curve.shift for curve in curves]), wanted, begun, hold)
        weights[active, column], bias[column] = moved[:-1], moved[-1]
    index = list(worth.index)
    examples = [(tip, text, seen) for tip, known in worth.examples.items() for text, seen in known]
    return Worth(
        index,
        worth.tips,
        weights.astype(np.float32),
        bias,
        worth.stance_weights,
        worth.stance_bias,
        worth.thresholds,
        examples,
        worth.calibration,
        worth.spelling,
    )


def _curve(worth: Worth, row: Judged) -> Curve:
    return worth.calibration.found if row.by_pattern else worth.calibration.like


def _most_probable(table: Any, shift: Any, wanted: Any, begun: Any, hold: Any) -> Any:
    """The weights at which decisions and prior together are most probable (Newton's method).

    The step is solved in as many unknowns as there are decisions, which are far fewer than features.
    """
    import numpy as np

    moved = begun.copy()
    spread = table / hold
    for _ in range(_ROUNDS):
        chance = _sigmoid(table @ moved + shift)
        sure = np.maximum(chance * (1 - chance), 1e-6)
        pull = table.T @ (wanted - chance) - hold * (moved - begun)
        inner = np.diag(1 / sure) + spread @ table.T
        step = pull / hold - spread.T @ np.linalg.solve(inner, spread @ pull)
        # a step of more than a few log-odds is taken in parts
        moved = moved + step * min(1.0, 4.0 / max(float(np.abs(step).max()), 1e-12))
        if float(np.abs(step).max()) < 1e-5:
            break
    return moved


def _sigmoid(score: Any) -> Any:
    import numpy as np

    return 1 / (1 + np.exp(-np.clip(score, -40, 40)))


# ------------------------------------------------------------------------------------------ is it better?


@dataclass(frozen=True, slots=True)
class Quality:
    """How well weights agree with decisions that they have not learnt from."""

    judged: int
    loss: float
    """Mean log loss: 0 is perfect, 0.69 is a coin."""
    ranking: float | None
    """Of a confirmed and a rejected item drawn by lot, how often the confirmed one is put first; None without both."""
    rejected_shown: int
    rejected_hidden: int
    confirmed_hidden: int
    """Hidden is what the weights alone would leave out of a scan."""


@dataclass(frozen=True, slots=True)
class Gain:
    """The shipped and the adapted weights on the same decisions, each left out in turn."""

    area: str
    reviews: int
    before: Quality
    after: Quality
    left_out: str
    """What was left out in turn: "review" or "note"."""

    @property
    def is_better(self) -> bool:
        """Whether what was learnt agrees better with decisions that it has not seen."""
        return self.after.loss < self.before.loss - 1e-4


def too_few(rows: Sequence[Judged]) -> str | None:
    """Why nothing can be learnt from so little, or None."""
    yes = sum(row.is_evidence for row in rows)
    if len(rows) < LEAST:
        return f"{len(rows)} decided sentences are too few; it takes {LEAST}"
    if min(yes, len(rows) - yes) < LEAST_OF_A_KIND:
        return f"{yes} confirmed and {len(rows) - yes} rejected: it takes {LEAST_OF_A_KIND} of each"
    return None


def cross_validated(
    area: str, worth: Worth, rows: Sequence[Judged], make: Callable[[Worth, Sequence[Judged]], Worth] = adapt
) -> Gain:
    """What adapting to some of the decisions does for the others: reviews are left out in turn.

    Where there is only one review its notes are, in `FOLDS` parts.
    """
    rows = [row for row in rows if row.tip in worth.tips]
    reviews = sorted({row.review for row in rows})
    by_review = len(reviews) > 1
    groups = reviews if by_review else sorted({row.note for row in rows}, key=lambda n: (len(n), n))
    parts = [set(groups[n :: max(FOLDS, 1)]) for n in range(min(FOLDS, len(groups)))]
    before: list[_Foretold] = []
    after: list[_Foretold] = []
    for part in parts:
        kept_out = [row for row in rows if (row.review if by_review else row.note) in part]
        others = [row for row in rows if (row.review if by_review else row.note) not in part]
        learnt = make(worth, others)
        before.extend(_foretold(worth, row) for row in kept_out)
        after.extend(_foretold(learnt, row) for row in kept_out)
    return Gain(area, len(reviews), quality(before), quality(after), "review" if by_review else "note")


class _Foretold(NamedTuple):
    """What weights make of a decision that they have not learnt from."""

    chance: float
    is_evidence: bool
    is_shown: bool


def _foretold(worth: Worth, row: Judged) -> _Foretold:
    reckoned = worth.probabilities(set(row.features))[row.tip]
    limit = worth.thresholds.drop if row.by_pattern else worth.thresholds.add
    return _Foretold(_curve(worth, row)(reckoned), row.is_evidence, reckoned >= limit)


def quality(told: Sequence[tuple[float, bool, bool]]) -> Quality:
    """How well probabilities agree with what the auditor said: chance, whether it is evidence, whether it is shown."""
    loss = [-math.log(max(p if yes else 1 - p, 1e-6)) for p, yes, _ in told]
    return Quality(
        judged=len(told),
        loss=sum(loss) / len(loss) if loss else 0.0,
        ranking=_ranking([(p, yes) for p, yes, _ in told]),
        rejected_shown=sum(shown and not yes for _, yes, shown in told),
        rejected_hidden=sum(not shown and not yes for _, yes, shown in told),
        confirmed_hidden=sum(not shown and yes for _, yes, shown in told),
    )


def _ranking(told: Sequence[tuple[float, bool]]) -> float | None:
    """The area under the ROC curve, by ranks; equal ones count half."""
    ordered = sorted(told)
    yes = sum(is_yes for _, is_yes in ordered)
    no = len(ordered) - yes
    if not yes or not no:
        return None
    won, at, below = 0.0, 0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        here_yes = sum(is_yes for _, is_yes in ordered[at:end])
        here_no = end - at - here_yes
        won += here_yes * (below + here_no / 2)
        below += here_no
        at = end
    return won / (yes * no)
