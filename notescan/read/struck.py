"""Words that a writer struck through and left standing: they are kept, and told as what they are.

A deletion that Word tracks is another thing: it was taken out, and is left out.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_JOINT = re.compile(f"{_CLOSE}([ \t]*){_OPEN}")
_WHOLE = re.compile(f"{_OPEN}(\\s*)([^{_OPEN}{_CLOSE}]*?)(\\s*){_CLOSE}")
_STRAY = re.compile(f"[{_OPEN}{_CLOSE}]")
REMARK = 'words that were struck through stand in the text as "[struck out: ...]"'


def struck(words: str) -> str:
    """These words, marked for `told`; marks side by side are one."""
    return f"{_OPEN}{_STRAY.sub('', words)}{_CLOSE}" if words else ""


def told(text: str) -> str:
    """A paragraph's text with what was marked in it told in words."""
    if _OPEN not in text and _CLOSE not in text:
        return text
    return _STRAY.sub("", _WHOLE.sub(_says, _JOINT.sub(r"\1", text)))


def _says(found: re.Match[str]) -> str:
    before, words, after = found.groups()
    return f"{before}[struck out: {words}]{after}" if words else f"{before}{after}"
