"""What the pipeline knows of one note, laid out for the patterns: sentences, clauses, who does what, concepts, cues."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from notescan.model import Stance
from notescan.pipeline.concepts import Hit

if TYPE_CHECKING:
    from notescan.pipeline.library import Pattern
    from notescan.pipeline.matching import Match
    from notescan.pipeline.sentences import Line
    from notescan.pipeline.stance import Cue

_LEAST_GUIDANCE = 4
_NORMAL_SHARE = 0.2
_PARTICULAR_SHARE = 0.15
_PARTICULAR = frozenset("i he she him her his hers me my mum mam dad mo fa mother father nan gran".split())
Spans = dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Clause:
    """A clause in tokens, with who does it, whose words it reports, and the concepts in it."""

    start: int
    end: int
    subject: str | None = None
    voice: str | None = None
    """Whose words these are, where they aren't the note writer's: the speaker of a quotation, or who reported it."""
    found: Spans = field(default_factory=dict)
    account: str | None = None
    """Who tells, thinks or asks here: `voice`, else the subject of a clause whose own verb tells."""
    agent: str | None = None
    """Who does what is done to the subject: "Tia was seen by the nurse"."""


@dataclass(slots=True)
class Sentence:
    """A sentence in tokens, with its label or heading and its clauses."""

    start: int
    end: int
    line: Line
    clauses: list[Clause]
    found: Spans
    label: frozenset[str]
    label_end: int
    """The token after its own label; `start` where the label is not its own."""


def spans_by_concept(hits: list[Hit], starts: list[int], start: int, end: int, *, over: int = 0) -> Spans:
    """The hits that lie within tokens `start` to `end`, or reach at most `over` tokens beyond."""
    found: Spans = {}
    limit = end + over
    for span, names in hits[bisect_left(starts, start) : bisect_left(starts, end)]:
        if span[1] <= limit:
            for name in names:
                if name in found:
                    found[name].append(span)
                else:
                    found[name] = [span]
    return found


@dataclass(frozen=True)
class Reading:
    """One note as the pipeline understood it, before stance and worth are decided. Lists run by sentence."""

    kind: str | None
    sentences: list[Sentence]
    matches: list[list[Match]]
    cues: list[Cue]
    setting: frozenset[str] = frozenset()
    """What the note's own header tells: the concepts in its type, whether a manager wrote it, that it has no date."""
    norms: frozenset[int] = frozenset()
    """The sentences that say what ought to be done ("must", "should")."""
    words: list[str] = field(default_factory=list)
    """Every word of the note, in small letters, by token."""

    @cached_property
    def note_met(self) -> dict[str, int]:
        """For each tip, how many sentences of the note meet a pattern of it."""
        return dict(Counter(tip for some in self.matches for tip in {match.pattern.tip for match in some}))

    def is_guidance(self, words: list[str], *, signed: bool) -> bool:
        """Whether this tells what workers ought to do, and nothing of one family: guidance pasted into a case file.

        Nobody signs it, a good part of it says "must" or "should", and hardly anyone in particular is spoken of.
        """
        told = [at for at, sentence in enumerate(self.sentences) if not sentence.line.heading]
        if signed or len(told) < _LEAST_GUIDANCE or len(self.norms) < _NORMAL_SHARE * len(told):
            return False
        return sum(word in _PARTICULAR for word in words) <= _PARTICULAR_SHARE * len(told)

    def cue_kinds(self, at: int) -> frozenset[str]:
        """The kinds of stance words in sentence `at`."""
        sentence = self.sentences[at]
        first = bisect_left(self.cues, (sentence.start,))
        return frozenset(cue.kind for cue in self.cues[first : bisect_left(self.cues, (sentence.end,), lo=first)])


@dataclass(frozen=True, slots=True)
class Found:
    """Evidence in one Doc, in tokens, before it is tied to a case.

    `worth` is the measured probability that an auditor would mark it, where the trained component weighed it;
    `like` holds the marked sentences that it is like, where no pattern but likeness suggested it.
    """

    tip: str
    stance: Stance
    start: int
    end: int
    sentence: tuple[int, int]
    patterns: tuple[Pattern, ...]
    why: tuple[str, ...]
    strength: Literal["strong", "possible"] = "strong"
    worth: float | None = None
    like: tuple[str, ...] = ()
