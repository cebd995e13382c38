"""Passages that stand in an earlier note, word for word or nearly; and evidence that was only carried forward.

Every run of a few words of a note is looked up among the runs of the notes before it, so the work grows with the
length of the case and not with its square. A hit is followed as far as the words agree; hits that lie close behind
each other in both notes are one passage, and rapidfuzz tells how alike the two are.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from notescan.model import CaseFile, Evidence, Note
from notescan.over_time import Repeat
from notescan.values import Rest

SEED = 5
"""A run of so many words is looked up: shorter ones are everyday English."""
LEAST_WORDS = 14
"""Shorter passages are habits of speech; so are the answers on a form."""
LEAST_LIKENESS = 0.8
_GAP = 6
_NOTE_LIKENESS = 0.75
_NOTE_WORDS = 25
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLOSE = re.compile(r"[.!?,;:%\"”’')\]]*")
_SHORT_ANSWER = re.compile(r"^[^:?\n]{1,70}[:?]\s*(?:\S+\s*){0,3}$")
_FOOTER = re.compile(
    r"\b(?:confidential|disclaimer|intended recipient|intended (?:solely|only) for|unsubscribe|virus(?:es)?|"
    r"please consider the environment)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage in words of `Words`: it stands at `later` to `later_end`, and earlier at `earlier` to `earlier_end`."""

    later: int
    later_end: int
    earlier: int
    earlier_end: int
    same: int
    """How many of the later words agree with the earlier ones, in their order."""


class Words:
    """The words of a case in the order of time: each a number, with its place in the text and its note."""

    def __init__(self, case: CaseFile) -> None:
        self.case = case
        self.notes: list[Note] = in_time(case.notes)
        self.ids: list[int] = []
        self.first: list[int] = []
        """For each note of `notes`, the index of its first word; one more at the end."""
        self.lines: list[int] = []
        """The words that begin a line; one more at the end."""
        number = _Numbers().__getitem__
        for note in self.notes:
            self.first.append(len(self.ids))
            for line in case.text[note.body : note.end].split("\n"):
                self.lines.append(len(self.ids))
                self.ids.extend(chain.from_iterable(map(number, line.split())))
        self.first.append(len(self.ids))
        self.lines.append(len(self.ids))
        self._spans: dict[int, list[tuple[int, int]]] = {}

    def span(self, word: int) -> tuple[int, int]:
        """Where a word begins and ends in the text."""
        at = self.note_of(word)
        if at not in self._spans:
            note = self.notes[at]
            self._spans[at] = [found.span() for found in _WORD.finditer(self.case.text, note.body, note.end)]
        return self._spans[at][word - self.first[at]]

    @cached_property
    def seeds(self) -> list[int]:
        """For each word that begins a run of `SEED` words, a number for the run."""
        ids = self.ids
        return list(map(hash, zip(*(ids[shift:] for shift in range(SEED)), strict=False)))

    @cached_property
    def again(self) -> list[int]:
        """The words, in order, that begin a run which stands in the case more than once."""
        seen: set[int] = set()
        twice: set[int] = set()
        for seed in self.seeds:
            if seed in seen:
                twice.add(seed)
            else:
                seen.add(seed)
        return [at for at, seed in enumerate(self.seeds) if seed in twice]

    def note_of(self, word: int) -> int:
        """The index in `notes` of the note that holds that word."""
        return bisect_right(self.first, word) - 1

    def rest(self, start: int, end: int, says: str) -> Rest:
        """The words `start` to `end` as something that a finding rests on."""
        note = self.notes[self.note_of(start)]
        at, until = self.span(start)[0], _CLOSE.match(self.case.text, self.span(end - 1)[1], note.end).end()  # type: ignore[union-attr]
        quote = self.case.text[at:until]
        return Rest(
            says=says, note=note.id, start=at, end=until, quote=quote, date=note.date, place=self.case.place(at)
        )


