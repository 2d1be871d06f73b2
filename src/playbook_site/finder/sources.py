"""Read ``data/finder/`` into its model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from playbook_site.documents import place_name, read
from playbook_site.finder.model import Bound, DangerFile, Synonyms, WordingFile
from playbook_site.problems import BrokenData, Problem

FOLDER = Path("data") / "finder"


@dataclass(frozen=True)
class Sources:
    """What the finder knows besides the pages."""

    synonyms: Synonyms
    dangers: DangerFile
    bound: Bound
    wordings: dict[str, dict[str, list[str]]]  # scenario id, or "none" -> language -> wordings


def load_sources(root: Path) -> Sources:
    """Everything below ``data/finder``. Raises BrokenData naming file and line if a file breaks its schema."""
    folder = root / FOLDER
    wordings: dict[str, dict[str, list[str]]] = {}
    for path in sorted((folder / "wordings").glob("*.yaml")):
        for id, languages in _parse(path, root, WordingFile).items():
            for language, lines in languages.items():
                wordings.setdefault(id, {}).setdefault(language, []).extend(filter(None, map(str.strip, lines.splitlines())))
    parsed = (_parse(folder / f"{name}.yaml", root, kind) for name, kind in (("synonyms", Synonyms), ("dangers", DangerFile), ("platforms", Bound)))
    return Sources(*parsed, wordings)


def _parse(path: Path, root: Path, kind: Any) -> Any:
    document, problems = read(path, root)
    if problems:
        raise BrokenData(problems)
    try:
        return TypeAdapter(kind).validate_python(document.data, strict=True)
    except ValidationError as error:
        raise BrokenData([_problem(document.file, document, detail) for detail in error.errors(include_url=False)]) from error


def _problem(file: str, document: Any, detail: Any) -> Problem:
    place = tuple(step for step in detail["loc"] if step != "[key]")
    return Problem(file, document.line(place), place_name(place), detail["msg"], "see the comment at the top of the file", "finder-schema")
