"""The platform guard: rule-breaking sentences in a filled reply. The rules are ``data/guard.yaml``; the browser's script applies them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel

from playbook_site.browser_logic import BrowserLogic, as_script
from playbook_site.guard_model import GuardRules, Severity
from playbook_site.model import Id

SCRIPTS = ("namespace", "disguise", "phrases", "addresses", "guard")


class Finding(BaseModel):
    """A place in a text that breaks a rule; start and end count UTF-16 units, as the browser does."""

    family: Id
    rule: Id
    severity: Severity
    start: int
    end: int
    excerpt: str


def rules_for_browser(rules: GuardRules) -> dict[str, Any]:
    """The rules as JSON, without what is left at its default."""
    return rules.model_dump(mode="json", by_alias=True, exclude_defaults=True)


_engines: dict[int, tuple[GuardRules, BrowserLogic]] = {}  # by identity: rules are frozen, and comparing them would cost more than a check


def engine_for(rules: GuardRules) -> BrowserLogic:
    """An engine that holds the rules; kept for the next text."""
    if id(rules) not in _engines:
        if len(_engines) > 1:
            _engines.clear()  # copies of the rules in tests; a site has one set
        engine = BrowserLogic(*SCRIPTS)
        engine.keep("guardRules", rules_for_browser(rules))
        _engines[id(rules)] = (rules, engine)
    return _engines[id(rules)][1]


def script(rules: GuardRules) -> str:
    """The rules as the text of a script for the page."""
    return as_script("playbookGuardRules", rules_for_browser(rules))


def check_text(rules: GuardRules, text: str, language: str | None, platform: str | None, allow: Sequence[str] = ()) -> list[Finding]:
    """What in the text breaks a rule of the platform. ``allow`` are field values that are harmless, such as an order number."""
    options = {"platform": platform, "language": language, "allow": list(allow)}
    return [Finding(**found) for found in engine_for(rules).call("guard.checkRules", {"$": "guardRules"}, text, options)]


def families_in(findings: Iterable[Finding]) -> list[str]:
    """The families found, each once, in order."""
    return list(dict.fromkeys(finding.family for finding in findings))
