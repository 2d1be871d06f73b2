"""The finder on the project's own queries: good enough, honest, small, and safe first. Floors are a little below what was reached."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from playbook_site.finder import bench, index
from playbook_site.finder.documents import documents
from playbook_site.finder.latency import made_up
from playbook_site.loading import Data

QUERIES = Path(__file__).parent / "finder"
KINDS = {"keywords", "typo", "abbreviation", "pinyin", "mixed", "agent-question", "buyer-message"}


def lines(name: str) -> list[dict[str, Any]]:
    return bench.read_lines(QUERIES / f"{name}.jsonl")


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return bench.quality(lines("queries"), lines("negatives"))


def test_the_query_set_is_large_varied_and_covers_every_page(data: Data) -> None:
    queries = lines("queries")
    assert len(queries) >= 400 and len(lines("negatives")) >= 60
    assert {line["kind"] for line in queries} == KINDS
    assert {"en", "zh", "es", "pt", "fr", "de", "ru", "it"} <= {line["lang"] for line in queries}
    assert set(data.scenarios) <= {id for line in queries for id in line["expect"]}


def test_no_query_is_copied_from_the_pages(data: Data) -> None:
    known = {wording.casefold() for scenario in data.scenarios.values() for said in scenario.page.buyer_says.values() for wording in said}  # type: ignore[union-attr]
    known |= {scenario.page.title[language].casefold() for scenario in data.scenarios.values() for language in ("en", "zh")}  # type: ignore[union-attr]
    assert [line["q"] for line in lines("queries") + lines("unseen") if line["q"].casefold() in known] == []


def test_the_finder_has_not_learnt_the_messages_it_is_judged_by(data: Data) -> None:
    learnt = {wording.casefold() for languages in data.finder.wordings.values() for wordings in languages.values() for wording in wordings}
    messages = [line["q"] for line in lines("queries") + lines("unseen") if line["kind"] == "buyer-message"]
    assert [message for message in messages if message.casefold() in learnt] == []


def test_the_right_scenario_is_first_or_among_the_first_three(report: dict[str, Any]) -> None:
    assert report["overall"]["hit@1"] >= 0.9
    assert report["overall"]["hit@3"] >= 0.97


def test_pasted_messages_find_their_scenario(report: dict[str, Any]) -> None:
    assert report["by_kind"]["buyer-message"]["hit@3"] >= 0.97


def test_chinese_and_mixed_queries_do_no_worse_than_english(report: dict[str, Any]) -> None:
    for language in ("zh", "mixed"):
        assert report["by_lang"][language]["hit@3"] >= report["by_lang"]["en"]["hit@3"] - 0.01


def test_queries_nobody_tuned_on_do_as_well() -> None:
    held = bench.quality([line for line in lines("queries") if line.get("held")], [])
    assert held["overall"]["hit@3"] >= 0.93


def test_queries_by_other_hands_do_nearly_as_well() -> None:
    unseen = bench.quality(lines("unseen"), [])
    assert unseen["overall"]["hit@1"] >= 0.87
    assert unseen["overall"]["hit@3"] >= 0.965


def test_what_matches_nothing_gets_no_confident_answer(report: dict[str, Any]) -> None:
    assert report["negatives"]["confident"] <= 0.05


def test_the_index_is_small(report: dict[str, Any]) -> None:
    assert report["index_bytes"]["gzip"] <= 4096 * report["index_bytes"]["scenarios_with_page"]


def test_a_danger_is_raised_and_harmless_words_are_not() -> None:
    texts = lines("dangers")
    found = [{danger["id"] for danger in answer["dangers"]} for answer in bench.search(line["q"] for line in texts)]
    real = [line["danger"] in raised for line, raised in zip(texts, found, strict=True) if line["danger"]]
    false = [bool(raised) for line, raised in zip(texts, found, strict=True) if not line["danger"]]
    assert sum(real) / len(real) >= 0.75
    assert sum(false) / len(false) <= 0.15


def test_several_matters_are_shown_together(data: Data) -> None:
    texts = [line for line in lines("several") if set(line["expect_all"]) <= set(data.scenarios)]
    answers = bench.search(line["q"] for line in texts)
    together = [{id for group in answer["matters"] for id in group} | {result["id"] for result in answer["results"]} for answer in answers]
    whole = [set(line["expect_all"]) <= shown for line, shown in zip(texts, together, strict=True)]
    assert sum(whole) / len(whole) >= 0.6


def test_an_empty_or_absurd_text_is_answered_with_silence() -> None:
    for text in ("", "   ", "\u200b", "qqqq zzzz xxxx", "🎉🎉🎉", "1234567890"):
        assert bench.search([text])[0]["verdict"] != "one", text


def test_the_index_grows_no_faster_than_the_catalogue(data: Data) -> None:
    import random

    gathered = documents(data, data.finder)
    luck = random.Random(3)

    def size(more: int) -> int:
        made = [made_up(luck, luck.choice(gathered["scenarios"]), number) for number in range(more)]
        return len(gzip.compress(json.dumps(index.index_of(gathered | {"scenarios": gathered["scenarios"] + made})).encode()))

    small, large = size(600), size(1200)
    assert large <= small * 2.2


def test_pages_load_what_searching_needs_and_nothing_that_only_building_needs(data: Data) -> None:
    loaded = {line.strip().removeprefix("- logic/") for line in (data.root / "base.yml").read_text(encoding="utf-8").splitlines() if "- logic/" in line}
    assert set(index.SEARCHING) <= loaded
    assert not (set(index.BUILDING) - set(index.READING)) & loaded
