"""Who is who in a case, read from its words alone: names, relations, ages, titles, and the notes' authors."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from notescan.model import CaseFile, Note, Person, Role, Roster
from notescan.pipeline.who_cues import Cue, cues_after, cues_before, group_of
from notescan.pipeline.who_words import Gender, load_words

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶŁĻĽŃŅŇŌŐŒŘŚŞŠȘŢŤȚŪŮŰŲŴŶŸŹŻŽ"
_WORD = rf"(?:[{_UPPER}]\w*(?:[-'’](?!(?:s|d|ll|m|ve|re)\b)\w+)*(?:(?<=\b\w)\.|(?<=\bDr)\.|(?<=\bM[rs])\.|(?<=\bMrs)\.|(?<=\bSt)\.)?|(?<= )(?:de|van|der|von|al|el|bin|ap|ab|da|dos|la|le)(?= [{_UPPER}]))"
_RUN = re.compile(rf"(?<![\w'’]){_WORD}(?:[ \u00a0](?:[\"“‘'(][{_UPPER}]\w+[)\"”’'] )?{_WORD})*")
_NICK = re.compile(rf"^([\"“‘'(])([{_UPPER}]\w+)[)\"”’']$")
_JOIN = re.compile(r"\s?(?:\([^()\n]{1,20}\)|,? ?(?:aged )?\d{1,2}\b)?\s?(?:,|and|&|\+|/|, and)\s?$")
_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n•*\-–—|\"“)\]])\s*$")
_PRONOUN = re.compile(r"\b(?:(she|her|hers|herself)|(he|him|his|himself))\b", re.IGNORECASE)
_LEAVING = re.compile(r"\b(?:pathway plan|leaving care|personal advis[eo]r|care leaver)", re.IGNORECASE)
_OF_ADULTS = ("mother", "father", "grandmother", "partner", "daughter", "son")
_LEFT = 70
_RIGHT = 90
_ENOUGH = 1.4
"""A name counts as a child (or whatever) from this much evidence; below it, it stays "other"."""


@dataclass(slots=True)
class _Form:
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
    pairs: list[_Form] = field(default_factory=list)
    """Those written "A and B" with this one."""

    @property
    def text(self) -> str:
        return " ".join(((self.title, *self.words)) if self.title else self.words)


@dataclass(slots=True)
class _Someone:
    """The forms that are one person."""

    forms: list[_Form]
    role: Role = "other"
    relation: str | None = None
    agency: str | None = None
    fixed: bool = False

    @property
    def count(self) -> int:
        return sum(form.count for form in self.forms)

    def scores(self) -> dict[tuple[Role, str | None], float]:
        """Votes by role and relation; the third of a kind adds little to the first two."""
        kinds: dict[tuple[str, Role, str | None], list[float]] = defaultdict(list)
        for form in self.forms:
            for cue in form.cues:
                if cue.role and cue.weight:
                    kinds[(cue.kind, cue.role, cue.relation)].append(cue.weight)
        total: dict[tuple[Role, str | None], float] = defaultdict(float)
        for (_, role, relation), weights in kinds.items():
            weights.sort(reverse=True)
            total[(role, relation)] += sum(weight / (rank + 1) for rank, weight in enumerate(weights[:4]))
        return total

    def by_role(self) -> Counter[Role]:
        roles: Counter[Role] = Counter()
        for (role, _), score in self.scores().items():
            roles[role] += score  # type: ignore[assignment]
        if roles["child"] and (
            grown := sum(cue.weight for form in self.forms for cue in form.cues if cue.kind == "adult")
        ):
            roles["child"] -= min(3, grown)  # type: ignore[assignment]
        return roles

    def settle(self) -> None:
        """Take the role with the most votes, and the relation that got most of them."""
        if self.fixed or not (roles := self.by_role()):
            return
        role, score = roles.most_common(1)[0]
        if score < _ENOUGH:
            return
        self.role = role
        relations = {rel: value for (r, rel), value in self.scores().items() if r == role and rel}
        self.relation = (
            max(relations, key=relations.__getitem__) if relations else ("child" if role == "child" else None)
        )
        agencies = Counter(cue.agency for form in self.forms for cue in form.cues if cue.agency)
        self.agency = agencies.most_common(1)[0][0] if agencies and role == "professional" else None

    def gender(self) -> Gender | None:
        votes: Counter[Gender] = Counter()
        for form in self.forms:
            votes.update(form.gender)
            for cue in form.cues:
                if cue.gender and cue.role == self.role:
                    votes[cue.gender] += 4
            if title := load_words().titles.get(form.title):
                votes[title] += 6
        ranked = votes.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] < 1.5 * ranked[1][1]):
            return None
        return ranked[0][0]


def read_roster(case: CaseFile, *, children: Sequence[str] = ()) -> Roster:
    """The people of `case` by the names it gives them, children first, each with the role most of the text speaks for.

    `children` are names that the auditor gives; they are children whatever the text says. Names whose owner the text
    does not tell are "other". Nobody is invented: a person without a name is not on the roster.
    """
    last = max((note.date for note in case.notes if note.date), default=None)
    forms = _collect(case.text, on=last)
    people = _group_forms(forms, case.notes, children)
    for person in people:
        person.settle()
    _mind_owners(people)
    _pair_carers(people)
    _join_pet_names(people)
    _find_the_subject(people)
    _owners_are_parents(people)
    _mind_owners(people)
    if not _LEAVING.search(case.text):
        _find_parents(people)
    _mind_owners(people)
    people = [p for p in people if p.role != "other" or _is_person(p)]
    return Roster(people=tuple(_finish(people, case.text)))


# ------------------------------------------------------------------------------------------------ reading the text


def _collect(text: str, *, on: dt.date | None) -> list[_Form]:
    """Every capitalised name of `text` with the cues around it."""
    words = load_words()
    lower = Counter(re.findall(r"(?<![\w'’])[a-zà-ÿ]+", text))
    not_names = words.not_names - {"mo"} if _mo_is_a_name(text) else words.not_names
    forms: dict[tuple[str, ...], _Form] = {}
    previous: tuple[_Form, int] | None = None
    chain: list[_Form] = []
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
        form = forms.setdefault(body, _Form(words=pieces, title=title, first_at=start))
        form.count += 1
        mid = _SENTENCE_END.search(left) is None
        form.mid += mid
        if nick:
            form.nicknames.add(nick)
        if known := re.match(rf"[^.;\n]{{0,6}}\b(?:known|called)[a-z ]{{0,25}} as ([{_UPPER}]\w+)", right):
            form.nicknames.add(known[1])
        cues = [*cues_before(left, right, long_name=len(pieces) > 1), *cues_after(right, on=on)]
        if title in words.professional_titles:
            cues.append(Cue("title", 1.6, "professional", title.lower() if title != "Dr" else "doctor"))
        if pieces[-1].lower() in words.place_endings and not any(
            cue.weight >= 2 and cue.kind not in ("age", "adult") for cue in cues
        ):
            if len(pieces) > 1:
                form.count -= 1
                previous = None
                continue
        if title:
            cues = [cue for cue in cues if cue.role != "child"]
        form.acts += any(cue.kind == "acts" for cue in cues)
        # A list: "the children Leon and Zofia", "Otis + Orla 3". What is said of one may hold for all.
        joined = previous is not None and _JOIN.fullmatch(text[previous[1] : start]) is not None
        if joined and previous and text[previous[1] : start].strip() in ("and", "&", "+"):
            form.pairs.append(previous[0])
            previous[0].pairs.append(form)
        chain = [*chain, form] if joined else [form]
        if not joined:
            shared = next((cue for cue in cues if cue.spread == "list"), None)
        elif shared:
            cues = [cue for cue in cues if cue.kind not in ("apposed", "beside")] + [shared]
        for cue in cues:
            if cue.spread == "back":
                for other in chain[:-1]:
                    other.cues.append(Cue("age in list", 1.2, cue.role))
        form.cues.extend(cues)
        _note_gender(form, right)
        previous = (form, end)
    return [form for form in forms.values() if form.count and _credible(form, lower)]


def _mo_is_a_name(text: str) -> bool:
    """ "Mo" is mother in shorthand, but a man at the housing office where nothing else is shorthand."""
    return bool(re.search(rf"\bMo [{_UPPER}][a-z]", text)) and not re.search(
        r"\b(?:Fa|fa|chn|thru|Mo x\d)\b|\bw/|\bMo:", text
    )


def _trim(
    match: re.Match[str], not_names: frozenset[str], titles: dict[str, Gender | None]
) -> tuple[tuple[str, ...], int, int, str, str]:
    """The name within a run of capitals: title off, words that are no names cut from both ends; its place; a nickname."""
    pieces: list[tuple[str, int, int]] = []
    nick = ""
    for word in re.finditer(r"\S+", match.group()):
        if inner := _NICK.match(word.group()):
            nick = inner[2]
            continue
        pieces.append((word.group(), match.start() + word.start(), match.start() + word.end()))
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
    if len(pieces) > 1 and len(pieces[-1][0]) == 1 and re.match(r" [a-z]{2}", match.string[pieces[-1][2] :][:3]):
        pieces.pop()  # "at the Larches K sleeps well": the letter is another child
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


def _note_gender(form: _Form, right: str) -> None:
    """The first he or she after the name in its sentence, before any other name."""
    sentence = re.split(r"[.!?;\n]", right, maxsplit=1)[0]
    stop = re.search(rf"\b[{_UPPER}]\w+|\b(?:mum|dad|mother|father|her mum|his mum|nan|boy|girl)\b", sentence)
    pronoun = _PRONOUN.search(sentence[: stop.start()] if stop else sentence)
    if pronoun:
        form.gender["f" if pronoun[1] else "m"] += 1


def _credible(form: _Form, lower: Counter[str]) -> bool:
    """A name, or a common word that a sentence began with? Common words stand in small letters elsewhere."""
    if form.title or len(form.words) > 1:
        return True
    if sum(cue.kind == "place" for cue in form.cues) * 2 >= form.count and not any(c.weight >= 3 for c in form.cues):
        return False
    small = lower[form.words[0].lower()]
    strong = sum(cue.weight for cue in form.cues if cue.weight >= 2)
    if small and form.mid <= small and strong < 4:
        return False
    related = any(cue.weight >= 2 and cue.kind != "age" for cue in form.cues)
    return form.mid > 0 or related or (form.acts > 0 and not small)


# ------------------------------------------------------------------------------------------------ one person, many forms


def _group_forms(forms: list[_Form], notes: Iterable[Note], children: Sequence[str]) -> list[_Someone]:
    """Bring together "Leanne Fitch", "Leanne" and "Mrs Fitch"; authors and the auditor's children have their role."""
    people: list[_Someone] = []
    for name in children:
        bits = tuple(name.split())
        if bits:
            people.append(_Someone([_Form(words=bits)], role="child", relation="child", fixed=True))
    for form in _authors(notes):
        people.append(form)
    by_length = sorted(forms, key=lambda form: (-len(form.words), bool(form.title), form.first_at))
    for form in by_length:
        owner = _owner(form, people)
        if owner is None:
            people.append(_Someone([form]))
        else:
            owner.forms.append(form)
    return people


