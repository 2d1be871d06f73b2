"""Rules of replies: every outcome has one, every language says the same, nothing half-filled can be written into it."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_site.checks.finding import Finding, pages_and_holding
from playbook_site.checks.tree_rules import playbooks
from playbook_site.documents import Document, Place
from playbook_site.guard import LIKENESS, check_text
from playbook_site.guard_model import ORDINARY
from playbook_site.inline import marks, paragraphs
from playbook_site.loading import Data, Scenario
from playbook_site.model import Checklist, Playbook, Reply

ALWAYS = ("buyer_name", "personal_line", "agent_name", "shop_name")


def placeholders(reply: Reply) -> list[str]:
    """The placeholders of a reply, subject first, in order and with repetition."""
    return marks(reply.subject, "placeholder") + marks(reply.body, "placeholder")


def uses(scenario: Scenario) -> list[tuple[Place, str]]:
    """Every (place, reply id) at which a page sends a reply."""
    found: list[tuple[Place, str | None]] = []
    if isinstance(scenario.page, Playbook):
        for id, outcome in scenario.page.tree.outcomes.items():
            found.append((("tree", "outcomes", id, "reply"), outcome.reply))
            if outcome.follow_up:
                found.append((("tree", "outcomes", id, "follow_up", "reply"), outcome.follow_up.reply))
    if isinstance(scenario.page, Checklist):
        for section_id, section in scenario.page.sections.items():
            found += [(("sections", section_id, "checks", id, "reply"), check.reply) for id, check in section.checks.items()]
    return [(place, reply) for place, reply in found if reply is not None]


def written(data: Data) -> Iterator[tuple[Scenario, str, str, Reply, Document]]:
    """Every (scenario, language, reply id, reply, document) of the site."""
    for scenario in pages_and_holding(data):
        for language, replies in scenario.replies.items():
            for id, reply in replies.items():
                yield scenario, language, id, reply, scenario.reply_documents[language]


def every_outcome_has_a_reply_or_a_reason(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for id, outcome in page.tree.outcomes.items():
            place = ("tree", "outcomes", id)
            if not outcome.reply and not outcome.no_reply:
                yield Finding(scenario.document, place, "neither a reply nor a reason for sending none", "add 'reply:' or 'no_reply:'")
            if outcome.reply and outcome.no_reply:
                yield Finding(scenario.document, place, "both a reply and a reason for sending none", "keep one of the two")


def used_replies_exist(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        for place, reply in uses(scenario):
            if reply not in scenario.page.replies and reply not in data.holding.page.replies:
                yield Finding(scenario.document, place, f"no reply is called '{reply}'", "correct the id, or describe it under 'replies:'")


def every_reply_is_used(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        sent = {reply for _, reply in uses(scenario)}
        for id in scenario.page.replies:
            if id not in sent:
                yield Finding(scenario.document, ("replies", id), "no outcome sends this reply", "let an outcome send it, or remove it everywhere")


def every_reply_is_in_every_required_language(data: Data) -> Iterator[Finding]:
    for scenario in pages_and_holding(data):
        for language in data.vocabulary.required_reply_languages if scenario.page.replies else []:
            if language not in scenario.reply_documents:
                missing = f"the file replies.{language}.yaml is missing"
                yield Finding(scenario.document, ("replies",), missing, f"write the {len(scenario.page.replies)} replies in it")
                continue
            for id in scenario.page.replies:
                if id not in scenario.replies[language] and scenario.reply_documents[language].data is not None:
                    document = scenario.reply_documents[language]
                    yield Finding(document, (id,), "this reply is missing here", f"write it in {language}", named=f"reply '{id}', {language}")


def every_written_reply_is_described(data: Data) -> Iterator[Finding]:
    languages = {language.id for language in data.vocabulary.languages}
    for scenario, language, id, _, document in written(data):
        if id not in scenario.page.replies:
            yield Finding(document, (id,), "the page does not describe a reply of this id", "add it under 'replies:' there, or remove it here")
        if language not in languages:
            yield Finding(document, (), f"no language is called '{language}'", "use a language of vocabulary.yaml in the file name")


def placeholders_are_known(data: Data) -> Iterator[Finding]:
    known = {placeholder.id for placeholder in data.vocabulary.placeholders}
    for _, language, id, reply, document in written(data):
        for part in ("subject", "body"):
            for name in marks(getattr(reply, part), "placeholder"):
                if name not in known:
                    place = f"reply '{id}', {language}"
                    yield Finding(document, (id, part), f"no placeholder is called {{{name}}}", "use one of vocabulary.yaml", named=place, within=f"{{{name}}}")


def placeholders_match_across_languages(data: Data) -> Iterator[Finding]:
    for scenario, language, id, reply, document in written(data):
        model_reply = scenario.replies.get("en", {}).get(id)
        if language == "en" or model_reply is None:
            continue
        wanted, found = set(placeholders(model_reply)), set(placeholders(reply))
        place = f"reply '{id}', {language}"
        for name in sorted(wanted - found):
            yield Finding(document, (id, "body"), f"{{{name}}} is missing (en has it)", "add it, or remove it from every language", named=place)
        for name in sorted(found - wanted):
            yield Finding(document, (id, "body"), f"{{{name}}} is not in en", "remove it, or add it in every language", named=place, within=f"{{{name}}}")


def paragraph_counts_match_across_languages(data: Data) -> Iterator[Finding]:
    for scenario, language, id, reply, document in written(data):
        model_reply = scenario.replies.get("en", {}).get(id)
        if model_reply and len(paragraphs(reply.body)) != len(paragraphs(model_reply.body)):
            counts = f"{len(paragraphs(reply.body))} paragraphs, en has {len(paragraphs(model_reply.body))}"
            place = f"reply '{id}', {language}"
            yield Finding(document, (id, "body"), counts, "split or join paragraphs so that each says the same", named=place)


def replies_greet_and_sign(data: Data) -> Iterator[Finding]:
    for _, language, id, reply, document in written(data):
        for name in ALWAYS:
            if placeholders(reply).count(name) != 1:
                count = placeholders(reply).count(name)
                place = f"reply '{id}', {language}"
                yield Finding(document, (id, "body"), f"{{{name}}} stands in it {count} times", "use it exactly once", named=place)


def replies_hold_only_placeholders(data: Data) -> Iterator[Finding]:
    for _, language, id, reply, document in written(data):
        for part in ("subject", "body"):
            text = getattr(reply, part)
            for mark in [f"[[{fact}]]" for fact in marks(text, "fact")] + [f"{{policy.{name}}}" for name in marks(text, "policy")]:
                place = f"reply '{id}', {language}"
                yield Finding(document, (id, part), f"{mark} would reach the buyer", "use a placeholder that the agent fills", named=place, within=mark)


def promises_name_a_paragraph(data: Data) -> Iterator[Finding]:
    for scenario in pages_and_holding(data):
        for id, info in scenario.page.replies.items():
            reply = scenario.replies.get("en", {}).get(id)
            for index, promise in enumerate(info.promises if reply else []):
                if promise.paragraph > len(paragraphs(reply.body)):  # type: ignore[union-attr]
                    place = ("replies", id, "promises", index, "paragraph")
                    yield Finding(scenario.document, place, f"the reply has no paragraph {promise.paragraph}", "count from the salutation, which is 1")


def message_limits(data: Data) -> dict[str, int]:
    """Characters that fit a platform's message box, for the platforms whose limit is known."""
    limits = {}
    for platform in data.vocabulary.platforms:
        fact = data.facts.get(platform.message_limit_fact or "")
        if fact and platform.message_limit_value in fact.value:
            limits[platform.id] = int(fact.value[platform.message_limit_value])  # type: ignore[arg-type]
    return limits


