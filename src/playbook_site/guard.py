"""The platform guard: rule-breaking sentences in a filled reply. The rules are ``data/guard.yaml``; the browser's script applies them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from playbook_site.browser_logic import BrowserLogic, as_script, learnt
from playbook_site.guard_model import GuardRules, Severity
from playbook_site.model import Id

READING = ("namespace", "words", "packing", "postings", "disguise", "phrases", "addresses", "guard-survey", "guard-combining", "guard-likeness", "guard")
LEARNING = (*READING, "training", "guard-learning")
LIKENESS = "likeness"  # the rule of a finding that no rule names


class Finding(BaseModel):
    """A place in a text that breaks a rule; start and end count UTF-16 units, as the browser does."""

    family: Id
    rule: Id
    severity: Severity
    start: int
    end: int
    excerpt: str


def rules_for_browser(rules: GuardRules) -> dict[str, Any]:
    """The rules as JSON, without what is left at its default, and what was learnt from the examples."""
    return _own_rules(rules) | {"likeness": likeness(rules)}


def _own_rules(rules: GuardRules) -> dict[str, Any]:
    return rules.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def examples(rules: GuardRules) -> list[dict[str, str | None]]:
    """Every example as ``{text, language, family}``; the family of a clean one is None."""
    return [
        {"text": text.strip(), "language": language, "family": broken}
        for language, families in rules.examples.items()
        for family, written in families.items()
        for broken, texts in ((family, written.breaks), (None, written.keeps))
        for text in texts.splitlines()
        if text.strip()
    ]


def likeness(rules: GuardRules) -> dict[str, Any] | None:
    """What the examples say that breaches read like; None without examples."""
    learnt_from = examples(rules)
    return dict(learnt("guard", LEARNING, "guardLearning.learn", _own_rules(rules), learnt_from)) if learnt_from else None


_written: dict[int, tuple[GuardRules, str]] = {}  # by identity: rules are frozen, and writing them out takes longer than a check


def _as_json(rules: GuardRules) -> str:
    if id(rules) not in _written:
        if len(_written) > 1:
            _written.clear()  # a site has one set of rules; tests have many copies
        _written[id(rules)] = (rules, json.dumps(rules_for_browser(rules), sort_keys=True))
    return _written[id(rules)][1]


@lru_cache(maxsize=2)
def _engine(rules: str) -> BrowserLogic:
    engine = BrowserLogic(*READING)
    engine.keep("guardRules", json.loads(rules))
    return engine


def engine_for(rules: GuardRules) -> BrowserLogic:
    """An engine that holds the rules; kept for the next text."""
    return _engine(_as_json(rules))


def script(rules: GuardRules) -> str:
    """The rules as the text of a script for the page."""
    return as_script("playbookGuardRules", rules_for_browser(rules))


def check_text(rules: GuardRules, text: str, language: str | None, platform: str | None, allow: Sequence[str] = ()) -> list[Finding]:
    """What in the text breaks a rule of the platform. ``allow`` are field values that are harmless, such as an order number."""
    return list(_findings(_as_json(rules), text, language, platform, tuple(allow)))


@lru_cache(maxsize=4096)
def _findings(rules: str, text: str, language: str | None, platform: str | None, allow: tuple[str, ...]) -> tuple[Finding, ...]:
    options = {"platform": platform, "language": language, "allow": list(allow)}
    return tuple(Finding(**found) for found in _engine(rules).call("guard.checkRules", {"$": "guardRules"}, text, options))


def families_in(findings: Iterable[Finding]) -> list[str]:
    """The families found, each once, in order."""
    return list(dict.fromkeys(finding.family for finding in findings))
