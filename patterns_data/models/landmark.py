"""A landmark that hands look for."""

from typing import Annotated, Literal

from pydantic import Field

from patterns_data.models.base import Claim, Entity, Slug, Text


class Landmark(Entity):
    """One entry of landmarks.yaml."""

    name: Text = Field(description="the field's name, such as 'Posterior superior iliac spine'")
    short: Text | None = Field(default=None, description="abbreviation used in class, such as PSIS")
    bone: Slug = Field(description="bone id the landmark belongs to")
    anchor: Slug = Field(description="anchor id in the views; without -right or -left when paired")
    paired: bool = Field(description="true when there is a right and a left one")
    find: Text = Field(description="how to find it, in one or two sentences")
    level: Claim | None = Field(default=None, description="the vertebral level it marks")
    reliability: list[Claim] = Field(
        min_length=1,
        description="how well examiners agree or how accurate they are; say so if untested",
    )
    used_for: Literal["level", "border", "muscle", "joint"] = Field(
        description="what it tells the hands"
    )
    rings: list[Annotated[float, Field(gt=0, le=80)]] | None = Field(
        default=None,
        min_length=2,
        max_length=2,
        description="two distances in mm from the reliability claims: marking this landmark on a "
        "picture earns everything inside the first and nothing outside the second",
    )
