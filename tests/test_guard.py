"""The platform guard, run in an embedded V8 over the project's own corpus, disguises, long input and the shipped replies."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from playbook_site.checks.reply_rules import replies_keep_the_platforms_rules
from playbook_site.guard import check_text, engine_for, examples, families_in
from playbook_site.guard_bench import flagged, score
from playbook_site.loading import load_project

CORPUS = Path(__file__).parent / "guard"
FAMILIES = sorted(path.stem for path in CORPUS.glob("*.jsonl"))
RULES = load_project().guard

DISGUISES = [
    ("en", "contact", "Write to me on w h a t s a p p today."),
    ("en", "contact", "Find us on wh4ts4pp, it is quicker."),
    ("en", "contact", "Find us on W.h.a.t.s.A.p.p, it is quicker."),
    ("en", "contact", "Find us on ＷｈａｔｓＡｐｐ, it is quicker."),
    ("en", "contact", "Find us on whаtsаpp, it is quicker."),
    ("en", "contact", "Find us on what\u200bsapp, it is quicker."),
    ("zh", "contact", "请加微♥信，客服马上回复。"),
    ("en", "contact", "Mail lin (at) shop (dot) com for the manual."),
    ("en", "contact", "Call one three eight one two three four five six seven eight."),
    ("en", "link", "See bright-lamp . com for the manual."),
    ("en", "link", "See brightlamp (dot) shop for the manual."),
    ("en", "review-steering", "Please leave us ⭐⭐⭐⭐⭐ on the product page."),
    ("en", "off-platform-payment", "We refund you by P@yPal tonight."),
]
LONG = {
    "one letter": "a",
    "dots": "a.",
    "single letters with gaps": "a b ",
    "brackets": "((((a",
    "half an address": "a@a.",
    "digits": "1 ",
    "negations": "不要",
    "bargains": "leave a good review for a refund if you ",
    "requests": "please close the dispute once you withdraw the claim ",
    "mixed alphabets": "aаβ",
    "letters that unfold": "\ufdfa",
    "stars": "★",
}


@lru_cache(maxsize=1)
def rows() -> tuple[dict[str, Any], ...]:
    """Every line of the corpus with the family of its file and the families flagged."""
    lines = [json.loads(line) | {"file": family} for family in FAMILIES for line in (CORPUS / f"{family}.jsonl").read_text(encoding="utf-8").splitlines()]
    return tuple(flagged(lines))


@lru_cache(maxsize=1)
def numbers() -> dict[str, dict[str, float]]:
    return score(list(rows()), "family")


def refused(text: str, language: str, platform: str | None, allow: Sequence[str] = ()) -> list[str]:
    """The families for which copying is refused; a mere warning is none of them."""
    return families_in(found for found in check_text(RULES, text, language, platform, allow) if found.severity == "block")


def test_the_corpus_has_a_file_for_every_family() -> None:
    assert sorted(family.id for family in RULES.families) == FAMILIES


@pytest.mark.parametrize("family", FAMILIES)
def test_nearly_every_violation_is_found(family: str) -> None:
    assert numbers()[family]["recall"] >= 0.95


@pytest.mark.parametrize("family", FAMILIES)
def test_few_clean_texts_are_flagged(family: str) -> None:
    assert numbers()[family]["false_alarms"] <= 0.05


@pytest.mark.parametrize("family", FAMILIES)
def test_copying_is_refused_for_few_clean_texts_close_to_the_rule(family: str) -> None:
    close = [row for row in rows() if row["file"] == family and not row["violates"]]
    assert sum(bool(refused(row["text"], row["lang"], row["platform"])) for row in close) <= 0.05 * len(close)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_forty_violations_and_forty_clean_texts_close_to_it(family: str) -> None:
    own = [row for row in rows() if row["file"] == family]
    assert sum(family in row["violates"] for row in own) >= 40
    assert sum(not row["violates"] for row in own) >= 40


ALONE = """playbook.guard.checkAlone = (id, text, options) => {
  globalThis.guardEngine ??= playbook.guard.open(globalThis.guardRules);
  const rules = { ...guardRules, rules: guardRules.rules.filter((rule) => rule.id === id) };
  return playbook.guard.check({ ...guardEngine, rules, likeness: null }, text, options);
}"""


@pytest.mark.parametrize("rule", [rule.id for rule in RULES.rules])
def test_a_rule_alone_fires_on_a_line_of_the_corpus(rule: str) -> None:
    family = next(one.family for one in RULES.rules if one.id == rule)
    engine = engine_for(RULES)
    engine.run(ALONE)
    calls = [(rule, row["text"], {"platform": row["platform"], "language": row["lang"]}) for row in rows() if family in row["violates"]]
    assert any(engine.call_each("guard.checkAlone", calls))


# Texts by other hands, from which nothing was learnt: least share found of a family, most false alarms. Devious ones hide what they want.
UNSEEN = {"plain": (0.9, 0.06), "devious": (0.75, 0.07)}


@lru_cache(maxsize=2)
def unseen(name: str) -> dict[str, dict[str, float]]:
    lines = (CORPUS / "unseen" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return score(flagged([json.loads(line) for line in lines]), "family")


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize("family", FAMILIES)
def test_texts_that_nothing_was_learnt_from_are_judged_well(name: str, family: str) -> None:
    least, most = UNSEEN[name]
    assert unseen(name)[family]["recall"] >= least
    assert unseen(name)[family]["false_alarms"] <= most


def test_no_text_of_the_corpora_is_an_example() -> None:
    learnt = {example["text"] for example in examples(RULES)}
    tested = {json.loads(line)["text"] for path in CORPUS.rglob("*.jsonl") for line in path.read_text(encoding="utf-8").splitlines()}
    assert learnt and not learnt & tested


def test_what_only_reads_like_a_breach_is_a_warning() -> None:
    (found,) = check_text(RULES, "It would be a shame if your neighbours heard what kind of customer you are.", "en", None)
    assert (found.family, found.rule, found.severity) == ("threat", "likeness", "warn")


def test_rules_without_examples_still_find_what_they_name() -> None:
    bare = RULES.model_copy(update={"examples": {}})
    assert families_in(check_text(bare, "Write to me on WhatsApp.", "en", None)) == ["contact"]


@pytest.mark.parametrize(("language", "family", "text"), DISGUISES)
def test_a_disguise_is_seen_through(language: str, family: str, text: str) -> None:
    assert family in families_in(check_text(RULES, text, language, None))


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("length", [1_000, 100_000])
def test_long_input_does_not_hang_the_page(name: str, length: int) -> None:
    text = (LONG[name] * length)[:length]
    started = time.monotonic()
    check_text(RULES, text, None, None)
    assert time.monotonic() - started < 5


def test_a_finding_names_its_place_in_the_text() -> None:
    text = "Thank you. 😀 Please write to lin@bright-lamp.com today."
    (found,) = check_text(RULES, text, "en", None)
    assert text.encode("utf-16-le")[2 * found.start : 2 * found.end].decode("utf-16-le") == found.excerpt == "lin@bright-lamp.com"


def test_a_field_value_that_is_allowed_is_no_phone_number() -> None:
    text = "It is on its way: +49 151 2345 6789."
    assert refused(text, "en", None) == ["contact"]
    assert refused(text, "en", None, ["+49 151 2345 6789"]) == []


@pytest.mark.parametrize(("platform", "flags"), [("ebay", []), ("etsy", ["link"])])
def test_only_the_platforms_own_pages_may_be_named(platform: str, flags: list[str]) -> None:
    assert refused("Please open www.ebay.com/orders once more.", "en", platform) == flags


def test_every_shipped_reply_is_clean() -> None:
    assert [str(finding) for finding in replies_keep_the_platforms_rules(load_project())] == []
