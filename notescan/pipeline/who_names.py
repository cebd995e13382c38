"""Names as a text writes them: every run of capitals that is somebody, with what the words around it say."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field

from notescan.pipeline.who_agency import work_cues
from notescan.pipeline.who_cues import Cue, cues_after, cues_before
from notescan.pipeline.who_words import Gender, load_words

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻĽŃŅŇŌŐŒŘŚŞŠȘŢŤȚŪŮŰŲŴŶŸŹŻŽ"
_WORD = (
    rf"(?:[{_UPPER}]\w*(?:[-'’](?!(?:s|d|ll|m|ve|re)\b)\w+)*(?:(?<=\b\w)\.|(?<=\bDr)\.|(?<=\bM[rs])\.|(?<=\bMrs)\.)?|"
    rf"(?<= )(?:de|van|der|von|al|el|bin|ap|ab|da|dos|la|le)(?= [{_UPPER}]))"
)
_RUN = re.compile(rf"(?<![\w'’]){_WORD}(?:[ \u00a0](?:[\"“‘'(][{_UPPER}]\w+[)\"”’'] )?{_WORD})*")
_NICK = re.compile(rf"^([\"“‘'(])([{_UPPER}]\w+)[)\"”’']$")
_JOIN = re.compile(r"\s?(?:\([^()\n]{1,20}\)|,? ?(?:aged )?\d{1,2}\b)?\s?(?:,|and|&|\+|/|, and)\s?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?;\n•*\-–—|\"“)\]])\s*$")
_PRONOUN = re.compile(r"\b(?:(she|her|hers|herself)|(he|him|his|himself))\b", re.IGNORECASE)
_LEFT = 100
_RIGHT = 90
_MOST = 600
"""No case has more people than this; a text with more "names" is something else, and must not take minutes."""


@dataclass(slots=True)
class NameForm:
    """One way a name is written, with all that is said around it."""

    words: tuple[str, ...]
    title: str = ""
    count: int = 0
    mid: int = 0
    acts: int = 0
    cues: list[Cue] = field(default_factory=list)
    gender: Counter[Gender] = field(default_factory=Counter)
    nicknames: set[str] = field(default_factory=set)
    first_at: int = 0
    pairs: list[NameForm] = field(default_factory=list)
    """Those written "A and B" with this one."""

    @property
    def text(self) -> str:
        return " ".join(((self.title, *self.words)) if self.title else self.words)


def collect_names(text: str, *, on: dt.date | None) -> list[NameForm]:
    """Every capitalised name of `text` with the cues around it."""
    words = load_words()
    lower = Counter(re.findall(r"(?<![\w'’])[a-zà-ÿ]+", text))
    not_names = words.not_names - {"mo"} if _mo_is_a_name(text) else words.not_names
    forms: dict[tuple[str, ...], NameForm] = {}
    previous: tuple[NameForm, int] | None = None
    chain: list[NameForm] = []
    shared: Cue | None = None
    for match in _RUN.finditer(text):
        pieces, start, end, nick, title = _trim(match, not_names, words.titles)
        if not pieces:
            previous = None
            continue
        left = text[max(0, start - _LEFT) : start].rpartition("\n")[2]
        at_line_start = len(left) < _LEFT or "\n" in text[max(0, start - _LEFT) : start]
        if not at_line_start:
            left = left.partition(" ")[2]
        right = text[end : end + _RIGHT]
        body = (title, *pieces) if title else pieces
        form = forms.setdefault(body, NameForm(words=pieces, title=title, first_at=start))
        form.count += 1
        mid = _SENTENCE_END.search(left) is None
        form.mid += mid
        if nick:
            form.nicknames.add(nick)
        if known := re.match(rf"[^.;\n]{{0,6}}\b(?:known|called)[a-z ]{{0,25}} as ([{_UPPER}]\w+)", right):
            form.nicknames.add(known[1])
        cues = [
            *cues_before(left, right, long_name=len(pieces) > 1),
            *cues_after(right, on=on),
            *work_cues(left, right),
        ]
        if title in words.professional_titles:
            cues.append(Cue("title", 1.6, "professional", title.lower() if title != "Dr" else "doctor"))
        related = any(cue.weight >= 2 and cue.kind not in ("age", "adult") for cue in cues)
        if len(pieces) > 1 and pieces[-1].lower() in words.place_endings and not related:
            form.count -= 1
            previous = None
            continue
        if title:
            cues = [cue for cue in cues if cue.role != "child"]
        form.acts += any(cue.kind == "acts" for cue in cues)
        # A list: "the children Lowri and Sefton", "Sefton + Odette 3". What is said of one may hold for all.
        joined = (
            previous is not None and start - previous[1] < 40 and _JOIN.fullmatch(text[previous[1] : start]) is not None
        )
        if joined and previous and text[previous[1] : start].strip() in ("and", "&", "+"):
            form.pairs.append(previous[0])
            previous[0].pairs.append(form)
        chain = [*chain[-12:], form] if joined else [form]
        if not joined:
            shared = next((cue for cue in cues if cue.spread == "list"), None)
        elif shared:
            cues = [cue for cue in cues if cue.kind not in ("apposed", "beside")] + [shared]
        for cue in cues:
            if cue.spread == "back":
                for other in chain[:-1]:
                    other.cues.append(Cue("age in list", 2.0, cue.role))
        form.cues.extend(cues)
        _note_gender(form, right)
        previous = (form, end)
    _drop_leading_words(forms)
    found = [form for form in forms.values() if form.count and _credible(form, lower)]
    found.sort(key=_weight, reverse=True)
    return found[:_MOST]


def _drop_leading_words(forms: dict[tuple[str, ...], NameForm]) -> None:
    """ "Caught Jo on the stairs": a capital that only ever begins a sentence, before a name known alone, is no name."""
    firsts = {body[0] for body, form in forms.items() if form.mid}
    for body, form in list(forms.items()):
        known = forms.get(body[1:])
        if known and not form.title and not form.mid and body[0] not in firsts and known.count > form.count:
            known.count += form.count
            known.cues.extend(form.cues)
            known.gender.update(form.gender)
            del forms[body]


def _mo_is_a_name(text: str) -> bool:
    """ "Mo" is mother in shorthand, but a man at the housing office where nothing else is shorthand."""
    return bool(re.search(rf"\bMo [{_UPPER}][a-z]", text)) and not re.search(
        r"\b(?:Fa|fa|chn|thru|Mo x\d)\b|\bw/|\bMo:", text
    )


def _trim(
    match: re.Match[str], not_names: frozenset[str], titles: dict[str, Gender | None]
) -> tuple[tuple[str, ...], int, int, str, str]:
    """The name within a run of capitals: title off, no-names cut from both ends; its place; a nickname."""
    pieces: list[tuple[str, int, int]] = []
    nick = ""
    for piece in re.finditer(r"\S+", match.group()):
        if inner := _NICK.match(piece.group()):
            nick = inner[2]
            continue
        pieces.append((piece.group(), match.start() + piece.start(), match.start() + piece.end()))
    title, title_at = "", -1
    while pieces and _no_name(pieces[0][0], not_names) and pieces[0][0].rstrip(".") not in titles:
        pieces.pop(0)
    while pieces and pieces[0][0].rstrip(".") in titles:
        word, at, _ = pieces.pop(0)
        title, title_at = word.rstrip("."), at if title_at < 0 else title_at
    for index, (word, _, _) in enumerate(pieces):
        if index and (_no_name(word, not_names) or word.rstrip(".") in titles):
            del pieces[index:]
            break
    if pieces and (_no_name(pieces[0][0], not_names) and not title):
        pieces = []
    if (
        len(pieces) > 1
        and len(pieces[-1][0]) == 1
        and re.match(r" [a-z]{2}", match.string[pieces[-1][2] : pieces[-1][2] + 3])
    ):
        pieces.pop()  # "at the Elms K eats well": the letter is another child
    if not pieces or pieces[0][0] in ("St", "St."):
        return (), 0, 0, "", ""
    if pieces and all(len(word.rstrip(".")) == 1 for word, _, _ in pieces) and not title:
        return (), 0, 0, "", ""
    names = [word for word, _, _ in pieces]
    last = names[-1]
    end = pieces[-1][2]
    if last.endswith("."):
        names[-1], end = last[:-1], end - 1
    return tuple(names), pieces[0][1] if title_at < 0 else title_at, end, nick, title


def _no_name(word: str, not_names: frozenset[str]) -> bool:
    """Words of the list, and all capitals (abbreviations, headings)."""
    bare = word.rstrip(".")
    if len(bare) == 1:
        return word in ("A", "I")
    return bare.lower() in not_names or (len(bare) > 1 and bare.isupper()) or any(ch.isdigit() for ch in bare)


def _note_gender(form: NameForm, right: str) -> None:
    """The first he or she after the name in its sentence, before any other name."""
    sentence = re.split(r"[.!?;\n]", right, maxsplit=1)[0]
    then = re.search(r"[.!?]\s(She|He)\b", right)
    if then and not re.search(rf"[^.]\s[{_UPPER}][a-z]+", right[: then.start()]):
        form.gender["f" if then[1] == "She" else "m"] += 2
    stop = re.search(rf"\b[{_UPPER}]\w+|\b(?:mum|dad|mother|father|her mum|his mum|nan|boy|girl)\b", sentence)
    pronoun = _PRONOUN.search(sentence[: stop.start()] if stop else sentence)
    if pronoun:
        word = pronoun.group().lower()
        form.gender["f" if pronoun[1] else "m"] += 2 if word in ("she", "he") else 1


def _credible(form: NameForm, lower: Counter[str]) -> bool:
    """A name, or a common word that a sentence began with? Common words stand in small letters elsewhere."""
    if form.title or len(form.words) > 1:
        return True
    places = sum(cue.kind == "place" for cue in form.cues)
    if (places * 2 >= form.count or (places > 1 and not form.acts)) and not any(c.weight >= 3 for c in form.cues):
        return False
    small = lower[form.words[0].lower()]
    strong = sum(cue.weight for cue in form.cues if cue.weight >= 2)
    if small and form.mid <= small and strong < 4:
        return False
    related = any(cue.weight >= (4 if cue.kind == "age" else 2) for cue in form.cues)
    return form.mid > 0 or related or (form.acts > 0 and not small)


def _weight(form: NameForm) -> float:
    return form.count + sum(cue.weight for cue in form.cues[:50])
