"""notescan patterns try, explain and stance: what is found in given words, and why."""

from __future__ import annotations

import argparse
import sys

from notescan.commands.options import add_files, patterns_folder
from notescan.commands.output import remark, tell_problems
from notescan.commands.patterns import add_format, did_you_mean, loaded
from notescan.errors import UserError

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import TextIO

    from notescan.model import Checklist, Roster
    from notescan.pipeline.library import Library

_STANCE_ABOUT = """\
Say for each line "what was found, a tab, its sentence" whether the sentence
says that it is so (for), is not so (against) or is still to come (planned),
then a tab and the words that decided it. Line by line, for other programs."""

_STANCE_EXAMPLES = """\
examples:
  notescan patterns stance lines.tsv
  cat lines.tsv | notescan patterns stance -"""


def sentence_options(parser: argparse.ArgumentParser) -> None:
    """The options of `try`."""
    add_format(parser)
    parser.add_argument_group("what to try").add_argument(
        "sentence",
        metavar="SENTENCE",
        help="in quotes; the people of patterns/cast.yaml are known: Tia, Magda, Ruth ...",
    )
    parser.add_argument("--checklist", metavar="AREA", help="only this service area; without it, all six")
    parser.add_argument("--note", metavar="KIND", help="the kind of note it stands in: visit, supervision, call ...")
    parser.add_argument("--title", metavar="WORDS", help="the type or title of that note, as the file words it")
    _child(parser)


def item_options(parser: argparse.ArgumentParser) -> None:
    """The options of `explain`."""
    add_format(parser)
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


def stance_options(parser: argparse.ArgumentParser) -> None:
    """The options of `stance`."""
    parser.description, parser.epilog = _STANCE_ABOUT, _STANCE_EXAMPLES
    parser.add_argument_group("the lines").add_argument(
        "lines",
        metavar="FILE",
        nargs="?",
        default="-",
        help="a file of such lines; - (or nothing) reads what is piped in",
    )


def try_sentence(args: argparse.Namespace) -> int:
    """Show what is found in a sentence and why; where nothing is, how it was read."""
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
        meant = did_you_mean(args.note, KINDS) or f"; the kinds are {', '.join(KINDS)}"
        raise UserError(f'there is no kind of note "{args.note}"{meant}')
    text = read_text(args.sentence).text
    areas = [_area(args.checklist)] if args.checklist else list(AREAS)
    library, nlp = loaded(patterns_folder(args)), spacy.blank("en")
    roster = _people(args.children, library)
    note = Note(id="tried", start=0, end=len(text), body=0, kind=args.note, type=args.title)
    found, read = [], []
    for area in areas:
        worth, _ = worth_for(area, library)
        engine = make_engine(nlp, library, area)
        read = explain(engine, notescan_sentences(nlp.make_doc(text)), roster=roster, note=note, worth=worth)
        found += [item for sentence in read for item in sentence.items]
    if args.format == "json":
        sentences = [explaining.sentence_data(sentence) for sentence in read]
        _print([explaining.as_json({"found": [explaining.item_data(item) for item in found], "read": sentences})])
        return 0
    for item in found:
        _print(explaining.tried(item))
    if not found:
        remark(args, "no pattern finds anything in it; it was read like this:")
        if not args.quiet:
            _print((line for sentence in read for line in explaining.as_read(sentence)), to=sys.stderr)
    return 0


def explain_item(args: argparse.Namespace) -> int:
    """Tell how one item of a case came to be."""
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
    if args.format == "json":
        _print([explaining.as_json({"evidence": found[0].model_dump(mode="json"), **explaining.item_data(item)})])
        return 0
    _print(explaining.explained(item, found[0], next(n for n in case.notes if n.id == found[0].note)))
    return 0


def try_stance(args: argparse.Namespace) -> int:
    """Answer line by line."""
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
