"""The bytes of a file or of standard input, and the files of a folder, or one clear line about why there are none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import BinaryIO

from ..errors import UserError
from .limits import DEFAULT, Limits

_MEGABYTE = 1_000_000
_NOT_NOTES = ("thumbs.db", "desktop.ini")


def read_bytes(name: str, *, stdin: BinaryIO | None = None, limits: Limits = DEFAULT) -> bytes:
    """What the file `name` holds ("-": standard input). UserError naming it where it can't be read or is too big."""
    most = limits.megabytes * _MEGABYTE
    if name == "-":
        data = (stdin or sys.stdin.buffer).read(most + 1)
        name = "Standard input"
    else:
        data = _read(name, most)
    if len(data) > most:
        raise limits.over(name, "megabytes", 2 * limits.megabytes, "is too big")
    return data


def _read(name: str, most: int) -> bytes:
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            raise UserError(f"{name} is not a file that can be read: give a file or a folder of case notes")
        with path.open("rb") as file:
            return file.read(most + 1)
    except FileNotFoundError:
        raise UserError(f"{name} was not found: check the name and the folder") from None
    except PermissionError:
        raise UserError(
            f"{name} may not be opened by you: ask for the right to read it, or copy it elsewhere"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name can't be used"
        raise UserError(f"{name} could not be read ({reason}): check the name and the folder") from None


def is_folder(name: str) -> bool:
    """Whether `name` is a folder."""
    try:
        return name != "-" and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def files_in(folder: str, *, limits: Limits = DEFAULT) -> list[str]:
    """The files in `folder` and its folders, by name; none that a system hides there, nothing that lies elsewhere.

    UserError where there are none, or too many.
    """
    found: list[str] = []
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not hidden(f))
        for name in sorted(names):
            path = Path(where, name)
            # A link may lead out of the folder, to what nobody asked for.
            if not hidden(name) and path.is_file() and not path.is_symlink():
                found.append(str(path))
        if len(found) > limits.files:
            raise limits.over(folder, "files", 10 * limits.files, f"has more than {limits.files:,} files in it")
    if not found:
        raise UserError(f"{folder} is a folder with no files in it: give the files or the folder of the case notes")
    return found


def hidden(name: str) -> bool:
    """Whether a file or folder is one that systems and programs put there for themselves."""
    return name.startswith((".", "~$", "__MACOSX")) or name.casefold() in _NOT_NOTES
