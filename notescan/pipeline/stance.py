"""For, against or planned: what the words around a find say of it, by rules that an audit lead can read.

`patterns/stance.yaml` lists the cues: words that deny, refuse, call off, plan, ask for. A cue rules the words after it,
before it, or both, as far as its clause and its reach go. Longer cues win over shorter ones inside them, so a phrase
listed as `no cue` ("no doubt") takes its words out of play. The manner is that of NegEx and ConText.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from notescan.model import Stance
from notescan.pipeline.clauses import clauses_of
from notescan.pipeline.stance_file import StanceFile, load_stance_file, wordings

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
_RANK = {"as an answer": 0, "": 2}
_DOUBLES = {"negation", "absence"}
_JOINTS = frozenset({"-", "–", "—", ":", "?"})
_LONGEST_LABEL = 9
_GAP = 4
_DOUBLE_GAP = 2
_YEARS_BACK = 2


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
        self._rests: dict[int, list[tuple[str, ...]]] = {}
        for entry in self.file.cues:
            whole = [w for word in entry.words if " ... " not in word for w in wordings(word)]
            if whole:
                self._add(nlp, entry.id, entry.kind, entry.where or "", whole)
            for word in entry.words:
                first, gap, rest = word.partition(" ... ")
                if gap:
                    key = f"{entry.id} {word}"
                    self._add(nlp, entry.id, entry.kind, "gap", list(wordings(first)), key)
                    self._rests[nlp.vocab.strings[key]] = [
                        tuple(t.lower_ for t in nlp.make_doc(w)) for w in wordings(rest)
                    ]
        self._stops = frozenset(self.file.stops)
        self._stops_back = frozenset(self.file.stops_back) | self._stops
        self._past = frozenset(self.file.past)
        self._after_comma = frozenset(self.file.stops_after_comma) | self._past
        self._doers = frozenset(self.file.doers)
        self._not_doers = frozenset(self.file.not_doers)
        self._not_verbs = frozenset(self.file.not_verbs)

    def _add(self, nlp: Language, id_: str, kind: str, where: str, words: list[str], key: str | None = None) -> None:
        key = key or id_
        # "'ll" is a token only behind a word
        docs = [nlp.make_doc("I" + w)[1:].as_doc() if w[0] in "'’" else nlp.make_doc(w) for w in words]
        self._matcher.add(key, docs)
        self._of_key[nlp.vocab.strings[key]] = (kind, id_, where, _RANK.get(where, 1))

    # ------------------------------------------------------------------------------------------------ cues

    def cues(self, doc: Doc) -> list[Cue]:
        """All cues of a Doc in the order of the text, none overlapping: the longest wins."""
        of_key = self._of_key
        # of two lists with the same words, the one that asks more of the place comes first
        found = sorted((start, -end, of_key[key][3], key) for key, start, end in self._matcher(doc))
        kept: list[Cue] = []
        for start, minus_end, _, key in found:
            end = -minus_end
            last = kept[-1] if kept else None
            if last is not None and start < last.end and end - start <= last.end - last.start:
                continue
            kind, id_, where, _ = of_key[key]
            if where and not self._stands(doc, start, end, where, key):
                continue
            while kept and start < kept[-1].end:
                kept.pop()
            kept.append(Cue(start, end, kind, id_))
        return kept

    def _stands(self, doc: Doc, start: int, end: int, where: str, key: int) -> bool:
        """Whether the words are a cue in this place, as their list's `where` asks."""
        match where:
            case "gap":
                return any(self._follows(doc, end, rest) for rest in self._rests[key])
            case "in small letters":
                return doc[start].is_lower or self._first(doc, start) and not self._tells_past(doc, end)
            case "as an answer":
                return _is_answer(doc, start, end)
            case "first word":
                return self._first(doc, start) and end < len(doc) and not self._tells_past(doc, end)
            case "after a doer":
                return self._after_doer(doc, start)
            case "before a date":
                return end < len(doc) and _is_day(doc, end)
            case "not before a number":
                return end >= len(doc) or not (doc[end].is_digit or _is_number_stop(doc, end))
            case "a year long before the note":
                return _long_before(doc, end)
        return True

    def _follows(self, doc: Doc, at: int, rest: tuple[str, ...]) -> bool:
        for i in range(at, min(at + _GAP, len(doc))):
            if doc[i].lower_ == rest[0]:
                return all(i + k < len(doc) and doc[i + k].lower_ == word for k, word in enumerate(rest))
            if doc[i].is_punct and doc[i].text not in {"'", "-", "&"}:
                return False
        return False

    def _first(self, doc: Doc, at: int) -> bool:
        token = doc[at]
        before = doc[at - 1] if at else None
        return before is None or bool(token.is_sent_start) or before.is_space or before.text in _STARTERS

    def _tells_past(self, doc: Doc, at: int) -> bool:
        word = doc[at].lower_ if at < len(doc) else ""
        return word in self._past or word.endswith("ed") or word in {"'s", "’s", "is", "has"}

    def _after_doer(self, doc: Doc, start: int) -> bool:
        """Whether "to" follows someone who shall do it, "SW to chase", and a verb follows."""
        verb = start + 1
        if verb >= len(doc) or not doc[verb].is_lower or doc[verb].lower_ in self._not_verbs:
            return False
        passive = doc[verb].lower_ == "be"
        seen = 0
        for i in range(start - 1, max(-1, start - 9), -1):
            token, word = doc[i], doc[i].lower_
            if token.is_punct and token.text not in {"&", "/", "'", "’"} or token.is_space or word in _LEADS:
                break
            if word in self._not_doers or (word.endswith(("ed", "ing")) and (token.is_lower or seen == 0)):
                return False
            if not (word in self._doers or token.text[0].isupper() or passive and token.is_lower):
                return False
            seen += 1
            if token.is_sent_start:
                break
        return seen > 0

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
            reached = [t for t in targets if any(t[0] < b and a < t[1] for a, b in spans)]
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

    def _on_base(
        self, stance: Stance, cue: Cue, base: Stance, reached: Sequence[tuple[int, int]], targets: Sequence[tuple[int, int]]
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
        low, high = parts[at]
        if clause[0] <= cue.start < clause[1]:
            # a label's value speaks of the label too, though the clause begins behind it
            low = max(low, clause[0]) if clause[0] > 0 and doc[clause[0] - 1].text not in _JOINTS else low
            high = min(high, clause[1])
        if rule.where == "as an answer":
            return [(low, high)]
        if cue.kind == "condition":
            return self._condition(doc, cue, parts, at)
        if rule.unless_past and any(t.lower_ in self._past for t in doc[low:high]):
            return []
        spans = []
        if rule.direction != "before":
            spans.append((cue.end, self._forward(doc, cue.end, high, rule.reach)))
        if rule.direction != "after":
            start = self._backward(doc, cue.start, low, rule.reach_before or rule.reach)
            if at and start <= low + 2 and doc[low].lower_ in {"which", "that", "who"}:
                start = self._backward(doc, low, parts[at - 1][0], rule.reach)
            spans.append((start, cue.start))
        return spans

    def _condition(self, doc: Doc, cue: Cue, parts: Sequence[tuple[int, int]], at: int) -> list[tuple[int, int]]:
        """A condition rules its own clause and the clause that hangs on it, unless that is told as past."""
        low, high = parts[at]
        near = [(low, high)]
        if cue.start <= parts[0][0] + 2:
            near += parts[at + 1 : at + 2]
        else:
            near += parts[max(0, at - 1) : at]
        return [span for span in near if not any(t.lower_ in self._past for t in doc[span[0] : span[1]])]

    def _forward(self, doc: Doc, start: int, end: int, reach: int | None) -> int:
        words = 0
        for i in range(start, end):
            token, word = doc[i], doc[i].lower_
            after = doc[i + 1].lower_ if i + 1 < end else ""
            if word in self._stops:
                return i
            if word == "," and (after in self._after_comma or after.endswith("ed")):
                return i
            if word in {"and", "&", "+"} and after in self._after_comma:
                return i
            words += not token.is_punct
            if reach and words >= reach:
                return i + 1
        return end

    def _backward(self, doc: Doc, start: int, low: int, reach: int | None) -> int:
        words = 0
        for i in range(start - 1, low - 1, -1):
            word = doc[i].lower_
            if word in self._stops_back and i < start - 1 or word in {",", "("} and i < start - 1:
                return i + 1
            words += not doc[i].is_punct
            if reach and words >= reach:
                return i
        return low


_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)")
_MONTHS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_DAYS = frozenset("mon tue wed thu fri sat sun".split())
_STARTERS = frozenset({":", ";", "-", "–", "—", "•", "*", ".", ")", "►", "(", "?", "!", "…", ">", ","})
_LEADS = frozenset({"that", "agreed", "so", "then", "also", "plan", "action", "for"})
_BETWEEN = frozenset({"and", "or", "nor", "but", "&"})


