"""Roles that follow from other people: whose mother, whose partner in care, whom the file is about."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from notescan.model import Role
from notescan.pipeline.who_names import NameForm
from notescan.pipeline.who_words import Gender, load_words

_ENOUGH = 1.4
"""A name counts as a child (or whatever) from this much evidence; below it, it stays "other"."""
_OF_ADULTS = ("mother", "father", "grandmother", "partner", "daughter", "son")


@dataclass(slots=True)
class Someone:
    """The forms that are one person."""

    forms: list[NameForm]
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
        if self.fixed and self.role == "worker" and self.relation is None:
            # An author whose notes tell no role may be the reviewing officer of whom others write.
            self._settle_author()
        if self.fixed or not (roles := self.by_role()):
            return
        role, score = roles.most_common(1)[0]
        if score < _ENOUGH or (role == "child" and not self._surely_a_child()):
            return
        self.role = role
        relations = {rel: value for (r, rel), value in self.scores().items() if r == role and rel}
        self.relation = (
            max(relations, key=relations.__getitem__) if relations else ("child" if role == "child" else None)
        )
        agencies = Counter(cue.agency for form in self.forms for cue in form.cues if cue.agency)
        self.agency = agencies.most_common(1)[0][0] if agencies and role == "professional" else None

    def _settle_author(self) -> None:
        roles = Counter(
            {role: n for role, n in self.by_role().items() if role in ("manager", "professional") and n >= 2}
        )
        if roles:
            self.role = roles.most_common(1)[0][0]
            relations = {rel: value for (r, rel), value in self.scores().items() if r == self.role and rel}
            self.relation = max(relations, key=relations.__getitem__, default=None)

    def _surely_a_child(self) -> bool:
        """One strong word for it, or several weak ones: grown-ups too have bedrooms and are seen at school."""
        cues = [cue for form in self.forms for cue in form.cues if cue.role == "child"]
        return any(cue.weight >= 2 for cue in cues) or len(cues) >= max(2, 0.1 * self.count)

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


def top_role(person: Someone) -> Role | None:
    roles = person.by_role()
    return roles.most_common(1)[0][0] if roles else None


def join_pet_names(people: list[Someone]) -> None:
    """Somebody of unknown role called "Benji" beside a "Benjamin" is the same child."""
    for person in list(people):
        form = person.forms[0]
        if person.role not in ("other", "child") or person.fixed or form.title or len(form.words) > 1:
            continue
        hits = [
            other
            for other in people
            if other is not person
            and not other.fixed
            and other.role in ("child", "other")
            and any(_is_pet_name(form.words[0].lower(), known.words[0].lower()) for known in other.forms)
        ]
        if len(hits) == 1:
            hits[0].forms.extend(person.forms)
            if "child" in (person.role, hits[0].role):
                hits[0].role, hits[0].relation = "child", hits[0].relation or "child"
            people.remove(person)


def _is_pet_name(short: str, long: str) -> bool:
    """Benji for Benjamin, Leo for Leonard: the longer begins as the shorter does."""
    stem = short.rstrip("iey") if len(short) > 4 else short
    return len(stem) >= 3 and len(long) > len(short) and long.startswith(stem)


def mind_owners(people: list[Someone]) -> None:
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


def find_the_subject(people: list[Someone], *, leaver: bool) -> None:
    """A file is about somebody: where no child is told by more, whoever of unknown role is named most.

    In a care `leaver`'s file the subject is a grown-up, and a child in it may be their own.
    """
    most = max((person.count for person in people if person.role == "child"), default=0)
    unknown = [p for p in people if p.role == "other" and not p.fixed and not all(form.title for form in p.forms)]
    unknown = [p for p in unknown if p.relation is None]
    if not unknown:
        return
    subject = max(unknown, key=lambda p: (p.count, _is_seen(p), -p.forms[0].first_at))
    if (subject.count > 1 or _is_seen(subject)) and (not most or (leaver and subject.count >= 1.5 * most)):
        subject.role, subject.relation = "child", "child"


def _is_seen(person: Someone) -> bool:
    """ "Jo was seen alone": workers say that of children."""
    return any(cue.kind == "seen" for form in person.forms for cue in form.cues)


def owners_are_parents(people: list[Someone]) -> None:
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


def pair_carers(people: list[Someone]) -> None:
    """ "Ann and Bob", where Ann is known to be the carer: so is Bob."""
    carers = {id(form) for person in people if person.role == "carer" for form in person.forms}
    for person in people:
        hits = sum(id(other) in carers for form in person.forms for other in form.pairs)
        if person.role == "other" and not person.fixed and hits:
            person.role, person.relation = "carer", "foster carer"


def _grown_up(person: Someone) -> float:
    return sum(cue.weight for form in person.forms for cue in form.cues if cue.kind == "adult")


def find_parents(people: list[Someone]) -> None:
    """Writers who know the family call the parents by first name and never say whose they are.

    A grown-up of unknown role who is named often, or who has the children's surname, is the parent that the file
    does not name otherwise. Nobody is made a parent where the file names one of that gender nearly as often.
    """
    children = [p for p in people if p.role == "child"]
    surnames = {bit for p in children for form in p.forms if len(form.words) > 1 for bit in form.words[-1].split("-")}
    for gender, relation in (("f", "mother"), ("m", "father")):
        named = max((p.count for p in people if p.role == "parent" and p.gender() in (gender, None)), default=0)
        ranked = sorted(
            ((_likely_parent(p, surnames), p) for p in people if p.gender() == gender), key=_first, reverse=True
        )
        if ranked and ranked[0][0] and ranked[0][1].count >= max(3 * named, 10 * bool(named)):
            ranked[0][1].role, ranked[0][1].relation = "parent", relation
    parents = [p for p in people if p.role == "parent"]
    ranked = sorted(((_likely_parent(p, surnames), p) for p in people if p.gender() is None), key=_first, reverse=True)
    genders = {p.gender() for p in parents}
    if (
        None not in genders
        and len(genders) < 2
        and ranked
        and ranked[0][0]
        and ranked[0][1].count >= (8 if parents else 5)
    ):
        ranked[0][1].role, ranked[0][1].relation = "parent", "parent"


def _first(ranked: tuple[float, Someone]) -> float:
    return ranked[0]


def _likely_parent(person: Someone, surnames: set[str]) -> float:
    """How much speaks for a parent; nothing where the person has a role, or is named too seldom."""
    if person.role != "other" or person.fixed or (person.count < 6 and all(form.title for form in person.forms)):
        return 0.0
    family = any(len(f.words) > 1 and set(f.words[-1].split("-")) & surnames for f in person.forms)
    if person.relation and not family:
        return 0.0
    grown = _grown_up(person)
    if not (family and person.count >= 2) and person.count < (6 if grown or person.gender() == "f" else 10):
        return 0.0
    return person.count * (2.0 if family else 1.0) * (1 + min(2, grown) / 2)


def is_person(person: Someone) -> bool:
    """Is a name of unknown role surely somebody? A title, or deeds that only people do, more than once."""
    return any(form.title for form in person.forms) or sum(form.acts for form in person.forms) >= 2
