"""The names in a text: the people of the roster, other people's, schools' and places', and words that may be names.

Rather one word too many than a name left standing. What a capital alone can't settle is told, for a human look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from notescan.model import Roster
from notescan.pipeline.who_words import load_words

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_TOKEN = re.compile(rf"(?<![\w@]){_CAPITAL}[\w]*(?:[-'’](?!(?:s|S|d|ll|m|ve|re|t)\b)\w+)*")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n•*\-–—|\"“‘(\[/>]|\d[.)])\s*$")
_ORGANISATION = re.compile(
    r"(?:\s(?:C of E|CE|RC|Catholic|Church|Community|Special|Junior|Infant|Upper|Lower|County|City|Royal|General))*\s"
    r"(?P<what>Primary|Infants?|Juniors?|Academy|School|Nursery|Pre-?school|College|High|Secondary|Sixth Form|Grammar|"
    r"Hospital|Infirmary|Surgery|Clinic|Medical|Health Centre|Children['’]s (?:Home|Centre)|House|Lodge|Court|Hall|"
    r"Centre|Center|Hub|Refuge|Hostel|Unit|Ward|Council|Borough|Constabulary|Church|Mosque|Farm|Close|Way|Park|"
    r"Estate|Road|Street|Lane|Cottages?|Villa|Manor|Grange|Barn|Rise|View|Place|Terrace)\b"
)
_SAINT = re.compile(rf"\bSt\.?\s(?P<name>{_CAPITAL}[\w]+(?:['’]s)?)(?:\s(?:and|&)\sSt\.?\s{_CAPITAL}\w+(?:['’]s)?)?")
_SCHOOLS = frozenset(
    "primary infant infants junior juniors academy school nursery college high secondary grammar".split()
)
_HEALTH = frozenset("hospital infirmary surgery clinic medical ward".split())
_SMALL = re.compile(r"(?<![\w'’@.-])[a-zà-ÿ]+(?![\w@])")
_RELATIONS = frozenset(
    "mum mam mother dad father nan nana gran granny grandad grandma grandpa uncle aunt auntie sister brother son "
    "daughter partner carer sw hv cousin friend neighbour".split()
)
_PLAIN = frozenset(
    "primary secondary special high infant junior nursery day health medical children's local the his her their our "
    "foster residential supported secure children family community mental adult general care home court contact".split()
)
_ABBREVIATED = re.compile(r"^(?:[A-Z]{2,}s?|[A-Z]\w{0,2}[A-Z]\w?|[A-Z]/[A-Z])$")


@dataclass(frozen=True, slots=True)
class Named:
    """A name at a place in the text. `key` is the same for all that name one person or place."""

    start: int
    end: int
    key: str
    kind: str
    """person, school, health, place."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A word with a capital that may be a name: left standing, and told."""

    word: str
    count: int
    seen: str
    """The words around it, once."""


