"""notescan patterns: how evidence is found, whether patterns do what their examples say, and why an item was found."""

from __future__ import annotations

import argparse
import sys

from notescan.commands.options import add_files, add_patterns, add_quiet, patterns_folder
from notescan.commands.output import one_line, remark, tell_problems
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import TextIO

    from notescan.model import Checklist, Roster
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

_STANCE_ABOUT = """\
Say for each line "what was found, a tab, its sentence" whether the sentence
says that it is so (for), is not so (against) or is still to come (planned),
then a tab and the words that decided it. Line by line, for other programs."""

_STANCE_EXAMPLES = """\
examples:
  notescan patterns stance lines.tsv
  cat lines.tsv | notescan patterns stance -"""


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `patterns` and its verbs."""
    parser.description, parser.epilog = ABOUT, EXAMPLES
    parser.set_defaults(verb="list", which=None)
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
    parser.add_argument_group("which one").add_argument(
        "which", metavar="PATTERN", nargs="?", default=None, help="a pattern, a tip or a service area; without it, all"
    )


def _one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("which one").add_argument(
        "which", metavar="PATTERN", help="a pattern, a tip or a service area"
    )


def _what_to_try(parser: argparse.ArgumentParser) -> None:
    parser.add_argument_group("what to try").add_argument(
        "sentence",
        metavar="SENTENCE",
        help="in quotes; the people of patterns/cast.yaml are known: Tia, Magda, Ruth ...",
    )
    parser.add_argument("--checklist", metavar="AREA", help="only this service area; without it, all six")
    parser.add_argument("--note", metavar="KIND", help="the kind of note it stands in: visit, supervision, call ...")
    parser.add_argument("--title", metavar="WORDS", help="the type or title of that note, as the file words it")
    _child(parser)


def _which_item(parser: argparse.ArgumentParser) -> None:
    add_files(parser)
    parser.add_argument(
        "--item", metavar="ID", required=True, help='the item, as "notescan scan FILE --format csv" names it under "id"'
    )
    parser.add_argument("--checklist", metavar="AREA", help="the checklist by which it was found; without it, guessed")
    _child(parser)


def _child(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--child", metavar="NAME", dest="children", action="append", default=[], help="a child in it; may be repeated"
    )


def _lines(parser: argparse.ArgumentParser) -> None:
    parser.description, parser.epilog = _STANCE_ABOUT, _STANCE_EXAMPLES
    parser.add_argument_group("the lines").add_argument(
        "lines",
        metavar="FILE",
        nargs="?",
        default="-",
        help="a file of such lines; - (or nothing) reads what is piped in",
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    """`lint` looks at all files: a twin may be anywhere."""


# ------------------------------------------------------------------------------------------ verbs


def _chosen(patterns: Sequence[Pattern], which: str | None) -> list[Pattern]:
    """The patterns that a name stands for: a pattern's id, a tip's id or a service area."""
    if which is None:
        return list(patterns)
    found = [p for p in patterns if which in (p.id, p.tip, p.tip.partition(".")[0])]
    if not found:
        names = {name for p in patterns for name in (p.id, p.tip, p.tip.partition(".")[0])}
        meant = _meant(which, names) or "; notescan patterns list shows them all"
        raise UserError(f'there is no pattern, tip or area "{which}"{meant}')
    return found


def _meant(given: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(given, sorted(names), n=1)
    return f'; did you mean "{close[0]}"?' if close else ""


def _list(args: argparse.Namespace) -> int:
    from notescan.pipeline.layers import own_folder

    library = loaded(patterns_folder(args))
    chosen = _chosen(library.patterns, args.which)
    tip = None
    for pattern in sorted(chosen, key=lambda p: p.tip):
        if pattern.tip != tip:
            tip = pattern.tip
            print(one_line(tip))
        print(_wrapped(pattern.means, f"  {pattern.id} ({_state(pattern)}): "))
    where = "; over it, ".join(f"{layer.name}: {layer.root}" for layer in library.layers)
    remark(args, f"{len(chosen)} patterns, from {where}")
    remark(args, f"your own belong in {own_folder()}")
    return 0


def _show(args: argparse.Namespace) -> int:
    for i, pattern in enumerate(_chosen(loaded(patterns_folder(args)).patterns, args.which)):
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
    from notescan.pipeline.pattern_tests import test_patterns

    library = loaded(patterns_folder(args))
    chosen = _chosen(library.patterns, args.which)
    only = [pattern.id for pattern in chosen] if args.which else None
    failures = test_patterns(library, only=only)
    for failure in failures:
        print(one_line(str(failure)))
    failed = len({failure.pattern for failure in failures})
    tested = sum(not pattern.off for pattern in chosen)
    remark(args, f"{tested} {'pattern' if tested == 1 else 'patterns'} tested, {failed} failed")
    return 1 if failures or library.problems else 0


def _lint(args: argparse.Namespace) -> int:
    from notescan.pipeline.library import load_library
    from notescan.pipeline.lint import lint

    library = load_library(patterns_folder(args))
    problems = lint(library)
    for problem in problems:
        print(one_line(str(problem)))
    looked = f"{len(library.patterns)} patterns and {len(library.concepts)} concepts looked at"
    remark(args, f"{looked}, {len(problems)} {'thing' if len(problems) == 1 else 'things'} to mend")
    return 1 if problems else 0


def _try(args: argparse.Namespace) -> int:
    import spacy

    from notescan.commands import explaining
    from notescan.model import AREAS, Note
    from notescan.pipeline.build import make_engine, notescan_sentences, worth_for
    from notescan.pipeline.explain import explain
    from notescan.read import read_text
    from notescan.read.kinds import KINDS

    if not args.sentence.strip():
        raise UserError("there is no sentence to try")
    if args.note and args.note not in KINDS:
        meant = _meant(args.note, KINDS) or f"; the kinds are {', '.join(KINDS)}"
        raise UserError(f'there is no kind of note "{args.note}"{meant}')
    text = read_text(args.sentence).text
    areas = [_area(args.checklist)] if args.checklist else list(AREAS)
    library, nlp = loaded(patterns_folder(args)), spacy.blank("en")
    roster = _people(args.children, library)
    note = Note(id="tried", start=0, end=len(text), body=0, kind=args.note, type=args.title)
    shown = 0
    read = []
    for area in areas:
        worth, _ = worth_for(area, library)
        engine = make_engine(nlp, library, area)
        read = explain(engine, notescan_sentences(nlp.make_doc(text)), roster=roster, note=note, worth=worth)
        for item in (item for sentence in read for item in sentence.items):
            shown += 1
            _print(explaining.tried(item))
    if not shown:
        remark(args, "no pattern finds anything in it; it was read like this:")
        if not args.quiet:
            _print((line for sentence in read for line in explaining.as_read(sentence)), to=sys.stderr)
    return 0


def _explain(args: argparse.Namespace) -> int:
    import datetime as dt

    from notescan.commands import explaining
    from notescan.commands.opening import chosen_checklist, guessed_checklist, read_files
    from notescan.pipeline.build import load
    from notescan.pipeline.explain import explain_evidence
    from notescan.scan import scan_case

    checklist = chosen_checklist(args)
    case = read_files(args)
    checklist = checklist or guessed_checklist(args, case)
    folder = patterns_folder(args)
    # the audit date decides nothing about single items
    scan = scan_case(case, checklist, audit_date=dt.date.today(), children=tuple(args.children), patterns=folder)
    tell_problems(scan.pattern_problems)
    found = [item for item in scan.evidence if item.id.startswith(args.item)]
    if len(found) != 1:
        how = "no item" if not found else "more than one item"
        raise UserError(
            f'there is {how} "{args.item}" in this case by the checklist "{checklist.id}";'
            " notescan scan FILE --format csv names them"
        )
    nlp = load(_area_of(checklist), str(folder) if folder else None)
    item = explain_evidence(case, found[0], scan.roster, nlp)
    _print(explaining.explained(item, found[0], next(n for n in case.notes if n.id == found[0].note)))
    return 0


def _stance(args: argparse.Namespace) -> int:
    from notescan.commands import stance

    folder = patterns_folder(args)
    if args.lines == "-":
        if sys.stdin is None:
            raise UserError("there is no standard input to read lines from; give a file")
        for answer in stance.run(sys.stdin, folder=folder):
            print(answer, flush=True)
        return 0
    try:
        with open(args.lines, encoding="utf-8-sig") as lines:
            for answer in stance.run(lines, folder=folder):
                print(answer)
    except UnicodeDecodeError:
        raise UserError(f"{args.lines} is not a text in UTF-8; save it as UTF-8") from None
    return 0


def _stats_options(parser: argparse.ArgumentParser) -> None:
    from notescan.commands import patterns_stats

    patterns_stats.configure(parser)


def _stats(args: argparse.Namespace) -> int:
    from notescan.commands import patterns_stats

    return patterns_stats.run(args)


def _learn_options(parser: argparse.ArgumentParser) -> None:
    from notescan.commands import patterns_learn

    patterns_learn.configure(parser)


def _learn(args: argparse.Namespace) -> int:
    from notescan.commands import patterns_learn

    return patterns_learn.run(args)


def _area(given: str) -> str:
    from notescan.checklists import load_checklist

    return _area_of(load_checklist(given))


def _area_of(checklist: Checklist) -> str:
    return checklist.tips[0].id.partition(".")[0]


def _people(children: Sequence[str], library: Library) -> Roster:
    """The people of the examples, and the children named."""
    from notescan.model import Person, Roster
    from notescan.pipeline.pattern_tests import load_cast

    named = [Person(names=(name,), role="child", relation="child") for name in children]
    return Roster(people=(*named, *load_cast(library).people))


def _print(lines: Iterable[str], *, to: TextIO | None = None) -> None:
    for line in lines:
        print(line, file=to)


def _state(pattern: Pattern) -> str:
    return f"{pattern.stance}, switched off" if pattern.off else pattern.stance


def _wrapped(text: str, label: str) -> str:
    from notescan.commands.explaining import wrapped

    return wrapped(text, label)


_VERBS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None], Callable[[argparse.Namespace], int]]] = {
    "list": ("list the patterns with what each looks for", _which, _list),
    "show": ("show a pattern with its examples", _one, _show),
    "try": ("see what is found in a sentence of your own, and why", _what_to_try, _try),
    "test": ("run each pattern on its own examples", _which, _test),
    "lint": (
        "name what is wrong in the files: twins, patterns that can never fire, words listed twice",
        _nothing,
        _lint,
    ),
    "explain": ("tell how one item of a case came to be found", _which_item, _explain),
    "stats": ("count how often each pattern was confirmed and rejected in your reviews", _stats_options, _stats),
    "learn": ("weigh finds as you have decided in your reviews; shown first, kept if you want", _learn_options, _learn),
    "stance": ("say for, against or planned of each line piped in", _lines, _stance),
}