def filled_with_examples(data: Data, reply: Reply) -> str:
    """Subject and body with every placeholder's example in its place."""
    text = f"{reply.subject}\n{reply.body}"
    for placeholder in data.vocabulary.placeholders:
        text = text.replace(f"{{{placeholder.id}}}", placeholder.example)
    return text


def replies_fit_the_message_box(data: Data) -> Iterator[Finding]:
    limits = message_limits(data)
    for scenario, language, id, reply, document in written(data):
        allowed = scenario.page.replies[id].platforms if id in scenario.page.replies else None
        for platform in limits.keys() & set(allowed or limits):
            length = len(filled_with_examples(data, reply))
            if length > limits[platform]:
                wrong = f"{length} characters when filled; {platform} takes {limits[platform]}"
                yield Finding(document, (id, "body"), wrong, "shorten it", named=f"reply '{id}', {language}")


def replies_keep_the_platforms_rules(data: Data) -> Iterator[Finding]:
    for _, language, id, reply, document in written(data):
        for breach in check_text(data.guard, filled_with_examples(data, reply), language, None):
            place = f"reply '{id}', {language}"
            if breach.rule == LIKENESS:
                wrong = f"'{breach.excerpt}' reads like a breach of a platform's rule ({breach.family})"
                mend = f"say it another way, or add it under 'ordinary' in data/guard/{language}.yaml if a lead finds it harmless"
            else:
                wrong, mend = f"'{breach.excerpt}' breaks a platform's rule ({breach.family})", "say it another way"
            yield Finding(document, (id, "body"), wrong, mend, named=place, within=breach.excerpt)


def guard_facts_are_known(data: Data) -> Iterator[Finding]:
    document = data.documents["data/guard.yaml"]
    for index, family in enumerate(data.guard.families):
        for position, id in enumerate(family.facts):
            if id not in data.facts:
                place = ("families", index, "facts", position)
                yield Finding(document, place, f"no fact is called '{id}'", "correct the id", named=family.id)


def guard_examples_belong_to_a_family(data: Data) -> Iterator[Finding]:
    families = [family.id for family in data.guard.families]
    for language, written in data.guard.examples.items():
        document = data.documents[f"data/guard/{language}.yaml"]
        for family, texts in written.items():
            if family not in [*families, ORDINARY]:
                yield Finding(document, (family,), f"no family is called '{family}'", f"use one of {', '.join([*families, ORDINARY])}")
            elif family == ORDINARY and texts.breaks:
                yield Finding(document, (family, "breaks"), "ordinary texts break no rule", "move these lines to the family whose rule they break")


RULES = [
    every_outcome_has_a_reply_or_a_reason,
    used_replies_exist,
    every_reply_is_used,
    every_reply_is_in_every_required_language,
    every_written_reply_is_described,
    placeholders_are_known,
    placeholders_match_across_languages,
    paragraph_counts_match_across_languages,
    replies_greet_and_sign,
    replies_hold_only_placeholders,
    promises_name_a_paragraph,
    replies_fit_the_message_box,
    replies_keep_the_platforms_rules,
    guard_facts_are_known,
    guard_examples_belong_to_a_family,
]
