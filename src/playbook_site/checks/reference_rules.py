"""Rules of ids: whatever is named exists, and nothing has two owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from playbook_site.checks.finding import Finding, pages_and_holding
from playbook_site.checks.tree_rules import playbooks
from playbook_site.documents import Document, Place
from playbook_site.finder.model import NONE
from playbook_site.inline import marks, texts
from playbook_site.loading import Data, Scenario
from playbook_site.model import Checklist
from playbook_site.model import Scenario as Page

CATALOGUE = "data/playbooks.yaml"


def _unknown(scenario: Scenario, place: Place, found: str, kind: str, known: set[str]) -> Iterator[Finding]:
    if found not in known:
        near = sorted(known, key=lambda name: (-len(set(name.split("-")) & set(found.split("-"))), name))[:3]
        yield Finding(scenario.document, place, f"no {kind} is called '{found}'", f"use a known id, such as {', '.join(near)}")


def scenario_ids_are_known(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        assert isinstance(scenario.page, Page)
        named: list[tuple[Place, str]] = [(("related", index), id) for index, id in enumerate(scenario.page.related)]
        named += [(("not_when", index, "see"), entry.see) for index, entry in enumerate(scenario.page.not_when)]
        for place, id in named:
            yield from _unknown(scenario, place, id, "scenario", data.known_ids - {scenario.id})


def fact_scenarios_are_known(data: Data) -> Iterator[Finding]:
    for document in [document for file, document in data.documents.items() if file.startswith("data/facts/")]:
        for index, fact in enumerate((document.data or {}).get("facts") or []):
            for position, id in enumerate(fact.get("applies_to") or []):
                if id not in data.known_ids:
                    place = ("facts", index, "applies_to", position)
                    yield Finding(document, place, f"no scenario is called '{id}'", "use an id of the catalogue", named=str(fact.get("id")))


def facts_are_known(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        assert isinstance(scenario.page, Page)
        for index, id in enumerate(scenario.page.facts):
            yield from _unknown(scenario, ("facts", index), id, "fact", set(data.facts))


def cited_facts_are_listed(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        assert isinstance(scenario.page, Page)
        for place, text in texts(scenario.page):
            for language in ("en", "zh"):
                for id in marks(text[language], "fact"):
                    if id not in scenario.page.facts:
                        yield Finding(scenario.document, (*place, language), f"cites [[{id}]]", "add it to this page's 'facts:', or correct the id")


def both_languages_cite_the_same(data: Data) -> Iterator[Finding]:
    for scenario in pages_and_holding(data):
        for place, text in texts(scenario.page):
            en, zh = (Counter([*marks(text[language], "fact"), *marks(text[language], "policy")]) for language in ("en", "zh"))
            if set(en) != set(zh):
                only = ", ".join(sorted(set(en) ^ set(zh)))
                yield Finding(scenario.document, place, f"only one language mentions {only}", "mention it in both, or in neither")


def policy_names_are_known(data: Data) -> Iterator[Finding]:
    known = set(data.policy.numbers)
    for scenario in pages_and_holding(data):
        for place, text in texts(scenario.page):
            for language in ("en", "zh"):
                for name in marks(text[language], "policy"):
                    yield from _unknown(scenario, (*place, language), name, "policy number", known)
    for scenario, page in playbooks(data):
        for id, outcome in page.tree.outcomes.items():
            if outcome.follow_up:
                place = ("tree", "outcomes", id, "follow_up", "after")
                durations = {name for name, number in data.policy.numbers.items() if _is_duration(data, number.unit)}
                yield from _unknown(scenario, place, outcome.follow_up.after.removeprefix("policy."), "duration in policy.yaml", durations)


def _is_duration(data: Data, unit: str) -> bool:
    return any(known.id == unit and known.is_duration for known in data.vocabulary.units)


def guidance_has_no_placeholders(data: Data) -> Iterator[Finding]:
    for scenario in pages_and_holding(data):
        for place, text in texts(scenario.page):
            for language in ("en", "zh"):
                for name in marks(text[language], "placeholder"):
                    yield Finding(scenario.document, (*place, language), f"{{{name}}} would be shown as it stands", "name a {policy.number}, or use words")


def vocabulary_ids_are_known(data: Data) -> Iterator[Finding]:
    words = data.vocabulary
    urgency, targets = {level.id for level in words.urgency}, {term.id for term in words.escalation}
    promises, platforms = {term.id for term in words.promises}, {term.id for term in words.platforms if term.marketplace}
    for scenario, page in playbooks(data):
        yield from _unknown(scenario, ("urgency",), page.urgency, "urgency", urgency)
        for id, outcome in page.tree.outcomes.items():
            yield from _unknown(scenario, ("tree", "outcomes", id, "escalate", "to"), outcome.escalate.to, "escalation target", targets)
        for question_id, question in page.tree.questions.items():
            for answer_id, answer in question.answers.items():
                if answer.platform:
                    place = ("tree", "questions", question_id, "answers", answer_id, "platform")
                    yield from _unknown(scenario, place, answer.platform, "marketplace", platforms)
    for scenario in pages_and_holding(data):
        for id, info in scenario.page.replies.items():
            for index, promise in enumerate(info.promises):
                yield from _unknown(scenario, ("replies", id, "promises", index, "kind"), promise.kind, "kind of promise", promises)
            for index, platform in enumerate(info.platforms or []):
                yield from _unknown(scenario, ("replies", id, "platforms", index), platform, "marketplace", platforms)


def fact_terms_are_known(data: Data) -> Iterator[Finding]:
    words = data.vocabulary
    known = {name: {term.id for term in terms} for name, terms in (("platform", words.platforms), ("topic", words.topics), ("region", words.regions))}
    for document in [document for file, document in data.documents.items() if file.startswith("data/facts/")]:
        for index, fact in enumerate((document.data or {}).get("facts") or []):
            for key, terms in known.items():
                if fact.get(key) is not None and fact[key] not in terms:
                    yield Finding(document, ("facts", index, key), f"no {key} is called '{fact[key]}'", "use one of vocabulary.yaml", named=str(fact.get("id")))


def ids_are_used_once(data: Data) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for scenario in pages_and_holding(data):
        for id in scenario.page.replies:
            if id in owners:
                yield Finding(scenario.document, ("replies", id), f"'{owners[id]}' has a reply of this id already", "rename one; links need one owner")
            owners.setdefault(id, scenario.id)
    seen: dict[str, str] = {}
    for file, document in data.documents.items():
        if file.startswith("data/facts/"):
            for index, fact in enumerate((document.data or {}).get("facts") or []):
                id = str(fact.get("id"))
                if id in seen:
                    yield Finding(document, ("facts", index), f"fact '{id}' stands in {seen[id]} already", "keep one of the two", named=id)
                seen.setdefault(id, file)


def catalogue_matches_folders(data: Data) -> Iterator[Finding]:
    document = data.documents[CATALOGUE]
    counts = Counter(entry.id for family in data.catalogue.families for entry in family.playbooks)
    for number, family in enumerate(data.catalogue.families):
        for index, entry in enumerate(family.playbooks):
            place = ("families", number, "playbooks", index)
            folder = data.root / "data" / "playbooks" / family.id / entry.id
            if counts[entry.id] > 1:
                yield Finding(document, place, "the id stands in the catalogue twice", "an id has one place", named=entry.id)
            if folder.is_dir() and entry.planned:
                yield Finding(document, place, "has a folder and is still marked as planned", "remove 'planned:' and 'stop:'", named=entry.id)
            if not folder.is_dir() and not entry.planned:
                yield Finding(document, place, "has no folder and no planned title", f"add data/playbooks/{family.id}/{entry.id}/ or 'planned:'", named=entry.id)
    listed = {f"{family.id}/{entry.id}" for family in data.catalogue.families for entry in family.playbooks}
    for folder in sorted((data.root / "data" / "playbooks").glob("*/*")):
        if folder.is_dir() and folder.relative_to(data.root / "data" / "playbooks").as_posix() not in listed:
            name = folder.relative_to(data.root).as_posix()
            yield Finding(document, (), f"the folder {name} is not in the catalogue", "add its id under its family, or remove the folder", named=folder.name)


def checklist_ids_are_known(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        if isinstance(scenario.page, Checklist):
            checks = {id for section in scenario.page.sections.values() for id in section.checks}
            for index, practice in enumerate(scenario.page.practice):
                yield from _unknown(scenario, ("practice", index, "prevented_by"), practice.prevented_by, "check", checks)


def finder_scenarios_are_known(data: Data) -> Iterator[Finding]:
    for document, place, id in _named_in_finder(data):
        if id not in data.known_ids | {NONE}:
            yield Finding(document, place, f"no scenario is called '{id}'", "use an id of the catalogue")
    bound = data.documents["data/finder/scenarios.yaml"]
    for id in data.finder.bound.meanwhile:
        if id in data.scenarios:
            yield Finding(bound, ("meanwhile", id), "the scenario has a page now", "take the entry out", named=id)


def _named_in_finder(data: Data) -> Iterator[tuple[Document, Place, str]]:
    """Every scenario id that the finder's files name, with its place."""
    synonyms, dangers, bound = (data.documents[f"data/finder/{name}.yaml"] for name in ("synonyms", "dangers", "scenarios"))
    yield from ((synonyms, ("jargon", word, index), id) for word, ids in data.finder.synonyms.jargon.items() for index, id in enumerate(ids))
    yield from ((dangers, ("dangers", index, "id"), danger.id) for index, danger in enumerate(data.finder.dangers.dangers))
    yield from ((bound, ("only_on", id), id) for id in data.finder.bound.only_on)
    for id, ids in data.finder.bound.meanwhile.items():
        yield bound, ("meanwhile", id), id
        yield from ((bound, ("meanwhile", id, index), other) for index, other in enumerate(ids))
    for file, document in data.documents.items():
        if file.startswith("data/finder/wordings/"):
            yield from ((document, (id,), id) for id in document.data or {})


RULES = [
    catalogue_matches_folders,
    ids_are_used_once,
    scenario_ids_are_known,
    fact_scenarios_are_known,
    facts_are_known,
    cited_facts_are_listed,
    both_languages_cite_the_same,
    policy_names_are_known,
    guidance_has_no_placeholders,
    vocabulary_ids_are_known,
    fact_terms_are_known,
    checklist_ids_are_known,
    finder_scenarios_are_known,
]
