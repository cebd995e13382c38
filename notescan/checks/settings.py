"""In how many different places a child's behaviour was observed: home, school, short break, club, outdoors ..."""

from __future__ import annotations

import re

from notescan.checks.context import Context
from notescan.checks.household import Household
from notescan.checks.lines import lines_of
from notescan.checks.marks import is_observed
from notescan.checks.rests import listed, rest_at, rest_on
from notescan.model import CheckResult, Evidence, Note, Tip
from notescan.values import Rest

_PLACES = {
    "home": r"at home|(?:the|his|her|their) (?:kitchen|lounge|living room|bedroom|front room|hallway|garden|"
    r"landing|house|flat)|"
    r"(?:in|into) the (?:garden|house|lounge|kitchen)|on the stairs|settee|doorbell|home visit|visit(?:ed)? (?:to|"
    r"at) (?:the )?(?:family )?home",
    "school": r"schools?(?! (?:reports?|nurses?|uniform|holidays?|letters?|photo\w*|bags?|term|run|dinners?|"
    r"advice|records?|"
    r"attendance|office|office's|transport|bus|taxi|place|refusal|avoidance))|sch|class(?:room)?|nursery|"
    r"dining hall|lunch hall|playground|circle time|assembly|teacher|"
    r"t\.?a\.?s?|teaching assistants?|class lead|college|soft room|sensory room|lessons?|dinner hall|lunchtime",
    "respite/short break": r"short[- ]breaks?|respite|overnights?|night (?:sheet|log|staff)|last stay|(?:his|her|"
    r"their) stays?|sleepover",
    "club": r"clubs?|youth (?:group|club)|beavers|brownies|cubs|scouts|holiday (?:scheme|club|playscheme)|"
    r"play ?scheme|"
    r"playgroup|after[- ]school club|drama group|soft play",
    "community": r"parks?|shops?|supermarket|caf[eé]|libraries|library|the street|services|town|beach|woods|"
    r"swimming (?:pool|baths|lesson)|leisure centre|bridge|farm|church|mosque|temple|cinema|restaurant|"
    r"mcdonald\w*|out and about|"
    r"trip|outing|community|zoo|museum|for a walk|on a walk|walk(?:ed)? (?:to|along|round|through)",
    "health": r"hospital|ward|clinic|surgery|paediatrician['’]s|dentist|(?:health|physio|ot|gp) appointment|"
    r"waiting room|"
    r"treatment room|physiotherapy session|child development centre",
    "transport": r"(?:school|sch) (?:transport|bus|taxi|run)|(?:bus|minibus|taxi|transport) (?:escort|driver|"
    r"crew)s?|(?:in|on|"
    r"into|aboard|off|out of) (?:the|his|her|a) (?:school )?(?:bus|minibus|taxi|cab|"
    r"transport|car|van)|journey|"
    r"all the way (?:from|to|home|there)|(?:the )?escorts?(?= (?:put|said|says|told|tells|has|who|reports|finds|"
    r"noticed))|on (?:school )?transport",
}
_PLACE = re.compile("|".join(rf"\b(?P<p{n}>{words})\b" for n, words in enumerate(_PLACES.values())), re.IGNORECASE)
_NAMES = list(_PLACES)
_PASSING = re.compile(
    r"\b(?:from|off|after|before|about|re|for|to|than|not what|asked|how)\s(?:the\s|his\s|her\s|a\s)?(?:\w+\s)?$",
    re.IGNORECASE,
)
_LEAST_WORTH = 0.6
_LEAST_OBSERVED = 0.4
"""For words that plainly tell what somebody was seen to do."""
_NEAR = 260


