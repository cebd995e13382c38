"""The user's settings: one JSON file in their settings folder, read at the start, written when one is changed.

A file that can't be read never stops the app: the usual settings are in force then, and what is wrong is told.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from notescan_tui.themes import THEME_NAMES


class Settings(BaseModel):
    """What can be set; each field's description is its documentation (docs/settings.md)."""

    model_config = ConfigDict(extra="forbid", validate_assignment=True)

    theme: str = Field("notescan-dark", description=f"The colours: {', '.join(THEME_NAMES)}, or one of Textual's own.")
    auditor: str = Field("", description="Your name in decisions and summaries; without it, the computer's user name.")
    away_minutes: float = Field(
        2.0, gt=0, le=60, description="After so many minutes without a key, your time on a review stops counting."
    )
    bell: bool = Field(False, description="Sound the terminal's bell when something can't be done.")
    cursor: bool = Field(
        False,
        description="Show the terminal's own cursor where you are. It is always there, for screen readers and braille "
        "lines; some of them follow it only while it is shown.",
    )
    open_with: Literal["next", "place"] = Field(
        "place",
        description='Where a review opens: "place" where you left it, "next" at the next item to decide.',
    )


def settings_path() -> Path:
    """Where the file is: settings.json in the user's settings folder for notescan."""
    from platformdirs import user_config_path

    return user_config_path("notescan", appauthor=False) / "settings.json"


def load_settings(path: Path | None = None) -> tuple[Settings, str]:
    """The settings, and what is wrong with the file (nothing where it is not there)."""
    path = path or settings_path()
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
        return Settings.model_validate(given), ""
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError) as error:
        said = _first_line(error)
        return Settings(), f"Your settings in {path} can't be used ({said}); the usual ones are in force."


def save_settings(settings: Settings, path: Path | None = None) -> str:
    """Write the settings, whole or not at all; gives what is wrong where that can't be done."""
    path = path or settings_path()
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(settings.model_dump_json(indent=2, exclude_defaults=True) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        return f"Your settings can't be kept in {path}: {error.strerror or error}."
    return ""


def described() -> str:
    """All settings as a Markdown table, from their fields."""
    rows = ["| setting | usually | what it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        usual = json.dumps(field.default, ensure_ascii=False)
        rows.append(f"| `{name}` | `{usual}` | {field.description} |")
    return "\n".join(rows)


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        return f"{where}: {first['msg'].lower()}"
    return str(error).splitlines()[0]
