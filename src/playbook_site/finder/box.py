"""The finder's markup, rendered once for the header and once for the home page."""

from __future__ import annotations

from markupsafe import Markup

from playbook_site.render import Renderer


def finder_box(renderer: Renderer, placement: str, base: str = "@base@") -> Markup:
    """The finder's box for a placement, ``header`` or ``home``."""
    families = [{"id": family.id, "title": family.title[renderer.language], "url": f"{base}families/{family.id}/"} for family in renderer.data.catalogue.families]
    holding = f"{base}replies/#of-holding"
    return renderer.page("finder-box", base, placement=placement, families=families, holding_url=holding)
