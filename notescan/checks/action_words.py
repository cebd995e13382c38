"""The words by which notes set an action, and by which they tell what came of it."""

from __future__ import annotations

import re
from typing import Literal

from notescan.sieve import SIEVE

Told = Literal["done", "not_done", "carried_over"]

# ------------------------------------------------------------------------------------------------ setting

SETS = frozenset(
    "supervision management meeting core-group review conference strategy plan handover allocation".split()
)
"""The kinds of note in which actions are set."""
DIRECTS = frozenset({"supervision", "management"})
"""The kinds of note in which a manager directs."""

ACTION_LABEL = re.compile(
    r"^(?:the |new |further |agreed |key |main |next |any |our )*(?:actions?(?: points?| plan| agreed| required|"
    r" set| list| for \w+)?|"
    r"directions?|tasks?|next steps?|to[- ]dos?|(?:what (?:was|we|is)|it was|we)? ?agreed(?: (?:between us|"
    r"actions?|next|that|who does what))?|"
    r"decisions?(?: and actions?)?|recommendations?|management directions?|plan of action|way forward|"
    r"who does what|i want|so|"
    r"what needs to happen(?: next)?|outcomes? and actions?|follow[- ]?up|sw actions?|actions? before next \w+)"
    r"(?: (?:were|are|is|was|before|by|until|for|from today)\b.{0,30})?$",
    re.IGNORECASE,
)
REVIEW_LABEL = re.compile(
    r"\b(?:last|previous|prior|outstanding|old|completed|review|reviewed|update|updates|progress|done|january|"
    r"february|march|april|may|"
    r"june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"\d{1,2}[/.]\d{1,2}(?:[/.]\d+)?)\b",
    re.IGNORECASE,
)
OTHER_LABEL = re.compile(
    r"^(?:present|attend\w*|apologies|date|time|venue|next (?:date|meeting|supervision|review|core group|visit|"
    r"one)|discussion|summary|"
    r"minutes|narrative|background|health|education|family|money|home|about me|accommodation|contingency|dissent|"
    r"quorum|gap|views?)\b.{0,12}$",
    re.IGNORECASE,
)

