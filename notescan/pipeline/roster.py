"""Who is who in a case, read from its words alone: names, relations, ages, titles, and the notes' authors."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from notescan.model import CaseFile, Note, Person, Role, Roster
from notescan.pipeline.who_agency import find_professionals
from notescan.pipeline.who_cues import group_of
from notescan.pipeline.who_family import (
    Someone,
    find_parents,
    find_the_subject,
    is_person,
    join_pet_names,
    mind_owners,
    owners_are_parents,
    pair_carers,
    top_role,
)
from notescan.pipeline.who_names import NameForm, collect_names
from notescan.pipeline.who_words import load_words

_FOSTER = re.compile(r"\b(?:foster|carers?\b|placement)", re.IGNORECASE)
_ONE_LETTER = re.compile(
    r"(?<!Mr )(?<!Ms )(?<!Dr )(?<!Mrs )(?<!Miss )(?<![\w.'’&/-])([B-HJ-Z])\.?"
    r"(?=['’]s\s|\s(?:[a-z]{2,}\b|\d\d[.:]\d\d))"
)
_LEAVING = re.compile(r"\b(?:pathway plan|leaving care|personal advis[eo]r|care leaver)", re.IGNORECASE)


def read_roster(case: CaseFile, *, children: Sequence[str] = ()) -> Roster:
    """The people of `case` by the names it gives them, children first, each with the role most of the text speaks for.

    `children` are names that the auditor gives; they are children whatever the text says. Names whose owner the text
    does not tell are "other". Nobody is invented: a person without a name is not on the roster.
    """
    last = max((note.date for note in case.notes if note.date), default=None)
    forms = collect_names(case.text, on=last)
    if len(_FOSTER.findall(case.text)) < 2:
        for form in forms:
            form.cues = [cue for cue in form.cues if cue.kind != "placed with"]
    people = _group_forms(forms, case.notes, children)
    _join_authors(people, case)
    for person in people:
        person.settle()
    mind_owners(people)
    pair_carers(people)
    join_pet_names(people)
    find_the_subject(people, leaver=bool(_LEAVING.search(case.text)))
    owners_are_parents(people)
    mind_owners(people)
    if not _LEAVING.search(case.text):
        find_parents(people)
    mind_owners(people)
    find_professionals(people)
    people = [p for p in people if p.role != "other" or is_person(p)]
    return Roster(people=tuple(_finish(people, case.text)))


def _group_forms(forms: list[NameForm], notes: Iterable[Note], children: Sequence[str]) -> list[Someone]:
    """Bring together "Petra Vane", "Petra" and "Mrs Vane"; authors and the auditor's children have their role."""
    people: list[Someone] = []
    for name in children:
        bits = tuple(name.split())
        if bits:
            people.append(Someone([NameForm(words=bits)], role="child", relation="child", fixed=True))
    people.extend(_authors(notes))
    by_length = sorted(forms, key=lambda form: (-len(form.words), bool(form.title), form.first_at))
    for form in by_length:
        owner = _owner(form, people)
        if owner is None:
            people.append(Someone([form]))
        else:
            owner.forms.append(form)
    return people


def _authors(notes: Iterable[Note]) -> list[Someone]:
    """The people who wrote the notes: managers by their role or by writing supervision, workers otherwise."""
    found: dict[str, Someone] = {}
    for note in notes:
        if not note.author:
            continue
        name = " ".join(note.author.split())
        person = found.setdefault(name, Someone([NameForm(words=tuple(name.split()))], role="worker", fixed=True))
        group = group_of(note.role.replace("(", " ").replace(")", " ").split()) if note.role else None
        if group and group.role in ("manager", "professional", "worker", "carer"):
            person.role, person.relation, person.agency = group.role, group.relation, group.agency
        elif not note.role and person.relation is None and _is_oversight(note):
            person.role, person.relation = "manager", "manager"
    return list(found.values())


def _join_authors(people: list[Someone], case: CaseFile) -> None:
    """ "O Platt" signs, and the manager's supervision begins "With Oswin": one worker, if only one fits."""
    short = [p for p in people if p.fixed and p.forms[0].words and len(p.forms[0].words[0].rstrip(".")) <= 2]
    openings = [case.text[note.body : note.body + 150] for note in case.notes if _is_oversight(note)]
    for person in list(people):
        form = person.forms[0]
        if person.fixed or form.title or len(form.words) > 1 or person.by_role().total() >= 2:
            continue
        fits = [p for p in short if p.forms[0].words[0][0] == form.words[0][0] and p.role in ("worker", "manager")]
        if len(fits) == 1 and sum(form.words[0] in opening for opening in openings) >= 1:
            fits[0].forms.append(form)
            people.remove(person)


def _is_oversight(note: Note) -> bool:
    kind = f"{note.kind or ''} {note.type or ''}".lower()
    return re.search(r"\bsup(?:ervision|v)?\b|\bmanagement|\bmanager|\boversight|\balloc", kind) is not None


