"""What the finder learns from and shows, gathered from pages, catalogue and ``data/finder``."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from pypinyin import Style, lazy_pinyin

from playbook_site import model
from playbook_site.finder.model import NONE
from playbook_site.finder.sources import Sources
from playbook_site.inline import segments
from playbook_site.loading import SITE_LANGUAGES, Data, Scenario
from playbook_site.numbers import Amounts

# How much an example of each origin counts while learning.
WEIGHTS = {"title": 2.0, "in_short": 0.6, "use_when": 0.6, "jargon": 1.5, "wording": 1.0}
HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
Example = dict[str, Any]  # text, weight


def documents(data: Data, sources: Sources) -> dict[str, Any]:
    """The value that ``playbook.finder.build`` turns into the index."""
    entries = [(family, entry) for family in data.catalogue.families for entry in family.playbooks]
    jargon = _jargon(sources)
    scenarios = [
        {
            "id": entry.id,
            "card": _card(data, sources, family, entry),
            "examples": [*_page_examples(data, entry), *_wordings(sources, entry.id), *jargon[entry.id]],
            "replies": _replies(data.scenarios.get(entry.id)),
        }
        for family, entry in entries
    ]
    concepts = _with_glossary(data, {name: _items(languages) for name, languages in sources.synonyms.concepts.items()})
    return {
        "scenarios": scenarios,
        "none": [wording["text"] for wording in _wordings(sources, NONE)],
        "concepts": concepts,
        "pinyin": pinyin(_chinese(scenarios, concepts)),
        "dangers": _dangers(data, sources),
        "platforms": [_platform(platform) for platform in data.vocabulary.platforms if platform.marketplace],
        "families": [{"id": family.id, "title": _both(family.title)} for family in data.catalogue.families],
        "cards": {scenario.id: _details(data, scenario.page) for scenario in data.scenarios.values()},
        "urgency": [{"id": level.id, "name": _both(level.name)} for level in data.vocabulary.urgency],
    }


def _both(text: model.Text) -> dict[str, str]:
    return {language: text[language] for language in SITE_LANGUAGES}


def _written(data: Data, text: model.Text) -> dict[str, str]:
    """Both languages as plain text, the shop's numbers filled in."""
    amounts = {language: Amounts(data, language) for language in SITE_LANGUAGES}
    return {language: _filled(text[language], amounts[language]) for language in SITE_LANGUAGES}


def _filled(text: str, amounts: Amounts) -> str:
    said = {"text": lambda value: value, "policy": amounts.policy, "fact": lambda value: "", "placeholder": lambda value: value}
    return re.sub(r"\s+", " ", "".join(said[segment.kind](segment.value) for segment in segments(text))).strip()


# --- what a result shows ------------------------------------------------------------------------------------------


def _card(data: Data, sources: Sources, family: model.Family, entry: model.Entry) -> dict[str, Any]:
    """What the result list shows of a scenario; one without a page has a title, and perhaps why to stop."""
    scenario = data.scenarios.get(entry.id)
    card: dict[str, Any] = {"family": family.id}
    if entry.id in sources.bound.only_on:
        card["only_on"] = sources.bound.only_on[entry.id]
    if scenario is None:
        title = entry.planned or model.Text(en=entry.id, zh=entry.id)
        meanwhile = [id for id in sources.bound.meanwhile.get(entry.id, []) if id in data.scenarios]
        return card | {"planned": True, "title": _both(title), "meanwhile": meanwhile} | ({"stop": _both(entry.stop)} if entry.stop else {})
    page: Any = scenario.page
    return card | {"title": _both(page.title)} | ({"urgency": page.urgency} if isinstance(page, model.Playbook) else {})


def _details(data: Data, page: Any) -> dict[str, Any]:
    """What a result shows besides its title: nothing of it is needed to find it."""
    neighbours = [{"see": neighbour.see, **_written(data, neighbour)} for neighbour in page.not_when]
    return {"in_short": _written(data, page.in_short), "use_when": _written(data, page.use_when), "not_when": neighbours}


