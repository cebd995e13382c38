"""How working days are counted here: patterns/reckoning.yaml, or the file of that name among the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from notescan.data import data_dir
from notescan.dates.working import Reckoning, Region
from notescan.errors import UserError
from notescan.yaml_files import read_yaml

NAME = "reckoning.yaml"
_FIELDS = {"region", "first-day", "bank-holidays"}


def usual_reckoning() -> Reckoning:
    """The settings in force; UserError naming the file and what is wrong in it."""
    from notescan.data import own_patterns

    own = own_patterns() / NAME
    return load_reckoning(own if own.is_file() else data_dir("patterns") / NAME)


def load_reckoning(path: Path) -> Reckoning:
    """The settings of that file; what it leaves out is as usual."""
    data: Any = read_yaml(path) or {}
    if not isinstance(data, dict) or not data.keys() <= _FIELDS:
        raise UserError(f"{path}: the settings are {', '.join(sorted(_FIELDS))}; use these and no others")
    usual = Reckoning()
    holidays = data.get("bank-holidays", "left out")
    chosen = {
        "region": data.get("region", usual.region),
        "first-day": data.get("first-day", usual.first_day),
        "bank-holidays": holidays.replace(" ", "_") if isinstance(holidays, str) else holidays,
    }
    may_be = {"region": get_args(Region), "first-day": (0, 1), "bank-holidays": ("left_out", "counted")}
    for name, value in chosen.items():
        if isinstance(value, bool) or value not in may_be[name]:
            told = " or ".join(str(choice).replace("_", " ") for choice in may_be[name])
            raise UserError(f"{path}: {name} is {told}, not {data[name]!r}")
    return Reckoning(region=chosen["region"], first_day=chosen["first-day"], bank_holidays=chosen["bank-holidays"])
