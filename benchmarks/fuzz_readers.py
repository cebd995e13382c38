"""Broken and hostile files against the readers: every one must become a case or one clear line, soon and in bounds.

    python benchmarks/fuzz_readers.py                        three minutes over every form
    python benchmarks/fuzz_readers.py --seconds 600 --seed 7 --form docx --form pdf

Real files (tests/read/files) are damaged at random: bytes changed, cut, doubled, swapped; also inside their packed
parts, whose zip is then made whole again, so that the damage reaches the XML. Each batch runs in a process of its own
with a limit on memory, so that a library which brings the process down is found too.

A fault is: another exception than UserError, a message of several lines or without the file's name, notes that do not
tile the text, control characters in it, more than the seconds of --slow for one file, a process that dies.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

FILES = Path(__file__).parent.parent / "tests" / "read" / "files"
BATCH = 40
MEMORY = 3_000_000_000
TOKENS = (
    b"\x00", b"\xff\xfe", b"\r\n", b"<", b"</w:p>", b"<w:tbl>", b"<!DOCTYPE x>", b"&#0;", b"&#xD800;", b"]]>", b'"',
    b",", b"\\par", b"{", b"}", b"\\bin99999 ", b"\\u-1", b"12/03/2024", b"%PDF-1.4", b"endobj", b"stream",
    b"PK\x03\x04", b"\x1b[2J", "\u202e".encode(), b"9" * 40, b"-1", b"A" * 5000, b"--b", b"=\r\n", b"<table>",
    b"<td colspan=99>", b'number-rows-repeated="1048576"', b't="s"', b"<v>99999999</v>", b'r="XFD1048576"',
    b"/Rect [1e38 -1e38 0 0]", b"/Annots [5 0 R 5 0 R]", b"/FT /Tx /V (x)", b"<w:rPr><w:strike/></w:rPr>", b"<s>",
    b"\\strike", "\ue0f0".encode(), "\ue0f1".encode(),
)  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few random changes."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not out:
            break
        at = chance.randrange(len(out))
        size = min(chance.choice((1, 2, 8, 64, 512)), len(out) - at)
        act = chance.randrange(7)
        if act == 0:
            out[at] = chance.randrange(256)
        elif act == 1:
            del out[at : at + size]
        elif act == 2:
            out[at:at] = out[at : at + size] * chance.choice((1, 2, 50))
        elif act == 3:
            out[at:at] = chance.choice(TOKENS)
        elif act == 4:
            out[at : at + size] = chance.randbytes(size)
        elif act == 5:
            del out[at:]
        else:
            other = chance.randrange(len(out))
            out[at : at + size], out[other : other + size] = out[other : other + size], out[at : at + size]
    return bytes(out)


def damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A packed file with one or two of its parts damaged, packed again as it should be."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(parts), k=min(len(parts), chance.choice((1, 1, 2)))):
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = damaged(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def mail_of(data: bytes, name: str) -> bytes:
    """An e-mail with `data` attached."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Jo Marsh <jo@hexby.example>", "al@hexby.example", "Notes"
    message["Date"] = "Tue, 12 Mar 2024 10:15:00 +0000"
    message.set_content("12/03/2024 Home visit - Jo Marsh\nSaw both children at home.\n")
    message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def zip_of(files: dict[str, bytes]) -> bytes:
    """These files in a zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def sources() -> dict[str, list[bytes]]:
    """Whole files by their form."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(FILES.iterdir()):
        if path.suffix not in (".py", ".pyc") and path.is_file():
            found.setdefault(path.suffix[1:], []).append(path.read_bytes())
    text = b"12/03/2024 14:30 Home visit - Jo Marsh\nMum showed me the bunk bed.\n\n13/03/2024 Call - Al Reed\nRang.\n"
    found["txt"] = [text]
    found["eml"] = [mail_of(found["docx"][0], "notes.docx"), mail_of(text, "notes.txt")]
    found["zip"] = [zip_of({"a.txt": text, "b/c.docx": found["docx"][-1], "d.csv": found["csv"][0]})]
    return found


