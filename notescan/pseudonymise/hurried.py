"""Names in notes that are written without capitals: known ones, and unknown words where a name has to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from notescan.pseudonymise.lexicon import RELATIONS, acts, field_words, given_words, is_word, kept_words, titles
from notescan.pseudonymise.short_forms import ShortForms

_SMALL = re.compile(r"(?<![\w'’@.-])[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?(?![\w@]|['’]t\b)")
_BEFORE = re.compile(r"([\w’'/]+)\.?[ \t]+$")
_STREET = re.compile(
    r"\b(?:in|at|on|to|from|of|near) (?P<it>(?:\d{1,4}[a-z]? )?(?:[a-z]{3,} ){1,2}(?:road|rd|street|lane|avenue|ave|"
    r"close|crescent|"
    r"terrace|gardens|mews|grove)\b)"
)
_USUAL_STREETS = re.compile(
    r"\b(?:the|a|an|his|her|their|our|this|that|next|main|high|same|side|busy|quiet|every|another|whole|own|back|front|"
    r"ring|slip|dual|down|across|up|off|very|very|so|too|getting|came|come|stay|kept)\b"
)
_SAINT = re.compile(r"\bst\.? (?P<name>[a-zà-ÿ]{4,})(?: (?:and|&) st\.? [a-z]+)?")
_HOLY = re.compile(r"\b(?:our lady(?:['’]?s)?(?: of [a-z]+)?|sacred heart|holy (?:trinity|family|cross|rood|name))\b")
_NEVER_AFTER = frozenset(
    "the a an his her my our your their this that these those no some any by of little more much i we you he she they "
    "to can could will would don't dont not and/or in on per each every what which whose pay gas water phone".split()
)
_AFTER_NAMES = frozenset({"with", "w", "w/", "told", "tell", "rang", "from", "saw", "see", "and", "&", "+", "by", "re"})
_PLACE_BEFORE = frozenset({"in", "at", "near", "from"})
_INITIALS = re.compile(
    r"(?<![\w'’/.@-])[a-z]{2,3}(?= (?:told|said|rang|agreed|advised|informed|aware|asked|emailed|signed)\b)"
)
_VOWEL = re.compile(r"[aeiouyà-ÿ]")


class HurriedNames:
    """`known` are the words of names found with their capitals, `short` tells the first names among them."""

    def __init__(self, text: str, known: Collection[str], short: ShortForms) -> None:
        self._short = short
        self._firsts = short.firsts
        self._known = frozenset(known) | self._firsts
        self._learnt: frozenset[str] = frozenset()
        self._slips: dict[str, bool] = {}
        self._words = [word for word in set(re.findall(r"[a-z]{5,}", text)) if is_word(word)]
        if self._has_hurried_lines(text):
            self._learnt = frozenset(
                word for start, end in self._people(text) if (word := text[start:end]) not in self._known
            )

    @staticmethod
    def _has_hurried_lines(text: str) -> bool:
        """Do some lines or sentences begin without a capital, as in messages and notes typed on the way?"""
        small = len(re.findall(r"(?m)^[ \t]*[a-zà-ÿ]|[.!?] [a-zà-ÿ]", text))
        return small >= 3 or small > 0.2 * len(re.findall(r"(?m)^[ \t]*[A-ZÀ-Þ]|[.!?] [A-ZÀ-Þ]", text))

    def people(self, text: str) -> Iterator[tuple[int, int]]:
        """Where people are named in small letters."""
        yield from self._people(text)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Streets and churches in small letters."""
        for match in _STREET.finditer(text):
            if not _USUAL_STREETS.search(match["it"]) and not self._all_field(match["it"]):
                yield match.span("it")
        for match in _SAINT.finditer(text):
            if match["name"] not in field_words():
                yield match.span()
        for match in _HOLY.finditer(text):
            yield match.span()

    def _people(self, text: str) -> Iterator[tuple[int, int]]:
        for match in _INITIALS.finditer(text):
            word = match.group()
            known = self._short.initials(word) and not is_word(word)
            if known and word not in kept_words() and word not in field_words():
                yield match.span()
        for match in _SMALL.finditer(text):
            word, start, end = match.group(), match.start(), match.end()
            if len(word) < 3:
                continue
            before = _BEFORE.search(text[max(0, start - 25) : start])
            prior = before[1].casefold() if before else ""
            if self._is_name(word, prior, text, end):
                yield start, end
            elif word.endswith("s") and len(word) > 3 and self._owns(word[:-1], prior, text, end):
                yield start, end - 1

    def _is_name(self, word: str, prior: str, text: str, end: int) -> bool:
        if word in field_words() and word not in self._firsts:
            return False
        if word in self._known and is_word(word) and word not in self._firsts:
            return acts(text, end) and prior not in _NEVER_AFTER
        if word in self._firsts and (is_word(word) or word in given_words()):
            if prior in _NEVER_AFTER:
                return False
            return acts(text, end) or prior in _AFTER_NAMES or prior in RELATIONS
        if word in kept_words() or all(is_word(part) for part in word.split("-")):
            return False
        if word in self._known or word in self._learnt or self._short.meant(word, self._known):
            return True
        if prior in RELATIONS or prior in titles():
            return _VOWEL.search(word) is not None
        return prior in _PLACE_BEFORE and len(word) > 4 and _VOWEL.search(word) is not None and not self._slip(word)

    def _owns(self, word: str, prior: str, text: str, end: int) -> bool:
        """ "angels mum", "robs kicked off": a first name with its s and no apostrophe."""
        if word not in self._firsts and word not in self._known and word not in self._learnt:
            return False
        return (
            prior not in _NEVER_AFTER and re.match(r" [a-z]", text[end:]) is not None and not is_word(word + "s")
        ) or (word in self._firsts and prior not in _NEVER_AFTER and _possessed(text, end))

    def _slip(self, word: str) -> bool:
        if word not in self._slips:
            self._slips[word] = self._is_slip(word)
        return self._slips[word]

    def _is_slip(self, word: str) -> bool:
        """Is it a word of the language with a letter wrong?"""
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        near: Callable[..., object] = extractOne
        return near(word, [*field_words(), *self._words], scorer=OSA.distance, score_cutoff=1) is not None

    @staticmethod
    def _all_field(words: str) -> bool:
        return all(word in field_words() for word in words.split())


def _possessed(text: str, end: int) -> bool:
    return (
        re.match(
            r" (?:mum|mam|dad|nan|gran|sister|brother|room|house|school|worker|phone|number|mate|friend|gone|been|got|"
            r"kicked|in|at|not|on|asleep|here|there|home|back|coming|going|got|new|mother|father|partner|sofa|place)\b",
            text[end:],
        )
        is not None
    )
