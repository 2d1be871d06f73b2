"""Rules of the decision tree: every way leads somewhere, no way leads in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from playbook_site import tree as trees
from playbook_site.checks.finding import Finding
from playbook_site.loading import Data, Scenario
from playbook_site.model import Playbook

NOT_SURE = "not-sure"  # the answer and the outcome that every tree has without saying so


def playbooks(data: Data) -> list[tuple[Scenario, Playbook]]:
    """Scenarios with a tree."""
    return [(scenario, scenario.page) for scenario in data.scenarios.values() if isinstance(scenario.page, Playbook)]


def every_answer_leads_somewhere(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        nodes = page.tree.questions.keys() | page.tree.outcomes.keys()
        for question, answer, target in trees.edges(page.tree):
            if target not in nodes:
                place = ("tree", "questions", question, "answers", answer, "goes_to")
                yield Finding(scenario.document, place, f"no question or outcome is called '{target}'", "correct the id or add the node")
        if page.tree.start not in page.tree.questions:
            yield Finding(scenario.document, ("tree", "start"), f"no question is called '{page.tree.start}'", "name the first question")


def every_node_is_reachable(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        found = trees.reachable(page.tree)
        for kind, nodes in (("questions", page.tree.questions), ("outcomes", page.tree.outcomes)):
            for node in nodes:
                if node not in found:
                    yield Finding(scenario.document, ("tree", kind, node), "no answer leads here", "let an answer go to it or remove it")


def no_path_goes_in_a_circle(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for question in trees.on_a_circle(page.tree):
            place = ("tree", "questions", question)
            yield Finding(scenario.document, place, "an answer leads back to this question", "let the answer go on to an outcome instead")


def node_ids_differ(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for node in page.tree.questions.keys() & page.tree.outcomes.keys():
            place = ("tree", "outcomes", node)
            yield Finding(scenario.document, place, "a question has the same id", "rename one: addresses could not tell them apart")


def not_sure_is_reserved(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for question, answer, _ in trees.edges(page.tree):
            if answer == NOT_SURE:
                place = ("tree", "questions", question, "answers", answer)
                yield Finding(scenario.document, place, "every question offers this answer already", "give the answer another id")
        for kind, nodes in (("questions", page.tree.questions), ("outcomes", page.tree.outcomes)):
            if NOT_SURE in nodes:
                yield Finding(scenario.document, ("tree", kind, NOT_SURE), "every tree has this node already", "give it another id")


def answers_do_not_repeat(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for question_id, question in page.tree.questions.items():
            seen: dict[tuple[str, str], str] = {}
            for answer_id, answer in question.answers.items():
                for language in ("en", "zh"):
                    label = answer.label[language].casefold().strip(" .。")
                    if (language, label) in seen:
                        place = ("tree", "questions", question_id, "answers", answer_id, "label", language)
                        first = seen[language, label]
                        yield Finding(scenario.document, place, f"reads the same as answer '{first}'", "word the two so that they differ")
                    seen.setdefault((language, label), answer_id)


def answers_make_a_difference(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for question_id, question in page.tree.questions.items():
            if len({answer.goes_to for answer in question.answers.values()}) == 1:
                place = ("tree", "questions", question_id)
                yield Finding(scenario.document, place, "all answers lead to the same place", "remove the question or let the answers part")


def practice_paths_end_where_they_say(data: Data) -> Iterator[Finding]:
    for scenario, page in playbooks(data):
        for index, practice in enumerate(page.practice):
            end, stumble = trees.walk(page.tree, practice.path)
            place = ("practice", index, "path")
            if stumble is not None:
                yield Finding(scenario.document, (*place, stumble), f"at '{end}' there is no step '{stumble}'", "follow the tree from its start")
            elif end != practice.outcome:
                yield Finding(scenario.document, place, f"the path ends at '{end}', not at '{practice.outcome}'", "correct the path or the outcome")


RULES = [
    every_answer_leads_somewhere,
    every_node_is_reachable,
    no_path_goes_in_a_circle,
    node_ids_differ,
    not_sure_is_reserved,
    answers_do_not_repeat,
    answers_make_a_difference,
    practice_paths_end_where_they_say,
]
