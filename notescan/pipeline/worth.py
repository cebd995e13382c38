"""How likely an auditor would have marked a sentence for a tip: the trained component behind the patterns.

A linear model over what the patterns, roles, note kind and stance words say (features.py) and, behind them, the
sentence's words and their spelling (spelling.py), trained on marked cases by `python -m notescan.learn`. It orders what
patterns found, drops what they mostly get wrong, and suggests sentences that are like confirmed evidence, naming those
they are like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import exp, inf, log
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from notescan.data import data_dir
from notescan.model import Stance
from notescan.pipeline.analysis import Found, Reading
from notescan.pipeline.calibration import Calibration
from notescan.pipeline.doc_words import token_places
from notescan.pipeline.features import WORD, FeatureKeys, gathered, of_note
from notescan.pipeline.quoting import at_most, trimmed
from notescan.pipeline.spelling import Spelling

if TYPE_CHECKING:
    from spacy.tokens import Doc

STANCES: tuple[Stance, ...] = ("for", "against", "planned")
_SHORT_SENTENCE = 160
_LEAST_SCORE = -700.0
"""Beyond it a probability is nothing, and its exponential too large to reckon."""
_OWN = ("has:", "who:", "account:", "voice:", "label:", "met:", "cue:", WORD)
_NO_WEIGHTS = 1 << 30
"""Features without weights are numbered from here."""
_MOST_WORDS = 50_000


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When an item is added, dropped, or shown as strong: `add` and `drop` as the weights reckon it, before they are
    calibrated; `strong` as a measured probability.
    """

    add: float = 0.65
    drop: float = 0.2
    strong: float = 0.7
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
        calibration: Calibration | None = None,
        spelling: Spelling | None = None,
    ) -> None:
        import numpy as np

        self.spelling = spelling
        self.index = {name: i for i, name in enumerate(features)}
        self.tips = list(tips)
        self.weights, self.bias = weights, bias
        self.stance_weights, self.stance_bias = stance_weights, stance_bias
        self.thresholds = thresholds
        self.calibration = calibration or Calibration()
        self.examples: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for tip, sentence, seen in examples:
            self.examples.setdefault(tip, []).append((sentence, seen))
        self._column = {tip: i for i, tip in enumerate(self.tips)}
        # one table for tips and stances: features, a row for all that have no weights, then words met while reading
        both = np.hstack([weights, stance_weights]).astype(np.float64)
        own = np.array([name.startswith(_OWN) for name in features], dtype=bool)
        if spelling:
            for row, name in enumerate(features):
                if name.startswith(WORD) and (letters := spelling.of(name.removeprefix(WORD))) is not None:
                    both[row] += letters
        nothing = np.zeros((1, both.shape[1]))
        self._table = np.vstack([both, nothing])
        self._own_table = np.vstack([both * own[:, None], nothing])
        self._words = 0
        self._bias = np.concatenate([bias, stance_bias])
        self._of_tip = {
            tip: self._table[self.index[f"tip:{tip}"], len(tips) :].tolist()
            for tip in tips
            if f"tip:{tip}" in self.index
        }
        self._unknown: dict[str, int] = {}
        self._keys = FeatureKeys(self._row)
        # a probability from which a tip is likely, as log-odds: no exponential is needed to find the few that are
        add = thresholds.add
        self._add_from = log(add / (1 - add)) if 0 < add < 1 else inf if add >= 1 else -inf
        self._kin = {tip: Kin(some, self.index) for tip, some in self.examples.items()}

    def _row(self, feature: str) -> int:
        """The number of a feature; one without weights has one too, beyond all that have."""
        row = self.index.get(feature)
        if row is None:
            row = self._unknown.get(feature)
        if row is None:
            row = self._unknown[feature] = self._new_row(feature)
        return row

    def _new_row(self, feature: str) -> int:
        """A word that no marked case holds has the weights of its letters."""
        import numpy as np

        if self.spelling and feature.startswith(WORD) and self._words < _MOST_WORDS:
            letters = self.spelling.of(feature.removeprefix(WORD))
            if letters is not None:
                row = len(self.index) + 1 + self._words
                self._words += 1
                if row >= len(self._table):
                    room = np.zeros((max(256, len(self._table) // 4), self._table.shape[1]))
                    self._table = np.vstack([self._table, room])
                    self._own_table = np.vstack([self._own_table, room])
                self._table[row] = self._own_table[row] = letters
                return row
        return _NO_WEIGHTS + len(self._unknown)

    def probabilities(self, seen: set[str]) -> dict[str, float]:
        """For each tip, how likely the weights reckon it that an auditor would mark a sentence with these features.

        `calibration` makes of it how often such items were marked.
        """
        return self._view(seen).chance

    def suggests(self, seen: set[str], chance: dict[str, float]) -> dict[str, float]:
        """The tips for which likeness alone is enough: likely, and for what the sentence itself says.

        The kind of note and the sentences around make a tip likelier, but they are no evidence by themselves.
        """
        likely = {tip: p for tip, p in chance.items() if p >= self.thresholds.add}
        return self._enough(likely, self._view(seen)) if likely else likely

    def stance(self, seen: set[str], tip: str) -> Stance:
        """The stance that marked sentences with these features most often have."""
        return self._stance(self._view(seen), tip)

    def settled(self, item: Found, seen: set[str]) -> Stance:
        """The stance of what a pattern found: the words around decide; where none do, what marked cases tell."""
        return self.stance(seen, item.tip) if self._is_open(item) else item.stance

    def like(self, tip: str, seen: set[str]) -> tuple[str, ...]:
        """The marked sentences for the tip that share most with these features."""
        return self._like(tip, self._view(seen))

    def weigh(self, doc: Doc, reading: Reading, items: Mapping[int, list[Found]]) -> list[Found]:
        """The items of a note with their worth, without the worthless, and with what likeness adds.

        `items` are those that patterns found, by sentence; a sentence that is not there is not looked at.
        """
        told: list[Found] = []
        places = list(items)
        if not places:
            return told
        note = of_note(reading, self._keys)
        scores = self._scored([gathered(reading, at, self._keys, note) for at in places])
        for number, at in enumerate(places):
            likely = scores.likely.get(number)
            if not likely and not items[at]:
                continue
            view = scores.view(number)
            told.extend(self._kept(items[at], view))
            have = {item.tip for item in items[at]}
            more = {tip: view.chance_at(i) for i in likely or () if (tip := self.tips[i]) not in have}
            if more:
                told.extend(self._suggested(doc, reading, at, tip, view) for tip in self._enough(more, view))
        return told

    # ------------------------------------------------------------------------------------------ one sentence

    def _view(self, seen: set[str]) -> _View:
        # no feature at all is as good as one without weights
        return self._scored([[self._row(name) for name in seen] or [len(self.index)]]).view(0)

    def _scored(self, seen: list[list[int]]) -> _Scores:
        """Sentences with their scores, all reckoned in one go."""
        import numpy as np

        sizes = np.array([len(some) for some in seen], dtype=np.intp)
        ends = sizes.cumsum()
        starts = ends - sizes
        rows = np.fromiter(chain.from_iterable(seen), dtype=np.intp, count=int(ends[-1]))
        rows[rows >= _NO_WEIGHTS] = len(self.index)
        scores = np.add.reduceat(self._table.take(rows, axis=0), starts, axis=0) + self._bias
        likely: dict[int, list[int]] = {}
        at, columns = (scores[:, : len(self.tips)] >= self._add_from).nonzero()
        for number, column in zip(at.tolist(), columns.tolist(), strict=True):
            likely.setdefault(number, []).append(column)
        return _Scores(self.tips, scores, rows, starts.tolist(), ends.tolist(), likely)

    def _is_open(self, item: Found) -> bool:
        """Whether nothing around what a pattern found says how it stands."""
        return (
            item.stance == "for"
            and not item.why
            and item.tip in self._column
            and all(pattern.context for pattern in item.patterns)
        )

    def _kept(self, items: list[Found], view: _View) -> Iterator[Found]:
        limit = self.thresholds
        for item in items:
            column = self._column.get(item.tip)
            if column is None:
                yield item
                continue
            chance = view.chance_at(column)
            # what an audit lead looks for with a pattern of their own is theirs to judge
            if chance >= limit.drop or any(p.layer for p in item.patterns):
                worth = self.calibration.found(chance)
                yield Found(
                    tip=item.tip,
                    stance=self._stance(view, item.tip) if self._is_open(item) else item.stance,
                    start=item.start,
                    end=item.end,
                    sentence=item.sentence,
                    patterns=item.patterns,
                    why=item.why,
                    strength="strong" if worth >= limit.strong else "possible",
                    worth=round(worth, 3),
                )

    def _enough(self, likely: dict[str, float], view: _View) -> dict[str, float]:
        import numpy as np

        said = np.add.reduce(self._own_table.take(view.rows, axis=0), axis=0).tolist()
        return {tip: p for tip, p in likely.items() if said[self._column[tip]] >= self.thresholds.own_words}

    def _stance(self, view: _View, tip: str) -> Stance:
        scores = view.scores[len(self.tips) :]
        if tip in self._of_tip:
            scores = [score + more for score, more in zip(scores, self._of_tip[tip], strict=True)]
        return STANCES[scores.index(max(scores))]

    def _suggested(self, doc: Doc, reading: Reading, at: int, tip: str, view: _View) -> Found:
        sentence = reading.sentences[at]
        start, end = self._quote(doc, reading, at, tip)
        worth = self.calibration.like(view.chance_at(self._column[tip]))
        return Found(
            tip=tip,
            stance=self._stance(view, tip),
            start=start,
            end=end,
            sentence=(sentence.start, sentence.end),
            patterns=(),
            why=(),
            strength="strong" if worth >= self.thresholds.strong else "possible",
            worth=round(worth, 3),
            like=self._like(tip, view),
        )

    def _quote(self, doc: Doc, reading: Reading, at: int, tip: str) -> tuple[int, int]:
        """The clause that speaks most for the tip; the whole of a short sentence."""
        sentence = reading.sentences[at]
        span = (max(sentence.start, sentence.label_end), sentence.end)
        if span[1] <= span[0]:
            span = (sentence.start, sentence.end)
        starts, ends = token_places(doc)
        if ends[span[1] - 1] - starts[span[0]] > _SHORT_SENTENCE and len(sentence.clauses) > 1:
            column = self._column[tip]

            def told(found: dict[str, Any]) -> float:
                rows = [self.index[f"has:{name}"] for name in found if f"has:{name}" in self.index]
                return float(self.weights[rows, column].sum()) if rows else 0.0

            best = max(sentence.clauses, key=lambda clause: told(clause.found))
            span = (best.start, best.end)
        return trimmed(doc, *at_most(doc, *span, [span]))

    def _like(self, tip: str, view: _View) -> tuple[str, ...]:
        kin = self._kin.get(tip)
        return kin.nearest(view.rows, view.size) if kin else ()


class _View(NamedTuple):
    """A sentence as the weights see it."""

    tips: list[str]
    scores: list[float]
    """Of the tips, then of the three stances, as log-odds."""
    rows: Any
    """The features that have weights, by number; those without are one number beyond."""
    size: int
    """How many features there are, with or without weights."""

    def chance_at(self, column: int) -> float:
        """The probability of one tip, by its number."""
        score = self.scores[column]
        return 1 / (1 + exp(-score)) if score > _LEAST_SCORE else 0.0

    @property
    def chance(self) -> dict[str, float]:
        """The probability of each tip."""
        return {tip: self.chance_at(column) for column, tip in enumerate(self.tips)}


class _Scores(NamedTuple):
    """Some sentences as the weights see them, in one table."""

    tips: list[str]
    scores: Any
    rows: Any
    starts: list[int]
    ends: list[int]
    likely: dict[int, list[int]]
    """For each sentence the tips (by number) that are likely enough to be suggested."""

    def view(self, number: int) -> _View:
        start, end = self.starts[number], self.ends[number]
        return _View(self.tips, self.scores[number].tolist(), self.rows[start:end], end - start)


class Kin:
    """The marked sentences of one tip, laid out so that those most like another are found in one go."""

    def __init__(self, examples: Sequence[tuple[str, frozenset[str]]], index: Mapping[str, int]) -> None:
        import numpy as np

        self._texts = [text for text, _ in examples]
        self._sizes = np.array([len(seen) for _, seen in examples])
        # a byte for each feature and example; the last row stands for all others, the words among them
        self._last = sum(not name.startswith(WORD) for name in index)
        self._has = np.zeros((self._last + 1, len(examples)), dtype=np.uint8)
        for column, (_, seen) in enumerate(examples):
            self._has[[index[name] for name in seen], column] = 1

    def nearest(self, rows: Any, size: int, most: int = 2) -> tuple[str, ...]:
        """The sentences that share most with one of `size` features, of which `rows` are those that have weights."""
        import numpy as np

        if not self._texts:
            return ()
        shared = np.add.reduce(self._has.take(np.minimum(rows, self._last), axis=0), axis=0, dtype=np.intp)
        likeness = shared / (self._sizes + size - shared)
        return tuple(self._texts[i] for i in np.argsort(-likeness, kind="stable")[:most].tolist())


def load_worth(area: str, folder: Path | None = None) -> Worth | None:
    """The weights that ship for an area; None where there are none. Our own weights go with our own patterns only."""
    path = (folder or data_dir("patterns")) / "worth" / f"{area}.npz"
    return read_worth(path) if path.is_file() else None


def read_worth(path: Path) -> Worth:
    """Weights from a file that `notescan.learn.saving.save` wrote."""
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
            Calibration.from_data(about.get("calibration")),
            Spelling(data["pieces"].tolist(), data["piece_weights"].astype(np.float32)) if "pieces" in data else None,
        )