class NameFinder:
    """The names in texts of one case: `roster` tells who is who, `text` which words also stand in small letters."""

    def __init__(self, roster: Roster, text: str) -> None:
        self._small = Counter(re.findall(r"(?<![\w'’])[a-zà-ÿ]{2,}", text))
        self._known: dict[str, str] = {}
        self._shared: dict[str, set[str]] = {}
        for number, person in enumerate(roster.people):
            for name in person.names:
                self._known.setdefault(name.casefold(), f"person {number}")
                initials = "".join(word[0] for word in name.split() if word[0].isalpha())
                if len(initials) in (2, 3) and initials.casefold() not in field_words():
                    self._known.setdefault(initials.casefold(), f"person {number}")
                for word in name.split():
                    self._shared.setdefault(word.casefold(), set()).add(f"person {number}")
        titled = load_words().titles
        self._titles = frozenset(title.casefold() for title in titled)
        self._forms = self._pattern()
        self._names = self._named_words(text)

    def _pattern(self) -> re.Pattern[str] | None:
        """All names of the roster, the longest first; short ones and words of the language only with their capitals."""
        forms = sorted(self._known, key=len, reverse=True)
        if not forms:
            return None
        loose = [re.escape(f) for f in forms if len(f) >= 4 and not (is_word(f) or f in given_words())]
        exact = [re.escape(_as_written(f)) for f in forms]
        upper = [re.escape(f.upper()) for f in forms if len(f) >= 3]
        parts = [rf"(?i:{'|'.join(loose)})"] if loose else []
        return re.compile(rf"(?<![\w@])(?:{'|'.join([*exact, *upper, *parts])})(?![\w])")

    def _named_words(self, text: str) -> frozenset[str]:
        """Words with a capital that are no words of the language, or given names within a sentence: names anywhere."""
        found = set()
        for match in _TOKEN.finditer(text):
            word = match.group()
            if self._unknown(word) or (word.casefold() in given_words() and not _begins(text, match.start())):
                found.add(word.casefold())
        return frozenset(found)

    def _small_names(self, text: str) -> Iterator[Named]:
        """Names in small letters, as hurried notes have them: known from elsewhere, or after "mum", "nan" or "SW"."""
        for match in _SMALL.finditer(text):
            word = match.group()
            if len(word) > 2 and not is_word(word) and word not in field_words():
                before = re.search(r"(\w+)\s$", text[max(0, match.start() - 25) : match.start()])
                if word in self._names or (before and before[1].casefold() in _RELATIONS):
                    yield Named(match.start(), match.end(), self._key(word), "person")

    # ------------------------------------------------------------------------------------------- finding

    def find(self, text: str) -> Iterator[Named]:
        """Every name, in no order; they may overlap."""
        if self._forms is not None:
            for match in self._forms.finditer(text):
                yield Named(match.start(), match.end(), self._key(match.group()), "person")
        for match in _SAINT.finditer(text):
            what = _ORGANISATION.match(text, match.end())
            end = what.end() if what else match.end()
            yield Named(match.start(), end, match["name"].casefold(), _sort(what))
        yield from self._runs(text)
        yield from self._small_names(text)

    def _runs(self, text: str) -> Iterator[Named]:
        """Words with capitals side by side are one name if one of them is one, or if a kind of place follows them."""
        run: list[re.Match[str]] = []
        for match in [*_TOKEN.finditer(text), None]:
            if run and not (match and _one_name(run[-1].group(), text[run[-1].end() : match.start()])):
                yield from self._name_in(text, run)
                run = []
            if match is not None:
                run.append(match)

    def _name_in(self, text: str, run: list[re.Match[str]]) -> Iterator[Named]:
        kinds = [self._is_name(text, match) for match in run]
        if any(kinds):
            first = kinds.index(True)
            while first and len(run[first - 1].group()) == 1:  # "J Pike"
                first -= 1
            yield self._named(text, run[first:])
            return
        # "Spring Bank Surgery": words of the language all, but a place's name together
        what = next((n for n, m in enumerate(run) if n and _ORGANISATION.match(text, run[n - 1].end())), None)
        first = next((n for n, m in enumerate(run) if not _begins(text, m.start()) or n), 0)
        if what is not None and first < what and not all(m.group().casefold() in _PLAIN for m in run[first:what]):
            yield self._named(text, run[first:what])

    def _named(self, text: str, run: list[re.Match[str]]) -> Named:
        """The name that a run of words is: somebody's, or with the kind of place that it ends in or that follows."""
        start, end = run[0].start(), run[-1].end()
        for before in run:
            own = 2 if text[before.end() : before.end() + 2] in ("'s", "’s") else 0
            if what := _ORGANISATION.match(text, before.end() + own):
                words = text[start : before.end()]
                return Named(start, max(end, what.end()), words.casefold(), _sort(what))
        return Named(start, end, self._key(text[start:end]), "person")

    def _is_name(self, text: str, match: re.Match[str]) -> bool:
        word = match.group()
        low = word.casefold()
        if self._key_of_roster(word) is not None:
            return True
        if _ABBREVIATED.match(word) or len(word) < 2:
            return False
        if low in self._names:
            return True
        begins = _begins(text, match.start())
        if low in given_words():
            return not begins
        if self._unknown(word):
            return True
        # "the Beeches", "Martin": a word of the language, but here it only ever stands with a capital.
        return not begins and not self._small[low] and low not in field_words() and low not in self._titles

    def _unknown(self, word: str) -> bool:
        """No word of the language, of the field or of the calendar."""
        low = word.casefold()
        if _ABBREVIATED.match(word) or len(word) < 2 or low in field_words() or low in self._titles:
            return False
        parts = [part for part in re.split(r"[-'’]", low) if part]
        return not is_word(low) and not all(is_word(part) or part in field_words() for part in parts)

    def _key_of_roster(self, word: str) -> str | None:
        return self._known.get(word.casefold())

    def _key(self, words: str) -> str:
        low = words.casefold()
        if low in self._known:
            return self._known[low]
        owners = [self._shared[part] for part in low.split() if part in self._shared]
        if owners:
            same = set.intersection(*owners)
            if len(same) == 1:
                return next(iter(same))
            if len(low.split()) == 1:
                return f"family {low}"
        return low

    # -------------------------------------------------------------------------------------------- doubts

    def doubtful(self, text: str, taken: Mapping[int, int]) -> list[Doubtful]:
        """Words that were not replaced and may yet be names: with a capital, and nowhere in small letters.

        `taken` maps the starts of what was replaced to its ends.
        """
        counts: Counter[str] = Counter()
        seen: dict[str, str] = {}
        covered = sorted(taken.items())
        at = 0
        for match in _TOKEN.finditer(text):
            while at < len(covered) and covered[at][1] <= match.start():
                at += 1
            if at < len(covered) and covered[at][0] < match.end():
                continue
            word, low = match.group(), match.group().casefold()
            if len(word) < 3 or word.isupper() or low in field_words() or self._small[low]:
                continue
            if not is_word(low) or low in given_words() or not _begins(text, match.start()):
                counts[word] += 1
                seen.setdefault(word, " ".join(text[max(0, match.start() - 30) : match.end() + 30].split()))
        return [Doubtful(word, count, seen[word]) for word, count in counts.most_common()]


