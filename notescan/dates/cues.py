"""Whether the words around a date look back or ahead: the nearest verb, and the word right before the date."""

from __future__ import annotations

import re
from itertools import takewhile

from .mention import Bound

_BEHIND = 140
_AHEAD = 70
"""How many characters before and after the date are looked at."""
_CLOSE = 6
"""How many words off a verb may be to tell for sure."""

# Not the "am" of "2am", the "st" of "1st".
_TOKEN = re.compile(r"(?<![\da-z])[a-z][a-z'’]*|[.!?;](?=\s)|\n\s*\n|\n(?=\s?(?:[-*•]|\w+:))")

_BACK = frozenset(
    """was were did had said told saw went came rang spoke took gave got met made found felt left brought heard sent ran
    sat knew kept held lost wrote thought bought caught taught slept woke began broke drove ate fell chose drank been
    done gone taken given seen became grew hid paid stood stayed threw wore won hurt didn't wasn't weren't hadn't
    didnt wasnt spent shut last ago since previously already hasn't haven't swore stole shook rose understood lent dealt
    meant built drew ended quit rode sang sank shot slid spilt stuck struck swam tore""".split()
)
_ON = frozenset(
    """will won't wont shall would wouldn't gonna due planning booking arranging scheduling arrange
    proposing hoping hopes hope expects needs need must should might next please deadline target diarised tbc wants aims
    aim intends deferred pencilled upcoming forthcoming start begin adjourned starts begins runs expires
    ends finishes returns opens closes retires starting beginning commencing""".split()
)
_PRESENT = frozenset("is are am has have i'm he's she's it's there's they're we're can isn't aren't".split())
"""The present tells as often of a habit as of a plan."""
_MODAL = frozenset("will won't wont shall".split())
"""Words that look ahead however far off they stand in the clause."""
_SET = frozenset(
    "planned booked arranged rearranged scheduled rescheduled proposed expected needed listed timetabled".split()
)
_SET_TO = frozenset("agreed invited asked offered delayed moved fixed confirmed extended postponed put carried".split())
"""Past forms that set a day to come, when the date is what they set ("booked for Tuesday", "moved to Tuesday")."""
_LISTING = frozenset("and or then the on at also again both".split())
_FOR = frozenset("to for until till".split())
_HAD = frozenset("had hadn't was wasn't were weren't did didn't been".split())
_NO_VERB = frozenset(
    "the a an his her my our their its me him them us you it this that these those school nursery college court".split()
)
_WISHES = frozenset(
    """agreed asked offered planned needed promised hoped expected decided wanted intended arranged meant told advised
    invited reminded encouraged supposed minded""".split()
)
"""Past forms after which "to" sets something still to come ("agreed to ring on Tuesday")."""
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


def leaning(low: str, start: int, end: int, bound: Bound | None, *, since: int = 0) -> int:
    """How the words around [start, end) lean: below 0 to what has been, above 0 to what is to come, 0 no way.

    2 or -2 where a word close before the date says so, 1 or -1 where only the present tense, a word further off or one
    after it does. "by", "until" and "from" look ahead and "since" back, unless a verb says otherwise. `since` is where
    the date before this one ends: a verb before that one belongs to it, unless the two stand in a list.
    """
    if bound == "since":
        return -2
    begin = max(0, start - _BEHIND)
    before = _clause(_TOKEN.findall(low[begin:start])[::-1])[::-1]
    own = min(len(before), len(_TOKEN.findall(low[max(begin, since) : start])))
    if _LISTING.issuperset(before[len(before) - own :]):
        own = len(before)
    if bound == "by":
        # "Report done by Friday" sets a day; only an auxiliary tells that it has passed ("had not been done by").
        return 2 if _HAD.isdisjoint(before) or any(_way(before, i) > 1 for i in range(len(before))) else -1
    if len(before) > 1 and before[-1] in ("from", "of", "dated") and before[-2] in _PAPERS:
        return -2
    way = _before(before, own=own, reach=8 if bound in ("until", "from") else len(before))
    if before[-1:] == ["for"] and way < 0:
        return 1
    if before[-1:] == ["on"] and before[-2:-1] in (["fixed"], ["agreed"], ["settled"], ["decided"]):
        return 2
    if abs(way) > 1:
        return way
    if bound in ("until", "from"):
        return way or 1
    after = _clause(_TOKEN.findall(low[end : end + _AHEAD].split("\n", 1)[0]))
    later = next((step // 2 for i in range(len(after)) if abs(step := _way(after, i, before_date=False)) > 1), 0)
    return later if not way else way if way * later >= 0 else 0


def _before(words: list[str], *, own: int, reach: int) -> int:
    """Which way the nearest telling word points, of the last `reach`; by half its weight where it is not close.

    Only the last `own` words tell of this date and no other.
    """
    for i in range(len(words) - 1, max(-1, len(words) - 1 - reach), -1):
        if way := _way(words, i):
            firm = len(words) - i <= _CLOSE or words[i] in _MODAL or words[i].endswith(("'ll", "’ll"))
            return way if firm and len(words) - i <= own else (way > 0) - (way < 0)
    return 0


def _clause(tokens: list[str]) -> list[str]:
    """The words up to the first that ends a sentence or turns it."""
    return list(takewhile(lambda w: w[0].isalpha() and w not in ("but", "though", "although"), tokens))


def _past(word: str) -> bool:
    return word in _BACK or (word.endswith("ed") and len(word) > 4 and word not in _NO_PAST)


def _way(words: list[str], i: int, *, before_date: bool = True) -> int:
    """Which way the word at `i` points by itself."""
    word = words[i].replace("’", "'")
    if word == "to":
        following = words[i + 1] if i + 1 < len(words) else ""
        idiom = i > 0 and words[i - 1] == "up"
        if idiom or not following or following in _NO_VERB or following.endswith("ed"):
            return 0
        # "went to see nan", "wrote to housing": the verb before tells; "agreed to come" is still to be.
        return 0 if any(_past(w) and w not in _WISHES for w in words[max(0, i - 2) : i]) else 2
    if word in _ON or word.endswith(("'ll", "'d")):
        return 2
    if word in _PRESENT:
        return 1
    if i and words[i - 1] == "as" and word.endswith("ed"):
        return 0
    if word in _SET or word in _SET_TO:
        # "Rearranged from Tuesday to Friday": what stands after "to" is still to come.
        near = before_date and (i + 3 > len(words) or (words[-1] == "to" and i + _CLOSE > len(words)))
        return 2 if near and (word in _SET or words[-1] in _FOR) else -2
    # "to be done", "is getting married": the word before says when.
    return -2 if _past(word) and not (i and words[i - 1] in _BEEN) else 0
