"""What the words around one name say about its owner: relation, role, age. Plain text in, cues out; no model."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from notescan.model import Role
from notescan.pipeline.who_words import Gender, Group, load_words

NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
}
_NUMBER = r"(?P<n>\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")"
_MONTHS = r"(?:\s?(?:months?|mths?|weeks?|wks?|days?)(?:\s?old)?)"
_YEARS = r"(?:\s?(?:years?|yrs?|yo\b|y/o|y\.o\.)(?:[\s-]?old|[\s-]of[\s-]age)?)"
_AGE = re.compile(
    r"(?:,\s(?:s?he\s)?|\s\(?|,\swho\s|\s[-–]\s)?(?:is\s|was\s|are\s|who\s(?:is|was|turned)\s|who['’]s\s|will\sbe\s|turns\s|turned\s|now\s)?"
    r"(?:(?:aged?|now|only|nearly|almost|just|currently|about)\s){0,2}"
    + _NUMBER
    + r"(?P<unit>"
    + _MONTHS
    + "|"
    + _YEARS
    + r")?(?=\s*(?:[,;()+/&]|\.(?!\d)|$|\n|and\b|in\s[A-Z]|now\b|today\b|who\b|is\b|was\b|lives?\b|attends?\b|goes\b))",
)
_BORN = re.compile(
    r"[\s,(\[–-]{0,4}(?:(?:is|was)\s)?(?:DOB|dob|D\.O\.B\.?|d\.o\.b\.?|[Dd]ate of [Bb]irth|[Bb]orn|b\.)[:\s]*(?:on\s)?"
    r"(?:(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4}|\d{2})\b|(?P<year>(?:19|20)\d\d)\b)"
)
_PAREN = re.compile(r"\s?[\(\[](?P<inner>[^()\[\]\n]{1,60})[\)\]]")
_LINKS = re.compile(
    r"(?P<link>,|:|\s[-–—]|=|['’]s|\s(?:is|was)\s(?:called|named)|\s(?:named|given)\sas|\s(?:is|are|was|were|called|named)|)"
    r"\s*(?:\s(?:an?|now|namely)\s)?\s*[\(\[\"“‘']?\s*$"
)
_LABEL = re.compile(
    r"(?:^|[|;\t]|\s{2})\s*(?:\W{0,3})(?:the\s)?(?P<label>child(?:/young person)?(?:'s)?(?:\s\d)?|yp|"
    r"young person|subject(?: child)?|"
    r"name(?: of)? (?:the )?(?:child|young person|yp|client)|child(?:'s)? name|re|name|client(?: name)?|"
    r"service user|case|"
    r"(?:name of )?children|child/ren|person|young person's name|care leaver|about|case name)\s*[:\-–=]\s*$",
    re.IGNORECASE,
)
_POSSESSED = re.compile(
    r"['’]s?\s(?:own\s|new\s|bed|class)?(?P<thing>mum|mam|mother|dad|father|fa|mo|parents|school|nursery|teacher|classroom|class|bedroom|"
    r"room|attendance|bed|cot|head\steacher|foster|carers?|brother|sister|siblings?|birthday|voice|views|wishes|"
    r"placement|PEP|EHCP|EHC|pathway|PP|care\splan|LAC|CLA|social\sworker|health\svisitor|school\snurse|assessment|"
    r"key\s?worker|PA|uniform|toys|home\slife|behaviour|development|speech|weight|nappy|buggy|IRO|nan|grandmother)\b"
)
_SEEN = re.compile(
    r"(?:,?\s(?:was|were|is|has been|had been|to be|not|both))?(?:\snot)?\s(?:seen|observed|spoken to)\b|"
    r"(?:\s(?:alone|on (?:his|her|their) own|by (?:him|her)self|at (?:school|nursery|his school|her school)|"
    r"in (?:his|her) (?:bed)?room|in (?:his|her) cot|in class|asleep)\b)|"
    r"(?:\s(?:is|was|has been))?(?:,| and)?\s(?:is )?in (?:Year|Yr|Y|Reception|Class|nursery|foster care|care)\b|"
    r"\s(?:came|got|was|is) (?:in |home |back )*(?:from|off) (?:school|nursery|sch|the (?:school )?bus)\b|"
    r"\s(?:cried|cries|giggled|toddled|crawled|babbled|drew|feeds|sat (?:on|up|against|under)|ran|"
    r"played|was asleep|slept|chose|showed me|settled|kicked|hid)\b|"
    r"\s(?:goes|went|attends|attended) (?:to )?(?:school|nursery|playgroup|the playgroup|college)\b|"
    r"\s(?:moved|came|was placed) (?:in(?:to)? (?:care|placement)|with (?:foster|Mr|Mrs))"
)
_TIES = frozenset(["of", "from", "at", "to", "in", "on", "for", "and", "&", "+", "who"])
_STRANGERS = frozenset(["a", "an", "another", "other", "some", "old", "nice", "new", "different"])
_GROWN_UP = re.compile(
    r"['’]s\s(?:solicitor|neighbour|tenancy|boyfriend|girlfriend|partner|drinking|drug|cannabis|drinks|house|car|landlord|job|"
    r"shifts?|children|kids|son|daughter|eldest|youngest|bail|probation|benefits|wages|wife|husband|consent|parenting|care\b|"
    r"supervising|mental|ex\b|ex-)|"
    r"\s(?:signed|has signed|works\b|drives\b|works at|is pregnant|has a mild learning)|,?\s(?:HMP|at HMP)"
)
_RUNG = re.compile(
    r"\b(?:[Rr]ang|[Pp]honed|[Tt]elephoned|[Cc]all (?:from|to|with)|[Rr]inging|email(?:ed)? (?:from|to)|"
    r"met by|wrote to)\s$"
)
_PLACED = re.compile(
    r"\b(?:placed|liv(?:es?|ing|ed)|stay(?:s|ing|ed)?|moved|placement|together)\b[^.;]{0,25}\b(?:with|to|at)\s$"
)
_PLACE = re.compile(r"\b(?:in|at|near|around|across|over in|out of|through|outside|speaks?|language is)\s(?:the\s)?$")
_TASKED = re.compile(
    r"\sto (?:do|ring|chase|complete|see|write|update|ask|speak|book|"
    r"arrange|visit|send|call|refer|contact|check|email|discuss)\b"
)
_ADULT = re.compile(r"\s(?:fosters|fostered|is fostering)\b")
_SAYS = re.compile(
    r"['’]s\b|\s(?:said|says|told|tells|asked|was|is|has|had|rang|came|went|feels|"
    r"wants|will|would|did|does|and (?:I|her|his))\b"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One piece of evidence. `kind` tells its source, so that a repeated habit of one writer counts less and less."""

    kind: str
    weight: float
    role: Role | None = None
    relation: str | None = None
    gender: Gender | None = None
    agency: str | None = None
    owner: str = ""
    """Whose relation it is, as written in small letters: "jo" in "Jo's sister Ann"."""
    born: dt.date | None = None
    spread: str = ""
    """"list": the same holds for every name of the list; "back": for the names before it in the list."""


