"""A zip of files that are one case."""

from __future__ import annotations

from collections.abc import Iterator

from ..errors import UserError
from .files import hidden
from .packed import Archive, shown
from .parts import Task


def members(data: bytes, task: Task) -> Iterator[tuple[str, bytes]]:
    """The files in the zip, by name, with their bytes. UserError where there are none, or it can't be unpacked."""
    archive = Archive(data, task)
    names = sorted({n for n in archive.names if not n.endswith("/") and not any(map(hidden, n.split("/")))})
    if not names:
        raise UserError(f"{task.name} is a zip file with no files in it")
    if len(names) > task.limits.files:
        raise task.limits.over(task.name, "files", len(names), f"has {len(names):,} files in it")
    for name in names:
        yield shown(name), archive.part(name)
