"""From key press to painted results, in a headless Chromium on the built site and on synthetic catalogues."""

from __future__ import annotations

import os
import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from typing import Any

from playbook_site.finder import index
from playbook_site.finder.documents import documents
from playbook_site.loading import load_project
from playbook_site.site import SITE, QuietHandler

QUERIES, KEYS = 40, 6  # so many queries, and so many last keys of each
SYNTHETIC = (1_000, 10_000)
EXAMPLES = 8  # wordings of a synthetic scenario
SETTLE, BETWEEN = 300, 80  # milliseconds after the beginning is pasted, and between keys: twelve keys a second
# frames are not tied to a display's clock: what is measured is the work, not the wait for a 60 Hz tick
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-frame-rate-limit", "--disable-gpu-vsync"]
WATCH = """() => {
  globalThis.keyTimes = [];
  let pressed = 0;
  const painted = (since) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => keyTimes.push(performance.now() - since);
    channel.port2.postMessage(0);
  });
  addEventListener("keydown", (event) => { pressed = event.timeStamp; }, true);
  addEventListener("input", (event) => { painted(pressed || event.timeStamp); pressed = 0; }, true);
}"""


def measure(queries: list[str]) -> dict[str, dict[str, float]]:
    """Times in milliseconds on the real site, plain and with the processor throttled six times, and on synthetic catalogues, plain."""
    from playwright.sync_api import sync_playwright  # only the benchmark needs a browser

    sample = random.Random(1).sample(queries, min(QUERIES, len(queries)))
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        times = {f"{count} scenarios": typed(browser, address, sample, synthetic_scripts(count)) for count in SYNTHETIC}
        real = {"real site": typed(browser, address, sample), "real site, throttled 6x": typed(browser, address, sample, throttle=6)}
        browser.close()
    return {name: summary(list_of_times) for name, list_of_times in (real | times).items()}


def chromium() -> str:
    """The browser named by CHROMIUM, or the first on the path. Raises FileNotFoundError without one."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        raise FileNotFoundError("No Chromium found: set CHROMIUM to its path.")
    return found


@contextmanager
def served() -> Iterator[str]:
    """The built site on this machine, while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def typed(browser: Any, address: str, sample: list[str], scripts: dict[str, str] | None = None, throttle: int = 1) -> list[float]:
    """Type the last keys of each query and return the times. ``scripts`` take the place of the shipped index and cards."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(120_000)
    for name, text in (scripts or {}).items():
        page.route(f"**/{name}", partial(answer_with, text))
    page.goto(address + "index.html")
    box = page.get_by_test_id("finder-input")
    box.fill("parcel")
    while not page.evaluate("Boolean(document.querySelector('finder-box').engine)"):  # the page's policy forbids a waiting function
        page.wait_for_timeout(100)
    page.evaluate(WATCH)
    if throttle > 1:
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": throttle})
    times: list[float] = []
    for query in sample:
        box.fill(query[:-KEYS])
        page.wait_for_timeout(SETTLE)
        page.evaluate("keyTimes.length = 0")
        for key in query[-KEYS:]:
            page.keyboard.type(key) if key.isascii() else page.keyboard.insert_text(key)
            page.wait_for_timeout(BETWEEN)
        times += page.evaluate("keyTimes")
    page.close()
    return times


def answer_with(text: str, route: Any) -> None:
    """Answer a request for a script with this text."""
    route.fulfill(body=text, content_type="text/javascript")


def summary(times: list[float]) -> dict[str, float]:
    """Median, 95th percentile and maximum."""
    ordered = sorted(times)
    at = lambda part: ordered[min(len(ordered) - 1, int(part * len(ordered)))]  # noqa: E731
    return {"n": len(ordered), "p50": at(0.5), "p95": at(0.95), "max": ordered[-1]}


def synthetic_scripts(count: int) -> dict[str, str]:
    """Index and cards of a catalogue of so many scenarios: the real ones, and made-up ones with words of their own among real wordings."""
    gathered = documents(load_project(), load_project().finder)
    luck = random.Random(count)
    pages = [scenario for scenario in gathered["scenarios"] if not scenario["card"].get("planned")]
    models = [luck.choice(pages) for _ in range(count - len(gathered["scenarios"]))]
    made = [made_up(luck, scenario, number) for number, scenario in enumerate(models)]
    cards = gathered["cards"] | {new["id"]: gathered["cards"][old["id"]] for new, old in zip(made, models, strict=True)}
    grown = gathered | {"scenarios": gathered["scenarios"] + made, "cards": cards}
    return {index.INDEX: index.script_of(index.index_of(grown)), index.CARDS: index.cards_script(grown)}


def made_up(luck: random.Random, model: dict[str, Any], number: int) -> dict[str, Any]:
    """A scenario that speaks like a real one about things of its own."""
    own = ["".join(luck.choice("bcdfghklmnprstvz") + luck.choice("aeiou") for _ in range(luck.randint(2, 4))) for _ in range(12)]
    examples = [dict(example, text=mixed(luck, example["text"], own)) for example in luck.choices(model["examples"], k=EXAMPLES)]
    return {"id": f"made-up-{number}", "card": model["card"], "examples": examples, "replies": []}


def mixed(luck: random.Random, text: str, own: list[str]) -> str:
    """A wording in which about every third word is one of the scenario's own."""
    return " ".join(luck.choice(own) if luck.random() < 0.35 else word for word in text.split())
