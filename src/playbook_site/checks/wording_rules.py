"""Rules of words: the right language, no number of its own, no markup, enough of the buyers' wordings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from playbook_site.checks.finding import Finding, pages_and_holding
from playbook_site.checks.reply_rules import written
from playbook_site.documents import Place
from playbook_site.inline import plain, strings, texts
from playbook_site.loading import Data
from playbook_site.model import Scenario as Page

EXAMPLES = ("buyer_says", "agent_asks", "practice")  # where people speak for themselves
LEAST_WORDINGS = {"en": 8, "zh": 8, "es": 2, "pt-BR": 2, "fr": 2, "de": 2, "ru": 2}

_NUMBER = r"(?:\d+(?:[.,]\d+)?|two|three|four|five|six|seven|eight|nine|ten|fourteen|thirty|ninety)"
_UNITS = r"(?:minutes?|hours?|h|business days?|working days?|calendar days?|days?|weeks?|months?|years?|percent)"
_MONEY = r"(?:USD|EUR|GBP|CNY|RMB|US\$|dollars?|euros?|pounds?|yuan)"
_OTHER_UNITS = (
    r"(?:horas?|d[ií]as?|semanas?|m[eê]s(?:es)?|años?|anos?|dias?|heures?|jours?|semaines?|mois|ans?|Stunden?|Tagen?|Wochen?|Monaten?"
    r"|час(?:а|ов)?|дн(?:я|ей)|день|недел[иьюя]|месяц(?:а|ев)?)"
)
_HAN_NUMBER = r"(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百]+)"
LITERALS = re.compile(
    rf"\b{_NUMBER}[\s-]?(?:{_UNITS}|{_MONEY}|{_OTHER_UNITS})\b|[$€£¥]\s?\d|\b\d+(?:[.,]\d+)?\s?(?:[%$€£¥])"
    rf"|{_HAN_NUMBER}\s?(?:个)?(?:小时|工作日|自然日|天内|天后|日内|周内|星期|个月|美元|欧元|英镑|元)|\d+\s?[天日年周]",
    re.IGNORECASE,
)
MARKUP = re.compile(r"<\s*/?\s*[a-zA-Z!][^>]*>|&[a-z]+;|javascript:", re.IGNORECASE)


def numbers_stand_in_facts_or_policy(data: Data) -> Iterator[Finding]:
    for scenario in pages_and_holding(data):
        for place, text in texts(scenario.page):
            for language in ("en", "zh") if place[0] not in EXAMPLES else ():
                if match := LITERALS.search(plain(text[language])):
                    remedy = "cite a [[fact]] or a {policy.number} instead"
                    yield Finding(scenario.document, (*place, language), f"'{match[0].strip()}' is a number of its own", remedy, within=match[0])
    for _, language, id, reply, document in written(data):
        for part in ("subject", "body"):
            if match := LITERALS.search(plain(getattr(reply, part))):
                wrong = f"'{match[0].strip()}' would be promised to every buyer"
                yield Finding(document, (id, part), wrong, "use a placeholder such as a date", named=f"reply '{id}', {language}", within=match[0])


def words_hold_no_markup(data: Data) -> Iterator[Finding]:
    for document in data.documents.values():
        for place, text in strings(document.data):
            if match := MARKUP.search(text):
                yield Finding(document, place, f"'{match[0][:40]}' is markup and would be shown as it stands", "write plain words", within=match[0])


def share_of_script(text: str, script: str) -> float:
    """The share of a text's letters whose Unicode name starts with a script's name."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(unicodedata.name(letter, "").startswith(script) for letter in letters) / len(letters) if letters else 0.0


def script_of(language: str) -> str:
    """The script a language is written in, as Unicode names begin with it."""
    return {"zh": "CJK", "ru": "CYRILLIC", "ar": "ARABIC"}.get(language, "LATIN")


def closest_language(data: Data, text: str, language: str) -> str:
    """Of the languages that share this one's script, the one whose marker words a text holds most."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    rivals = [term for term in data.vocabulary.languages if term.marker_words and script_of(term.id) == script_of(language)]
    counts = {term.id: sum(word in term.marker_words for word in words) for term in rivals}
    best = max(counts, key=lambda id: (counts[id], id == language), default=language)
    return best if counts.get(best, 0) >= 3 and counts[best] > 1.5 * counts.get(language, 0) else language


def wrong_language(data: Data, text: str, language: str) -> str | None:
    """What speaks against a text being in a language, or None."""
    letters = plain(text)
    least = {"CJK": 0.1, "LATIN": 0.9}.get(script_of(language), 0.6)
    if len(letters) >= 8 and share_of_script(letters, script_of(language)) < least:
        return f"is not written in the script of '{language}'"
    found = closest_language(data, letters, language)
    return f"reads like '{found}', not '{language}'" if found != language else None


def words_are_in_their_language(data: Data) -> Iterator[Finding]:
    remedy = "write it in that language, or move it to the right key"
    for scenario in pages_and_holding(data):
        for place, text in texts(scenario.page):
            for language in ("en", "zh"):
                if wrong := wrong_language(data, text[language], language):
                    yield Finding(scenario.document, (*place, language), f"'{text[language][:30]}' {wrong}", remedy)
    for _, language, id, reply, document in written(data):
        if wrong := wrong_language(data, reply.body, language):
            yield Finding(document, (id, "body"), f"the text {wrong}", remedy, named=f"reply '{id}', {language}")


def buyers_are_heard_in_every_language(data: Data) -> Iterator[Finding]:
    for scenario in data.scenarios.values():
        assert isinstance(scenario.page, Page)
        for language, least in LEAST_WORDINGS.items():
            found = len(scenario.page.buyer_says.get(language, []))
            if found < least:
                wrong = f"{found} wordings in {language}, at least {least} are needed"
                yield Finding(scenario.document, ("buyer_says", language), wrong, "add wordings that differ")


def wordings_belong_to_one_scenario(data: Data) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for scenario in data.scenarios.values():
        assert isinstance(scenario.page, Page)
        for language, wordings in scenario.page.buyer_says.items():
            for index, wording in enumerate(wordings):
                key = re.sub(r"\W+", " ", wording.casefold()).strip()
                if key in owners:
                    place: Place = ("buyer_says", language, index)
                    yield Finding(scenario.document, place, f"'{wording[:40]}' stands at '{owners[key]}' already", "keep it where it fits best")
                owners.setdefault(key, scenario.id)


RULES = [
    numbers_stand_in_facts_or_policy,
    words_hold_no_markup,
    words_are_in_their_language,
    buyers_are_heard_in_every_language,
    wordings_belong_to_one_scenario,
]
