"""Words that name a key: "{decide.undo} undo" is said with the key in force, so that it stays right where the user
chose another."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Protocol, runtime_checkable

from textual.app import App

UNDO = " · {decide.undo} undo"
"""What is said after every act."""
_NAME = re.compile(r"\{([a-z]+\.[a-z-]+)\}")


@runtime_checkable
class Keyed(Protocol):
    """An app that knows the keys in force."""

    def key_for(self, action: str) -> str:
        """The first key of an action as it stands on the keyboard; empty where it has none."""


@runtime_checkable
class Ringing(Protocol):
    """An app with a bell."""

    def ring(self) -> None:
        """Sound it where the auditor wants that: something can't be done."""


def key_of(app: App[Any], action: str) -> str:
    """The key in force for an action; its name where the app knows none."""
    return (app.key_for(action) if isinstance(app, Keyed) else "") or action


def keyed(app: App[Any], words: str) -> str:
    """`words` with each name of an action in braces replaced by its key."""
    return with_keys(words, lambda action: key_of(app, action))


def with_keys(words: str, key: Callable[[str], str]) -> str:
    """`words` with each name of an action in braces replaced by what `key` gives for it."""
    return _NAME.sub(lambda name: key(name[1]), words)