_BASE = (
    r"(?!(?:the|a|an|his|her|their|my|our|your|this|that|these|those|it|him|them|me|us|you|date|school|bed|work|"
    r"college|nursery|court|"
    r"conference|all|and|or|some|one|two|three|four|five|six|seven|eight|nine|ten|day|hospital|mum|dad|nan|town|"
    r"home|night|church|both|"
    r"each|everyone|anyone|do with|be honest|say that|be fair)\b)[a-z]{2,}"
)
_WHO = (
    r"(?:(?:and|also|then|but|that|so|next|now|meanwhile)\s)*(?P<who>(?:[A-Z][\w'’.\-]*|I|we|me|he|she|they|mum|"
    r"dad|mother|father|nan|"
    r"school|nursery|college|health|police|housing|the \w+(?: \w+)?|my \w+|our \w+|both|all|someone|somebody|sw|"
    r"hv|gp|tm|fsw|pa|iro|social worker)"
    r"(?:(?:,? (?:and|&) |/|, | & )(?:[A-Z][\w'’.\-]*|I|me|the \w+|"
    r"\w+))?(?: [A-Z][\w'’.\-]*){0,2}(?:\s\([^)\n]{1,30}\))?)"
)
TO_DO = SIEVE.cue(
    rf"^{_WHO}(?:['’]s| is| are| am|['’]m|['’]re| was| were|['’]ve|['’]s got| has| have)?(?: also| then| both|"
    rf" still| each)? to (?P<verb>{_BASE})"
)
WILL = SIEVE.cue(
    rf"^{_WHO}(?: will|['’]ll)(?: also| then| both| now| each| see if (?:she|he|they) can)? (?!be\b|not\b|never\b|"
    rf"have\b|need\b|want\b|continue\b|remain\b|get to\b|find (?:the|it)\b|enjoy\b|struggle\b|feel\b|like\b|love\b|"
    rf"miss\b|become\b|benefit\b|see you\b|turn\b|leave\b|grow\b|depend\b|mean\b|hold out\b)(?P<verb>{_BASE})"
)
SHOULD = SIEVE.cue(
    rf"^(?P<who>[A-Z][\w'’.\-]*(?: [A-Z][\w'’\-]+)?|I) should(?: also| then| now| still| please)? "
    rf"(?!be\b|have\b|not\b|feel\b|know\b|get\b|still\b|never\b|really\b)(?P<verb>{_BASE})"
)
THING_TO_BE = SIEVE.cue(
    r"^(?P<what>[A-Za-z0-9][\w'’/&\- ]{1,60}?)(?:\s\([^)\n]{1,30}\))? (?:is |are )?to (?:be (?P<done>\w+)|"
    r"(?P<verb>go|begin|start|stay|follow|happen|include|cover)\b)"
)
NO_ACTOR = re.compile(
    r"^(?:it|this|that|there|these|those|what|which|he said|one|nothing|something|who|if|when|where|how|because|"
    r"as|to)\b|"
    r"\b(?:is|was|were|are|had|went|wants?|wanted|needs?|said|says|told|seems?|able|due|likely|happy|keen|used|"
    r"came|ought|going|has got|"
    r"asked|like|likes|trying|tried|managed|agreed not|offered|hoping|wishes|refuses?|refused|supposed)\b",
    re.IGNORECASE,
)
I_WANT = SIEVE.cue(
    r"^(?:i['’]?d?|i have|i['’]ve|we)(?: also| would| have| still)? (?:want|like|ask(?:ed)?|need|"
    r"expect)(?:ed)?(?: for)? "
    r"(?P<who>him|her|them|you|\w+)(?: to (?P<verb>[a-z]+)| (?P<done>\w+(?:ed|en|ne|wn|nt)))",
    re.IGNORECASE,
)
NEEDS = SIEVE.cue(
    rf"^(?:(?P<who>[A-Z][\w'’.\-]*|we|you|I) )?(?:needs?|must|has got|have got)(?: to)? (?P<verb>{_BASE})",
    re.IGNORECASE,
)
ASKED = SIEVE.cue(
    rf"^(?:I|[A-Z]\w+(?: [A-Z]\w+)?)(?: have| has)? (?:asked|directed|instructed|requested)(?: that)? "
    rf"(?P<who>[A-Z][\w'’]+|her|him|them)(?: to| will) (?P<verb>{_BASE})"
)
BARE_TO = SIEVE.cue(rf"^to (?P<verb>{_BASE}|be \w+)\b", re.IGNORECASE)
OPENS_LIST = re.compile(
    r"\b(?:asked|told|given|gave|set|want|directed|agreed|left)\b[^.\n]{0,60}?\b(?:two|three|four|five|six|seven|\d)\s"
    r"(?:\w+\s)?(?:things|jobs|tasks|actions|directions|pieces of work)\b(?: to do)?\W*$",
    re.IGNORECASE,
)
"""A sentence that says how many things are asked for, before they are listed: "I asked Jo to do three things."."""
COLON_WHO = re.compile(r"^(?P<who>[A-Z]{2,3}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?:,| -| –|:) (?P<rest>\S.{5,})")
NUMBERED_WHO = re.compile(
    r"^(?P<who>[A-Z]{2,3}(?:(?:/| and | & )[A-Z]{2,3})?|[A-Z][a-z]+(?: [A-Z][a-z]+)?|[Mm]e)(?:[,:]| with | [-–] |"
    r"(?= to ))\s?(?P<rest>\S.{5,})"
)
TELLS = re.compile(
    r"\b(?:was|were|had|is|are|has|have|went|came|said|told|gave|got|did|found|ran|brought|felt|thought|left|took|"
    r"sent|held|closes?|"
    r"couldn?['’]?t?|didn['’]?t|[a-z]{3,}ed)\b"
)
"""A finite verb: a sentence that tells something, and does not ask for it."""
REPORTED = re.compile(r"^(?!.*\bto be\b)\w+(?: \w+){0,2} (?:not )?[a-z]{3,}ed\b")
NOT_WHO = re.compile(
    r"^(?:spoke|went|came|talked|listened|referred|moved|returned|wrote|sent|gave|brought|offered|added|agreed|"
    r"refused|"
    r"declined|keen|used|has|had|plans?|wants?|hopes?|likes?|one|two|three|four|five|six|lots?|some|most|many|"
    r"back|due|next|off|out|up|down|over|thanks|sorry|hope|"
    r"welcome|chips|tea|home|bus|"
    r"today|tomorrow|yesterday|still|need|needs?|aim|want|time|visit|referral|back|glad|nice|good|great|pleased|"
    r"lovely|happy|able|as)$",
    re.IGNORECASE,
)
PRIVATE = SIEVE.cue(
    r"\b(?:annual leave|a/l|toil|mileage|training (?:course|day|list)?|appraisal|1:1s?|laptop|phone contract|"
    r"course for|rota|"
    r"leave (?:is|card|booked|dates?)|birthday|sick note|flexi|supervision (?:course|training))\b",
    re.IGNORECASE,
)
GOES_ON = SIEVE.cue(
    r"^(?:the |this |our )?(?:plan|work|visits?|case|support) to (?:continue|remain|stay|go on)\b.{0,12}$",
    re.IGNORECASE,
)
CONDITION = SIEVE.cue(r"^(?:if|unless|should|when|in case|where)\b", re.IGNORECASE)
BULLET = re.compile(r"^\s*(?:[-–—•*·o▪►>]|\d{1,2}[.)]|\(?[a-z0-9]{1,2}\)|\[[ xX]?\])\s+")
INLINE_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?\d{1,2}[.)]\s+(?=[A-Za-z])")