def _authors(notes: Iterable[Note]) -> list[_Someone]:
    """The people who wrote the notes: managers by their role or by writing supervision, workers otherwise."""
    found: dict[str, _Someone] = {}
    for note in notes:
        if not note.author:
            continue
        name = " ".join(note.author.split())
        person = found.setdefault(name, _Someone([_Form(words=tuple(name.split()))], role="worker", fixed=True))
        group = group_of(note.role.replace("(", " ").replace(")", " ").split()) if note.role else None
        if group and group.role in ("manager", "professional", "worker", "carer"):
            person.role, person.relation, person.agency = group.role, group.relation, group.agency
        elif not note.role and person.relation is None and _is_oversight(note):
            person.role, person.relation = "manager", "manager"
    return list(found.values())


def _is_oversight(note: Note) -> bool:
    kind = f"{note.kind or ''} {note.type or ''}".lower()
    return re.search(r"\bsup(?:ervision|v)?\b|\bmanagement|\bmanager|\boversight|\balloc", kind) is not None


def _owner(form: _Form, people: list[_Someone]) -> _Someone | None:
    """The one person already found whom `form` can mean; None where there is none, or more than one."""
    candidates = [person for person in people if any(_same(form, known) for known in person.forms)]
    if len(candidates) > 1:
        exact = [p for p in candidates if any(known.words == form.words for known in p.forms)]
        candidates = exact or candidates
    if len(candidates) > 1 and (roles := _Someone([form]).by_role()):
        wanted = roles.most_common(1)[0][0]
        same = [p for p in candidates if (p.role if p.fixed else _top(p)) == wanted]
        candidates = same or [p for p in candidates if not p.fixed and _top(p) is None]
    if len(candidates) > 1 and not form.title:
        # The family is spoken of by first name far more than anybody else.
        candidates.sort(key=_closeness)
        return candidates[0]
    return candidates[0] if len(candidates) == 1 else None


