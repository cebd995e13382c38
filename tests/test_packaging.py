"""What the wheel and the sdist carry, and that an installed notescan needs no checkout around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder

import notescan
from notescan.model import AREAS

ROOT = Path(__file__).resolve().parent.parent

# The checkout's folder → where it is in the wheel.
SHIPPED = {
    "notescan": "notescan",
    "tui/notescan_tui": "notescan_tui",
    "patterns": "notescan/patterns",
    "checklists": "notescan/checklists",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(next(WheelBuilder(str(ROOT)).build(directory=str(tmp_path_factory.mktemp("w")), versions=["standard"])))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, unpacked where nothing else is."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(folder)
    return folder


def tracked(folder: str) -> set[str]:
    """The files under `folder` that belong to the project, relative to it."""
    found = (ROOT / folder).rglob("*")
    return {
        str(path.relative_to(ROOT / folder)).replace(os.sep, "/")
        for path in found
        if path.is_file() and "__pycache__" not in path.parts
    }


def run(installed: Path, elsewhere: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Python in a folder of its own, with the unpacked wheel before any checkout."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=elsewhere,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_carries_every_file(wheel: Path, folder: str) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {f"{SHIPPED[folder]}/{name}" for name in tracked(folder)}
    assert wanted
    assert sorted(wanted - names) == []


def test_the_wheel_carries_each_kind_of_data(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"notescan/checklists/{area}.yaml" for area in AREAS} <= set(names)
    assert "notescan/demo/coverdale-family.txt" in names
    for ending in (".html", ".css", ".tcss", ".yaml", ".txt"):
        assert [name for name in names if name.endswith(ending)], f"no {ending} in the wheel"
    assert not [name for name in names if name.startswith(("tests", "benchmarks", "docs"))]


def test_the_sdist_can_be_built_and_tested_from(tmp_path: Path) -> None:
    sdist = next(SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"]))
    with tarfile.open(sdist) as packed:
        names = {name.partition("/")[2] for name in packed.getnames()}
    for folder in SHIPPED:
        assert {f"{folder}/{name}" for name in tracked(folder)} <= names
    assert {"README.md", "CHANGELOG.md", "LICENSE", "constraints.txt", "pyproject.toml", ".ci/run"} <= names
    assert "tests/test_packaging.py" in names


def test_an_installed_notescan_works_from_any_folder(installed: Path, tmp_path: Path) -> None:
    where = run(
        installed, tmp_path, "-c", "import notescan, notescan_tui; print(notescan.__file__, notescan_tui.__file__)"
    )
    assert where.stdout.count(str(installed)) == 2
    listed = run(installed, tmp_path, "-m", "notescan", "checklists")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == list(AREAS)
    where_demo = run(installed, tmp_path, "-c", "from notescan.data import demo_case; print(demo_case())")
    demo = where_demo.stdout.strip()
    assert demo.startswith(str(installed))
    scan = run(installed, tmp_path, "-m", "notescan", "scan", demo, "--checklist", "assessment", "--format", "json")
    assert scan.returncode == 0, scan.stderr
    found = json.loads(scan.stdout)
    assert len(found["notes"]) == 25
    assert len({item["tip"] for item in found["evidence"]}) >= 8
    assert {item["stance"] for item in found["evidence"]} == {"for", "against", "planned"}


def test_the_version_is_written_in_one_place(wheel: Path) -> None:
    assert wheel.name.startswith(f"notescan-{notescan.__version__}-")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "version" not in project


def test_the_pinned_versions_cover_what_is_asked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(line.count("==") == 1 and "/" not in line for line in pins)
    pinned = {line.partition("==")[0] for line in pins}
    asked = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {name.split(">")[0].split("=")[0].strip().lower() for name in asked}
    assert sorted(names - pinned) == []
