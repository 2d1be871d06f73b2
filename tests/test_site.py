"""The built files: every page is there, every link and fragment leads somewhere, nothing reaches outside or stands unfilled."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from playbook_site.loading import Data

LOADING = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "src", "audio": "src", "video": "src"}


class Outline(HTMLParser):
    """The ids, links, loaded files, inline code and text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.text: list[str] = []
        self._inside: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self.ids += [given["id"]] if given.get("id") else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        if tag in LOADING and LOADING[tag] in given and given.get("rel") != "alternate":
            self.loads.append(given[LOADING[tag]])
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag in ("script", "style", "dd") and (tag != "dd" or "data-word" in given):  # words for scripts keep their {slots}
            self._inside.append(tag)
            self.inline += [tag] if tag != "dd" and "src" not in given else []

    def handle_endtag(self, tag: str) -> None:
        if self._inside and tag == self._inside[-1]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text.append(data)


@pytest.fixture(scope="module")
def outlines(site: Path) -> dict[Path, Outline]:
    return {page: Outline(page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}


def test_every_scenario_has_a_page_in_both_languages(site: Path, data: Data) -> None:
    for root in (site, site / "zh"):
        assert {folder.name for folder in (root / "playbooks").iterdir()} == set(data.scenarios)


def test_no_page_shows_a_macro_error_or_a_raw_mark(outlines: dict[Path, Outline], site: Path) -> None:
    raw = re.compile(r"Macro (Rendering|Syntax) Error|\{\{|\{%|\[\[[a-z0-9-]+\]\]|\{[a-z_.]+\}")
    for page, outline in outlines.items():
        if page.parent.name not in ("policy", "format", "how-to-edit"):  # these pages show the marks themselves
            assert not raw.search("".join(outline.text)), f"{page.relative_to(site)}: {raw.search(''.join(outline.text))}"


def test_no_page_holds_script_or_style_of_its_own(outlines: dict[Path, Outline]) -> None:
    assert {str(page): outline.inline for page, outline in outlines.items() if outline.inline} == {}


def test_every_page_states_the_strict_policy(site: Path) -> None:
    for page in site.rglob("*.html"):
        assert "script-src 'self'" in page.read_text(encoding="utf-8"), page


def test_nothing_is_loaded_from_outside(outlines: dict[Path, Outline]) -> None:
    for page, outline in outlines.items():
        assert [load for load in outline.loads if re.match(r"(https?:)?//", load)] == [], page


def broken(page: Path, link: str, outlines: dict[Path, Outline]) -> Iterator[str]:
    """What is wrong with a link of a page, if anything."""
    path, fragment = urldefrag(link)
    if re.match(r"[a-z]+:", path):
        return
    target = (page.parent / unquote(path)).resolve() if path else page
    if target.is_dir():
        yield f"{link}: a folder, which a disk would list"
    elif not target.is_file():
        yield f"{link}: no such file"
    elif fragment and not fragment.startswith("at:") and target in outlines and unquote(fragment) not in outlines[target].ids:
        yield f"{link}: no such place on the page"


def test_every_link_and_fragment_leads_somewhere(outlines: dict[Path, Outline], site: Path) -> None:
    pages = {page.resolve(): outline for page, outline in outlines.items()}
    found = [f"{page.relative_to(site.resolve())} -> {wrong}" for page, outline in pages.items() if page.name != "404.html"
             for link in outline.links for wrong in broken(page, link, pages)]  # fmt: skip
    assert found == []


def test_no_id_stands_twice_on_a_page(outlines: dict[Path, Outline]) -> None:
    for page, outline in outlines.items():
        assert len(outline.ids) == len(set(outline.ids)), f"{page}: {sorted({i for i in outline.ids if outline.ids.count(i) > 1})}"


def test_the_other_language_is_one_link_away_on_every_page(outlines: dict[Path, Outline], site: Path) -> None:
    for page, outline in outlines.items():
        if page.name == "404.html":
            continue
        inside = page.relative_to(site)
        other = site / inside.relative_to("zh") if inside.parts[0] == "zh" else site / "zh" / inside
        assert other.is_file()
        assert any((page.parent / link).resolve() == other.resolve() for link in outline.links if not link.startswith(("#", "http"))), page


@pytest.fixture
def readable_site(site: Path) -> Iterator[Path]:
    """A copy of the site that everybody may read: run by root, LinkChecker becomes nobody."""
    copy = Path(tempfile.mkdtemp())
    shutil.copytree(site, copy / "site")
    for path in [copy, *copy.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    yield copy / "site"
    shutil.rmtree(copy)


def test_linkchecker_finds_nothing(readable_site: Path) -> None:
    command = [sys.executable, "-m", "linkcheck", "--no-status", "--no-warnings", "-t", "0", str(readable_site / "index.html")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-2000:]
    assert re.search(r"(\d{3,}) links", done.stdout), done.stdout[-500:]
