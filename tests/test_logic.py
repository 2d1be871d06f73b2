"""The browser's pure logic, run in an embedded V8 on the same vectors that any other implementation would have to pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from playbook_site.browser_logic import BrowserLogic, logic

VECTORS = Path(__file__).parent / "vectors"


def vectors(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def engine() -> BrowserLogic:
    return logic("namespace", "path", "fields", "reply", "clock")


@pytest.mark.parametrize("case", vectors("fields"), ids=lambda case: f"{case['field']['kind']}:{case['value'][:20]}")
def test_a_field_says_what_is_wrong_with_its_value(engine: BrowserLogic, case: dict[str, Any]) -> None:
    assert engine.call("fields.problem", case["field"], case["value"]) == case["problem"]


@pytest.mark.parametrize(("fragment", "wanted"), vectors("path")["read"])
def test_an_address_names_a_path_a_step_or_nothing(engine: BrowserLogic, fragment: str, wanted: Any) -> None:
    assert engine.call("path.read", fragment) == wanted


@pytest.mark.parametrize(("steps", "wanted"), vectors("path")["walk"])
def test_a_path_is_followed_as_far_as_it_fits(engine: BrowserLogic, steps: Any, wanted: Any) -> None:
    assert engine.call("path.walk", vectors("path")["tree"], steps) == wanted


@pytest.mark.parametrize(("node", "wanted"), vectors("path")["open"])
def test_open_questions_are_those_still_ahead(engine: BrowserLogic, node: str, wanted: Any) -> None:
    assert engine.call("path.openQuestions", vectors("path")["tree"], node) == wanted


@pytest.mark.parametrize("steps", [case[0] for case in vectors("path")["walk"] if case[1]["fits"]])
def test_a_written_path_reads_back_as_itself(engine: BrowserLogic, steps: Any) -> None:
    assert engine.call("path.read", engine.call("path.write", steps)) == {"kind": "path", "steps": steps}


@pytest.mark.parametrize(("value", "kind", "language", "wanted"), vectors("reply")["written"])
def test_values_are_written_as_the_language_writes_them(engine: BrowserLogic, value: str, kind: str, language: str, wanted: str) -> None:
    assert engine.call("reply.written", value, kind, language) == wanted


@pytest.mark.parametrize(("text", "language", "wanted"), vectors("reply")["tidy"])
def test_copied_text_has_single_spaces_and_none_before_punctuation(engine: BrowserLogic, text: str, language: str, wanted: str) -> None:
    assert engine.call("reply.tidy", text, language) == wanted


def test_a_value_that_looks_like_a_placeholder_is_not_read_again(engine: BrowserLogic) -> None:
    assert engine.call("reply.fill", "{a} and {b}", {"a": "{b}", "b": "x"}) == "{b} and x"


def test_every_postal_check_digit_but_one_is_refused(engine: BrowserLogic) -> None:
    right = [digit for digit in range(10) if engine.call("fields.postalNumberIsRight", f"RR47312482{digit}GB")]
    assert right == [9]
