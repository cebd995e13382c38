"""notescan patterns: how evidence is found, whether patterns do what their examples say, and why an item was found."""

from __future__ import annotations

import argparse

from notescan.commands.options import add_patterns, add_quiet, patterns_folder
from notescan.commands.output import one_line, remark, tell_problems
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from notescan.pipeline.library import Library, Pattern

ABOUT = """\
The patterns by which evidence is found. Each says in plain English what it
looks for, with sentences that it must find and sentences to leave alone.
How to write one is told in docs/patterns.md."""

EXAMPLES = """\
examples:
  notescan patterns list assessment.childs-voice
  notescan patterns show childs-voice.child-says
  notescan patterns try "Tia was seen alone." --child Tia
  notescan patterns test assessment.childs-voice
  notescan patterns lint --patterns my-patterns
  notescan patterns stats assessment
  notescan patterns explain case.txt --item e0f1a2b3c4"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `patterns` and its verbs."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(verb="list", which=None, format="text")
    _common(parser)
    verbs = parser.add_subparsers(metavar="WHAT", title="what to do (without it: list)")
    for name, (does, options, _) in _VERBS.items():
        sub = verbs.add_parser(name, help=does, description=f"{does.capitalize()}.", epilog=EXAMPLES)
        sub.set_defaults(verb=name)
        options(sub)
        _common(sub)


def run(args: argparse.Namespace) -> int:
    """Do what was asked. A broken pattern file is told of and stops no others."""
    return _VERBS[args.verb][2](args)


def as_json(args: argparse.Namespace, rows: Iterable[object]) -> bool:
    """Print the rows for programs, if that is what was asked for."""
    if args.format != "json":
        return False
    import json

    print(json.dumps(list(rows), ensure_ascii=False, indent=2))
    return True


def add_format(parser: argparse.ArgumentParser) -> None:
    """--format text or json."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (the default), or json")


