"""The agent's whole job in a real Chromium: from the box on the home page to a reply on the clipboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from playbook_site import tree as trees
from playbook_site.inline import paragraphs
from playbook_site.loading import Data
from playbook_site.model import Playbook

CLIPBOARD = ["clipboard-read", "clipboard-write"]
pytestmark = pytest.mark.browser
Opener = Callable[..., Any]

JOBS = [  # scenario, pasted message, path to take, reply language
    ("cancel-after-dispatch", "Hello, please cancel my order, I do not need it any more. It was shipped already, I know.", "es"),
    ("not-received", "It was supposed to be here two weeks ago and the parcel never arrived. Where is my money?", "de"),
    ("defective-item", "The speaker stopped working after one day, it does not turn on at all.", "fr"),
    ("address-change-before-dispatch", "I typed the wrong street in my address, can you change it before you ship?", "pt-BR"),
    ("dispute-opened", "I opened a dispute because you did not answer me. Refund me now.", "ru"),
]
FILLS = {
    "buyer_name": "Maria", "agent_name": "Lin", "shop_name": "Blue Kettle", "personal_line": "You wrote on Monday that it is a gift",
    "item_name": "kettle", "case_id": "50123456", "carrier": "DHL", "tracking_number": "RR473124829GB", "new_tracking_number": "RR473124829GB",
    "last_scan_place": "Leipzig", "problem": "the lid", "missing_part": "the lid", "listing_detail": "red", "document_name": "letter",
    "new_address": "Calle Mayor 5, Madrid", "order_address": "Calle Sol 1, Madrid", "return_address": "12 Dock Road, Felixstowe", "usage_steps": "1. Press the key.",
}  # fmt: skip


def with_reply(data: Data, id: str) -> tuple[list[tuple[str, str]], str]:
    """A path of a playbook that ends at an outcome with a reply which can be sent on eBay."""
    page = data.scenarios[id].page
    assert isinstance(page, Playbook)
    for path, end in sorted(trees.paths(page.tree), key=lambda found: -len(found[0])):
        reply = page.tree.outcomes[end].reply
        info = page.replies.get(reply or "")
        settled = [page.tree.questions[question].answers[answer].platform for question, answer in path]
        if info and (info.platforms is None or "ebay" in info.platforms) and not any(settled):
            return list(path), reply or ""
    raise AssertionError(f"{id} has no such path")


def step(id: str, path: list[tuple[str, str]]) -> str:
    """The address of a step, from the site's root."""
    return f"playbooks/{id}/#at:" + ",".join(f"{question}={answer}" for question, answer in path)


def fill(page: Page, reply: str) -> None:
    """Fill every blank of an open reply, leaving out those that are filled already."""
    composer = page.locator(f"#reply-{reply}")
    composer.locator('[data-part="platform"]').select_option("ebay")
    for field in composer.locator(".pb-field").all():
        name, kind = field.get_attribute("data-field"), field.get_attribute("data-kind")
        control = field.locator("input, textarea, select").first
        if kind == "date":
            control.fill("2026-12-05")
        elif kind == "money":
            control.fill("18.50")
        elif kind == "order-number":
            control.fill("12-34567-89012")
        elif name in FILLS:
            control.fill(FILLS[name])


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("id", "message", "reply_language"), JOBS, ids=[job[0] for job in JOBS])
def test_from_a_pasted_message_to_a_copied_reply(open_page: Opener, data: Data, id: str, message: str, reply_language: str, language: str) -> None:
    watched = open_page("zh/" if language == "zh" else "", permissions=CLIPBOARD)
    page = watched.page
    page.get_by_test_id("finder-input").first.fill(message)
    result = page.locator(f'[data-testid="finder-result"][data-playbook-id="{id}"]').first
    expect(result).to_be_visible()
    result.locator("a").first.click()
    expect(page).to_have_url(re.compile(f"/playbooks/{id}/"))
    path, reply = with_reply(data, id)
    for question, answer in path:
        page.locator(f'[data-node="{question}"] [data-answer="{answer}"]').click()
    composer = page.locator(f"#reply-{reply}")
    composer.locator(f'[data-tab="{reply_language}"]').click()
    fill(page, reply)
    expect(composer.locator('[data-part="verdict"]')).to_have_class(re.compile("pb-verdict--yes"))
    composer.get_by_test_id("copy-body").click()
    expect(composer.locator('[data-part="status"]')).not_to_be_empty()
    text = copied(page)
    words = data.scenarios[id].replies[reply_language][reply]
    assert len(text.split("\n\n")) == len(paragraphs(words.body))
    assert not re.search(r"[{}\[\]]|  ", text)
    assert "Maria" in text and "Lin" in text
    composer.get_by_test_id("copy-subject").click()
    assert "\n" not in copied(page)


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_pasted_message_can_be_read_in_the_box(open_page: Opener, language: str, width: int) -> None:
    page = open_page("zh/" if language == "zh" else "").page
    page.set_viewport_size({"width": width, "height": 900})
    box = page.get_by_test_id("finder-input").first
    chinese, english = "东西你们昨天已经寄出了，但我不想要了，能拦截退款吗？", "Hi, I know you posted it on Monday but my son already bought one, can you stop it?"
    box.fill(chinese if language == "zh" else english)
    assert box.evaluate("(input) => input.scrollHeight <= input.clientHeight")


