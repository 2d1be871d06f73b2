"""Measure the finder on a file of queries: quality in an embedded V8, latency in a headless Chromium."""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from playbook_site.browser_logic import BrowserLogic
from playbook_site.finder import index, latency
from playbook_site.finder.documents import documents
from playbook_site.loading import load_project

Row = dict[str, Any]
LIMIT = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The queries to measure on, and where the report goes."""
    parser.add_argument("--queries", type=Path, required=True, help='JSON lines {"q", "lang", "kind", "expect": [ids]}')
    parser.add_argument("--negatives", type=Path, help='JSON lines {"q", "lang", "kind"} that no scenario answers')
    parser.add_argument("--json", type=Path, help="where to write numbers and rows")
    parser.add_argument("--quality-only", action="store_true", help="leave out the latency in Chromium")


def run(arguments: argparse.Namespace) -> int:
    """Measure and print; returns 0, or 2 if no query can be judged."""
    report = quality(read_lines(arguments.queries), read_lines(arguments.negatives) if arguments.negatives else [])
    if not report["rows"]:
        print("No query has an accepted scenario with a page.")
        return 2
    if not arguments.quality_only:
        report["latency_ms"] = latency.measure([row["q"] for row in report["rows"]])
    show(report)
    if arguments.json:
        arguments.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def read_lines(path: Path) -> list[Row]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


@lru_cache(maxsize=1)
def shipped_index() -> dict[str, Any]:
    """The index as it is shipped, built from the project's data."""
    return index.build_index(load_project())


@lru_cache(maxsize=1)
def engine() -> BrowserLogic:
    """The shipped scripts with the shipped index."""
    made = BrowserLogic(*index.SEARCHING)
    made.keep("finderIndex", shipped_index())
    made.run("globalThis.finderEngine = playbook.finder.open(globalThis.finderIndex)")
    return made


def search(texts: Iterable[str]) -> list[dict[str, Any]]:
    """What the finder answers to each text."""
    return engine().call_each("finder.search", [({"$": "finderEngine"}, text, {"limit": LIMIT}) for text in texts])


def quality(queries: list[Row], negatives: list[Row]) -> dict[str, Any]:
    """Hits of the queries that can be judged, confident answers among the negatives, and the index's size in bytes."""
    pages = set(load_project().scenarios)
    judged = [line for line in queries if set(line["expect"]) & pages]
    rows = [line | answer(found) for line, found in zip(judged, search(line["q"] for line in judged), strict=True)]
    wrong = [line | answer(found) for line, found in zip(negatives, search(line["q"] for line in negatives), strict=True)]
    packed = index.script_of(shipped_index()).encode()
    cards = index.cards_script(documents(load_project(), load_project().finder)).encode()
    return {
        "left_out": len(queries) - len(judged),
        "overall": hits(rows),
        "by_lang": by(rows, "lang"),
        "by_kind": by(rows, "kind"),
        "negatives": {"n": len(wrong), "confident": share(wrong, lambda row: row["confident"])},
        "index_bytes": {"raw": len(packed), "gzip": len(gzip.compress(packed, 9)), "cards_gzip": len(gzip.compress(cards, 9))}
        | {"scenarios_with_page": len(pages), "scenarios": len(shipped_index()["scenarios"])},
        "rows": rows,
        "negative_rows": wrong,
    }


def answer(found: dict[str, Any]) -> Row:
    """An answer as a row of the report has it."""
    return {"got": [result["id"] for result in found["results"]], "confident": found["verdict"] == "one", "verdict": found["verdict"]}


def rank(row: Row) -> int:
    """The place of the first accepted scenario, from 1; 0 if it is not among the results."""
    return next((place for place, id in enumerate(row["got"], 1) if id in row["expect"]), 0)


def share(rows: list[Row], holds: Callable[[Row], bool]) -> float:
    """The share of rows for which something holds."""
    return sum(bool(holds(row)) for row in rows) / len(rows) if rows else 0.0


def hits(rows: list[Row]) -> dict[str, float]:
    """hit@1, hit@3 and mean reciprocal rank."""
    mrr = sum(1 / rank(row) for row in rows if rank(row)) / len(rows) if rows else 0.0
    return {"n": len(rows), "hit@1": share(rows, lambda row: rank(row) == 1), "hit@3": share(rows, lambda row: 1 <= rank(row) <= 3), "mrr": mrr}


def by(rows: list[Row], key: str) -> dict[str, dict[str, float]]:
    """The hits of each group of rows."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[str(row.get(key))].append(row)
    return {name: hits(group) for name, group in sorted(groups.items())}


def show(report: dict[str, Any]) -> None:
    """Print the report as a person reads it."""
    print(f"{report['overall']['n']} queries judged, {report['left_out']} left out (no accepted scenario has a page)")
    for title, groups in (("", {"all": report["overall"]}), ("by language", report["by_lang"]), ("by kind", report["by_kind"])):
        print(title)
        for name, numbers in groups.items():
            print(f"  {name:16} n {numbers['n']:4}  hit@1 {numbers['hit@1']:.1%}  hit@3 {numbers['hit@3']:.1%}  MRR {numbers['mrr']:.3f}")
    print(f"negatives answered confidently: {report['negatives']['confident']:.1%} of {report['negatives']['n']}")
    size = report["index_bytes"]
    share_of_page = size["gzip"] / size["scenarios_with_page"]
    print(f"index: {size['raw']} bytes, {size['gzip']} gzip, {share_of_page:.0f} gzip per scenario with a page; it knows all {size['scenarios']}")
    print(f"texts that results show: {size['cards_gzip']} gzip")
    for name, times in report.get("latency_ms", {}).items():
        print(f"  {name:28} p50 {times['p50']:.1f} ms  p95 {times['p95']:.1f} ms  max {times['max']:.1f} ms  ({times['n']} key presses)")
