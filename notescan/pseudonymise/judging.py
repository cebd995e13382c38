"""Is a word with a capital somebody's name? By what is known of the case, and by the words around it."""

from __future__ import annotations

import re
from collections import Counter

from notescan.pseudonymise import lexicon
from notescan.pseudonymise.known import KnownNames
from notescan.pseudonymise.lexicon import field_words, given_words, is_word, titles

CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
LETTER = r"[^\W\d_]"
TOKEN = re.compile(rf"(?<![\w@]){CAPITAL}{LETTER}*(?:[-'’](?!(?:s|S|d|ll|m|ve|re|t)\b){LETTER}+)*(?!\w|['’]t\b)")
"""A word with a capital, without a possessive's s."""
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n•*\-–—|\"“‘(\[/>]|\d[.)])\s*$")
_ABBREVIATED = re.compile(r"^(?!(?:Mac|Mc|Fitz|O['’]|D['’])[A-Z])(?:[A-Z]{2,4}s?|[A-Z]\w{0,2}[A-Z]\w?|[A-Z]/[A-Z])$")
_NAMED = re.compile(
    r"\b(?:called|named|known as|known to \w+ as|name is|name['’]s|nickname(?:d)?|goes by|aka|alias) [\"“'‘]?$"
)
_SEASONS = frozenset({"spring", "summer", "autumn", "winter"})
_SEASON_BEFORE = re.compile(r"\b(?:last|next|this|early|mid|late|every|each|in|over|during|by) $")
_SEASON_OF = re.compile(
    r" (?:terms?|holidays?|breaks?|camps?|schools?|clubs?|fairs?|fayres?|half|balls?|uniform|clothes|schemes?|time|"
    r"exams?|programmes?|plays?|reading|activities|fete|project|series|solstice|\d)"
)
_DAY_AFTER = re.compile(r"(?:-|\.?,? ?(?:\d|the \d))")
_SMALL_AFTER = re.compile(r" ([a-z]+)")


class Judge:
    """Judges the words of one case: `text` shows which of them stand in small letters too."""

    def __init__(self, known: KnownNames, text: str) -> None:
        self._known = known
        self._small = Counter(re.findall(r"(?<![\w'’])[a-zà-ÿ]{2,}", text))
        self.names: frozenset[str] = frozenset()
        self.names = self._named_words(text)

    def stands_small(self, low: str) -> bool:
        """Does the case write the word in small letters as well?"""
        return bool(self._small[low])

    def _named_words(self, text: str) -> frozenset[str]:
        """Words with a capital that are no words of the language, or given names within a sentence: names anywhere."""
        found = set()
        for match in TOKEN.finditer(text):
            word, low = match.group(), match.group().casefold()
            given = low in given_words() and not begins(text, match.start())
            if (
                self.is_unknown(word)
                or given
                or self._is_timely_name(text, match)
                or self._only_with_capital(text, match)
            ):
                found.add(low)
        return frozenset(found)

    def is_name(self, text: str, match: re.Match[str]) -> bool:
        """Is this word with a capital a name, or the chief word of one?"""
        word = match.group()
        low = word.casefold()
        known = low in self._known.forms or low in self._known.short.firsts
        if known and not self.begins_otherwise(text, match.start(), match.end()):
            return True
        if _NAMED.search(text[max(0, match.start() - 24) : match.start()]) and low not in titles():
            return True
        if word.isupper() and len(word) > 2 and low in self._known.words and low not in lexicon.kept_words():
            return True
        if _ABBREVIATED.match(word) or len(word) < 2:
            return False
        if low in lexicon.CALENDAR:
            return self._is_timely_name(text, match)
        first = begins(text, match.start())
        if low in given_words() or low in lexicon.MODALS:
            if not first:
                return low in given_words()
            known = low in self.names or low in self._known.words
            return lexicon.acts(text, match.end()) or (known and lexicon.is_subject(text, match.end()))
        if low in self._known.words and lexicon.is_subject(text, match.end()):
            return True
        begun = len(low) > 2 and low not in lexicon.small_words() and self._known.short.owner(low) is not None
        if begun and lexicon.acts(text, match.end()):
            return True
        if not first and low not in field_words() and low not in titles() and lexicon.is_subject(text, match.end()):
            return not in_heading(text, match.start())
        return low in self.names or self.is_unknown(word)

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
            and not begins(text, match.start())
            and not in_heading(text, match.start())
        )

    def begins_otherwise(self, text: str, start: int, end: int) -> bool:
        """Does a sentence begin with a word that somebody is called as well: "Will she come?", "Summer clothes"?"""
        low = text[start:end].casefold()
        if low not in lexicon.MODALS and low not in lexicon.CALENDAR:
            return False
        if not begins(text, start):
            return low in lexicon.CALENDAR and not self._is_timely(text, low, start, end)
        follows = _SMALL_AFTER.match(text, end)
        return follows is not None and not lexicon.is_subject(text, end) and low != follows[1].rstrip("s")

    def _is_timely_name(self, text: str, match: re.Match[str]) -> bool:
        """ "May will see her", "my colleague June": not "in May", not "June 2024"."""
        low = match.group().casefold()
        return low in lexicon.CALENDAR and self._is_timely(text, low, match.start(), match.end())

    @staticmethod
    def _is_timely(text: str, low: str, start: int, end: int) -> bool:
        if _DAY_AFTER.match(text, end) is not None:
            return False
        if begins(text, start):
            return lexicon.acts(text, end) or (low == "may" and text.startswith((" will ", " has "), end))
        if low in _SEASONS:
            return _SEASON_OF.match(text, end) is None and not _SEASON_BEFORE.search(text[max(0, start - 8) : start])
        if lexicon.after_time(text, start):
            return False
        listed = re.match(r",? and [A-Z]", text[end : end + 8]) or re.search(
            r"[A-Z]\w+ and $", text[max(0, start - 20) : start]
        )
        return lexicon.is_subject(text, end) or listed is not None

    @staticmethod
    def is_unknown(word: str) -> bool:
        """No word of the language, of the field or of the calendar."""
        low = word.casefold()
        if _ABBREVIATED.match(word) or len(word) < 2 or low in field_words() or low in titles():
            return False
        if (word.isupper() and low in lexicon.kept_words()) or word[1:2] == "-":  # "V-shaped"
            return False
        if len(low) < 5 and not re.search(r"[aeiouyà-ÿ]", low):
            return False
        parts = [part for part in re.split(r"[-'’]", low) if part]
        return not is_word(low) and not all(is_word(part) or part in field_words() for part in parts)


def is_short_form(word: str) -> bool:
    """Is it a short form by its capitals: "GP", "HoS"? "MacG" is a name."""
    return _ABBREVIATED.match(word) is not None


def begins(text: str, at: int) -> bool:
    """Does a sentence, a line, a label's value or a quotation begin at `at`?"""
    return _SENTENCE_END.search(text[max(0, at - 12) : at]) is not None or at == 0


def in_heading(text: str, at: int) -> bool:
    """Is the line one in which nearly every word has a capital, as headings have: then a capital tells nothing."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].strip()
    words = [word for word in re.findall(r"[^\W\d_]+", line) if len(word) > 3]
    return len(words) >= 2 and len(line) < 80 and all(word[0].isupper() for word in words)
