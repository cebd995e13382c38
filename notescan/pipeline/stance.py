"""For, against or planned: what the words around a find say of it, by rules that an audit lead can read.

`patterns/stance.yaml` lists the cues: words that deny, refuse, call off, plan, ask for. A cue rules the words after it,
before it, or both, as far as its clause and its reach go. Longer cues win over shorter ones inside them, so a phrase
listed as `no cue` ("no doubt") takes its words out of play. The manner is that of NegEx and ConText.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from notescan.model import Stance
from notescan.pipeline.clauses import clauses_of
from notescan.pipeline.doc_words import blank_tokens, lower_keys, lower_words
from notescan.pipeline.stance_file import StanceFile, load_stance_file, wordings
from notescan.pipeline.stance_places import GAP, JOINTS, Places, follows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

KINDS: dict[str, Stance | None] = {
    "negation": "against",
    "absence": "against",
    "refusal": "against",
    "cancellation": "against",
    "lateness": "against",
    "future": "planned",
    "request": "planned",
    "intention": "planned",
    "condition": "planned",
    "awaiting": "planned",
    "earlier": None,
    "hedge": None,
    "no cue": None,
}
_RANK = {"as an answer": 0, "last word": 1, "": 3}
_DOUBLES = {"negation", "absence"}
_LONGEST_LABEL = 9
_DOUBLE_GAP = 2
_LONGEST_CUE = 7


class Cue(NamedTuple):
    """Words that tell a stance, in tokens; `id` names their list in the stance file."""

    start: int
    end: int
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Decision:
    """The stance of a find, with the words and kinds of cue that decided it.

    `earlier`: it belongs to an earlier time; `hedged`: the note is not sure of it.
    """

    stance: Stance
    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    earlier: bool = False
    hedged: bool = False


class StanceRules:
    """The cues of a stance file, ready for Docs of one vocabulary. Raises UserError where the file is wrong."""

    def __init__(self, path: Path, nlp: Language) -> None:
        from spacy.matcher import PhraseMatcher

        self.file: StanceFile = load_stance_file(path, kinds=tuple(KINDS))
        self.lists = {entry.id: entry for entry in self.file.cues}
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._of_key: dict[int, tuple[str, str, str, int]] = {}
        self._rests: dict[int, dict[str, list[tuple[str, ...]]]] = {}
        self._neighbours: set[tuple[int, int]] = set()
        for entry in self.file.cues:
            whole = [w for word in entry.words if " ... " not in word for w in wordings(word)]
            self._add(nlp, entry.id, entry.kind, entry.where or "", whole, entry.id)
            gapped: dict[str, list[str]] = {}
            for word in entry.words:
                first, gap, rest = word.partition(" ... ")
                if gap:
                    gapped.setdefault(first.lower(), []).append(rest)
            for first, rests in gapped.items():
                key = f"{entry.id} {first}"
                self._add(nlp, entry.id, entry.kind, "gap", list(wordings(first)), key)
                by_first = self._rests[nlp.vocab.strings[key]] = {}
                for second in (w for rest in rests for w in wordings(rest)):
                    tail = tuple(token.lower_ for token in nlp.make_doc(second))
                    by_first.setdefault(tail[0], []).append(tail)
        self._stops = frozenset(word for word in self.file.stops if " " not in word)
        self._stop_pairs = frozenset(word for word in self.file.stops if " " in word)
        self._stops_back = frozenset(self.file.stops_back) | self._stops
        self._past = frozenset(self.file.past)
        self._whether = frozenset(self.file.whether)
        self._after_comma = frozenset(self.file.stops_after_comma) | self._past
        self._places = Places(self.file)

    def _add(self, nlp: Language, id_: str, kind: str, where: str, words: list[str], key: str) -> None:
        if not words:
            return
        docs = [_as_in_a_sentence(nlp, word) for word in words]
        self._matcher.add(key, docs)
        self._neighbours |= {(one.lower, other.lower) for doc in docs for one, other in pairwise(doc)}
        self._of_key[nlp.vocab.strings[key]] = (kind, id_, where, _RANK.get(where, 2))

    # ------------------------------------------------------------------------------------------------ cues

    def cues(self, doc: Doc) -> list[Cue]:
        """All cues of a Doc in the order of the text, none overlapping: the longest wins."""
        of_key = self._of_key
        # of two lists with the same words, the one that asks more of the place comes first
        found = sorted((start, -end, of_key[key][3], key) for key, start, end in self._matches(doc))
        kept: list[Cue] = []
        for start, minus_end, _, key in found:
            end = -minus_end
            last = kept[-1] if kept else None
            kind, id_, where, _ = of_key[key]
            # "there is no" gives way to "no change in": what is no cue covers whatever it reaches
            covers = kind == "no cue" and last is not None and end > last.end
            if last is not None and start < last.end and end - start <= last.end - last.start and not covers:
                continue
            if where == "gap":
                if not follows(doc, end, self._rests[key]):
                    continue
            elif where and not self._places.stands(doc, start, end, where):
                continue
            while kept and start < kept[-1].end:
                kept.pop()
            kept.append(Cue(start, end, kind, id_))
        return kept

    def _matches(self, doc: Doc) -> list[tuple[int, int, int]]:
        """What the matcher finds, also where a line's end falls inside a cue: "has not", new line, "been"."""
        found: list[tuple[int, int, int]] = self._matcher(doc)
        words = lower_keys(doc)
        for i in blank_tokens(doc):
            if not 0 < i < len(words) - 1 or (words[i - 1], words[i + 1]) not in self._neighbours:
                continue
            if doc[i + 1].is_sent_start:
                continue
            near = doc[max(0, i - _LONGEST_CUE) : i + _LONGEST_CUE]
            at = [token.i for token in near if not token.is_space]
            without = type(doc)(doc.vocab, words=[doc[k].text for k in at])
            around = ((key, at[start], at[end - 1] + 1) for key, start, end in self._matcher(without))
            found += [(key, start, end) for key, start, end in around if start < i < end]
        return found

    # ------------------------------------------------------------------------------------------------ decisions

    def decide(
        self,
        doc: Doc,
        cues: Sequence[Cue],
        clause: tuple[int, int],
        targets: Sequence[tuple[int, int]],
        *,
        base: Stance = "for",
        sentence: tuple[int, int],
    ) -> Decision:
        """The stance of what was found at `targets` (token spans), whose pattern has the stance `base`.

        `cues` are those of the whole Doc; a cue inside a target was looked for and decides nothing.
        """
        first = bisect_left(cues, (sentence[0],))
        here = list(cues[first : bisect_left(cues, (sentence[1],), lo=first)])
        if not here or not targets:
            return Decision(base)
        parts = _parts(doc, sentence)
        doubled = set(self._doubled(doc, here))
        ruling: list[tuple[Cue, Stance]] = []
        undone: list[Cue] = []
        earlier = hedged = False
        for cue in here:
            if cue.kind == "no cue" or any(a <= cue.start and cue.end <= b for a, b in targets):
                continue
            spans = self._scope(doc, cue, parts, clause)
            reached = [t for t in targets if self._reaches(doc, cue, spans, t)]
            if not reached:
                continue
            stance = KINDS[cue.kind]
            if cue in doubled:
                undone.append(cue)
            elif stance is not None:
                ruling.append((cue, self._on_base(stance, cue, base, reached, targets)))
            earlier = earlier or cue.kind == "earlier"
            hedged = hedged or cue.kind == "hedge"
        for wanted in _order(base):
            by = [cue for cue, stance in ruling if stance == wanted]
            if by:
                return _decision(doc, wanted, by, earlier, hedged)
        return _decision(doc, "for" if undone and base == "against" else base, undone, earlier, hedged)

    def _reaches(self, doc: Doc, cue: Cue, spans: Sequence[tuple[int, int]], target: tuple[int, int]) -> bool:
        start, end = target
        if start < cue.end and cue.start < end:
            # they share words: "could not [get through]"; where the find took the no for itself, it was looked for
            return _NOES.isdisjoint(lower_words(doc)[max(start, cue.start) : min(end, cue.end)])
        return any(start < b and a < end for a, b in spans)

    def _on_base(
        self,
        stance: Stance,
        cue: Cue,
        base: Stance,
        reached: Sequence[tuple[int, int]],
        targets: Sequence[tuple[int, int]],
    ) -> Stance:
        if base != "against":
            return base if base == stance else stance
        # what is bad news by its meaning is good news where all of it is denied: "not isolated"
        denied = cue.kind in _DOUBLES and len(reached) == len(targets) and all(t[0] >= cue.end for t in targets)
        return "for" if denied else "against"

    def _doubled(self, doc: Doc, here: Sequence[Cue]) -> Iterator[Cue]:
        """Pairs of cues that undo each other: "not refused", "never late"."""
        i = 0
        while i + 1 < len(here):
            one, other = here[i], here[i + 1]
            between = doc[one.end : other.start]
            if (
                self.lists[one.id].turns
                and KINDS[other.kind] == "against"
                and len(between) <= _DOUBLE_GAP
                and not self.lists[other.id].turns
                and not any(t.is_punct or t.lower_ in _BETWEEN or t.lower_ in self._stops for t in between)
            ):
                yield one
                yield other
                i += 1
            i += 1

    def _scope(
        self, doc: Doc, cue: Cue, parts: Sequence[tuple[int, int]], clause: tuple[int, int]
    ) -> list[tuple[int, int]]:
        """The token spans over which the cue rules."""
        rule = self.lists[cue.id]
        at = next((i for i, (a, b) in enumerate(parts) if a <= cue.start < b), len(parts) - 1)
        low, high = parts[at][0], next(b for _, b in parts[at:] if cue.end <= b or b == parts[-1][1])
        if clause[0] <= cue.start < clause[1]:
            # a label's value speaks of the label too, though the clause begins behind it
            low = max(low, clause[0]) if clause[0] > 0 and doc[clause[0] - 1].text not in JOINTS else low
            high = min(high, clause[1])
        if rule.where == "as an answer":
            behind_label = at > 0 and doc[parts[at][0] - 1].text in JOINTS
            near = behind_label and parts[at][0] - parts[at - 1][0] <= _LONGEST_LABEL
            return [(parts[at - 1][0] if near else low, cue.start)]
        if cue.kind == "condition":
            return self._condition(doc, cue, parts, at)
        if rule.unless_past and not self._past.isdisjoint(lower_words(doc)[low:high]):
            return []
        spans = []
        if rule.direction != "before":
            spans.append((cue.end, self._forward(doc, cue.end, high, rule.reach)))
        if rule.direction != "after":
            start = self._backward(doc, cue.start, low, rule.reach_before or rule.reach)
            if at and start <= low + 2 and lower_words(doc)[low] in _RELATIVES:
                start = self._backward(doc, low, parts[at - 1][0], rule.reach)
            spans.append((start, cue.start))
        return spans

    def _condition(self, doc: Doc, cue: Cue, parts: Sequence[tuple[int, int]], at: int) -> list[tuple[int, int]]:
        """A condition rules its own clause and the clause that hangs on it, unless that is told as past."""
        lower = lower_words(doc)
        if lower[cue.start] == "if" and not self._whether.isdisjoint(
            lower[max(parts[0][0], cue.start - GAP) : cue.start]
        ):
            return []
        low, high = parts[at]
        near = [(low, high)]
        if cue.start <= parts[0][0] + 2:
            near += parts[at + 1 : at + 2]
        else:
            near += parts[max(0, at - 1) : at]
        return [span for span in near if self._past.isdisjoint(lower[span[0] : span[1]])]

    def _forward(self, doc: Doc, start: int, end: int, reach: int | None) -> int:
        words = 0
        lower = lower_words(doc)
        for i in range(start, end):
            word = lower[i]
            after = lower[i + 1] if i + 1 < end else ""
            if word in self._stops or f"{word} {after}" in self._stop_pairs:
                return i
            if word == "," and (after in self._after_comma or after.endswith("ed")):
                return i
            if word in {"and", "&", "+"} and after in self._after_comma:
                return i
            if reach:
                words += not doc[i].is_punct
                if words >= reach:
                    return i + 1
        return end

    def _backward(self, doc: Doc, start: int, low: int, reach: int | None) -> int:
        words = 0
        lower = lower_words(doc)
        for i in range(start - 1, low - 1, -1):
            word = lower[i]
            near = i == start - 1
            if word in self._stops_back and not (near and word in _RELATIVES):
                return i if near else i + 1
            if word in {",", "("} and not near:
                return i + 1
            if word in {"and", "&", "+"} and (lower[i + 1] in self._after_comma or lower[i + 1] in _HELPERS):
                return i + 1
            if reach:
                words += not doc[i].is_punct
                if words >= reach:
                    return i
        return low