def _order(base: Stance) -> tuple[Stance, ...]:
    """Which stance wins where cues disagree: what did not happen weighs more than what is meant to."""
    return ("for", "against", "planned") if base == "against" else ("against", "planned")


def _decision(doc: Doc, stance: Stance, cues: Sequence[Cue], earlier: bool, hedged: bool) -> Decision:
    words = tuple(dict.fromkeys(doc[cue.start : cue.end].text for cue in cues))
    return Decision(stance, words, tuple(dict.fromkeys(cue.kind for cue in cues)), earlier, hedged)


def _parts(doc: Doc, sentence: tuple[int, int]) -> list[tuple[int, int]]:
    """The clauses of the sentence; a short label and the clause behind it are one: "Supervision - cancelled"."""
    parts = clauses_of(doc, *sentence) if sentence[1] > sentence[0] else [sentence]
    if len(parts) > 1 and parts[0][1] - parts[0][0] <= _LONGEST_LABEL and doc[parts[0][1] - 1].text in _JOINTS:
        parts[:2] = [(parts[0][0], parts[1][1])]
    return parts


def _is_answer(doc: Doc, start: int, end: int) -> bool:
    """Whether the words stand alone, as behind a label: before a stop or the end, or after a colon, a dash, a query."""
    after = doc[end] if end < len(doc) else None
    stands_alone = after is None or after.is_punct or after.is_space or bool(after.is_sent_start)
    return stands_alone and (start == 0 or doc[start].is_sent_start is True or doc[start - 1].text in _JOINTS)


def _is_day(doc: Doc, at: int) -> bool:
    """Whether a day begins at `at`: 9/2, 14.03.25, 9 May, the 14th, May, Friday, Weds."""
    word = doc[at].lower_
    after = doc[at + 1].lower_[:3] if at + 1 < len(doc) else ""
    if _DATE.fullmatch(word):
        return True
    if word[:3] in _MONTHS | _DAYS and doc[at].text[0].isupper():
        return True
    return word.isdigit() and len(word) <= 2 and (after in _MONTHS or after in {"st", "nd", "rd", "th"})


def _is_number_stop(doc: Doc, at: int) -> bool:
    return doc[at].text == "." and at + 1 < len(doc) and doc[at + 1].is_digit


def _long_before(doc: Doc, end: int) -> bool:
    """Whether the year that ends at `end` lies well before the note; so it is held to where the note has no date."""
    note = doc.user_data.get("notescan.note")
    date = getattr(note, "date", None)
    return date is None or int(doc[end - 1].text) <= date.year - _YEARS_BACK
