"""Whether the words around a date look back or ahead: tense, and what stands right before it."""

from __future__ import annotations

import re

from .mention import Bound

_BEHIND = 140
_AHEAD = 70

_BOUND = re.compile(
    r"\b(?:(?P<by>by|due(?:\s(?:by|on|in|for))?|no later than|deadline(?:\sof)?|before the end of)|(?P<since>since|ever since)"
    r"|(?P<until>until|till|til|up to|through to)|(?P<from>from|as of|with effect from|wef|starting|commencing)"
    r"|(?P<before>before|prior to|ahead of)|(?P<after>after|following))(?:\s(?:about|around|the|at|on|last|next))?[\s:]{1,2}$"
)
_ENDS = re.compile(r"[.!?;]\s|\n\n|\n(?=\s?[-*•])|\bbut\b|\bthough\b")

_PAST_VERBS = (
    "was were did had said told saw went came rang spoke took gave got met made found felt left brought heard sent ran sat"
    " knew kept held lost wrote thought bought caught taught slept woke began broke drove ate fell chose drank been done"
    " gone taken given seen became grew hid paid stood stayed threw wore won hurt didn't wasn't weren't hadn't didnt wasnt"
    " spent shut"
)
_CUE = re.compile(
    r"\b(?:"
    r"(?P<ahead>will|['’]ll|shall|won['’]?t|would|wouldn['’]?t|['’]d|going to|gonna|due|plan(?:s|ned|ning)?|book(?:ed|ing)"
    r"|arrang(?:e|ed|ing)|rearranged|rescheduled|schedul(?:e|ed)|set for|agreed (?:for|that|to)|propos(?:e|ed|ing)|moved to"
    r"|expect(?:s|ed)|hop(?:es|ed|ing) to|needs?|must|should|can['’]?t (?:do|make|come)|can (?:do|come|make|see)|may|might"
    r"|to (?!the\b|a\b|an\b|his\b|her\b|my\b|their\b|me\b|him\b|them\b|us\b|see nan\b)[a-z]+(?<!ed)"
    r"|is|are|i['’]m|he['’]s|she['’]s|it['’]s|has an?|have an?|['’]re|next|until further|please|deadline|target|diarised"
    r"|asked for|offered for|postponed (?:to|until)|invited to)"
    rf"|(?P<behind>{_PAST_VERBS.replace(' ', '|')}|last|ago|since|previously|already|attended|(?!need|indeed|speed|shed\b)[a-z]{{3,}}ed"
    r"|has been|have been|visit took place|seen)"
    r")(?![a-z'’])"
)
_MOVED_TO = re.compile(
    r"\b(?:went|came|gone|been|took|taken|had|managed|failed|came round|popped|got|used|refused|unable|able)\W+(?:\w+\W+){0,2}$"
)


def bound_before(low: str, start: int) -> Bound | None:
    """What the word right before `start` makes of the date: "by", "since" ...; `low` is lowered text."""
    m = _BOUND.search(low[max(0, start - 28) : start])
    return m.lastgroup if m else None  # type: ignore[return-value]


def leaning(low: str, start: int, end: int, bound: Bound | None) -> int:
    """-1 where the words around [start, end) tell what has been, 1 where they tell what is to come, 0 where neither.

    The nearest verb before the date decides, then the first after it; "by" looks ahead and "since" back on their own.
    """
    if bound in ("by", "since"):
        return 1 if bound == "by" else -1
    before = low[max(0, start - _BEHIND) : start]
    for m in _ENDS.finditer(before):
        before_start = m.end()
    before = before[before_start:] if "before_start" in locals() else before
    last = None
    for last in _CUE.finditer(before):
        pass
    if last is not None:
        # "went to see nan on Tuesday" is one act, and it has been.
        if last["ahead"] and last[0].startswith("to ") and _MOVED_TO.search(before[: last.start()]):
            return -1
        return 1 if last["ahead"] else -1
    after = low[end : end + _AHEAD]
    stop = _ENDS.search(after)
    first = _CUE.search(after, 0, stop.start() if stop else len(after))
    return 0 if first is None else 1 if first["ahead"] else -1
