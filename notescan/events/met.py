"""Whether a note of no known kind begins by telling that the young person was met face to face."""

from __future__ import annotations

import re

from notescan.events.table import Table
from notescan.model import CaseFile, Note

_THEM = frozenset({"yp", "him", "her", "them"})
"""Whom a note that begins "Met with ..." means, beside a name."""
_BEFORE = re.compile(
    r"(?:(?:i|we|pa|sw|yp|today|this (?:morning|afternoon|evening)|joint|[\d:.]+(?:am|pm)?|have|'ve|’ve|just|also)"
    r"\s*)*",
    re.IGNORECASE,
)
_NAME = r"(?P<name>[A-Z][\w’'-]*)"
_WORKER = r"(?:\b(?:I|[Ww]e|PA|SW|YPA)(?:['’]ve| have)?(?: then| also| just| later| both)? )"
_GOING = re.compile(
    rf"{_WORKER}?(?i:went|called|popped|dropped|nipped|drove|walked|got)(?: back)? "
    r"(?i:in on|in to see|round to see|round to|over to|round|over|across to|down to|up to|out to|out to see|"
    r"by to see|"
    r"to see|to|in at|by|for a walk with|into town with)\s"
    rf"(?:{_NAME}(?:['’]s (?:new )?(?:flat|home|house|place|room|hostel|lodgings|accommodation|bedsit|digs))?|"
    r"(?P<them>him|her|them)\b(?: (?:flat|home|house|place|room|hostel|accommodation))?|"
    r"(?:his|their) (?:new )?(?:flat|home|house|place|room|hostel|accommodation))"
)
_WITH = re.compile(
    rf"{_WORKER}(?:all )?(?i:sat(?: down)?|spent (?:\w+ ){{1,4}}|had (?:a |an )?(?:\w+ )?(?:coffee|lunch|"
    rf"breakfast|tea|brew|"
    rf"walk|drink|meal|pizza|catch[- ]up|chat|session)(?: (?:in|at) [\w ']+?)?|walked|ate|shopped|"
    rf"went (?:\w+ ){{1,4}})"
    rf"\s?(?i:with) (?:{_NAME}|(?P<them>him|her|them)\b)"
)
_CAME = re.compile(
    rf"(?:{_NAME}|(?:\b(?P<them>[HhSs]e|[Tt]hey)\b))(?: (?:also|then|just|has|had|both))? "
    r"(?i:(?:came|popped|dropped|called|turned up|wandered|walked) (?:(?:in|along|over|down|up|round) )?"
    r"(?:in)?(?:to|at|by)? ?(?:the |our )?(?:office|drop[- ]in|hub|civic|town hall|centre|team base|building|"
    r"reception|"
    r"see me|meet me)|"
    r"(?:came|called|popped|dropped) in(?= (?:today|this|for|and|with)|[,.])|"
    r"attended (?:the office|on time|today|(?:his|her|their|the|an?) (?:\w+ )?(?:appointment|meeting with me|"
    r"session))|"
    r"met me\b|let me in|let us in|showed me (?:round|in|the|his|her|their)|opened the door|answered the door|"
    r"was (?:in|at home|home|up|dressed)\b|invited me in|made me (?:a|tea|coffee)|met (?:with )?me)"
)
_AFAR = re.compile(
    r"\b(?:phone\w*|call(?:ed)? (?:me|back)|rang|ring|text\w*|whats ?app|face ?time|video|virtual\w*|zoom|teams|"
    r"online|"
    r"on screen|voicemail|email\w*|message\w*)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"\b(?:not|never|no|didn['’]?t|did not|couldn['’]?t|wasn['’]?t|nobody|if|when|hoped?|will|to)\s*$", re.I
)
_FAR_KINDS = frozenset({"call", "text", "email", "letter"})
_FIRST = 3


def met_them(
    case: CaseFile, note: Note, header: str, sentences: list[tuple[int, int]], table: Table, others: frozenset[str]
) -> bool:
    """Whether the header or one of the first sentences says so. `others` are names of people who are not meant."""
    told = [case.text[slice(*sentence)] for sentence in sentences]
    if note.kind in (None, "other") and any(_begins(words, table, others) for words in (header, *told[:1])):
        return True
    return note.kind not in _FAR_KINDS and any(_says(words, others) for words in told[:_FIRST])


def _begins(words: str, table: Table, others: frozenset[str]) -> bool:
    """ "Saw S", "I met S", "13:00 - met with S": the worker is the one who meets."""
    found = table.visits["met"].search(words)
    if found is None or not _BEFORE.fullmatch(words[: found.start()].strip().strip(",.:;-–")):
        return False
    after = re.match(r"\s+(?:up\s+)?(?:with\s+)?(\w[\w'’]*)", words[found.end() :])
    if after is None:
        return False
    whom = after[1]
    return whom.casefold() in _THEM or (whom[0].isupper() and whom.casefold() not in others)


def _says(words: str, others: frozenset[str]) -> bool:
    """ "I went round to Ade's flat", "She came into the office", "We had a coffee with Ade"."""
    for pattern in (_GOING, _WITH, _CAME):
        for found in pattern.finditer(words):
            name = re.sub(r"['’]s$", "", found["name"] or "").casefold()
            if name in others or name in _NOBODY:
                continue
            if _AFAR.search(words) or _NOT.search(words[: found.start()]):
                continue
            return True
    return False


_NOBODY = frozenset(
    "mum mother dad father nan gran grandad school police gp hv i we it this that there nobody no-one worker manager "
    "carer landlord housing who the elm".split()
)
