"""Whether the words around a date look back or ahead: the nearest verb, and the word right before the date."""

from __future__ import annotations

import re

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
    proposing hoping hopes hope expects needs need must should may might is are has have i'm he's she's it's they're we're
    next please deadline target diarised tbc can can't cannot wants aims aim intends deferred pencilled upcoming
    forthcoming adjourned""".split()
)
_SET_AHEAD = frozenset(
    """planned booked arranged rearranged re-arranged scheduled rescheduled proposed expected postponed agreed needed listed
    timetabled invited asked offered delayed moved fixed confirmed""".split()
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
    """-1 where the words around [start, end) tell what has been, 1 where they tell what is to come, 0 where neither.

    The nearest verb before the date decides, then the first after it; "by" looks ahead and "since" back on their own.
    """
    if bound in ("by", "since"):
        return 1 if bound == "by" else -1
    before = _TOKEN.findall(low[max(0, start - _BEHIND) : start])
    for i in range(len(before) - 1, -1, -1):
        word = before[i]
        if not word[0].isalpha() or word in ("but", "though", "although"):
            break
        if way := _way(before, i, before_date=True):
            return way
    after = _TOKEN.findall(low[end : end + _AHEAD])
    for i, word in enumerate(after):
        if not word[0].isalpha() or word in ("but", "though", "although"):
            break
        if way := _way(after, i, before_date=False):
            return way
    return 0


def _way(words: list[str], i: int, *, before_date: bool) -> int:
    """Which way the word at `i` points by itself."""
    word = words[i].replace("’", "'")
    if word == "to":
        following = words[i + 1] if i + 1 < len(words) else ""
        if not following or following in _NO_VERB or following.endswith("ed"):
            return 0
        # "went to see nan on Tuesday" is one act, and it has been.
        return -1 if before_date and not _ACTS.isdisjoint(words[max(0, i - 3) : i]) else 1
    if word in _BACK:
        return -1
    if word in _ON or word.endswith(("'ll", "'d")):
        return 1
    if word in _SET_AHEAD:
        return 1 if before_date and i + 3 > len(words) else -1
    return -1 if word.endswith("ed") and len(word) > 4 and word not in _NO_PAST else 0
