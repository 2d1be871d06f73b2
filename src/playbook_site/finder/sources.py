"""What stands below ``data/finder/``, put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook_site.finder.model import Bound, DangerFile, Synonyms, WordingFile


@dataclass(frozen=True)
class Sources:
    """What the finder knows besides the pages."""

    synonyms: Synonyms
    dangers: DangerFile
    bound: Bound
    wordings: dict[str, dict[str, list[str]]]  # scenario id, or "none" -> language -> wordings


def gather(parse: Callable[[Path, Any], Any], folder: Path) -> Sources | None:
    """Everything below ``data/finder``, read with ``parse(path, kind)``; None if a file cannot be used."""
    wordings: dict[str, dict[str, list[str]]] = {}
    for path in sorted((folder / "wordings").glob("*.yaml")):
        for id, languages in (parse(path, WordingFile) or {}).items():
            for language, lines in languages.items():
                wordings.setdefault(id, {}).setdefault(language, []).extend(filter(None, map(str.strip, lines.splitlines())))
    synonyms, dangers, bound = (parse(folder / f"{name}.yaml", kind) for name, kind in (("synonyms", Synonyms), ("dangers", DangerFile), ("scenarios", Bound)))
    return Sources(synonyms, dangers, bound, wordings) if synonyms and dangers and bound else None