def _closeness(person: _Someone) -> int:
    order: list[Role] = ["child", "parent", "carer", "relative", "worker", "manager", "other", "professional"]
    return order.index(person.role if person.fixed else (_top(person) or "other"))


def _top(person: _Someone) -> Role | None:
    roles = person.by_role()
    return roles.most_common(1)[0][0] if roles else None


def _same(form: _Form, known: _Form) -> bool:
    """Can both forms be one person's? First names must agree, or a title meets a surname of the right gender."""
    a, b = [w.lower().rstrip(".") for w in form.words], [w.lower().rstrip(".") for w in known.words]
    if form.title and not known.title:
        if len(a) == 1 and len(b) > 1 and (a[0] == b[-1] or a[0] in b[-1].split("-")):
            title = load_words().titles.get(form.title)
            gender = known.gender.most_common(1)
            roles = {cue.role for cue in known.cues if cue.weight >= 2}
            return "child" not in roles and not (title and gender and gender[0][0] != title)
        return a == b
    if form.title and known.title:
        return form.title == known.title and a[-1] == b[-1]
    if known.title:
        return len(a) == 1 and len(b) > 1 and a[0] == b[0]
    if form.nicknames & set(known.words) or known.nicknames & set(form.words):
        return True
    if a[0] != b[0]:
        short, long = (a, b) if len(a[0]) < len(b[0]) else (b, a)
        return len(short[0]) == 1 and long[0].startswith(short[0]) and len(short) > 1 and short[1:] == long[1:]
    if len(a) == 1 or len(b) == 1:
        return True
    return (
        a[-1] == b[-1]
        or (len(a[-1]) == 1 and b[-1].startswith(a[-1]))
        or (len(b[-1]) == 1 and a[-1].startswith(b[-1]))
        or (set(a[-1].split("-")) & set(b[-1].split("-")) != set())
    )


