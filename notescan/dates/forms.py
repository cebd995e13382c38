"""The forms in which dates are written in UK notes, as one regular expression over lowered text.

Each form is a named alternative (`Match.lastgroup` tells which); find.py says which function reads each.
"""

from __future__ import annotations

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTH = (
    r"(?:january|jan|february|febuary|feb|march|mar|april|apr|may|june|jun|july|jul|august|aug|september|sept|sep"
    r"|october|oct|november|nov|december|dec)(?![a-z])"
)
WEEKDAY = (
    r"(?:monday|mon|tuesday|tues|tue|wednesday|weds|wed|thursday|thurs|thur|thu|friday|fri|saturday|sat|sunday|sun)"
    r"(?![a-z])"
)
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18,
    "twenty": 20, "thirty": 30, "thirty-five": 35, "forty": 40, "forty-five": 45, "sixty": 60, "ninety": 90,
    "couple of": 2, "couple": 2, "few": 3, "half a": 0.5,
}  # fmt: skip

ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth"
    " twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
).split()


def _with(form: str, prefix: str) -> str:
    """A part that stands in several forms, its groups named for one of them."""
    return form.replace("§", prefix)


_S = r"(?:[ \t\xa0]{1,3}|[ ]?\n[ ]?)"
"""A space within a date; a line may be wrapped there."""
_WORDS = "|".join(sorted((n.replace(" ", _S).replace("-", "[- ]") for n in NUMBERS), key=len, reverse=True))
NUMBER = rf"(?:\d{{1,3}}|(?:a{_S})?(?:{_WORDS}))"
COUNT = rf"{NUMBER}(?:[ ]?(?:-|–|/|to|or)[ ]?{NUMBER})?"
UNIT = (
    rf"(?:(?P<§kind>working|school|calendar|clear){_S})?(?P<§unit>day|week|wk|fortnight|month|mth|year|yr)s?(?![a-z])"
)
_ORD = r"(?:st|nd|rd|th)(?![a-z])"
_ORD_OR_NONE = r"(?:(?<=\d)(?:st|nd|rd|th)(?![a-z]))?"
_ORDINAL_WORDS = "|".join(sorted((word.replace("-", "[- ]") for word in ORDINALS), key=len, reverse=True))
_NOT_YEAR = (
    r"(?![\d/%]|[-:.]\d|[ ]?[ap]\.?m\b|[ ]?h(?:ou)?rs?\b|[ ]?mins?\b|(?:st|nd|rd|th)\b"
    rf"|[ ](?:of[ ])?{MONTH}(?!\s+(?:i|we|be|have|not)\b))"
)
"""What follows a number that is no year: "3 April, 10 April", "3 April, 10th"."""
_YEAR = rf"(?:(?:19|20)\d\d|['’]?\d\d){_NOT_YEAR}"
_YEAR4 = rf"(?:(?:19|20)\d\d|['’]\d\d){_NOT_YEAR}"
_PART = (
    rf"(?P<§part>early|late|mid|(?:the{_S})?(?:very{_S})?(?:end|start|beginning|middle)(?={_S}of))"
    rf"(?:{_S}?-?{_S}?)(?:of{_S})?(?:in{_S})?(?:the{_S}(?=month|week|year|term|quarter|summer|autumn|spring|winter))?"
)
_WEEK_OF = (
    rf"(?P<week>w/c|w\.c\.?|wc|w/b|wb|w/e|w\.e\.?|weekend(?:{_S}of)?"
    rf"|week{_S}(?:commencing|beginning|starting|ending|of|from))[:\s]{{0,2}}(?:the{_S})?"
)
_DMY = r"(?P<nd>\d{1,2})[ ]?(?P<nsep>[-/.])[ ]?(?P<nm>\d{1,2})[ ]?(?P=nsep)[ ]?(?P<ny>\d{4}|\d{2})(?![\d%]|[/-]\d|\.\d)"
_ISO = r"(?P<iy>(?:19|20)\d\d)(?P<isep>[-/.])(?P<im>\d{1,2})(?P=isep)(?P<id>\d{1,2})(?!\d|[-/.]\d)"
_DAY_MONTH = (
    rf"(?:(?P<td>\d{{1,2}})(?:{_ORD}\.?)?|(?P<tw>{'|'.join(ORDINALS)})(?=[ ](?:day[ ])?of[ ]))"
    rf"(?:[ ]of|{_S}day{_S}of)?(?:[ \xa0]{{0,2}}|[-/.]|(?<=[a-z])\n)(?P<tm>{MONTH})"
    rf"(?:(?:[,.]?{_S}|,|[-/.]|(?<=[a-z])(?=['’\d]))(?P<ty>{_YEAR})|{_S}(?:of{_S})?(?P<trel>this|last|next){_S}year(?![a-z]))?"
)
_MONTH_DAY = (
    rf"(?P<um>{MONTH})\.?[ ](?:the[ ])?(?P<ud>\d{{1,2}})(?!\d|[:/%]|\.\d)(?:(?P<uo>{_ORD})|(?![a-z]))"
    rf"(?:,?[ ](?P<uy>{_YEAR4}))?"
)
_DAYS_OF_MONTH = (
    rf"(?P<rd>\d{{1,2}})(?:{_ORD})?[ ]?(?P<rj>[-–—/&]|to|and|or|until|till)[ ]?(?:the[ ])?(?P<re>\d{{1,2}})(?:{_ORD})?"
    rf"(?:[ ]of)?[ ]?(?P<rm>{MONTH})(?:,?[ ](?P<ry>{_YEAR}))?"
)
_DAYS_NUMERIC = r"(?P<xd>\d{1,2})[ ]?[-–—&][ ]?(?P<xe>\d{1,2})/(?P<xm>\d{1,2})(?:/(?P<xy>\d{4}|\d{2}))?(?![\d%/])"
_BARE = r"(?P<sd>\d{1,2})/(?P<sm>\d{1,2})(?![\d/%:]|\.\d|-(?!\d{1,2}/)\d)"
_DOTTED = r"(?P<pd>\d{2})\.(?P<pm>\d{2})(?![\d/%:]|\.\d|-\d|[ ]?[ap]m|[ ]?h(?:ou)?rs?\b)"