def _begins(text: str, at: int) -> bool:
    """Does a sentence, a line, a label's value or a quotation begin at `at`?"""
    return _SENTENCE_END.search(text[max(0, at - 12) : at]) is not None or at == 0


def _one_name(before: str, between: str) -> bool:
    """Are two words with capitals one name: a blank between them, or "J. Pike"?"""
    return between in (" ", "  ", " ") or (between == ". " and len(before) == 1)


def _sort(what: re.Match[str] | None) -> str:
    word = what["what"].casefold() if what else ""
    first = word.split()[0] if word else ""
    return "school" if first in _SCHOOLS else "health" if first in _HEALTH else "place"


def _as_written(name: str) -> str:
    return " ".join(re.sub(r"(^|[-'’.])(\w)", lambda m: m[1] + m[2].upper(), word) for word in name.split())


@cache
def given_words() -> frozenset[str]:
    """Given names that are words of the language too."""
    lines = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def field_words() -> frozenset[str]:
    """The words of the field and of the calendar, from the word lists that find the evidence."""
    from spacy.lang.en.stop_words import STOP_WORDS

    from notescan.data import data_dir

    found: set[str] = set(STOP_WORDS) | set(load_words().not_names)
    for path in sorted(data_dir("patterns").rglob("*.yaml")):
        if path.name == "cast.yaml" or "examples" in path.name:
            continue
        found |= _listed_words(path)
    return frozenset(found - given_words())


def _listed_words(path: Path) -> set[str]:
    """The words of a file's lists; not those of its examples, which are full of names."""
    import yaml

    def walk(node: object, key: str = "") -> Iterator[str]:
        if isinstance(node, dict):
            for name, value in node.items():
                if name not in ("finds", "ignores", "examples", "means", "people", "note", "before"):
                    yield from walk(value, str(name))
        elif isinstance(node, list):
            for value in node:
                yield from walk(value, key)
        elif isinstance(node, str) and key in ("words", "nouns", "verbs", "exact", "is", "says", "never"):
            yield node

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return {
        w.casefold()
        for s in walk(yaml.load(path.read_text(encoding="utf-8"), loader))
        for w in re.findall(r"[^\W\d_]+", s)
    }


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """A word of the English language (of lemminflect's lexicon), in any of its forms."""
    from lemminflect import getAllLemmas

    return bool(getAllLemmas(word.casefold()))
