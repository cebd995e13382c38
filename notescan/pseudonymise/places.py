"""Schools, surgeries, homes, firms and clubs: the words by which a run of capitals is seen to be one."""

from __future__ import annotations

import re
from typing import Literal

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-Ž]"
_SCHOOL = (
    r"Primary|Infants?|Juniors?|Academy|School|Nursery|Pre-?school|Playgroup|Kindergarten|College|High|Secondary|"
    r"Sixth Form|Grammar|Tech|University|C of E|CofE|(?:Girls|Boys)['’]?(?: School)?"
)
_HEALTH = (
    r"Hospital|Infirmary|Surgery|Clinic|Medical|Health Centre|Dental|Dentists?|Practice|Pharmacy|Chemist|Ward|Hospice"
)
_PLACE = (
    r"Children['’]s (?:Home|Centre)|House|Lodge|Court|Hall|Centre|Center|Hub|Refuge|Hostel|Unit|Council|Borough|"
    r"Constabulary|Church|Mosque|Temple|Gurdwara|Synagogue|Farm|Close|Way|Park|Estate|Road|Street|Lane|Avenue|Drive|"
    r"Crescent|Gardens|Row|Grove|Mews|Square|Cottages?|Villa|Manor|Grange|Barn|Rise|View|Place|Terrace|Green|Hill|"
    r"Heath|"
    r"Bank|Wood|Bridge|Reservoir|Beach|Station|Library|Gym|Baths|Pool|Stadium|Arms|Inn|Tavern|Hotel|Caf[eé]|Diner|Club|"
    r"Scouts|Cubs|Brownies|Guides|Foods|Laundry|Cars|Cabs|Taxis|Coaches|Homes|Housing|Childcare|Homecare|"
    r"Care (?:Home|Services|Group|Ltd)|Solicitors|Law|"
    r"Ltd|Limited|LLP|Plc|Trust|Foundation|Recruitment|Logistics|Cleaning|Motors|Garage|Bakery|Stores?|Salon|Barbers|"
    r"Kennels|Stables|Fisheries|Takeaway|Kebab|Market|Mill|Works|Warehouse|Building Society|Prison|FC|AFC|RFC"
)
_KIND = (
    r"(?:\s(?:C of E|CofE|CE|RC|Catholic|Church|Community|Special|Junior|Infant|Upper|Lower|County|City|Royal|General|"
    r"Social|Leisure|Sports|Retail|Business|Industrial|Shopping|Family|Youth|Medical|Health|Residential|Care|Day|"
    r"Football|"
    r"Boxing|Nature|Country|Holiday|Caravan))*"
)
_ORGANISATION = re.compile(rf"{_KIND}\s(?P<what>{_SCHOOL}|{_HEALTH}|{_PLACE})\b")
_SMALL_KIND = re.compile(
    r"\s(?:c of e |ce |rc |catholic |infant |junior |primary |secondary |high |special |nursery |day |boxing |"
    r"football |"
    r"dental |medical |youth |social )?"
    r"(?P<what>primary|school|academy|nursery|pre-?school|playgroup|college|surgery|clinic|hospital|practice|pharmacy|"
    r"children['’]s home|care home|hostel|refuge|library|club|church|mosque|estate|flats|towers|coll|med grp|hosp|"
    r"leisure centre|sports centre|community centre|drill hall|car wash|solicitors|foyer)\b"
)
SAINT = re.compile(
    rf"\b(?:St\.?\s(?P<name>{_CAPITAL}[^\W\d_]+(?:['’]s)?)(?:\s(?:and|&)\sSt\.?\s{_CAPITAL}\w+(?:['’]s)?)?"
    rf"|(?P<welsh>Ysgol(?:\s(?:y|yr|[A-Z]\w+))+)"
    rf"|(?P<holy>Our Lady(?:['’]s)?(?:\sof\s(?:the\s)?{_CAPITAL}\w+)?(?:\s(?:and|&)\sSt\.?\s{_CAPITAL}\w+(?:['’]s)?)?"
    rf"|Sacred Heart|Holy (?!Communion|Week|Quran|Bible|See)[A-Z]\w+|All (?:Saints|Souls|Hallows)['’]?|Christ the King"
    rf"|Christ Church|Corpus Christi|Blessed {_CAPITAL}\w+(?:\s{_CAPITAL}\w+)?|Trinity|Emmanuel))\b"
)
PLAIN = frozenset(
    "primary secondary special high infant junior nursery day health medical children's local the his her their our "
    "foster residential supported secure children family community mental adult general care home court contact "
    "leisure sports retail youth crown magistrates county police sexual walk-in urgent emergency assessment respite "
    "short after breakfast homework football training job front duty referral early help social housing respite "
    "parent parents mother baby access shopping town city village school college church dental sixth form house old "
    "new main first second third upper lower reception year pupil young legal law fire bus train petrol three four two "
    "safe open outreach drop-in advice information one stop play green red blue single joint clinical looked "
    "virtual specialist acute hospital maternity children’s".split()
)
"""Words that with a kind of place make no name: "Special School", "Family Centre"."""
HEADS = frozenset(
    "conference meeting group discussion visit visits panel review reviews assessment assessments plan plans service "
    "services team teams programme court centre order orders board form forms forum clinic hub profile tool scale "
    "report "
    "referral chronology summary record records note notes interview protocol agreement work worker workers officer "
    "manager nurse visitor lead teacher course sessions session checklist pathway policy procedure process allowance "
    "credit benefit support time contact supervision act section strategy decision outcome outcomes details history "
    "background views wishes day week term oversight management update email call letter log care needs number date "
    "rights disorder syndrome questionnaire framework level threshold practice cards card houses house".split()
)
"""What the field's own matters with capitals end in: no names."""
QUALIFIERS = frozenset(
    "upper lower great little north south east west old new higher nether market much long low high over under king "
    "kings queens bishop king queen abbot earl prince st saint the big middle inner outer temple castle stoke "
    "abbots bishops royal mount".split()
)
"""What stands before the name of a town or a street and belongs to it."""
PLACE_BEFORE = re.compile(
    r"\b(?:at|near|outside|opposite|behind|attends|attending|attended|from|called|named|in|joined|visited|works for|"
    r"works at|employed by|charity|agency|firm|company|pub|nursery|college|hostel|refuge|solicitors?|cafe|shop|"
    r"restaurant|"
    r"takeaway|garage|salon|gym)(?: (?:the|a place called|called))? $"
)

Sort = Literal["school", "health", "place"]


def kind_after(text: str, at: int) -> re.Match[str] | None:
    """The kind of place that follows at `at`, with its capital: " Primary", " C of E School"."""
    return _ORGANISATION.match(text, at)


def small_kind_after(text: str, at: int) -> re.Match[str] | None:
    """The same in small letters: " nursery"."""
    return _SMALL_KIND.match(text, at)


def sort_of(what: re.Match[str] | None) -> Sort:
    """School, health service or another place, by its kind."""
    word = what["what"] if what else ""
    if re.fullmatch(_SCHOOL, word, re.IGNORECASE):
        return "school"
    return "health" if re.fullmatch(_HEALTH, word, re.IGNORECASE) else "place"
