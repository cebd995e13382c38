"""Invented case notes in the layouts of many exports, and what a reader should make of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    date: dt.date
    time: str
    type: str
    author: str
    role: str
    words: str


ENTRIES = (
    Entry(
        dt.date(2024, 3, 4),
        "10:15",
        "Allocation",
        "Nadia Corrigan",
        "Team Manager",
        "The case was given to Piers today. Both boys are in school. A first visit is wanted by 11/03/2024.",
    ),
    Entry(
        dt.date(2024, 3, 12),
        "14:30",
        "Home visit",
        "Piers Lavelle",
        "Social Worker",
        "Mum opened the door and the kitchen was warm. Oskar showed me his lego. He told me that he was born on\n"
        "02/05/2016 and that his party is going to be at the pool. I saw Oskar on his own.",
    ),
    Entry(
        dt.date(2024, 3, 19),
        "09:05",
        "Email",
        "Piers Lavelle",
        "Social Worker",
        "Pasted in from my inbox.\n"
        "From: Mrs Quillfeather\nSent: 18 March 2024 16:42\nTo: Piers Lavelle\nSubject: Oskar's attendance\n"
        "Oskar has been in every day since 5 March 2024 and is much happier.",
    ),
    Entry(
        dt.date(2024, 4, 9),
        "11:00",
        "Supervision",
        "Nadia Corrigan",
        "Team Manager",
        "We went over the plan. Actions:\n- Piers to see both boys at school by 12/04/2024\n"
        "- Piers to ring the health visitor by 15 April 2024\n- Look at it again on 07/05/2024",
    ),
    Entry(
        dt.date(2024, 4, 23),
        "16:20",
        "Telephone call",
        "Piers Lavelle",
        "Social Worker",
        "Rang Dad at work. He says that he will come to the meeting on 30 April and wants to hear what school say.",
    ),
    Entry(
        dt.date(2024, 5, 1),
        "15:45",
        "Home visit",
        "Piers Lavelle",
        "Social Worker",
        "No one was in. I put a card through the door and sent a text message. I will try again on Friday.",
    ),
)

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def slashed(e: Entry) -> str:
    return f"{e.date:%d/%m/%Y}"


def worded(e: Entry) -> str:
    return f"{e.date.day} {e.date:%B %Y}"


def spoken(e: Entry) -> str:
    hour, minute = e.time.split(":")
    half = "pm" if int(hour) >= 12 else "am"
    return f"{e.date.day}{_ORDINALS.get(e.date.day, 'th')} {e.date:%B %Y} at {(int(hour) - 1) % 12 + 1}.{minute}{half}"


def weekday(e: Entry) -> str:
    return _WEEKDAYS[e.date.weekday()]


def initials(e: Entry) -> str:
    return "".join(w[0] for w in e.author.split())


def each(render: Callable[[int, Entry], str], *, between: str = "\n\n", before: str = "") -> str:
    return before + between.join(render(i, e) for i, e in enumerate(ENTRIES, start=1)) + "\n"


@dataclass(frozen=True)
class Layout:
    text: str
    author: Callable[[Entry], str | None] = lambda e: e.author
    type: Callable[[Entry], str | None] = lambda e: e.type
    timed: bool = True
    preamble: bool = False


LAYOUTS: dict[str, Layout] = {
    "labelled block as in Mosaic": Layout(
        each(
            lambda i, e: (
                f"Case note type: {e.type}\nTitle: About {e.type.lower()}\nDate of contact: {slashed(e)} {e.time}\n"
                f"Created by: {e.author}\nStatus: Complete\nCreated on: {slashed(ENTRIES[-1])}\n{e.words}"
            )
        )
    ),
    "labelled block as in LCS": Layout(
        each(
            lambda i, e: (
                f"Event Type: {e.type}\tEvent Date/Time: {slashed(e)} {e.time}\n"
                f"Worker: {e.author} ({e.role})\tTeam: North 2\n"
                f"\n{e.words}"
            )
        )
    ),
    "labels on lines of their own": Layout(
        each(
            lambda i, e: f"Date of visit:\n{worded(e)}\nType of contact:\n{e.type}\nRecorded by:\n{e.author}\n{e.words}"
        ),
        timed=False,
    ),
    "labels without a colon": Layout(
        each(lambda i, e: f"Date\t{slashed(e)}\nType\t{e.type}\nWorker\t{e.author}\n\n{e.words}"), timed=False
    ),
    "bold labels in Markdown": Layout(
        each(
            lambda i, e: (
                f"---\n\n**Date:** {worded(e)}  \n**Contact type:** {e.type}  \n"
                f"**Author:** {e.author}, {e.role}\n\n{e.words}"
            )
        ),
        timed=False,
        preamble=True,
    ),
    "entry 14 of 32": Layout(
        each(lambda i, e: f"Entry {i} of {len(ENTRIES)}\n{slashed(e)} {e.time} - {e.type} - {e.author}\n{e.words}")
    ),
    "note number with rules around": Layout(
        each(
            lambda i, e: (
                f"==========================\nCase note {1200 + i}\n"
                f"Date: {slashed(e)}  Time: {e.time}\nType: {e.type}\n"
                f"Author: {e.author}\n==========================\n{e.words}"
            ),
            between="\n",
        ),
        preamble=True,
    ),
    "date at the end of the line": Layout(
        each(lambda i, e: f"{e.type} by {e.author}, {e.role}, {slashed(e)}\n{e.words}"), timed=False
    ),
    "type and worker, then the date": Layout(
        each(lambda i, e: f"{e.type} - {e.author} - {worded(e)}\n{e.words}"), timed=False
    ),
    "ISO dates": Layout(each(lambda i, e: f"{e.date.isoformat()}T{e.time}:00 | {e.author} | {e.type}\n{e.words}")),
    "month in letters": Layout(
        each(lambda i, e: f"{e.date:%d-%b-%Y} {e.time} {e.type} ({e.author})\n{e.words}"),
    ),
    "run together": Layout(
        each(lambda i, e: f"{e.date.day}{e.date:%b%y} {e.type} {initials(e)}\n{e.words}"),
        author=initials,
        timed=False,
    ),
    "said aloud": Layout(each(lambda i, e: f"{spoken(e)}. {e.type}. {e.author}\n{e.words}")),
    "all capitals": Layout(
        each(lambda i, e: f"{weekday(e)} {worded(e)} - {e.type} - {e.author}".upper() + f"\n{e.words}"),
        author=lambda e: e.author.upper(),
        type=lambda e: e.type.upper(),
        timed=False,
    ),
    "underlined": Layout(each(lambda i, e: f"{worded(e)}, {e.type}, {e.author}\n{'-' * 30}\n{e.words}"), timed=False),
    "worker in a line below": Layout(
        each(lambda i, e: f"{slashed(e)} {e.time} - {e.type}\n{e.words}\nRecorded by: {e.author}, {e.role}")
    ),
    "worker in a signature": Layout(
        each(lambda i, e: f"{e.type}: {worded(e)}\n\n{e.words}\n\n{e.author}\n{e.role}"), timed=False
    ),
    "recorded by, above the words": Layout(
        each(lambda i, e: f"{e.type} {slashed(e)} {e.time}\nRecorded by: {e.author}\n{e.words}")
    ),
    "heading in Markdown": Layout(
        each(
            lambda i, e: f"## {slashed(e)} {e.type} ({e.author}, {e.role})\n\n{e.words}",
            before="# The Lindqvist boys\n\n",
        ),
        timed=False,
        preamble=True,
    ),
    "numbered rows": Layout(
        each(lambda i, e: f"{i}. {slashed(e)} {e.time} {e.type} - {e.author}\n{e.words}"),
    ),
    "brackets": Layout(each(lambda i, e: f"[{slashed(e)} {e.time}] [{e.type}] [{e.author}]\n{e.words}")),
    "rows with a colon": Layout(
        each(
            lambda i, e: f"{e.date.day}/{e.date.month}/{e.date:%y} {e.type} {initials(e)}: {e.words}",
            between="\n",
        ),
        author=initials,
        timed=False,
    ),
    "comma separated": Layout(
        each(
            lambda i, e: f'{slashed(e)},{e.time},{e.type},{e.author},"{e.words}"',
            between="\n",
            before="Date,Time,Type,Worker,Details\n",
        ),
        preamble=True,
    ),
    "table in Markdown": Layout(
        each(
            lambda i, e: f"| {e.type} | {slashed(e)} | {e.author} | " + e.words.replace("\n", " ") + " |",
            between="\n",
            before="| Type | Date | Worker | Details |\n|---|---|---|---|\n",
        ),
        timed=False,
        preamble=True,
    ),
    "tabs and no names for the columns": Layout(
        each(
            lambda i, e: f"{slashed(e)}\t{e.time}\t{e.author}\t{e.type}\t" + e.words.replace("\n", " "),
            between="\n",
        )
    ),
    "year only once": Layout(
        each(
            lambda i, e: (
                f"{weekday(e)[:3]} {e.date.day} {e.date:%b}{' 2024' if i == 1 else ''}"
                f" / {e.type} / {e.author}\n{e.words}"
            )
        ),
        timed=False,
    ),
    "newest first": Layout(
        "\n\n".join(f"{worded(e)} - {e.type} - {e.author}\n{e.words}" for e in ENTRIES), timed=False
    ),
    "three lines": Layout(each(lambda i, e: f"{e.type}\n{e.author}\n{slashed(e)}\n{e.words}"), timed=False),
}
