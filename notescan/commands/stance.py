"""notescan patterns stance: what the words around a find say of it, sentence by sentence, to try the stance file on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from notescan.commands.output import tell_problems
from notescan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.stance import Cue


def run(lines: Iterable[str], *, folder: Path | None = None) -> Iterator[str]:
    """For each line "concept<TAB>sentence", "stance<TAB>the words that decided it", in the same order.

    A concept that is not in its sentence is taken to be the whole sentence. A line without a tab, or with nothing on
    one side of it, raises UserError with its number. `folder` is laid over ours.
    """
    import spacy

    from notescan.pipeline.build import notescan_sentences, stance_rules
    from notescan.pipeline.layers import layers_over
    from notescan.pipeline.library import Library

    nlp = spacy.blank("en")
    library = Library(layers=layers_over(folder)[0])
    rules = stance_rules(nlp, library)
    tell_problems([str(problem) for problem in library.problems])
    for number, line in enumerate(lines, start=1):
        concept, tab, text = line.rstrip("\r\n").partition("\t")
        if not tab or not concept.strip() or not text.strip():
            raise UserError(
                f"line {number}: write what was found, a tab and its sentence: consent<TAB>Consent not given."
            )
        doc = notescan_sentences(nlp(text))
        cues = rules.cues(doc)
        found = _find(nlp, doc, concept.strip())
        targets = [found] if found else _all_but_cues(doc, cues)
        sentence = _sentence(doc, found) if found else (0, len(doc))
        decided = rules.decide(doc, cues, sentence, targets, sentence=sentence)
        yield f"{decided.stance}\t{', '.join(decided.words)}"


def _find(nlp: Language, doc: Doc, concept: str) -> tuple[int, int] | None:
    """The tokens of the concept in the Doc, in any case; else the tokens that cover its characters."""
    wanted = [token.lower_ for token in nlp.make_doc(concept) if not token.is_space]
    words = [token for token in doc if not token.is_space]
    for at in range(len(words) - len(wanted) + 1):
        if all(words[at + k].lower_ == word for k, word in enumerate(wanted)):
            return words[at].i, words[at + len(wanted) - 1].i + 1
    start = doc.text.lower().find(concept.lower())
    if start < 0:
        return None
    end = start + len(concept)
    covering = [token.i for token in doc if token.idx < end and token.idx + len(token) > start]
    return (covering[0], covering[-1] + 1) if covering else None


def _all_but_cues(doc: Doc, cues: Sequence[Cue]) -> list[tuple[int, int]]:
    taken = {i for cue in cues for i in range(cue.start, cue.end)}
    return [(i, i + 1) for i in range(len(doc)) if i not in taken]


def _sentence(doc: Doc, span: tuple[int, int]) -> tuple[int, int]:
    first = span[0]
    while first > 0 and not doc[first].is_sent_start:
        first -= 1
    last = span[1]
    while last < len(doc) and not doc[last].is_sent_start:
        last += 1
    return first, last
