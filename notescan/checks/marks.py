"""How a child figures in a sentence: seen, seen alone, heard, observed, not seen; told from its words."""

from __future__ import annotations

import re

_HEARD = re.compile(
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
_NOT_HEARD = re.compile(
    r"\b(?:not|never|n['’]t|nt) (?:been )?(?:seen|spoken|heard|home|in\b|there|present|available|wake|woken|up yet)|"
    r"\b(?:did|could|would|do|does|was|were|has|have|had|is|are) ?(?:not|n['’]t|nt)(?: be| been| get| want to|"
    r" able to| come\w*)? "
    r"?(?:seen?|spe(?:ak|ech)|spoken|talk\w*|heard|come|engage|respond|answer|say|wak\w+|here|there|home|in\b)|"
    r"\b(?:refus\w+|declin\w+) to\b|\bno words\b(?! that)|\bnothing from\b|\bunable to (?:see|speak)|"
    r"\bwent (?:straight )?(?:back|up|out|off|in his|in her|to (?:his|her) room)\b[^.\"“]{0,40}$|"
    r"\b(?:I )?waved\b[^.\n]{0,20}\b(?:didn['’]?t|did not)\b|\bthrough the (?:window|door)\b|\basleep\b|\bin bed\b",
    re.IGNORECASE,
)
_NOT_SEEN = re.compile(
    r"\bnot (?:been )?(?:seen|present|at home|home|in|there|here|available|spoken|met)\b|"
    r"\b(?:did|could|have|has|had|was|were)(?: not|n['’]t|nt) (?:been )?(?:see|seen|met|meet|in|home|there|"
    r"at home|here|present|able to see|speak|spoken)\b|"
    r"\bunseen\b|\bno sight of\b|\bseen: ?(?:no|none)\b|\babsent\b|\bmissed (?:him|her|them|[A-Z]\w*)\b|"
    r"\b(?:was|is|were|still|had been|being)? ?(?:out\b(?! of (?:bed|his|her|the))|at (?:school|nursery|college|"
    r"work|football|boxing|a friend|friends?\b|"
    r"(?:his|her|their) (?:\w+['’]s|dad|nan|friend|mate|gran)\w*)|in (?:school|nursery)\b|asleep|in bed|missing|"
    r"away)\b|"
    r"\brefus\w+ to (?:come|see|speak|talk|get)|\bunable to see\b",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"\balone\b|\b(?:on|by) (?:his|her|their|its) own\b|\bby (?:him|her|them)sel(?:f|ves)\b|\bone[- ]to[- ]one\b|"
    r"\b1[:-]1\b|"
    r"\bindividually\b|\bseparately\b|\bjust (?:us|the) two\b|\b(?:only )?the two of us\b|\bjust (?:him|"
    r"her) and (?:I|me)\b|"
    r"\baway from (?:mum|dad|mother|father|parents?|the (?:home|flat|house|parents?))\b|\bin private\b|\bto (?:my|"
    r"him|her)self\b",
    re.IGNORECASE,
)  # fmt: skip
_OBSERVED = re.compile(
    r"\b(?:observ\w+|watched|crawl\w*|smil\w+|laugh\w*|giggl\w*|babbl\w*|cried|crying|cr(?:y|ies)|cuddl\w*|clung|"
    r"play(?:ed|ing|s)|"
    r"running|ran|climb\w*|sat|sitting|stood|standing|reach\w*|roll\w*|danc\w*|jump\w*|hid|hiding|brought me|"
    r"eating|ate|"
    r"presented|appeared|looked|dressed|clean|bright|alert|settled|content|chew\w*|bounc\w*|howl\w*|shriek\w*|pulled|"
    r"tracked|held|pushed|kicked|on the (?:rug|floor|mat|sofa|settee|trampoline)|wearing|had on)\b",
    re.IGNORECASE,
)
_SEEN = re.compile(
    r"\b(?:seen|saw|met|see|present|home from|at home|both in|all (?:three|four|two|five)? ?(?:in|home|seen|"
    r"there)|came in|got in|was (?:in|there|home)|were (?:in|there|home|both)|spent time)\b",
    re.IGNORECASE,
)


def is_heard(words: str) -> bool:
    """Whether the words tell of something that a child said, wrote, showed or chose, or of time alone with it."""
    return bool(_HEARD.search(words))


def is_not_heard(words: str) -> bool:
    """Whether the words tell that the child was not spoken with: out, asleep, silent, turned away."""
    found = _NOT_HEARD.search(words)
    return bool(found) and not re.search(r"[\"“]|\b(?:said|told|says|whispered)\b", words)


def mark_of(words: str) -> str | None:
    """How the child of whom the words speak figures in them; None where they do not tell."""
    if _NOT_SEEN.search(words) and not re.search(r"[\"“]|\b(?:said|told|says|showed)\b", words):
        return "not seen"
    if _ALONE.search(words) and (_SEEN.search(words) or _HEARD.search(words)):
        return "seen alone"
    if _HEARD.search(words):
        return "heard"
    if _OBSERVED.search(words):
        return "observed"
    return "seen" if _SEEN.search(words) else None
