"""The summary as JSON, schema `notescan.summary/1`: the model as it is, for programs."""

from __future__ import annotations

from notescan.summary.model import Summary


def render(summary: Summary) -> str:
    """The summary as indented JSON with a line end; offsets count characters of the normalised case text."""
    return summary.model_dump_json(indent=2) + "\n"
