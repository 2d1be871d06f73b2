"""How a rule reports what it found."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from playbook_site.documents import Document, Place, place_name
from playbook_site.loading import Data, Scenario
from playbook_site.problems import Problem


@dataclass(frozen=True)
class Finding:
    """One breach of a rule; the rule's name is added by whoever ran it."""

    document: Document
    place: Place
    wrong: str
    remedy: str
    severity: Literal["error", "warning"] = "error"
    named: str = ""
    within: str = ""  # a piece of the text at the place; the problem is reported where that piece stands

    def problem(self, rule: str) -> Problem:
        name = self.named or place_name(self.place)
        line = self.document.line_within(self.place, self.within)
        return Problem(self.document.file, line, name, self.wrong, self.remedy, rule, self.severity)


Rule = Callable[[Data], Iterator[Finding]]


def rule_name(rule: Rule) -> str:
    """The name of a rule as it stands in messages: its function's name with hyphens."""
    return rule.__name__.replace("_", "-")


def pages_and_holding(data: Data) -> list[Scenario]:
    """All scenarios with replies: those with a page, and the shared holding replies."""
    return [*data.scenarios.values(), data.holding]
