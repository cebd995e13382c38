"""Do the quotes of a summary still stand in the case files, and does the document still show them?"""

from __future__ import annotations

from collections import Counter
from typing import Literal

from notescan.model import CaseFile
from notescan.review.again import Again, Words, bare
from notescan.summary.carried import Carried, as_shown
from notescan.summary.model import Confirmed
from notescan.summary.veiled import VeiledQuotes
from notescan.values import Frozen

Verdict = Literal["stands", "moved", "changed", "gone", "altered", "hidden"]

VERDICTS: dict[Verdict, str] = {
    "stands": "stands where it was",
    "moved": "stands, at another place",
    "changed": "stands there in other words",
    "gone": "is no longer there",
    "altered": "was altered in the summary",
    "hidden": "can't be looked for: too few of its words were left when names were replaced",
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
    shown = bare(carried.shown) if carried.shown is not None else None
    if carried.summary.stand_ins:
        veiled = VeiledQuotes(case.text, carried.summary.stand_ins)
        return [_verified(one, *_unveiled(one, veiled, case), case, shown) for one in carried.summary.evidence]
    words = Words(case.text)
    again = (
        (one, words.again(one.quote, one.start, before=one.before, after=one.after)) for one in carried.summary.evidence
    )
    return [_verified(one, found, found.fate, case, shown) for one, found in again]


def _unveiled(one: Confirmed, veiled: VeiledQuotes, case: CaseFile) -> tuple[Again, Verdict]:
    """A quote with stand-ins in it: it stands where its other words do; its offsets tell nothing of the case's own."""
    if not veiled.is_told_by_its_words(one.quote):
        return Again("gone"), "hidden"
    places = veiled.find(one.quote)
    was = one.place.removeprefix(one.source).lstrip(", ")
    for start, end in places:
        if case.place(start).endswith(was):
            return Again("stands", start, end), "stands"
    return (Again("moved", *places[0]), "moved") if places else (Again("gone"), "gone")


def _verified(one: Confirmed, found: Again, verdict: Verdict, case: CaseFile, shown: str | None) -> Verified:
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
