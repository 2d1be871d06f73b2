"""No reply can be copied half filled: every reply in every language against two hundred random partial fills."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from playbook_site.browser_logic import BrowserLogic, logic
from playbook_site.checks.finding import pages_and_holding
from playbook_site.checks.reply_rules import placeholders
from playbook_site.loading import Data, load_project

FILLS = 200
REPLIES = [(scenario, id) for scenario in pages_and_holding(load_project()) for id in scenario.page.replies]
GOOD = {
    "text": ["Maria", "  Ana  María ", "Jo", "O'Neil", "蓝色水壶", "x-1"],
    "long-text": ["12 Dock Road\n\nLondon", "Calle Mayor 5,  Madrid", "1. Press.\n2. Wait."],
    "personal-line": ["You wrote that it is a gift", "I saw the photo .", "我看到照片了", "Is it the left one ?"],
    "date": ["2026-12-05", "2027-01-01"],
    "money": ["18.50 USD", "7 EUR", "1200,5 GBP"],
    "carrier": ["DHL", "YunExpress"],
    "tracking-number": ["RR473124829GB", "1Z999AA10123456784"],
    "order-number": ["112-3456789-1234567", "8176543210987654"],
    "platform": ["eBay", "AliExpress"],
}
BAD = ["", " ", "\u200b", "\t\n", "{buyer_name}", "{{x}}", "[name]", ".", "-", "—"]


@pytest.fixture(scope="module")
def engine() -> BrowserLogic:
    return logic("namespace", "fields", "reply")


def random_fill(names: list[str], kinds: dict[str, str], luck: random.Random) -> tuple[dict[str, str], set[str]]:
    """Values for some of the blanks, and the names of those that were left empty or filled badly."""
    values, bad = {}, set()
    for name in names:
        choice = luck.random()
        if choice < 0.15:
            bad.add(name)
        elif choice < 0.3:
            values[name] = luck.choice(BAD)
            bad.add(name)
        else:
            values[name] = luck.choice(GOOD[kinds[name]])
    if luck.random() < 0.3:  # enough whole fills among the partial ones
        values, bad = {name: luck.choice(GOOD[kinds[name]]) for name in names}, set()
    return values, bad


def fault(text: str) -> str | None:
    """What must never be in a copied text."""
    patterns = {
        "an unfilled blank": r"[{}\[\]]",
        "a doubled space": r"  |\u3000\u3000",
        "a space before punctuation": r" [,.;:!?，。；：！？]",
        "an empty salutation": r"^(Hello|Hola|Olá|Bonjour|Guten Tag|Hallo|Здравствуйте)?[\s,，:!]*$",
        "an empty line too many": r"\n\n\n",
    }
    for name, pattern in patterns.items():
        if re.search(pattern, text.split("\n")[0] if "salutation" in name else text):
            return name
    return None


@pytest.mark.parametrize(("scenario", "id"), REPLIES, ids=[id for _, id in REPLIES])
def test_only_whole_replies_can_be_copied_and_every_refusal_names_its_field(engine: BrowserLogic, data: Data, scenario: Any, id: str) -> None:
    kinds = {placeholder.id: placeholder.kind for placeholder in data.vocabulary.placeholders}
    whole = 0
    for language, replies in scenario.replies.items():
        reply = replies[id]
        names = sorted(set(placeholders(reply)))
        fields = {name: {"kind": kinds[name]} for name in names}
        luck = random.Random(f"{id}/{language}")
        fills = [random_fill(names, kinds, luck) for _ in range(FILLS)]
        words = {"subject": reply.subject, "body": reply.body}
        results = engine.call_each("reply.compose", [(words, fields, values, language) for values, _ in fills])
        for (_, bad), result in zip(fills, results, strict=True):
            assert {problem["field"] for problem in result["problems"]} == bad
            if not bad:
                whole += 1
                assert fault(result["subject"]) is None, f"{language}: {fault(result['subject'])}\n{result['subject']}"
                assert fault(result["body"]) is None, f"{language}: {fault(result['body'])}\n{result['body']}"
    assert whole >= FILLS // 10