def _join_pet_names(people: list[_Someone]) -> None:
    """Someone of unknown role who shares a double name with a child ("Tempi" beside "Temperance") is that child."""
    for person in list(people):
        if person.role not in ("other", "child") or person.fixed or any(form.title for form in person.forms):
            continue
        short = person.forms[0].words[0].lower()
        children = [
            p for p in people if p.role == "child" or (p.role == "other" and person.role == "child" and not p.fixed)
        ]
        hits = [
            child
            for child in children
            if child is not person and any(_is_pet_name(short, form.words[0].lower()) for form in child.forms)
        ]
        if len(hits) == 1 and len(person.forms[0].words) == 1:
            hits[0].forms.extend(person.forms)
            hits[0].role, hits[0].relation = "child", hits[0].relation or "child"
            people.remove(person)


def _is_pet_name(short: str, long: str) -> bool:
    """Tempi for Temperance, Leo for Leonard: the longer begins as the shorter does."""
    stem = short.rstrip("iey") if len(short) > 4 else short
    return len(stem) >= 3 and len(long) > len(short) and long.startswith(stem)


def _mind_owners(people: list[_Someone]) -> None:
    """Jo's mother is a grandmother where Jo is the parent: relations are counted from the child."""
    parents = {form.words[0].lower() for p in people if p.role in ("parent", "relative", "carer") for form in p.forms}
    for person in people:
        changed = False
        for form in person.forms:
            for index, cue in enumerate(form.cues):
                if cue.owner in parents and cue.role in ("parent", "child"):
                    relation = (
                        "grandmother"
                        if cue.relation == "mother"
                        else "grandfather"
                        if cue.relation == "father"
                        else cue.relation
                    )
                    if cue.relation not in ("son", "daughter", "baby", "child", "children"):
                        form.cues[index] = replace(cue, role="relative", relation=relation, weight=cue.weight + 1)
                        changed = True
        if changed and not person.fixed:
            person.role, person.relation = "other", None
            person.settle()


