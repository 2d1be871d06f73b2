"""Rules of facts, deadlines and dates: sourced, dated, computable, not overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from playbook_site.checks.finding import Finding
from playbook_site.documents import Document
from playbook_site.loading import SITE_LANGUAGES, Data
from playbook_site.model import Scenario as Page


def fact_document(data: Data, id: str) -> tuple[Document, int]:
    """The file a fact stands in, and its position there."""
    for file, document in data.documents.items():
        if file.startswith("data/facts/"):
            for index, fact in enumerate((document.data or {}).get("facts") or []):
                if fact.get("id") == id:
                    return document, index
    raise KeyError(id)


def facts_are_not_from_the_future(data: Data) -> Iterator[Finding]:
    for fact in data.facts.values():
        if fact.source.seen != "unknown" and fact.source.seen > data.today.isoformat()[: len(fact.source.seen)]:
            document, index = fact_document(data, fact.id)
            place = ("facts", index, "source", "seen")
            yield Finding(document, place, f"{fact.source.seen} is in the future", "write the month in which it was read", named=f"fact '{fact.id}'")


def facts_stand_in_their_platforms_file(data: Data) -> Iterator[Finding]:
    for fact in data.facts.values():
        document, index = fact_document(data, fact.id)
        if document.file != f"data/facts/{fact.platform}.yaml":
            yield Finding(document, ("facts", index, "platform"), f"'{fact.platform}' has a file of its own", "move the fact there", named=f"fact '{fact.id}'")


def facts_are_read_again_in_time(data: Data) -> Iterator[Finding]:
    limit = data.policy.numbers.get("fact_review_days")
    for file in sorted({file for file in data.documents if file.startswith("data/facts/")}):
        read_on = (data.documents[file].data or {}).get("read_on")
        if limit and isinstance(read_on, datetime.date) and (data.today - read_on).days > limit.amount:
            yield Finding(data.documents[file], ("read_on",), f"last read on {read_on}", "read the sources again and set the date", "warning")


def pages_are_reviewed_in_time(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        page = scenario.page
        assert isinstance(page, Page)
        if page.reviewed_on > data.today:
            yield Finding(scenario.document, ("reviewed_on",), f"{page.reviewed_on} is in the future", "write the day of the review")
        elif (data.today - page.reviewed_on).days > page.review_every_days:
            wrong = f"last reviewed on {page.reviewed_on}, due every {page.review_every_days} days"
            yield Finding(scenario.document, ("reviewed_on",), wrong, "read the page against its facts and set the date", "warning")


def deadlines_can_be_counted(data: Data) -> Iterator[Finding]:
    document = data.documents["data/deadlines.yaml"]
    for index, deadline in enumerate(data.deadlines.values()):
        fact, name = data.facts.get(deadline.fact), f"deadline '{deadline.id}'"
        if fact is None:
            yield Finding(document, ("deadlines", index, "fact"), f"no fact is called '{deadline.fact}'", "correct the id", named=name)
        elif not isinstance(fact.value.get(deadline.amount), (int, float)):
            wrong = f"fact '{fact.id}' has no number called '{deadline.amount}'"
            yield Finding(document, ("deadlines", index, "amount"), wrong, f"use one of {', '.join(fact.value)}", named=name)


def interface_words_are_in_both_languages(data: Data) -> Iterator[Finding]:
    names = {language: set(data.interface[language]) for language in SITE_LANGUAGES}
    for language in SITE_LANGUAGES:
        for name in sorted(set().union(*names.values()) - names[language]):
            document = data.documents[f"data/interface/{language}.yaml"]
            yield Finding(document, (), f"'{name}' is missing", "add it: the other language has it", named=name)


RULES = [
    facts_are_not_from_the_future,
    facts_stand_in_their_platforms_file,
    facts_are_read_again_in_time,
    pages_are_reviewed_in_time,
    deadlines_can_be_counted,
    interface_words_are_in_both_languages,
]
