"""What in a text tells who somebody is by its shape: telephone, NHS and other numbers, postcodes, addresses, e-mails.

Shapes: UK telephone numbers (Ofcom's plan: 0 and ten digits, or +44), NHS numbers (3-3-4 digits), National Insurance
numbers, postcodes (Royal Mail's form), vehicle registrations, dates of birth (birth.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from notescan.pseudonymise.birth import births
from notescan.pseudonymise.lexicon import field_words, is_word, small_words
from notescan.pseudonymise.places import HEADS, PLAIN

Kind = Literal["email", "web address", "telephone", "number", "postcode", "address", "birth", "handle", "name", "place"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A stretch of a text that tells who somebody is, or where they live."""

    start: int
    end: int
    kind: Kind
    words: str


_STREET = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|way|court|ct|crescent|cres|gardens|gdns|place|pl|"
    r"terrace|"
    r"row|grove|hill|square|sq|mews|walk|park|view|green|rise|parade|quay|wharf|croft|fold|bank|brow|mount|vale|end|"
    r"mead|field|fields|yard|gate|path|broadway|highway|hall|house|lodge|villas?|buildings?|heights|tower|point|"
    r"cottages?|farm|reach|dene|garth|ridge|chase|drove|hey|holme|hollow|side|wood|bridge|common|circus|arcade|passage|"
    r"loan|wynd|brae|boulevard|embankment|approach|meadows?|orchard|paddock|spinney|copse|glade|dale|bungalows?)"
)
_CAP = r"[A-ZÀ-Þ][\w'’-]*"
_DWELLING = (
    r"(?:[Ff]lat|[Rr]oom|[Uu]nit|[Aa]partment|[Aa]pt|[Bb]lock|[Cc]aravan|[Pp]lot|[Pp]itch|[Mm]aisonette|[Bb]edsit)"
)

_CUES = (
    r"case|file|ref(?:erence)?s?|lcs|mosaic|liquidlogic|eclipse|person|client|nhs|upn|ni|nino|uln|urn|crime|logs?|"
    r"id|cad|"
    r"incidents?|occurrence|account|a/c|tenancy|claim|passport|licen[cs]e|permit|badge|collar|warrant|pnc|"
    r"cro|crn|nomis|mrn|operator|sort code|serial|plate|reg(?:istration)?|shoulder"
)
_WEAK_CUES = (
    r"court|policy|prison|hosp(?:ital)?|patient|record|document|application|order|rent|insurance|payroll|staff|"
    r"employee|"
    r"student|pupil|candidate|member|card|bank|customer|invoice|custody|legal|child|exam|centre"
)
"""Words that a number tells somebody after only where it is called one."""
_NUMBERED = (
    r"[ \t]?(?:(?:id|nos?|numbers?|num|nr|ref|reference|code)\b\.?|s\b)?[ \t]?"
    r"(?:is|was|of|as|quoted|given|:|#|=|-|–)?[ \t]?(?:is|:|#)?[ \t]*"
)