# ------------------------------------------------------------------------------------------------ telling

DONE = SIEVE.cue(
    r"\b(?:done|completed?|finished|requested|obtained|checked|discussed|reviewed|explored|commissioned|"
    r"identified|invited|contacted|"
    r"notified|informed|secured|provided|issued|approached|observed|assessed|undertaken|carried out|recorded|"
    r"uploaded|achieved|closed|ticked|in place|went (?:in|out|off|round|with|along)|gone in|accompanied|fitted|"
    r"fitting|installed|replaced|repaired|mended|(?:is|are|"
    r"now|been|all|both) in(?=\W*$|[,.;)]| on\b| by\b| since\b)|in on|sent|submitted|uploaded|"
    r"made|held|met|seen|saw|took place|taken|visited|spoke(?:n)?|rang|rung|phoned|called|emailed|wrote|written|"
    r"asked(?: for)?|referred|booked|"
    r"arranged|fixed|started at|shared|given|got|gave|put|added|on the (?:list|chronology|system)|received|"
    r"came back|came through|found|read|been through|went through|"
    r"followed|signed|applied|agreed|paid|ordered|collected|delivered|enrolled|registered|scored|caught|took|"
    r"attended|brought|moved|set up|ready|handed|signed off|sorted|"
    r"weighed|opened|joined|rewritten|updated|as (?:directed|asked|requested|agreed|i had directed|i asked)|(?:he|"
    r"she|they)['’]d done|yes)\b|\s[-–—:]\s(?:in|got|back|gone)\W*$|✓|✔|\[x\]",
    re.IGNORECASE,
)
NOT_DONE = SIEVE.cue(
    r"(?:\b(?:not|never|nobody|no one|no-one|none|nothing|without|yet to|no)\b|"
    r"\b(?:has|have|had|is|was|were|did|does|do|are|could|been)n['’]?t\b)"
    r"(?:\W+\w+){0,5}?\W*(?:done|complete\w*|finish\w*|start\w*|begun|been|"
    r"happen\w*|sent|seen|spoken|asked|looked|made|met|held|opened|gone|heard|received|put|written|read|in|there|"
    r"taken|referred|booked|progress\w*|answer\w*|joined|rung|rang|visited|possible|"
    r"allocated|updated|shared|do|did|come|came|back|have|has|yet|get|got|go|went|know)\b",
    re.IGNORECASE,
)
UNDONE = SIEVE.cue(
    r"\b(?:not|never) (?:yet |been |fully )*(?:[a-z]{3,}ed|made|sent|seen|held|written|found|given|taken|spoken)\b|"
    r"n['’]t (?:yet |been )+(?:[a-z]{3,}ed|made|sent|seen|held|written|found|given|taken|spoken)\b|"
    r"\bneither\b|\bnor (?:was|were|has|have|did)\b|\bnot (?:done|yet|started|begun|looked|met)\b|"
    r"[:,.–-] ?not?\b[.!]?$|\bnot[.]?$|\b(?:outstanding|overdue|"
    r"undone|half (?:done|finished|way)|part[- ]done|still (?:to|not|awaiting|waiting|outstanding)|not yet|awaited|"
    r"awaiting|slipped|drift\w*|missed|cancelled|forgot\w*|yet to|waiting list|to be done|delayed)\b",
    re.IGNORECASE,
)
_DENIES = SIEVE.cue(r"\b(?:not|never|nobody|no|no-one|none|nothing|without|yet)\b|n['’]?t\b", re.IGNORECASE)
CARRIED = SIEVE.cue(
    r"\b(?:carr(?:y|ied) (?:over|forward|on)|rolled (?:over|forward)|roll(?:s)? over|brought forward|"
    r"moved (?:it )?on (?:till|until|to)|moved to|pushed back|put back to|"
    r"third time of asking|again by|given (?:him|her|them|\w+)? ?until|extended (?:to|until)|re-?set|new date|"
    r"now by|to (?:be )?(?:complete|finish|done) by)\b",
    re.IGNORECASE,
)
PARTLY = SIEVE.cue(
    r"\b(?:first (?:half|part|section|of the)|half(?:way| of| done| finished| way)|got as far as|made a start|"
    r"begun|been started|(?:have|has|we|I|been) (?:been )?started|"
    r"partly|in part|(?:one|two|three|four) of the (?:\w+ )?(?:done|scored|finished|domains?)|so far|"
    r"more sessions? to)\b",
    re.IGNORECASE,
)
PENDING = SIEVE.cue(
    r"\b(?:will|['’]ll|shall|should|must|needs? to|going to|plans? to|due|hopes?|want(?:s|ed)? to|would like|"
    r"could|might|is to|are to|am to)\b",
    re.IGNORECASE,
)
AS_DIRECTED = SIEVE.cue(
    r"\bas (?:\w+ ){0,2}(?:directed|asked|agreed|requested|instructed|promised|wanted)\b|"
    r"\bwhich is what \w+ asked|\b(?:\w+) (?:had )?asked (?:me|us) (?:to|for)\b|"
    r"\bfrom (?:the )?(?:last )?supervision\b|\bper (?:supervision|direction)\b",
    re.IGNORECASE,
)


