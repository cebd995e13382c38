"""Checklists: the tips of a service area, read from YAML; ours in checklists/, or a user's own file."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

import yaml
from pydantic import ValidationError

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.model import AREAS, Check, Checklist, Tip

LIMITS: dict[str, dict[str, type]] = {
    "coverage": {"must": str},
    "follow-up": {},
    "form": {},
    "intervals": {"cp_working_days": int, "cin_working_days": int, "record_working_days": int},
    "last": {},
    "recency": {"months": int, "weeks": int},
    "repetition": {"percent": int},
    "schedule": {"first_months": int, "second_months": int, "then_every_months": int},
    "settings": {},
    "timeframe": {"target_working_days": int, "limit_working_days": int},
    "window": {"months": int},
}
"""The kinds of check, and the limits that each takes. A check that takes limits needs at least one."""

_TIP_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_BYTES = 1_000_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """Something in a checklist file that its writer has to put right."""

    file: str
    line: int
    field: str
    problem: str

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}, line {self.line}: {field}{self.problem}"


def list_checklists() -> list[Checklist]:
    """The checklists that ship with notescan, in the order of the service areas."""
    return [load_checklist(name) for name in _names()]


def load_checklist(area_or_path: str | Path) -> Checklist:
    """The checklist of a service area ("assessment"), or the one in a YAML file of the user's own.

    A name that is neither, or a file with a mistake in it: a UserError naming file, line and field.
    """
    path = _path(area_or_path)
    checklist, mistakes = _read(path)
    if checklist is None:
        more = f" (and {len(mistakes) - 1} more: notescan checklists check {path})" if len(mistakes) > 1 else ""
        raise UserError(f"{mistakes[0]}{more}")
    return checklist


def find_mistakes(path: str | Path) -> list[Mistake]:
    """All mistakes in a checklist file, in the order of their lines; none when it can be used.

    A file that can't be read at all is a UserError.
    """
    return _read(_path(path))[1]


# --------------------------------------------------------------------------------------------- which file


def _names() -> list[str]:
    shipped = {file.stem for file in data_dir("checklists").glob("*.yaml")}
    return [area for area in AREAS if area in shipped] + sorted(shipped - set(AREAS))


def _path(area_or_path: str | Path) -> Path:
    text = str(area_or_path)
    names = _names()
    if text in names:
        return data_dir("checklists") / f"{text}.yaml"
    if text.endswith((".yaml", ".yml")) or os.sep in text or "/" in text or os.path.isfile(text):
        return Path(text)
    close = get_close_matches(text.lower(), names, n=1)
    meant = f'; did you mean "{close[0]}"?' if close else ";"
    raise UserError(
        f'there is no checklist "{text}"{meant} The checklists are {", ".join(names)};'
        " or give the path of a checklist file of your own (.yaml)"
    )


def _read(path: Path) -> tuple[Checklist | None, list[Mistake]]:
    name = path.name if path.parent == data_dir("checklists") else str(path)
    text = _text(path, name)
    node, data, mistakes = _parse(text, name)
    if node is None:
        return None, mistakes
    mistakes = [_mistake(name, node, loc, "is given twice", line) for loc, line in _repeated_keys(node)]
    checklist: Checklist | None = None
    try:
        checklist = Checklist.model_validate(data)
    except ValidationError as error:
        mistakes += [_mistake(name, node, *found) for found in _broken_fields(error)]
    else:
        mistakes += [_mistake(name, node, *found) for found in _misfits(checklist)]
    mistakes.sort(key=lambda mistake: mistake.line)
    return (None if mistakes else checklist), mistakes


def _text(path: Path, name: str) -> str:
    if path.is_dir():
        raise UserError(f"{name} is a folder; give the checklist file itself (.yaml)")
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        raise UserError(f"there is no checklist file {name}; check its name and folder") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"the checklist file {name} can't be read: {reason}") from None
    if len(raw) > _MOST_BYTES:
        raise UserError(f"{name} is too large for a checklist; is it the right file?")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise UserError(f"{name}, line {line}: not readable as text; save the file as UTF-8") from None


def _parse(text: str, name: str) -> tuple[yaml.Node | None, Any, list[Mistake]]:
    """The YAML as a tree with line numbers and as plain data, or what is wrong with it. Parsed only once."""
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"the file can't be understood here: {error.problem or error}"
        return None, None, [Mistake(file=name, line=mark.line + 1 if mark else 1, field="", problem=problem)]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        at = getattr(error, "position", 0)
        line = text.count("\n", 0, at if isinstance(at, int) else 0) + 1
        problem = "the file can't be understood here; is something left out, or is a stray mark in it?"
        return None, None, [Mistake(file=name, line=line, field="", problem=problem)]
    finally:
        loader.dispose()
    if not isinstance(node, yaml.MappingNode):
        problem = "a checklist begins with id:, title: and tips:, but none of them is here"
        return None, None, [Mistake(file=name, line=1, field="", problem=problem)]
    return node, data, []


# --------------------------------------------------------------------------------------------- what is wrong

_Loc = tuple[str | int, ...]


def _misfits(checklist: Checklist) -> Iterator[tuple[_Loc, str]]:
    """What a model alone can't see: repeated ids, empty fields, checks and limits that don't exist."""
    seen: set[str] = set()
    if not checklist.tips:
        yield ("tips",), "has no tip in it"
    for at, field in (("id", checklist.id), ("title", checklist.title)):
        if not field.strip():
            yield (at,), "is empty"
    for i, tip in enumerate(checklist.tips):
        here: _Loc = ("tips", i)
        if not _TIP_ID.fullmatch(tip.id):
            yield (*here, "id"), f'"{tip.id}" is not of the form area.name-of-tip, in small letters'
        elif tip.id in seen:
            yield (*here, "id"), f'"{tip.id}" stands here a second time'
        seen.add(tip.id)
        for field in ("title", "asks", "good", "mistaken"):
            if not str(getattr(tip, field)).strip():
                yield (*here, field), "is empty"
        if not tip.where or not all(place.strip() for place in tip.where):
            yield (*here, "where"), "needs at least one place to look, for example [Case notes]"
        if tip.check is not None:
            yield from (((*here, "check", *loc), problem) for loc, problem in _check_misfits(tip.check))


def _check_misfits(check: Check) -> Iterator[tuple[_Loc, str]]:
    allowed = LIMITS.get(check.kind)
    if allowed is None:
        yield (
            ("kind",),
            f'there is no check "{check.kind}"{_meant(check.kind, LIMITS)}; there are {", ".join(LIMITS)}',
        )
        return
    for limit, value in check.limits.items():
        if limit not in allowed:
            known = f"it takes {', '.join(allowed)}" if allowed else "it takes none"
            yield ("limits", limit), f"is not a limit of the check {check.kind}; {known}"
        elif allowed[limit] is int and (not isinstance(value, int) or value < 1):
            yield ("limits", limit), f"must be a whole number from 1 up, not {value!r}"
        elif allowed[limit] is str and not str(value).strip():
            yield ("limits", limit), "is empty"
    if allowed and not check.limits:
        yield ("limits",), f"is missing; the check {check.kind} takes {', '.join(allowed)}"


def _broken_fields(error: ValidationError) -> Iterator[tuple[_Loc, str]]:
    """The mistakes that pydantic found, less those that only follow from a misspelt field."""
    errors = error.errors()
    misspelt: set[_Loc] = set()
    for loc in (e["loc"] for e in errors if e["type"] == "extra_forbidden"):
        close = get_close_matches(str(loc[-1]), _fields_at(loc), n=1)
        misspelt.update((*loc[:-1], field) for field in close)
    for e in errors:
        if e["type"] != "missing" or e["loc"] not in misspelt:
            yield e["loc"], _problem(e["type"], e["msg"], e["loc"])


def _fields_at(loc: _Loc) -> list[str]:
    model = Check if "check" in loc[:-1] else Tip if len(loc) > 1 else Checklist
    return list(model.model_fields)


def _problem(kind: str, message: str, loc: _Loc) -> str:
    """A pydantic error in words for someone who has only the YAML file before them."""
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        known = _fields_at(loc)
        return f"is not a field{_meant(str(loc[-1]), known)}; the fields here are {', '.join(known)}"
    if kind == "string_type":
        return 'must be words; put them in quotes ("...")'
    if kind == "tuple_type":
        return "must be a list, for example [Case notes]" if loc[-1] == "where" else "must be a list"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "must hold fields of its own (name: value), indented below it"
    return message[:1].lower() + message[1:]


def _meant(word: str, known: Any) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""


def _mistake(name: str, root: yaml.Node, loc: _Loc, problem: str, line: int | None = None) -> Mistake:
    nearest, tip = _locate(root, loc)
    parts = [str(part) for part in loc if not isinstance(part, int) and part != "tips"]
    # pydantic names the branch of a union after the field ("months", "int"): no field of the file.
    if "limits" in parts:
        parts = parts[: parts.index("limits") + 2]
    field = " > ".join(parts)
    if len(loc) > 1 and loc[0] == "tips" and isinstance(loc[1], int):
        field = " > ".join([tip or f"tip {loc[1] + 1}", *parts])
    return Mistake(file=name, line=line or nearest, field=field or "tips", problem=problem)


def _locate(node: yaml.Node, loc: _Loc) -> tuple[int, str]:
    """The line where `loc` stands, or its nearest parent; and the id of the tip that holds it."""
    line, tip = node.start_mark.line + 1, ""
    for part in loc:
        if isinstance(node, yaml.MappingNode):
            tip = next((str(v.value) for k, v in node.value if k.value == "id" and loc[0] == "tips"), tip)
            found = next(((k, v) for k, v in node.value if k.value == part), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = (node.value[part], node.value[part])
        else:
            found = None
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    if isinstance(node, yaml.MappingNode) and loc[:1] == ("tips",) and len(loc) == 2:
        tip = next((str(v.value) for k, v in node.value if k.value == "id"), tip)
    return line, tip if loc[:1] == ("tips",) and len(loc) > 2 else ""


def _repeated_keys(node: yaml.Node, at: _Loc = (), walked: set[int] | None = None) -> Iterator[tuple[_Loc, int]]:
    """Fields given twice, with the line of the second: YAML itself would silently keep the last.

    A node that aliases share is walked once, or a small file could keep this busy for ever.
    """
    walked = set() if walked is None else walked
    if id(node) in walked:
        return
    walked.add(id(node))
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                yield (*at, name), key.start_mark.line + 1
            seen.add(name)
            yield from _repeated_keys(value, (*at, name), walked)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(cast("list[yaml.Node]", node.value)):
            yield from _repeated_keys(item, (*at, i), walked)