def test_a_result_never_shows_what_was_said_of_another(open_page: Opener) -> None:
    page = open_page("").page
    enter = """(box, text) => {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      return document.querySelector(".pb-result__short").checkVisibility({ visibilityProperty: true });
    }"""
    short = page.get_by_test_id("finder-result").first.locator(".pb-result__short")
    box = page.get_by_test_id("finder-input").first
    box.fill("please cancel, it has not been sent yet")
    expect(short).not_to_be_empty()
    before = short.inner_text()
    assert box.evaluate(enter, "is this watch genuine? it looks like a fake") is False
    expect(short).to_be_visible()
    assert short.inner_text() != before


def test_the_job_by_keyboard_alone(open_page: Opener, data: Data) -> None:
    page = open_page("", permissions=CLIPBOARD).page
    page.keyboard.press("/")
    page.keyboard.type("cancel order already shipped")
    expect(page.locator('[data-testid="finder-result"]').first).to_be_visible()
    expect(page.locator('[data-testid="finder-result"]').first).to_have_attribute("data-playbook-id", "cancel-after-dispatch")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/playbooks/cancel-after-dispatch/"))
    path, reply = with_reply(data, "cancel-after-dispatch")
    for question, answer in path:
        page.locator(f'[data-node="{question}"]').locator(f'[data-answer="{answer}"]').focus()
        page.keyboard.press("Enter")
        expect(page.locator(f'[data-node="{question}"]')).to_be_hidden()
        assert page.evaluate("document.activeElement.dataset.node") is not None, "the focus moves to the step that is shown"
    fill(page, reply)
    page.locator(f"#reply-{reply}").get_by_test_id("copy-body").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'#reply-{reply} [data-part="status"]')).not_to_be_empty()
    assert "Maria" in copied(page)


def test_arrow_keys_move_between_answers_and_between_languages(open_page: Opener) -> None:
    page = open_page("playbooks/cancel-after-dispatch/").page
    answers = page.locator("decision-tree .pb-step:not([hidden]) a[data-answer]")
    answers.first.focus()
    page.keyboard.press("ArrowDown")
    expect(answers.nth(1)).to_be_focused()
    page.locator("#reply-cancel-refuse-parcel summary").click()
    tabs = page.locator("#reply-cancel-refuse-parcel [data-tab]")
    tabs.first.click()
    page.keyboard.press("ArrowRight")
    expect(tabs.nth(1)).to_be_focused()
    expect(tabs.nth(1)).to_have_attribute("aria-selected", "true")


def test_a_link_restores_the_step_and_reload_keeps_it(open_page: Opener, data: Data, address: str) -> None:
    path, _ = with_reply(data, "cancel-after-dispatch")
    fragment = "#at:" + ",".join(f"{question}={answer}" for question, answer in path)
    page = open_page("playbooks/cancel-after-dispatch/" + fragment).page
    shown = page.locator("decision-tree .pb-step:not([hidden])")
    node = shown.get_attribute("data-node")
    page.reload()
    expect(shown).to_have_attribute("data-node", node or "")
    assert page.url.endswith(fragment)
    expect(page.locator('[data-part="trail-list"] li')).to_have_count(len(path))


def test_changing_an_earlier_answer_asks_what_depends_on_it_again(open_page: Opener, data: Data) -> None:
    path, _ = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    page.locator(".pb-trail__change").nth(1).click()
    expect(page.locator("decision-tree .pb-step:not([hidden])")).to_have_attribute("data-node", path[1][0])
    expect(page.locator('[data-part="trail-list"] li')).to_have_count(1)


def test_back_and_start_again(open_page: Opener, data: Data) -> None:
    path, _ = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    page.locator('[data-part="back"]').click()
    expect(page.locator("decision-tree .pb-step:not([hidden])")).to_have_attribute("data-node", path[-1][0])
    page.locator('[data-part="restart"]').click()
    expect(page.locator("decision-tree .pb-step:not([hidden])")).to_have_attribute("data-node", path[0][0])
    expect(page.locator('decision-tree [data-part="back"]')).to_be_disabled()
    page.go_back()
    expect(page.locator("decision-tree .pb-step:not([hidden])")).to_have_attribute("data-node", path[-1][0])


