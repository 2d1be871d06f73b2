"""The committed stubs: one two-line Markdown page per scenario, family and platform, in each site language.

The stub names the page for MkDocs; its content is rendered from the data. ``write`` brings the stubs in step with the
data and deletes orphans; ``differences`` says what it would do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from playbook_site import model
from playbook_site.inline import plain
from playbook_site.loading import SITE_LANGUAGES, Data
from playbook_site.reference import schema_texts
from playbook_site.views import Views

STUB_FOLDERS = ("playbooks", "families", "rules")


def stubs(data: Data) -> dict[str, str]:
    """Path below the project root -> text of every generated file: stubs and JSON Schemas."""
    pages = {f"docs/{language}/{path}.md": text for language in SITE_LANGUAGES for path, text in _pages(data, language)}
    return pages | {f"schema/{name}": text for name, text in schema_texts().items()}


def _pages(data: Data, language: str) -> Iterator[tuple[str, str]]:
    for scenario in data.scenarios.values():
        page = scenario.page
        assert isinstance(page, model.Scenario)
        yield f"playbooks/{scenario.id}", _stub(page.title[language], page.in_short[language], f'playbook("{scenario.id}")')
    for family in data.catalogue.families:
        yield f"families/{family.id}", _stub(family.title[language], family.intro[language], f'family("{family.id}")')
    for platform, _ in Views(data, language).platforms_with_facts():
        title = data.interface[language]["rules_of"].format(platform=platform.name[language])
        yield f"rules/{platform.id}", _stub(title, data.interface[language]["all_rules_intro"], f'rules("{platform.id}")')


def _stub(title: str, description: str, macro: str) -> str:
    """Front matter in JSON strings, which are YAML too, so that no text can break out of them."""
    quoted = [json.dumps(" ".join(plain(text).split()), ensure_ascii=False) for text in (title, description)]
    return f"---\ntitle: {quoted[0]}\ndescription: {quoted[1]}\n---\n{{{{ {macro} }}}}\n"


def orphans(data: Data) -> list[Path]:
    """Stub files on disk that nothing in the data asks for."""
    wanted = stubs(data)
    folders = [data.root / "docs" / language / folder for language in SITE_LANGUAGES for folder in STUB_FOLDERS]
    found = [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.md"))]
    return [path for path in found if path.relative_to(data.root).as_posix() not in wanted]


def differences(data: Data) -> list[str]:
    """Paths of generated files that are missing, out of date or orphaned."""
    changed = [path for path, text in stubs(data).items() if not (data.root / path).is_file() or (data.root / path).read_text(encoding="utf-8") != text]
    return changed + [path.relative_to(data.root).as_posix() for path in orphans(data)]


def write(data: Data) -> list[str]:
    """Bring the generated files in step with the data. Returns the paths that changed."""
    changed = differences(data)
    for path in orphans(data):
        path.unlink()
    for name, text in stubs(data).items():
        target = data.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return changed
