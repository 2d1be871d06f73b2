"""What must hold whatever is typed, clicked or opened: nothing leaves or stays, broken input stays harmless, everyone can read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from test_browser_job import CLIPBOARD, fill, step, with_reply

from playbook_site.loading import Data

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
CANARY = "zanzibar-canary-4711"
PAGES = {
    "home": "",
    "family": "families/order-issues/",
    "playbook": "playbooks/cancel-after-dispatch/",
    "checklist": "playbooks/proactive-updates/",
    "replies": "replies/",
    "deadlines": "deadlines/",
    "rules": "rules/ebay/",
    "glossary": "glossary/",
    "policy": "policy/",
    "guide": "guide/",
    "format": "guide/format/",
}


def violations(page: Page) -> list[str]:
    """What axe finds, one line a node."""
    found = Axe().run(page).response["violations"]
    return [f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}" for violation in found for node in violation["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "zh/"], ids=["en", "zh"])
@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_axe_finds_nothing(open_page: Opener, path: str, language: str, scheme: str) -> None:
    page = open_page(language + path, color_scheme=scheme).page
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_the_agent_works(open_page: Opener, data: Data, scheme: str, width: int) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path), color_scheme=scheme, viewport={"width": width, "height": 900}).page
    page.locator(".pb-picture summary").click()
    page.locator(f"#reply-{reply}").get_by_test_id("copy-body").click()
    assert violations(page) == []
    fill(page, reply)
    assert violations(page) == []
    page.goto(re.sub(r"playbooks/.*", "", page.url))
    page.get_by_test_id("finder-input").first.fill("the parcel never arrived and i will sue you")
    expect(page.locator('[data-testid="finder-result"]').first).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("path", ["", "playbooks/cancel-after-dispatch/", "deadlines/", "replies/", "zh/playbooks/dispute-opened/"])
def test_nothing_runs_over_the_edge_on_a_phone_or_at_200_percent(open_page: Opener, path: str) -> None:
    for width in (390, 320):
        page = open_page(path, viewport={"width": width, "height": 800}).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def traces(page: Page) -> str:
    """Everything a page could have left behind in the browser, as one text."""
    return str(
        page.evaluate(
            """async () => JSON.stringify([location.href, document.cookie, {...localStorage}, {...sessionStorage}, history.state, window.name,
            typeof caches === "undefined" ? [] : await caches.keys(), indexedDB.databases ? await indexedDB.databases() : [],
            (await navigator.serviceWorker?.getRegistrations() ?? []).length, performance.getEntriesByType("resource").map((entry) => entry.name)])"""
        )
    )


def test_what_is_typed_leaves_no_trace(open_page: Opener, data: Data) -> None:
    watched = open_page("", permissions=CLIPBOARD)
    page = watched.page
    page.get_by_test_id("finder-input").first.fill(f"where is my parcel {CANARY}")
    expect(page.locator('[data-testid="finder-result"]').first).to_be_visible()
    assert CANARY not in traces(page)
    page.locator('[data-testid="finder-result"] a').first.click()
    page.wait_for_load_state()
    assert CANARY not in traces(page)
    path, reply = with_reply(data, "cancel-after-dispatch")
    base = page.url.split("playbooks/")[0]
    page.goto(base + step("cancel-after-dispatch", path))
    fill(page, reply)
    page.locator(f'#reply-{reply} [data-field="personal_line"] textarea').fill(CANARY)
    page.locator(f'#reply-{reply} [data-field="buyer_name"] input').fill(CANARY)
    page.locator(f"#reply-{reply}").get_by_test_id("copy-body").click()
    page.locator('[data-part="case-note"]').click()
    assert CANARY not in traces(page)
    assert "{},{}" in traces(page).replace("\\", ""), "nothing is stored at all unless the agent asks for it"
    page.go_back()
    assert CANARY not in traces(page)
    assert not [url for url in watched.requests if CANARY in url]


def test_only_name_shop_and_language_are_kept_when_asked_and_one_click_forgets_them(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    fill(page, reply)
    composer = page.locator(f"#reply-{reply}")
    composer.locator('[data-tab="fr"]').click()
    composer.locator('[data-part="remember"]').check()
    kept = json.loads(page.evaluate("JSON.stringify({...localStorage})"))
    assert [json.loads(value) for value in kept.values()] == [{"agent_name": "Lin", "shop_name": "Blue Kettle", "language": "fr"}]
    page.reload()
    expect(composer.locator('[data-field="agent_name"] input')).to_have_value("Lin")
    expect(composer.locator('[data-field="buyer_name"] input')).to_have_value("")
    expect(composer.locator('[data-tab="fr"]')).to_have_attribute("aria-selected", "true")
    composer.locator('[data-part="forget"]').click()
    assert page.evaluate("localStorage.length") == 0


ADDRESSES = ["#at:nothing=here", "#at:", "#at:really-left=<img src=x onerror=alert(1)>", "#step-constructor", "#step-__proto__", "#reply-nope", "#%E0%A4%A",
             "#at:" + "a=b," * 5000 + "a=b", "#step-" + "x" * 3000]  # fmt: skip


@pytest.mark.parametrize("fragment", ADDRESSES, ids=range(len(ADDRESSES)))
def test_a_tampered_address_shows_the_first_question_and_the_page_goes_on(open_page: Opener, fragment: str) -> None:
    page = open_page("playbooks/cancel-after-dispatch/" + fragment).page
    shown = page.locator("decision-tree .pb-step:not([hidden])")
    expect(shown).to_have_count(1)
    shown.locator("a[data-answer]").first.click()
    expect(page.locator("decision-tree .pb-step:not([hidden])")).to_have_count(1)
    assert "at:" in page.url


def test_an_unknown_step_is_said_in_a_sentence(open_page: Opener) -> None:
    page = open_page("playbooks/cancel-after-dispatch/#at:nothing=here").page
    expect(page.get_by_role("alert")).to_contain_text("does not exist")


ATTACK = "<script>window.broken=1</script><img src=x onerror=window.broken=1>\"'`{{7*7}}${7*7}"


def test_script_typed_into_any_field_stays_text(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    fill(page, reply)
    for field in page.locator(f"#reply-{reply} .pb-field").all():
        control = field.locator("input:not([type=date]), textarea").first
        if control.count():
            control.fill(ATTACK)
    page.goto(page.url.split("playbooks/")[0])
    page.get_by_test_id("finder-input").first.fill(ATTACK + " parcel never arrived")
    page.wait_for_timeout(200)
    assert page.evaluate("window.broken") is None
    assert page.locator("img[src=x]").count() == 0


def test_a_pasted_megabyte_is_survived(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    fill(page, reply)
    page.locator(f'#reply-{reply} [data-field="personal_line"] textarea').fill("word " * 200_000)
    expect(page.locator(f'#reply-{reply} [data-part="verdict"]')).to_have_class(re.compile("pb-verdict--no"), timeout=20_000)
    page.goto(page.url.split("playbooks/")[0])
    page.get_by_test_id("finder-input").first.fill("parcel never arrived " * 50_000)
    expect(page.locator('[data-testid="finder-result"]').first).to_be_visible(timeout=20_000)


def test_a_date_that_does_not_exist_gets_a_sentence(open_page: Opener) -> None:
    page = open_page("deadlines/").page
    clock = page.locator("deadline-clock")
    clock.locator('[data-part="event"]').evaluate("(input) => { input.type = 'text'; input.value = '2026-02-30T10:00'; input.dispatchEvent(new Event('input')); }")
    expect(clock.locator('[data-part="answer"]')).to_contain_text("does not exist")


def test_the_clock_answers_with_our_time_the_buyers_time_and_the_rule(open_page: Opener, tmp_path: Path) -> None:
    page = open_page("deadlines/").page
    clock = page.locator("deadline-clock")
    clock.locator('[data-part="deadline"]').select_option("ebay-cancellation-request")
    clock.locator('[data-part="event"]').fill("2026-11-24T10:00")
    answer = clock.locator('[data-part="answer"]')
    expect(answer).to_contain_text("Nov 27, 2026, 10:00")
    expect(answer).to_contain_text("eBay")
    with page.expect_download() as download:
        clock.locator('[data-part="calendar"]').click()
    download.value.save_as(tmp_path / "deadline.ics")
    text = (tmp_path / "deadline.ics").read_bytes().decode()
    assert "DTSTART:20261127T020000Z\r\n" in text and text.endswith("END:VCALENDAR\r\n")


@pytest.mark.parametrize("language", ["", "zh/"], ids=["en", "zh"])
def test_without_script_every_step_and_every_reply_can_be_reached_and_read(open_page: Opener, data: Data, language: str) -> None:
    page = open_page(language + "playbooks/cancel-after-dispatch/", java_script_enabled=False).page
    scenario = data.scenarios["cancel-after-dispatch"]
    site_language = "zh" if language else "en"
    for node in [*scenario.page.tree.questions, *scenario.page.tree.outcomes, "not-sure"]:  # type: ignore[union-attr]
        expect(page.locator(f"#step-{node}")).to_be_visible()
    page.locator("decision-tree a[data-answer]").first.click()
    assert "#step-" in page.url
    for id in scenario.page.replies:
        page.locator(f"#reply-{id} summary").click()
        for section in page.locator(f"#reply-{id} [data-language]").all():
            expect(section).to_be_visible()
        assert scenario.page.replies[id].when[site_language] in page.locator(f"#reply-{id} summary").inner_text()
    assert page.locator("#reply-" + next(iter(scenario.page.replies)) + " [data-language]").count() == 7


def test_the_folder_works_when_opened_from_disk(open_page: Opener, site: Path, data: Data) -> None:
    page = open_page("index.html", inside=site.as_uri() + "/").page
    page.get_by_test_id("finder-input").first.fill("买家要取消订单，已经发货了")
    result = page.locator('[data-testid="finder-result"]').first
    expect(result).to_have_attribute("data-playbook-id", "cancel-after-dispatch")
    result.locator("a").first.click()
    expect(page.locator("decision-tree .pb-step:not([hidden])")).to_have_count(1)
    page.locator("decision-tree .pb-step:not([hidden]) a[data-answer]").first.click()
    assert "#at:" in page.url
    page.locator(".pb-languages__link").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh")
    assert "#at:" in page.url, "the other language shows the same step"


def test_a_right_to_left_reply_is_drawn_and_copied_as_written(chromium: Browser, open_page: Opener) -> None:
    watched = open_page("playbooks/cancel-after-dispatch/", permissions=CLIPBOARD)
    page = watched.page
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const section = document.querySelector('#reply-cancel-refuse-parcel [data-language="de"]');
          section.dataset.language = "ar";
          section.querySelector(".pb-words__language").textContent = "العربية";
          const text = section.querySelector(".pb-words__text");
          text.lang = "ar"; text.dir = "rtl";
          text.querySelector('[data-paragraph="3"]').prepend("طردك في الطريق. Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikantenverband ");
        }, { capture: true });"""
    )
    page.reload()
    composer = page.locator("#reply-cancel-refuse-parcel")
    composer.locator("summary").click()
    composer.locator('[data-tab="ar"]').click()
    fill(page, "cancel-refuse-parcel")
    expect(composer.locator('[data-part="live"]')).to_have_attribute("dir", "rtl")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    composer.get_by_test_id("copy-body").click()
    expect(composer.locator('[data-part="status"]')).not_to_be_empty()
    assert "طردك في الطريق. Donaudampf" in page.evaluate("navigator.clipboard.readText()")
