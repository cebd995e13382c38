"""The names in a text: the people of the roster, other people's, schools' and places', and words that may be names.

Rather one word too many than a name left standing. What a capital alone can't settle is told, for a human look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notescan.model import Roster
from notescan.pipeline.who_words import load_words
from notescan.pseudonymise import lexicon, places
from notescan.pseudonymise.hurried import HurriedNames
from notescan.pseudonymise.judging import CAPITAL, LETTER, TOKEN, Judge, begins, is_short_form
from notescan.pseudonymise.known import KnownNames, pattern_of
from notescan.pseudonymise.labels import label_values
from notescan.pseudonymise.letters import named_by_letters
from notescan.pseudonymise.lexicon import field_words, given_words, is_word, titles

_WORD = re.compile(rf"{TOKEN.pattern}|(?<![\w@'’.-])[a-zà-ÿ]{{3,}}(?![\w@])")
_WITH = re.compile(r"\b(?:with|by|and|to|from|told|saw|met|rang|called|is) $")
_WITHIN = re.compile(r"\b(?:[Ii]n|near|outside|towards) $")
_TWO_PLACES = re.compile(rf"\b{CAPITAL}{LETTER}+ (?:and|&) {CAPITAL}{LETTER}+")
_PARTICLE = re.compile(r" (?:van|von|de|den|der|da|dos|du|la|le|el|al|bin|ibn|bint|ap|ab)(?: (?:der|den|la|los))? ")
_ONLY_TITLES = frozenset("mr mrs ms mx miss dr prof pc dc ds di wpc sgt pcso".split())
_TRAILING = frozenset(
    "social worker manager team visitor health head teacher police review meeting visit conference assessment asye "
    "senior practitioner assistant deputy nurse officer family support duty supervision call update".split()
)


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
        self._known = KnownNames(roster)
        self._forms = pattern_of(self._known.forms)
        self._judge = Judge(self._known, text)
        found = list(self._runs(text))
        labelled = (n for n in self._labelled(text) if n.kind != "person")
        places_found = {text[n.start : n.end].casefold(): n.key for n in (*labelled, *found) if n.kind != "person"}
        often = Counter(text[n.start : n.end].casefold() for n in found)
        for named in found:
            words = text[named.start : named.end]
            plain = any(word.casefold() in ("the", "of", "and", "our", "my") for word in words.split())
            single = words.casefold() in given_words() or often[words.casefold()] > 1
            if named.kind == "person" and "\n" not in words and not plain and (single or 2 <= len(words.split()) <= 4):
                self._known.add(words, named.key)
        self._known.settle()
        self._places = places_found
        whole = {words: key for words, key in places_found.items() if " " in words and "\n" not in words}
        self._place_forms = pattern_of(whole)
        words_of_names = {word for word in self._known.words if len(word) > 2} | self._judge.names
        self._hurried = HurriedNames(text, words_of_names, self._known.short)

    # ------------------------------------------------------------------------------------------- finding

    def find(self, text: str) -> Iterator[Named]:
        """Every name, in no order; they may overlap."""
        if self._forms is not None:
            for match in self._forms.finditer(text):
                if not self._judge.begins_otherwise(text, match.start(), match.end()):
                    yield Named(match.start(), match.end(), self._known.key(match.group()), "person")
        if self._place_forms is not None:
            for match in self._place_forms.finditer(text):
                key = self._places[match.group().casefold()]
                yield Named(match.start(), match.end(), key, "place")
        for match in places.SAINT.finditer(text):
            what = places.kind_after(text, match.end()) or places.small_kind_after(text, match.end())
            key = (match["name"] or match["welsh"] or match["holy"]).casefold()
            yield Named(match.start(), what.end() if what else match.end(), key, places.sort_of(what))
        yield from self._runs(text)
        yield from self._labelled(text)
        for match in _TWO_PLACES.finditer(text):
            what = places.kind_after(text, match.end())
            if what and not any(w.casefold() in self._known.words for w in match.group().split()):
                yield Named(match.start(), what.end(), match.group().casefold(), places.sort_of(what))
        for start, end in self._hurried.people(text):
            what = places.small_kind_after(text, end)
            if what and text[start:end] not in self._known.words:
                yield Named(start, what.end(), text[start:end], places.sort_of(what))
            else:
                yield Named(start, end, self._known.key(text[start:end]), _person_or_place(text, start, end))
        for start, end in self._hurried.places(text):
            yield Named(start, end, text[start:end], "place")
        for start, end, key in named_by_letters(text, self._known):
            yield Named(start, end, key, "person")

    def _labelled(self, text: str) -> Iterator[Named]:
        """What a form's label calls a name: "Mother: Hope Wood", "School: Little Acorns"."""
        for start, end, is_place in label_values(text):
            run: list[re.Match[str]] = []
            for match in [*TOKEN.finditer(text, start, end), None]:
                if run and not (match and _one_name(run[-1].group(), text[run[-1].end() : match.start()])):
                    if any(self._may_be_name(m.group()) for m in run) and not self._is_generic(run):
                        kind = "place" if is_place else "person"
                        words = text[run[0].start() : run[-1].end()]
                        yield Named(run[0].start(), run[-1].end(), self._known.key(words), kind)
                    run = []
                if match is not None:
                    run.append(match)

    def _may_be_name(self, word: str) -> bool:
        low = word.casefold()
        if word.isupper() and len(word) > 2:
            return low not in field_words() and low not in lexicon.kept_words()
        return not (is_short_form(word) or len(word) < 2 or low in field_words() or low in titles())

    def _is_generic(self, run: list[re.Match[str]]) -> bool:
        lows = [m.group().casefold() for m in run]
        return lows[-1] in places.HEADS or all(low in places.PLAIN for low in lows)

    def _runs(self, text: str) -> Iterator[Named]:
        """Words with capitals side by side are one name if one of them is one, or if a kind of place follows them."""
        run: list[re.Match[str]] = []
        for match in [*TOKEN.finditer(text), None]:
            if run and not (match and _one_name(run[-1].group(), text[run[-1].end() : match.start()])):
                yield from self._name_in(text, run)
                run = []
            if match is not None:
                run.append(match)

    def _name_in(self, text: str, run: list[re.Match[str]]) -> Iterator[Named]:
        lows = [m.group().casefold() for m in run]
        after_title = next((n for n in range(len(run) - 1, 0, -1) if self._titled(lows[n - 1], lows[n])), None)
        kinds = [self._judge.is_name(text, match) for match in run]
        if len(run) > 1 and not kinds[0] and lows[0] in given_words() and lows[1] not in field_words():
            kinds[0] = (
                lows[0] not in lexicon.MODALS
                or self._stands_alone(text, run, 0)
                or lexicon.is_subject(text, run[-1].end())
            )
        if after_title is not None:
            yield self._named(text, self._trimmed(run[after_title:], kinds[after_title:]))
            return
        if any(kinds):
            first = kinds.index(True)
            while first and self._belongs(text, run, first - 1):
                first -= 1
            yield self._named(text, self._trimmed(run[first:], kinds[first:]))
            return
        if (named := self._place_in(text, run, lows)) is not None:
            yield named

    def _titled(self, title: str, low: str) -> bool:
        """Is `low` the surname after a title? A title that is a trade too ("Nurse") has to be before an odd word."""
        if title not in titles() or low in titles():
            return False
        return title in _ONLY_TITLES or low not in field_words()

    def _trimmed(self, run: list[re.Match[str]], kinds: list[bool]) -> list[re.Match[str]]:
        """ "Jo Pike Social Worker" is Jo Pike; a kind of place at the end stays."""
        last = len(run)
        while last > 1 and not kinds[last - 1] and run[last - 1].group().casefold() in _TRAILING | {"i"}:
            last -= 1
        return run[:last]

    def _belongs(self, text: str, run: list[re.Match[str]], at: int) -> bool:
        """Is the word before a name a part of it: "J", "Upper", "Will" before "Tranter"?"""
        word, low = run[at].group(), run[at].group().casefold()
        if len(word) == 1:
            return word != "I"
        first_word = begins(text, run[at].start())
        if low in places.QUALIFIERS:
            return not first_word
        if low in given_words() or low in lexicon.CALENDAR or low in lexicon.MODALS:
            return not (first_word and low in lexicon.MODALS) or self._stands_alone(text, run, at)
        if first_word or low in titles() or is_short_form(word) or low in lexicon.small_words():
            return False
        return low not in field_words() or (at == 0 and self._may_be_first_name(text, run[0], low))

    @staticmethod
    def _may_be_first_name(text: str, match: re.Match[str], low: str) -> bool:
        """A word of the field before a surname, as in "with Chance Miles"; no trade, kin or kind of thing."""
        trade = low in _TRAILING or low in places.PLAIN or low in places.HEADS or low in lexicon.RELATIONS
        return (
            not trade
            and low not in lexicon.kept_words() | load_words().not_names
            and _WITH.search(text[max(0, match.start() - 8) : match.start()]) is not None
        )

    def _stands_alone(self, text: str, run: list[re.Match[str]], at: int) -> bool:
        """ "To: Will Tranter" or a line with nothing else; not "Will Tranter come?"."""
        before, after = text[max(0, run[at].start() - 3) : run[at].start()], text[run[-1].end() : run[-1].end() + 3]
        whole = text[run[at].start() : run[-1].end()]
        alone = re.match(r"\s*(?:$|[\n<;,(|])", after) is not None
        return ": " in before or (alone and not before.strip(" ")) or len(re.findall(re.escape(whole), text)) > 1

    def _place_in(self, text: str, run: list[re.Match[str]], lows: list[str]) -> Named | None:
        """ "Spring Bank Surgery", "at Stepping Out": words of the language all, but a place's name together."""
        what = next((n for n in range(1, len(run)) if places.kind_after(text, run[n - 1].end())), None)
        first_word = begins(text, run[0].start())
        stop = lows[0] in field_words() and first_word
        first = 1 if stop and len(run) > 1 else 0
        if what is not None and first < what and not all(low in places.PLAIN for low in lows[first:what]):
            return self._named(text, run[first:])
        small = places.small_kind_after(text, run[-1].end())
        mine = [low for low in lows[first:] if low not in places.PLAIN and low not in field_words()]
        if small and mine and not (first_word and len(run) == 1):
            return self._named(text, run[first:])
        if first_word or len(run) < 2 or lows[-1] in places.HEADS or all(low in places.PLAIN for low in lows):
            return None
        if not places.PLACE_BEFORE.search(text[max(0, run[0].start() - 30) : run[0].start()]):
            return None
        if all(low in field_words() for low in lows) and not re.search(
            r"\b(?:at|outside|near|opposite|attends|attending|attended|from|works for|employed by) $",
            text[max(0, run[0].start() - 14) : run[0].start()],
        ):
            return None
        if any(is_short_form(m.group()) for m in run):
            return None
        return Named(run[0].start(), run[-1].end(), " ".join(lows), "place")

    def _named(self, text: str, run: list[re.Match[str]]) -> Named:
        """The name that a run of words is: somebody's, or with the kind of place that it ends in or that follows."""
        start, end = run[0].start(), run[-1].end()
        for before in run:
            own = 2 if text[before.end() : before.end() + 2] in ("'s", "’s") else 0
            what = places.kind_after(text, before.end() + own)
            if what is None and before is run[-1] and not own:
                what = places.small_kind_after(text, before.end() + own)
            if what:
                words = text[start : before.end()]
                return Named(start, max(end, what.end()), words.casefold(), places.sort_of(what))
        return Named(start, end, self._known.key(text[start:end]), _person_or_place(text, start, end))

    # -------------------------------------------------------------------------------------------- doubts

    def doubtful(self, text: str, taken: Mapping[int, int]) -> list[Doubtful]:
        """Words that were not replaced and may yet be names, the most frequent first.

        Those with a capital and nowhere in small letters; and words of the language that somebody here is called by as
        well ("chance", where a friend is Chance). `taken` maps the starts of what was replaced to its ends.
        """
        counts: Counter[str] = Counter()
        seen: dict[str, str] = {}
        covered = sorted(taken.items())
        at = 0
        for match in _WORD.finditer(text):
            while at < len(covered) and covered[at][1] <= match.start():
                at += 1
            if at < len(covered) and covered[at][0] < match.end():
                continue
            if self._may_be_somebody(text, match):
                word = match.group()
                counts[word] += 1
                seen.setdefault(word, " ".join(text[max(0, match.start() - 30) : match.end() + 30].split()))
        return [Doubtful(word, count, seen[word]) for word, count in counts.most_common()]

    def _may_be_somebody(self, text: str, match: re.Match[str]) -> bool:
        word, low = match.group(), match.group().casefold()
        namesake = low in self._known.short.firsts and low not in lexicon.small_words()
        if word == low:
            return namesake and low not in lexicon.MODALS | lexicon.CALENDAR
        if namesake:
            return True
        if len(word) < 2 or low in field_words() or low in lexicon.kept_words() or self._judge.stands_small(low):
            return False
        if word.isupper() and len(word) > 3:
            return False
        return not is_word(low) or low in given_words() or not begins(text, match.start())


def _person_or_place(text: str, start: int, end: int) -> str:
    """ "in Hexby" is a place; "in Hexby's room" tells of a person."""
    within = _WITHIN.search(text[max(0, start - 9) : start]) is not None
    return "place" if within and text[end : end + 2] not in ("'s", "’s") else "person"


def _one_name(before: str, between: str) -> bool:
    """Are two words with capitals one name: a blank between them, "J. Pike", "Ans van Dam"?"""
    return (
        between in (" ", "  ", " ")
        or (between == ". " and len(before) == 1)
        or _PARTICLE.fullmatch(between) is not None
        or (
            between in ("'s ", "’s ")
            and before in ("Bishop", "King", "Queen", "Abbot", "Earl", "Prince", "Lord", "Monk")
        )
    )
