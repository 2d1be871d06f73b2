"""Macros of the site's pages. Each hands its page to the package ``playbook_site`` and returns what that renders."""

from __future__ import annotations

from typing import Any

from playbook_site.finder.box import finder_box
from playbook_site.render import project_renderer


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros, for the language of the site being built."""
    language = env.conf["extra"]["site_language"]
    renderer = project_renderer(language)
    data = renderer.data
    env.conf["extra"]["words"] = data.interface[language]
    env.conf["extra"]["finder_header"] = str(finder_box(renderer, "header"))

    def base() -> str:
        """The way from the page being rendered to the root of its language."""
        return "../" * str(env.page.url).count("/")

    @env.macro
    def playbook(id: str) -> str:
        return renderer.scenario(id, base())

    @env.macro
    def family(id: str) -> str:
        return renderer.page("family", base(), family=data.families[id])

    @env.macro
    def rules(platform: str) -> str:
        return renderer.page("rules", base(), platform=renderer.views.term("platforms", platform))

    @env.macro
    def home() -> str:
        return renderer.page("home", base(), finder=finder_box(renderer, "home", base()))

    @env.macro
    def from_data(name: str) -> str:
        """A page that needs nothing but the data: replies, deadlines, glossary, policy or format."""
        return renderer.page(name, base())
