"""The weights of one area to a file that ships: a few hundred kilobytes, no code in it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from notescan.pipeline.worth import Worth

_LONGEST_EXAMPLE = 240


def save(worth: Worth, path: Path) -> None:
    """Write the weights; `notescan.pipeline.worth.load_worth` reads them."""
    index = worth.index
    examples = [
        (tip, text, sorted(index[name] for name in seen))
        for tip, some in worth.examples.items()
        for text, seen in some
        if len(text) <= _LONGEST_EXAMPLE
    ]
    about = {
        "tips": worth.tips,
        "thresholds": asdict(worth.thresholds),
        "calibration": worth.calibration.as_data(),
        "examples": examples,
    }
    np.savez_compressed(
        path,
        features=np.array(list(index), dtype=np.str_),
        weights=worth.weights.astype(np.float16),
        bias=worth.bias,
        stance_weights=worth.stance_weights.astype(np.float16),
        stance_bias=worth.stance_bias,
        about=np.array(json.dumps(about, ensure_ascii=False)),
        **_letters(worth),
    )


def _letters(worth: Worth) -> dict[str, Any]:
    if not worth.spelling:
        return {}
    return {
        "pieces": np.array(worth.spelling.known, dtype=np.str_),
        "piece_weights": worth.spelling.weights.astype(np.float16),
    }
