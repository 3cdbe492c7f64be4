"""A case vignette: a fictional, composite person."""

from typing import Literal

from pydantic import Field

from patterns_data.models.base import Claim, Entity, Record, Slug, Text

Decision = Literal["treat", "treat_with_care", "not_this_muscle", "refer", "emergency"]

DECISIONS: dict[str, str] = {
    "treat": "Treat, and retest",
    "treat_with_care": "Treat with changes",
    "not_this_muscle": "Not this muscle: look further",
    "refer": "Do not treat: refer",
    "emergency": "Do not treat: emergency help now",
}


class Finding(Record):
    """One thing asked or tested, and what came out."""

    ask: Text = Field(description="the question or the test")
    answer: Text = Field(description="what the person says or what is found")


class Case(Entity):
    """One file in cases/."""

    title: Text = Field(description="a short title that does not give the answer away")
    pattern: Slug = Field(description="the pattern it belongs to")
    person: Text = Field(description="a fictional, composite person: age, work, activity")
    story: Text = Field(description="the complaint in a few sentences")
    findings: list[Finding] = Field(min_length=2, description="questions and tests in order")
    decision: Decision = Field(description="what is right")
    reasoning: Claim = Field(description="why")
    next_step: Text = Field(description="what is done next, in words a student can say")
    teaching_points: list[Text] = Field(min_length=1, description="what to take away")
