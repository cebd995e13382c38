"""Changes to a roster, each giving a new one: who someone is, who is the same person, who is missing."""

from __future__ import annotations

from collections.abc import Sequence

from notescan.errors import UserError
from notescan.model import Person, Role, Roster
from notescan.read.decoding import normalise

ORDER: tuple[Role, ...] = ("child", "parent", "carer", "relative", "worker", "manager", "professional", "other")

RELATIONS: dict[Role, tuple[str, ...]] = {
    "child": ("child", "young person", "unborn baby", "sibling"),
    "parent": ("mother", "father", "stepmother", "stepfather", "parent's partner"),
    "carer": ("foster carer", "kinship carer", "residential worker", "special guardian"),
    "relative": ("grandmother", "grandfather", "aunt", "uncle", "adult sister", "adult brother", "cousin"),
    "worker": ("social worker", "support worker", "personal adviser", "student social worker"),
    "manager": ("team manager", "practice manager", "service manager"),
    "professional": (
        *("teacher", "health visitor", "GP", "midwife", "nurse", "police officer", "housing officer"),
        *("reviewing officer", "probation officer", "solicitor", "therapist"),
    ),
    "other": ("neighbour", "family friend", "friend of the child"),
}
"""What people of each role usually are to the child or the case; any other words will do as well."""

_WOMEN = frozenset("mother stepmother grandmother aunt midwife".split()) | {"adult sister"}
_MEN = frozenset("father stepfather grandfather uncle".split()) | {"adult brother"}


def told(
    roster: Roster,
    number: int,
    *,
    role: Role | None = None,
    relation: str | None = None,
    agency: str | None = None,
    names: Sequence[str] | None = None,
) -> Roster:
    """The roster with other things said of one person; None leaves what is there, empty words take it away."""
    person = _person(roster, number)
    update: dict[str, object] = {}
    if role is not None:
        update["role"] = role
    if relation is not None:
        relation = _clean(relation)
        update["relation"] = relation or None
        if relation in _WOMEN | _MEN:
            update["gender"] = "f" if relation in _WOMEN else "m"
    if agency is not None:
        update["agency"] = _clean(agency) or None
    if names is not None:
        update["names"] = _names(names)
    return _with(roster, {number: person.model_copy(update=update)})


def added(roster: Roster, names: Sequence[str], role: Role, *, relation: str = "", agency: str = "") -> Roster:
    """The roster with one more person, the last of it."""
    person = Person(names=_names(names), role=role)
    more = Roster(people=(*roster.people, person))
    return told(more, len(roster.people), relation=relation, agency=agency)


def removed(roster: Roster, number: int) -> Roster:
    """The roster without one person; their names are nobody's then."""
    _person(roster, number)
    return Roster(people=tuple(p for n, p in enumerate(roster.people) if n != number))


def merged(roster: Roster, number: int, into: int) -> Roster:
    """The roster in which two are one: `into` keeps what it is and gets the other's names."""
    one, other = _person(roster, into), _person(roster, number)
    if number == into:
        raise UserError("Choose somebody else to be the same person.")
    whole = one.model_copy(
        update={
            "names": tuple(dict.fromkeys([*one.names, *other.names])),
            "relation": one.relation or other.relation,
            "gender": one.gender or other.gender,
            "born": one.born or other.born,
            "agency": one.agency or other.agency,
        }
    )
    return removed(_with(roster, {into: whole}), number)


def split(roster: Roster, number: int, names: Sequence[str]) -> Roster:
    """The roster in which some names of one person are another's, who comes right after, in the same role."""
    person = _person(roster, number)
    theirs = tuple(name for name in person.names if name in set(names))
    if not theirs or len(theirs) == len(person.names):
        raise UserError(f"Choose some of the names of {person.names[0]}, but not all, for the other person.")
    left = person.model_copy(update={"names": tuple(name for name in person.names if name not in theirs)})
    other = Person(names=theirs, role=person.role, relation=person.relation, agency=person.agency)
    people = list(roster.people)
    people[number : number + 1] = [left, other]
    return Roster(people=tuple(people))


def in_order(roster: Roster) -> list[tuple[int, Person]]:
    """The people with their numbers, role by role as they are shown."""
    return sorted(enumerate(roster.people), key=lambda entry: (ORDER.index(entry[1].role), entry[0]))


def _with(roster: Roster, changed: dict[int, Person]) -> Roster:
    return Roster(people=tuple(changed.get(n, person) for n, person in enumerate(roster.people)))


def _person(roster: Roster, number: int) -> Person:
    if not 0 <= number < len(roster.people):
        raise UserError("There is nobody of that number on the list.")
    return roster.people[number]


def _names(names: Sequence[str]) -> tuple[str, ...]:
    clean = tuple(dict.fromkeys(name for given in names if (name := _clean(given))))
    if not clean:
        raise UserError("Give at least one name, as the notes write it.")
    return clean


def _clean(words: str) -> str:
    return " ".join(normalise(words).split())