_FULL = rf"{_ISO}|{_DMY}|{_DAYS_NUMERIC}|{_DAYS_OF_MONTH}|{_DAY_MONTH}|{_MONTH_DAY}|{_BARE}"
_N = r"(?:\d|an?\s|one|two|thr|fo|fi|s[ie]|eig|nin|t[ewh]|el|half|cou|few)"
_STARTS = (
    # What a form may begin with: tells at once that most words begin none, so that the forms need not all be tried.
    r"\b(?=\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|w[/.]|w[cbe]\b|week|whit|winter"
    r"|today|tonight|tomorrow|tmrw|t[ewh][eovnri]|seco|this\s|yesterday|yday|last\s|late|early|mid|end\s|east|el|eig|next\s|ni"
    r"|new\s|one\s|(?:on|at|over|for|since|after|before|until|by|during|from|this)\s+(?:the\s+)?weekend|fo[ur]|few|fi[fvr]|s[ie][xv]|half|couple|past\s|previous"
    r"|coming|following|same\s|christmas|xmas|boxing|bonf|good\s|q[1-4]|quarter\s|bank|begin|start|middle|very|spring|summer"
    rf"|autumn|work|day\s|an?\s(?:week|fort|day|month|year|cou|few|half)|in\s+(?:the\s|ab|ar|ap|ro|an|{_N})"
    rf"|within\s|after\s+(?:the\s|ab|ar|ap|ro|an|{_N})"
    r"|the\s+(?:\d|fir|sec|thi|fo[ur]|fif|s[ie][xv]|ei|ni|t[ew]|el|last|next|past|coming|following|previous|same|very|week|day|end|start|begin|mid|spring|summer|autumn"
    r"|winter|christmas|xmas|east|new\s|half|feb|may|oct|bank|aug|early|whit))"
)
_START = _STARTS + r"(?<![£$€#/])(?<!\d[-–.:])"
_REL = (
    rf"(?:(?P<§rel>last|next|this(?:{_S}(?:coming|past|last))?|(?:the{_S})?(?:coming|following|previous|past|same))"
    rf"{_S})"
)
_SEASON_NAME = (
    rf"(?:(?:feb(?:ruary)?|may|whitsun|oct(?:ober)?|spring|summer|autumn){_S})?half[- ]?term"
    rf"(?:{_S}(?:holidays?|break))?"
    rf"|(?:summer|easter|christmas|xmas){_S}(?:school{_S})?(?:holidays?|hols|break|vacation)"
    rf"|(?:spring|summer|autumn){_S}term"
    rf"|good{_S}friday|easter{_S}(?:monday|sunday|saturday)|(?:christmas|xmas){_S}(?:day|eve)|boxing{_S}day"
    rf"|new{_S}year['’]?s{_S}(?:day|eve)"
    rf"|(?:(?:early[ ])?may|spring|august|summer|easter){_S}bank{_S}holiday(?:{_S}monday)?"
    rf"|bank{_S}holiday(?:{_S}monday)?"
    rf"|easter|christmas|xmas|new{_S}year|bonfire{_S}night|halloween|spring|summer|autumn|winter"
)

