"""The small markup inside guidance and replies: ``[[fact-id]]``, ``{policy.name}`` and ``{placeholder}``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pydantic import BaseModel

from playbook_site.documents import Place
from playbook_site.model import Text

Kind = Literal["text", "fact", "policy", "placeholder"]
_MARK = re.compile(r"\[\[(?P<fact>[^\[\]]+)\]\]|\{policy\.(?P<policy>[^{}]+)\}|\{(?P<placeholder>[^{}]+)\}")


class Segment(NamedTuple):
    """A stretch of plain text, or a mark with the id or name inside it."""

    kind: Kind
    value: str


def segments(text: str) -> list[Segment]:
    """A text cut into plain stretches and marks, in order."""
    found, end = [], 0
    for match in _MARK.finditer(text):
        if match.start() > end:
            found.append(Segment("text", text[end : match.start()]))
        found.append(Segment(match.lastgroup, match[match.lastgroup]))  # type: ignore[arg-type,index]
        end = match.end()
    return [*found, Segment("text", text[end:])] if end < len(text) else found


def marks(text: str, kind: Kind) -> list[str]:
    """The ids or names of all marks of one kind in a text."""
    return [segment.value for segment in segments(text) if segment.kind == kind]


def plain(text: str) -> str:
    """A text without its marks, as for a search index."""
    return "".join(segment.value if segment.kind == "text" else " " for segment in segments(text))


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a reply: what stands between empty lines."""
    return [paragraph.strip() for paragraph in re.split(r"\n\s*\n", body.strip())]


def texts(record: object, place: Place = ()) -> Iterator[tuple[Place, Text]]:
    """Every pair of words for the agent inside a record, with its place."""
    if isinstance(record, Text):
        yield place, record
    for step, inner in _inside(record):
        yield from texts(inner, (*place, step))


def strings(record: object, place: Place = ()) -> Iterator[tuple[Place, str]]:
    """Every string inside a record, with its place."""
    if isinstance(record, str):
        yield place, record
    for step, inner in _inside(record):
        yield from strings(inner, (*place, step))


def _inside(record: object) -> Iterator[tuple[str | int, object]]:
    if isinstance(record, BaseModel):
        yield from ((name, getattr(record, name)) for name in type(record).model_fields)
    elif isinstance(record, dict):
        yield from record.items()
    elif isinstance(record, (list, tuple)):
        yield from enumerate(record)
