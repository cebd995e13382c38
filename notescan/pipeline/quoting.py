"""Quote just enough: a span cut to what carries the evidence, on whole words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_QUOTE = 380
_TRIMMED_LEFT = frozenset(",;:-–—.)]|•*+&") | {"and", "but", "so", "then"}
_TRIMMED_RIGHT = frozenset(",;:-–—([|•*+&") | {"and", "but", "so", "then", "because", "which", "who"}


def at_most(doc: Doc, start: int, end: int, targets: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The span, cut down around its first target where it is longer than a quote may be."""
    target = next((t for t in targets if start <= t[0] < end), (start, start + 1))
    while end - start > 1 and doc[end - 1].idx + len(doc[end - 1]) - doc[start].idx > _LONGEST_QUOTE:
        if target[0] - start > end - target[1]:
            start += 1
        else:
            end -= 1
    return start, end


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    first, last = start, end
    while last - first > 1 and (doc[first].lower_ in _TRIMMED_LEFT or doc[first].is_space):
        first += 1
    while last - first > 1 and (doc[last - 1].lower_ in _TRIMMED_RIGHT or doc[last - 1].is_space):
        last -= 1
    if last - first > 2 and doc[last - 1].text == ".":
        last -= 1
    return first, last
