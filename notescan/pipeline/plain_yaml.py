"""YAML as an audit lead writes it, and models whose fields read like words."""

from __future__ import annotations

import re

import yaml
from pydantic import BaseModel, ConfigDict


class PlainLoader(yaml.CSafeLoader):
    """YAML in which only true and false are more than words: `on`, `no` and `1:1` are what an audit lead typed."""


PlainLoader.yaml_implicit_resolvers = {
    first: [("tag:yaml.org,2002:bool", re.compile("true|false"))] for first in "tf"
} | {"": [("tag:yaml.org,2002:null", re.compile(""))]}


class Entry(BaseModel):
    """An entry of a pattern file: unknown keys are mistakes; `unless_voice` is written `unless-voice`."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        populate_by_name=True,
    )
