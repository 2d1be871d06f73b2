"""Lay a decision tree out as a picture: columns by depth, answers as rows inside their question, lines to what follows.

Only positions are computed here; the template ``tree-picture.html.jinja`` draws them. All lengths are SVG user units.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from playbook_site import tree as trees
from playbook_site.model import Tree

BOX_WIDTH, COLUMN_GAP, ROW_GAP, PADDING = 220, 56, 18, 10
LINE_HEIGHT, ANSWER_HEIGHT = 18, 22
WIDE, NARROW = 13.0, 6.7  # estimated advance of a Han character and of a Latin one at 13 units


@dataclass
class Box:
    """A question or an outcome: its place, its wrapped title, and for questions its answers."""

    id: str
    is_question: bool
    title: list[str]
    answers: list[tuple[str, str, list[str]]] = field(default_factory=list)  # (answer id, target, wrapped label)
    x: float = 0
    y: float = 0

    @property
    def answer_tops(self) -> list[float]:
        """Where each answer's row starts, measured from the box's top."""
        top: float = PADDING * 2 + LINE_HEIGHT * len(self.title)
        tops: list[float] = []
        for _, _, label in self.answers:
            tops.append(top)
            top += ANSWER_HEIGHT + LINE_HEIGHT * (len(label) - 1)
        return tops

    @property
    def height(self) -> float:
        rows = sum(ANSWER_HEIGHT + LINE_HEIGHT * (len(label) - 1) for _, _, label in self.answers)
        return PADDING * 2 + LINE_HEIGHT * len(self.title) + (rows + PADDING / 2 if rows else 0)


@dataclass(frozen=True)
class Picture:
    """A laid-out tree: boxes, and lines as (x1, y1, x2, y2)."""

    width: float
    height: float
    boxes: list[Box]
    lines: list[tuple[float, float, float, float]]


def text_width(text: str) -> float:
    """The estimated width of a text at the picture's font size."""
    return sum(WIDE if unicodedata.east_asian_width(letter) in "WF" else NARROW for letter in text)


def wrap(text: str, width: float = BOX_WIDTH - 2 * PADDING) -> list[str]:
    """A text cut into lines that fit; Latin words stay whole, Han characters may part anywhere."""
    lines = [""]
    for piece in re.findall(r"[^\s\u3000-\u9fff\uff00-\uffef]+\s*|[\u3000-\u9fff\uff00-\uffef]|\s+", text):
        if lines[-1] and text_width((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def draw(tree: Tree, language: str, inline: dict[str, str] | None = None) -> Picture:
    """The picture of a tree in a site language. ``inline`` gives the words for marks such as ``{policy.name}``."""
    boxes = {node: _box(tree, node, language, inline or {}) for node in _in_order(tree)}
    for node, depth in trees.depth(tree).items():
        boxes[node].x = depth * (BOX_WIDTH + COLUMN_GAP)
    _stack(boxes)
    lines = [
        (box.x + BOX_WIDTH, box.y + top + ANSWER_HEIGHT / 2, boxes[target].x, boxes[target].y + PADDING + LINE_HEIGHT / 2)
        for box in boxes.values()
        for top, (_, target, _) in zip(box.answer_tops, box.answers, strict=True)
    ]
    width = max(box.x for box in boxes.values()) + BOX_WIDTH
    return Picture(width, max(box.y + box.height for box in boxes.values()), list(boxes.values()), lines)


def _box(tree: Tree, node: str, language: str, inline: dict[str, str]) -> Box:
    if node in tree.outcomes:
        return Box(node, False, wrap(_said(tree.outcomes[node].title[language], inline)))
    question = tree.questions[node]
    answers = [(id, answer.goes_to, wrap(_said(answer.label[language], inline))) for id, answer in question.answers.items()]
    return Box(node, True, wrap(_said(question.ask[language], inline)), answers)


def _said(text: str, inline: dict[str, str]) -> str:
    text = re.sub(r"\s*\[\[[^\]]+\]\]", "", text)
    return re.sub(r"\{policy\.([^}]+)\}", lambda match: inline.get(match[1], match[1]), text)


def _in_order(tree: Tree) -> list[str]:
    """Nodes as a reader meets them, first answer first."""
    order: list[str] = []
    waiting = [tree.start]
    while waiting:
        node = waiting.pop()
        if node not in order:
            order.append(node)
            waiting += reversed(trees.next_nodes(tree, node))
    return order


def _stack(boxes: dict[str, Box]) -> None:
    """Stack the boxes of each column, each no higher than the row that leads to it."""
    floor: dict[float, float] = {}
    for box in boxes.values():
        wanted = min((parent.y + top for parent in boxes.values() if parent.x < box.x
                      for top, (_, target, _) in zip(parent.answer_tops, parent.answers, strict=True) if target == box.id), default=0.0)  # fmt: skip
        box.y = max(floor.get(box.x, 0.0), wanted - PADDING if wanted else 0.0)
        floor[box.x] = box.y + box.height + ROW_GAP
