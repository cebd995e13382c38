"""The computer's own clipboard, for terminals that don't pass on what is copied (macOS Terminal is one of them)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

_SECONDS = 2.0


def tool() -> list[str]:
    """The command that takes what is copied, where this computer has one; empty elsewhere.

    Windows needs none: its terminals pass on what is copied. Over ssh there is none: the clipboard wanted is that of
    the computer the user sits at.
    """
    if os.environ.get("SSH_CONNECTION"):
        return []
    known: list[list[str]] = []
    if sys.platform == "darwin":
        known = [["pbcopy"]]
    elif os.environ.get("WAYLAND_DISPLAY"):
        known = [["wl-copy"]]
    elif os.environ.get("DISPLAY"):
        known = [["xclip", "-selection", "clipboard"], ["xsel", "--clipboard", "--input"]]
    return next((command for command in known if shutil.which(command[0])), [])


def put(words: str) -> bool:
    """Put words on the clipboard; whether that was done. It may take a moment: called in worker threads."""
    command = tool()
    if not command:
        return False
    try:
        done = subprocess.run(
            command,
            input=words.encode("utf-8", "replace"),
            env={**os.environ, "LC_CTYPE": "UTF-8"},  # else pbcopy takes the bytes for another alphabet's
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