def as_directed(words: str, signs: int) -> bool:
    """Whether a sentence with these signs says that it was done because it was asked for."""
    return AS_DIRECTED.within(words, signs)


_UNDER_WAY = SIEVE.cue(r"\b(?:begun|started|under ?way|ongoing|in progress|continu\w+)\b", re.IGNORECASE)
GOES_ON_LONG = re.compile(
    r"\b(?:begin|start|commence|weekly|fortnightly|monthly|regular\w*|direct work|sessions?|keep|continue)\b",
    re.IGNORECASE,
)
"""Actions that are followed as soon as they are under way."""


_SOUGHT = re.compile(
    r"\b(?:obtain|get(?! (?:\w+ ){0,3}(?:booked|rung|asked|in touch|started|going|round|back))|secure|hold|"
    r"complete|finish|carry out|undertake|arrange|sign|have)\b(?! in touch)",
    re.IGNORECASE,
)
"""Actions that are not done by asking, ringing or writing."""
_TRIES = re.compile(
    r"\b(?:requested|invited|contacted|approached|rang|rung|phoned|called|emailed|wrote|asked(?: for)?|spoke|"
    r"spoken)\b",
    re.IGNORECASE,
)


def is_sought(action: str) -> bool:
    """Whether an action wants something obtained or finished, so that to have asked for it is not enough."""
    return bool(_SOUGHT.search(action))


def told(words: str, *, lasting: bool = False, sought: bool = False) -> Told | None:
    """What a clause tells of the action that it speaks of; None where it tells nothing, or only what is to come.

    `lasting`: the action is followed once it is under way ("weekly visits"), so that "begun" is enough. `sought`: see
    `is_sought`.
    """
    if sought and _TRIES.search(words) and not DONE.pattern.search(_TRIES.sub("", words)):
        return None
    signs = SIEVE.signs.of(words)
    denied = _DENIES.within(words, signs)
    if lasting and not denied and _UNDER_WAY.within(words, signs):
        return "done"
    if CARRIED.within(words, signs) and not TO_DO.opens(words, signs):
        return "carried_over"
    if (denied and NOT_DONE.within(words, signs)) or UNDONE.within(words, signs) or PARTLY.within(words, signs):
        return "not_done"
    if (
        DONE.within(words, signs)
        and not PENDING.within(words, signs)
        and not TO_DO.opens(words, signs)
        and not THING_TO_BE.opens(words, signs)
    ):
        return "done"
    return None
