"""HTML as a row of tokens, in one pass over the text: no tree that a page made to do harm could grow without end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape
from types import MappingProxyType
from typing import Literal, NamedTuple

_TAG = re.compile(r"</?([a-zA-Z][^\s/<>]{0,40})")
_REST = re.compile(r"""(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
"""The rest of a tag; a sign ">" in quotes does not end it. It matches in one way only, so nothing is tried twice."""
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:-]{0,40})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?""")
_WANTED = frozenset("input option td th".split())
_SKIPPED = frozenset("script style title noscript template svg math object iframe audio video canvas".split())
_NONE: Mapping[str, str] = MappingProxyType({})


class Token(NamedTuple):
    """A run of words, or a tag by its name in small letters."""

    kind: Literal["text", "open", "close"]
    text: str
    attributes: Mapping[str, str] = _NONE
    """Only those of form fields and table cells are read, and of words with a line through them."""


def tokens(markup: str) -> Iterator[Token]:
    """The words and tags of `markup`, as forgiving as browsers are; scripts, styles and the like are left out."""
    at, end = 0, len(markup)
    never_closed: set[str] = set()
    while at < end:
        sign = markup.find("<", at)
        if sign == -1:
            sign = end
        if sign > at:
            yield Token("text", unescape(markup[at:sign]))
        if sign == end:
            return
        found = _TAG.match(markup, sign)
        if found is None:
            at = _no_tag(markup, sign)
            if at == sign + 1:
                yield Token("text", "<")
            continue
        rest = _REST.match(markup, found.end())
        at = rest.end() if rest else markup.find(">", found.end()) + 1 or end
        name = found[1].casefold()
        if markup[sign + 1] == "/":
            yield Token("close", name)
            continue
        if name in _SKIPPED and name not in never_closed:
            close = re.compile(f"</{name}[^>]*>?", re.IGNORECASE).search(markup, at)
            if close:
                at = close.end()
                continue
            never_closed.add(name)
        if name not in _SKIPPED:
            yield Token(
                "open",
                name,
                _attributes(markup[found.end() : at]) if _is_wanted(name, markup, found.end(), at) else _NONE,
            )


def _is_wanted(name: str, markup: str, start: int, end: int) -> bool:
    return name in _WANTED or (name == "span" and markup.find("line-through", start, end) != -1)


def _no_tag(markup: str, sign: int) -> int:
    """Where the text goes on after a comment or declaration at `sign`; the next character where it is neither."""
    if markup.startswith("<!--", sign):
        return markup.find("-->", sign + 4) + 3 if markup.find("-->", sign + 4) != -1 else len(markup)
    if markup.startswith(("<!", "<?", "</"), sign):
        return markup.find(">", sign) + 1 or len(markup)
    return sign + 1


def _attributes(text: str) -> dict[str, str]:
    return {m[1].casefold(): unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(text)}
