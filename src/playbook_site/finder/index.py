"""The finder's index: made by the same scripts that read it, as a classic script for the page."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from playbook_site.browser_logic import BrowserLogic, as_script
from playbook_site.finder.documents import documents
from playbook_site.loading import Data

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


def script(data: Data) -> str:
    """The index as the text of a script that hangs it on ``window``."""
    return script_of(build_index(data))


def script_of(index: dict[str, Any]) -> str:
    """An index as the text of a script for the page."""
    return as_script("playbookFinderIndex", index)
