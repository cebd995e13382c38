"""Do the quotes of a summary still stand in the case files, and does the document still show them?"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from notescan.model import CaseFile
from notescan.review.again import Words, bare
from notescan.summary.carried import Carried, as_shown
from notescan.summary.model import Confirmed
from notescan.values import Frozen

Verdict = Literal["stands", "moved", "changed", "gone", "altered"]

VERDICTS: dict[Verdict, str] = {
    "stands": "stands where it was",
    "moved": "stands, at another place",
    "changed": "stands there in other words",
    "gone": "is no longer there",
    "altered": "was altered in the summary",
}


class Verified(Frozen):
    """What became of one quote. `place` and `now` are where it is today and in which words."""

    number: int
    item: str
    tip: str
    verdict: Verdict
    quote: str
    was: str
    place: str | None = None
    now: str | None = None


def verify(carried: Carried, case: CaseFile) -> list[Verified]:
    """Every confirmed quote of the summary, looked for in the case: by its place, else by its words and context."""
    words = Words(case.text)
    shown = bare(carried.shown) if carried.shown is not None else None
    return [_verified(one, words, case, shown) for one in carried.summary.evidence]


def _verified(one: Confirmed, words: Words, case: CaseFile, shown: str | None) -> Verified:
    found = words.again(one.quote, one.start, before=one.before, after=one.after)
    verdict: Verdict = found.fate
    if shown is not None and bare(as_shown(one)) not in shown:
        verdict = "altered"
    there = found.start is not None and found.end is not None
    return Verified(
        number=one.number,
        item=one.item,
        tip=one.tip,
        verdict=verdict,
        quote=one.quote,
        was=one.where,
        place=case.place(found.start) if found.start is not None else None,
        now=case.text[found.start : found.end] if there and found.fate == "changed" else None,
    )


def counted(items: list[Verified]) -> dict[Verdict, int]:
    """How many quotes met each fate, in the order of `VERDICTS`."""
    seen = Counter(item.verdict for item in items)
    return {verdict: seen[verdict] for verdict in VERDICTS}
