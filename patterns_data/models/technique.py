"""A technique for the therapist's or the client's hands."""

from typing import Literal

from pydantic import Field

from patterns_data.models.base import Claim, Dose, Entity, Text


class Contraindication(Claim):
    """When not to, why (the claim's text), and what to do instead."""

    condition: Text = Field(description="what the client has or says")
    action: Literal["stop", "clear_first", "change"] = Field(
        description="stop: do not use; clear_first: ask a doctor first; change: adapt"
    )


class Technique(Entity):
    """One file in techniques/."""

    name: Text = Field(description="the name used in class")
    aliases: list[Text] = Field(default_factory=list, description="other names")
    used_by: Literal["therapist", "client", "both"] = Field(description="whose hands")
    summary: Text = Field(description="one sentence: what is done")
    steps: list[Text] = Field(min_length=1, description="the steps in order")
    dose: Dose = Field(description="how long, how often, how hard")
    dose_source: Claim = Field(description="where the dose comes from")
    contraindications: list[Contraindication] = Field(min_length=1, description="when not to")
    evidence: list[Claim] = Field(min_length=1, description="what trials and others say")
