"""Text and Markdown files: the text is the case as it stands, and its places are its lines."""

from __future__ import annotations

from ..errors import UserError
from .decoding import decode, normalise
from .notes import find_notes
from .parts import Part, Task


def read(data: bytes, task: Task) -> Part:
    """The text of `data` with its notes. UserError where it is no text, or none is in it."""
    return read_str(decode(data, name=task.name), task)


def read_str(text: str, task: Task) -> Part:
    """The same for text that is already there."""
    clean = normalise(text)
    if not clean.strip():
        raise UserError(f"{task.name} is empty: there is no case note in it")
    if len(clean) > task.limits.characters:
        raise task.limits.over(task.name, "characters", len(clean), f"has {len(clean):,} characters of text")
    return Part(clean, tuple(find_notes(clean, task)))
