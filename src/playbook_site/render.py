"""Render pages from the model: one Jinja environment with autoescape, one template a macro.

Nothing here knows MkDocs. Addresses are relative to ``base``, the way from a page back to its language's root.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from playbook_site import model
from playbook_site.inline import paragraphs, segments
from playbook_site.loading import Data, Scenario, load_project
from playbook_site.numbers import Amounts
from playbook_site.picture import draw
from playbook_site.reference import field_tables
from playbook_site.views import Views

TEMPLATES = Path(__file__).parent / "templates"


class Renderer:
    """The pages of one site language."""

    def __init__(self, data: Data, language: str) -> None:
        self.data, self.language = data, language
        self.views = Views(data, language)
        amounts, words = Amounts(data, language), data.interface[language]
        self.environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        self.environment.filters |= {"segments": segments, "paragraphs": paragraphs, "own": self._own, "heading": heading}
        self.environment.globals |= {
            "data": data, "language": language, "w": SimpleNamespace(**words), "say": lambda name, **slots: words[name].format(**slots),
            "views": self.views, "amounts": amounts,
            "draw": lambda tree: draw(tree, language, {name: amounts.policy(name) for name in data.policy.numbers}), "field_tables": field_tables,
            "is_playbook": lambda page: isinstance(page, model.Playbook),
        }  # fmt: skip

    def _own(self, text: model.Text) -> str:
        return text[self.language]

    def page(self, template: str, base: str, **context: Any) -> Markup:
        """A page's body as Markdown with HTML blocks, ready for MkDocs; addresses in it start with ``base``."""
        rendered = self.environment.get_template(f"{template}.html.jinja").render(base=base, **context)
        lines = [line.strip() for line in rendered.splitlines() if line.strip()]
        return Markup("\n".join(f"\n{line}\n" if line.startswith("## ") else line for line in lines))

    def scenario(self, id: str, base: str) -> Markup:
        """The page of one scenario, by its permanent id."""
        scenario: Scenario = self.data.scenarios[id]
        kind = "playbook" if isinstance(scenario.page, model.Playbook) else "checklist"
        return self.page(kind, base, scenario=scenario, page=scenario.page)


def heading(text: str, id: str) -> Markup:
    """A heading's text and id in Markdown, with everything in the text that Markdown or HTML would read made harmless."""
    harmless = re.sub(r"([\\`*_{}\[\]()#+\-.!~|:])", r"\\\1", str(escape(text)).replace("&#", "&amp;#"))
    return Markup(f"{harmless} {{#{id}}}")


@lru_cache(maxsize=2)
def project_renderer(language: str) -> Renderer:
    """The renderer of this project's data, made once per process and language."""
    return Renderer(load_project(), language)
