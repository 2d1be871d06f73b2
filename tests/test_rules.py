"""Every rule of the checks has a project that passes it and a mistake that it reports, word for word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook_site.checks import RULES
from playbook_site.checks.finding import rule_name
from playbook_site.problems import Problem

GOLDEN: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "golden" / "rules.yaml").read_text(encoding="utf-8"))
Problems = Callable[[Path], list[Problem]]


def spoil(root: Path, case: dict[str, Any]) -> None:
    """Make the mistake of a golden case."""
    path = root / case["file"]
    if "find" not in case:
        path.unlink()
        return
    text = path.read_text(encoding="utf-8")
    assert case["find"] in text, "the golden case no longer fits its file"
    path.write_text(text.replace(case["find"], case["with"], 1), encoding="utf-8")


def test_the_small_project_passes_every_rule(small: Path, problems_of: Problems) -> None:
    assert problems_of(small) == []


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['rule']}-{GOLDEN.index(case)}")
def test_a_mistake_is_reported_word_for_word(small: Path, problems_of: Problems, case: dict[str, Any]) -> None:
    spoil(small, case)
    assert case["says"] in [str(problem) for problem in problems_of(small)]


@pytest.mark.parametrize("rule", RULES, ids=rule_name)
def test_every_rule_has_a_failing_case(rule: Any) -> None:
    assert rule_name(rule) in {case["rule"] for case in GOLDEN}


def test_all_problems_come_in_one_run(small: Path, problems_of: Problems) -> None:
    names = ("replies-greet-and-sign", "guard-facts-are-known", "deadlines-can-be-counted")
    cases = [next(case for case in GOLDEN if case["rule"] == name) for name in names]
    for case in cases:
        spoil(small, case)
    found = [str(problem) for problem in problems_of(small)]
    assert [case["says"] for case in cases if case["says"] not in found] == []
