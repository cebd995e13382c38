"""Whether the words around a date look back or ahead: the nearest verb, and the word right before the date."""

from __future__ import annotations

import re
from itertools import takewhile

from .mention import Bound

_BEHIND = 140
_AHEAD = 70
"""How many characters before and after the date are looked at."""

_TOKEN = re.compile(r"[a-z][a-z'’]*|[.!?;](?=\s)|\n\s*\n|\n(?=\s?[-*•])")

_BACK = frozenset(
    """was were did had said told saw went came rang spoke took gave got met made found felt left brought heard sent ran
    sat knew kept held lost wrote thought bought caught taught slept woke began broke drove ate fell chose drank been done
    gone taken given seen became grew hid paid stood stayed threw wore won hurt didn't wasn't weren't hadn't didnt wasnt
    spent shut last ago since previously already hasn't haven't swore stole shook rose understood lent dealt meant built
    drew ended quit rode sang sank shot slid spilt stuck struck swam tore""".split()
)
_ON = frozenset(
    """will won't wont shall would wouldn't gonna due plan plans planning booking arranging scheduling schedule arrange
    proposing hoping hopes hope expects needs need must should might next please deadline target diarised tbc wants aims
    aim intends deferred pencilled upcoming forthcoming adjourned starts begins runs expires ends finishes returns opens
    closes retires""".split()
)
_PRESENT = frozenset("is are am has have i'm he's she's it's they're we're may can can't cannot isn't aren't".split())
"""The present tells as often of a habit as of a plan."""
_SET_AHEAD = frozenset(
    """planned booked arranged rearranged re-arranged scheduled rescheduled proposed expected postponed agreed needed listed
    timetabled invited asked offered delayed moved fixed confirmed extended""".split()
)
"""Past forms that set a day to come, when the date is what they set ("booked for Tuesday")."""
_NO_VERB = frozenset(
    "the a an his her my our their its me him them us you it this that these those school nursery college court".split()
)
_ACTS = frozenset(
    "went came gone been took taken had managed failed popped got used refused unable able forgot began started tried".split()
)
_NO_PAST = frozenset("need indeed speed shed bed red feed seed weed breed proceed exceed agreed hundred bored".split())

_BOUNDS: dict[str, Bound] = {
    "by": "by", "due": "by", "due by": "by", "due on": "by", "due in": "by", "due for": "by", "later than": "by",
    "deadline": "by", "deadline of": "by", "since": "since", "until": "until", "till": "until", "til": "until",
    "up to": "until", "from": "from", "as of": "from", "starting": "from", "commencing": "from", "wef": "from",
    "before": "before", "prior to": "before", "ahead of": "before", "after": "after", "following": "after",
}  # fmt: skip
_BEEN = frozenset("be being get getting gets".split())
_PAPERS = frozenset(
    """one ones those plan report letter minutes assessment entry note notes action actions record records papers
    statement direction directions referral email review visit meeting supervision""".split()
)
_BETWEEN = frozenset("about around the at last next".split())


def bound_before(low: str, start: int) -> Bound | None:
    """What the words right before `start` make of the date: "by", "since" ...; `low` is lowered text."""
    words = low[max(0, start - 32) : start].split()[-4:]
    while words and words[-1] in _BETWEEN:
        words.pop()
    if not words:
        return None
    last = words[-1].strip("(:")
    return _BOUNDS.get(f"{words[-2]} {last}" if len(words) > 1 else "") or _BOUNDS.get(last)


def leaning(low: str, start: int, end: int, bound: Bound | None) -> int:
    """How the words around [start, end) lean: below 0 to what has been, above 0 to what is to come, 0 no way.

    2 or -2 where a verb before the date says so, 1 or -1 where only the present tense or a verb after it does.
    "by", "until" and "from" look ahead and "since" back, unless a verb says otherwise.
    """
    if bound == "since":
        return -2
    before = _clause(_TOKEN.findall(low[max(0, start - _BEHIND) : start])[::-1])[::-1]
    if len(before) > 1 and before[-1] in ("from", "of", "dated") and before[-2] in _PAPERS:
        return -2
    for i in range(len(before) - 1, -1, -1):
        way = _way(before, i, before_date=True)
        if way:
            return way if bound != "by" else max(way, 0) or -1
    if bound in ("by", "until", "from"):
        return 2
    after = _clause(_TOKEN.findall(low[end : end + _AHEAD]))
    return next((1 if way > 0 else -1 for i in range(len(after)) if (way := _way(after, i, before_date=False))), 0)


def _clause(tokens: list[str]) -> list[str]:
    """The words up to the first that ends a sentence or turns it."""
    return list(takewhile(lambda w: w[0].isalpha() and w not in ("but", "though", "although"), tokens))


def _way(words: list[str], i: int, *, before_date: bool) -> int:
    """Which way the word at `i` points by itself."""
    word = words[i].replace("’", "'")
    if word == "to":
        following = words[i + 1] if i + 1 < len(words) else ""
        if not following or following in _NO_VERB or following.endswith("ed"):
            return 0
        # "went to see nan on Tuesday" is one act, and it has been.
        return -2 if before_date and not _ACTS.isdisjoint(words[max(0, i - 3) : i]) else 2
    if word in _ON or word.endswith(("'ll", "'d")):
        return 2
    if word in _PRESENT:
        return 1
    if word in _SET_AHEAD:
        return 2 if before_date and i + 3 > len(words) else -2
    if word in _BACK or (word.endswith("ed") and len(word) > 4 and word not in _NO_PAST):
        # "to be done", "is getting married": the word before says when.
        return 0 if i and words[i - 1] in _BEEN else -2
    return 0
