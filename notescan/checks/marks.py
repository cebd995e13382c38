"""How a child or an agency figures in a sentence, told from its words: seen, heard ...; asked, answered ..."""

from __future__ import annotations

import re

from notescan.sieve import SIEVE

_HEARD = SIEVE.cue(
    r"\b(?:said|says?|saying|told|tells?|asks?|asked|talk(?:s|ed|ing|ative)?|spoke\w*|speak(?:s|ing)?|chat(?:s|"
    r"ted|ting|ty)?|"
    r"whisper\w*|answer(?:s|ed)|repl(?:y|ies|ied)|explain(?:s|ed)|describ\w+|call(?:s|ed)|shout(?:s|ed) (?:to|at|"
    r"out)|"
    r"wrote|writes|writ(?:ten|ing)|drew|draws?|drawing|pictures?|poem|letter|text(?:ed|s) (?:me|us)|show(?:s|ed|"
    r"ing) (?:me|us|off)|"
    r"sang|sings?|read (?:to|me|out|her|his)|listen to (?:him|her|them) read|wants?|wanted|would like|(?:he|she|"
    r"they|who)['’]d like|wish(?:es|ed)?|worr(?:y|ies|ied)|"
    r"scared|frightened|afraid|feels?|felt|likes?|loves?|hates?|prefers?|enjoys?|misses|thinks?|reckons?|hopes?|"
    r"dreams?|"
    r"views?|voice|nodded|thumbs|signed|pointed|points|choos(?:e|es)|chose|picked|pecs|makaton|eye gaze|cards?|"
    r"on (?:his|her|their) own|by (?:him|her)self|themselves|alone|one[- ]to[- ]one|1:1|individually|just (?:us|"
    r"the) two|"
    r"(?:the|only the) two of us|just (?:him|her) and me|(?:him|her) and (?:I|me)|sat with|walk(?:s|ed)? (?:me|"
    r"with)|met with|"
    r"(?:took|caught|met|saw) (?:him|her|them|[A-Z]\w+) (?:out|at|to|for|by)|quiet on|joke[sd]?|laughed with|"
    r"played with me|and I)\b"
    r"|[\"“][^\"”\n]{2,}",
)
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
_ALONE = SIEVE.cue(
    r"\balone\b|\b(?:on|by) (?:his|her|their|its) own\b|\bby (?:him|her|them)sel(?:f|ves)\b|\bone[- ]to[- ]one\b|"
    r"\b1[:-]1\b|"
    r"\bindividually\b|\bseparately\b|\bjust (?:us|the) two\b|\b(?:only )?the two of us\b|\bjust (?:him|"
    r"her) and (?:I|me)\b|"
    r"\baway from (?:mum|dad|mother|father|parents?|the (?:home|flat|house|parents?))\b|\bin private\b|\bto (?:my|"
    r"him|her)self\b",
    re.IGNORECASE,
)  # fmt: skip
_OBSERVED = SIEVE.cue(
    r"\b(?:flapp\w+|squeal\w*|rock(?:ed|ing)|spun|spinning|humm\w+|bit|bites?|screamed|paced|pacing|clapp\w+|tapp(?:ed|ing)|"
    r"covered|sway\w*|splash\w*|shriek\w*|observ\w+|watched|crawl\w*|smil\w+|laugh\w*|giggl\w*|babbl\w*|cried|crying|cr(?:y|ies)|cuddl\w*|clung|"
    r"play(?:ed|ing|s)|"
    r"running|ran|climb\w*|sat|sitting|stood|standing|reach\w*|roll\w*|danc\w*|jump\w*|hid|hiding|brought me|"
    r"eating|ate|"
    r"presented|appeared|looked|dressed|clean|bright|alert|settled|content|chew\w*|bounc\w*|howl\w*|shriek\w*|pulled|"
    r"tracked|held|pushed|kicked|on the (?:rug|floor|mat|sofa|settee|trampoline)|wearing|had on)\b",
    re.IGNORECASE,
)
_SEEN = SIEVE.cue(
    r"\b(?:seen|saw|met|see|present|home from|at home|both in|all (?:three|four|two|five)? ?(?:in|home|seen|"
    r"there)|came in|got in|was (?:in|there|home)|were (?:in|there|home|both)|spent time)\b",
    re.IGNORECASE,
)


