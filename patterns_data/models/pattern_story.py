"""What the client tells and what else it could be."""

from typing import Literal

from pydantic import Field

from patterns_data.models.base import Claim, Record, Slug, Text

Action = Literal["emergency", "refer", "care"]

ACTIONS: dict[str, str] = {
    "emergency": "Emergency help today",
    "refer": "Stop and refer to a doctor",
    "care": "Go on with care",
}


Shape = Literal["spot", "strip", "band", "patch", "down-a-limb"]

SHAPES: dict[str, str] = {
    "spot": "One finger on one spot",
    "strip": "A line up and down",
    "band": "A band across",
    "patch": "The flat hand on an area",
    "down-a-limb": "A stroke down an arm or a leg",
}


class ClientDescription(Record):
    """How people describe the pain."""

    shape: Shape | None = Field(
        default=None, description="the shape the hand draws, if one is typical"
    )
    gesture: Claim = Field(description="what the hand shows")
    words: list[Text] = Field(min_length=1, description="words people use, in our own wording")
    quality: Claim = Field(description="dull, sharp, what makes it hurt")
    dominant_area: Claim = Field(description="where it is worst")
    spread: Claim = Field(description="where it spreads when severe")
    course: Claim = Field(description="how it behaves over time")


class ClientFactors(Record):
    """What sets the pain off in one kind of client."""

    client: Text = Field(description="the kind of client, such as 'younger or athletic'")
    factors: list[Claim] = Field(min_length=1, description="what sets it off")


class Activation(Record):
    """What sets the pain off and what keeps it going."""

    by_client: list[ClientFactors] = Field(min_length=1, description="by kind of client")
    perpetuating: list[Claim] = Field(min_length=1, description="what keeps it going")


class RedFlag(Record):
    """A finding that stops or changes the session."""

    finding: Text = Field(description="what is seen or said, in plain words a client understands")
    why: Claim = Field(description="what it can mean")
    action: Action = Field(description="emergency, refer, or care")
    do: Text = Field(description="what to do and say")


class LookAlike(Record):
    """Something else that hurts in the same place."""

    id: Slug = Field(description="slug, unique in this pattern")
    name: Text = Field(description="name of the muscle, joint or condition")
    kind: Literal["muscle", "joint", "nerve", "bone", "organ", "systemic"] = Field(
        description="what kind of structure"
    )
    points_to: Claim = Field(description="what points to it")
    tell_apart: Claim = Field(description="how to tell it from this pattern")
    action: Literal["compare", "refer", "emergency"] = Field(description="what to do about it")
    pattern: Slug | None = Field(default=None, description="its pattern in the catalogue, if any")


class TestFigures(Record):
    """Accuracy of a rule in one study."""

    study: Slug = Field(description="reference id")
    rule: Text = Field(description="the rule, such as '3 or more of 6'")
    sensitivity: float | None = Field(default=None, ge=0, le=100, description="in %")
    specificity: float | None = Field(default=None, ge=0, le=100, description="in %")
    lr_positive: float | None = Field(
        default=None, ge=0, description="likelihood ratio if positive"
    )
    lr_negative: float | None = Field(
        default=None, ge=0, description="likelihood ratio if negative"
    )
    note: Text | None = Field(default=None, description="sample, reference standard, doubts")


class ProvocationTest(Record):
    """A test or cluster of tests."""

    name: Text = Field(description="name of the test or cluster")
    tells: Text = Field(description="what it helps to tell apart")
    parts: list[Text] = Field(min_length=1, description="the parts, in order")
    figures: list[TestFigures] = Field(min_length=1, description="accuracy, study by study")
    caution: Claim = Field(description="what the test cannot do")


class Related(Record):
    """A neighbour in the catalogue of patterns."""

    pattern: Slug = Field(description="a slug of the catalogue")
    why: Text = Field(description="what links the two")
