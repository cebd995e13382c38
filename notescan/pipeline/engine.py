"""From a note's words to evidence: the steps of the pipeline, put together once and used by every component."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from notescan.model import Note, Roster, Stance
from notescan.pipeline import sentences
from notescan.pipeline.analysis import Clause, Found, Reading, Sentence, spans_by_concept
from notescan.pipeline.clauses import clauses_of
from notescan.pipeline.concepts import ConceptFinder
from notescan.pipeline.doc_words import lower_words, text_of, token_places
from notescan.pipeline.library import Concept, Pattern
from notescan.pipeline.matching import Match, PatternIndex, unless_key, words_key
from notescan.pipeline.people import mentions
from notescan.pipeline.quoting import at_most, trimmed
from notescan.pipeline.stance import Cue, StanceRules
from notescan.pipeline.subjects import clause_roles

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from notescan.pipeline.worth import Worth

_SIBLINGS = frozenset(
    {"sister", "brother", "sibling", "twin", "half-sister", "half-brother", "stepsister", "stepbrother"}
)
_WRITERS = frozenset({"worker", "manager"})
_TOLD = frozenset({"told", "tells", "showed", "shows", "asked", "asks", "gave", "said"})
_WRITER = frozenset({"me", "us", "sw", "pa", "fsw"})
_MOST_HEADERS = 2000
_NORMS = frozenset({"must", "should", "ought", "shall"})
_WEIGHT: dict[str, int] = {"for": 0, "planned": 1, "against": 2}


class Engine:
    """Concepts, patterns and stance of one area, ready to read Docs."""

    def __init__(
        self,
        nlp: Language,
        concepts: Mapping[str, Concept],
        patterns: Sequence[Pattern],
        rules: StanceRules,
        worth: Worth | None = None,
    ) -> None:
        own = {words_key(p): Concept(id=words_key(p), means=p.means, words=p.words) for p in patterns if p.words} | {
            unless_key(p): Concept(id=unless_key(p), means=p.means, words=p.unless_words)
            for p in patterns
            if p.unless_words
        }
        self.finder = ConceptFinder(nlp, {**concepts, **own})
        self.index = PatternIndex(patterns)
        self._tokenizer = nlp.tokenizer
        self._headers: dict[str, frozenset[str]] = {}
        self.rules = rules
        self.worth = worth

    def read(self, doc: Doc, *, roster: Roster | None = None, note: Note | None = None) -> list[Found]:
        """All evidence in a Doc whose sentences are set, in the order of the text."""
        return self.judge(doc, self.prepare(doc, roster=roster, note=note), note=note)

    def judge(self, doc: Doc, reading: Reading, *, note: Note | None = None) -> list[Found]:
        """The evidence in a note that was read: its stance and its worth; none in guidance."""
        if self.is_guidance(doc, reading, note=note):
            return []
        items = {
            at: self._merged(doc, sentence, reading.matches[at], reading.cues)
            for at, sentence in enumerate(reading.sentences)
            if not sentence.line.heading
        }
        if self.worth:
            return self.worth.weigh(doc, reading, items)
        return [item for some in items.values() for item in some]

    def is_guidance(self, doc: Doc, reading: Reading, *, note: Note | None = None) -> bool:
        """Whether the note is guidance pasted into a case file (`Reading.is_guidance`)."""
        return reading.is_guidance(lower_words(doc), signed=note is not None and note.author is not None)

    def prepare(self, doc: Doc, *, roster: Roster | None = None, note: Note | None = None) -> Reading:
        """All that is known of a note before stance and worth are decided: sentences, stance words, patterns met."""
        if note is not None:
            doc.user_data["notescan.note"] = note
        sentences = self.analyse(doc, roster=roster or Roster(), note=note)
        kind = note.kind if note is not None else None
        setting = self._setting(note)
        title = frozenset(name.partition(":")[2] for name in setting if name.startswith("type:"))
        matches: list[list[Match]] = []
        around = self.index.of_note(kind, title)
        before = earlier = 0
        for sentence in sentences:
            if sentence.line.heading:
                matches.append([])
                continue
            met, behind = self.index.match(sentence, around | before | earlier)
            matches.append(met)
            before, earlier = behind, before
        words = lower_words(doc)
        ends = [sentence.end for sentence in sentences]
        places = ((at, bisect_right(ends, at)) for at, word in enumerate(words) if word in _NORMS)
        norms = frozenset(k for at, k in places if k < len(ends) and sentences[k].start <= at)
        return Reading(kind, sentences, matches, self.rules.cues(doc), setting, norms, words)

    def _setting(self, note: Note | None) -> frozenset[str]:
        if note is None:
            return frozenset()
        if not (note.type or note.role or note.title):
            return frozenset() if note.date else frozenset({"undated"})
        header = f"{note.type or ''} {note.title or ''}".strip() or "."
        told = {f"type:{name}" for name in self._named_in(header)}
        if note.role and "manager" in note.role.lower():
            told.add("author:manager")
        return frozenset(told)

    def _named_in(self, header: str) -> frozenset[str]:
        """The concepts in the type and title of a note: most notes of a case have one of a few."""
        found = self._headers.get(header)
        if found is None:
            if len(self._headers) >= _MOST_HEADERS:
                self._headers.clear()
            hits = self.finder.find(self._tokenizer(header))
            found = self._headers[header] = frozenset(name for _, names in hits for name in names)
        return found

    def analyse(self, doc: Doc, *, roster: Roster, note: Note | None = None) -> list[Sentence]:
        """The sentences of a Doc with their clauses, people, concepts and labels."""
        lines = doc.user_data.get("notescan.lines") or sentences.split(text_of(doc))
        starts_at, _ = token_places(doc)
        spans = [(bisect_left(starts_at, line.start), bisect_left(starts_at, line.end)) for line in lines]
        said = mentions(doc, roster, note)
        said_starts = [m.start for m in said]
        people = ((m.start, m.end, (m.role, "sibling") if m.relation in _SIBLINGS else (m.role,)) for m in said)
        hits = self.finder.find(doc, people)
        hit_starts = [span[0] for span, _ in hits]
        cut = [clauses_of(doc, start, end) if end > start else [] for start, end in spans]
        roles = iter(clause_roles(doc, [clause for some in cut for clause in some], said))
        words = lower_words(doc)
        ends = {end for _, end in spans}
        # the sentences whose end lies within a phrase, one word before its own
        crossed = {span[1] - 1 for span, _ in hits if span[1] - 1 in ends and span[0] < span[1] - 1}
        labels: dict[tuple[int, int], frozenset[str]] = {}
        result = []
        for line, (start, end), some in zip(lines, spans, cut, strict=True):
            label: frozenset[str] = frozenset()
            label_end = start
            if line.label:
                a, b = bisect_left(starts_at, line.label[0]), bisect_left(starts_at, line.label[1])
                if (a, b) not in labels:
                    labels[a, b] = frozenset(spans_by_concept(hits, hit_starts, a, b))
                label = labels[a, b]
                label_end = b if line.own else start
            clauses = []
            whole = spans_by_concept(hits, hit_starts, start, end)
            for first, last in some:
                role = next(roles)
                if _told_the_writer(words, first, last):
                    # "I sat with Leon. Told me about the den": the writer can't be who told
                    last_said = bisect_left(said_starts, first) - 1
                    before = (said[i].role for i in range(last_said, -1, -1) if said[i].role not in _WRITERS)
                    role = role._replace(subject=next(before, None), reports=True)
                voice = role.speaker if role.quoted and role.speaker else role.reporter
                # "happiest when | the music starts": a phrase may end on the word that begins the next clause
                same = last - first == end - start and last not in crossed
                clauses.append(
                    Clause(
                        start=first,
                        end=last,
                        subject=role.subject,
                        voice=voice,
                        found=whole if same else spans_by_concept(hits, hit_starts, first, last, over=1),
                        account=voice or (role.subject if role.reports else None),
                        agent=role.agent,
                    )
                )
            if line.own:
                clauses = _value_clauses(clauses, label_end)
            result.append(Sentence(start, end, line, clauses, whole, label, label_end))
        return result

    def _merged(self, doc: Doc, sentence: Sentence, matches: list[Match], cues: list[Cue]) -> list[Found]:
        """One item for each tip and stance that the sentence is evidence for, naming every pattern that found it."""
        by_clause: dict[tuple[str, int], list[tuple[Stance, Match, tuple[str, ...]]]] = {}
        for match in matches:
            stance, why = self._stance(doc, sentence, match, cues)
            if stance is not None:
                by_clause.setdefault((match.pattern.tip, match.clause.start), []).append((stance, match, why))
        merged: dict[tuple[str, Stance], list[tuple[Match, tuple[str, ...]]]] = {}
        for (tip, _), some in by_clause.items():
            # where the words themselves are the evidence, their stance stands
            sure = [entry for entry in some if not entry[1].pattern.context]
            top = max((stance for stance, _, _ in sure or some), key=lambda s: _WEIGHT[s])
            # the patterns of the winning stance come first: they give the quote and the reason; all are named
            ranked = sorted(some, key=lambda entry: entry[0] != top)
            merged.setdefault((tip, top), []).extend((m, why if stance == top else ()) for stance, m, why in ranked)
        return [_item(doc, sentence, tip, stance, some) for (tip, stance), some in merged.items()]

    def _stance(
        self, doc: Doc, sentence: Sentence, match: Match, cues: list[Cue]
    ) -> tuple[Stance | None, tuple[str, ...]]:
        pattern = match.pattern
        if not pattern.context:
            return pattern.stance, ()
        clause = (match.clause.start, match.clause.end)
        decided = self.rules.decide(
            doc,
            cues,
            clause,
            list(match.targets),
            base=pattern.stance,
            sentence=(sentence.start, sentence.end),
        )
        if decided.earlier and not pattern.history:
            return None, ()
        return decided.stance, decided.words


def _told_the_writer(words: list[str], first: int, last: int) -> bool:
    """Whether a clause without a subject says that somebody told or showed the writer something."""
    return last - first >= 2 and words[first] in _TOLD and words[first + 1] in _WRITER


def _value_clauses(clauses: list[Clause], label_end: int) -> list[Clause]:
    """The clauses of a label's value, each with what the label names: "Supervision: cancelled" is one statement."""
    if not clauses or clauses[0].end < label_end or len(clauses) == 1:
        return clauses
    head = {name: spans for name, spans in clauses[0].found.items() if spans[0][0] < label_end}
    for clause in clauses[1:]:
        clause.found = {**head, **clause.found}
    return clauses[1:]


def _item(doc: Doc, sentence: Sentence, tip: str, stance: Stance, some: list[tuple[Match, tuple[str, ...]]]) -> Found:
    first = some[0][0]
    quote = {
        "sentence": (sentence.start, sentence.end),
        "clause": (first.clause.start, first.clause.end),
    }.get(first.pattern.quote, (min(s for s, _ in first.targets), max(e for _, e in first.targets)))
    start, end = trimmed(doc, *at_most(doc, *quote, first.targets))
    patterns = tuple({match.pattern.id: match.pattern for match, _ in some}.values())
    why = tuple(dict.fromkeys(word for _, words in some for word in words))
    strength: Literal["strong", "possible"] = "strong" if any(p.strength == "strong" for p in patterns) else "possible"
    return Found(tip, stance, start, end, (sentence.start, sentence.end), patterns, why, strength)
