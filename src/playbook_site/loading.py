"""Read everything below ``data/`` into the model. Nothing else in the package reads data files."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from playbook_site import model
from playbook_site.documents import Document, read
from playbook_site.finder.sources import Sources, gather
from playbook_site.guard_model import GuardRules, LanguageExamples
from playbook_site.problems import BrokenData, Problem
from playbook_site.schema_problems import schema_problem

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
    guard: GuardRules
    finder: Sources
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
            self.problems += [schema_problem(document, kind, dict(detail)) for detail in error.errors(include_url=False)]
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
    guard = _guard(loader, data)
    finder = gather(lambda path, kind: loader.parse(path, kind)[0], data / "finder")
    holding = _scenario(loader, data / "holding" / "holding.yaml", "holding", "holding", model.SharedReplies)
    interface = {language: _interface(loader, language) for language in SITE_LANGUAGES}
    files = [loader.parse(path, model.FactFile)[0] for path in sorted((data / "facts").glob("*.yaml"))]
    scenarios = _scenarios(loader, catalogue) if catalogue else {}
    if not (catalogue and vocabulary and policy and glossary and guard and finder and deadlines and holding):
        raise BrokenData(loader.problems)
    facts = {fact.id: fact for file in files if file for fact in file.facts}
    read_on = {fact.id: file.read_on for file in files if file for fact in file.facts}
    clocks = {deadline.id: deadline for deadline in deadlines.deadlines}
    today = today or datetime.date.today()
    return Data(root, catalogue, vocabulary, policy, scenarios, holding, facts, read_on, clocks, glossary, guard, finder,
                interface, loader.documents, loader.problems, today)  # fmt: skip


@lru_cache(maxsize=1)
def load_project() -> Data:
    """This project's data, read once per process."""
    return load(ROOT)


def _guard(loader: _Loader, data: Path) -> GuardRules | None:
    rules, _ = loader.parse(data / "guard.yaml", GuardRules)
    files = {path.stem: loader.parse(path, LanguageExamples)[0] or {} for path in sorted((data / "guard").glob("*.yaml"))}
    return rules.model_copy(update={"examples": files}) if rules else None


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
