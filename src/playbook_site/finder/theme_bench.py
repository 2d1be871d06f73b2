"""Measure the theme's own search on a file of queries, side by side with the finder."""

from __future__ import annotations

import argparse
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from playbook_site import site
from playbook_site.finder import bench
from playbook_site.finder.latency import FLAGS, chromium
from playbook_site.loading import ROOT, load_project

CONFIG = """INHERIT: {inherit}
docs_dir: docs/{language}
site_dir: {site_dir}
strict: false
theme:
  custom_dir: {empty}
plugins:
  - search
  - macros:
      module_name: macros
"""
STARTING = ("Initializing", "正在初始化")  # what the search says while it reads its index
PATIENCE = 100  # looks at the search's answer, 50 ms apart
HANLESS = re.compile(r"^[^\u4e00-\u9fff]*$")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The queries to measure on, and where the report goes."""
    parser.add_argument("--queries", type=Path, required=True, help='JSON lines {"q", "lang", "kind", "expect": [ids]}')
    parser.add_argument("--json", type=Path, help="where to write numbers and rows")


def run(arguments: argparse.Namespace) -> int:
    """Build the site with the stock theme and its search, ask both on the same queries, print side by side."""
    pages = set(load_project().scenarios)
    judged = [line for line in bench.read_lines(arguments.queries) if set(line["expect"]) & pages]
    with TemporaryDirectory() as folder:
        rows = asked(judged, Path(folder))
    own = bench.quality(judged, [])
    theme = {"all": bench.hits(rows)} | bench.by(rows, "kind")
    finder = {"all": own["overall"]} | own["by_kind"]
    print(f"{'':16} {'theme hit@1':>12} {'hit@3':>8} {'finder hit@1':>14} {'hit@3':>8}")
    for name, ours in finder.items():
        theirs = theme[name]
        print(f"{name:16} {theirs['hit@1']:>12.1%} {theirs['hit@3']:>8.1%} {ours['hit@1']:>14.1%} {ours['hit@3']:>8.1%}")
    if arguments.json:
        report = {"theme": theme, "finder": finder, "by_lang": bench.by(rows, "lang"), "rows": rows}
        arguments.json.write_text(json.dumps(report, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def asked(lines: list[bench.Row], folder: Path) -> list[bench.Row]:
    """What the theme's search answers: Chinese queries on the Chinese site, all others on the English one."""
    rows: list[bench.Row] = []
    for language in ("en", "zh"):
        mine = [line for line in lines if (HANLESS.match(line["q"]) is not None) == (language == "en")]
        with stock_site(language, folder) as address:
            rows += [line | {"got": got, "confident": False} for line, got in zip(mine, answers(address, [line["q"] for line in mine]), strict=True)]
    return rows


@contextmanager
def stock_site(language: str, folder: Path) -> Iterator[str]:
    """The site of one language with the theme as it comes, built and served."""
    (folder / "empty").mkdir(exist_ok=True)
    config = ROOT / f".bench-{language}.yml"
    inherit = "mkdocs.yml" if language == "en" else "mkdocs.zh.yml"
    config.write_text(CONFIG.format(inherit=inherit, language=language, site_dir=folder / language, empty=folder / "empty"), encoding="utf-8")
    try:
        site.generate(config.name, strict=False)
    finally:
        config.unlink()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(site.QuietHandler, directory=str(folder / language)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def answers(address: str, queries: list[str]) -> list[list[str]]:
    """Type each query into the theme's search box and read the scenarios off its results, best first."""
    from playwright.sync_api import sync_playwright  # only the benchmark needs a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = browser.new_page()
        page.goto(address)
        page.locator(".md-search__input").first.focus()
        idle = entered(page, "", lambda said: not said.startswith(STARTING))
        found = []
        for query in queries:
            entered(page, "", lambda said: said == idle)
            entered(page, query, lambda said: said != idle)
            links = page.evaluate("Array.from(document.querySelectorAll('.md-search-result__item > a'), (link) => link.href)")
            found.append(list(dict.fromkeys(map(page_of, links)))[: bench.LIMIT])
        browser.close()
    return found


def page_of(link: str) -> str:
    """The scenario that a result leads to, or the path of another page: it takes a place in the list as well."""
    path = urlsplit(link).path.strip("/")
    scenario = re.fullmatch(r"playbooks/([a-z0-9-]+)", path)
    return scenario[1] if scenario else path


def entered(page: Any, text: str, awaited: Callable[[str], bool]) -> str:
    """Enter a text, wait until what the search says of it is what is awaited, and return it. The search listens to released keys."""
    page.locator(".md-search__input").first.fill(text)
    page.keyboard.press("End")
    said = ""
    for _ in range(PATIENCE):
        page.wait_for_timeout(50)
        said = str(page.evaluate("document.querySelector('.md-search-result__meta').textContent.trim()"))
        if awaited(said):
            break
    return said
