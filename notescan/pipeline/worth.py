"""How likely an auditor would have marked a sentence for a tip: the trained component behind the patterns.

A linear model over what the patterns, roles, note kind and stance words say (features.py), trained on marked cases by
`python -m notescan.learn`. It orders what patterns found, drops what they mostly get wrong, and suggests sentences that
are like confirmed evidence, naming those they are like.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from heapq import nlargest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from notescan.data import data_dir
from notescan.model import Stance
from notescan.pipeline.analysis import Found, Reading
from notescan.pipeline.features import features_of
from notescan.pipeline.quoting import at_most, trimmed

if TYPE_CHECKING:
    from spacy.tokens import Doc

STANCES: tuple[Stance, ...] = ("for", "against", "planned")
_SHORT_SENTENCE = 160
_OWN = ("has:", "who:", "account:", "voice:", "label:", "met:", "cue:")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The probabilities at which an item is added, dropped, or shown as strong."""

    add: float = 0.25
    drop: float = 0.02
    strong: float = 0.45
    own_words: float = 1.0
    """How much of the score (log-odds) the sentence's own words must bring before likeness alone suggests it."""


class Worth:
    """The trained weights of one area: weights (features x tips), bias (tips), and the same for the three stances."""

    def __init__(
        self,
        features: Sequence[str],
        tips: Sequence[str],
        weights: Any,
        bias: Any,
        stance_weights: Any,
        stance_bias: Any,
        thresholds: Thresholds,
        examples: Sequence[tuple[str, str, frozenset[str]]] = (),
    ) -> None:
        self.index = {name: i for i, name in enumerate(features)}
        self.tips = list(tips)
        self.weights, self.bias = weights, bias
        self.stance_weights, self.stance_bias = stance_weights, stance_bias
        self.thresholds = thresholds
        self.examples: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for tip, sentence, seen in examples:
            self.examples.setdefault(tip, []).append((sentence, seen))

    def probabilities(self, seen: set[str]) -> dict[str, float]:
        """For each tip, the probability that an auditor would mark a sentence with these features."""
        import numpy as np

        rows = sorted(self.index[name] for name in seen if name in self.index)
        score = self.weights[rows].sum(axis=0, dtype=np.float64) + self.bias
        return dict(zip(self.tips, (1 / (1 + np.exp(-score))).tolist(), strict=True))

    def suggests(self, seen: set[str], chance: dict[str, float]) -> dict[str, float]:
        """The tips for which likeness alone is enough: likely, and for what the sentence itself says.

        The kind of note and the sentences around make a tip likelier, but they are no evidence by themselves.
        """
        likely = {tip: p for tip, p in chance.items() if p >= self.thresholds.add}
        if not likely:
            return likely
        rows = sorted(self.index[name] for name in seen if name in self.index and name.startswith(_OWN))
        said = dict(zip(self.tips, self.weights[rows].sum(axis=0).tolist(), strict=True)) if rows else {}
        return {tip: p for tip, p in likely.items() if said.get(tip, 0.0) >= self.thresholds.own_words}

    def stance(self, seen: set[str], tip: str) -> Stance:
        """The stance that marked sentences with these features most often have."""
        import numpy as np

        rows = sorted(self.index[name] for name in (*seen, f"tip:{tip}") if name in self.index)
        score = self.stance_weights[rows].sum(axis=0, dtype=np.float64) + self.stance_bias
        return STANCES[int(score.argmax())]

    def settled(self, item: Found, seen: set[str]) -> Stance:
        """The stance of what a pattern found: the words around decide; where none do, what marked cases tell."""
        open_to_context = all(pattern.context for pattern in item.patterns)
        if item.stance == "for" and not item.why and open_to_context and item.tip in self.tips:
            return self.stance(seen, item.tip)
        return item.stance

    def weigh(self, doc: Doc, reading: Reading, at: int, items: list[Found]) -> list[Found]:
        """The items of a sentence with their worth, without the worthless, and with what likeness adds."""
        seen = features_of(reading, at)
        chance = self.probabilities(seen)
        limit = self.thresholds
        kept = [
            replace(
                item,
                stance=self.settled(item, seen),
                worth=round(chance[item.tip], 3),
                strength="strong" if chance[item.tip] >= limit.strong else "possible",
            )
            if item.tip in chance
            else item
            for item in items
            # what an audit lead looks for with a pattern of their own is theirs to judge
            if item.tip not in chance or chance[item.tip] >= limit.drop or any(p.layer for p in item.patterns)
        ]
        have = {item.tip for item in items}
        kept.extend(
            self._suggested(doc, reading, at, tip, p, seen)
            for tip, p in self.suggests(seen, chance).items()
            if tip not in have
        )
        return kept

    def _suggested(self, doc: Doc, reading: Reading, at: int, tip: str, chance: float, seen: set[str]) -> Found:
        sentence = reading.sentences[at]
        start, end = self._quote(doc, reading, at, tip)
        return Found(
            tip=tip,
            stance=self.stance(seen, tip),
            start=start,
            end=end,
            sentence=(sentence.start, sentence.end),
            patterns=(),
            why=(),
            strength="strong" if chance >= self.thresholds.strong else "possible",
            worth=round(chance, 3),
            like=self.like(tip, seen),
        )

    def _quote(self, doc: Doc, reading: Reading, at: int, tip: str) -> tuple[int, int]:
        """The clause that speaks most for the tip; the whole of a short sentence."""
        sentence = reading.sentences[at]
        span = (max(sentence.start, sentence.label_end), sentence.end)
        if span[1] <= span[0]:
            span = (sentence.start, sentence.end)
        words = doc[span[0] : span[1]]
        if words.end_char - words.start_char > _SHORT_SENTENCE and len(sentence.clauses) > 1:
            column = self.tips.index(tip)

            def told(found: dict[str, Any]) -> float:
                rows = [self.index[f"has:{name}"] for name in found if f"has:{name}" in self.index]
                return float(self.weights[rows, column].sum()) if rows else 0.0

            best = max(sentence.clauses, key=lambda clause: told(clause.found))
            span = (best.start, best.end)
        return trimmed(doc, *at_most(doc, *span, [span]))

    def like(self, tip: str, seen: set[str], most: int = 2) -> tuple[str, ...]:
        """The marked sentences for the tip that share most with these features."""
        known = self.examples.get(tip, [])
        size = len(seen)

        def likeness(example: tuple[str, frozenset[str]]) -> float:
            shared = len(example[1] & seen)
            return shared / (len(example[1]) + size - shared)

        return tuple(sentence for sentence, _ in nlargest(most, known, key=likeness))


def load_worth(area: str, folder: Path | None = None) -> Worth | None:
    """The weights that ship for an area; None where there are none. Our own weights go with our own patterns only."""
    path = (folder or data_dir("patterns")) / "worth" / f"{area}.npz"
    if not path.is_file():
        return None
    import json

    import numpy as np

    with np.load(path, allow_pickle=False) as data:
        about = json.loads(str(data["about"]))
        features = data["features"].tolist()
        return Worth(
            features,
            about["tips"],
            data["weights"].astype(np.float32),
            data["bias"],
            data["stance_weights"].astype(np.float32),
            data["stance_bias"],
            Thresholds(**about["thresholds"]),
            [(tip, text, frozenset(features[i] for i in seen)) for tip, text, seen in about["examples"]],
        )
