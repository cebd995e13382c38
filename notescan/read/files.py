"""The bytes of a file or of standard input, or one clear line about why there are none."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from ..errors import UserError

_NOTES = (".txt", ".md", ".markdown", ".text")


def read_bytes(name: str, *, stdin: BinaryIO | None = None) -> bytes:
    """What the file `name` holds ("-": standard input). UserError naming it where it can't be read."""
    if name == "-":
        return (stdin or sys.stdin.buffer).read()
    path = Path(name)
    try:
        if path.is_dir():
            raise UserError(_about_folder(path))
        if path.exists() and not path.is_file():
            raise UserError(f"{name} is not a file that can be read: give a text file")
        return path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{name} was not found: check the name and the folder") from None
    except PermissionError:
        raise UserError(
            f"{name} may not be opened by you: ask for the right to read it, or copy it elsewhere"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can't be used"
        raise UserError(f"{name} could not be read ({reason}): check the name and the folder") from None


def _about_folder(path: Path) -> str:
    found = sorted(p.name for p in path.iterdir() if p.suffix.lower() in _NOTES and p.is_file())
    if not found:
        return f"{path} is a folder with no case notes (.txt or .md files) in it: give the files to read"
    return f"{path} is a folder: give the files in it, for example {path / found[0]}"