def did_you_mean(given: str, names: Iterable[str]) -> str:
    """A hint at the name that was probably meant; empty where none is like it."""
    from difflib import get_close_matches

    close = get_close_matches(given, sorted(names), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def loaded(folder: Path | None) -> Library:
    """The patterns of `folder` (ours by default); what is wrong in single files goes to standard error."""
    from notescan.pipeline.library import load_library

    library = load_library(folder)
    tell_problems([str(problem) for problem in library.problems])
    return library


# ------------------------------------------------------------------------------------------ options


def _common(parser: argparse.ArgumentParser) -> None:
    add_patterns(parser)
    add_quiet(parser)


def _which(parser: argparse.ArgumentParser) -> None:
    add_format(parser)
    parser.add_argument_group("which one").add_argument(
        "which", metavar="PATTERN", nargs="?", default=None, help="a pattern, a tip or a service area; without it, all"
    )


def _one(parser: argparse.ArgumentParser) -> None:
    add_format(parser)
    parser.add_argument_group("which one").add_argument(
        "which", metavar="PATTERN", help="a pattern, a tip or a service area"
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    """`lint` looks at all files: a twin may be anywhere."""
    add_format(parser)


# ------------------------------------------------------------------------------------------ verbs


def _chosen(patterns: Sequence[Pattern], which: str | None) -> list[Pattern]:
    """The patterns that a name stands for: a pattern's id, a tip's id or a service area."""
    if which is None:
        return list(patterns)
    found = [p for p in patterns if which in (p.id, p.tip, p.tip.partition(".")[0])]
    if not found:
        names = {name for p in patterns for name in (p.id, p.tip, p.tip.partition(".")[0])}
        meant = did_you_mean(which, names) or "; notescan patterns list shows them all"
        raise UserError(f'there is no pattern, tip or area "{which}"{meant}')
    return found


def _list(args: argparse.Namespace) -> int:
    from notescan.data import own_patterns

    library = loaded(patterns_folder(args))
    chosen = _chosen(library.patterns, args.which)
    if as_json(args, ({**_place_of(p), "means": p.means} for p in chosen)):
        return 0
    tip = None
    for pattern in sorted(chosen, key=lambda p: p.tip):
        if pattern.tip != tip:
            tip = pattern.tip
            print(one_line(tip))
        print(_wrapped(pattern.means, f"  {pattern.id} ({_state(pattern)}): "))
    where = "; over it, ".join(f"{layer.name}: {layer.root}" for layer in library.layers)
    remark(args, f"{len(chosen)} patterns, from {where}")
    remark(args, f"your own belong in {own_patterns()}")
    return 0


def _show(args: argparse.Namespace) -> int:
    chosen = _chosen(loaded(patterns_folder(args)).patterns, args.which)
    if as_json(args, ({**_place_of(p), **p.model_dump(mode="json", by_alias=True)} for p in chosen)):
        return 0
    for i, pattern in enumerate(chosen):
        if i:
            print()
        where = f"{pattern.file}, line {pattern.line}"
        print(one_line(f"{pattern.id}   [{pattern.tip}, {_state(pattern)}]   {where}"))
        print(_wrapped(pattern.means, "  "))
        for label, examples in (("finds", pattern.finds), ("ignores", pattern.ignores)):
            for example in examples:
                print(_wrapped(example.text, f"  {label}: "))
    return 0


def _test(args: argparse.Namespace) -> int:
    from dataclasses import asdict

    from notescan.pipeline.pattern_tests import test_patterns

    library = loaded(patterns_folder(args))
    chosen = _chosen(library.patterns, args.which)
    only = [pattern.id for pattern in chosen] if args.which else None
    failures = test_patterns(library, only=only)
    if not as_json(args, map(asdict, failures)):
        for failure in failures:
            print(one_line(str(failure)))
    failed = len({failure.pattern for failure in failures})
    tested = sum(not pattern.off for pattern in chosen)
    remark(args, f"{tested} {'pattern' if tested == 1 else 'patterns'} tested, {failed} failed")
    return 1 if failures or library.problems else 0


def _lint(args: argparse.Namespace) -> int:
    from dataclasses import asdict

    from notescan.pipeline.library import load_library
    from notescan.pipeline.lint import lint

    library = load_library(patterns_folder(args))
    problems = lint(library)
    if not as_json(args, map(asdict, problems)):
        for problem in problems:
            print(one_line(str(problem)))
    looked = f"{len(library.patterns)} patterns and {len(library.concepts)} concepts looked at"
    remark(args, f"{looked}, {len(problems)} {'thing' if len(problems) == 1 else 'things'} to mend")
    return 1 if problems else 0


def _elsewhere(module: str, part: str) -> Callable[[Any], Any]:
    """A function of another module of commands, imported when it is called: help stays quick."""

    def call(given: Any) -> Any:
        from importlib import import_module

        return getattr(import_module(f"notescan.commands.{module}"), part)(given)

    return call


def _place_of(pattern: Pattern) -> dict[str, object]:
    return {
        "id": pattern.id,
        "tip": pattern.tip,
        "stance": pattern.stance,
        "off": pattern.off,
        "file": pattern.file,
        "line": pattern.line,
        "layer": pattern.layer or None,
    }


def _state(pattern: Pattern) -> str:
    return f"{pattern.stance}, switched off" if pattern.off else pattern.stance


def _wrapped(text: str, label: str) -> str:
    from notescan.commands.explaining import wrapped

    return wrapped(text, label)


_VERBS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]] = {
    "list": ("list the patterns with what each looks for", _which, _list),
    "show": ("show a pattern with its examples", _one, _show),
    "try": (
        "see what is found in a sentence of your own, and why",
        _elsewhere("patterns_try", "sentence_options"),
        _elsewhere("patterns_try", "try_sentence"),
    ),
    "test": ("run each pattern on its own examples", _which, _test),
    "lint": (
        "name what is wrong in the files: twins, patterns that can never fire, words listed twice",
        _nothing,
        _lint,
    ),
    "explain": (
        "tell how one item of a case came to be found",
        _elsewhere("patterns_try", "item_options"),
        _elsewhere("patterns_try", "explain_item"),
    ),
    "stats": (
        "count how often each pattern was confirmed and rejected in your reviews",
        _elsewhere("patterns_stats", "configure"),
        _elsewhere("patterns_stats", "run"),
    ),
    "learn": (
        "weigh finds as you have decided in your reviews; shown first, kept if you want",
        _elsewhere("patterns_learn", "configure"),
        _elsewhere("patterns_learn", "run"),
    ),
    "stance": (
        "say for, against or planned of each line piped in",
        _elsewhere("patterns_try", "stance_options"),
        _elsewhere("patterns_try", "try_stance"),
    ),
}
