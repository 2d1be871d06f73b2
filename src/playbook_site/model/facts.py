"""Dated, sourced rules, the clocks that count by them, and the words of the trade."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field, JsonValue

from playbook_site.model.basics import Id, Line, Name, Prose, Strict, Text, Url


class Source(Strict):
    """Where a rule was read."""

    url: Url
    title: Prose
    seen: str = Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$", description="Year, month or day of publication or capture, or `unknown`.")


class Fact(Strict):
    """A dated, sourced rule. The only place where a platform's number stands."""

    id: Id
    platform: Id
    region: Id | None = None
    topic: Id
    fact: Text
    value: dict[Name, JsonValue] = Field(default={}, description="The rule's figures, for sentences and clocks.")
    applies_to: list[Id] = Field(min_length=1, description="Scenario ids the rule bears on.")
    source: Source
    confidence: Literal["high", "medium", "low"]
    note: Text | None = Field(None, description="The caveat: what the source does not settle, or where sources disagree.")


class FactFile(Strict):
    """`data/facts/<platform>.yaml`."""

    read_on: datetime.date = Field(description="When the sources were read.")
    facts: list[Fact]


class Deadline(Strict):
    """A fact's figure as a clock: from an event until an answer is due."""

    id: Id
    fact: Id = Field(description="The fact that holds the figure.")
    amount: Name = Field(description="Which figure of the fact's value counts.")
    unit: Literal["minutes", "hours", "calendar-days", "business-days"]
    situation: Text = Field(description="What has happened, as the agent would say it.")
    starts: Text = Field(description="The event whose date and time goes in.")
    ends: Text = Field(description="What must be done by then.")
    time_zone: str = Field(pattern=r"^([A-Za-z_]+/[A-Za-z_/]+|UTC)$", description="IANA zone in which the platform counts days.")


class DeadlineFile(Strict):
    """`data/deadlines.yaml`."""

    deadlines: list[Deadline]


class GlossaryEntry(Strict):
    """A word of the trade."""

    id: Id
    term: Text = Field(description="The word or abbreviation as it is used in each language.")
    means: Text = Field(description="What it means for the agent, in one or two sentences.")
    also: list[Line] = Field(default=[], description="Other spellings; the finder knows them too.")


class Glossary(Strict):
    """`data/glossary.yaml`."""

    terms: list[GlossaryEntry] = Field(min_length=1)
