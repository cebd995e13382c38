"""Who does it, whose account it is, and whose words they are: clause by clause."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from notescan.model import Person, Role
from notescan.pipeline.people import Mention
from notescan.pipeline.who_acts import Actors, How, Sentence
from notescan.pipeline.who_quotes import Quote

if TYPE_CHECKING:
    from spacy.tokens import Doc


class ClauseRole(NamedTuple):
    """The people of one clause. None where the words do not tell."""

    subject: Role | None
    person: Person | None
    reporter: Role | None
    """Whose account the clause is, where it is somebody's and not the author's own: "Mum says *Jo is fine*"."""
    quoted: bool
    speaker: Role | None
    """Whose words stand in the quotation, or in the line of a transcript."""
    agent: Role | None = None
    """Who does what is done to the subject: "Jo was seen by *the nurse*"."""
    how: How = "none"
    """Where `subject` comes from: its own words, the line's label, the clause before, or the note's author."""
    reports: bool = False
    """The clause's own verb tells or thinks something."""
    told_of: Role | None = None
    """Within a clause that reports: whom the account is about ("Mum says *Jo* is fine" left in one piece)."""


def clause_roles(doc: Doc, clauses: list[tuple[int, int]], mentions: list[Mention]) -> list[ClauseRole]:
    """For each clause (token spans in order, none crossing a sentence) who acts, who tells, who speaks.

    A subject is the first one mentioned before the verb who owns nothing and follows no preposition. A clause without a
    subject takes it from its line's label, from the clause or the sentence before; where its verb is one that workers
    begin their notes with ("Rang mum"), the author is the subject.
    """
    return _Reader(doc, clauses, mentions).run()


