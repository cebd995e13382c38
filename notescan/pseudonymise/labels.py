"""Labels of forms and headers after which a name or a place stands: "Mother:", "Held at:", "Cc:"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_PEOPLE = (
    r"(?:child(?:['’]s|ren['’]s)? |first |full |family |preferred |middle |other |birth |legal |your )?names?|child|"
    r"children|"
    r"young person|surname|forenames?|known as|also known as|aka|alias(?:es)?|subject of (?:the )?report|subject|"
    r"(?:birth |step)?(?:mother|father)|mum|dad|parents?|parents?/carers?|(?:foster )?carers?|siblings?|brothers?|"
    r"sisters?|grandparents?|partner|next of kin|emergency contact|household(?: members)?|guardian|"
    r"(?:allocated |previous |duty |senior )?(?:social |family |support |key |link |youth )?worker|sw|"
    r"(?:team |practice |service |assistant team |line |registered |deputy |case )?manager|tm|atm|supervisor|"
    r"supervisee|"
    r"author|written by|recorded by|entered by|completed by|created by|prepared by|signed(?: by)?|authorised by|"
    r"approved by|staff(?: on)?|on shift|worker name|present|attendees|attended by|in attendance|apologies|absent|"
    r"invited|from|to|cc|bcc|chair(?:ed by)?|minutes?(?: taker| by| taken by)?|notes? by|iro|pa|personal adviser|"
    r"referrer|referred by|caller|contact(?: name| person)?|interpreter|solicitor|guardian|advocate|headteacher|"
    r"head teacher|dsl|senco|class teacher|teacher|health visitor|hv|school nurse|midwife|doctor|dentist|consultant|"
    r"friends?|family|famil(?:y|ies) name|seen|who was seen|persons? (?:seen|present)|sent by|owner|lead|"
    r"reporting officer|oic"
)
_PLACES = (
    r"(?:current |previous |home |new |term[- ]time |full |permanent )?(?:address(?:es)?|placement|home)|school|"
    r"nursery|college|"
    r"(?:current |previous )?(?:school|setting|education(?: setting| provision)?)|attends|held at|venue|location|place|"
    r"place of birth|born in|gp|gp surgery|gp practice|surgery|practice|hospital|clinic|employer|works at|workplace|"
    r"employment|landlord|living at|lives at|lives with|provider|agency|unit|hostel|town|area|ward"
)
_LABEL = re.compile(
    rf"(?im)(?:^|[|\t;]|\s{{2,}}|[•*-]\s)[ \t]*(?:\d[.)] ?)?(?:(?P<place>{_PLACES})|"
    rf"(?:{_PEOPLE}))(?: ?\([^)\n]{{1,20}}\))?"
    r"[ \t]?(?::|\s[-–]|\t|\|)[ \t]*(?P<value>[^\n|\t]+)"
)
_NEXT = re.compile(r"\s{3,}|[.!?]\s")
_MOST = 160
"""Characters of a value that are read as names; what is longer is prose."""


def label_values(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where the values of such labels begin and end, and whether the label is one of places."""
    for match in _LABEL.finditer(text):
        start, end = match.span("value")
        cut = _NEXT.search(text, start, end)
        end = min(cut.start() if cut else end, start + _MOST)
        yield start, end, match["place"] is not None
