"""What is done about it: protocol, self-care, evidence, exercises."""

from typing import Literal

from pydantic import Field, model_validator

from patterns_data.models.base import Claim, Dose, Record, Slug, Text


class ProtocolStep(Record):
    """One step of the therapist's protocol."""

    id: Slug = Field(description="slug, unique in this pattern")
    title: Text = Field(description="the step in a few words")
    technique: Slug = Field(description="technique id")
    position: Text = Field(description="how the client lies or sits")
    contact: Text = Field(description="what touches what")
    dose: Dose = Field(description="how long, how often, how hard")
    cue: Text = Field(description="what the therapist says")
    recheck: Text = Field(description="what is tested again before going on")
    stop: Text = Field(description="when to stop this step")
    basis: Claim = Field(description="where the step comes from")


class Protocol(Record):
    """The therapist's steps, in order."""

    goal: Text = Field(description="what the session is for")
    before: list[Text] = Field(
        min_length=1, description="consent and checks before the first touch"
    )
    steps: list[ProtocolStep] = Field(min_length=1, description="the steps in order")
    after: list[Text] = Field(
        min_length=1, description="retest, home care, when to come back or refer"
    )


class SelfCare(Record):
    """One thing the client can do."""

    id: Slug = Field(description="slug, unique in this pattern")
    kind: Literal["change", "quick_relief", "stretch", "strengthen"] = Field(
        description="what kind of self-care"
    )
    title: Text = Field(description="the item in a few words")
    technique: Slug | None = Field(default=None, description="technique id, if it is one")
    how: list[Text] = Field(min_length=1, description="the steps")
    dose: Dose | None = Field(default=None, description="how long and how often")
    cue: Text = Field(description="the one thing to remember")
    not_when: list[Text] = Field(min_length=1, description="when not to")
    evidence: Claim = Field(description="where it comes from")


class Evidence(Record):
    """What is known, disputed and unknown about this pattern."""

    known: list[Claim] = Field(min_length=1, description="supported by studies")
    disputed: list[Claim] = Field(min_length=1, description="sources disagree")
    unknown: list[Claim] = Field(min_length=1, description="nobody has shown it")


class Option(Record):
    """One answer of a question."""

    text: Text = Field(description="the answer")
    right: bool = Field(default=False, description="true for a right answer")
    feedback: Text = Field(description="why it is right or wrong")


class Exercise(Record):
    """A hand-written choice question."""

    id: Slug = Field(description="slug, unique in this pattern; answers are kept under it")
    question: Text = Field(description="the question")
    options: list[Option] = Field(min_length=2, description="the answers, at least one right")

    @model_validator(mode="after")
    def _has_a_right_answer(self) -> "Exercise":
        if not any(option.right for option in self.options):
            raise ValueError("no option is marked `right: true`; mark at least one")
        return self
