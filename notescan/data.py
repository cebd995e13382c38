"""Where the data that ships with the program is: patterns, checklists, the demo case."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent

DEMO_AREA = "assessment"
DEMO_AUDIT_DATE = "2025-07-31"
"""The day from which the demo case is audited, so that the demo shows the same on every day."""


def data_dir(name: str) -> Path:
    """The folder `name` ("patterns", "checklists"): inside an installed package, else in the checkout."""
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"{name}/ is missing from this installation of notescan; install it again")


def own_patterns() -> Path:
    """Where the user's own patterns and word lists are: NOTESCAN_PATTERNS, or `patterns` in their settings folder."""
    if named := os.environ.get("NOTESCAN_PATTERNS"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("notescan", appauthor=False) / "patterns"


def demo_case() -> Path:
    """The file of the invented case that `notescan demo` opens."""
    return data_dir("demo") / "coverdale-family.txt"
