"""How much is read at most, so that no file can take all memory or time. Every limit can be raised with --limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from ..errors import UserError


@dataclass(frozen=True)
class Limits:
    """The most that is read of one file (`files`: of one case). What is over a limit is refused, never cut off."""

    megabytes: int = 100
    """Size of a file, in millions of bytes."""
    unpacked: int = 200
    """What is inside a zip, Word, Excel or OpenDocument file, in millions of bytes as counted while they are read."""
    pages: int = 20_000
    rows: int = 250_000
    cells: int = 5_000_000
    """Of one sheet, the empty ones between filled ones included."""
    tags: int = 4_000_000
    """Marks of XML or HTML in one part of a file."""
    nesting: int = 100
    """How deep tables, lists and the like may stand in each other."""
    files: int = 2_000
    """Files in a case: in a folder, a zip, attached to e-mails."""
    levels: int = 4
    """Zip in zip, e-mail in e-mail."""
    lines: int = 500_000
    dates: int = 100_000
    """Lines of a text that have a date in them, each of which might begin a note."""
    characters: int = 20_000_000
    """Of text; about three million words."""

    def over(self, name: str, limit: str, needed: int, what: str) -> UserError:
        """The error for a file `name` that goes over `limit`: `what` says how, `needed` would be enough."""
        return UserError(
            f"{name} {what}: more than the {getattr(self, limit):,} that are read. Give a smaller file,"
            f" or if you trust it use --limit {limit}={needed}"
        )


DEFAULT = Limits()


def raised(settings: Sequence[str]) -> Limits:
    """The limits with "pages=30000" and the like put in place of ours. UserError for what is no limit."""
    known = [f.name for f in fields(Limits)]
    given: dict[str, int] = {}
    for setting in settings:
        name, _, number = setting.partition("=")
        digits = number.replace(",", "").replace("_", "")
        if name.strip() not in known:
            raise UserError(f'there is no limit "{name.strip()}"; the limits are {", ".join(known)}')
        if not digits.isdecimal() or not 0 < int(digits) < 10**12:
            raise UserError(f"--limit {name.strip()} needs a number after it, as in {name.strip()}=500")
        given[name.strip()] = int(digits)
    return replace(DEFAULT, **given)