_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("web address", re.compile(r"\b(?:https?://|www\.)[^\s<>()\"']+", re.IGNORECASE)),
    ("number", re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")),
    ("telephone", re.compile(r"(?<![\w.-])(?:\+44 ?\(?0?\)? ?|\(?0)\d(?:[ \u00a0().-]{0,2}\d){8,9}(?!\d)")),
    ("telephone", re.compile(r"(?<![\w.-])(?:\+|00 ?)[1-9]\d{0,2}(?:[ \u00a0().-]{0,2}\d){6,12}(?!\d)")),
    ("telephone", re.compile(r"\b(?:ext(?:ension|n)?\.?|x)\s?\d{3,6}\b", re.IGNORECASE)),
    (
        "telephone",
        re.compile(
            r"\b(?:tel|phone|telephone|mob|mobile|landline|ring|rang|call|text|number|whatsapp|voicemail)\b[.:]?"
            r"(?: (?:is|on|at|no|number|him|her|them|me|us))*[.:]? ?(?P<it>\d{3,5}[ -]\d{3,6}(?:[ -]\d{3,4})?)(?!\d)",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.IGNORECASE)),
    (
        "number",
        re.compile(
            rf"\b(?:(?:{_CUES})\b|(?:{_WEAK_CUES}) (?=(?:id|no|number|num|"
            rf"ref)\b)){_NUMBERED}(?P<it>(?=[\w/*-]*\d[\w/*-]*\d[\w/*-]*\d)[A-Z0-9][A-Z0-9/*-]{{2,}})",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"\b(?:W?PC|PCSO|DC|DS|DI|Sgt|Insp|Officer|CO)\.?\s(?P<it>[A-Z]{0,2}\d{2,6}[A-Z]{0,2})\b")),
    ("number", re.compile(r"\b[A-Z]{1,3}\s\d{5,12}\b")),
    ("number", re.compile(r"\bending(?: in)? (?P<it>\d{3,6})\b")),
    ("number", re.compile(r"(?<![\w/.-])\d{6,16}(?![\w/.-]\d)(?!\d)")),
    ("number", re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b|\b[A-Z]\d{2,3}\s[A-Z]{3}\b")),
    (
        "number",
        re.compile(
            r"\b(?:car|van|vehicle|bike|moped|taxi|plates?|reg(?:istration)?|driv(?:es|ing)|ending|ends)\b"
            r"(?:(?! (?:in|"
            r"the)\b [a-z])[^.\n]){0,30}?\b(?P<it>(?=[A-Z0-9 ]*[A-Z])[A-Z]{1,3}\d{1,4}[A-Z]?(?: ?[A-Z]{3})?|"
            r"(?<=ending )[A-Z]{3}|(?<=ending in )[A-Z0-9]{2,4}|(?<=ends )[A-Z0-9]{3})\b"
        ),
    ),
    ("postcode", re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b", re.IGNORECASE)),
    ("postcode", re.compile(r"\b(?:in|to|from|near|around|area|postcode) (?P<it>(?!KS|CP|PC|MG|HD)[A-Z]{2}\d{1,2})\b")),
    ("handle", re.compile(r"(?<![\w@])@[A-Za-z_][\w.]{2,}")),
    ("handle", re.compile(r"(?<![\w@./-])(?=[\w.]*[a-z])(?=[\w.]*_|[a-z]+\.[a-z]+\d)[A-Za-z0-9][\w.]*\w(?![\w@])")),
    (
        "handle",
        re.compile(
            r"\b(?:snap(?:chat)?|insta(?:gram)?|tik ?tok|facebook|discord|xbox|psn|playstation|gamer ?tag|"
            r"user ?name|handle|"
            r"roblox|fortnite|twitch|kik|screen ?name|account name|profile name)\b(?: (?:is|was|name|id|account|as|"
            r"called|"
            r"under|of|handle|tag|user))*[:=]?[ \"'“‘]{1,2}(?P<it>[A-Za-z.]*[\d_][\w.]*\w)",
            re.IGNORECASE,
        ),
    ),
    (
        "address",
        re.compile(
            rf"(?:\b{_DWELLING} ?\w{{1,4}},? |"
            rf"\b\d/\d,? )?(?<![\w/.:£-])\d{{1,4}}[A-Za-z]?(?: ?[-/] ?\d{{1,4}}[A-Za-z]?)?,? (?:(?:the|of) )?"
            rf"{_CAP}(?: (?:of )?{_CAP}){{0,3}}(?: (?i:{_STREET}))?\b\.?"
            rf"(?=(?:,| |\.|;|\)|:|\||['’]|\n|$))"
        ),
    ),
    ("address", re.compile(rf"\b{_DWELLING} \w{{1,4}}(?:,| at| in| of)? {_CAP}(?: {_CAP}){{0,2}} (?i:{_STREET})\b")),
    (
        "address",
        re.compile(
            rf"\b{_CAP}(?: {_CAP}){{0,2}} (?i:street|road|rd|lane|avenue|ave|crescent|gardens|terrace|mews|close|"
            rf"drive)\b"
        ),
    ),
    ("address", re.compile(rf"\b(?![Rr]oom|[Bb]lock){_DWELLING} \d{{1,4}}[A-Za-z]?\b")),
    (
        "address",
        re.compile(
            rf"\b(?:at|to|is|address|of):? (?P<it>(?:{_CAP} )?(?i:{_STREET}) \d{{1,3}}[A-Za-z]?)(?=[,;\n]|\.(?!\d)|"
            rf" and|$)"
        ),
    ),
    ("address", re.compile(r"\b(?:at|live[sd]? at|door|house) (?P<it>(?:number|no\.?) \d{1,3}[A-Za-z]?)\b")),
    (
        "address",
        re.compile(r"(?<=[ (])\d{1,4}[A-Za-z]? [a-z]+ (?:street|road|rd|lane|avenue|ave|crescent|terrace)\b"),
    ),
)
_LED = re.compile(
    r"(?:[Rr]oom )?(?:At|In|On|The|To|From|Of|For|at|in|And|Our|My|His|Her|Near|Visited|Visit)(?: the)? (?=[A-Z])"
)
_DATE = re.compile(r"\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})|\d{4}-\d{1,2}-\d{1,2}|\d{4}[/-]\d{2,4}")
_DATE_FIRST = re.compile(r"\d{1,2}[ .-]\d{1,2}[ .-](?:19|20)\d\d\b")
_STREET_END = re.compile(rf"\b{_STREET}\.?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\d{1,4}[A-Za-z]?(?: ?[-/] ?\d{1,4}[A-Za-z]?)?,?\s(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|"
    r"Dec)(?:[a-z]*(?:ary|ch|il|[ey]|ust|ber))?|"
    r"(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)(?:day)?s?|Days?|Weeks?|Years?|Months?|Hours?|Minutes?)\b"
)
_REFERENCE = re.compile(r"(?<![\w@.:/-])[A-Z0-9]+(?:[/-][A-Z0-9]+)*(?![\w@/]|-\w|\.\d|:\d)")
_DATE_LIKE = re.compile(
    r"\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4})|\d{4}[/-]\d{1,2}[/-]\d{1,2}|\d{1,2}[/-](?:\d{4}|\d{2})|(?:19|"
    r"20)\d\d[/-](?:\d{2}|\d{4})"
    r"|[0-2]?\d[0-5]\d(?:HRS?|H)?-[0-2]?\d[0-5]\d(?:HRS?|H)?|\d+(?:HRS?|AM|PM|MGS?|MLS?|KGS?|CMS?|MM|G|K|ST|ND|RD|"
    r"TH|P|MINS?|LBS?|OZ|M|S)"
    r"|\d{1,2}[/-][A-Z]{3,9}[/-]\d{2,4}|\d{1,3}[/-]\d{1,3}|[AM]\d{1,4}|(?:19|20)\d\dS?|(?:COVID|NHS)-?\d+"
)
_AND_NUMBER = re.compile(r"\b(?:logs?|refs?|references|incidents?|cads?)\b(?P<rest>[^.\n]{0,60})", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"(?<![\d/.:£-])\d{2,7}(?![\d/:]|\.\d|-\d| ?(?:hrs|am|pm|mg|ml|days|weeks))")


def shapes(text: str, *, now: int | None = None) -> Iterator[Identifier]:
    """Every identifier that its shape gives away, in no order; they may overlap. `now` is the year of the case."""
    for start, end in births(text, now):
        yield Identifier(start, end, "birth", text[start:end])
    for kind, shape in _SHAPES:
        for match in shape.finditer(text):
            start, end = match.span("it") if "it" in shape.groupindex else match.span()
            if kind == "address" and (led := _LED.match(text, start, end)):
                start = led.end()
            words = text[start:end]
            if kind == "address" and not _stands_as_address(text, start, words):
                continue
            if (kind == "telephone" and _DATE_FIRST.match(words)) or (kind == "number" and _DATE.fullmatch(words)):
                continue
            if kind == "postcode" and not _is_postcode(words):
                continue
            yield Identifier(start, end, kind, words)
    for match in _REFERENCE.finditer(text):
        if _is_reference(match.group()):
            yield Identifier(match.start(), match.end(), "number", match.group())
    for cue in _AND_NUMBER.finditer(text):
        for match in _BARE_NUMBER.finditer(text, *cue.span("rest")):
            first = match.start() <= cue.start("rest") + 1  # "CAD 88": a short one stands beside its word
            if (first or len(match.group()) > 2) and not re.fullmatch(r"(?:19|20)\d\d", match.group()):
                yield Identifier(match.start(), match.end(), "number", match.group())


def _stands_as_address(text: str, start: int, words: str) -> bool:
    if words[0].isdigit():
        placed = re.search(r"\b(?:at|to|of|address:?|lives|near) $", text[max(0, start - 10) : start]) is not None
        return _is_address(words, placed=placed and "," not in words)
    first = words.split()[0].casefold()
    return first not in small_words() and not first.startswith("i'")


def _is_address(words: str, *, placed: bool) -> bool:
    """A house number and a street; not "3 Houses" or "12 March". After "14B", or `placed` by "at", any name is one."""
    if _COUNTED.match(words) is not None:
        return False
    if _STREET_END.search(words) is not None:
        return True
    number, _, rest = words.partition(" ")
    names = [word.casefold() for word in rest.split()]
    if any(n in PLAIN or n in HEADS or n in field_words() for n in names):
        return False
    return (number[-1:].isalpha() and len(number) > 1) or (placed and not any(is_word(n) for n in names))


def _is_postcode(words: str) -> bool:
    """Small letters only where there is a gap: "ls6 2qq" is one, "is1it" is none."""
    return words.isupper() or (" " in words and sum(c.isdigit() for c in words) >= 2)


def _is_reference(word: str) -> bool:
    """Capitals and digits mixed, with strokes or without: a case, crime, court or prison number; no date, no time."""
    digits = sum(c.isdigit() for c in word)
    if digits < 3 or _DATE_LIKE.fullmatch(word):
        return False
    if any(c.isalpha() for c in word):
        return True
    return ("/" in word or "-" in word) and digits >= 5