def batch(seed: int, form: str, slow: float) -> None:
    """Read BATCH damaged files and print what came of each, one JSON line a file (in the child process)."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from notescan.errors import UserError
    from notescan.read import read_case

    whole = sources()[form]
    for number in range(BATCH):
        chance = random.Random(f"{seed}-{form}-{number}")
        data = chance.choice(whole)
        inside = data.startswith(b"PK") and chance.random() < 0.7
        data = damaged_inside(data, chance) if inside else damaged(data, chance)
        with tempfile.NamedTemporaryFile(suffix=".bin") as file:
            file.write(data)
            file.flush()
            print(json.dumps({"begun": number}), flush=True)
            began = time.process_time()
            fault, came = "", "read"
            try:
                fault = wrong_with(read_case([file.name]))
            except UserError as error:
                came = "refused"
                if "\n" in str(error) or Path(file.name).name not in str(error):
                    fault = f"message: {error}"
            except Exception as error:
                fault = f"{type(error).__name__}: {error}"
            seconds = time.process_time() - began
            if not fault and seconds > slow:
                fault = f"{seconds:.1f} s"
        print(json.dumps({"number": number, "came": came, "fault": fault, "seconds": seconds}), flush=True)


def wrong_with(case: object) -> str:
    """What is wrong with a case that was read; "" where nothing is."""
    from notescan.model import CaseFile

    assert isinstance(case, CaseFile)
    if any(c < " " and c not in "\t\n" for c in case.text):
        return "control characters in the text"
    edges = [0, *(note.end for note in case.notes)]
    if [note.start for note in case.notes] != edges[:-1] or edges[-1] != len(case.text):
        return "notes do not tile the text"
    if any(not note.start <= note.body <= note.end for note in case.notes):
        return "a note's words begin outside it"
    if not case.place(len(case.text) // 2):
        return "no place"
    case.model_dump_json()
    return ""


def run(seconds: float, seed: int, forms: list[str], slow: float) -> int:
    """Batches of every form in turn until the time is up; the number of faults."""
    tried: Counter[str] = Counter()
    came: Counter[str] = Counter()
    faults: list[str] = []
    longest = 0.0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        for form in forms:
            seed += 1
            command = [sys.executable, __file__, "--child", str(seed), "--form", form, "--slow", str(slow)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            lines = [json.loads(line) for line in done.stdout.splitlines()]
            for line in lines:
                if "number" in line:
                    tried[form] += 1
                    came[line["came"]] += 1
                    longest = max(longest, line["seconds"])
                    if line["fault"]:
                        faults.append(f"{form}, seed {seed}, file {line['number']}: {line['fault'][:200]}")
            if done.returncode:
                last = lines[-1].get("begun", "?") if lines else "?"
                faults.append(f"{form}, seed {seed}, file {last}: the process died ({done.returncode})")
                faults.extend(done.stderr.strip().splitlines()[-1:])
            if time.monotonic() > until:
                break
    print(f"{sum(tried.values()):,} files tried: {came['read']:,} read, {came['refused']:,} refused in one line")
    print(", ".join(f"{form} {number:,}" for form, number in sorted(tried.items())))
    print(f"longest {longest:.1f} s; {len(faults)} faults")
    for fault in faults[:40]:
        print("  " + fault)
    return len(faults)


def arguments(known: Callable[[], dict[str, list[bytes]]]) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=180)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", action="append", dest="forms", choices=sorted(known()))
    parser.add_argument("--slow", type=float, default=10.0, help="seconds of one file that are a fault")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


def main() -> int:
    """Run, or be one of the processes that are run."""
    args = arguments(sources)
    if args.child is not None:
        batch(args.child, args.forms[0], args.slow)
        return 0
    return 1 if run(args.seconds, args.seed, args.forms or sorted(sources()), args.slow) else 0


if __name__ == "__main__":
    sys.exit(main())
