"""The sense of words, for telling whether two sentences speak of the same thing: stems, and classes of like words."""

from __future__ import annotations

import re
from itertools import chain

_STOP = frozenset(
    """
    a able about action actions after again agreed ahead all also am an and any apr april are as asap at aug august
    back be been before begin begun being bit both but by can carried christmas come complete completed could date
    day days dec december did direction directions do does done down due during each early easter eight end ensure
    etc every feb february finish finished first five for four fri friday from get gets getting give given go goes
    going gone good got had half happen happened has have he her here him his how i if in into is it its jan january
    jul july jun june just keep last late let ll look looked lot made make makes many mar march may me mid might mon
    monday month months more most much must my nd need needs new next nine no nor not note nov november now oct
    october of off old on one only onto or our out outcome over part per picture please pm proper properly put
    quite rd re really recorded same sat saturday second sep sept september set seven shall she should since six so
    some soon st start started still sun sunday sure take taken task ten term th than that the their them then there
    these they thing things third this those three thu thur thurs thursday till time to today tomorrow took try tue
    tues tuesday two under until up us use ve very via want wants was way we wed wednesday weds week weeks well were
    what when where whether which who whom why will with within would yes yet you your
    """.split()
)
_CLASSES = {
    "see": "see seen saw sees met meet meets visit visited visits visiting caught spoken",
    "call": "ring rang rung rings phone phoned call called calls telephone telephoned contact contacted speak spoke "
    "spoken talk talked chase chased",
    "write": "write wrote written writes letter email emailed emails draft drafted",
    "gcp": "gcp gcp2 graded profile neglect-tool",
    "pams": "pams pam",
    "chronology": "chronology chronologies chron events timeline",
    "refer": "refer referral referred referrals",
    "alone": "alone own himself herself themselves individually ownsome",
    "assess": "assess assessment assessed assessments assessor",
    "school": "school schools sch dsl teacher head senco",
    "exploitation": "exploitation reoc cse cce",
    "health-visitor": "hv visitor",
    "doctor": "gp doctor surgery practice",
    "dentist": "dentist dental",
    "review": "review reviewed reviews rcpc",
    "home": "home house flat",
    "file": "file files record records papers closed",
    "legal": "legal solicitor lawyers gateway plo",
    "book": "book booked books arrange arranged fix fixed organise organised diary slot",
    "share": "share shared send sent sends circulate circulated copy copied",
    "sibling": "sibling siblings half-sibling half-siblings brother sister",
    "manager": "manager managers",
    "joint": "joint jointly together sit sitting sat sit-down",
    "form": "form forms",
    "apply": "apply applied application applications bid",
    "housing": "housing tenancy landlord",
    "find": "find found finds trace traced tracing",
    "meeting": "meeting meetings mtg",
    "licence": "licence provisional",
}
_CLASS_OF = {word: name for name, words in _CLASSES.items() for word in words.split()}
WEAK = frozenset(
    "care see call write share book joint home file find meeting supervis plan group core cin review conferenc".split()
)
"""Senses that any note may hold: they join a match, but do not make one."""
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9'’\-]*")


class _Known(dict[str, tuple[str, ...]]):
    """The senses of each piece of text between blanks that was met so far."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        words = (word.lower().replace("’", "'") for word in _WORD.findall(chunk))
        found = tuple(sense for word in words for sense in _sense(word))
        if len(self) < _REMEMBERED:
            self[chunk] = found
        return found


_known = _Known()
_REMEMBERED = 50_000


def senses(words: str) -> list[str]:
    """The words that carry the sense, each cut to a stem or to the name of its class, without repeats."""
    return list(dict.fromkeys(chain.from_iterable(map(_known.__getitem__, words.split()))))


def sense_of(words: str) -> frozenset[str]:
    """The senses of words, where their order does not matter."""
    return frozenset(chain.from_iterable(map(_known.__getitem__, words.split())))


def _sense(word: str) -> tuple[str, ...]:
    word = word.strip("'-")
    word = word[:-2] if word.endswith("'s") else word
    if len(word) < 2 or word in _STOP or "'" in word:
        return ()
    if word in _CLASS_OF:
        return (_CLASS_OF[word],)
    if "-" in word:
        return tuple(sense for part in word.split("-") for sense in _sense(part))
    return (_stem(word),)


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ments", "ment", "ies", "ied", "ed", "es", "ly", "s", "y", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= (5 if ending in ("e", "y") else 3):
            return word[: -len(ending)]
    return word
