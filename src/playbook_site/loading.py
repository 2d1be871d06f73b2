"""Read everything below ``data/`` into the model. Nothing else in the package reads data files."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from playbook_site import model
from playbook_site.documents import Document, Place, place_name, read
from playbook_site.problems import BrokenData, Problem

Loaded = TypeVar("Loaded")
ROOT = Path(__file__).resolve().parents[2]
SITE_LANGUAGES = ("en", "zh")
PAGE_CLASSES: dict[str, type[model.Playbook] | type[model.Checklist]] = {"playbook": model.Playbook, "checklist": model.Checklist}


@dataclass
class Scenario:
    """One scenario with its replies and the documents they were read from. ``holding`` has no page."""

    id: str
    family: str
    page: model.Playbook | model.Checklist | model.SharedReplies
    document: Document
    replies: dict[str, dict[str, model.Reply]] = field(default_factory=dict)  # language -> reply id -> words
    reply_documents: dict[str, Document] = field(default_factory=dict)  # language -> file


@dataclass
class Data:
    """Everything below ``data/``. What failed its schema is left out and stands in ``problems``."""

    root: Path
    catalogue: model.Catalogue
    vocabulary: model.Vocabulary
    policy: model.Policy
    scenarios: dict[str, Scenario]
    holding: Scenario
    facts: dict[str, model.Fact]
    read_on: dict[str, datetime.date]  # fact id -> when its sources were read
    deadlines: dict[str, model.Deadline]
    glossary: model.Glossary
    interface: dict[str, dict[str, str]]  # site language -> name -> words
    documents: dict[str, Document]  # file -> document
    problems: list[Problem]
    today: datetime.date

    @property
    def families(self) -> dict[str, model.Family]:
        return {family.id: family for family in self.catalogue.families}

    @property
    def known_ids(self) -> set[str]:
        """The ids of all scenarios, with a page or planned."""
        return {entry.id for family in self.catalogue.families for entry in family.playbooks}


class _Loader:
    """Reads files one by one and keeps every problem."""

    def __init__(self, root: Path) -> None:
        self.root, self.problems = root, []  # type: tuple[Path, list[Problem]]
        self.documents: dict[str, Document] = {}

    def document(self, path: Path) -> Document:
        document, problems = read(path, self.root)
        self.problems += problems
        self.documents[document.file] = document
        return document

    def parse(self, path: Path, kind: Any) -> tuple[Any, Document]:
        """The validated content of a file, or None with the problems noted."""
        if not path.is_file():
            file = path.relative_to(self.root).as_posix()
            self.problems.append(Problem(file, 1, "", "the file is missing", "create it", "file-exists"))
            return None, Document(file, None, {})
        document = self.document(path)
        if document.data is None:
            return None, document
        try:
            return TypeAdapter(kind).validate_python(document.data, strict=True), document
        except ValidationError as error:
            self.problems += [_schema_problem(document, kind, dict(detail)) for detail in error.errors(include_url=False)]
            return None, document


def load(root: Path = ROOT, today: datetime.date | None = None) -> Data:
    """All data below ``root``. Raises BrokenData if the catalogue, vocabulary, policy or shared files cannot be used."""
    loader = _Loader(root)
    data = root / "data"
    catalogue, _ = loader.parse(data / "playbooks.yaml", model.Catalogue)
    vocabulary, _ = loader.parse(data / "vocabulary.yaml", model.Vocabulary)
    policy, _ = loader.parse(data / "policy.yaml", model.Policy)
    glossary, _ = loader.parse(data / "glossary.yaml", model.Glossary)
    deadlines, _ = loader.parse(data / "deadlines.yaml", model.DeadlineFile)
    holding = _scenario(loader, data / "holding" / "holding.yaml", "holding", "holding", model.SharedReplies)
    interface = {language: _interface(loader, language) for language in SITE_LANGUAGES}
    files = [loader.parse(path, model.FactFile)[0] for path in sorted((data / "facts").glob("*.yaml"))]
    scenarios = _scenarios(loader, catalogue) if catalogue else {}
    if not (catalogue and vocabulary and policy and glossary and deadlines and holding):
        raise BrokenData(loader.problems)
    facts = {fact.id: fact for file in files if file for fact in file.facts}
    read_on = {fact.id: file.read_on for file in files if file for fact in file.facts}
    return Data(root, catalogue, vocabulary, policy, scenarios, holding, facts, read_on,
                {deadline.id: deadline for deadline in deadlines.deadlines}, glossary, interface, loader.documents, loader.problems, today or datetime.date.today())  # fmt: skip


@lru_cache(maxsize=1)
def load_project() -> Data:
    """This project's data, read once per process."""
    return load(ROOT)


def _interface(loader: _Loader, language: str) -> dict[str, str]:
    words: dict[str, str] = {}
    for path in sorted((loader.root / "data" / "interface").glob(f"*{language}.yaml")):
        words |= loader.parse(path, dict[model.Name, model.Words])[0] or {}
    return words


def _scenarios(loader: _Loader, catalogue: model.Catalogue) -> dict[str, Scenario]:
    found: dict[str, Scenario] = {}
    for family in catalogue.families:
        for entry in family.playbooks:
            path = loader.root / "data" / "playbooks" / family.id / entry.id / f"{family.kind}.yaml"
            if path.parent.is_dir():
                scenario = _scenario(loader, path, entry.id, family.id, PAGE_CLASSES[family.kind])
                found |= {entry.id: scenario} if scenario else {}
    return found


def _scenario(loader: _Loader, path: Path, id: str, family: str, kind: Any) -> Scenario | None:
    page, document = loader.parse(path, kind)
    replies, documents = {}, {}
    for file in sorted(path.parent.glob("replies.*.yaml")):
        language = file.name.removeprefix("replies.").removesuffix(".yaml")
        words, documents[language] = loader.parse(file, dict[model.Id, model.Reply])
        replies[language] = words or {}
    return Scenario(id, family, page, document, replies, documents) if page else None


# --- schema problems in plain words -------------------------------------------------------------------------------


def _schema_problem(document: Document, kind: Any, error: dict[str, Any]) -> Problem:
    place: Place = tuple(step for step in error["loc"] if step != "[key]")
    wrong, remedy = _plain_words(error, kind)
    return Problem(document.file, document.line(place), place_name(place), wrong, remedy, "schema")


def _plain_words(error: dict[str, Any], kind: Any) -> tuple[str, str]:
    loc, context, found = error["loc"], error.get("ctx", {}), error.get("input")
    name = loc[-1] if loc else ""
    match error["type"]:
        case "missing" if name in SITE_LANGUAGES:
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