_QUOTED = SIEVE.cue(r"[\"“]|\b(?:said|told|says|whispered)\b")
_SHOWED = SIEVE.cue(r"[\"“]|\b(?:said|told|says|showed)\b")
CHILD_SIGNS = _NOT_SEEN.sign | _ALONE.sign | _HEARD.sign | _OBSERVED.sign | _SEEN.sign
"""Words without any of these signs (see sieve) tell nothing of how a child was met."""


def is_heard(words: str) -> bool:
    """Whether the words tell of something that a child said, wrote, showed or chose, or of time alone with it."""
    return _HEARD.within(words, SIEVE.signs.of(words))


def is_not_heard(words: str, signs: int | None = None) -> bool:
    """Whether the words tell that the child was not spoken with: out, asleep, silent, turned away."""
    signs = SIEVE.signs.of(words) if signs is None else signs
    return _NOT_HEARD.within(words, signs) and not _QUOTED.within(words, signs)


def is_observed(words: str) -> bool:
    """Whether the words tell of something that a child was seen to do."""
    signs = SIEVE.signs.of(words)
    return _OBSERVED.within(words, signs) and not _NOT_SEEN.within(words, signs)


def is_alone(words: str, signs: int | None = None) -> bool:
    """Whether the words tell that somebody was seen or spoken with alone."""
    return _ALONE.within(words, SIEVE.signs.of(words) if signs is None else signs)


def mark_of(words: str, signs: int | None = None) -> str | None:
    """How the child of whom the words speak figures in them; None where they do not tell.

    `signs` are those of the words, or of more words around them, where they are known already.
    """
    signs = SIEVE.signs.of(words) if signs is None else signs
    if not signs & CHILD_SIGNS:
        return None
    if _NOT_SEEN.within(words, signs) and not _SHOWED.within(words, signs):
        return "not seen"
    if _ALONE.within(words, signs) and (_SEEN.within(words, signs) or _HEARD.within(words, signs)):
        return "seen alone"
    if _HEARD.within(words, signs) and not is_not_heard(words, signs):
        return "heard"
    if _OBSERVED.within(words, signs):
        return "observed"
    return "seen" if _SEEN.within(words, signs) else None


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
    r"\b(?:is|are) missing\b|\bmissing (?:altogether|from)\b|"
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
_ANSWERED = SIEVE.cue(
    r"\b(?:said|says|reports?|reported|confirm\w*|told (?:me|us)|tells (?:me|us)|repl(?:y|ied|ies)|responded|"
    r"came back|rang (?:me|us|back|to)|called (?:me|us|back|to)|"
    r"emailed (?:me|us|back|to)|wrote (?:to me|back)|writes|spoke (?:to|with)|spoken (?:to|with)|"
    r"heard (?:back )?from|(?:call|email|letter|report|message|reply|response|word) from|"
    r"advis(?:es|ed)|gave|shares? that|noted|feels?|thinks?|describ\w+|no concerns|attended|present|thinks)\b|[:]\s",
    re.IGNORECASE,
)
_ASKED = SIEVE.cue(
    r"\b(?:rang|phoned|call(?:ed)?|emailed?|wrote|asked?|request\w*|contact(?:ed)?|left (?:a )?message|"
    r"checks? (?:sent|made|requested|to)|sent (?:off )?(?:to|the form)|"
    r"referr(?:ed|al)|refer|ring|await\w*|waiting|speak to|to (?:ring|email|ask|contact|call|write))\b",
    re.IGNORECASE,
)


_WILL_ASK = SIEVE.cue(
    r"\b(?:to (?:ring|email|ask|contact|call|write|speak|chase)|await\w*|will (?:ring|ask|email|contact))\b"
)
AGENCY_SIGNS = _NO_REPLY.sign | _MISSING.sign | _SHARED.sign | _WILL_ASK.sign | _ANSWERED.sign | _ASKED.sign
"""Words without any of these signs tell nothing of an agency."""


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
    if _WILL_ASK.within(words, signs):
        return "asked"
    if _ANSWERED.within(words, signs):
        return "answered"
    return "asked" if _ASKED.within(words, signs) else None
