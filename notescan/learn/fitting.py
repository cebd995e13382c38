"""Fit the linear weights of one area with scikit-learn (a development extra; nothing at run time needs it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from notescan.learn.kin import WEIGHT, kindred
from notescan.learn.rows import Row
from notescan.pipeline.features import WORD
from notescan.pipeline.spelling import Spelling, pieces, spelt
from notescan.pipeline.worth import STANCES, Thresholds, Worth

LEAST_SEEN = 3
"""A feature, word or piece of a word seen in fewer sentences is left out."""
LEAST_MARKS = 4
STRENGTH = 0.3
"""Inverse of the regularisation: chosen on writers left out, as the next two are."""
FEATURE = 0.5
"""How much a feature that is no word counts beside a rare word."""
RARE = 5.0
"""A word counts in proportion to how rare it is (its inverse document frequency), from this on in full."""


def fit(
    rows: Sequence[Row],
    thresholds: Thresholds | None = None,
    *,
    others: Mapping[str, Sequence[Row]] | None = None,
) -> Worth:
    """The weights of one area, from its rows; `others` are the rows of all areas, for what kindred tips teach."""
    tips = sorted(tip for tip, n in Counter(t for row in rows for t in row.marked).items() if n >= LEAST_MARKS)
    layout = _layout(rows, tips)
    table = layout.table(row.features for row in rows)
    weights = np.zeros((layout.width, len(tips)), dtype=np.float32)
    bias = np.zeros(len(tips))
    for column, tip in enumerate(tips):
        near = kindred(tip, others or {})
        weights[:, column], bias[column] = _fitted(
            vstack([table, layout.table(row.features for row, _ in near)]).tocsr() if near else table,
            np.array([tip in row.marked for row in rows] + [marked for _, marked in near]),
            np.array([1.0] * len(rows) + [WEIGHT] * len(near)),
        )
    stance_weights, stance_bias = _fit_stance(rows, layout, set(tips))
    # what a feature counted is folded into its weight: at run time it is there or not
    weights, stance_weights = weights * layout.counts[:, None], stance_weights * layout.counts[:, None]
    size = len(layout.features)
    known = {name for name in layout.features if not name.startswith(WORD)}
    fitted = set(tips)
    examples = [(tip, row.text, frozenset(row.features & known)) for row in rows for tip in row.marked if tip in fitted]
    return Worth(
        layout.features,
        tips,
        weights[:size],
        bias,
        stance_weights[:size],
        stance_bias,
        thresholds or Thresholds(),
        examples,
        spelling=Spelling(layout.pieces, np.hstack([weights[size:], stance_weights[size:]])),
    )


def _fit_stance(rows: Sequence[Row], layout: _Layout, tips: set[str]) -> tuple[Any, Any]:
    pairs = [
        (row.features | {f"tip:{tip}"}, stance) for row in rows for tip, stance in row.marked.items() if tip in tips
    ]
    weights = np.zeros((layout.width, len(STANCES)), dtype=np.float32)
    bias = np.zeros(len(STANCES))
    table = layout.table(seen for seen, _ in pairs)
    for column, stance in enumerate(STANCES):
        wanted = np.array([s == stance for _, s in pairs])
        if not 0 < wanted.sum() < len(wanted):
            bias[column] = 10.0 if wanted.any() else -10.0
            continue
        weights[:, column], bias[column] = _fitted(table, wanted, np.ones(len(pairs)), balanced=False)
    return weights, bias


def _fitted(table: Any, wanted: Any, counts: Any, *, balanced: bool = True) -> tuple[Any, float]:
    # the dual is the same solution, forty times faster where there are more features than sentences
    model = LogisticRegression(
        C=STRENGTH,
        solver="liblinear",
        dual=True,
        max_iter=300,
        tol=1e-2,
        class_weight="balanced" if balanced else None,
        random_state=0,
    )
    model.fit(table, wanted, sample_weight=counts)
    return model.coef_[0], float(model.intercept_[0])


@dataclass(frozen=True)
class _Layout:
    """Which column stands for what: features (words last), then pieces of words."""

    features: list[str]
    pieces: list[str]
    counts: Any
    """How much each column counts where it is there."""
    index: dict[str, int]
    piece_index: dict[str, int]

    @property
    def width(self) -> int:
        return len(self.features) + len(self.pieces)

    def table(self, seen: Iterable[set[str]]) -> Any:
        """Sentences x columns."""
        columns: list[int] = []
        values: list[float] = []
        ends = [0]
        met: dict[str, tuple[list[int], float]] = {}
        for names in seen:
            for name in names:
                if name in self.index:
                    columns.append(self.index[name])
                    values.append(1.0)
                if name.startswith(WORD):
                    if name not in met:
                        met[name] = spelt(name.removeprefix(WORD), self.piece_index)
                    at, share = met[name]
                    columns.extend(at)
                    values.extend([share] * len(at))
            ends.append(len(columns))
        told = np.array(values, dtype=np.float32) * self.counts[columns]
        made = csr_matrix((told, columns, ends), shape=(len(ends) - 1, self.width))
        made.sum_duplicates()
        return made


def _layout(rows: Sequence[Row], tips: Sequence[str]) -> _Layout:
    counted = Counter(name for row in rows for name in row.features)
    of_word = {name: set(pieces(name.removeprefix(WORD))) for name in counted if name.startswith(WORD)}
    counted_pieces = Counter(
        piece for row in rows for piece in set().union(*(of_word[n] for n in row.features if n in of_word))
    )
    often = sorted(name for name, n in counted.items() if n >= LEAST_SEEN)
    words = [name for name in often if name in of_word]
    others = [name for name in often if name not in of_word] + [f"tip:{tip}" for tip in tips]
    parts = sorted(piece for piece, n in counted_pieces.items() if n >= LEAST_SEEN)

    def rarity(n: int) -> float:
        return min(1.0, log((1 + len(rows)) / (1 + n)) / RARE)

    counts = (
        [FEATURE] * len(others) + [rarity(counted[name]) for name in words] + [rarity(counted_pieces[p]) for p in parts]
    )
    features = others + words
    return _Layout(
        features,
        parts,
        np.array(counts, dtype=np.float32),
        {name: column for column, name in enumerate(features)},
        {piece: len(features) + column for column, piece in enumerate(parts)},
    )
