"""Look-ups that templates need: what belongs to a page, in the order in which it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from playbook_site import model
from playbook_site.checks.reply_rules import message_limits, placeholders
from playbook_site.loading import Data, Scenario
from playbook_site.numbers import Amounts


class Link(NamedTuple):
    """A scenario as something to link to: planned ones have no page yet."""

    id: str
    title: model.Text
    has_page: bool


class DeadlineRow(NamedTuple):
    """A deadline with the fact behind it and the figure in words."""

    deadline: model.Deadline
    fact: model.Fact
    figure: str


class ReplyRow(NamedTuple):
    """A reply with the page it belongs to."""

    id: str
    info: model.ReplyInfo
    scenario: Scenario


class Views:
    """Look-ups in the data for one site language."""

    def __init__(self, data: Data, language: str) -> None:
        self.data, self.language = data, language
        self._terms = {
            name: {term.id: term for term in getattr(data.vocabulary, name)}
            for name in ("platforms", "regions", "topics", "confidence", "urgency", "escalation", "promises", "languages", "placeholders")
        }
        self._amounts = Amounts(data, language)

    def term(self, kind: str, id: str) -> Any:
        """An entry of a closed list: a Term or one of its kin, as the list has it."""
        return self._terms[kind][id]

    def link(self, id: str) -> Link:
        """A scenario of the catalogue by id."""
        if id in self.data.scenarios:
            return Link(id, self._page(id).title, True)
        entry = next(entry for family in self.data.catalogue.families for entry in family.playbooks if entry.id == id)
        assert entry.planned is not None
        return Link(id, entry.planned, False)

    def with_page(self, family: model.Family) -> list[model.Entry]:
        """The scenarios of a family that have a page."""
        return [entry for entry in family.playbooks if entry.id in self.data.scenarios]

    def _page(self, id: str) -> model.Scenario:
        page = self.data.scenarios[id].page
        assert isinstance(page, model.Scenario)
        return page

    def facts(self, ids: list[str]) -> list[model.Fact]:
        """Facts in the order of the vocabulary's platforms, then as listed."""
        order = list(self._terms["platforms"])
        return sorted((self.data.facts[id] for id in ids), key=lambda fact: order.index(fact.platform))

    def facts_of(self, platform: str) -> list[model.Fact]:
        """All facts of a platform, by topic in the vocabulary's order."""
        order = list(self._terms["topics"])
        return sorted((fact for fact in self.data.facts.values() if fact.platform == platform), key=lambda fact: order.index(fact.topic))

    def platforms_with_facts(self) -> list[tuple[model.Platform, int]]:
        """Platforms that have facts, with their number."""
        counts = [(platform, len(self.facts_of(platform.id))) for platform in self.data.vocabulary.platforms]
        return [(platform, count) for platform, count in counts if count]

    def marketplaces(self) -> list[model.Platform]:
        """Platforms that replies are sent through."""
        return [platform for platform in self.data.vocabulary.platforms if platform.marketplace]

    def message_limit(self, platform: str) -> int | None:
        """Characters that fit the platform's message box, if known."""
        return message_limits(self.data).get(platform)

    def deadlines(self, facts: list[str] | None = None) -> list[DeadlineRow]:
        """Deadlines that rest on these facts, or all, by platform."""
        order = list(self._terms["platforms"])
        rows = [self._row(deadline) for deadline in self.data.deadlines.values() if facts is None or deadline.fact in facts]
        return sorted(rows, key=lambda row: order.index(row.fact.platform))

    def by_platform(self, rows: list[DeadlineRow]) -> list[tuple[model.Platform, list[DeadlineRow]]]:
        """Rows that stand in the order of platforms, grouped by them."""
        return [(self.term("platforms", id), list(group)) for id, group in groupby(rows, key=lambda row: row.fact.platform)]

    def _row(self, deadline: model.Deadline) -> DeadlineRow:
        fact = self.data.facts[deadline.fact]
        return DeadlineRow(deadline, fact, self._amounts.write(fact.value[deadline.amount], deadline.unit))  # type: ignore[arg-type]

    def is_stale(self, fact: model.Fact) -> bool:
        """Whether a fact was last read longer ago than the shop allows."""
        limit = self.data.policy.numbers["fact_review_days"].amount
        return (self.data.today - self.data.read_on[fact.id]).days > limit

    def languages(self, scenario: Scenario) -> list[model.LanguageTerm]:
        """Reply languages of a scenario in the vocabulary's order."""
        return [term for term in self.data.vocabulary.languages if scenario.replies.get(term.id)]

    def placeholders(self, scenarios: list[Scenario]) -> list[model.Placeholder]:
        """The placeholders that occur in the replies of these scenarios, in the vocabulary's order."""
        used = {name for scenario in scenarios for reply in scenario.replies.get("en", {}).values() for name in placeholders(reply)}
        return [placeholder for placeholder in self.data.vocabulary.placeholders if placeholder.id in used]

    def reply_placeholders(self, scenario: Scenario, reply: str) -> list[str]:
        """Names of a reply's placeholders in order of first use, subject first."""
        return list(dict.fromkeys(placeholders(scenario.replies["en"][reply])))

    def replies(self) -> Iterator[ReplyRow]:
        """All replies of the site: the holding replies, then page by page."""
        for scenario in [self.data.holding, *self.data.scenarios.values()]:
            for id, info in scenario.page.replies.items():
                yield ReplyRow(id, info, scenario)

    @staticmethod
    def pairs(left: list[object], right: list[object]) -> list[tuple[object, object]]:
        """Two lists side by side."""
        return list(zip(left, right, strict=True))

    def owner(self, scenario: Scenario, reply: str) -> Scenario:
        """The scenario whose files hold a reply: the page itself, or the holding replies."""
        return scenario if reply in scenario.page.replies else self.data.holding
