"""How many of the marked identifiers `--pseudonymise` puts out: python benchmarks/identifiers.py"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.pseudonymise.marks import CASES, recall_of


def main() -> None:
    """A line for each marked case, and the whole."""
    marked = missed = 0
    for path in CASES:
        found = recall_of(path)
        marked, missed = marked + found.marked, missed + len(found.missed)
        print(
            f"{path.stem:<16} {found.marked:>4} marked, {found.replaced:>4} replaced, missed: {found.missed or 'none'}"
        )
    print(f"recall {1 - missed / marked:.3f} of {marked} marked identifiers")


if __name__ == "__main__":
    main()
