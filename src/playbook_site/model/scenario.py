"""A scenario: guidance, tree or checks, and its replies; and the catalogue that lists all of them."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from playbook_site.model.basics import Count, Id, Language, Line, Prose, Strict, Text


class NotWhen(Text):
    """A case that looks alike but belongs to a neighbour scenario."""

    see: Id = Field(description="Id of the scenario to use instead.")


class Answer(Strict):
    """One way to answer a question of the tree."""

    label: Text = Field(description="The words on the button. Short; the agent picks by it.")
    goes_to: Id = Field(description="Id of the next question or of the outcome.")
    platform: Id | None = Field(None, description="Platform this answer settles; the reply is then checked against it.")


class Question(Strict):
    """A fact that decides how the case goes on."""

    ask: Text = Field(description="One question that the agent can answer from the order page or the message.")
    why: Text = Field(description="Why the answer matters, in one or two sentences.")
    answers: dict[Id, Answer] = Field(min_length=2, description="Answers by id. Links and practice paths refer to the id.")


class Escalate(Strict):
    """When the case is no longer the agent's, and whose it is then."""

    to: Id = Field(description="Id of an escalation target in vocabulary.yaml.")
    when: Text = Field(description="The sign that tells the agent to hand over.")


class FollowUp(Strict):
    """What must be looked at again, and when."""

    after: str = Field(pattern=r"^policy\.[a-z][a-z0-9_]*$", description="`policy.` and the name of a duration in policy.yaml.")
    do: Text = Field(description="What to look at or write on that day.")
    reply: Id | None = Field(None, description="Id of the reply to send then, if any.")


class Outcome(Strict):
    """Where a path through the tree ends: what to do, what to send, what to keep."""

    title: Text = Field(description="The result in one line, starting with the action.")
    do: list[Text] = Field(min_length=1, description="Steps for the agent, in order. Never words for the buyer.")
    reply: Id | None = Field(None, description="Id of the reply to send. Leave it out only with `no_reply`.")
    no_reply: Text | None = Field(None, description="Why nothing is sent to the buyer here.")
    keep: list[Text] = Field(min_length=1, description="Evidence to save before it disappears.")
    never: list[Text] = Field(min_length=1, description="What costs the case or breaks a rule.")
    escalate: Escalate
    follow_up: FollowUp | None = Field(None, description="What to look at again later. Leave out if the case is closed.")


class Tree(Strict):
    """The decision tree: questions lead by answers to questions or outcomes."""

    start: Id = Field(description="Id of the first question.")
    questions: dict[Id, Question] = Field(min_length=1, description="Questions by id, named as questions.")
    outcomes: dict[Id, Outcome] = Field(min_length=1, description="Outcomes by id, named as results.")


class Promise(Strict):
    """What a reply binds the shop to, so that the agent sees it before sending."""

    paragraph: Count = Field(description="Number of the paragraph that makes the promise; the salutation is 1.")
    kind: Id = Field(description="Id of a promise kind in vocabulary.yaml, such as refund or answer-by.")
    what: Text = Field(description="The promise in plain words, with its condition and its date.")


class ReplyInfo(Strict):
    """What holds for a reply in every language."""

    when: Text = Field(description="The case this reply is for, in one line.")
    promises: list[Promise] = Field(description="Everything the reply promises; an empty list if it promises nothing.")
    platforms: list[Id] | None = Field(None, description="Platforms it may be sent on. Leave out if on every one.")


class Practice(Strict):
    """A buyer's message to work through; a test walks the path."""

    says: dict[Language, Prose] = Field(min_length=1, description="The buyer's message, in the language they wrote it in.")
    case: Text = Field(description="What the order page shows.")
    path: dict[Id, Id] = Field(min_length=1, description="Question id: answer id, in order from the start.")
    outcome: Id = Field(description="The outcome where the path ends.")
    trap: Text | None = Field(None, description="The mistake that a beginner makes here.")


class Scenario(Strict):
    """What a playbook and a checklist have in common."""

    title: Text
    in_short: Text = Field(description="The whole answer in one or two sentences, action first.")
    use_when: Text = Field(description="How the agent recognises the scenario.")
    not_when: list[NotWhen] = Field(default=[], description="Lookalikes, each with the scenario to use instead.")
    buyer_says: dict[Language, list[Prose]] = Field(description="Real wordings by language. The finder learns from them.")
    agent_asks: dict[Language, list[Prose]] = Field(default={}, description="What agents type when they look for this.")
    replies: dict[Id, ReplyInfo] = Field(default={}, description="The replies of this scenario; their words are in replies.<language>.yaml.")
    facts: list[Id] = Field(default=[], description="Ids of the platform rules this page stands on.")
    related: list[Id] = Field(min_length=1, description="Ids of scenarios that often come next.")
    reviewed_on: datetime.date = Field(description="When someone last read the page against the rules.")
    review_every_days: Count = Field(description="A warning appears once this many days have passed.")
    owner: Prose = Field(description="Who keeps the page right.")


class Playbook(Scenario):
    """A scenario that answers a buyer: `data/playbooks/<family>/<id>/playbook.yaml`."""

    urgency: Id = Field(description="Id of an urgency in vocabulary.yaml.")
    check_first: list[Text] = Field(min_length=1, description="What to look up before answering.")
    tree: Tree
    practice: list[Practice] = Field(min_length=3)


class Check(Strict):
    """One point of a checklist."""

    do: Text = Field(description="What to do, action first.")
    why: Text = Field(description="What happens otherwise.")
    reply: Id | None = Field(None, description="Id of the message to send for this point, if any.")


class Section(Strict):
    """A group of checks that are done together."""

    title: Text
    checks: dict[Id, Check] = Field(min_length=1, description="Checks by id, in the order in which they are done.")


class PreventionPractice(Strict):
    """A complaint that one check would have prevented."""

    says: dict[Language, Prose] = Field(min_length=1, description="The buyer's message, in the language they wrote it in.")
    case: Text = Field(description="What had happened.")
    prevented_by: Id = Field(description="Id of the check that was skipped.")
    lesson: Text = Field(description="What to change from now on.")


class Checklist(Scenario):
    """A scenario that prevents trouble: `data/playbooks/<family>/<id>/checklist.yaml`."""

    sections: dict[Id, Section] = Field(min_length=1, description="Sections by id, in working order.")
    never: list[Text] = Field(min_length=1, description="What breaks a rule or causes the complaint.")
    practice: list[PreventionPractice] = Field(min_length=3)


class Reply(Strict):
    """The words of one reply in one language."""

    subject: Line = Field(description="Subject line of the e-mail.")
    body: Prose = Field(description="Paragraphs separated by an empty line; placeholders in braces.")


class SharedReplies(Strict):
    """Replies that every scenario may fall back on: `data/holding/holding.yaml`."""

    replies: dict[Id, ReplyInfo] = Field(min_length=1)


class Entry(Strict):
    """A place in the catalogue. The id is permanent."""

    id: Id
    planned: Text | None = Field(None, description="Working title while the scenario has no folder yet.")
    stop: Text | None = Field(None, description="While there is no page: why an agent must stop and hand over.")


class Family(Strict):
    """A group of scenarios with a page of its own."""

    id: Id
    kind: Literal["playbook", "checklist"] = "playbook"
    title: Text
    intro: Text = Field(description="How to tell the scenarios of this family apart.")
    why_it_matters: Text = Field(description="What is at stake for the shop.")
    playbooks: list[Entry] = Field(min_length=1)


class Catalogue(Strict):
    """`data/playbooks.yaml`: families in order, scenarios in order, permanent ids."""

    families: list[Family] = Field(min_length=1)