def _platform(platform: model.Platform) -> dict[str, Any]:
    names = [*platform.also_called, platform.name.en, platform.name.zh]
    return {"id": platform.id, "name": _both(platform.name), "also": sorted({name for name in names if len(name) > 2 or name.isupper()})}


def _dangers(data: Data, sources: Sources) -> list[dict[str, Any]]:
    """The patterns of all languages together: nobody says which language a message is in."""
    return [{"id": danger.id, "says": _joined(danger.says), "unless": _joined(danger.unless)} for danger in sources.dangers.dangers if danger.id in data.known_ids]


def _joined(languages: dict[str, list[str]]) -> list[str]:
    return [pattern for patterns in languages.values() for pattern in patterns]


# --- what it learns from ------------------------------------------------------------------------------------------


def _example(text: str, origin: str) -> Example:
    return {"text": text, "weight": WEIGHTS[origin]}


def _page_examples(data: Data, entry: model.Entry) -> Iterator[Example]:
    scenario = data.scenarios.get(entry.id)
    if scenario is None:
        if entry.planned:
            yield from (_example(entry.planned[language], "title") for language in SITE_LANGUAGES)
        return
    page: Any = scenario.page
    for origin in ("title", "in_short", "use_when"):
        yield from (_example(text, origin) for text in _written(data, getattr(page, origin)).values())
    for languages in (page.buyer_says, page.agent_asks):
        yield from (_example(text, "wording") for texts in languages.values() for text in texts)
    for case in page.practice:
        yield from (_example(text, "wording") for text in case.says.values())


def _wordings(sources: Sources, id: str) -> list[Example]:
    return [_example(text, "wording") for texts in sources.wordings.get(id, {}).values() for text in texts]


def _jargon(sources: Sources) -> dict[str, list[Example]]:
    by_scenario: dict[str, list[Example]] = defaultdict(list)
    for word, ids in sources.synonyms.jargon.items():
        for id in ids:
            by_scenario[id].append(_example(word, "jargon"))
    return by_scenario


def _replies(scenario: Scenario | None) -> list[dict[str, Any]]:
    """For each reply the words that tell its case from the others of the page."""
    if scenario is None or not isinstance(scenario.page, model.Playbook):
        return []
    texts: dict[str, list[str]] = defaultdict(list)
    for id, info in scenario.page.replies.items():
        texts[id] += [info.when[language] for language in SITE_LANGUAGES]
    for outcome in scenario.page.tree.outcomes.values():
        if outcome.reply:
            texts[outcome.reply] += [outcome.title[language] for language in SITE_LANGUAGES]
    return [{"id": id, "text": "\n".join(said)} for id, said in texts.items()]


def _with_glossary(data: Data, concepts: dict[str, list[str]]) -> dict[str, list[str]]:
    """The concepts, each with the other spellings of the glossary's words it knows already."""
    spellings = [{name.replace(",", " ").casefold() for name in (term.term.en, term.term.zh, *term.also)} for term in data.glossary.terms]
    return {name: sorted({*items, *(word for term in spellings if term & set(items) for word in term)}) for name, items in concepts.items()}


def _items(languages: dict[str, str]) -> list[str]:
    return sorted({item.strip() for line in languages.values() for item in line.split(",") if item.strip()})


# --- pinyin -------------------------------------------------------------------------------------------------------


def _chinese(scenarios: list[dict[str, Any]], concepts: dict[str, list[str]]) -> Iterator[str]:
    for scenario in scenarios:
        for example in scenario["examples"]:
            yield from HAN_RUN.findall(example["text"])
    for items in concepts.values():
        yield from (item for item in items if HAN_RUN.match(item))


def pinyin(texts: Iterable[str]) -> dict[str, str]:
    """Syllable -> the characters read so in these texts, each once per reading that is not rare for it."""
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for character, syllable in zip(text, lazy_pinyin(text, style=Style.NORMAL), strict=False):
            readings[character][syllable] += 1
    table: dict[str, str] = defaultdict(str)
    for character, counts in sorted(readings.items()):
        for syllable, count in counts.items():
            if syllable.isascii() and syllable.isalpha() and count * 5 >= counts.total():
                table[syllable] += character
    return dict(sorted(table.items()))
