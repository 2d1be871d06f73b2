"""The format described from the model itself: JSON Schema for editors, field tables for authors."""

from __future__ import annotations

import json
import types
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

from playbook_site import model

SCHEMAS: dict[str, Any] = {
    "catalogue": model.Catalogue,
    "playbook": model.Playbook,
    "checklist": model.Checklist,
    "holding": model.SharedReplies,
    "replies": dict[model.Id, model.Reply],
    "facts": model.FactFile,
    "deadlines": model.DeadlineFile,
    "glossary": model.Glossary,
    "policy": model.Policy,
    "vocabulary": model.Vocabulary,
}


class FieldRow(NamedTuple):
    """One key of a record as authors see it."""

    name: str
    type: str
    required: bool
    description: str


class RecordTable(NamedTuple):
    """One record of the format with its keys."""

    name: str
    description: str
    rows: list[FieldRow]


def schema_texts() -> dict[str, str]:
    """File name -> JSON Schema of every kind of data file."""
    return {f"{name}.schema.json": _schema_text(name, kind) for name, kind in SCHEMAS.items()}


def _schema_text(name: str, kind: Any) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name} | TypeAdapter(kind).json_schema()
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def field_tables() -> list[RecordTable]:
    """Every record of the format, in the order in which the model defines them."""
    records = [record for record in vars(model).values() if isinstance(record, type) and issubclass(record, model.Strict) and record.model_fields]
    return [RecordTable(record.__name__, _first_sentence(record), _rows(record)) for record in records]


def _first_sentence(record: type[BaseModel]) -> str:
    return (record.__doc__ or "").strip().split("\n\n")[0].replace("`", "")


def _rows(record: type[BaseModel]) -> list[FieldRow]:
    return [FieldRow(name, type_name(info.annotation), info.is_required(), (info.description or "").replace("`", "")) for name, info in record.model_fields.items()]


def type_name(annotation: Any) -> str:
    """An annotation as an author would say it: ``list of Text``, ``Id: Answer``, ``one of now, today``."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return type_name(inner[0])
    if origin is list:
        return f"list of {type_name(inner[0])}"
    if origin is dict:
        return f"{type_name(inner[0])}: {type_name(inner[1])}"
    if origin is Literal:
        return "one of " + ", ".join(str(value) for value in inner)
    if origin in (Union, types.UnionType):
        return " or ".join(type_name(option) for option in inner if option is not type(None))
    name = str(annotation.__name__)
    return {"str": "text", "int": "whole number", "float": "number", "bool": "true or false", "date": "date"}.get(name, name)
