"""Weights learnt from the auditor's own reviews: where they lie, which are in force, and the way back.

Each learning has a numbered folder with the weights of the areas it changed and an `about.json`; `current` names the
one in force, 0 being none. Nothing is deleted by a way back. The files hold numbers and names of features, no words of
a case.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from notescan.data import data_dir
from notescan.errors import UserError
from notescan.values import Frozen


class Learning(Frozen):
    """One learning: when, from what, what it gained, and which came before it."""

    number: int
    at: dt.datetime
    reviews: tuple[str, ...]
    signed_only: bool
    decisions: int
    areas: tuple[str, ...]
    base: dict[str, str]
    """For each area, a hash of the shipped weights that were moved: with others they don't go."""
    before: int
    gains: tuple[dict[str, Any], ...] = ()

    def told(self) -> str:
        """Which weights these are, in a few words."""
        return f"learnt {self.at:%Y-%m-%d} from {self.decisions} decisions (no. {self.number})"


def learnt_folder() -> Path:
    """NOTESCAN_LEARNT, or `learnt` in the user's own data folder."""
    if named := os.environ.get("NOTESCAN_LEARNT"):
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("notescan", appauthor=False) / "learnt"


def shipped_weights(area: str) -> Path:
    """The file of the weights that come with notescan."""
    return data_dir("patterns") / "worth" / f"{area}.npz"


def base_of(area: str) -> str:
    """A hash of the shipped weights of an area."""
    path = shipped_weights(area)
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.is_file() else ""


def current() -> Learning | None:
    """The learning in force; None where the shipped weights are. UserError where its files can't be read."""
    number = _current_number()
    return load_learning(number) if number else None


def learnings() -> list[Learning]:
    """Every learning that there is, also those that were undone, the last one first."""
    root = learnt_folder()
    numbers = [int(p.name) for p in root.iterdir() if p.name.isdigit()] if root.is_dir() else []
    return [load_learning(n) for n in sorted(numbers, reverse=True) if (root / str(n) / "about.json").is_file()]


def load_learning(number: int) -> Learning:
    """The learning of that number; UserError where it can't be read."""
    path = learnt_folder() / str(number) / "about.json"
    try:
        return Learning.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        raise UserError(f"{path}: this can't be read; go back with: notescan patterns learn --undo") from None


def weights_of(learning: Learning, area: str) -> Path | None:
    """The learnt weights of an area; None where this learning left it alone."""
    return learnt_folder() / str(learning.number) / f"{area}.npz" if area in learning.areas else None


def next_number() -> int:
    """A number that no learning has."""
    root = learnt_folder()
    taken = [int(p.name) for p in root.iterdir() if p.name.isdigit()] if root.is_dir() else []
    return max(taken, default=0) + 1


def make_room(number: int) -> Path:
    """The folder of a learning, readable by this user only."""
    folder = learnt_folder() / str(number)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def keep(learning: Learning) -> None:
    """Put a learning, whose weights are in its folder, in force."""
    about = make_room(learning.number) / "about.json"
    about.write_text(learning.model_dump_json(indent=1), encoding="utf-8")
    _put(learning.number)


def step_back() -> tuple[int, int]:
    """Go back to what was in force before the learning in force; both numbers. UserError where there is none."""
    number = _current_number()
    if not number:
        raise UserError("there is nothing to undo: the weights that come with notescan are in force")
    try:
        before = load_learning(number).before
    except UserError:
        before = 0
    _put(before)
    return number, before


def state_of_learning() -> tuple[int, int]:
    """Another one when another learning is in force."""
    try:
        return _current_number(), (learnt_folder() / "current").stat().st_mtime_ns
    except (OSError, UserError):
        return 0, 0


def _current_number() -> int:
    path = learnt_folder() / "current"
    try:
        return int(json.loads(path.read_text(encoding="utf-8"))["number"])
    except FileNotFoundError:
        return 0
    except (OSError, ValueError, KeyError, TypeError):
        raise UserError(f"{path}: this can't be read; delete the file to use the weights of notescan") from None


def _put(number: int) -> None:
    root = learnt_folder()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = root / ".current.part"
    part.write_text(json.dumps({"number": number}), encoding="utf-8")
    part.replace(root / "current")
