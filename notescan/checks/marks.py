"""How a child or an agency figures in a sentence, told from its words: seen, heard ...; asked, answered ..."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from notescan.checks.word_lists import expression, word_lists
from notescan.sieve import SIEVE, Cue

_NOT_HEARD = SIEVE.cue(
    r"\b(?:not|never|n['’]t|nt) (?:been )?(?:seen|spoken|heard|home|in\b|there|present|available|wake|woken|up yet)|"
    r"\b(?:did|could|would|do|does|was|were|has|have|had|is|are) ?(?:not|n['’]t|nt)(?: be| been| get| want to|"
    r" able to| come\w*)? "
    r"?(?:seen?|spe(?:ak|ech)|spoken|talk\w*|heard|come|engage|respond|answer|say|wak\w+|here|there|home|in\b)|"
    r"\b(?:refus\w+|declin\w+) to\b|\bdid(?: not|n['’]t) get (?:anything|much)\b|\bno words\b(?! that)|"
    r"\bnothing from\b|\bunable to (?:see|speak)|\byet to (?:meet|see|speak|be seen)|"
    r"\bwent (?:straight )?(?:back|up|out|off|in his|in her|to (?:his|her) room)\b[^.\"“]{0,40}$|"
    r"\b(?:I )?waved\b[^.\n]{0,20}\b(?:didn['’]?t|did not)\b|\bthrough the (?:window|door)\b|\basleep\b|\bin bed\b",
    re.IGNORECASE,
)
_NOT_SEEN = SIEVE.cue(
    r"\bnot (?:been )?(?:seen|present|at home|home|in|there|here|available|spoken|met)\b|"
    r"\b(?:did|could|have|has|had|was|were)(?: not|n['’]t|nt) (?:been )?(?:see|seen|met|meet|in|home|there|"
    r"at home|here|present|able to see|speak|spoken)\b|"
    r"\b(?:none|neither|not one) of (?:the |them|her |his |their )[^.\n]{0,24}\b(?:seen|in|home|there|present)\b|"
    r"\bunseen\b|\bno sight of\b|\bseen: ?(?:no|none)\b|\babsent\b|\bmissed (?:him|her|them|[A-Z]\w*)\b|"
    r"\b(?:was|is|were|still|had been|being)? ?(?:out\b(?! of (?:bed|his|her|the))|at (?:school|nursery|college|"
    r"work|football|boxing|a friend|friends?\b|"
    r"(?:his|her|their) (?:\w+['’]s|dad|nan|friend|mate|gran)\w*)|in (?:school|nursery)\b|asleep|in bed|missing|"
    r"away)\b|"
    r"\brefus\w+ to (?:come|see|speak|talk|get)|\bunable to see\b",
    re.IGNORECASE,
)


_QUOTED = SIEVE.cue(r"[\"“]|\b(?:said|told|says|whispered)\b")
_SHOWED = SIEVE.cue(r"[\"“]|\b(?:said|told|says|showed)\b")


class _Cues(NamedTuple):
    """The cues whose words stand in telling.yaml."""

    heard: Cue
    alone: Cue
    observed: Cue
    seen: Cue
    answered: Cue
    asked: Cue
    to_be_asked: Cue

    @property
    def of_child(self) -> int:
        """Words without any of these signs (see sieve) tell nothing of how a child was met."""
        return _NOT_SEEN.sign | self.alone.sign | self.heard.sign | self.observed.sign | self.seen.sign

    @property
    def of_agency(self) -> int:
        """Words without any of these signs tell nothing of an agency."""
        asked = self.answered.sign | self.asked.sign | self.to_be_asked.sign
        return _NO_REPLY.sign | _MISSING.sign | _SHARED.sign | asked


@cache
def cues() -> _Cues:
    """The cues, made when they are first asked for."""
    lists = word_lists().told
    # What is in quotation marks was said; a time with the child apart is a time for it to speak.
    heard = rf"{_whole(lists['heard'])}|{_TIME_WITH}|[\"“][^\"”\n]{{2,}}"
    return _Cues(
        heard=SIEVE.cue(heard),
        alone=SIEVE.cue(_whole(lists["alone"]), re.IGNORECASE),
        observed=SIEVE.cue(_whole(lists["observed"]), re.IGNORECASE),
        seen=SIEVE.cue(_whole(lists["seen"]), re.IGNORECASE),
        answered=SIEVE.cue(rf"{_whole(lists['answered'])}|[:]\s", re.IGNORECASE),
        asked=SIEVE.cue(_whole(lists["asked"]), re.IGNORECASE),
        to_be_asked=SIEVE.cue(_whole(lists["to-be-asked"])),
    )


def _whole(phrases: Iterable[str]) -> str:
    return rf"\b{expression(phrases)}(?!\w)"


_TIME_WITH = r"\b(?:took|caught|met|saw) (?:him|her|them|[A-Z]\w+) (?:out|at|to|for|by)\b"


def is_heard(words: str) -> bool:
    """Whether the words tell of something that a child said, wrote, showed or chose, or of time alone with it."""
    return cues().heard.within(words, SIEVE.signs.of(words))


def is_not_heard(words: str, signs: int | None = None) -> bool:
    """Whether the words tell that the child was not spoken with: out, asleep, silent, turned away."""
    signs = SIEVE.signs.of(words) if signs is None else signs
    return _NOT_HEARD.within(words, signs) and not _QUOTED.within(words, signs)


def is_observed(words: str) -> bool:
    """Whether the words tell of something that a child was seen to do."""
    signs = SIEVE.signs.of(words)
    return cues().observed.within(words, signs) and not _NOT_SEEN.within(words, signs)


def is_alone(words: str, signs: int | None = None) -> bool:
    """Whether the words tell that somebody was seen or spoken with alone."""
    return cues().alone.within(words, SIEVE.signs.of(words) if signs is None else signs)


def mark_of(words: str, signs: int | None = None) -> str | None:
    """How the child of whom the words speak figures in them; None where they do not tell.

    `signs` are those of the words, or of more words around them, where they are known already.
    """
    signs = SIEVE.signs.of(words) if signs is None else signs
    if not signs & cues().of_child:
        return None
    if _NOT_SEEN.within(words, signs) and not _SHOWED.within(words, signs):
        return "not seen"
    if cues().alone.within(words, signs) and (cues().seen.within(words, signs) or cues().heard.within(words, signs)):
        return "seen alone"
    if cues().heard.within(words, signs) and not is_not_heard(words, signs):
        return "heard"
    if cues().observed.within(words, signs):
        return "observed"
    return "seen" if cues().seen.within(words, signs) else None


def marks_of(words: str, signs: int | None = None) -> tuple[str, ...]:
    """As `mark_of`; a child who "was seen alone and told me ..." was heard as well."""
    signs = SIEVE.signs.of(words) if signs is None else signs
    mark = mark_of(words, signs)
    if mark == "seen alone" and _SHOWED.within(words, signs) and not is_not_heard(words, signs):
        return "seen alone", "heard"
    return (mark,) if mark else ()


_NO_REPLY = SIEVE.cue(
    r"\bno (?:reply|answer|response|feedback)\b|\b(?:not|n['’]t|never|yet to) (?:yet )?(?:repl\w+|answer\w*|"
    r"respond\w*|come back|got(?:ten)? back|"
    r"return\w*|called back|rung back|received)|\bnothing (?:back|from|yet|heard)\b|\bstill (?:nothing|waiting|"
    r"silent|no|awaiting|outstanding)\b|"
    r"\bvoicemail\b|\banswerphone\b|\bengaged\b|\bon hold\b|\bunavailable\b|\bchas(?:e|ed|ing)\b|\bsilent\b|"
    r"\bneither came\b|\bnobody (?:rang|came)\b",
    re.IGNORECASE,
)
_MISSING = SIEVE.cue(
    r"\bnot (?:been )?(?:contacted|asked|approached|consulted|invited|spoken to|checked|sought|informed)\b|"
    r"\b(?:is|are) missing\b|\b(?<!went )(?<!gone )(?<!goes )(?<!going )(?<!reported )missing (?:altogether|from)\b|"
    r"\bno (?:health|education|school|police|agency) (?:checks?|information|report|contact)\b|\b(?:gaps?|"
    r"outstanding|not got)\b|\bnil\b|"
    r"\b(?:did not|didn['’]t) (?:attend|come|turn up)\b",
    re.IGNORECASE,
)
_SHARED = SIEVE.cue(
    r"\b(?:shared?|sharing)\b[^.\n]{0,60}\bwith\b|\bcop(?:y|ied)\b[^.\n]{0,40}\bto\b|\b(?:sent|emailed|circulated|"
    r"forwarded|passed)\b[^.\n]{0,50}\b(?:plan|minutes|report|"
    r"assessment|update|information|chronology|notes|it|this)\b[^.\n]{0,30}\bto\b|\b(?:informed|updated|notified|"
    r"told|made)\b (?:the )?(?:school|nursery|gp|hv|health|police|college)\b",
    re.IGNORECASE,
)


def agency_mark(words: str, signs: int | None = None) -> str | None:
    """Whether an agency that the words name was asked, answered, did not reply, was told or left out; None if none.

    `signs` are those of the words, where they are known already.
    """
    signs = SIEVE.signs.of(words) if signs is None else signs
    if _NO_REPLY.within(words, signs):
        return "no reply"
    if _MISSING.within(words, signs):
        return "missing"
    if _SHARED.within(words, signs):
        return "shared"
    if cues().to_be_asked.within(words, signs):
        return "asked"
    if cues().answered.within(words, signs):
        return "answered"
    return "asked" if cues().asked.within(words, signs) else None
