"""Say what pydantic found in a data file in plain words, with file, line and place."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from playbook_site.documents import Document, Place, place_name
from playbook_site.problems import Problem


def schema_problem(document: Document, kind: Any, error: dict[str, Any]) -> Problem:
    place: Place = tuple(step for step in error["loc"] if step != "[key]")
    wrong, remedy = _plain_words(error, kind)
    return Problem(document.file, document.line(place), place_name(place), wrong, remedy, "schema")


def _plain_words(error: dict[str, Any], kind: Any) -> tuple[str, str]:
    loc, context, found = error["loc"], error.get("ctx", {}), error.get("input")
    name = loc[-1] if loc else ""
    match error["type"]:
        case "missing" if name in ("en", "zh"):
            return f"the {'English' if name == 'en' else 'Chinese'} text ({name}) is missing", f"add '{name}:'"
        case "missing":
            return f"'{name}' is missing", f"add '{name}:'"
        case "extra_forbidden":
            return f"'{name}' is not a known key", "use one of " + ", ".join(_known_keys(kind, loc[:-1])) + ", or remove it"
        case "string_pattern_mismatch":
            return f"{_shown(found)} does not have the right form", f"it must match {context.get('pattern')}"
        case "string_too_short" | "too_short" | "dict_type" | "list_type" | "model_type" | "model_attributes_type":
            return f"{_shown(found)} is too little or of the wrong shape", f"{error['msg'][0].lower()}{error['msg'][1:]}"
        case "literal_error" | "enum":
            return f"{_shown(found)} is not allowed here", f"use {context.get('expected')}"
        case "string_type":
            return f"{_shown(found)} is not text", "put it in 'single quotes'"
        case _:
            return f"{_shown(found)} is not valid", f"{error['msg'][0].lower()}{error['msg'][1:]}"


def _shown(found: Any) -> str:
    text = repr(found) if isinstance(found, str) else str(found)
    return text if len(text) <= 60 else text[:57] + "..."


def _known_keys(kind: Any, loc: tuple[Any, ...]) -> list[str]:
    """The keys a record at this place may have, found by following the place through the model's schema."""
    schema = TypeAdapter(kind).json_schema()
    here: dict[str, Any] = schema
    for step in loc:
        here = _step(schema, here, step)
    return sorted(_resolved(schema, here).get("properties", {}))


def _resolved(schema: dict[str, Any], here: dict[str, Any]) -> dict[str, Any]:
    for option in here.get("anyOf", []):
        if option.get("type") != "null":
            here = option
    return dict(schema["$defs"][here["$ref"].rsplit("/", 1)[1]]) if "$ref" in here else here


def _step(schema: dict[str, Any], here: dict[str, Any], step: Any) -> dict[str, Any]:
    here = _resolved(schema, here)
    if isinstance(step, int):
        return dict(here.get("items", {}))
    patterned = next(iter(here.get("patternProperties", {}).values()), here.get("additionalProperties", {}))
    return here.get("properties", {}).get(step) or (patterned if isinstance(patterned, dict) else {})
