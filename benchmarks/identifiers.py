"""How many marked identifiers `--pseudonymise` puts out, and how much else: benchmarks/identifiers.py [fresh1 ...]"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.pseudonymise.marks import CASES, FRESH, recall_of


def main() -> None:
    """A line for each marked case (or each one that is named), and the whole."""
    named = set(sys.argv[1:])
    marked = missed = replaced = needless = 0
    for path in (path for path in (*CASES, *FRESH) if not named or path.stem in named):
        found = recall_of(path)
        marked, missed = marked + found.marked, missed + len(found.missed)
        replaced, needless = replaced + found.replaced, needless + len(found.needless)
        print(f"{path.stem:<12} {found.marked:>4} marked, {found.replaced:>4} replaced")
        print(f"    missed: {found.missed or 'none'}\n    needless: {found.needless or 'none'}")
    if not marked:
        sys.exit(f"no marked case is named {' or '.join(sorted(named))}")
    print(f"recall {1 - missed / marked:.3f} of {marked} marked identifiers", end="; ")
    print(f"precision {1 - needless / max(1, replaced):.3f} of {replaced} replaced")


if __name__ == "__main__":
    main()
