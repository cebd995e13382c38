"""Fit the linear weights of one area with scikit-learn (a development extra; nothing at run time needs it)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import LogisticRegression

from notescan.learn.kin import WEIGHT, kindred
from notescan.learn.rows import Row
from notescan.pipeline.worth import STANCES, Thresholds, Worth

LEAST_SEEN = 3
"""A feature seen in fewer sentences is left out."""
LEAST_MARKS = 4
STRENGTH = 0.3
"""Inverse of the regularisation: chosen on writers left out."""


def fit(
    rows: Sequence[Row],
    thresholds: Thresholds | None = None,
    *,
    others: Mapping[str, Sequence[Row]] | None = None,
) -> Worth:
    """The weights of one area, from its rows; `others` are the rows of all areas, for what kindred tips teach."""
    counted = Counter(name for row in rows for name in row.features)
    tips = sorted(tip for tip, n in Counter(t for row in rows for t in row.marked).items() if n >= LEAST_MARKS)
    features = sorted(name for name, n in counted.items() if n >= LEAST_SEEN) + [f"tip:{tip}" for tip in tips]
    index = {name: i for i, name in enumerate(features)}
    table = _table([row.features for row in rows], index)
    weights = np.zeros((len(features), len(tips)), dtype=np.float32)
    bias = np.zeros(len(tips))
    for column, tip in enumerate(tips):
        near = kindred(tip, others or {})
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
        model.fit(
            vstack([table, _table([row.features for row, _ in near], index)]).tocsr() if near else table,
            np.array([tip in row.marked for row in rows] + [marked for _, marked in near]),
            sample_weight=np.array([1.0] * len(rows) + [WEIGHT] * len(near)),
        )
        weights[:, column] = model.coef_[0]
        bias[column] = model.intercept_[0]
    stance_weights, stance_bias = _fit_stance(rows, index, set(tips))
    known = set(features)
    fitted = set(tips)
    examples = [(tip, row.text, frozenset(row.features & known)) for row in rows for tip in row.marked if tip in fitted]
    return Worth(features, tips, weights, bias, stance_weights, stance_bias, thresholds or Thresholds(), examples)


def _fit_stance(rows: Sequence[Row], index: dict[str, int], tips: set[str]) -> tuple[Any, Any]:
    pairs = [
        (row.features | {f"tip:{tip}"}, stance) for row in rows for tip, stance in row.marked.items() if tip in tips
    ]
    weights = np.zeros((len(index), len(STANCES)), dtype=np.float32)
    bias = np.zeros(len(STANCES))
    table = _table([seen for seen, _ in pairs], index)
    for column, stance in enumerate(STANCES):
        wanted = np.array([s == stance for _, s in pairs])
        if not 0 < wanted.sum() < len(wanted):
            bias[column] = 10.0 if wanted.any() else -10.0
            continue
        model = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300)
        model.fit(table, wanted)
        weights[:, column] = model.coef_[0]
        bias[column] = model.intercept_[0]
    return weights, bias


def _table(seen: Sequence[set[str]], index: dict[str, int]) -> Any:
    columns: list[int] = []
    ends = [0]
    for names in seen:
        columns.extend(index[name] for name in names if name in index)
        ends.append(len(columns))
    return csr_matrix((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(seen), len(index)))
