"""Mistakes seeded into copies of the real data are each reported with the right file and line."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook_site.problems import Problem

MISTAKES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "seeded_mistakes.yaml").read_text(encoding="utf-8"))


def test_there_are_at_least_forty() -> None:
    assert len(MISTAKES) >= 40


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: f"{mistake['rule']}-{MISTAKES.index(mistake)}")
def test_a_seeded_mistake_is_found_where_it_stands(real_copy: Path, problems_of: Callable[[Path], list[Problem]], mistake: dict[str, Any]) -> None:
    path = real_copy / mistake["file"]
    text = path.read_text(encoding="utf-8")
    match = re.search(mistake["find"], text)
    assert match, "the seeded mistake no longer fits its file"
    path.write_text(text[: match.start()] + match.expand(mistake["with"]) + text[match.end() :], encoding="utf-8")
    line = text[: match.start()].count("\n") + 1
    found = [problem for problem in problems_of(real_copy) if problem.rule == mistake["rule"] and problem.file == mistake["file"]]
    assert found, f"not reported by {mistake['rule']}"
    if mistake.get("down", 0) is not None:  # without it, the line is that of the record around what is missing
        assert line + mistake.get("down", 0) in {problem.line for problem in found}, [str(problem) for problem in found]
