"""notescan patterns stats: how each pattern has fared in the reviews on this computer."""

from __future__ import annotations

import argparse
import json

from notescan.commands.options import add_output, add_store, store_path
from notescan.commands.output import check_output, one_line, remark, write

# Not from typing: help would have to wait for its import (options.py).
TYPE_CHECKING = False
if TYPE_CHECKING:
    from notescan.review.record import Record

_COLUMNS = ("tip", "pattern", "found", "confirmed", "rejected", "moved", "open", "precision")


def configure(parser: argparse.ArgumentParser) -> None:
    """The options of `patterns stats`."""
    parser.add_argument_group("which one").add_argument(
        "which", metavar="PATTERN", nargs="?", default=None, help="a pattern, a tip or a service area; without it, all"
    )
    parser.add_argument("--signed", action="store_true", help="count only reviews that are signed off")
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="table (the default), csv or json"
    )
    add_output(parser)
    add_store(parser)


def run(args: argparse.Namespace) -> int:
    """Count, and write in the format asked for. What the notes say is not in it."""
    check_output(args)
    from notescan.review.record import records_of
    from notescan.review.store import Store

    with Store(store_path(args)) as store:
        records = records_of(store, signed_only=args.signed)
        place = store.path
    chosen = [r for r in records.ordered if args.which in (None, r.pattern, r.tip, r.tip.partition(".")[0])]
    for said in records.unreadable:
        remark(args, f"left out: {said}")
    write(args, _FORMATS[args.format](chosen))
    kind = "signed reviews" if args.signed else "reviews"
    remark(args, f"{len(chosen)} patterns found something in {records.reviews} {kind} kept in {place}")
    return 0


def _row(record: Record) -> tuple[str, str, int, int, int, int, int, float | None]:
    precision = None if record.precision is None else round(record.precision, 3)
    return (
        *(record.tip, record.pattern, record.found, record.confirmed),
        *(record.rejected, record.moved, record.still_open, precision),
    )


def _table(records: list[Record]) -> str:
    lines = [f"{'pattern':48} {'found':>6} {'conf.':>6} {'rej.':>6} {'moved':>6} {'open':>6}  right"]
    tip = None
    for record in records:
        if record.tip != tip:
            tip = record.tip
            lines.append(one_line(tip))
        right = "-" if record.precision is None else f"{record.precision:.0%}"
        lines.append(
            f"  {_name(record):46} {record.found:>6} {record.confirmed:>6} {record.rejected:>6}"
            f" {record.moved:>6} {record.still_open:>6}  {right:>5}"
        )
    return "\n".join(lines) if records else ""


def _name(record: Record) -> str:
    return "(by likeness alone)" if record.pattern == "likeness" else one_line(record.pattern)


def _csv(records: list[Record]) -> str:
    from notescan.tables import as_csv

    return as_csv(_COLUMNS, (_row(record) for record in records))


def _json(records: list[Record]) -> str:
    return json.dumps([dict(zip(_COLUMNS, _row(record), strict=True)) for record in records], indent=2)


_FORMATS = {"table": _table, "csv": _csv, "json": _json}
