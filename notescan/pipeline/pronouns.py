"""Who "she", "he" and "they" are: the last one who fits, whoever a sentence is about before whoever it mentions."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from notescan.model import Person, Role
from notescan.pipeline.who_words import Gender

if TYPE_CHECKING:
    from notescan.pipeline.people import Mention

_REACH = 5
"""How many sentences back a pronoun may look."""


class Fit(NamedTuple):
    """Whom a pronoun stands for."""

    role: Role
    person: Person | None
    gender: Gender | None
    plural: bool
    relation: str | None


class Recent:
    """The people of the last sentences of a note, the sentence's subject first."""

    def __init__(self, children: list[Person]) -> None:
        """`children` of the file, the one it names most first: whom a note means that begins with "she"."""
        self._children: dict[Gender, Person | None] = {
            "f": next((child for child in children if child.gender in ("f", None)), None),
            "m": next((child for child in children if child.gender in ("m", None)), None),
        }
        self._sentences: deque[list[Mention]] = deque([[]], maxlen=_REACH)
        self._acting: list[Mention] = []

    def next_sentence(self) -> None:
        """A new sentence begins."""
        self._acting = []
        if self._sentences[-1]:
            self._sentences.append([])

    def add(self, mention: Mention, *, quoted: bool, acts: bool) -> None:
        """Somebody is mentioned (`acts`: right before a verb); not so in a quotation."""
        if quoted:
            return
        self._sentences[-1].append(mention)
        if acts and not mention.possessive:
            self._acting.append(mention)

    def subject(self) -> Mention | None:
        """Who the present sentence is about so far."""
        return next((m for m in self._sentences[-1] if not m.possessive), None)

    def resolve(self, kind: str, *, subject: bool, owns: bool = False, child_first: bool = False) -> Fit | None:
        """Whom a pronoun of `kind` (f, m, plural) stands for; None where nobody fits.

        `child_first`: the words around it speak for a child, where one of that gender is known.
        """
        if kind == "plural":
            return self._plural()
        gender: Gender = "f" if kind == "f" else "m"
        if child_first:
            for sentence in reversed(self._sentences):
                for m in reversed(sentence):
                    if m.role == "child" and not m.plural and m.gender in (gender, None):
                        return Fit("child", m.person, gender, False, m.relation)
            if (child := self._children[gender]) is not None:
                return Fit("child", child, gender, False, "child")
        # "Ann took her there": who acts is not who it is done to.
        actor = self._acting[-1] if self._acting and not subject and not owns else None
        if subject:
            # "Mum told me that Jo said that she ...": the last one in this sentence who does something.
            for m in reversed(self._acting):
                if m.gender == gender and not m.plural:
                    return Fit(m.role, m.person, gender, False, m.relation)
        for wanted in (gender, None):
            for sentence in reversed(self._sentences):
                fits = [m for m in sentence if m.gender == wanted and not m.plural and not _same(m, actor)]
                if wanted is None:
                    fits = [m for m in fits if m.how == "name" or m.role in ("child", "parent", "carer")]
                if fits:
                    # The one whom the sentence is about comes first; owners ("Jo's teacher") last.
                    best = next((m for m in fits if not m.possessive), fits[-1])
                    if not subject and wanted:
                        best = next((m for m in reversed(fits) if not m.possessive), fits[-1])
                        best = fits[0] if fits[0].how == "pronoun" else best
                    return Fit(best.role, best.person, gender, False, best.relation)
        if (child := self._children[gender]) is not None:
            return Fit("child", child, gender, False, "child")
        return None

    def _plural(self) -> Fit | None:
        for sentence in list(reversed(self._sentences))[:3]:
            several = [m for m in sentence if m.plural]
            if several:
                best = next((m for m in several if not m.possessive), several[-1])
                return Fit(best.role, None, None, True, best.relation)
            people = [m for m in sentence if not m.possessive and m.how in ("name", "word")]
            roles = {m.role for m in people}
            if len(people) >= 2 and len(roles) == 1:
                return Fit(people[0].role, None, None, True, None)
        alone = [m for sentence in reversed(self._sentences) for m in reversed(sentence) if m.gender is None]
        if alone:
            return Fit(alone[0].role, alone[0].person, None, False, alone[0].relation)
        return None


def _same(mention: Mention, other: Mention | None) -> bool:
    """Are both mentions of one person?"""
    if other is None:
        return False
    if mention.person is not None or other.person is not None:
        return mention.person is other.person
    return mention.role == other.role and mention.relation == other.relation