class _Numbers(dict[str, tuple[int, ...]]):
    """The numbers of the words in each piece of text between blanks, given as they are met."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, int] = {}

    def __missing__(self, chunk: str) -> tuple[int, ...]:
        known = self._known
        self[chunk] = found = tuple(known.setdefault(word.lower(), len(known)) for word in _WORD.findall(chunk))
        return found


_last: deque[Words] = deque(maxlen=1)


def words_of(case: CaseFile) -> Words:
    """The words of `case`, made once for all who ask in turn."""
    if not _last or _last[0].case is not case:
        _last.append(Words(case))
    return _last[0]


def in_time(notes: Sequence[Note]) -> list[Note]:
    """The notes by date; one without a date stays behind the note that it follows in the file.

    Files that are written newest first are read from their end, so that notes of one day keep their order.
    """
    dated = [note.date for note in notes if note.date]
    down = sum(a > b for a, b in itertools.pairwise(dated))
    up = sum(a < b for a, b in itertools.pairwise(dated))
    ordered = list(reversed(notes)) if down > up else list(notes)
    keyed: list[tuple[dt.date, Note]] = []
    last = dt.date.min
    for note in ordered:
        last = note.date or last
        keyed.append((last, note))
    return [note for _, note in sorted(keyed, key=lambda pair: pair[0])]


def passages(words: Words, notes: Iterable[int], earlier: Iterable[int], *, gap: int = _GAP) -> Iterator[Passage]:
    """For each of `notes`, the passages that stand in one of `earlier` that comes before it (indexes in `words.notes`).

    Where several notes have the words, the nearest before it counts. Passages of one note come in order.
    """
    sources = set(earlier)
    wanted = set(notes)
    if not wanted:
        return
    seeds, again = words.seeds, words.again
    stands: dict[int, int] = {}
    for index in range(min(sources | wanted), max(wanted) + 1):
        first, last = words.first[index], words.first[index + 1]
        some = again[bisect_left(again, first) : bisect_right(again, last - SEED)]
        if index in wanted and some:
            yield from _joined(words, _runs(words, some, last, stands), gap)
        if index in sources:
            for at in some:
                stands[seeds[at]] = at


def _runs(words: Words, some: Iterable[int], last: int, stands: dict[int, int]) -> Iterator[Passage]:
    """Runs of equal words that begin at one of `some`, each as long as it goes, but not beyond `last`."""
    ids, seeds = words.ids, words.seeds
    done = 0
    for at in some:
        there = stands.get(seeds[at]) if at >= done else None
        if there is None or ids[there : there + SEED] != ids[at : at + SEED]:
            continue
        stop = words.first[words.note_of(there) + 1]
        length = SEED
        while at + length < last and there + length < stop and ids[at + length] == ids[there + length]:
            length += 1
        kept = length - _hanging(words, at, at + length)
        if kept >= SEED:
            yield Passage(at, at + kept, there, there + kept, kept)
        done = at + length


def _hanging(words: Words, start: int, end: int) -> int:
    """How many words at the end stand alone on a line of their own: the next line began alike, no more."""
    after = bisect_right(words.lines, end - 1)
    hanging = end - words.lines[after - 1]
    goes_on = words.lines[after] > end
    return hanging if goes_on and hanging < min(3, end - start) else 0


def _joined(words: Words, runs: Iterable[Passage], gap: int) -> Iterator[Passage]:
    """Runs that follow each other within `gap` words in the later note and in one earlier note, as one."""
    last: Passage | None = None
    for run in runs:
        if (
            last is not None
            and 0 <= run.later - last.later_end <= gap
            and 0 <= run.earlier - last.earlier_end <= gap
            and words.note_of(last.earlier) == words.note_of(run.earlier)
        ):
            last = Passage(last.later, run.later_end, last.earlier, run.earlier_end, last.same + run.same)
            continue
        if last is not None:
            yield last
        last = run
    if last is not None:
        yield last


def find_repeats(case: CaseFile, *, words: Words | None = None, least_words: int = LEAST_WORDS) -> list[Repeat]:
    """The passages of at least `least_words` words that stand in an earlier note, in the order of time.

    A whole note that stands twice on one day (the same meeting recorded for each brother and sister) is one find of
    the kind "note". Headers, answers of a word or two on a form, and the small print under emails do not count.
    """
    words = words or words_of(case)
    every = range(len(words.notes))
    by_note: dict[int, list[Passage]] = defaultdict(list)
    for passage in passages(words, every, every):
        by_note[words.note_of(passage.later)].append(passage)
    found: list[Repeat] = []
    for index, some in by_note.items():
        twin = _twin(words, index, some)
        if twin is not None:
            found.append(twin)
            continue
        for passage in some:
            if passage.later_end - passage.later < least_words or _told(words, passage) < least_words:
                continue
            likeness = _likeness(words, passage)
            if likeness >= LEAST_LIKENESS:
                found.append(_repeat(words, passage, likeness))
    return found


def repeats_of(case: CaseFile) -> list[Repeat]:
    """The repeats of `case`, found once for all who ask in turn."""
    if not _found or _found[0][0] is not case:
        _found.append((case, find_repeats(case)))
    return _found[0][1]


_found: deque[tuple[CaseFile, list[Repeat]]] = deque(maxlen=1)


def _twin(words: Words, index: int, some: Sequence[Passage]) -> Repeat | None:
    """The note as a whole, where an earlier one of the same day says the same."""
    note = words.notes[index]
    first, last = words.first[index], words.first[index + 1]
    if note.date is None or last - first < _NOTE_WORDS:
        return None
    shared: dict[int, int] = defaultdict(int)
    for passage in some:
        shared[words.note_of(passage.earlier)] += passage.same
    other, count = max(shared.items(), key=lambda pair: pair[1])
    if words.notes[other].date != note.date or count < (last - first) / 2:
        return None
    whole = Passage(first, last, words.first[other], words.first[other + 1], count)
    likeness = _likeness(words, whole)
    return _repeat(words, whole, likeness, kind_note=True) if likeness >= _NOTE_LIKENESS else None


def _likeness(words: Words, passage: Passage) -> float:
    """How alike the two places are, 0 to 1: the words that agree in order, out of all."""
    from rapidfuzz.distance import Indel

    later = words.ids[passage.later : passage.later_end]
    earlier = words.ids[passage.earlier : passage.earlier_end]
    return 1.0 if later == earlier else round(Indel.normalized_similarity(later, earlier), 3)


def _told(words: Words, passage: Passage) -> int:
    """How many words of the passage tell something: short answers on a form and small print left out."""
    start, end = words.span(passage.later)[0], words.span(passage.later_end - 1)[1]
    text = words.case.text
    count, at = 0, start
    for line in text[start:end].splitlines(keepends=True):
        if not _SHORT_ANSWER.match(line.strip()) and not _FOOTER.search(_whole_line(text, at)):
            count += len(_WORD.findall(line))
        at += len(line)
    return count


def _whole_line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]


def _repeat(words: Words, passage: Passage, likeness: float, *, kind_note: bool = False) -> Repeat:
    return Repeat(
        earlier=words.rest(passage.earlier, passage.earlier_end, "stood here first"),
        later=words.rest(passage.later, passage.later_end, "stands here again"),
        words=passage.later_end - passage.later,
        likeness=likeness,
        kind="note" if kind_note else "passage",
    )


def copied(evidence: Iterable[Evidence], repeats: Sequence[Repeat]) -> dict[str, Rest]:
    """By id, the evidence that only repeats an earlier note, with the place where its words stood before.

    Evidence counts as copied where nine tenths of its quote lie in a repeated passage.
    """
    by_start = sorted(repeats, key=lambda repeat: repeat.later.start)
    starts = [repeat.later.start for repeat in by_start]
    found: dict[str, Rest] = {}
    for item in evidence:
        after = bisect_left(starts, item.end)
        for repeat in reversed(by_start[max(0, after - 2) : after]):
            inside = min(item.end, repeat.later.end) - max(item.start, repeat.later.start)
            if inside >= 0.9 * (item.end - item.start):
                found[item.id] = _origin(item, repeat)
                break
    return found


def _origin(item: Evidence, repeat: Repeat) -> Rest:
    """The same words in the earlier note; the earlier passage as a whole where they were changed a little."""
    says = "the same note for another child" if repeat.kind == "note" else "copied from here"
    at = repeat.earlier.quote.find(item.quote)
    if at < 0:
        return repeat.earlier.model_copy(update={"says": says})
    start = repeat.earlier.start + at
    return repeat.earlier.model_copy(
        update={"says": says, "start": start, "end": start + len(item.quote), "quote": item.quote}
    )


def mark_copied(case: CaseFile, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, each item that only repeats an earlier note with the place where its words stood before."""
    origin = copied(evidence, repeats_of(case))
    return [e.model_copy(update={"copied_from": origin[e.id]}) if e.id in origin else e for e in evidence]