@lru_cache(maxsize=1)
def _groups() -> dict[str, Group]:
    """Every relation word of the lists, bodies left out; exact words under their own case."""
    found: dict[str, Group] = {}
    for group in load_words().groups:
        if not group.body:
            found.update((word, group) for word in group.exact)
            found.update((word.lower(), group) for word in group.words)
    return found


def group_of(words: list[str]) -> Group | None:
    """The group that these words name, whatever stands first: "maternal nan", "Duty Social Worker", "MGM"."""
    table = _groups()
    for start in range(max(0, len(words) - 5), len(words)):
        phrase = " ".join(words[start:])
        if group := table.get(phrase) or table.get(phrase.lower()):
            return group
    return None


def _first_group(words: list[str]) -> tuple[Group, int] | None:
    """The longest group at the beginning of `words`, and how many words it took."""
    table = _groups()
    for end in range(min(5, len(words)), 0, -1):
        phrase = " ".join(words[:end])
        if group := table.get(phrase) or table.get(phrase.lower()):
            return group, end
    return None


def _owned(group: Group, owner: str) -> tuple[Role, str]:
    """The role of somebody's relation: mum's sister is a relative, Jo's sister a child, mum's partner neither."""
    owner_group = group_of([owner])
    if owner_group and owner_group.role in ("parent", "relative", "carer", "other"):
        if group.role in ("parent", "child") and not (owner_group.role == "parent" and group.gender is None):
            return "relative", f"{owner_group.relation}'s {group.relation}"
        if group.relation in ("brother", "sister"):
            return "relative", f"{owner_group.relation}'s {group.relation}"
    return group.role, group.relation


def _group_cue(kind: str, weight: float, group: Group, owner: str = "") -> Cue:
    """The cue that a relation word gives; names of a plural ("the children Lowri and Sefton") all share it."""
    role, relation = _owned(group, owner) if owner else (group.role, group.relation)
    gender = group.gender
    spread = "list" if group.plural else ""
    return Cue(kind, weight, role, relation, gender, group.agency, owner, spread=spread)


