"""Script, markup and template code written into every text of the data come out as plain text on every page."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from playbook_site.loading import ROOT

ATTACK = "<img src=x onerror=window.broken=1><script>window.broken=1</script>\"'>`*b*_i_[l](javascript:window.broken=1)<!--&lt;"
TEMPLATE_ATTACK = ATTACK + "{{ 7*7 }}{% raw %}"
PROSE = {"en", "zh", "body", "subject", "title", "owner", "term", "example", "own_name", "shop_name", "problem", "es", "de", "fr", "ru", "pt-BR"}
LISTED = {"buyer_says", "agent_asks", "also", "carriers", "also_called", "says"}


def hostile(value: Any, key: str, attack: str, inside: str = "") -> Any:
    """A document with an attack behind every text; ids, patterns and addresses stay what they are."""
    if isinstance(value, dict):
        return {name: hostile(inner, str(name), attack, key if key in LISTED else inside) for name, inner in value.items()}
    if isinstance(value, list):
        return [hostile(inner, key, attack, inside) for inner in value]
    return value + attack if isinstance(value, str) and (key in PROSE or key in LISTED or inside in LISTED) else value


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with an attack in every text, built in both languages without asking the checks."""
    root = tmp_path_factory.mktemp("hostile")
    for name in ("base.yml", "mkdocs.yml", "mkdocs.zh.yml", "macros.py"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "src", root / "src")
    shutil.copytree(ROOT / "docs", root / "docs", ignore=shutil.ignore_patterns("playbooks", "families", "rules"))
    own = ("playbooks", "playbooks.yaml", "facts", "holding", "deadlines.yaml", "glossary.yaml", "guard")
    shutil.copytree(ROOT / "data", root / "data", ignore=shutil.ignore_patterns(*own))
    shutil.copytree(Path(__file__).parent / "small" / "data", root / "data", dirs_exist_ok=True)
    for path in (root / "data").rglob("*.yaml"):
        if "finder" in path.relative_to(root).parts or path.name == "guard.yaml":
            continue
        document = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader if "interface" in path.parts else yaml.SafeLoader)
        is_interface = "interface" in path.parts
        spoiled = (
            {name: f"{words}{ATTACK}" for name, words in document.items()}
            if is_interface
            else hostile(document, "", ATTACK if path.name.startswith("replies") else TEMPLATE_ATTACK)
        )
        path.write_text(yaml.safe_dump(spoiled, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for config in ("mkdocs.yml", "mkdocs.zh.yml"):  # the small project has two families
        text = (root / config).read_text(encoding="utf-8")
        kept = [line for line in text.splitlines() if "families/" not in line or "order-issues" in line or "prevention" in line]
        (root / config).write_text("\n".join(kept) + "\n", encoding="utf-8")
    script = "from playbook_site import pages, site; from playbook_site.loading import load_project; data = load_project(); pages.write(data); site.build(data)"
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True,
                          env={"PYTHONPATH": str(root / "src"), "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1"})  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return root / "site"


def pages(site: Path) -> Iterator[Path]:
    yield from sorted(path for path in site.rglob("*.html") if path.name != "404.html")


def test_the_attack_stands_on_the_pages_as_text(hostile_site: Path) -> None:
    page = (hostile_site / "playbooks" / "parcel-is-late" / "index.html").read_text(encoding="utf-8")
    assert page.count("&lt;img src=x onerror=window.broken=1&gt;") > 50
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page and "49" not in page.split("{{ 7*7 }}")[0][-40:]


@pytest.mark.browser
def test_no_attack_runs_on_any_page(hostile_site: Path, open_page: Callable[..., Any]) -> None:
    watched = open_page("index.html", inside=hostile_site.as_uri() + "/")
    for path in pages(hostile_site):
        watched.page.goto(path.as_uri())
        assert watched.page.evaluate("window.broken") is None, path
        assert watched.page.locator("img[src=x], a[href^='javascript:']").count() == 0, path


@pytest.mark.browser
def test_no_attack_runs_while_a_reply_is_filled_and_the_finder_answers(hostile_site: Path, open_page: Callable[..., Any]) -> None:
    page = open_page("playbooks/parcel-is-late/index.html", inside=hostile_site.as_uri() + "/").page
    page.locator('[data-answer="it-moves"]').click()
    for summary in page.locator("details:not([open]) > summary").all():
        if summary.is_visible():
            summary.click()
    page.locator("#reply-late-it-moves [data-tab]").nth(2).click()
    page.locator("#reply-late-it-moves").get_by_test_id("copy-body").click()
    page.get_by_test_id("finder-input").first.fill("one late")
    page.wait_for_timeout(300)
    assert page.evaluate("window.broken") is None
    assert page.locator("img[src=x], a[href^='javascript:']").count() == 0
