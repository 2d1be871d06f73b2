"""The format of ``data/guard.yaml``: word lists in roles, and how they combine to a breach of a platform's rule."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from playbook_site.model import Count, Id, Line, Prose, Strict, Text

SHAPES = frozenset({"email-address", "web-address", "user-name", "phone-number"})
Severity = Literal["block", "warn"]
Phrases = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Language = Literal["any", "en", "zh", "es", "pt", "fr", "de", "ru", "it"]
Lists = list[Id]


class GuardFamily(Strict):
    """A kind of rule-breaking, with the words the agent sees."""

    id: Id
    title: Text
    reason: Text = Field(description="Why it is forbidden and what to write instead, in one line.")
    severity: Severity = Field(description="`block` refuses the copy, `warn` may be overridden.")
    likely: float = Field(gt=0, lt=1, description="Chance from which a text that reads like the examples is pointed out as a warning.")
    platforms: list[Id] | None = Field(None, description="Platforms the family holds on. Leave out if on every one.")
    facts: list[Id] = Field(min_length=1, description="Ids of the platform rules it stands on; they give source and date.")


class WordList(Strict):
    """Phrases with one role, by language."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, populate_by_name=True)
    means: Line = Field(description="What the phrases have in common.")
    starts_a_clause: bool = Field(False, description="Whether they are verbs or subjects, with which a new statement begins.")
    broken_up: bool = Field(False, description="Whether names of six letters and more are also found with gaps and digits inside.")
    exceptions: Lists = Field(default=[], alias="except", description="Lists of longer phrases inside which these do not count.")
    terms: dict[Language, Phrases] = Field(min_length=1, description="Phrases separated by commas; `any` holds for all languages.")


class Unless(Strict):
    """Lists that make a combination harmless when they stand nearby."""

    clause: Lists = Field(default=[], description="In the same clause.")
    sentence: Lists = Field(default=[], description="Anywhere in the sentence.")
    earlier: Lists = Field(default=[], description="In a sentence before.")


class Needs(Strict):
    """Lists that must stand somewhere near as well; one place of one of them is enough."""

    sentence: Lists = Field(default=[], description="Anywhere in the sentence.")
    text: Lists = Field(default=[], description="In the sentence or before it.")


class Combination(Strict):
    """Lists that stand close together in one sentence."""

    finds: list[Id] = Field(min_length=1, description="Lists of which each has a phrase here; the first one leads.")
    within: Count = Field(10, description="Words that may stand between two of them.")
    ordered: bool = Field(False, description="Whether they must come in this order.")
    needs: Needs = Needs()
    unless: Unless = Unless()


class Situation(Combination):
    """A combination that is then used like a list."""

    means: Line


class GuardRule(Combination):
    """A combination that breaks a platform's rule."""

    id: Id
    family: Id
    severity: Severity | None = Field(None, description="Leave out if as the family.")


class Signs(Strict):
    """What addresses and numbers are made of, separated by commas."""

    endings: Phrases = Field(description="Endings of web addresses.")
    dot_words: Phrases = Field(description="Words that stand for a dot, in brackets.")
    at_words: Phrases = Field(description="Words that stand for @.")
    spoken_endings: Phrases = Field(description="Endings that are spoken, such as `dot com`.")
    digits: Phrases = Field(description="The words for 0 to 9, one group of words each.")
    tens: Phrases = Field(description="Words for numbers of two digits.")


class FamilyExamples(Strict):
    """Texts of shops to buyers, one a line, from which the guard learns what a breach reads like."""

    breaks: str = Field("", description="Texts that break a rule of the family. Leave out for texts about ordinary matters.")
    keeps: Prose = Field(description="Texts that come close and break no rule.")


ORDINARY = "ordinary"  # stands for a family where texts about ordinary matters are listed
LanguageExamples = dict[Id, FamilyExamples]  # data/guard/<language>.yaml: family id -> examples


class GuardRules(Strict):
    """`data/guard.yaml`, with the examples of `data/guard/`."""

    families: list[GuardFamily] = Field(min_length=1)
    own_hosts: dict[Id, Line] = Field(description="Names of the platform's own web addresses, by platform.")
    signs: Signs
    words: dict[Id, WordList] = Field(min_length=1)
    situations: dict[Id, Situation]
    rules: list[GuardRule] = Field(min_length=1)
    examples: dict[str, LanguageExamples] = Field(default={}, exclude=True, description="By language; they stand in files of their own.")

    @model_validator(mode="after")
    def every_name_is_known(self) -> GuardRules:
        unknown = sorted(self._used() - (set(self.words) | set(self.situations) | SHAPES))
        unknown += sorted({rule.family for rule in self.rules} - {family.id for family in self.families})
        if unknown:
            raise ValueError(f"no list, situation or family is called {', '.join(unknown)}")
        return self

    def _used(self) -> set[str]:
        combined = [*self.rules, *self.situations.values()]
        in_combinations = {name for one in combined for name in _names(one)}
        return in_combinations | {name for words in self.words.values() for name in words.exceptions}

    def facts(self) -> set[str]:
        return {fact for family in self.families for fact in family.facts}


def _names(one: Combination) -> list[str]:
    return [*one.finds, *one.unless.clause, *one.unless.sentence, *one.unless.earlier, *one.needs.sentence, *one.needs.text]
