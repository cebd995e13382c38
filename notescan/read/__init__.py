"""Files, folders, standard input or pasted text → a CaseFile: one normalised text, its sources, its dated notes."""

from __future__ import annotations

from .case import read_case, read_text
from .kinds import kind_of
from .limits import DEFAULT, Limits, raised

__all__ = ["DEFAULT", "Limits", "kind_of", "raised", "read_case", "read_text"]