def cues_before(left: str, right: str, *, long_name: bool) -> Iterator[Cue]:
    """What the text before a name tells: "mum, Petra", "MGM Winnie", "Child: Jo", "the children Lowri ..."."""
    if _LABEL.search(left):
        label = _LABEL.search(left)
        word = label["label"].lower() if label else ""
        weak = word in ("name", "re", "case", "person", "about", "case name")
        yield Cue("label", 2 if weak else 4, "child", spread="list" if word.startswith("child") else "")
        return
    if _RUNG.search(left):
        yield Cue("adult", 1)
    if _PLACED.search(left) and re.match(r"\s(?:and|&)\s[A-Z]\w+|['’]s\b", right):
        yield Cue("placed with", 1.5, "carer", "foster carer")
    if _PLACE.search(left) and not re.match(r"['’]s?\b|\s(?:and|&)\s[A-Z]\w+['’]", right):
        yield Cue("place", 1)
    link = _LINKS.search(left)
    if link is None:
        return
    words = left[: link.start()].split()
    group = group_of([word.strip("(\"“‘'") for word in words[-5:]])
    if group is None:
        return
    size = len(group.relation.split())
    before = words[:-size] if len(words) > size else []
    owner = before[-1] if before and re.search(r"['’]s?$", before[-1]) else ""
    owner = re.sub(r"['’]s?$", "", owner).lower()
    if before and before[-1].lower() in ("her", "his") and group.role == "parent":
        # "Jo in, her mum Ann in": whose mum is told by the name before, in the same sentence.
        said = re.split(r"[.!?;]\s", " ".join(before[:-1]))[-1].split()
        leads = zip(said, ["", *said], strict=False)
        names = [
            w for w, prior in leads if w[0].isupper() and (not prior[:1].isupper() or prior in load_words().titles)
        ]
        names = [re.sub(r"\W+$|['’]s$", "", w).lower() for w in names]
        names = [w for w in names if w and w not in load_words().not_names]
        owner = names[-1] if names else ""
    mark = link["link"].strip()
    if group.role == "child" and not group.plural and before and before[-1].lower() in _STRANGERS:
        return
    if mark == ":":
        ends = re.match(r"\s*(?:$|\n|[,;(|/+&]|and\b|DOB|dob|\s{2})", right) is not None
        yield _group_cue("field", 3 if ends or long_name else 0.2, group, owner)
    elif mark == ",":
        closed = re.match(
            r"\s*(?:[.;)\n]|,(?!\s+(?:[A-Z]|and\b))|$|(?:is|was|has|had|said|says|who|came|rang|told)\b)", right
        )
        listed = bool(before) and before[-1].endswith((",", ":"))
        yield _group_cue("apposed", 2.2 if (closed or long_name) and not listed else 0.4, group, owner)
    elif mark in ("'s", "’s"):
        yield _group_cue("is", 2.0 if re.search(r"(?:an?|called)\s*$", left) else 0.0, group, owner)
    elif mark:
        yield _group_cue("is", 2.5, group, owner)
    elif words[-1] in ("Child", "Person", "Family", "Baby") and len(words) > 1:
        return  # "the Child Benefit people"
    else:
        yield _group_cue("beside", 2.5 if group.role != "child" or group.plural else 2.0, group, owner)


def cues_after(right: str, *, on: dt.date | None) -> Iterator[Cue]:
    """What the text after a name tells: "(mother)", "(8)", "Lowri 10,", ", her aunt", "DOB ...", "'s teacher"."""
    if born := _BORN.match(right):
        yield _born_cue(born, on)
    paren = _PAREN.match(right)
    if paren:
        yield from _inner_cues(paren["inner"], on)
        right_of = right[paren.end() :]
    else:
        right_of = right
        if age := _AGE.match(right):
            yield _age_cue(age, spread="back")
    if apposed := re.match(
        r"(?:,|\s[-–—])\s(?P<det>(?:(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|an?|our|\w+['’]s?)\s)?)(?P<rest>[^,.;()\n]+)",
        right_of,
    ):
        yield from _apposed(apposed["det"].strip(), apposed["rest"], "apposed after")
    if is_a := re.match(
        r"\s(?:is|was)\s(?P<det>(?:(?:his|her|their|the|an?|our|\w+['’]s?)\s)?)(?P<rest>[^,.;()\n]+)", right_of
    ):
        yield from _apposed(is_a["det"].strip(), is_a["rest"], "is after")
    if thing := _POSSESSED.match(right):
        yield Cue(
            "has",
            0.6 if thing["thing"] in ("bed", "room", "home life", "brother", "sister", "weight") else 1.0,
            "child",
        )
    if _SEEN.match(right):
        yield Cue("seen", 1.0, "child")
    if _GROWN_UP.match(right):
        yield Cue("adult", 1)
    if "supervising" in right[:14]:
        yield Cue("fosters", 2.5, "carer", "foster carer")
    if _TASKED.match(right):
        yield Cue("tasked", 1.0, "worker")
    if _ADULT.match(right):
        yield Cue("fosters", 3, "carer", "foster carer")
    if _SAYS.match(right):
        yield Cue("acts", 0.0)