def _find_the_subject(people: list[_Someone]) -> None:
    """A file is about somebody: whoever of unknown role is named most, and far more than any child found so far."""
    most = max((person.count for person in people if person.role == "child"), default=0)
    unknown = [p for p in people if p.role == "other" and not p.fixed and not all(form.title for form in p.forms)]
    unknown = [p for p in unknown if p.relation is None]
    if not unknown:
        return
    subject = max(unknown, key=lambda p: (p.count, -p.forms[0].first_at))
    if subject.count > 1 and subject.count >= 3 * most and (not most or _grown_up(subject) < 1.5):
        subject.role, subject.relation = "child", "child"


def _owners_are_parents(people: list[_Someone]) -> None:
    """ "Jo's mum Ann" where Jo is none of the children: Jo is a parent, and Ann a grandmother."""
    if not any(person.role == "child" for person in people):
        return
    owners = {
        cue.owner for p in people for form in p.forms for cue in form.cues if cue.owner and cue.relation in _OF_ADULTS
    }
    for person in people:
        named = {form.words[0].lower() for form in person.forms if not form.title}
        if person.role == "other" and not person.fixed and not person.relation and named & owners:
            gender = person.gender()
            person.role = "parent"
            person.relation = "mother" if gender == "f" else "father" if gender == "m" else "parent"


def _pair_carers(people: list[_Someone]) -> None:
    """ "Ann and Bob", where Ann is known to be the carer: so is Bob."""
    carers = {id(form) for person in people if person.role == "carer" for form in person.forms}
    for person in people:
        hits = sum(id(other) in carers for form in person.forms for other in form.pairs)
        if person.role == "other" and not person.fixed and hits:
            person.role, person.relation = "carer", "foster carer"


def _grown_up(person: _Someone) -> float:
    return sum(cue.weight for form in person.forms for cue in form.cues if cue.kind == "adult")


def _find_parents(people: list[_Someone]) -> None:
    """Writers who know the family call the parents by first name and never say whose they are.

    A grown-up of unknown role who is named often, or who has the children's surname, is the parent that the file
    does not name otherwise. Nobody is made a parent while the file names one of that gender.
    """
    children = [p for p in people if p.role == "child"]
    surnames = {bit for p in children for form in p.forms if len(form.words) > 1 for bit in form.words[-1].split("-")}
    for gender, relation in (("f", "mother"), ("m", "father")):
        if any(p.role == "parent" and p.gender() in (gender, None) for p in people):
            continue
        best: tuple[float, _Someone] | None = None
        for person in people:
            if person.role != "other" or person.fixed or person.relation or person.gender() != gender:
                continue
            family = any(len(f.words) > 1 and set(f.words[-1].split("-")) & surnames for f in person.forms)
            known = any(not form.title for form in person.forms)
            often = person.count >= 6 and (gender == "f" or _grown_up(person) >= 1)
            if not known or not (often or (family and person.count >= 2)):
                continue
            score = person.count * (2.0 if family else 1.0) * (1 + min(2, _grown_up(person)) / 2)
            if best is None or score > best[0]:
                best = (score, person)
        if best:
            best[1].role, best[1].relation = "parent", relation


