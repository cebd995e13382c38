"""Lines of many notes laid side by side: what is the same in all of them, and what stands between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .dates import find_dates

MOST = 0.8
"""In which share of the notes a line of a form must be alike."""
TOKEN = re.compile(r"[^\s:=»?|]+|[:=»?|]")
SEPARATORS = frozenset(":=»?|")
EDGE = " \t|;,:.*_#[]-–—»=>"
"""Signs that only set a value apart."""
_WIDEST = 40
"""How many words of a line may be its labels and values."""
_SAMPLE = 12
"""From how many notes a line of the form is learned."""
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?\b")


@dataclass
class Row:
    """One line of the form: the labels and, for every note, the values with where they stand in its line."""

    labels: list[str]
    values: list[list[tuple[int, str]] | None]

    @property
    def constant(self) -> bool:
        """Whether it says the same in all notes."""
        return not self.labels


def row_of(texts: Sequence[str]) -> Row:
    """What the lines have in common, and their values between."""
    filled = [t for t in texts if t.strip()]
    if not filled:
        return Row([], [None] * len(texts))
    tokens = [TOKEN.findall(_masked(t, k))[:_WIDEST] for k, t in enumerate(filled[:: max(1, len(filled) // _SAMPLE)])]
    common = tokens[0]
    unlike = 0
    for other in tokens[1:]:
        shared = _shared(common, other)
        # A line unlike the others does not make them unlike each other.
        unlike += not shared
        common = shared or (common if unlike <= (1 - MOST) * len(tokens) else [])
    fixed = _labels(common, tokens[0])
    finders = [re.compile(r"\s*".join(map(re.escape, label))) for label in fixed]
    values = [_between(text, finders) if text.strip() else None for text in texts]
    labels = ["", *map(" ".join, fixed)]
    if all(v is None or not any(words.strip(EDGE) for _, words in v) for v in values):
        return Row([], values)
    return Row(labels, values)


def _between(text: str, labels: Sequence[re.Pattern[str]]) -> list[tuple[int, str]] | None:
    """What stands before, between and after the labels, each looked for after the one before; None: not all there."""
    out = []
    at = 0
    for label in labels:
        found = label.search(text, at)
        if found is None:
            return None
        out.append((at, text[at : found.start()]))
        at = found.end()
        at += len(text[at:]) - len(text[at:].lstrip())
    return [*out, (at, text[at:].rstrip())]


def _masked(text: str, number: int) -> str:
    """A line without its dates and times: what two lines share of those is no label."""
    for found in reversed(list(find_dates(text))):
        text = f"{text[: found.start]} \x00{number} {text[found.end :]}"
    return _CLOCK.sub(" ", text)


def _shared(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """The longest row of tokens that both have."""
    best = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    out, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            out.append(a[i])
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return out


def _labels(common: Sequence[str], tokens: Sequence[str]) -> list[list[str]]:
    """The shared tokens as labels: those that stand together are one, and each ends with its separator."""
    out: list[list[str]] = []
    at, k = -2, 0
    for token in common:
        while tokens[k] != token:
            k += 1
        if k != at + 1 or (out and out[-1][-1] in SEPARATORS and token not in SEPARATORS):
            out.append([])
        out[-1].append(token)
        at, k = k, k + 1
    return [label for label in out if any(c.isalpha() for token in label for c in token)]
