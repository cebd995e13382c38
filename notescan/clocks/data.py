"""The clocks as data: patterns/clocks.yaml read and looked over."""

from __future__ import annotations

import re
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from notescan.clocks.limit import Limit
from notescan.data import data_dir, own_patterns
from notescan.errors import UserError
from notescan.model import AREAS
from notescan.over_time import Event, EventKind
from notescan.yaml_files import read_yaml

NAME = "clocks.yaml"

Standing = Literal["law", "guidance", "local"]


def _limit(value: Any) -> Any:
    return Limit.read(value) if isinstance(value, str) else value


Written = Annotated[Limit, BeforeValidator(_limit)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Sort(_Entry):
    """A sort of event: its kind, words of which it must say one, words that it must not say."""

    kind: EventKind | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def fits(self, event: Event) -> bool:
        """Whether the event is of this sort."""
        if self.kind is not None and event.kind != self.kind:
            return False
        told = f"{event.what} · {event.title}"
        if self.kind is None or not event.what:
            told = f"{told} · {event.quote}"
        if self._never and self._never.search(told):
            return False
        return self._says is None or bool(self._says.search(told))

    @cached_property
    def _says(self) -> re.Pattern[str] | None:
        return _any_of(self.says)

    @cached_property
    def _never(self) -> re.Pattern[str] | None:
        return _any_of(self.never)


class Round(_Entry):
    """The limit of one round, with what is its own."""

    limit: Written
    name: str | None = None
    standing: Standing | None = None
    source: str | None = None
    within: Written | None = None
    longer: Written | None = None
    if_: tuple[Sort, ...] = Field((), alias="if")


def _round(value: Any) -> Any:
    return {"limit": value} if isinstance(value, str) else value


class ClockRule(_Entry):
    """One clock; the fields are explained at the head of patterns/clocks.yaml."""

    id: str
    name: str
    areas: tuple[str, ...] = ()
    only_there: bool = Field(False, alias="only-there")
    standing: Standing
    source: str
    from_: tuple[Sort, ...] = Field((), alias="from")
    until: tuple[Sort, ...] = Field(min_length=1)
    limits: tuple[Annotated[Round, BeforeValidator(_round)], ...] = Field(min_length=1)
    again: bool = False
    worst: bool = False
    restarts: bool = True
    before: bool = False
    tips: tuple[str, ...] = ()
    needed: str = ""
    shown_by: tuple[Sort, ...] = Field((), alias="shown-by")
    within: Written | None = None


def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    forms = (r"[\s-]+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) if phrases else None


def load_clocks(path: Path, *, over: Path | None = None) -> tuple[ClockRule, ...]:
    """The clocks of that file; UserError naming the file, the entry and what is wrong with it.

    `over` is a file of a local authority's own: what its entries say takes the place of what the clock of that id
    says, `off: true` takes one out, and an id that is new adds one.
    """
    entries = {entry["id"]: entry for entry in _entries(path)}
    for own in _entries(over) if over else ():
        entries[own["id"]] = {**entries.get(own["id"], {}), **own}
    rules = tuple(_rule(over or path, entry) for entry in entries.values() if not _is_off(entry))
    for rule in rules:
        if unknown := set(rule.areas) - set(AREAS):
            raise UserError(
                f"{over or path} ({rule.id}): there is no area '{min(unknown)}'; the areas are {', '.join(AREAS)}"
            )
    return rules


def _entries(path: Path) -> list[dict[str, Any]]:
    data: Any = read_yaml(path, plain=True)
    if not isinstance(data, list):
        raise UserError(f"{path}: a list of clocks is wanted, each beginning with '- id:'")
    seen: set[str] = set()
    for number, entry in enumerate(data, start=1):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str) or not name:
            raise UserError(f"{path}, entry {number}: each clock begins with '- id:' and a short name")
        if name in seen:
            raise UserError(f"{path}: the id '{name}' is there twice; each clock needs its own")
        seen.add(name)
    return data


def _is_off(entry: dict[str, Any]) -> bool:
    return entry.pop("off", False) is True


def _rule(path: Path, entry: dict[str, Any]) -> ClockRule:
    try:
        return ClockRule.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = " > ".join(str(part) for part in first["loc"]) or "entry"
        said = first["msg"].removeprefix("Value error, ")
        raise UserError(f"{path} ({entry['id']}), {where}: {said}") from error


@cache
def default_clocks() -> tuple[ClockRule, ...]:
    """The clocks that ship with notescan."""
    return load_clocks(data_dir("patterns") / NAME)


def clocks_in_force() -> tuple[ClockRule, ...]:
    """The clocks that ship with notescan, as the file of that name among the user's own patterns changes them."""
    own = own_patterns() / NAME
    return load_clocks(data_dir("patterns") / NAME, over=own) if own.is_file() else default_clocks()
