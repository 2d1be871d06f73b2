"""What can be said of a decision tree: where its edges lead, what is reachable, where a path ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from playbook_site.model import Tree

Path = tuple[tuple[str, str], ...]  # (question id, answer id), in order


def edges(tree: Tree) -> Iterator[tuple[str, str, str]]:
    """Every (question id, answer id, node id it leads to)."""
    for question_id, question in tree.questions.items():
        for answer_id, answer in question.answers.items():
            yield question_id, answer_id, answer.goes_to


def next_nodes(tree: Tree, node: str) -> list[str]:
    """The nodes a node leads to; none from an outcome or an unknown node."""
    return [answer.goes_to for answer in tree.questions[node].answers.values()] if node in tree.questions else []


def reachable(tree: Tree, start: str | None = None) -> set[str]:
    """All nodes that a path from ``start`` can come to, itself included."""
    found, waiting = set(), [start or tree.start]
    while waiting:
        node = waiting.pop()
        if node not in found:
            found.add(node)
            waiting += next_nodes(tree, node)
    return found


def on_a_circle(tree: Tree) -> list[str]:
    """Questions that a path can come back to."""
    return [question for question in tree.questions if any(question in reachable(tree, node) for node in next_nodes(tree, question))]


def paths(tree: Tree, node: str | None = None, before: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every path from the start, with the node where it ends. The tree must have no circle."""
    node = node or tree.start
    if node not in tree.questions:
        yield before, node
        return
    for answer_id, answer in tree.questions[node].answers.items():
        yield from paths(tree, answer.goes_to, (*before, (node, answer_id)))


def walk(tree: Tree, path: Mapping[str, str]) -> tuple[str, str | None]:
    """The node where the answers lead, and the first step that does not exist or is not asked, if any."""
    node = tree.start
    for question_id, answer_id in path.items():
        if question_id != node or question_id not in tree.questions:
            return node, question_id
        if answer_id not in tree.questions[node].answers:
            return node, answer_id
        node = tree.questions[node].answers[answer_id].goes_to
    return node, None


def depth(tree: Tree) -> dict[str, int]:
    """For every reachable node the length of the longest path to it. The tree must have no circle."""
    depths = {tree.start: 0}
    waiting = [tree.start]
    while waiting:
        node = waiting.pop()
        for following in next_nodes(tree, node):
            if depths.get(following, -1) < depths[node] + 1:
                depths[following] = depths[node] + 1
                waiting.append(following)
    return depths
