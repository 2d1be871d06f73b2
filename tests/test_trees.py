"""Every path of every tree, for every playbook of the site."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook_site import tree as trees
from playbook_site.loading import Data, load_project
from playbook_site.model import Playbook

PLAYBOOKS = {id: scenario.page for id, scenario in load_project().scenarios.items() if isinstance(scenario.page, Playbook)}


@pytest.mark.parametrize("page", PLAYBOOKS.values(), ids=PLAYBOOKS.keys())
def test_every_path_ends_at_an_outcome_and_every_outcome_ends_a_path(page: Playbook) -> None:
    ends = [end for _, end in trees.paths(page.tree)]
    assert set(ends) == set(page.tree.outcomes)


@pytest.mark.parametrize("page", PLAYBOOKS.values(), ids=PLAYBOOKS.keys())
def test_no_path_asks_the_same_question_twice(page: Playbook) -> None:
    for path, _ in trees.paths(page.tree):
        asked = [question for question, _ in path]
        assert len(asked) == len(set(asked))


@pytest.mark.parametrize("page", PLAYBOOKS.values(), ids=PLAYBOOKS.keys())
def test_practice_reaches_at_least_three_different_outcomes(page: Playbook) -> None:
    assert len({case.outcome for case in page.practice}) >= 3


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("id", PLAYBOOKS)
def test_every_question_reaches_a_holding_reply_in_two_clicks(site: Path, data: Data, id: str, language: str) -> None:
    html = (site / ("zh" if language == "zh" else "") / "playbooks" / id / "index.html").read_text(encoding="utf-8")
    assert html.count('href="#step-not-sure"') == len(PLAYBOOKS[id].tree.questions)
    hand_over = html[html.index('id="step-not-sure"') :]
    assert 'data-reply="holding-general"' in hand_over[:400]
    assert 'id="reply-holding-general"' in html