def _is_person(person: _Someone) -> bool:
    """Is a name of unknown role surely somebody? A title, or deeds that only people do, more than once."""
    return any(form.title for form in person.forms) or sum(form.acts for form in person.forms) >= 2


# ------------------------------------------------------------------------------------------------ the roster itself


def _finish(people: list[_Someone], text: str) -> list[Person]:
    """Persons with all their names, children first and the most named of each role before the others."""
    order: list[Role] = ["child", "parent", "carer", "relative", "worker", "manager", "professional", "other"]
    people = sorted(people, key=lambda p: (order.index(p.role), -p.count))
    firsts = Counter(name for p in people for name in {form.words[0] for form in p.forms if not form.title})
    done: list[tuple[_Someone, list[str]]] = []
    for person in people:
        names: list[str] = []
        for form in sorted(person.forms, key=lambda form: (-len(form.words), bool(form.title))):
            names.append(form.text)
            names.extend(sorted(form.nicknames))
        plain = next((form for form in person.forms if not form.title and len(form.words) > 1), None)
        if plain and len(plain.words[0].rstrip(".")) > 1 and firsts[plain.words[0]] == 1:
            names.append(plain.words[0])
        if plain and person.role != "child" and (gender := person.gender()):
            titles = ("Mr",) if gender == "m" else ("Mrs", "Ms", "Miss")
            names.extend(f"{title} {plain.words[-1]}" for title in titles)
        done.append((person, list(dict.fromkeys(names))))
    initials = _initials(done, text)
    return [
        Person(
            names=tuple(dict.fromkeys([*names, *initials.get(id(person), ())])),
            role=person.role,
            relation=person.relation,
            gender=person.gender(),
            born=next((cue.born for form in person.forms for cue in form.cues if cue.born), None),
            agency=person.agency,
        )
        for person, names in done
    ]


def _initials(done: list[tuple[_Someone, list[str]]], text: str) -> dict[int, list[str]]:
    """Initials in use: "JP" for an author, "K" for a child, where the text writes them as a name and nobody else fits."""
    found: dict[int, list[str]] = defaultdict(list)
    owned: dict[str, _Someone] = {}
    for person, names in done:
        words = names[0].split()
        if person.role in ("worker", "manager") and len(words) > 1 and all(word[0].isalpha() for word in words):
            letters = "".join(word[0] for word in words).upper()
            table = group_of([letters])
            used = len(re.findall(rf"\b{letters}\b(?!['’]s? visit)", text))
            if used and letters not in owned and not (table and re.search(rf"\b(?:the|named) {letters}\b", text)):
                owned[letters] = person
                found[id(person)].append(letters)
    single = Counter(re.findall(r"(?<![\w.'’&/-])([B-HJ-Z])\.?(?=['’]s\s|\s(?:[a-z]{2,}\b|\d\d[.:]\d\d))", text))
    for letter, count in single.items():
        if count < 2 or re.search(
            rf"\b(?:vitamin|plan|section|block|flat|unit|hepatitis|form|class) {letter}\b", text, re.I
        ):
            continue
        for role in ("child", "parent", "worker", "manager"):
            fits = [p for p, names in done if p.role == role and names[0].upper().startswith(letter)]
            literal = [p for p, names in done if p.role == role and re.match(rf"{letter}\.? ", names[0])]
            if len(fits) == 1 or (literal and role != "child"):
                found[id((literal or fits)[0])].append(letter)
                break
            if fits:
                break
    return found


def main_child(roster: Roster) -> Person | None:
    """The child whom the file names most: `she` or `he` at a note's beginning."""
    return next((person for person in roster.people if person.role == "child"), None)
