"""The finder's index: made by the same scripts that read it, as a classic script for the page."""

from __future__ import annotations

from typing import Any

from playbook_site.browser_logic import as_script, learnt, logic
from playbook_site.finder.documents import documents
from playbook_site.loading import Data

INDEX, CARDS = "finder-index.js", "finder-cards.js"
READING = ("namespace", "words", "packing", "postings", "finder-lexicon", "finder-features", "finder-spelling", "finder-dangers")
SEARCHING = (*READING, "finder")
BUILDING = (*READING, "training", "finder-build")


def build_index(data: Data) -> dict[str, Any]:
    """The index of all scenarios as a JSON value."""
    return _kept(documents(data, data.finder))


def index_of(gathered: dict[str, Any]) -> dict[str, Any]:
    """The index of gathered documents, learnt anew; for all wordings that takes half a minute."""
    return dict(logic(*BUILDING).call("finder.build", gathered))


def _kept(gathered: dict[str, Any]) -> dict[str, Any]:
    return dict(learnt("finder", BUILDING, "finder.build", gathered))


def scripts(data: Data) -> dict[str, str]:
    """File name -> text of the two scripts that hang the index, and what results show, on ``window``."""
    gathered = documents(data, data.finder)
    return {INDEX: script_of(_kept(gathered)), CARDS: cards_script(gathered)}


def script_of(index: dict[str, Any]) -> str:
    """An index as the text of a script for the page."""
    return as_script("playbookFinderIndex", index)


def cards_script(gathered: dict[str, Any]) -> str:
    """What results show, as the text of a script for the page."""
    return as_script("playbookFinderCards", gathered["cards"])
