"""What the nouns are made of: values that never change, and stretches of the case text."""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: never changed after it is made; unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Extent(Frozen):
    """A stretch of the case text."""

    start: int
    end: int


class Rest(Frozen):
    """Words of the case that a finding rests on, and what they are to it ("last supervision")."""

    says: str
    note: str
    start: int
    end: int
    quote: str
    date: dt.date | None = None
    place: str = ""
