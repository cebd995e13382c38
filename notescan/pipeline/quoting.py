"""Quote just enough: a span cut to what carries the evidence, on whole words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from notescan.pipeline.doc_words import lower_words, token_places

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST_QUOTE = 380
_TRIMMED_LEFT = frozenset(",;:-–—.)]|•*+&") | {"and", "but", "so", "then"}
_TRIMMED_RIGHT = frozenset(",;:-–—([|•*+&") | {"and", "but", "so", "then", "because", "which", "who"}


def at_most(doc: Doc, start: int, end: int, targets: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The span, cut down around its first target where it is longer than a quote may be."""
    starts, ends = token_places(doc)
    target = next((t for t in targets if start <= t[0] < end), (start, start + 1))
    while end - start > 1 and ends[end - 1] - starts[start] > _LONGEST_QUOTE:
        if target[0] - start > end - target[1]:
            start += 1
        else:
            end -= 1
    return start, end


def trimmed(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The span without joining words and marks at its ends."""
    words = lower_words(doc)
    first, last = start, end
    while last - first > 1 and (words[first] in _TRIMMED_LEFT or words[first].isspace()):
        first += 1
    while last - first > 1 and (words[last - 1] in _TRIMMED_RIGHT or words[last - 1].isspace()):
        last -= 1
    if last - first > 2 and words[last - 1] == ".":
        last -= 1
    return first, last
