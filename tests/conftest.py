"""Shared fixtures: the project's data, small and real copies to break, the built site and a browser on it."""

from __future__ import annotations

import datetime
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from playbook_site.checks import problems
from playbook_site.finder.latency import chromium as chromium_path
from playbook_site.loading import ROOT, Data, load, load_project
from playbook_site.problems import BrokenData, Problem
from playbook_site.site import SITE, QuietHandler, build

TODAY = datetime.date(2026, 11, 24)
QUIET_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def data() -> Data:
    """The project's own data."""
    return load_project()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of two made-up scenarios with the real vocabulary, policy and interface words."""
    root = tmp_path / "project"
    shutil.copytree(SMALL, root)
    for name in ("vocabulary.yaml", "policy.yaml", "interface"):
        copy = shutil.copytree if (ROOT / "data" / name).is_dir() else shutil.copy
        copy(ROOT / "data" / name, root / "data" / name)
    return root


@pytest.fixture
def real_copy(tmp_path: Path) -> Path:
    """A copy of the project's own data, to be broken."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data", root / "data")
    return root


def all_problems(root: Path) -> list[Problem]:
    """Every problem of the data below a root, as the check command would report them."""
    try:
        return problems(load(root, TODAY))
    except BrokenData as broken:
        return broken.problems


@pytest.fixture
def problems_of() -> Callable[[Path], list[Problem]]:
    return all_problems


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site. `tasks.py test` builds it first; called alone, pytest builds it here."""
    if not (SITE / "zh" / "index.html").is_file():
        build(load_project())
    return SITE


class SiteHandler(QuietHandler):
    """Serves the site with the policy as a header too, as a careful host would."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'")
        super().end_headers()


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the served site, ending in a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium: the one named by CHROMIUM, or the first on the path."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=QUIET_CHROMIUM)
        yield browser
        browser.close()


class Watched:
    """A page that remembers what it asked the network for and what the console complained about."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def outside(self, inside: str) -> list[str]:
        """Requests that did not go to the site itself."""
        return [url for url in self.requests if not url.startswith((inside, "data:", "blob:"))]


@pytest.fixture
def open_page(chromium: Browser, address: str) -> Iterator[Callable[..., Watched]]:
    """Opens pages of the site; afterwards no page may have asked outside or complained."""
    opened: list[tuple[Watched, str]] = []

    def open_it(path: str = "", inside: str = address, **options: Any) -> Watched:
        watched = Watched(chromium, **options)
        opened.append((watched, inside))
        watched.page.goto(inside + path)
        return watched

    yield open_it
    for watched, inside in opened:
        watched.context.close()
        assert watched.outside(inside) == []
        assert watched.complaints == []
