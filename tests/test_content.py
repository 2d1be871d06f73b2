"""The content is complete: every scenario by its id, and every point of the source articles in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook_site.checks import problems
from playbook_site.loading import Data, load_project
from playbook_site.model import Checklist, Playbook
from playbook_site.problems import Problem

SEED = [
    "address-change-before-dispatch",
    "address-change-after-dispatch",
    "cancel-before-dispatch",
    "cancel-after-dispatch",
    "where-is-my-order",
    "tracking-not-updating",
    "not-received",
    "no-tracking-available",
    "defective-item",
    "how-to-use",
    "unfounded-complaint",
    "not-as-described",
    "counterfeit-claim-authorised",
    "counterfeit-claim-unauthorised",
    "return-address-overseas",
    "replacement-request",
    "dispute-opened",
    "dispute-escalated",
    "fba-issue",
    "dispute-withdrawal",
    "listing-accuracy",
    "pre-dispatch-inspection",
    "packaging",
    "shipping-method-choice",
    "brand-authorisation-file",
    "proactive-updates",
    "evidence-keeping",
]
ADVICE: dict[str, list[dict[str, Any]]] = yaml.safe_load((Path(__file__).parent / "source_advice.yaml").read_text(encoding="utf-8"))
SCENARIOS = load_project().scenarios
PLANNED = {entry.id for family in load_project().catalogue.families for entry in family.playbooks if entry.planned}


@pytest.fixture(scope="module")
def found(data: Data) -> list[Problem]:
    return problems(data)


@pytest.mark.parametrize("id", SCENARIOS)
def test_a_scenario_passes_every_check(data: Data, found: list[Problem], id: str) -> None:
    folder = data.scenarios[id].document.file.rsplit("/", 1)[0]
    assert [str(problem) for problem in found if problem.file.startswith(folder + "/")] == []


def test_the_rest_of_the_data_passes_every_check(found: list[Problem]) -> None:
    assert [str(problem) for problem in found if not problem.file.startswith("data/playbooks/")] == []


@pytest.mark.parametrize("id", SEED)
def test_a_scenario_of_the_source_articles_has_a_page(id: str) -> None:
    assert id in SCENARIOS


@pytest.mark.parametrize("id", SEED)
def test_a_seed_scenario_is_complete(data: Data, id: str) -> None:
    scenario = data.scenarios[id]
    page = scenario.page
    assert len(page.practice) >= 3  # type: ignore[union-attr]
    assert page.facts and page.related  # type: ignore[union-attr]
    assert set(scenario.replies) >= set(data.vocabulary.required_reply_languages) or not page.replies
    if isinstance(page, Playbook):
        assert page.not_when and len(page.check_first) >= 3
        assert len(page.tree.questions) >= 2 and len(page.tree.outcomes) >= 3
        assert len(page.replies) >= 2


def test_there_are_sixty_replies_or_more(data: Data) -> None:
    assert sum(len(scenario.page.replies) for scenario in data.scenarios.values()) >= 60


def test_the_catalogue_holds_all_scenarios_by_their_permanent_ids() -> None:
    assert len(set(SCENARIOS) | PLANNED) == 66
    assert set(SCENARIOS) & PLANNED == set()


def at(record: Any, place: str) -> Any:
    """What stands at a dotted place of a page's YAML; numbers index lists."""
    for step in place.split("."):
        record = record[int(step)] if isinstance(record, list) else record[step]
    return record


def words(record: Any, language: str) -> str:
    """All text of one language below a place."""
    if isinstance(record, dict):
        return " ".join(words(value, language) for key, value in record.items() if key == language or key not in ("en", "zh"))
    if isinstance(record, list):
        return " ".join(words(value, language) for value in record)
    return str(record)


def test_all_thirty_three_points_of_the_articles_have_a_place() -> None:
    assert set(ADVICE) == {f"S{number}" for number in range(1, 34)}


PLACES = [(point, place) for point, places in ADVICE.items() for place in places]


@pytest.mark.parametrize(("point", "place"), PLACES, ids=[f"{point}-{place.get('id', place.get('file'))}" for point, place in PLACES])
def test_a_point_of_the_articles_is_recognisable_in_its_place(data: Data, point: str, place: dict[str, Any]) -> None:
    for language in ("en", "zh"):
        if "file" in place:  # a hand-written page
            text = (data.root / "docs" / language / place["file"]).read_text(encoding="utf-8")
        elif "family" in place:
            family = data.families[place["family"]]
            text = getattr(family, place["at"])[language]
        else:
            text = words(at(data.scenarios[place["id"]].document.data, place["at"]), language)
        for word in place[language]:
            assert word.lower() in text.lower(), f"{point}: {language} text at {place} does not speak of '{word}'"


def test_checklists_prevent_and_playbooks_answer(data: Data) -> None:
    for scenario in data.scenarios.values():
        assert isinstance(scenario.page, Checklist) == (data.families[scenario.family].kind == "checklist")