def test_copy_is_refused_while_a_field_is_empty_and_the_field_is_named(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path), permissions=CLIPBOARD).page
    page.evaluate("navigator.clipboard.writeText('before')")
    composer = page.locator(f"#reply-{reply}")
    fill(page, reply)
    composer.locator('[data-field="buyer_name"] input').fill("  ")
    composer.get_by_test_id("copy-body").click()
    expect(composer.locator('[data-part="status"]')).to_contain_text("Buyer's name")
    expect(composer.locator('[data-field="buyer_name"] input')).to_be_focused()
    assert copied(page) == "before"


def test_the_personal_line_left_as_the_example_is_refused(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    fill(page, reply)
    composer = page.locator(f"#reply-{reply}")
    composer.locator('[data-field="personal_line"] textarea').fill(composer.locator('[data-field="personal_line"] .pb-field__example').inner_text())
    expect(composer.locator('[data-part="verdict"]')).to_have_class(re.compile("pb-verdict--no"))


def test_a_link_written_into_the_personal_line_is_refused_with_the_reason(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    fill(page, reply)
    composer = page.locator(f"#reply-{reply}")
    composer.locator('[data-field="personal_line"] textarea').fill("Write to me on WhatsApp, it is faster")
    expect(composer.locator('[data-part="verdict"]')).to_have_class(re.compile("pb-verdict--no"))
    expect(composer.locator('[data-part="verdict"]')).to_contain_text("WhatsApp")


def test_what_only_reads_like_a_breach_can_be_copied_after_a_look(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path)).page
    fill(page, reply)
    composer = page.locator(f"#reply-{reply}")
    line, verdict = composer.locator('[data-field="personal_line"] textarea'), composer.locator('[data-part="verdict"]')
    line.fill("It would be a shame if your neighbours heard what kind of customer you are. We never forget a name")
    expect(verdict).to_have_class(re.compile("pb-verdict--no"))
    expect(verdict).to_contain_text(data.interface["en"]["warning"])
    composer.locator('[data-part="override"]').check()
    expect(verdict).to_have_class(re.compile("pb-verdict--yes"))
    line.fill("People like you always get what they deserve. We never forget a name, nor where somebody lives")
    expect(verdict).to_have_class(re.compile("pb-verdict--no"))  # what was ticked off was the other sentence


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_gloss_stands_beside_the_reply_in_the_site_language(open_page: Opener, data: Data, language: str) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    prefix = "zh/" if language == "zh" else ""
    page = open_page(prefix + step("cancel-after-dispatch", path)).page
    composer = page.locator(f"#reply-{reply}")
    composer.locator('[data-tab="de"]').click()
    gloss = composer.locator('[data-part="gloss"]')
    expect(gloss).to_have_attribute("lang", language)
    assert gloss.locator(".pb-words__paragraph").count() == composer.locator('[data-part="live"] .pb-words__paragraph').count()
    composer.locator(f'[data-tab="{language}"]').click()
    expect(composer.locator('[data-part="gloss-frame"]')).to_be_hidden()


def test_the_case_note_holds_answers_outcome_promise_and_a_link_but_nothing_typed(open_page: Opener, data: Data) -> None:
    path, reply = with_reply(data, "cancel-after-dispatch")
    page = open_page(step("cancel-after-dispatch", path), permissions=CLIPBOARD).page
    fill(page, reply)
    page.locator('[data-part="case-note"]').click()
    expect(page.locator('decision-tree [data-part="tree-status"]')).not_to_be_empty()
    note = copied(page)
    playbook = data.scenarios["cancel-after-dispatch"].page
    assert isinstance(playbook, Playbook)
    assert playbook.title.en in note
    assert page.url in note
    for question, answer in path:
        assert playbook.tree.questions[question].answers[answer].label.en.split("{")[0].strip() in note
    assert "Maria" not in note and "89012" not in note


def test_not_sure_gives_a_holding_reply_and_says_what_is_missing(open_page: Opener) -> None:
    page = open_page("playbooks/cancel-after-dispatch/", permissions=CLIPBOARD).page
    page.locator('decision-tree .pb-step:not([hidden]) [data-answer="not-sure"]').click()
    expect(page.locator("#step-not-sure #reply-holding-general")).to_be_visible()
    page.locator('[data-part="case-note"]').click()
    expect(page.locator('decision-tree [data-part="tree-status"]')).not_to_be_empty()
    assert "Still missing" in copied(page)
