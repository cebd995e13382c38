"""A YAML file of ours or of a user's own, read; what is no YAML is told with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from notescan.errors import UserError


def read_yaml(path: Path, *, plain: bool = False) -> Any:
    """What stands in the file. `plain`: only true and false are more than words (`PlainLoader`).

    UserError naming file and line where it is no YAML, or no UTF-8.
    """
    import yaml

    from notescan.pipeline.plain_yaml import PlainLoader

    try:
        return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=PlainLoader if plain else yaml.SafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = f", line {line + 1}" if line is not None else ""
        raise UserError(f"{path}{where}: this is not YAML as it should be; mend that line") from error
