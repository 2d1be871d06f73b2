"""The one definition of the data format: every YAML file below ``data/`` is an instance of a class here.

The JSON Schema for editors and the authors' field tables are generated from these classes, so a field is described
once, in its ``description``. Objects are frozen; unknown keys and implicit conversions are refused.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
UnitId = Annotated[str, StringConstraints(pattern=r"^([a-z]+(-[a-z]+)*|[A-Z]{3})$")]
Line = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^\n]+$")]
Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Words = Annotated[str, StringConstraints(min_length=1)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z]{2,4})?$")]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"<>]+$")]
Count = Annotated[int, Field(ge=1)]


class Strict(BaseModel):
    """A frozen record that refuses unknown keys and silent conversions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Text(Strict):
    """Words for the agent, in both site languages."""

    en: Prose = Field(description="English, as a native support lead would write it.")
    zh: Prose = Field(description="Simplified Chinese, written afresh rather than translated sentence by sentence.")

    def __getitem__(self, language: str) -> str:
        return self.zh if language == "zh" else self.en


# --- one scenario -----------------------------------------------------------------------------------------------


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


# --- the catalogue -----------------------------------------------------------------------------------------------


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


# --- facts -------------------------------------------------------------------------------------------------------


class Source(Strict):
    """Where a rule was read."""

    url: Url
    title: Prose
    seen: str = Field(pattern=r"^(\d{4}(-\d{2}(-\d{2})?)?|unknown)$", description="Year, month or day of publication or capture, or `unknown`.")


class Fact(Strict):
    """A dated, sourced rule. The only place where a platform's number stands."""

    id: Id
    platform: Id
    region: Id | None = None
    topic: Id
    fact: Text
    value: dict[Name, JsonValue] = Field(default={}, description="The rule's figures, for sentences and clocks.")
    applies_to: list[Id] = Field(min_length=1, description="Scenario ids the rule bears on.")
    source: Source
    confidence: Literal["high", "medium", "low"]
    note: Text | None = Field(None, description="The caveat: what the source does not settle, or where sources disagree.")


class FactFile(Strict):
    """`data/facts/<platform>.yaml`."""

    read_on: datetime.date = Field(description="When the sources were read.")
    facts: list[Fact]


class Deadline(Strict):
    """A fact's figure as a clock: from an event until an answer is due."""

    id: Id
    fact: Id = Field(description="The fact that holds the figure.")
    amount: Name = Field(description="Which figure of the fact's value counts.")
    unit: Literal["minutes", "hours", "calendar-days", "business-days"]
    situation: Text = Field(description="What has happened, as the agent would say it.")
    starts: Text = Field(description="The event whose date and time goes in.")
    ends: Text = Field(description="What must be done by then.")
    time_zone: str = Field(pattern=r"^([A-Za-z_]+/[A-Za-z_/]+|UTC)$", description="IANA zone in which the platform counts days.")


class DeadlineFile(Strict):
    """`data/deadlines.yaml`."""

    deadlines: list[Deadline]


class GlossaryEntry(Strict):
    """A word of the trade."""

    id: Id
    term: Text = Field(description="The word or abbreviation as it is used in each language.")
    means: Text = Field(description="What it means for the agent, in one or two sentences.")
    also: list[Line] = Field(default=[], description="Other spellings; the finder knows them too.")


class Glossary(Strict):
    """`data/glossary.yaml`."""

    terms: list[GlossaryEntry] = Field(min_length=1)


# --- the shop and the closed lists -------------------------------------------------------------------------------


class PolicyNumber(Strict):
    """A number that is the shop's decision."""

    amount: int | float
    unit: UnitId = Field(description="Id of a unit in vocabulary.yaml.")
    label: Text
    why: Text = Field(description="What the number decides, and what to weigh when changing it.")


class Policy(Strict):
    """`data/policy.yaml`: the first file a team edits."""

    shop_name: Line
    time_zone: str = Field(pattern=r"^[A-Za-z_]+/[A-Za-z_/]+$", description="IANA zone in which the team works.")
    numbers: dict[Name, PolicyNumber]


class Term(Strict):
    """An entry of a closed list."""

    id: Id
    name: Text


class OrderNumber(Strict):
    """What a platform's order number looks like."""

    pattern: str
    example: Line
    problem: Text = Field(description="What to tell the agent when the form is wrong.")


class Platform(Term):
    """A marketplace, carrier, payment system or body of law that sets rules."""

    marketplace: bool = Field(description="Whether replies are sent through it.")
    order_number: OrderNumber | None = None
    message_limit_fact: Id | None = Field(None, description="The fact with the length of its message box.")
    message_limit_value: Name | None = Field(None, description="Which figure of that fact counts characters.")
    also_called: list[Line] = Field(default=[], description="Names and jargon by which a message gives the platform away.")


class LanguageTerm(Strict):
    """A language replies are written in."""

    id: Language
    name: Text
    own_name: Line
    direction: Literal["ltr", "rtl"] = "ltr"
    marker_words: list[Line] = Field(default=[], description="Frequent words by which the checks tell it from its neighbours.")


class Unit(Strict):
    """How an amount is written in guidance; `{n}` stands for the number."""

    id: UnitId
    name: Text
    one: Text
    many: Text
    is_duration: bool = False


class Level(Term):
    """A step of a scale, such as how soon to answer or how sure a rule is."""

    means: Text


class Choice(Strict):
    """A value that is written differently in each reply language."""

    id: Id
    label: Text
    text: dict[Language, Line]


class Placeholder(Strict):
    """A blank in a reply."""

    id: Name
    kind: Literal["text", "long-text", "personal-line", "date", "money", "carrier", "tracking-number", "order-number", "platform", "choice"]
    label: Text
    hint: Text | None = Field(None, description="How to fill it well.")
    example: Line
    pattern: str | None = Field(None, description="Regular expression the whole value must match.")
    problem: Text | None = Field(None, description="What to tell the agent when it does not.")
    kept: bool = Field(False, description="Whether this browser may keep the value if the agent asks for it.")
    default: Literal["shop_name"] | None = Field(None, description="Name in policy.yaml that fills it.")
    choices: list[Choice] = Field(default=[])


class Zone(Strict):
    """A time zone offered by the clock."""

    id: str = Field(pattern=r"^([A-Za-z_]+/[A-Za-z_/]+|UTC)$", description="IANA name.")
    name: Text


class Vocabulary(Strict):
    """`data/vocabulary.yaml`: closed lists."""

    languages: list[LanguageTerm]
    required_reply_languages: list[Language] = Field(description="Every reply exists in these.")
    platforms: list[Platform]
    regions: list[Term]
    topics: list[Term]
    confidence: list[Level]
    urgency: list[Level]
    escalation: list[Term]
    promises: list[Term]
    units: list[Unit]
    placeholders: list[Placeholder]
    currencies: list[Line] = Field(description="ISO 4217 codes offered for money.")
    time_zones: list[Zone]
    carriers: list[Line] = Field(description="Names offered for the carrier field.")
