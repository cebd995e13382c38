"""What may be imported by what, and when: looked at in fresh processes."""

from __future__ import annotations

import pkgutil
import subprocess
import sys
import time

import pytest

import notescan
from notescan.cli import COMMANDS

HEAVY = ("spacy", "textual", "pydantic", "yaml", "rich", "jinja2", "sqlite3", "numpy", "importlib.metadata")


def modules_after(code: str) -> set[str]:
    """The modules that a fresh Python has loaded after running `code`."""
    report = "\nimport sys; print('\\n' + ' '.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code + report], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


def test_the_modules_named_here_are_seen_when_they_are_loaded() -> None:
    assert {"spacy", "pydantic", "yaml", "rich"} <= modules_after("import spacy, pydantic, yaml, rich")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], *([name, "--help"] for name in COMMANDS)])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    loaded = modules_after(f"from notescan.cli import main; assert main({arguments!r}) == 0")
    assert "notescan.cli" in loaded
    assert not loaded.intersection(HEAVY)


def test_a_refused_argument_loads_nothing_heavy() -> None:
    loaded = modules_after("from notescan.cli import main; assert main(['scan', '--no-such']) == 2")
    assert not loaded.intersection(HEAVY)


def test_the_engine_never_imports_textual() -> None:
    names = [m.name for m in pkgutil.walk_packages(notescan.__path__, "notescan.") if not m.name.endswith("__main__")]
    assert len(names) > 15
    loaded = modules_after("import importlib\nfor n in " + repr(names) + ": importlib.import_module(n)")
    assert set(names) <= loaded
    assert not [m for m in loaded if m.partition(".")[0] in ("textual", "notescan_tui")]


def test_reading_and_reviewing_need_no_spacy() -> None:
    loaded = modules_after("import notescan.read, notescan.checklists, notescan.review.session, notescan.summary")
    assert "notescan.read" in loaded
    assert "spacy" not in loaded


def test_help_comes_within_three_times_an_empty_start() -> None:
    def seconds(code: str) -> float:
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        return time.perf_counter() - begun

    # In turns, so that a busy moment of the machine falls on both; the fastest of each is the cost itself.
    helping = "from notescan.cli import main; main(['--help'])"
    rounds = [(seconds("pass"), seconds(helping)) for _ in range(25)]
    empty, help_ = (min(times) for times in zip(*rounds, strict=True))
    assert help_ <= 3 * empty, f"{help_ * 1000:.0f} ms against {empty * 1000:.0f} ms"
