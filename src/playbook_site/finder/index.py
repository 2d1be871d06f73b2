"""The finder's index: made by the same scripts that read it, as a classic script for the page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from playbook_site.browser_logic import BrowserLogic, as_script
from playbook_site.finder.documents import documents
from playbook_site.loading import Data

INDEX, CARDS = "finder-index.js", "finder-cards.js"
READING = ("namespace", "words", "packing", "postings", "finder-lexicon", "finder-features", "finder-spelling", "finder-dangers")
SEARCHING = (*READING, "finder")
BUILDING = (*READING, "training", "finder-build")


def build_index(data: Data, **options: float) -> dict[str, Any]:
    """The index of all scenarios as a JSON value; building takes some seconds because it learns from every wording."""
    return dict(index_of(documents(data, data.finder), **options))


def index_of(gathered: dict[str, Any], **options: float) -> dict[str, Any]:
    """The index of gathered documents."""
    return dict(_builder().call("finder.build", gathered, options))


@lru_cache(maxsize=1)
def _builder() -> BrowserLogic:
    return BrowserLogic(*BUILDING)


def scripts(data: Data) -> dict[str, str]:
    """File name -> text of the two scripts that hang the index, and what results show, on ``window``."""
    gathered = documents(data, data.finder)
    return {INDEX: script_of(index_of(gathered)), CARDS: cards_script(gathered)}


def script_of(index: dict[str, Any]) -> str:
    """An index as the text of a script for the page."""
    return as_script("playbookFinderIndex", index)


def cards_script(gathered: dict[str, Any]) -> str:
    """What results show, as the text of a script for the page."""
    return as_script("playbookFinderCards", gathered["cards"])