def _owner(form: NameForm, people: list[Someone]) -> Someone | None:
    """The one person already found whom `form` can mean; None where there is none, or more than one."""
    candidates = [person for person in people if any(_same(form, known) for known in person.forms)]
    if not candidates and len(form.words) == 1 and not form.title:
        surname = [p for p in people if any(len(k.words) > 1 and k.words[-1] == form.words[0] for k in p.forms)]
        candidates = surname if len(surname) == 1 else []
    if len(candidates) > 1:
        exact = [p for p in candidates if any((k.words, k.title) == (form.words, form.title) for k in p.forms)]
        candidates = exact or candidates
    if len(candidates) > 1 and (roles := Someone([form]).by_role()):
        wanted = roles.most_common(1)[0][0]
        same = [p for p in candidates if (p.role if p.fixed else top_role(p)) == wanted]
        candidates = same or [p for p in candidates if not p.fixed and top_role(p) is None]
    if len(candidates) > 1 and form.title:
        candidates = [p for p in candidates if p.role == "other" and top_role(p) not in ("child", "relative")]
    if len(candidates) > 1 and not form.title:
        # The family is spoken of by first name far more than anybody else.
        candidates.sort(key=_closeness)
        return candidates[0]
    return candidates[0] if len(candidates) == 1 else None


def _closeness(person: Someone) -> int:
    order: list[Role] = ["child", "parent", "carer", "relative", "worker", "manager", "other", "professional"]
    return order.index(person.role if person.fixed else (top_role(person) or "other"))


def _same(form: NameForm, known: NameForm) -> bool:
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


def _finish(people: list[Someone], text: str) -> list[Person]:
    """Persons with all their names, children first and the most named of each role before the others."""
    order: list[Role] = ["child", "parent", "carer", "relative", "worker", "manager", "professional", "other"]
    people = sorted(people, key=lambda p: (order.index(p.role), -p.count))
    firsts = Counter(name for p in people for name in {form.words[0] for form in p.forms if not form.title})
    done: list[tuple[Someone, list[str]]] = []
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
    initials, alone = _initials(done, text)
    lettered = [Person(names=(letter,), role="child", relation="child") for letter in alone]
    return lettered + [
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


def _initials(done: list[tuple[Someone, list[str]]], text: str) -> tuple[dict[int, list[str]], list[str]]:
    """Initials in use: "JP" for an author, "K" for a child, where they stand as a name and nobody else fits."""
    found: dict[int, list[str]] = defaultdict(list)
    owned: dict[str, Someone] = {}
    alone: list[str] = []
    for person, names in done:
        words = names[0].split()
        if person.role in ("worker", "manager") and len(words) > 1 and all(word[0].isalpha() for word in words):
            letters = "".join(word[0] for word in words).upper()
            table = group_of([letters])
            used = len(re.findall(rf"\b{letters}\b(?!['’]s? visit)", text))
            if used and letters not in owned and not (table and re.search(rf"\b(?:the|named) {letters}\b", text)):
                owned[letters] = person
                found[id(person)].append(letters)
    single = Counter(_ONE_LETTER.findall(text))
    for letter, count in single.items():
        things = re.findall(rf"\b(?:vitamin|plan|section|block|flat|unit|hepatitis|form|class) {letter}\b", text, re.I)
        if count < 2 or 2 * len(things) >= count:
            continue
        roles: tuple[Role, ...] = ("child", "parent", "worker", "manager")
        for role in roles:
            fits = [p for p, names in done if p.role == role and names[0].upper().startswith(letter)]
            literal = [p for p, names in done if p.role == role and re.match(rf"{letter}\.? ", names[0])]
            if role in ("worker", "manager"):
                fits = literal  # a worker goes by one letter only where they sign so
            if len(fits) == 1 or literal:
                found[id((literal or fits)[0])].append(letter)
            if fits:
                break
        else:
            # "K 11, home from school": a file may name its child by a letter alone.
            ours = any(p.role in ("worker", "manager") and names[0].upper().startswith(letter) for p, names in done)
            most = max((p.count for p, _ in done if p.role == "child"), default=0)
            if count >= (12 if ours else 5) and 2 * count >= most:
                alone.append(letter)
    return found, alone


def main_child(roster: Roster) -> Person | None:
    """The child whom the file names most: `she` or `he` at a note's beginning."""
    return next((person for person in roster.people if person.role == "child"), None)


def note_author(roster: Roster, note: Note | None) -> tuple[Person | None, Role]:
    """Who writes the note, and in what role: a worker unless the note or the roster says manager (or another)."""
    if note is None:
        return None, "worker"
    name = (note.author or "").lower()
    person = next((p for p in roster.people if name and name in (form.lower() for form in p.names)), None)
    if note.role and (group := group_of(note.role.replace("(", " ").replace(")", " ").split())):
        return person, group.role
    if person is not None and person.role != "child":
        return person, person.role
    if note.kind in ("supervision", "management"):
        return person, "manager"
    return person, "worker"
