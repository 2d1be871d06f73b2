"""Shared fixtures: the project's data, small and real copies to break, the built site and a browser on it."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook_site.checks import problems
from playbook_site.loading import ROOT, Data, load, load_project
from playbook_site.problems import BrokenData, Problem

TODAY = datetime.date(2026, 11, 24)
SMALL = Path(__file__).parent / "small"


@pytest.fixture(scope="session")
def data() -> Data:
    """The project's own data."""
    return load_project()


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A project of two made-up scenarios with the real vocabulary, policy and interface words."""
    root = tmp_path / "project"
    shutil.copytree(SMALL, root)
    for name in ("vocabulary.yaml", "policy.yaml", "interface", "guard.yaml", "finder"):
        copy = shutil.copytree if (ROOT / "data" / name).is_dir() else shutil.copy
        copy(ROOT / "data" / name, root / "data" / name)
    return root


@pytest.fixture
def real_copy(tmp_path: Path) -> Path:
    """A copy of the project's own data, to be broken."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "data", root / "data")
    return root


def all_problems(root: Path) -> list[Problem]:
    """Every problem of the data below a root, as the check command would report them."""
    try:
        return problems(load(root, TODAY))
    except BrokenData as broken:
        return broken.problems


@pytest.fixture
def problems_of() -> Callable[[Path], list[Problem]]:
    return all_problems
