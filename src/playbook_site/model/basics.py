"""What all records are made of: kinds of text, and the strict record itself."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

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
