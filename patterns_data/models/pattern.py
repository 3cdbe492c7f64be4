"""A pain pattern: everything a lesson teaches about one complaint."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from patterns_data.models.base import Claim, Entity, Slug, Text
from patterns_data.models.pattern_body import PLATE_KINDS, Palpation, PlateSpec, ReferredPain
from patterns_data.models.pattern_care import Evidence, Exercise, Protocol, SelfCare
from patterns_data.models.pattern_story import (
    Activation,
    ClientDescription,
    LookAlike,
    ProvocationTest,
    RedFlag,
    Related,
)

Version = Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class Pattern(Entity):
    """One file in patterns/<region>/; the file name is the id."""

    title: Text = Field(description="the pain in the client's words")
    summary: Text = Field(description="one or two sentences: what this lesson is about")
    region: Slug = Field(description="region id; the folder is the region id with `_` for `-`")
    muscles: list[Slug] = Field(min_length=1, description="muscle ids, the most likely first")
    side: Literal["one-sided", "both", "midline"] = Field(description="where the pain sits")
    objectives: list[Text] = Field(
        min_length=1, description="what the student will be able to do, each starting with a verb"
    )
    client_description: ClientDescription = Field(description="how people describe the pain")
    activation: Activation = Field(description="what sets it off and keeps it going")
    anatomy: list[Claim] = Field(min_length=1, description="the anatomy behind this pattern")
    red_flags: list[RedFlag] = Field(
        min_length=1, description="findings that stop or change the session"
    )
    look_alikes: list[LookAlike] = Field(min_length=1, description="what else it could be")
    tests: list[ProvocationTest] = Field(
        default_factory=list, description="tests that help to tell look-alikes apart"
    )
    palpation: Palpation = Field(description="how to find it with the hands")
    referred_pain: ReferredPain = Field(description="areas to search and zones of pain")
    protocol: Protocol = Field(description="the therapist's steps")
    self_care: list[SelfCare] = Field(min_length=1, description="what the client can do")
    evidence: Evidence = Field(description="what is known, disputed and unknown")
    plates: list[PlateSpec] = Field(
        min_length=1,
        json_schema_extra={"rows": [{"kind": kind} for kind in PLATE_KINDS]},
        description="the plates of the lesson, in order",
    )
    exercises: list[Exercise] = Field(default_factory=list, description="hand-written questions")
    prerequisites: list[Slug] = Field(
        default_factory=list, description="patterns to learn before this one"
    )
    related: list[Related] = Field(default_factory=list, description="related patterns")
    version: Version = Field(examples=["1.0.0"], description="version of this file, such as 1.0.0")
    reviewed: Day = Field(description="day of the last review, as '2026-11-23' in quotes")

    @property
    def views(self) -> list[str]:
        """The views this pattern needs, each once, in the order of the plates."""
        return list(dict.fromkeys(plate.view for plate in self.plates))
