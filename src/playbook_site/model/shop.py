"""The shop's own numbers, and the closed lists."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from playbook_site.model.basics import Id, Language, Line, Name, Strict, Text, UnitId


class PolicyNumber(Strict):
    """A number that is the shop's decision."""

    amount: int | float
    unit: UnitId = Field(description="Id of a unit in vocabulary.yaml.")
    label: Text
    why: Text = Field(description="What the number decides, and what to weigh when changing it.")


class Policy(Strict):
    """`data/policy.yaml`: the first file a team edits."""

    shop_name: Line
    time_zone: str = Field(pattern=r"^[A-Za-z_]+/[A-Za-z_/]+$", description="IANA zone in which the team works.")
    numbers: dict[Name, PolicyNumber]


class Term(Strict):
    """An entry of a closed list."""

    id: Id
    name: Text


class OrderNumber(Strict):
    """What a platform's order number looks like."""

    pattern: str
    example: Line
    problem: Text = Field(description="What to tell the agent when the form is wrong.")


class Platform(Term):
    """A marketplace, carrier, payment system or body of law that sets rules."""

    marketplace: bool = Field(description="Whether replies are sent through it.")
    order_number: OrderNumber | None = None
    message_limit_fact: Id | None = Field(None, description="The fact with the length of its message box.")
    message_limit_value: Name | None = Field(None, description="Which figure of that fact counts characters.")
    also_called: list[Line] = Field(default=[], description="Names and jargon by which a message gives the platform away.")


class LanguageTerm(Strict):
    """A language replies are written in."""

    id: Language
    name: Text
    own_name: Line
    direction: Literal["ltr", "rtl"] = "ltr"
    marker_words: list[Line] = Field(default=[], description="Frequent words by which the checks tell it from its neighbours.")


class Unit(Strict):
    """How an amount is written in guidance; `{n}` stands for the number."""

    id: UnitId
    name: Text
    one: Text
    many: Text
    is_duration: bool = False


class Level(Term):
    """A step of a scale, such as how soon to answer or how sure a rule is."""

    means: Text


class Choice(Strict):
    """A value that is written differently in each reply language."""

    id: Id
    label: Text
    text: dict[Language, Line]


class Placeholder(Strict):
    """A blank in a reply."""

    id: Name
    kind: Literal["text", "long-text", "personal-line", "date", "money", "carrier", "tracking-number", "order-number", "platform", "choice"]
    label: Text
    hint: Text | None = Field(None, description="How to fill it well.")
    example: Line
    pattern: str | None = Field(None, description="Regular expression the whole value must match.")
    problem: Text | None = Field(None, description="What to tell the agent when it does not.")
    kept: bool = Field(False, description="Whether this browser may keep the value if the agent asks for it.")
    default: Literal["shop_name"] | None = Field(None, description="Name in policy.yaml that fills it.")
    choices: list[Choice] = Field(default=[])


class Zone(Strict):
    """A time zone offered by the clock."""

    id: str = Field(pattern=r"^([A-Za-z_]+/[A-Za-z_/]+|UTC)$", description="IANA name.")
    name: Text


class Vocabulary(Strict):
    """`data/vocabulary.yaml`: closed lists."""

    languages: list[LanguageTerm]
    required_reply_languages: list[Language] = Field(description="Every reply exists in these.")
    platforms: list[Platform]
    regions: list[Term]
    topics: list[Term]
    confidence: list[Level]
    urgency: list[Level]
    escalation: list[Term]
    promises: list[Term]
    units: list[Unit]
    placeholders: list[Placeholder]
    currencies: list[Line] = Field(description="ISO 4217 codes offered for money.")
    time_zones: list[Zone]
    carriers: list[Line] = Field(description="Names offered for the carrier field.")