_NOES = frozenset({"not", "n't", "n’t", "nt", "no", "never", "nothing", "nobody", "none"})
_RELATIVES = frozenset({"which", "that", "who"})
_HELPERS = frozenset({"would", "did", "does", "do", "could", "can", "ca", "wo", "should", "must"})
_BETWEEN = frozenset({"and", "or", "nor", "but", "&"})


def _as_in_a_sentence(nlp: Language, word: str) -> Doc:
    """The tokens of a cue. One like "'ll" is cut off as it is in a sentence only when a word stands before it."""
    for doer in ("I", "she", "they") if word[0] in "'’" else ():
        doc = nlp.make_doc(doer + word)
        if doc[0].text == doer:
            return doc[1:].as_doc()
    return nlp.make_doc(word)


def _order(base: Stance) -> tuple[Stance, ...]:
    """Which stance wins where cues disagree: what did not happen weighs more than what is meant to."""
    return ("for", "against", "planned") if base == "against" else ("against", "planned")


def _decision(doc: Doc, stance: Stance, cues: Sequence[Cue], earlier: bool, hedged: bool) -> Decision:
    words = tuple(dict.fromkeys(doc[cue.start : cue.end].text for cue in cues))
    return Decision(stance, words, tuple(dict.fromkeys(cue.kind for cue in cues)), earlier, hedged)


def _parts(doc: Doc, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """The clauses of the sentence; a short label and the clause behind it are one: "Supervision - cancelled"."""
    parts = [*clauses_of(doc, *sentence)] if sentence[1] > sentence[0] else [sentence]
    if len(parts) > 1 and parts[0][1] - parts[0][0] <= _LONGEST_LABEL and doc[parts[0][1] - 1].text in JOINTS:
        parts[:2] = [(parts[0][0], parts[1][1])]
    return parts
