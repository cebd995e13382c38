"""Who does it: the verb of a clause, its subject, and the agent of a passive. spaCy's blank pipeline parses nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Literal

from notescan.model import Role
from notescan.pipeline.doc_words import sentence_starts
from notescan.pipeline.people import Mention, is_label
from notescan.pipeline.who_quotes import speech
from notescan.pipeline.who_words import load_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

How = Literal["own", "label", "inherited", "author", "none"]

_HAVE_SUBJECT = frozenset("there it this".split())
_AUTHOR = Mention(0, 0, "worker", None, "author")


class Sentence:
    """What one sentence has told so far."""

    __slots__ = ("reporter", "reporter_needs_opener", "subject")

    def __init__(self) -> None:
        self.subject: Mention | None = None
        self.reporter: Role | None = None
        self.reporter_needs_opener = False


class Actors:
    """The words of one note, its mentions, and who acts in a stretch of it."""

    def __init__(self, doc: Doc, clauses: list[tuple[int, int]], mentions: list[Mention]) -> None:
        self.doc = doc
        self.words = load_words()
        self.according = frozenset(phrase[0] for phrase in self.words.according_to)
        self.clauses = clauses
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self.quotes, self.transcript, self.lower = speech(doc)
        self.sentences = sentence_starts(doc)
        self.lines = [i for i, low in enumerate(self.lower) if "\n" in low]
        self.quote_starts = [quote.start for quote in self.quotes]
        self.speakers: dict[int, Mention | None] = {}
        self.inside_mention = {i for mention in mentions for i in range(mention.start, mention.end)}
        self.account_labels: dict[int, tuple[Mention, int] | None] = {}
        self.labels = {self._line(m.start): m for m in mentions if is_label(doc, m)}

    def _line(self, at: int) -> int:
        return bisect_left(self.lines, at)

    def _within(self, start: int, end: int) -> list[Mention]:
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _verb(self, start: int, end: int) -> int | None:
        """The clause's first verb."""
        words = self.words
        for i in range(start, end):
            low = self.lower[i]
            regular = len(low) > 4 and low.endswith("ed")
            if not (regular or low in words.any_verbs) or i in self.inside_mention:
                continue
            if low in ("'s", "’s") and i and i - 1 in self.inside_mention and self._owner_at(i - 1):
                continue
            if low in words.auxiliaries or low in words.verbs or low in words.report_verbs or low in words.passives:
                if i and self.lower[i - 1] in ("the", "a", "his", "her", "their", "my", "no", "some", "of"):
                    continue
                return i
            if low in words.author_verbs and (i == start or i - 1 in self.inside_mention):
                return i
            if regular and low not in self.words.not_verbs:
                return i
        return None

    def _owner_at(self, at: int) -> bool:
        hit = bisect_right(self.starts, at) - 1
        if hit < 0 or not self.mentions[hit].possessive:
            return False
        end = self.mentions[hit].end
        return at < end or (at == end and self.lower[at] in ("'s", "’s", "'", "’"))

    def _subject(
        self,
        start: int,
        end: int,
        verb: int | None,
        people: list[Mention],
        now: Sentence,
        before: Mention | None,
        label: Mention | None,
    ) -> tuple[Mention | None, How]:
        words = self.words
        first = next((i for i in range(start, end) if self.lower[i].isalpha()), None)
        if label is not None and first is not None and self._does(first, end):
            return label, "label"
        limit = end if verb is None else verb
        for mention in people:
            if mention.start >= limit:
                break
            if not mention.possessive and not self._after_preposition(mention.start, start):
                if verb is not None and self._something_between(mention.end, limit):
                    continue
                return mention, "own"
        if verb is not None and self.lower[verb] in self.words.turned_verbs:
            # "... said Mum", "says Jo".
            after = next(
                (m for m in people if m.start == verb + 1 and m.how in ("name", "word") and not m.possessive), None
            )
            if after is not None:
                return after, "own"
        if first is None:
            return None, "none"
        low = self.lower[first]
        state = self._state(first, end)
        if label is not None and state:
            return label, "label"
        if verb is not None and not state and self._own_thing(start, verb):
            return None, "none"
        if label is not None:
            return label, "label"
        if now.subject is not None:
            return now.subject, "inherited"
        if low in words.author_verbs and not self._done_to(first, end):
            return _AUTHOR, "author"
        goes_on = state or first == verb or low in words.joining or low in words.passives
        if before is None or not goes_on or (before.how == "author" and (state or low in words.passives)):
            return None, "none"
        return before, "inherited"

    def _state(self, first: int, end: int) -> bool:
        """ "Happy at school", "V settled": a state opens the clause, so somebody spoken of before is in it."""
        while first + 1 < end and self.lower[first] in (
            "v",
            "very",
            "a",
            "bit",
            "quite",
            "not",
            "so",
            "more",
            "still",
            "always",
        ):
            first += 1
        return self.lower[first] in self.words.states

    def _does(self, first: int, end: int) -> bool:
        """ "Baths the twins": a word in -s before someone or something is what the one on the label does."""
        low, follower = self.lower[first], self.lower[first + 1] if first + 1 < end else ""
        if first in self.inside_mention or not low.endswith("s") or low.endswith(("ss", "us")):
            return False
        return first + 1 in self.inside_mention or follower in (
            "the",
            "a",
            "her",
            "his",
            "them",
            "not",
            "that",
            "to",
            "it",
        )

    def _done_to(self, at: int, end: int) -> bool:
        """ "Seen alone in bedroom", "Spoken to by the nurse": something done to somebody who is not named here."""
        low = self.lower[at]
        if low not in self.words.passives:
            return False
        follower = self.lower[at + 1] if at + 1 < end else ""
        if low in ("seen", "observed", "spoken", "given", "taken", "shown"):
            return low != "observed" or follower in ("to", "by", "alone", "in", "at", "playing", "", ".", ",")
        return follower == "by"

    def _after_preposition(self, at: int, start: int) -> bool:
        """Does a preposition govern the mention at `at`? "about" does, "after" (of a clause) does not."""
        i = at - 1
        while i >= start and (
            self.lower[i] in ("the", "a", "an", "his", "her", "their", "both", "my") or self._owner_at(i)
        ):
            i -= 1
        if i < start:
            return False
        low = self.lower[i]
        if low in ("before", "after", "since", "like", "than", "because", "as"):
            return False
        return low in self.words.prepositions

    def _something_between(self, start: int, verb: int) -> bool:
        """Is a thing of theirs the subject, and not they: "Jo school attendance is low"?"""
        gap = [self.lower[i] for i in range(start, verb) if self.lower[i].isalpha() and i not in self.inside_mention]
        return bool(gap) and gap[0] in ("school", "home", "attendance") and len(gap) > 1

    def _own_thing(self, start: int, verb: int) -> bool:
        """Has the clause a subject that is nobody: "The flat was clean", "There was milk", "Jo's attendance is low"?"""
        for i in range(start, verb):
            low = self.lower[i]
            if i in self.inside_mention or low in ("'s", "’s", "'", "’"):
                continue
            if not self.lower[i].isalnum():
                continue
            if low in _HAVE_SUBJECT:
                return True
            if low in self.words.joining or low in self.words.prepositions or low.endswith("ly"):
                if low in self.words.prepositions:
                    return self._noun_after(i, verb)
                continue
            return True
        return False

    def _noun_after(self, at: int, verb: int) -> bool:
        """After a leading phrase ("In the kitchen ...") many words before the verb hold a subject that is nobody."""
        return verb - at > 4

    def _passive(
        self, verb: int | None, start: int, end: int, people: list[Mention], subject: Mention | None, how: How
    ) -> tuple[bool, Mention | None]:
        if verb is None:
            return False, None
        passive = False
        if how != "author":
            for i in range(verb, min(end, verb + 6)):
                low = self.lower[i]
                done = low in self.words.passives or (len(low) > 4 and low.endswith("ed"))
                if done and (i == verb or any(self.lower[j] in self.words.be for j in range(verb, i))):
                    passive = True
                    break
        if not passive:
            return False, None
        by = next((i for i in range(verb, end) if self.lower[i] == "by"), None)
        if by is None:
            return True, None
        return True, next((m for m in people if m.start > by and m.start - by <= 3 and not m.possessive), None)