def check(ctx: Context, tip: Tip) -> CheckResult:
    """The distinct settings of the observations, each with the first observation made there."""
    first: dict[str, Evidence] = {}
    count: dict[str, int] = {}
    unplaced: list[Evidence] = []
    for item in ctx.evidence_of(tip.id, "for"):
        if item.strength != "strong" and (item.worth or 0) < (
            _LEAST_OBSERVED if is_observed(item.quote) else _LEAST_WORTH
        ):
            continue
        place = setting_of(ctx, item)
        if place:
            first.setdefault(place, item)
            count[place] = count.get(place, 0) + 1
        elif is_observed(item.quote):
            unplaced.append(item)
    watched = {place: rest for place, rest in _watched(ctx).items() if place not in first}
    found = [place for place in _NAMES if place in first or place in watched]
    rests = tuple(
        watched[p]
        if p in watched
        else rest_on(ctx.case, ctx.notes[first[p].note], first[p], f"observed {'on' if p == 'transport' else 'at'} {p}")
        for p in found
    )
    if found:
        told = listed([f"{place} ({count.get(place, 1)})" for place in found])
        many = f"{len(found)} setting{'s' * (len(found) > 1)}"
        told = f"Behaviour was observed in {many}: {told}; observations counted in brackets."
    elif unplaced:
        rests = tuple(rest_on(ctx.case, ctx.notes[item.note], item, "observed, no place told") for item in unplaced[:1])
        told = "Behaviour was observed, but the notes do not tell where."
    else:
        told = "No observation of behaviour was found."
    outcome = "several" if len(found) > 1 else "one" if found or unplaced else "none"
    return CheckResult(kind="settings", outcome=outcome, facts={"settings": found}, reckoning=told, rests=rests)


def _watched(ctx: Context) -> dict[str, Rest]:
    """Visits to a place away from home in which a child is named and what it did is told, by place."""
    found: dict[str, Rest] = {}
    household = Household(ctx.case, ctx.roster, adults=True)
    for note in ctx.case.notes:
        from_there = note.kind in ("email", "letter", "report") and " from " in f"{note.type} {note.title}".lower()
        seen_there = note.kind in ("visit", "observation", "direct-work") or from_there
        place = _header(note) if seen_there else None
        if place in (None, "home") or place in found:
            continue
        for line in lines_of(ctx.case, note):
            named = next(household.named(line.start, line.end), None)
            if household.children and (named is None or named.start - line.start >= 40):
                continue
            if is_observed(ctx.case.text[named.end if named else line.start : line.end]):
                rest = rest_at(
                    ctx.case, note, line.start, line.end, f"observed {'on' if place == 'transport' else 'at'} {place}"
                )
                found[str(place)] = rest
                break
    return found


def setting_of(ctx: Context, item: Evidence) -> str | None:
    """Where an observation was made: by its own words, by what the note's header says, by the words before it."""
    note, text = ctx.notes[item.note], ctx.case.text
    inside = _places(text, item.sentence.start, item.sentence.end)
    firm = [place for place, passing in inside if not passing]
    header = _header(note)
    if firm:
        return firm[0]
    near = [place for place, passing in _places(text, max(note.body, item.start - _NEAR), item.start) if not passing]
    if header not in (None, "home"):
        return header
    if near and (header is None or near[-1] != "transport"):
        return near[-1]
    return header or ("home" if note.kind == "visit" else inside[0][0] if inside else None)


def _header(note: Note) -> str | None:
    words = f"{note.type or ''}. {note.title or ''}"
    if re.search(r"\b(?:home visit|hv|visit to (?:the )?(?:home|house|family))\b", words, re.IGNORECASE):
        return "home"
    if re.match(r"(?:bus|minibus|taxi|transport|escort)\b", words, re.IGNORECASE):
        return "transport"
    found = _PLACE.search(words)
    return _name(found) if found else None


def _places(text: str, start: int, end: int) -> list[tuple[str, bool]]:
    """The places named there, each with whether it is only come from, gone to or spoken about."""
    return [
        (_name(found), bool(_PASSING.search(text, max(start, found.start() - 24), found.start())))
        for found in _PLACE.finditer(text, start, end)
    ]


def _name(found: re.Match[str]) -> str:
    return _NAMES[int(str(found.lastgroup)[1:])]
