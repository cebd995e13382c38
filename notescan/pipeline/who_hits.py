"""Where a note names people: role words, the roster's names, pronouns, and people it names without a role."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from notescan.model import Person, Roster
from notescan.pipeline.doc_words import text_of, token_places
from notescan.pipeline.who_words import Group, load_words

if TYPE_CHECKING:
    from spacy.matcher import PhraseMatcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab


@dataclass(frozen=True, slots=True)
class _Lexicon:
    matcher: PhraseMatcher
    groups: dict[int, Group]
    exact: dict[int, frozenset[str]]
    blocker: int
    author: int
    pronoun: int
    tokenizer: Callable[[str], Doc]


@lru_cache(maxsize=2)
def _lexicon(vocab: Vocab) -> _Lexicon:
    """The word lists as one matcher, made once for each vocabulary."""
    import spacy
    from spacy.matcher import PhraseMatcher

    words = load_words()
    tokenizer = spacy.blank("en", vocab=vocab).tokenizer
    matcher = PhraseMatcher(vocab, attr="LOWER")
    strings = vocab.strings
    groups: dict[int, Group] = {}
    exact: dict[int, frozenset[str]] = {}
    for index, group in enumerate(words.groups):
        if group.words:
            groups[strings.add(f"who-{index}")] = group
            matcher.add(f"who-{index}", [tokenizer(word) for word in group.words])
        if group.exact:
            key = strings.add(f"exact-{index}")
            groups[key], exact[key] = group, frozenset(group.exact)
            matcher.add(f"exact-{index}", [tokenizer(word) for word in group.exact])
    matcher.add("not-people", [tokenizer(word) for word in words.not_people])
    matcher.add("author", [tokenizer(word) for word in words.author])
    matcher.add("pronoun", [tokenizer(word) for word in words.pronouns])
    return _Lexicon(matcher, groups, exact, strings["not-people"], strings["author"], strings["pronoun"], tokenizer)


class Cast:
    """What every note of a case needs of its roster, made ready once."""

    def __init__(self, roster: Roster, vocab: Vocab) -> None:
        from spacy.matcher import PhraseMatcher

        tokenizer = _lexicon(vocab).tokenizer
        words = load_words()
        self.roster, self.vocab = roster, vocab
        self.matcher = PhraseMatcher(vocab, attr="LOWER")
        self.owners: dict[int, Person] = {}
        self.children = [person for person in roster.people if person.role == "child"]
        self.acting = words.auxiliaries | words.verbs | words.report_verbs
        self.family: dict[str, Person | None] = {}
        taken: set[str] = set()
        for index, person in enumerate(roster.people):
            if person.relation and person.role in ("parent", "relative", "carer"):
                self.family[person.relation] = None if person.relation in self.family else person
            # A name that two people have belongs to the first of them.
            fresh = [name for name in person.names if name.lower() not in taken]
            taken.update(name.lower() for name in fresh)
            if fresh:
                key = f"person-{index}"
                slips = [name + "s" for name in fresh if " " not in name and len(name) > 3]
                self.owners[vocab.strings.add(key)] = person
                self.matcher.add(key, [tokenizer(name) for name in (*fresh, *slips)])


_casts: deque[Cast] = deque(maxlen=4)


def cast_of(roster: Roster, vocab: Vocab) -> Cast:
    """The cast of `roster`; looked up by identity, since hashing a roster for every note takes longer than the note."""
    for cast in _casts:
        if cast.roster is roster and cast.vocab is vocab:
            return cast
    cast = Cast(roster, vocab)
    _casts.append(cast)
    return cast


Hit = tuple[int, int, str, "Group | Person | None"]
_ORDER = itemgetter(0, 1, 2)


def find_hits(doc: Doc, cast: Cast, begin: int) -> list[Hit]:
    """Longest matches from the left; the roster's names before role words, and no people within the blockers."""
    lexicon = _lexicon(doc.vocab)
    text = text_of(doc)
    starts, ends = token_places(doc)
    found: list[tuple[int, int, int, str, Group | Person | None]] = []
    for key, start, end in lexicon.matcher(doc):
        if group := lexicon.groups.get(key):
            exact = lexicon.exact.get(key)
            if exact is None or text[starts[start] : ends[end - 1]] in exact:
                found.append((start, -end, 2, "body" if group.body else "word", group))
        elif key == lexicon.blocker:
            found.append((start, -end, 0, "not", None))
        elif key == lexicon.author:
            found.append((start, -end, 3, "author", None))
        else:
            found.append((start, -end, 3, "pronoun", None))
    for key, start, end in cast.matcher(doc) if cast.owners else ():
        if text[starts[start]].isupper():
            found.append((start, -end, 1, "name", cast.owners[key]))
    found.sort(key=_ORDER)
    hits: list[Hit] = []
    last = begin
    for start, minus_end, _, kind, what in found:
        if start >= last:
            hits.append((start, -minus_end, kind, what))
            last = -minus_end
    return [hit for hit in hits if hit[2] != "not"]