_FORMS: dict[str, str] = {
    "short": rf"(?P<shin>in|within){_S}(?P<shn>\d{{1,2}})/(?P<shu>7|52|12)(?![\d/])(?:{_S}time(?![a-z]))?"
    rf"|(?P<shn2>\d{{1,2}})/(?P<shu2>7|52|12){_S}(?P<shago>ago|time)(?![a-z])",
    "full": rf"(?:{_WEEK_OF})?(?:(?P<wd>{WEEKDAY})\.?,?[ ]{{0,2}})?(?:the[ ])?(?:{_FULL})",
    "nth": rf"(?:{_WEEK_OF.replace('<week>', '<nweek>')})?(?:(?P<nwd>{WEEKDAY})\.?,?[ ]?)?(?P<the>the[ ])?"
    rf"(?P<nn>\d{{1,2}}(?={_ORD})|(?:{_ORDINAL_WORDS})(?![\w-])){_ORD_OR_NONE}"
    rf"(?:{_S}of{_S}(?P<nrel>this|last|next|the){_S}month)?",
    "dotted": rf"(?:(?P<pwd>{WEEKDAY})\.?,?[ ])?{_DOTTED}",
    "wday": rf"(?:{_with(_REL, 'w')})?(?P<wname>{WEEKDAY})(?:{_S}"
    rf"(?P<wafter>(?:of{_S})?(?:last|next|this){_S}(?:week|wk)"
    rf"(?![a-z])|week(?![a-z])(?!{_S}(?:commencing|beginning|ending))|just{_S}gone|gone(?![a-z])|coming))?",
    "onwd": rf"(?:(?P<on>a|two|three|four){_S}weeks?|(?:a{_S})?fortnight){_S}(?P<onlast>on|from|last|ago{_S}on){_S}"
    rf"(?P<oname>{WEEKDAY})",
    "season": rf"(?:{_with(_PART, 's')})?(?:{_with(_REL, 's')}|the{_S})?(?P<sname>{_SEASON_NAME})(?![a-z'’])"
    rf"(?:(?:,?[ ]|{_S}of{_S})(?P<sy>{_YEAR4}))?",
    "month": rf"(?:{_with(_PART, 'm')})?(?:{_with(_REL, 'm')})?(?P<mname>{MONTH})"
    rf"(?:(?:[,.]?[ ]|,?[ ]of[ ]|(?=['’]))(?P<my>{_YEAR4})"
    rf"|[-/](?P<my2>{_YEAR})|{_S}(?:of{_S})?(?P<myrel>this|last|next){_S}year(?![a-z]))?",
    "relday": rf"(?:(?:the{_S})?day{_S}(?P<beyond>before{_S}yesterday|after{_S}tomorrow)|today|tonight|yesterday|yday"
    rf"|tomorrow|tmrw|this{_S}(?:morning|afternoon|evening)|(?P<lastnight>last{_S}(?:night|evening)))(?![a-z])",
    "ago": rf"(?P<agon>{COUNT}){_S}{_with(UNIT, 'ago')}{_S}(?:ago|back)(?P<agotoday>{_S}today)?(?![a-z])"
    rf"|(?P<agofn>(?:a{_S})?fortnight{_S}ago)",
    "hence": rf"(?P<henn>{COUNT}){_S}{_with(UNIT, 'hen')}(?:['’]s?)?{_S}"
    rf"(?:time(?![a-z])|from{_S}(?:now|today|tomorrow))",
    "inn": rf"(?P<inp>in|within|after)(?:{_S}the)?(?:{_S}(?:about|around|approximately|roughly|another))?{_S}"
    rf"(?P<inc>{COUNT}){_S}{_with(UNIT, 'in')}(?P<intime>(?:['’]s?)?{_S}time)?",
    "span": rf"(?:the{_S})?(?P<sprel>last|past|next|coming){_S}(?P<spn>{NUMBER}){_S}{_with(UNIT, 'sp')}",
    "relunit": rf"(?:{_with(_PART, 'u')})?(?:(?P<uthe>the|past){_S})?(?:{_with(_REL, 'u')})"
    rf"(?P<uunit>week(?!{_S}(?:commencing|beginning|ending))|wk|weekend|fortnight|month|year|yr|half[- ]?term|term"
    rf"|quarter)(?![a-z])(?:{_S}but{_S}one)?",
    "weekoff": rf"the{_S}week(?:end)?{_S}(?P<wkoff>before{_S}last|after{_S}next)",
    "partunit": rf"(?:{_with(_PART, 'p')})(?:the{_S}|this{_S})?(?P<punit>week|month|year|term|quarter)(?![a-z])",
    "weekend": rf"(?:at|over|on|for|since|after|before|until|by|during|from){_S}"
    rf"(?P<wknd>(?:the{_S})?weekend)(?![a-z])",
    "dayn": rf"(?P<dnkind>working{_S})?day[ ](?P<dn>\d{{1,3}}|one|two|three|five|ten)(?![\w%/]|[.:]\d|{_S}of{_S}\d)",
    "quart": r"(?:q|quarter[ ])(?P<qn>[1-4])(?![\w/]|\.\d)(?:(?:[ ]of)?,?[ ](?P<qy>(?:19|20)\d\d(?:[/-]\d\d)?))?",
    "years": r"(?P<fy>20\d\d)[/-](?P<fy2>\d\d)(?![\d/-])",
    "year": rf"(?:{_with(_PART, 'y')})?(?P<yy>(?:19|20)\d\d)(?![\d/%:]|[-–.]\d|[ ]?h(?:ou)?rs?\b)",
}
"""The name of each form → its pattern, in the order in which they are tried at a word."""

FORMS = re.compile(_START + "(?:" + "|".join(f"(?P<{name}>{form})" for name, form in _FORMS.items()) + ")")

EXPLICIT = re.compile(rf"(?P<full>(?:(?P<week>(?!))|(?:(?P<wd>{WEEKDAY})\.?,?[ ]{{0,2}}(?:the[ ])?)?)(?:{_FULL}))")
MONTH_ALONE = re.compile(
    rf"(?P<month>(?P<mpart>(?!))?(?P<mrel>(?!))?(?P<mname>{MONTH})(?:,?[ ](?P<my>{_YEAR4}))?"
    r"(?P<my2>(?!))?(?P<myrel>(?!))?)"
)
"""A written-out date, or a month, by itself: the second one of a range."""
JOIN = re.compile(r"[ ]{0,2}(?:[-–—]|to|until|till|til|and|through to)[ ]{0,2}(?:the[ ])?")
