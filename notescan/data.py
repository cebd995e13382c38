"""Where the data that ships with the program is: patterns, checklists, the demo case."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """The folder `name` ("patterns", "checklists"): inside an installed package, else in the checkout's root."""
    for base in (_PACKAGE, _PACKAGE.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"{name}/ is missing from this installation of notescan; install it again")
