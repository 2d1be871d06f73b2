"""Measure the platform guard on texts: recall and false alarms by family, language and platform."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from playbook_site.guard import engine_for
from playbook_site.loading import load_project

Row = dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The texts to measure on, and where the report goes."""
    parser.add_argument("--texts", nargs="+", type=Path, required=True, help='JSON lines {"text", "lang", "platform", "violates": [family ids]}')
    parser.add_argument("--json", type=Path, help="where to write numbers and rows")


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; returns 0, or 2 if there are no texts."""
    rows = flagged([json.loads(line) for path in arguments.texts for line in path.read_text(encoding="utf-8").splitlines() if line.strip()])
    if not rows:
        print("No texts to measure.")
        return 2
    report = {group: score(rows, group) for group in ("family", "lang", "platform")}
    for group, members in report.items():
        print(f"by {group}:")
        for name, numbers in members.items():
            print(f"  {name:22} recall {numbers['found']}/{numbers['violating']} = {numbers['recall']:.1%}   "
                  f"false alarms {numbers['false']}/{numbers['clean']} = {numbers['false_alarms']:.1%}")  # fmt: skip
    if arguments.json:
        arguments.json.write_text(json.dumps(report | {"rows": rows}, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def flagged(lines: Iterable[Row]) -> list[Row]:
    """The lines, each with the families that the shipped script flags."""
    lines = list(lines)
    engine = engine_for(load_project().guard)
    found = [engine.call("guard.checkRules", {"$": "guardRules"}, line["text"], {"platform": line.get("platform"), "language": line.get("lang")}) for line in lines]
    return [line | {"flagged": list(dict.fromkeys(breach["family"] for breach in breaches))} for line, breaches in zip(lines, found, strict=True)]


def score(rows: list[Row], group: str) -> dict[str, dict[str, float]]:
    """Recall and false alarms of each member of a group. A text counts once for every family that it breaks or keeps."""
    families = [family.id for family in load_project().guard.families]
    counts: dict[str, dict[str, float]] = {}
    for row in rows:
        for family in families:
            member = family if group == "family" else str(row.get(group))
            into = counts.setdefault(member, {"violating": 0, "found": 0, "clean": 0, "false": 0})
            wanted, got = family in row["violates"], family in row["flagged"]
            into["violating" if wanted else "clean"] += 1
            into["found"] += wanted and got
            into["false"] += got and not wanted
    for numbers in counts.values():
        numbers["recall"] = numbers["found"] / max(numbers["violating"], 1)
        numbers["false_alarms"] = numbers["false"] / max(numbers["clean"], 1)
    return counts
