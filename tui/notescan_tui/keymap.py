"""Keys of the user's own: `keys.json` in their settings folder, {"decide.confirm": "y"}.

Which keys are in force is reckoned here, for all actions of a screen at once: Textual by itself would take a key
that two actions share (as n, which is "next" and "next hit") from both when one of them gets another.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from textual.binding import Binding, BindingType
from textual.keys import format_key

EVERYWHERE = "Everywhere"
"""The scope of the app's own keys, which work on every screen."""

# What tmux, screen, flow control and the terminal itself keep for themselves.
_TERMINALS = {f"ctrl+{letter}" for letter in "abcdhijmpqsvz"} | {"ctrl+space", "ctrl+backslash", "ctrl+at"}
# What moves about, chooses and leaves on every screen.
_SAME_EVERYWHERE = {
    "tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "home", "end", "pageup", "pagedown",
}  # fmt: skip


_CALLED = {
    "enter": "Enter", "escape": "Esc", "tab": "Tab", "space": "Space", "delete": "Del", "backspace": "Backspace",
    "home": "Home", "end": "End", "pageup": "PgUp", "pagedown": "PgDn", "insert": "Ins", "shift": "Shift",
    "ctrl": "Ctrl", "alt": "Alt", "period": ".", "full_stop": ".",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Action:
    """What a key does: its name in `keys.json`, the screen it is on (its scope), our keys for it, and the words."""

    id: str
    scope: str
    keys: tuple[str, ...]
    does: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A key on which two actions of one screen stand."""

    key: str
    first: Action
    second: Action


def keys_path() -> Path:
    """Where that file is looked for."""
    from platformdirs import user_config_path

    return user_config_path("notescan", appauthor=False) / "keys.json"


def own_keys(path: Path, known: Iterable[str]) -> tuple[dict[str, str], str]:
    """The user's keys by binding id, and what is wrong with the file (nothing where it is not there)."""
    try:
        given = _read(path)
    except ValueError as error:
        return {}, f"{error}; the usual keys are in force."
    ids = set(known)
    unknown = sorted(set(given) - ids)
    keys = {k: v for k, v in given.items() if k in ids and split(v)}
    return keys, f"No key is called {', '.join(unknown)} ({path})." if unknown else ""


def save_keys(path: Path, own: Mapping[str, str], known: Iterable[str]) -> str:
    """Write the user's keys, whole or not at all; gives what is wrong where that can't be done.

    Names in the file that we don't know stay there: they may be another version's.
    """
    part = path.with_name(f".{path.name}.part")
    ids = set(known)
    try:
        kept = {k: v for k, v in _read(path).items() if k not in ids}
        path.parent.mkdir(parents=True, exist_ok=True)
        words = json.dumps({**kept, **own}, indent=2, ensure_ascii=False)
        part.write_text(words + "\n", encoding="utf-8")
        part.replace(path)
    except OSError as error:
        return f"Your keys can't be kept in {path}: {error.strerror or error}."
    except ValueError as error:
        return f"{error}. Mend or delete that file first; nothing was changed."
    return ""


def _read(path: Path) -> dict[str, str]:
    """What the file gives, empty where there is none; ValueError with what is wrong."""
    try:
        given = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ValueError(f"Your keys in {path} can't be read ({error})") from error
    if not isinstance(given, dict) or not all(isinstance(v, str) for v in given.values()):
        raise ValueError(f'Your keys in {path} must be like {{"decide.confirm": "y"}}')
    return given


def split(keys: str) -> tuple[str, ...]:
    """The keys of a line such as "e,+", by Textual's names, each once."""
    parts = [part for part in keys.split(",") if part.strip()]
    return tuple(dict.fromkeys(b.key for b in Binding.make_bindings(Binding(part, "") for part in parts)))


def shown_key(key: str) -> str:
    """A key of Textual's as it is called on the keyboard: "Enter", "Ctrl+P", "F1", "/"."""
    *modifiers, last = key.split("+")
    name = _CALLED.get(last) or format_key(last)
    if (modifiers and len(name) == 1) or re.fullmatch("f[0-9]+", name):
        name = name.upper()
    return "+".join([*(_CALLED.get(m, m.capitalize()) for m in modifiers), name])


def actions_of(parts: Iterable[tuple[str, Sequence[BindingType]]]) -> list[Action]:
    """Every action with a name, scope by scope, in the order of the registries."""
    return [
        Action(b.id, scope, split(b.key), b.tooltip or b.description)
        for scope, bindings in parts
        for b in bindings
        if isinstance(b, Binding) and b.id
    ]


def in_force(actions: Sequence[Action], own: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys of every action. One that the user gave to an action is taken from those they left as they were."""
    keys = {a.id: split(own[a.id]) if a.id in own else a.keys for a in actions}
    for first, second in combinations(actions, 2):
        if not _meet(first, second) or (first.id in own) == (second.id in own):
            continue
        kept, loser = (first, second) if first.id in own else (second, first)
        keys[loser.id] = tuple(k for k in keys[loser.id] if k not in keys[kept.id])
    return keys


def keymap(actions: Sequence[Action], own: Mapping[str, str]) -> dict[str, str]:
    """For Textual's `set_keymap`: all actions of the scopes in which a key has changed."""
    keys = in_force(actions, own)
    changed = {a.scope for a in actions if keys[a.id] != a.keys}
    return {a.id: ",".join(keys[a.id]) for a in actions if a.scope in changed}


def clashes(actions: Sequence[Action], own: Mapping[str, str]) -> Iterator[Clash]:
    """Every key that two actions of one screen want, one of them by the user's wish; the user's comes first."""
    wanted = {a.id: split(own[a.id]) if a.id in own else a.keys for a in actions}
    for first, second in combinations(actions, 2):
        if _meet(first, second) and (first.id in own or second.id in own):
            one, other = (first, second) if first.id in own else (second, first)
            yield from (Clash(key, one, other) for key in wanted[one.id] if key in wanted[other.id])


def told(clash: Clash, own: Mapping[str, str]) -> str:
    """A clash in words."""
    key, first, second = clash.key, clash.first, clash.second
    if second.id in own:
        return f"Your key {key} stands for both {first.id} and {second.id}: it does {first.id} where that is possible."
    return f"Your key {key} for {first.id} was that of {second.id}, which has it no longer."


def refusal(action: Action, key: str) -> str:
    """Why an action can't have this key; nothing where it can."""
    if key in action.keys:
        return ""
    if key in _TERMINALS or key.startswith(("alt+", "super+", "meta+", "hyper+")):
        return f"{key} is often kept by the terminal itself. Take another key."
    if key in _SAME_EVERYWHERE:
        return f"{key} does the same on every screen. Take another key."
    return ""


def _meet(first: Action, second: Action) -> bool:
    """Whether both can be wanted at once; those that share one of our keys take turns."""
    together = first.scope == second.scope or EVERYWHERE in (first.scope, second.scope)
    return together and first.id != second.id and not set(first.keys) & set(second.keys)


def changed_to(
    actions: Sequence[Action], own: Mapping[str, str], action: Action, key: str, *, swap: bool
) -> tuple[dict[str, str], list[Action]]:
    """The user's keys with this one for an action, and the actions that have it by now.

    With `swap` those give it up; one that is left without any gets the keys the action had.
    """
    now = in_force(actions, own)
    losers = [a for a in actions if _meet(a, action) and key in now[a.id]]
    new = {**own, action.id: key}
    for loser in losers if swap else ():
        new[loser.id] = ",".join([k for k in now[loser.id] if k != key] or now[action.id])
    return without_ours(actions, new), losers


def without_ours(actions: Sequence[Action], own: Mapping[str, str]) -> dict[str, str]:
    """Only what differs from our keys: the rest need not be written."""
    ours = {a.id: a.keys for a in actions}
    return {name: keys for name, keys in own.items() if split(keys) != ours.get(name)}
