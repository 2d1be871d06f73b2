"""What is wrong in the data, said in one sentence that a team lead can act on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it stands, what is wrong, what to do, and the rule that says so."""

    file: str
    line: int
    place: str
    wrong: str
    remedy: str
    rule: str
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        place = f" {self.place}:" if self.place else ""
        warning = " (warning)" if self.severity == "warning" else ""
        return f"{self.file}:{self.line}:{place} {self.wrong}; {self.remedy} [{self.rule}]{warning}"


class BrokenData(Exception):
    """The data cannot be used; ``problems`` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def errors(problems: list[Problem]) -> list[Problem]:
    """The problems that stop a build."""
    return [problem for problem in problems if problem.severity == "error"]
