"""`python -m notescan`: the same as the command `notescan`."""

import sys

from notescan.cli import main

if __name__ == "__main__":
    sys.exit(main())
