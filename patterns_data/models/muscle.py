"""A muscle: names, attachments, nerve, actions, referral."""

from pydantic import Field

from patterns_data.models.base import Claim, Entity, Slug, Text


class Attachment(Claim):
    """Where one end of a muscle is fixed."""

    bones: list[Slug] = Field(description="bone ids; empty for a fascia, ligament or aponeurosis")


class Innervation(Claim):
    """The nerve supply."""

    nerve: Text = Field(description="the nerve")
    roots: Text = Field(description="spinal roots, such as 'L1 to L5'")


class Muscle(Entity):
    """One file in muscles/."""

    name: Text = Field(description="English name after Terminologia Anatomica")
    latin: Text = Field(description="Latin name after Terminologia Anatomica")
    aliases: list[Text] = Field(default_factory=list, description="other names students will meet")
    region: Slug = Field(description="region id")
    depth: int = Field(ge=1, le=6, description="layer from the skin: 1 is the most superficial")
    layer: Claim = Field(description="what lies over and under it")
    origin: list[Attachment] = Field(min_length=1, description="the fixed end(s)")
    insertion: list[Attachment] = Field(min_length=1, description="the moving end(s)")
    innervation: Innervation = Field(description="nerve and roots")
    actions: list[Claim] = Field(min_length=1, description="what it does, one action each")
    referral: list[Claim] = Field(min_length=1, description="where pain has been reported")
    function_notes: list[Claim] = Field(
        default_factory=list, description="what it does in daily life, and what is disputed"
    )
    variation: list[Claim] = Field(
        default_factory=list, description="anomalies and how constant the muscle is"
    )
