"""Strict YAML that remembers where everything stands.

YAML 1.2's idea of true, false, numbers, dates and null, and nothing more: ``yes`` and ``no`` stay words. A key that
appears twice, an anchor or an unreadable file is a problem with its line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from playbook_site.problems import Problem

Place = tuple[str | int, ...]

_BaseLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(_BaseLoader):  # type: ignore[misc]
    """PyYAML's safe loader with the implicit types of YAML 1.2 only."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}


for _tag, _pattern, _first in (
    ("bool", r"^(?:true|false)$", list("tf")),
    ("int", r"^-?(?:0|[1-9][0-9]*)$", list("-0123456789")),
    ("float", r"^-?(?:0|[1-9][0-9]*)\.[0-9]+$", list("-0123456789")),
    ("null", r"^(?:~|null|)$", ["~", "n", ""]),
    ("timestamp", r"^\d{4}-\d{2}-\d{2}$", list("0123456789")),
):
    StrictLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(_pattern), _first)


@dataclass(frozen=True)
class Document:
    """A parsed file: its path from the project root, its values, and the line of every place in it."""

    file: str
    data: Any
    lines: dict[Place, int]

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest place around it."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    def line_within(self, place: Place, piece: str) -> int:
        """The line of a piece of the text at a place; in a block scalar the text starts one line below its key."""
        value: Any = self.data
        for step in place:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return self.line(place)
        if not piece or not isinstance(value, str) or "\n" not in value or piece not in value:
            return self.line(place)
        return self.line(place) + 1 + value[: value.index(piece)].count("\n")


class _Reader:
    """Turns YAML nodes into values while noting lines and problems."""

    def __init__(self, file: str, loader: Any) -> None:
        self.file, self.loader = file, loader
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self._seen: set[int] = set()

    def value(self, node: Any, place: Place) -> Any:
        if id(node) in self._seen:
            self._complain(node, place, "an alias (*) repeats another part", "write the text out", "no-anchors")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place)
        if isinstance(node, yaml.SequenceNode):
            return [self._item(item, (*place, index)) for index, item in enumerate(node.value)]
        return self.loader.construct_object(node)

    def _mapping(self, node: Any, place: Place) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            inner = (*place, key)
            if key in values:
                self._complain(key_node, inner, f"the key '{key}' stands here a second time", "keep one of the two", "no-duplicate-keys")
            self.lines.setdefault(inner, key_node.start_mark.line + 1)
            values[key] = self.value(value_node, inner)
        return values

    def _item(self, node: Any, place: Place) -> Any:
        self.lines[place] = node.start_mark.line + 1
        return self.value(node, place)

    def _complain(self, node: Any, place: Place, wrong: str, remedy: str, rule: str) -> None:
        self.problems.append(Problem(self.file, node.start_mark.line + 1, place_name(place), wrong, remedy, rule))


def read(path: Path, root: Path) -> tuple[Document, list[Problem]]:
    """The document in a file below ``root``, with what is wrong about its YAML; its data is None if unreadable."""
    file = path.relative_to(root).as_posix()
    try:
        loader = StrictLoader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is None:
            return Document(file, None, {}), [Problem(file, 1, "", "the file is empty", "fill it or delete it", "yaml")]
        reader = _Reader(file, loader)
        return Document(file, reader.value(node, ()), reader.lines), reader.problems
    except UnicodeDecodeError as error:
        return Document(file, None, {}), [Problem(file, 1, "", f"the file is not UTF-8 (byte {error.start})", "save it as UTF-8", "yaml")]
    except ValueError as error:
        return Document(file, None, {}), [Problem(file, 1, "", f"a value cannot be read: {error}", "correct or quote it", "yaml")]
    except yaml.YAMLError as error:
        return Document(file, None, {}), [_yaml_problem(file, error)]


def _yaml_problem(file: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or str(error).splitlines()[0]
    remedy = "mend the indentation or put the value in 'single quotes' (a colon, #, [, {, % or * inside a value needs them)"
    return Problem(file, mark.line + 1 if mark else 1, "", f"the YAML cannot be read: {said}", remedy, "yaml")


def place_name(place: Place) -> str:
    """A place as people say it: keys joined, list items counted from one."""
    words: list[str] = []
    for step in place:
        if isinstance(step, int) and words:
            words[-1] += f" #{step + 1}"
        else:
            words.append(str(step))
    return " > ".join(words)
