"""The code keeps its shape: dependencies point one way, markup stays in templates, words stay out of scripts."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from playbook_site.loading import ROOT

SOURCE = ROOT / "src" / "playbook_site"
MODULES = sorted(SOURCE.rglob("*.py"))
SCRIPTS = sorted(path for path in (ROOT / "docs" / "theme" / "assets" / "js").rglob("*.js") if path.parent.name != "data")


def imports(path: Path) -> set[str]:
    """The modules a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_the_package_never_imports_the_site_generator(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in ("mkdocs", "mkdocs_macros", "material")}


def test_the_model_imports_nothing_of_ours() -> None:
    for path in (SOURCE / "model").glob("*.py"):
        assert not {name for name in imports(path) if re.match(r"playbook_site\.(?!model\b)", name)}, path.name


@pytest.mark.parametrize("path", [*sorted((SOURCE / "checks").glob("*.py")), SOURCE / "tree.py", SOURCE / "loading.py"], ids=lambda path: path.name)
def test_checks_tree_and_loading_know_nothing_of_pages(path: Path) -> None:
    assert not {name for name in imports(path) if re.match(r"playbook_site\.(render|pages|site|views)\b", name)}


@pytest.mark.parametrize("path", [*MODULES, ROOT / "macros.py", ROOT / "tasks.py"], ids=lambda path: path.name)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 40, node.name


def strings_of(path: Path) -> list[str]:
    """The strings of a file that are not docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = [node for node in ast.walk(tree) if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))]
    docstrings = {id(node.body[0].value) for node in holders if node.body and isinstance(node.body[0], ast.Expr)}
    return [str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings]


@pytest.mark.parametrize("path", [*MODULES, ROOT / "macros.py"], ids=lambda path: path.name)
def test_python_holds_no_markup(path: Path) -> None:
    assert [text for text in strings_of(path) if re.search(r"</?(a|p|div|span|li|ul|section|script|h[1-6])\b[^>]*>", text)] == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_words_for_people_and_reach_nowhere(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.search(r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|importScripts|innerHTML|outerHTML|insertAdjacentHTML|eval)\b", text)
    assert not re.search(r"textContent = [\"'`][A-Za-z]{2,}", text)
    assert not re.search(r"[\"'`]https?://", text)


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path.parent.name == "elements"], ids=lambda path: path.name)
def test_an_element_stays_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 225


def test_templates_say_what_they_draw() -> None:
    for template in sorted((SOURCE / "templates").glob("*.jinja")):
        assert template.read_text(encoding="utf-8").startswith("{#-"), template.name


def test_generated_files_are_current() -> None:
    done = subprocess.run([sys.executable, "-m", "playbook_site", "stubs", "--check"], cwd=ROOT, capture_output=True, text=True,
                          env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"})  # fmt: skip
    assert done.returncode == 0, done.stdout