class _Reader(Actors):
    """Clause after clause: subject, reporter, speaker."""

    def run(self) -> list[ClauseRole]:
        roles: list[ClauseRole] = []
        sentence_at, line_at = -1, -1
        now = Sentence()
        before: Mention | None = None
        for index, (start, end) in enumerate(self.clauses):
            if start >= end:
                roles.append(ClauseRole(None, None, None, False, None))
                continue
            sentence, line = bisect_right(self.sentences, start), self._line(start)
            if sentence != sentence_at or line != line_at:
                before = now.subject if now.subject and (line == line_at or line_at < 0) else None
                now = Sentence()
            sentence_at, line_at = sentence, line
            roles.append(self._clause(index, start, end, now, before, self.labels.get(line)))
        return self._attribute_backwards(roles)

    def _clause(
        self, index: int, start: int, end: int, now: Sentence, before: Mention | None, label: Mention | None
    ) -> ClauseRole:
        people = self._within(start, end)
        begin = start
        label_account = False
        if label is not None:
            colon = self._colon(label)
            label_account = self._is_account(label, colon)
            if start <= label.start and colon < end:
                begin = colon + 1
                people = [m for m in people if m.start > colon]
        else:
            account = self._account_label(start, end)
            if account is not None:
                label, colon = account
                label_account = True
                if start <= colon < end:
                    begin = colon + 1
                    people = [m for m in people if m.start > colon]
        verb = self._verb(begin, end)
        subject, how = self._subject(begin, end, verb, people, now, before, label)
        passive, agent = self._passive(verb, begin, end, people, subject, how)
        quote = self._quote(begin, end)
        speaker = self._speaker(quote) if quote is not None else None
        reporter = self._reporter(begin, end, people, now, subject, how)
        if label_account and label is not None:
            reporter = label.role
        if self.transcript and label is not None:
            speaker = speaker or label
            reporter = label.role if label.how != "author" else None
        reports, told_of = self._reports(index, verb, end, people, now, subject, how, quoted=quote is not None)
        if subject is not None:
            now.subject = subject
        return ClauseRole(
            subject.role if subject else None,
            subject.person if subject else None,
            reporter,
            quote is not None,
            speaker.role if speaker else None,
            agent.role if agent and passive else None,
            how,
            reports,
            told_of,
        )

    def _reporter(
        self, start: int, end: int, people: list[Mention], now: Sentence, subject: Mention | None, how: How
    ) -> Role | None:
        """The account that governs this clause; "according to Mum" and "per Mum" begin one here."""
        for phrase in self.words.according_to if not self.according.isdisjoint(self.lower[start:end]) else ():
            for i in range(start, end - len(phrase)):
                if tuple(self.lower[i : i + len(phrase)]) == phrase:
                    teller = next(
                        (m for m in people if m.start >= i + len(phrase) and m.start - i - len(phrase) <= 1), None
                    )
                    if teller is not None:
                        now.reporter, now.reporter_needs_opener = teller.role, False
                        return teller.role
        if now.reporter is None:
            return None
        first = next((self.lower[i] for i in range(start, end) if self.lower[i].isalpha()), "")
        if now.reporter_needs_opener and first not in self.words.account_openers and self._quote(start, end) is None:
            now.reporter = None
            return None
        now.reporter_needs_opener = False
        fresh = how == "own" and subject is not None
        if fresh and subject is not None and subject.how == "author":
            now.reporter = None
        elif fresh and self._new_turn(start) and subject is not None and subject.role != now.reporter:
            verb = self._verb(start, end)
            if self.lower[start - 1] == ";" or (verb is not None and self.lower[verb] in self.words.report_verbs):
                now.reporter = None
        return now.reporter

    def _new_turn(self, start: int) -> bool:
        """Does the clause begin with a joining word or after a semicolon?"""
        return self.lower[start] in ("and", "but", "while", "whereas", ";", "however") or (
            start > 0 and self.lower[start - 1] == ";"
        )

    def _reports(
        self,
        index: int,
        verb: int | None,
        end: int,
        people: list[Mention],
        now: Sentence,
        subject: Mention | None,
        how: How,
        *,
        quoted: bool,
    ) -> tuple[bool, Role | None]:
        """Does this clause tell something? Then the next clauses of the sentence are that person's account."""
        if verb is None or quoted:
            return False, None
        telling = next(
            (
                i
                for i in range(verb, min(end, verb + 5))
                if self.lower[i] in self.words.report_verbs and i not in self.inside_mention
            ),
            None,
        )
        if telling is None or (telling > verb and self.lower[verb] not in self.words.auxiliaries):
            return False, None
        if any(self.lower[j] in self.words.be for j in range(verb, telling)):
            return False, None
        told_of = self._told_of(telling, end, people)
        if subject is None or how == "none":
            return True, told_of
        if subject.how == "author" or how == "author":
            if self._new_turn(self.clauses[index][0]) or now.reporter is None:
                now.reporter = None
            return True, told_of
        if now.reporter is None:
            now.reporter = subject.role
            now.reporter_needs_opener = self.lower[telling] in self.words.needs_that
        return True, told_of

    def _told_of(self, telling: int, end: int, people: list[Mention]) -> Role | None:
        """The subject of the account where the clause was not cut after its report verb."""
        inner = [m for m in people if m.start > telling and not m.possessive]
        for mention in inner:
            follower = self.lower[mention.end] if mention.end < end else ""
            if follower in self.words.auxiliaries or follower in self.words.verbs or follower.endswith("ed"):
                return mention.role
        return None

    def _attribute_backwards(self, roles: list[ClauseRole]) -> list[ClauseRole]:
        """ "Jo is fine, Mum said": a short telling clause at a sentence's end governs what stands before it."""
        for index in range(1, len(roles)):
            role = roles[index]
            if not (role.reports and role.how == "own" and role.subject):
                continue
            start, end = self.clauses[index]
            sentence = bisect_right(self.sentences, start)
            last = index + 1 == len(roles) or bisect_right(self.sentences, self.clauses[index + 1][0]) != sentence
            if not last or sum(self.lower[i].isalpha() for i in range(start, end)) > 4:
                continue
            if any(m.how == "author" for m in self._within(start, end)):
                continue
            for earlier in range(index - 1, -1, -1):
                if bisect_right(self.sentences, self.clauses[earlier][0]) != sentence:
                    break
                if roles[earlier].reporter is None and not roles[earlier].reports:
                    roles[earlier] = roles[earlier]._replace(reporter=role.subject)
        return roles

    def _colon(self, label: Mention) -> int:
        for i in range(label.end, min(len(self.doc), label.end + 6)):
            if ":" in self.lower[i]:
                return i
        return label.end - 1

    def _is_account(self, label: Mention, colon: int) -> bool:
        return any(self.lower[i] in self.words.account_labels for i in range(label.end, colon))

    def _account_label(self, start: int, end: int) -> tuple[Mention, int] | None:
        """ "Views of child: ...", "Mum's view - ...", "What Jo says: ...": the label at the beginning of the line."""
        line = self._line(start)
        if line not in self.account_labels:
            self.account_labels[line] = self._account_label_of(line)
        found = self.account_labels[line]
        return None if found is None or start > found[1] + 400 else found

    def _account_label_of(self, line: int) -> tuple[Mention, int] | None:
        begin = self.lines[line - 1] + 1 if line else 0
        colon = next((i for i in range(begin, min(begin + 10, len(self.lower))) if self.lower[i] == ":"), None)
        if colon is None or self.words.account_labels.isdisjoint(self.lower[begin:colon]):
            return None
        people = self._within(begin, colon)
        return (people[0], colon) if people else None

    def _quote(self, start: int, end: int) -> Quote | None:
        """The quotation that holds most of the clause's words."""
        hit = bisect_right(self.quote_starts, end - 1) - 1
        if hit < 0:
            return None
        quote = self.quotes[hit]
        if quote.end <= start:
            return None
        words = [i for i in range(start, end) if self.lower[i].isalpha()]
        inside = sum(quote.start <= i < quote.end for i in words)
        return quote if inside and 2 * inside >= len(words) else None

    def _speaker(self, quote: Quote) -> Mention | None:
        if quote.start not in self.speakers:
            self.speakers[quote.start] = self._find_speaker(quote)
        return self.speakers[quote.start]

    def _find_speaker(self, quote: Quote) -> Mention | None:
        """The teller nearest to the quotation in its sentence, else its line's label, else the last subject."""
        at = bisect_right(self.sentences, quote.start) - 1
        begin = max(
            self.sentences[max(0, at)], self.lines[self._line(quote.start) - 1] + 1 if self._line(quote.start) else 0
        )
        after = bisect_left(self.sentences, quote.end)
        end = self.sentences[after] if after < len(self.sentences) else len(self.doc)
        line = self._line(quote.end)
        end = min(end, self.lines[line] if line < len(self.lines) else len(self.doc))
        best: tuple[int, Mention] | None = None
        for i in [*range(begin, quote.start), *range(quote.end, end)]:
            if self.lower[i] not in self.words.report_verbs or i in self.inside_mention:
                continue
            teller = self._teller(i, begin if i < quote.start else quote.end, end if i >= quote.end else quote.start)
            distance = quote.start - i if i < quote.start else i - quote.end + 1
            if i >= quote.end and distance > 4:
                continue
            if teller and (best is None or distance < best[0]):
                best = (distance, teller)
        if best:
            return best[1]
        if label := self.labels.get(self._line(quote.start)):
            return label
        near = [m for m in self._within(begin, quote.start) if not m.possessive and m.how != "author"]
        standing = [m for m in near if not self._after_preposition(m.start, begin)]
        if standing or near:
            return (standing or near)[0]
        earlier = [
            m
            for m in self._within(max(0, quote.start - 60), begin)
            if not m.possessive and m.how not in ("author", "quoted")
        ]
        return earlier[-1] if earlier else None

    def _teller(self, verb: int, begin: int, end: int) -> Mention | None:
        """The subject of the report verb at `verb`: right after it ("said Jo"), else the nearest one before it."""
        follower = next((m for m in self._within(verb + 1, min(end, verb + 3)) if not m.possessive), None)
        before = [
            m for m in self._within(begin, verb) if not m.possessive and not self._after_preposition(m.start, begin)
        ]
        if before and not (
            follower and follower.start == verb + 1 and self.lower[verb] == "said" and verb - before[-1].end > 3
        ):
            return before[-1]
        return (
            follower
            if self.lower[verb] in ("said", "says", "replied", "asked", "told", "shouted") or not before
            else before[-1]
        )
