"""The deadline clock: golden cases worked out without it, the calendar file, and the zones of the data."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from playbook_site.browser_logic import BrowserLogic, logic
from playbook_site.loading import Data

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "vectors" / "clock.json").read_text(encoding="utf-8"))
TITLE = "Answer, or refund; keep a copy, with dates \\ times (eBay)"
CHINESE = "买家提交或修改了纠纷，请同意，或拒绝并提交方案和证据；" * 6 + "🙂é" * 20 + ", ;"


def milliseconds(utc: str) -> int:
    return round(datetime.datetime.fromisoformat(utc.replace("Z", "+00:00")).timestamp() * 1000)


AT, NOW = milliseconds("2026-11-27T02:00:00Z"), milliseconds("2026-11-24T01:02:03Z")


@pytest.fixture(scope="module")
def engine() -> BrowserLogic:
    return logic("namespace", "fields", "clock")


def calendar(engine: BrowserLogic, title: str = TITLE, description: str = CHINESE, id: str = "ebay-cancellation-request") -> str:
    return str(engine.call("clock.calendar", AT, title, description, id, NOW))


def properties(text: str) -> dict[str, str]:
    """The entry's properties by name, unfolded, with their values still escaped; of several the first."""
    found: dict[str, str] = {}
    for line in text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        name, value = line.split(":", 1)
        found.setdefault(name, value)
    return found


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"].replace(" ", "-"))
def test_a_deadline_falls_on_the_instant_worked_out_by_hand(engine: BrowserLogic, case: dict[str, Any]) -> None:
    wanted = {"at": milliseconds(case["at"]), "skipped": case["skipped"]} if case["at"] else None
    assert engine.call("clock.due", case["rule"], case["event"], case["eventZone"]) == wanted


def test_there_are_forty_cases_or_more_and_no_two_alike() -> None:
    assert len([case for case in CASES if case["at"]]) >= 40
    assert len({json.dumps([case["rule"], case["event"], case["eventZone"]]) for case in CASES}) == len(CASES)


def test_the_cases_cover_every_unit_and_both_changes_of_the_clock() -> None:
    assert {case["rule"]["unit"] for case in CASES} == {"minutes", "hours", "calendar-days", "business-days"}
    shifts = {(case["rule"]["zone"], shift(case)) for case in CASES if case["at"]}
    for zone in ("America/Los_Angeles", "America/New_York", "Europe/London", "Europe/Madrid", "Australia/Sydney"):
        assert {(zone, "forward"), (zone, "back")} <= shifts


def shift(case: dict[str, Any]) -> str:
    """Which way the clock of the rule's zone has gone in the three weeks before the deadline."""
    end = datetime.datetime.fromisoformat(case["at"].replace("Z", "+00:00"))
    before, after = (at.astimezone(ZoneInfo(case["rule"]["zone"])).replace(tzinfo=None) for at in (end - datetime.timedelta(days=21), end))
    gone = after - before - datetime.timedelta(days=21)
    return "forward" if gone > datetime.timedelta() else "back" if gone < datetime.timedelta() else "still"


def test_a_calendar_file_ends_every_line_with_cr_and_lf(engine: BrowserLogic) -> None:
    text = calendar(engine, description="first\nsecond\r\nthird\rfourth")
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert not re.search(r"\r(?!\n)|(?<!\r)\n", text)
    assert unescaped(properties(text)["DESCRIPTION"]) == "first\nsecond\nthird\nfourth"


@pytest.mark.parametrize("words", [TITLE, CHINESE, "x" * 300, "，" * 100, "🙂" * 60], ids=["english", "chinese", "one-word", "three-octets", "four-octets"])
def test_no_line_of_a_calendar_file_is_longer_than_75_octets(engine: BrowserLogic, words: str) -> None:
    text = calendar(engine, title=words, description=words)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert unescaped(properties(text)["SUMMARY"]) == words


def test_no_deadline_of_the_data_makes_a_calendar_line_too_long(engine: BrowserLogic, data: Data) -> None:
    for deadline in data.deadlines.values():
        for language in ("en", "zh"):
            text = calendar(engine, deadline.ends[language], deadline.situation[language], deadline.id)
            assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
            assert properties(text)["UID"] == f"{deadline.id}-20261127T020000Z@customer-service-playbook"


def test_a_calendar_file_gives_its_times_in_utc_and_has_no_end_before_its_start(engine: BrowserLogic) -> None:
    found = properties(calendar(engine))
    assert (found["DTSTART"], found["DTSTAMP"]) == ("20261127T020000Z", "20261124T010203Z")
    assert found.get("DTEND", "99991231T235959Z") > found["DTSTART"]


def test_a_calendar_file_escapes_commas_semicolons_and_backslashes(engine: BrowserLogic) -> None:
    summary = properties(calendar(engine))["SUMMARY"]
    assert summary == "Answer\\, or refund\\; keep a copy\\, with dates \\\\ times (eBay)"


def test_a_calendar_file_opens_and_closes_what_it_must(engine: BrowserLogic) -> None:
    text = calendar(engine)
    nesting = [line for line in text.split("\r\n") if line.startswith(("BEGIN:", "END:"))]
    assert nesting == ["BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VALARM", "END:VALARM", "END:VEVENT", "END:VCALENDAR"]
    assert {"VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "SUMMARY", "ACTION", "TRIGGER"} <= set(properties(text))


def test_every_deadline_is_counted_in_a_zone_that_exists_and_that_the_clock_offers(data: Data) -> None:
    offered = {zone.id for zone in data.vocabulary.time_zones}
    for deadline in data.deadlines.values():
        assert ZoneInfo(deadline.time_zone).key in offered, deadline.id


def test_the_clock_counts_every_deadline_of_the_data(engine: BrowserLogic, data: Data) -> None:
    for deadline in data.deadlines.values():
        rule = {"amount": data.facts[deadline.fact].value[deadline.amount], "unit": deadline.unit, "zone": deadline.time_zone}
        assert engine.call("clock.due", rule, "2026-11-24T10:00", "Asia/Shanghai")["at"] > milliseconds("2026-11-24T02:00:00Z"), deadline.id
