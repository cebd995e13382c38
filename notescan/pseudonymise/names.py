"""The names in a text: the people of the roster, other people's, schools' and places', and words that may be names.

Rather one word too many than a name left standing. What a capital alone can't settle is told, for a human look.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from notescan.model import Roster
from notescan.pseudonymise import lexicon, places
from notescan.pseudonymise.hurried import HurriedNames
from notescan.pseudonymise.labels import label_values
from notescan.pseudonymise.lexicon import field_words, given_words, is_word, titles
from notescan.pseudonymise.short_forms import ShortForms

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_LETTER = r"[^\W\d_]"
_TOKEN = re.compile(rf"(?<![\w@]){_CAPITAL}{_LETTER}*(?:[-'’](?!(?:s|S|d|ll|m|ve|re|t)\b){_LETTER}+)*(?![\d_])")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n•*\-–—|\"“‘(\[/>]|\d[.)])\s*$")
_ABBREVIATED = re.compile(r"^(?!(?:Mac|Mc|Fitz|O['’]|D['’])[A-Z])(?:[A-Z]{2,4}s?|[A-Z]\w{0,2}[A-Z]\w?|[A-Z]/[A-Z])$")
_ONE_LETTER = re.compile(r"(?<=[a-z,;] )(?<![\w.'’&/-])[A-HJ-Z](?=['’]s\b|[ ,.;?!)])(?!\.\w)")
_LETTER_SIGNED = re.compile(r"(?<=[.?!] )[A-HJ-Z](?=[\"”]|\s*$|\s*\n)")
_NO_LETTER_AFTER = frozenset(
    "plan vitamin an a grade block hepatitis hep type option class unit part section appendix group set year "
    "category flat "
    "house room zone tier team route level schedule form table step stage point item figure band size form bus".split()
)
_LETTER_OF = re.compile(r" (?:levels?|star|shirts?|rays?|turn|plates?|grades?|team|road|and [A-Z]\b|\d)")
_NAMED = re.compile(
    r"\b(?:called|named|known as|known to \w+ as|name is|name['’]s|nickname(?:d)?|goes by|aka|alias) [\"“'‘]?$"
)
_TWO_PLACES = re.compile(rf"\b{_CAPITAL}{_LETTER}+ (?:and|&) {_CAPITAL}{_LETTER}+")
_CHOSEN_SEASON = re.compile(
    r" (?:terms?|holidays?|breaks?|camps?|schools?|clubs?|fairs?|fayres?|half|balls?|uniform|clothes|schemes?|"
    r"programmes?|"
    r"plays?|time|exams?|reading|scheme|activities|fete|project|series|solstice|\d)"
)
_INITIALS = re.compile(r"(?<![\w@&/.'’-])(?:[A-Z]\.?){2,4}(?![\w&@])(?!/[A-Z])")
_PARTICLE = re.compile(r" (?:van|von|de|den|der|da|dos|du|la|le|el|al|bin|ibn|bint|ap|ab)(?: (?:der|den|la|los))? ")
_TRAILING = frozenset(
    "social worker manager team visitor health head teacher police review meeting visit conference assessment asye "
    "senior practitioner assistant deputy nurse officer family support duty supervision call update".split()
)


STOP_LETTERS = frozenset("an as at be by do go he if in is me my of on or so to up we".split())


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
                if name.isupper() or name.casefold() not in lexicon.kept_words() | lexicon.small_words():
                    self._know(name, f"person {number}")
        self._forms = self._pattern(self._known)
        self._short = ShortForms({})
        self._places: re.Pattern[str] | None = None
        self._names = self._named_words(text)
        found = list(self._runs(text))
        labelled = (n for n in self._labelled(text) if n.kind != "person")
        places_found = {text[n.start : n.end].casefold(): n.key for n in (*labelled, *found) if n.kind != "person"}
        often = Counter(text[n.start : n.end].casefold() for n in found)
        for named in found:
            words = text[named.start : named.end]
            plain = any(word.casefold() in ("the", "of", "and", "our", "my") for word in words.split())
            single = words.casefold() in given_words() or often[words.casefold()] > 1
            if named.kind == "person" and "\n" not in words and not plain and (single or 2 <= len(words.split()) <= 4):
                self._know(words, named.key)
        self._short = ShortForms(self._known)
        self._places = self._pattern({w: k for w, k in places_found.items() if len(w.split()) > 1 and "\n" not in w})
        self._place_keys = places_found
        words = {word for word in self._shared if len(word) > 2} | self._names
        self._hurried = HurriedNames(text, words, self._short)

    def _know(self, name: str, key: str) -> None:
        self._known.setdefault(name.casefold(), key)
        for word in name.split():
            self._shared.setdefault(word.casefold(), set()).add(key)

    def _pattern(self, names: Mapping[str, str]) -> re.Pattern[str] | None:
        """All these names, the longest first; short ones and words of the language only with their capitals."""
        forms = sorted(names, key=len, reverse=True)
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
            word, low = match.group(), match.group().casefold()
            given = low in given_words() and not _begins(text, match.start())
            if (
                self._unknown(word)
                or given
                or self._is_timely_name(text, match)
                or self._only_with_capital(text, match)
            ):
                found.add(low)
        return frozenset(found)

    # ------------------------------------------------------------------------------------------- finding

    def find(self, text: str) -> Iterator[Named]:
        """Every name, in no order; they may overlap."""
        if self._forms is not None:
            for match in self._forms.finditer(text):
                if not self._begins_otherwise(text, match.start(), match.end()):
                    yield Named(match.start(), match.end(), self._key(match.group()), "person")
        if self._places is not None:
            for match in self._places.finditer(text):
                key = self._place_keys[match.group().casefold()]
                yield Named(match.start(), match.end(), key, "place")
        for match in places.SAINT.finditer(text):
            what = places.kind_after(text, match.end()) or places.small_kind_after(text, match.end())
            key = (match["name"] or match["welsh"] or match["holy"]).casefold()
            yield Named(match.start(), what.end() if what else match.end(), key, places.sort_of(what))
        yield from self._runs(text)
        yield from self._labelled(text)
        for match in _TWO_PLACES.finditer(text):
            what = places.kind_after(text, match.end())
            if what and not any(w.casefold() in self._shared for w in match.group().split()):
                yield Named(match.start(), what.end(), match.group().casefold(), places.sort_of(what))
        for start, end in self._hurried.people(text):
            what = places.small_kind_after(text, end)
            if what and text[start:end] not in self._shared:
                yield Named(start, what.end(), text[start:end], places.sort_of(what))
            else:
                yield Named(start, end, self._key(text[start:end]), "person")
        for start, end in self._hurried.places(text):
            yield Named(start, end, text[start:end], "place")
        yield from self._initials(text)

    def _initials(self, text: str) -> Iterator[Named]:
        for match in _INITIALS.finditer(text):
            key = self._short.initials(match.group())
            if key and self._is_somebody(text, match):
                yield Named(match.start(), match.end(), key, "person")
        for match in _ONE_LETTER.finditer(text):
            before = re.search(r"(\w+)[,;]? $", text[max(0, match.start() - 20) : match.start()])
            after = _LETTER_OF.match(text, match.end())
            free = before and before[1].casefold() not in _NO_LETTER_AFTER and not after
            if free and self._short.is_first_letter(match.group()):
                yield Named(match.start(), match.end(), f"initials {match.group().casefold()}", "person")
        for match in _LETTER_SIGNED.finditer(text):
            if self._short.is_first_letter(match.group()):
                yield Named(match.start(), match.end(), f"initials {match.group().casefold()}", "person")
        for start, end in self._short.signed(text):
            yield Named(start, end, self._key(text[start:end]), "person")

    def _is_somebody(self, text: str, match: re.Match[str]) -> bool:
        """Are these letters, which are somebody's initials, no short form of the field's? What acts or signs is a "
        "person.

        "SW" stays a social worker, whoever else it may be.
        """
        letters = match.group().replace(".", "").casefold()
        after = text[match.end() : match.end() + 20]
        if letters in STOP_LETTERS:
            around = text[max(0, match.start() - 12) : match.start()] + after
            return not re.search(r"\b[A-Z]{3,}\b", around.replace(match.group(), "")) and letters not in (
                "it",
                "us",
                "no",
            )
        if letters in field_words():
            return False
        if letters not in lexicon.kept_words():
            return True
        signs = re.match(r"[ \t]*(?:[\"”]|$|\n)|(?: and| to| -| –|:|\))", after) is not None
        return signs or lexicon.acts(text, match.end())

    def _labelled(self, text: str) -> Iterator[Named]:
        """What a form's label calls a name: "Mother: Hope Wood", "School: Little Acorns"."""
        for start, end, is_place in label_values(text):
            run: list[re.Match[str]] = []
            for match in [*_TOKEN.finditer(text, start, end), None]:
                if run and not (match and _one_name(run[-1].group(), text[run[-1].end() : match.start()])):
                    if any(self._may_be_name(m.group()) for m in run) and not self._is_generic(run):
                        kind = "place" if is_place else "person"
                        words = text[run[0].start() : run[-1].end()]
                        yield Named(run[0].start(), run[-1].end(), self._key(words), kind)
                    run = []
                if match is not None:
                    run.append(match)

    def _may_be_name(self, word: str) -> bool:
        low = word.casefold()
        if word.isupper() and len(word) > 2:
            return low not in field_words() and low not in lexicon.kept_words()
        return not (_ABBREVIATED.match(word) or len(word) < 2 or low in field_words() or low in titles())

    def _is_generic(self, run: list[re.Match[str]]) -> bool:
        lows = [m.group().casefold() for m in run]
        return lows[-1] in places.HEADS or all(low in places.PLAIN for low in lows)

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
        lows = [m.group().casefold() for m in run]
        after_title = next((n for n in range(len(run) - 1, 0, -1) if self._titled(lows[n - 1], lows[n])), None)
        kinds = [self._is_name(text, match) for match in run]
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
        return title in (
            "mr",
            "mrs",
            "ms",
            "mx",
            "miss",
            "dr",
            "prof",
            "pc",
            "dc",
            "ds",
            "di",
            "wpc",
            "sgt",
            "pcso",
        ) or (low not in field_words())

    def _trimmed(self, run: list[re.Match[str]], kinds: list[bool]) -> list[re.Match[str]]:
        """ "Jo Pike Social Worker" is Jo Pike; a kind of place at the end stays."""
        last = len(run)
        while last > 1 and not kinds[last - 1] and run[last - 1].group().casefold() in _TRAILING:
            last -= 1
        return run[:last]

    def _belongs(self, text: str, run: list[re.Match[str]], at: int) -> bool:
        """Is the word before a name a part of it: "J", "Upper", "Will" before "Tranter"?"""
        word, low = run[at].group(), run[at].group().casefold()
        if len(word) == 1:
            return word != "I"
        begins = _begins(text, run[at].start())
        if low in places.QUALIFIERS:
            return not begins
        if low in given_words() or low in lexicon.CALENDAR or low in lexicon.MODALS:
            return not (begins and low in lexicon.MODALS) or self._stands_alone(text, run, at)
        return not begins and low not in field_words() and low not in titles() and not _ABBREVIATED.match(word)

    def _stands_alone(self, text: str, run: list[re.Match[str]], at: int) -> bool:
        """ "To: Will Tranter" or a line with nothing else; not "Will Tranter come?"."""
        before, after = text[max(0, run[at].start() - 3) : run[at].start()], text[run[-1].end() : run[-1].end() + 3]
        whole = text[run[at].start() : run[-1].end()]
        alone = re.match(r"\s*(?:$|[\n<;,(|])", after) is not None
        return ": " in before or (alone and not before.strip(" ")) or len(re.findall(re.escape(whole), text)) > 1

    def _place_in(self, text: str, run: list[re.Match[str]], lows: list[str]) -> Named | None:
        """ "Spring Bank Surgery", "at Stepping Out": words of the language all, but a place's name together."""
        what = next((n for n in range(1, len(run)) if places.kind_after(text, run[n - 1].end())), None)
        begins = _begins(text, run[0].start())
        stop = lows[0] in field_words() and begins
        first = 1 if stop and len(run) > 1 else 0
        if what is not None and first < what and not all(low in places.PLAIN for low in lows[first:what]):
            return self._named(text, run[first:])
        small = places.small_kind_after(text, run[-1].end())
        mine = [low for low in lows[first:] if low not in places.PLAIN and low not in field_words()]
        if small and mine and not (begins and len(run) == 1):
            return self._named(text, run[first:])
        if begins or len(run) < 2 or lows[-1] in places.HEADS or all(low in places.PLAIN for low in lows):
            return None
        if not places.PLACE_BEFORE.search(text[max(0, run[0].start() - 30) : run[0].start()]):
            return None
        if all(low in field_words() for low in lows) and not re.search(
            r"\b(?:at|outside|near|opposite|attends|attending|attended|from|works for|employed by) $",
            text[max(0, run[0].start() - 14) : run[0].start()],
        ):
            return None
        if any(_ABBREVIATED.match(m.group()) for m in run):
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
        return Named(start, end, self._key(text[start:end]), "person")

    def _is_name(self, text: str, match: re.Match[str]) -> bool:
        word = match.group()
        low = word.casefold()
        known = low in self._known or low in self._short.firsts
        if known and not self._begins_otherwise(text, match.start(), match.end()):
            return True
        if _NAMED.search(text[max(0, match.start() - 24) : match.start()]) and low not in titles():
            return True
        if word.isupper() and len(word) > 2 and low in self._shared and low not in lexicon.kept_words():
            return True
        if _ABBREVIATED.match(word) or len(word) < 2:
            return False
        if low in lexicon.CALENDAR:
            return self._is_timely_name(text, match)
        begins = _begins(text, match.start())
        if low in given_words() or low in lexicon.MODALS:
            if not begins:
                return low in given_words()
            known = low in self._names or low in self._shared
            return lexicon.acts(text, match.end()) or (known and lexicon.is_subject(text, match.end()))
        if low in self._shared and lexicon.is_subject(text, match.end()):
            return True
        if len(low) > 2 and lexicon.acts(text, match.end()) and self._short.owner(low):
            return True
        if not begins and low not in field_words() and low not in titles() and lexicon.is_subject(text, match.end()):
            return not _in_heading(text, match.start())
        return low in self._names or self._unknown(word)

    def _only_with_capital(self, text: str, match: re.Match[str]) -> bool:
        """ "the Beeches", "Martin": a word of the language, but within a sentence, and here only with a capital."""
        word, low = match.group(), match.group().casefold()
        return (
            not _ABBREVIATED.match(word)
            and len(word) > 1
            and not self._small[low]
            and low not in field_words()
            and low not in titles()
            and low not in lexicon.CALENDAR
            and low not in lexicon.kept_words()
            and not _begins(text, match.start())
            and not _in_heading(text, match.start())
        )

    def _begins_otherwise(self, text: str, start: int, end: int) -> bool:
        """Does a sentence begin with a word that somebody is called as well: "Will she come?", "Summer clothes"?"""
        low = text[start:end].casefold()
        if low not in lexicon.MODALS and low not in lexicon.CALENDAR:
            return False
        if not _begins(text, start):
            return low in lexicon.CALENDAR and not self._is_timely(text, low, start, end)
        follows = re.match(r" [a-z]+", text[end:])
        return follows is not None and not lexicon.is_subject(text, end) and low != follows[0].strip().rstrip("s")

    def _is_timely_name(self, text: str, match: re.Match[str]) -> bool:
        """ "May will see her", "my colleague June": not "in May", not "June 2024"."""
        low = match.group().casefold()
        return low in lexicon.CALENDAR and self._is_timely(text, low, match.start(), match.end())

    @staticmethod
    def _is_timely(text: str, low: str, start: int, end: int) -> bool:
        if re.match(r"(?:-|\.?,? ?(?:\d|the \d))", text[end : end + 10]) is not None:
            return False
        if _begins(text, start):
            return lexicon.acts(text, end)
        if low in ("spring", "summer", "autumn", "winter"):
            timed = re.search(
                r"\b(?:last|next|this|early|mid|late|every|each|in|over|during|by) $", text[max(0, start - 8) : start]
            )
            return _CHOSEN_SEASON.match(text, end) is None and timed is None
        if lexicon.after_time(text, start):
            return False
        listed = re.match(r",? and [A-Z]", text[end : end + 8]) or re.search(
            r"[A-Z]\w+ and $", text[max(0, start - 20) : start]
        )
        return lexicon.is_subject(text, end) or listed is not None

    def _unknown(self, word: str) -> bool:
        """No word of the language, of the field or of the calendar."""
        low = word.casefold()
        if _ABBREVIATED.match(word) or len(word) < 2 or low in field_words() or low in titles():
            return False
        if word.isupper() and low in lexicon.kept_words():
            return False
        if len(low) < 5 and not re.search(r"[aeiouyà-ÿ]", low):
            return False
        parts = [part for part in re.split(r"[-'’]", low) if part]
        return not is_word(low) and not all(is_word(part) or part in field_words() for part in parts)

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
        if len(low.split()) == 1:
            meant = self._short.meant(low, self._shared)
            if meant and len(self._shared[meant]) == 1:
                return next(iter(self._shared[meant]))
            return self._short.owner(low) or low
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
            if len(word) < 2 or low in field_words() or low in lexicon.kept_words() or self._small[low]:
                continue
            if word.isupper() and len(word) > 3:
                continue
            if not is_word(low) or low in given_words() or not _begins(text, match.start()):
                counts[word] += 1
                seen.setdefault(word, " ".join(text[max(0, match.start() - 30) : match.end() + 30].split()))
        return [Doubtful(word, count, seen[word]) for word, count in counts.most_common()]


def _begins(text: str, at: int) -> bool:
    """Does a sentence, a line, a label's value or a quotation begin at `at`?"""
    return _SENTENCE_END.search(text[max(0, at - 12) : at]) is not None or at == 0


def _in_heading(text: str, at: int) -> bool:
    """Is the line one in which nearly every word has a capital, as headings have: then a capital tells nothing."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].strip()
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(words) >= 2 and len(line) < 80 and all(word[0].isupper() for word in words)


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


def _as_written(name: str) -> str:
    return " ".join(re.sub(r"(^|[-'’.])(\w)", lambda m: m[1] + m[2].upper(), word) for word in name.split())
