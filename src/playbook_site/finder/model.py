"""The format of ``data/finder/``: what the finder knows besides the pages."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from playbook_site.model import Id, Language, Line, Prose, Strict

Items = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^\n]+$")]


class Synonyms(Strict):
    """`data/finder/synonyms.yaml`."""

    concepts: dict[Id, dict[Language, Items]] = Field(description="Words that mean the same, separated by commas, by concept and language.")
    jargon: dict[Line, list[Id]] = Field(description="A word of the trade: the ids of the scenarios that it names.")


class Danger(Strict):
    """Wordings that raise one scenario to the top of the results."""

    id: Id = Field(description="Id of the scenario.")
    says: dict[Language, list[Line]] = Field(min_length=1, description="Patterns by language; the notation stands at the top of the file.")
    unless: dict[Language, list[Line]] = Field(default={}, description="Harmless wordings that a pattern would find too.")


class DangerFile(Strict):
    """`data/finder/dangers.yaml`."""

    dangers: list[Danger] = Field(min_length=1)


class Bound(Strict):
    """`data/finder/scenarios.yaml`."""

    only_on: dict[Id, list[Id]] = Field(description="Scenario id: ids of the only platforms it can happen on.")
    meanwhile: dict[Id, list[Id]] = Field(default={}, description="Scenario without a page: the pages that help meanwhile, the best first.")


WordingFile = dict[Id, dict[Language, Prose]]  # data/finder/wordings/*.yaml: scenario id -> language -> one wording a line
NONE = "none"  # the key under which wordings that belong to no scenario stand