def _apposed(det: str, rest: str, kind: str) -> Iterator[Cue]:
    """ ", her aunt" and ", Independent Reviewing Officer"; a bare family word weighs less: it may be one of a list."""
    words = rest.split()
    skip = (
        1 if words and words[0].lower() in ("maternal", "paternal", "new", "named", "allocated", "duty", "own") else 0
    )
    hit = _first_group(words) or (_first_group(words[skip:]) if skip else None)
    if (
        hit is None
        and det in ("the", "an", "a", "his", "her", "their")
        and 1 < len(words) <= 4
        and (last := group_of(words))
    ):
        hit = (last, len(words))
    if hit is None:
        return
    group, size = hit
    if words[size:] and words[size][0].isupper() and words[size].lower() not in load_words().not_names:
        return  # ", his dad Olu": that is the next name's relation
    owner = re.sub(r"['’]s?$", "", det).lower() if re.search(r"['’]s?$", det) else ""
    family = group.role in ("child", "parent", "relative", "other", "carer")
    if group.plural:
        return
    if not det and kind == "is after":
        # "Jo is father of the two boys" tells; without "of" it is a list or a slip.
        yield _group_cue(kind, 2.5 if words[size : size + 1] in (["of"], ["to"]) else 0.0, group, owner)
        return
    bare = 0.5 if family else (1.0 if hit[1] == 1 else 2.0)
    yield _group_cue(kind, 2.5 if det else bare, group, owner)


def _inner_cues(inner: str, on: dt.date | None) -> Iterator[Cue]:
    """What stands in brackets after a name."""
    for part in re.split(r"[,;/]|\s-\s", inner):
        part = part.strip()
        if not part:
            continue
        if born := _BORN.match(" " + part):
            yield _born_cue(born, on)
        elif re.fullmatch(
            r"(?:aged?\s)?" + _NUMBER + "(?:" + _MONTHS + "|" + _YEARS + r")?(?:\s(?:in|on|next)\s.*|\stoday)?", part
        ):
            age = re.match(r"(?:aged?\s)?" + _NUMBER + r"(?P<unit>" + _MONTHS + "|" + _YEARS + ")?", part)
            if age:
                yield _age_cue(age, spread="", weight=4)
        elif re.fullmatch(r"(?:Yr|Year|Y)\s?\d{1,2}|Reception|[Nn]ursery|subject", part):
            yield Cue("year", 3, "child")
        else:
            words = re.sub(r"^(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|an?)\s", "", part).split()
            owner = (
                re.sub(r"['’]s?$", "", words[0]).lower() if len(words) > 1 and re.search(r"['’]s?$", words[0]) else ""
            )
            hit = _first_group(words[1:] if owner else words)
            group = hit[0] if hit else group_of(words[:5])
            rest = words[hit[1] + bool(owner) :] if hit else []
            if group and not group.plural and (not rest or rest[0].lower() in _TIES):
                yield _group_cue("bracket", 3, group, owner)


def _age_cue(age: re.Match[str], *, spread: str, weight: float = 2.5) -> Cue:
    """Up to twenty-one speaks for a child of the case, more for a grown-up."""
    word = age["n"].lower()
    number = NUMBERS.get(word) or int(word)
    if not (age["unit"] or "").strip().lower().startswith(("m", "w", "d")):
        if number > 25:
            return Cue("adult", 2)
        if number > 18:
            return Cue("age", 0.8, "child")
    return Cue("age", weight, "child", spread=spread)


def _born_cue(born: re.Match[str], on: dt.date | None) -> Cue:
    """A date of birth; the year alone tells the age well enough."""
    day: dt.date | None = None
    if born["year"]:
        year = int(born["year"])
    else:
        year = int(born["y"])
        year += 0 if year > 99 else (2000 if year <= ((on or dt.date(2030, 1, 1)).year % 100) else 1900)
        try:
            day = dt.date(year, int(born["m"]), int(born["d"]))
        except ValueError:
            day = None
    age = (on.year if on else 2025) - year
    if age > 26:
        return Cue("adult", 2, born=day)
    return Cue("born", 4 if age <= 18 else 2, "child", born=day)
