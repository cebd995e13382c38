"""What in a text tells who somebody is by its shape: telephone, NHS and other numbers, postcodes, addresses, e-mails.

Shapes: UK telephone numbers (Ofcom's plan: 0 and ten digits, or +44), NHS numbers (3-3-4 digits), National Insurance
numbers, postcodes (Royal Mail's form), vehicle registrations, dates of birth (a date that the words before call so).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Kind = Literal["email", "web address", "telephone", "number", "postcode", "address", "birth", "handle", "name", "place"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """A stretch of a text that tells who somebody is, or where they live."""

    start: int
    end: int
    kind: Kind
    words: str


_STREET = (
    r"(?:street|st|road|rd|lane|ln|avenue|ave|close|cl|drive|dr|way|court|ct|crescent|cres|gardens|gdns|place|pl|terrace|"
    r"row|grove|hill|square|sq|mews|walk|park|view|green|rise|parade|quay|wharf|croft|fold|bank|brow|mount|vale|end|"
    r"mead|field|fields|yard|gate|path|broadway|highway|hall|house|lodge|villas?|buildings?|heights|tower|point|cottages?|farm)"
)
_CAP = r"[A-ZÀ-Þ][\w'’-]*"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = (
    r"(?:\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{2,4}|\d{4}-\d{2}-\d{2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s?(?:of\s)?[-/. ]?{_MONTH}[-/.,]?\s?\d{{2,4}})"
)
_DWELLING = r"\b(?:[Ff]lat|[Rr]oom|[Uu]nit|[Aa]partment|[Aa]pt|[Bb]lock) ?\w{1,4}"

_SHAPES: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")),
    ("web address", re.compile(r"\b(?:https?://|www\.)[^\s<>()\"']+", re.IGNORECASE)),
    (
        "birth",
        re.compile(
            rf"(?:\bd\.?\s?o\.?\s?b\.?|\bdate of birth|\bbirthday|\bborn(?:\son)?|\bbirth date|\be\.?d\.?d\.?)"
            rf"\s?(?:is|was|:|-|–|=|\()?\s*\(?(?P<it>{_DAY})",
            re.IGNORECASE,
        ),
    ),
    (
        "birth",
        re.compile(
            rf"(?P<it>{_DAY})(?=,? (?:is|was) (?:(?:his|her|their|the|my) )?(?:d\.?o\.?b|date of birth|birthday))"
        ),
    ),
    ("birth", re.compile(rf"(?<=\()(?P<it>{_DAY})(?=\)\s?(?:,|and\b|&|\n|$))", re.IGNORECASE)),
    ("number", re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")),
    ("telephone", re.compile(r"(?<![\w.])(?:\+44\s?\(?0?\)?\s?|\(?0)\d(?:[\s()-]{0,2}\d){8,9}(?!\d)")),
    ("telephone", re.compile(r"\b(?:ext(?:ension|n)?\.?|x)\s?\d{3,6}\b", re.IGNORECASE)),
    ("number", re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b")),
    (
        "number",
        re.compile(
            r"\b(?:(?:case|file|ref(?:erence)?|lcs|mosaic|liquidlogic|person|client|nhs|upn|ni|uln|crime|log|id|cad|"
            r"incident|court|account|tenancy|claim)\s?(?:id|no|number|ref(?:erence)?|num)?\.?\s?[:#]?\s*)"
            r"(?P<it>(?=[\w/-]*\d{3})[A-Z0-9][A-Z0-9/-]{3,})",
            re.IGNORECASE,
        ),
    ),
    ("number", re.compile(r"(?<![\w/.-])\d{6,12}(?![\w/.-]\d)(?!\d)")),
    ("number", re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{3}\b")),
    ("postcode", re.compile(r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2})\b", re.IGNORECASE)),
    ("handle", re.compile(r"(?<![\w@])@[A-Za-z_][\w.]{2,}")),
    (
        "address",
        re.compile(
            rf"(?:{_DWELLING},? )?\b\d{{1,4}}[A-Za-z]?,? (?:(?:the|of) )?"
            rf"{_CAP}(?: (?:of )?{_CAP}){{0,3}}(?: (?i:{_STREET}))?\b\.?"
            rf"(?=(?:,| |\.|;|\)|$))"
        ),
    ),
    (
        "address",
        re.compile(rf"\b{_CAP}(?: {_CAP}){{0,2}} (?i:street|road|rd|lane|avenue|ave|crescent|gardens|terrace|mews)\b"),
    ),
    ("address", re.compile(r"\b(?:[Ff]lat|[Rr]oom|[Aa]partment) \d{1,4}[A-Za-z]?\b")),
)
_STREET_END = re.compile(rf"\b{_STREET}\.?$", re.IGNORECASE)
_COUNTED = re.compile(
    r"^\d{1,4}[A-Za-z]?,?\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Day|Week|Year)"
)


def shapes(text: str) -> Iterator[Identifier]:
    """Every identifier that its shape gives away, in no order; they may overlap."""
    for kind, shape in _SHAPES:
        for match in shape.finditer(text):
            start, end = match.span("it") if "it" in shape.groupindex else match.span()
            words = text[start:end]
            if kind == "address" and match.group()[0].isdigit() and not _is_address(words):
                continue
            if kind == "postcode" and not _is_postcode(words):
                continue
            yield Identifier(start, end, kind, words)


def _is_address(words: str) -> bool:
    """A house number and a street; not "3 Houses" or "12 March"."""
    return _STREET_END.search(words) is not None and _COUNTED.match(words) is None


def _is_postcode(words: str) -> bool:
    """Small letters only where there is a gap: "ls6 2qq" is one, "is1it" is none."""
    return words.isupper() or (" " in words and sum(c.isdigit() for c in words) >= 2)
