"""Workers as note headers name them: what looks like a name, and the name told apart from the role."""

from __future__ import annotations

import re
from functools import lru_cache

from .kinds import default_kinds

_ROLE_WORDS = frozenset(
    """sw ssw asw asye nqsw fsw csw psw tm atm dtm ptm pm sm hos iro pa spa eh ehw edt hv pn cpn ot sn yot
    yp ypa rm sro rcw
    social worker student newly qualified senior principal lead practitioner advanced specialist consultant assistant
    deputy acting interim duty team manager service head support family child children's childrens practice supervisor
    supervising personal adviser advisor independent reviewing officer chair contact key residential care carer staff
    practitioner's coordinator co-ordinator director area night waking shift leader registered home foster fostering
    youth justice engagement intervention early help link health visitor nurse school teacher dsl designated
    safeguarding admin administrator business wkr mgr worker's community aftercare leaving mentor therapist
    psychologist police officer clinician unit locality visitor reg regulation inspector minute taker note
    of and the for
    agency locum cover mash fsp cla cic cwd dct reoc""".split()
)
_ROLE_NOUNS = frozenset(
    """sw ssw asw asye nqsw fsw csw psw tm atm dtm ptm pm sm hos iro pa spa ehw hv cpn ot sn ypa rm rcw worker manager
    practitioner adviser advisor officer chair supervisor coordinator co-ordinator director leader teacher nurse visitor
    admin administrator wkr mgr therapist psychologist clinician staff carer mentor lead dsl student
    consultant inspector
    social""".split()
)
_TEAM_WORDS = frozenset(
    "team service hub fsp mash cla unit locality duty area office department north south east west".split()
)
_NOT_NAMES = frozenset(
    """date time type note notes case team child children young person mother father mum dad home house school nursery
    actions action outcome present attendees apologies summary details dear hi hello thanks regards yes no none
    subject sent from to re cc page entry record the a an in on at by with and or of for via out copy draft day night
    early late morning afternoon evening shift january february march april may june july august september october
    november december monday tuesday wednesday thursday friday saturday sunday am pm bank holiday""".split()
)
_PARTICLES = frozenset("de da di del der den van von bin bint al el ap ab ter la le dos du st".split())
_TITLES = frozenset("mr mrs ms miss dr rev prof sr br fr cllr".split())
_WORD = re.compile(r"[^\W\d_][\w'’.\-]*\.?")
_TAIL = re.compile(r"\s*\(([^()]{1,60})\)\s*$")
_USER = re.compile(r"[a-z]{2,20}[._][a-z]{2,20}\d{0,3}(?:@[a-z.-]{3,60})?")
"""The name by which a worker signs in: "jo.marsh"."""
INITIALS = re.compile(r"[A-Z][A-Z]{1,3}|[A-Z]\.[A-Z]\.?(?:[A-Z]\.?)?|[A-Z]\.? ?[A-Z]\.")


@lru_cache(maxsize=4096)
def looks_like_role(text: str) -> bool:
    """ "Social Worker, ASYE", "ATM", "Team manager": a role and no name."""
    words = [w.casefold().strip(".") for w in re.split(r"[\s,/&]+", text) if w]
    return bool(words) and all(w in _ROLE_WORDS for w in words) and any(w in _ROLE_NOUNS for w in words)


@lru_cache(maxsize=4096)
def looks_like_team(text: str) -> bool:
    """ "Assessment South Team", "MASH"."""
    words = text.casefold().split()
    return 0 < len(words) <= 6 and (words[-1] in _TEAM_WORDS or words[0] in ("team", "service"))


@lru_cache(maxsize=4096)
def name_score(text: str) -> float:
    """How far `text` looks like one worker's name, from 0 to 1."""
    first, _, last = text.strip().partition(" ")
    if _USER.fullmatch(text.strip()):
        return 0.8
    # "HV JP" is a visit by JP, though "HV" alone may be a role; a manager's short forms stay roles.
    if INITIALS.fullmatch(last) and default_kinds().kind(first) not in ("other", "management"):
        return 0.0
    name, role = split_author(text)
    if INITIALS.fullmatch(name):
        return 0.4 if default_kinds().knows(name) else 0.8
    if "/" in name or "&" in name or "+" in name:
        parts = [p.strip() for p in re.split(r"[/&+]", name)]
        return min(name_score(p) for p in parts) if 1 < len(parts) <= 3 and all(parts) else 0.0
    words = name.replace(",", " ").split()
    if not 1 <= len(words) <= 5:
        return 0.0
    capitals = 0
    for i, word in enumerate(words):
        low = word.casefold().strip(".")
        if not _WORD.fullmatch(word) or low in _NOT_NAMES or (len(low) > 2 and low in default_kinds().words):
            return 0.0
        if word[0].isupper():
            capitals += low not in _TITLES
        elif low not in _PARTICLES or i in (0, len(words) - 1):
            return 0.0
    if len(words) == 1 and looks_like_role(name):
        return 0.2
    if all(w.casefold() in _ROLE_WORDS for w in words):
        return 0.2
    return 1.0 if len(words) > 1 or role else 0.6 if capitals else 0.0


@lru_cache(maxsize=4096)
def split_author(value: str) -> tuple[str, str | None]:
    """The worker's name and role: "Jo Pike (Social Worker)", "Jo Pike, SW", "SW Jo Pike"; role None if not given."""
    text = value.strip().strip("*_").strip(" ,;:-–—|")
    tail = _TAIL.search(text)
    if tail and tail.start():
        return text[: tail.start()].strip(" ,-"), tail[1].strip()
    for separator in (r"\s*,\s*", r"\s+[-–—/|]\s+"):
        parts = re.split(separator, text, maxsplit=1)
        if len(parts) == 2 and parts[0] and looks_like_role(parts[1].strip(" .")) and not looks_like_role(parts[0]):
            return parts[0].strip(), parts[1].strip()
    words = text.split()
    for n in range(min(4, len(words) - 1), 0, -1):
        head, rest = " ".join(words[:n]), " ".join(words[n:])
        if looks_like_role(head) and rest[:1].isupper() and not looks_like_role(rest):
            return rest, head
        tail_role, front = " ".join(words[-n:]), " ".join(words[:-n])
        # Two capitals at the end of a name may be a role; they are one only where a name stands before them.
        if looks_like_role(tail_role) and len(words) - n >= 1 and not looks_like_role(front):
            return front, tail_role
    return text, None
