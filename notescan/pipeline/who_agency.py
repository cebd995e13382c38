"""Which names are of people who work with the family: a title, an organisation, a job, calls and meetings.

These cues are apart from those of who_cues.py: they are asked only of names that nothing makes a member of the family.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from notescan.pipeline.who_cues import Cue, group_of
from notescan.pipeline.who_words import Group, load_words

if TYPE_CHECKING:
    from notescan.pipeline.who_family import Someone

_KIND = "works: "
_ENOUGH = 1.4
"""A name is a professional's from this much: two calls or meetings, or one organisation that they are from."""
_OFTEN = 6
"""A titled name met so often, with no sign of work beside it, may be a parent whom the writer is polite to."""
_FAMILY = ("child", "parent", "carer", "relative")

_FROM = re.compile(r"\s(?P<how>from|at|of|in|with)\s(?:the\s|our\s|his\s|her\s|their\s)?(?P<rest>[^,.;:()\n]{2,45})")
_BRACKET = re.compile(r"\s\((?P<rest>[^()\n]{2,45})\)")
_WHO_IS = re.compile(
    r",?\s(?:who['’]s|who\s(?:is|was)|is|was)\s(?:the|a|an|our|their|his|her)\s(?P<rest>[^,.;:()\n]{2,40})"
)
_JOB = re.compile(r"(?:,\s(?:the\s|an?\s)?|\s)(?P<rest>[^,.;:()\n]{2,40})")
_PLACE = re.compile(r"[A-Z]\w+")
_DEPARTMENT = re.compile(
    r"(?:(?:the\s)?(?:\w+\s)?(?:team|desk|office|department)|admissions|reception|lettings|allocations|safeguarding|"
    r"finance|benefits|attendance|pastoral|payments|repairs|arrears|student (?:support|services|finance))\b"
)
_REACHED = re.compile(
    r"\b(?:rang|phoned|telephoned|ring|rung|emailed|email|wrote to|write to|got through to|"
    r"spoke (?:to|with)|speak (?:to|with)|"
    r"(?:call|email|letter|message|contact|voicemail|referral|report|word) (?:from|to|with)|t/?c (?:to|from|with)?|"
    r"chased?|liaised with|heard from|check with|meeting (?:with|between)|met with)\s$",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\s(?:also\s|has\s|had\s|then\s)*(?:rang|phoned|emailed|emails|wrote|writes|confirms?|confirmed|advise[sd]|"
    r"reported|reports|rings|chaired|attended|referred|"
    r"(?:will|to|can|is to|has agreed to|agreed to) (?:back|send|ring|chase|arrange|refer|check|email|book|provide|"
    r"share|write|complete|confirm|support|look|put|weigh|give|hold|speak|keep|make|let|pass))\b"
)
_TO_US = re.compile(r"\s(?:has\s)?(?:rang|rung|phoned|emailed|wrote to|told|called|advised|informed) (?:me|us|back)\b")
_PRESENT = re.compile(
    r"(?:\b(?:[Pp]resent|PRESENT|[Aa]ttendees|[Aa]ttended(?: by)?|[Aa]ttending|[Aa]pologies|"
    r"[Ii]n attendance|[Ii]nvited)(?: (?:were|was|from))?\s?[:\-–]|\bThere:|\b[Pp]resent were\b|\bAlso there\b)[^.\n]*$"
)
_PRIVATE = re.compile(
    r"\b(?:mates?|friends?|pals?|neighbours?|boyfriend|girlfriend|partner|husband|wife|ex|boy|girl|lad|man|woman|bloke|someone|"
    r"somebody|(?:someone|somebody|boy|girl|lad|man) (?:called|named)|dog|cat|puppy|hamster)\s(?:called\s|named\s)?$",
    re.IGNORECASE,
)
_PRIVATE_AFTER = re.compile(
    r"['’]s\s(?:an?\s(?:boy|girl|mate|friend|lad)|mate|mum|mam|dad|sister|brother|house|sofa|flat|coat|van|car)\b|"
    r"\s(?:next door|from (?:next door|upstairs|downstairs)|and (?:he|she|him|her) are back)\b|"
    r",\s(?:his|her|a)\s(?:mate|friend|dog)"
)


def work_cues(left: str, right: str) -> Iterator[Cue]:
    """What the text around a name says of its owner's work; the weights are against `_ENOUGH`."""
    if _PRIVATE.search(left) or _PRIVATE_AFTER.match(right):
        yield Cue(_KIND + "private", -1.5)
        return
    if found := _organisation(right):
        yield found
    if _REACHED.search(left):
        yield Cue(_KIND + "reached", 0.7)
    if _TO_US.match(right):
        yield Cue(_KIND + "to us", 1.0)
    elif _ACTS.match(right):
        yield Cue(_KIND + "acts", 0.7)
    if _PRESENT.search(left):
        yield Cue(_KIND + "present", 1.0)


def _organisation(right: str) -> Cue | None:
    """ "Ida at Moorland Housing", "Ida (income officer)", "Ida who's the health visitor", "Ida HV"."""
    if match := _FROM.match(right):
        group, named = _at_work(match["rest"])
        if group is not None:
            # "Jo at school" may be a pupil; "the lady from housing" is not.
            pupil = group.agency == "school" and not named and match["how"] != "from"
            return Cue(_KIND + "from", 0.5 if pupil else 1.5, agency=group.agency)
        if _DEPARTMENT.match(match["rest"]):
            return Cue(_KIND + "from", 1.2)
        if match["how"] in ("from", "at") and _PLACE.match(match["rest"]):
            return Cue(_KIND + "from", 0.8)
    if match := _BRACKET.match(right):
        group, _ = _at_work(match["rest"])
        if group is not None:
            return Cue(_KIND + "bracket", 1.6, agency=group.agency)
    if (match := _WHO_IS.match(right)) and (group := _job(match["rest"])):
        return Cue(_KIND + "job", 1.6, agency=group.agency)
    if (match := _JOB.match(right)) and (group := _job(match["rest"])):
        return Cue(_KIND + "job", 1.5, agency=group.agency)
    return None


@lru_cache(maxsize=1)
def _bodies() -> dict[str, Group]:
    words = load_words()
    found = {word.lower(): group for group in words.groups if group.body for word in (*group.words, *group.exact)}
    return {word.removeprefix("the "): group for word, group in found.items()}


def _at_work(phrase: str) -> tuple[Group | None, bool]:
    """The professional or the body that `phrase` begins with or names in its first words; is it by a proper name?"""
    words = phrase.split()[:5]
    bodies = _bodies()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            part = " ".join(words[start : start + size]).strip("'’\"")
            if start and not all(word[0].isupper() for word in words[:start]) and start > 1:
                continue
            group = bodies.get(part.lower()) or group_of([part])
            if group is not None and group.role == "professional":
                return group, words[0][0].isupper()
    return None, False


def _job(phrase: str) -> Group | None:
    """The professional whose job is the first words of `phrase`: "paediatric liaison nurse", "HV for the twins"."""
    words = phrase.split()
    for size in range(min(4, len(words)), 0, -1):
        group = group_of([" ".join(words[:size])]) or (group_of(words[:size]) if size > 1 else None)
        if group is not None and group.role == "professional" and not group.plural:
            return group
    return None


def find_professionals(people: Sequence[Someone]) -> None:
    """Give a role to those whom nothing ties to the family and whose work the text tells."""
    surnames = {
        form.words[-1] for p in people if p.role in _FAMILY for form in p.forms if len(form.words) > 1 or form.title
    }
    for person in people:
        if person.role != "other" or person.fixed or person.relation is not None:
            continue
        if any((len(form.words) > 1 or form.title) and form.words[-1] in surnames for form in person.forms):
            continue
        score, agencies = _work(person)
        if not _is_somebody(person):
            continue
        titled = any(form.title and len(form.words[-1].rstrip(".")) > 1 for form in person.forms)
        if titled:
            score += 1.5 if person.count < _OFTEN else 0.8
        if score >= _ENOUGH:
            person.role, person.relation = "professional", "professional"
            person.agency = max(agencies, key=lambda name: agencies[name]) if agencies else None


def _is_somebody(person: Someone) -> bool:
    """Names that never act and are never spoken to may be places and things."""
    human = {_KIND + "reached", _KIND + "acts", _KIND + "to us", _KIND + "present"}
    cues = [cue.kind for form in person.forms for cue in form.cues]
    if 2 * cues.count("place") >= person.count:
        return False
    return any(form.title or form.acts or form.gender for form in person.forms) or any(kind in human for kind in cues)


def _work(person: Someone) -> tuple[float, dict[str, float]]:
    """The weight of all cues of work, the later ones of a kind counting less; and for each agency its weight."""
    kinds: dict[str, list[float]] = defaultdict(list)
    agencies: dict[str, float] = defaultdict(float)
    for form in person.forms:
        for cue in form.cues:
            if cue.kind.startswith(_KIND):
                kinds[cue.kind].append(cue.weight)
                if cue.agency:
                    agencies[cue.agency] += cue.weight
    total = sum(
        w / (rank + 1) for some in kinds.values() for rank, w in enumerate(sorted(some, key=abs, reverse=True)[:4])
    )
    return total, agencies
