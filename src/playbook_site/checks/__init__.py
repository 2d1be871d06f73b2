"""All rules of the data, run together: every problem in one go, none hidden behind another."""

from __future__ import annotations

from playbook_site.checks import fact_rules, reference_rules, reply_rules, tree_rules, wording_rules
from playbook_site.checks.finding import Rule, rule_name
from playbook_site.loading import Data
from playbook_site.problems import Problem

RULES: list[Rule] = [*tree_rules.RULES, *reference_rules.RULES, *reply_rules.RULES, *wording_rules.RULES, *fact_rules.RULES]


def problems(data: Data) -> list[Problem]:
    """Everything that is wrong with the data, in the order of files and lines."""
    found = [finding.problem(rule_name(rule)) for rule in RULES for finding in rule(data)]
    return sorted({*data.problems, *found})
