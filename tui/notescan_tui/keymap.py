"""Keys of the user's own: `keys.json` in their settings folder, {"decide.confirm": "space"}."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path


def keys_path() -> Path:
    """Where that file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("notescan", appauthor=False) / "keys.json"


def own_keys(path: Path, known: Iterable[str]) -> tuple[dict[str, str], str]:
    """The user's keys by binding id, and what is wrong with the file (nothing where it is not there)."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}, ""
    except (OSError, ValueError) as error:
        return {}, f"Your keys in {path} can't be read ({error}); the usual keys are in force."
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        return (
            {},
            f'Your keys in {path} must be like {{"decide.confirm": "space"}}; the usual keys are in force.',
        )
    ids = set(known)
    unknown = sorted(set(given) - ids)
    keys = {k: v for k, v in given.items() if k in ids}
    return keys, f"No key is called {', '.join(unknown)} ({path})." if unknown else ""
