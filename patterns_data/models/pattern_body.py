"""Hands and pictures: palpation, referred pain, plates.

Positions on a plate are written beside an anchor of the view: [lateral, up] in mm, lateral
growing toward the painful side, so one file serves the right and the left. In a view from one side
(such as body-right-lateral, mirrored for the left) the first number grows toward the back.
"""

from typing import Annotated, Literal, get_args

from pydantic import Field

from patterns_data.models.base import Claim, Record, Slug, Text

Offset = Annotated[list[float], Field(min_length=2, max_length=2)]


class Palpation(Record):
    """How to find it with the hands."""

    position: Text = Field(description="how the client lies or sits")
    landmarks: list[Slug] = Field(min_length=1, description="landmark ids in the order of search")
    contact: Text = Field(description="what touches: fingertip, thumb, knuckle")
    layer: Text = Field(description="which layer the hands aim for and what lies over it")
    direction: Text = Field(description="across or along the fibres, toward what")
    stroke: float | None = Field(
        default=None,
        ge=-90,
        le=90,
        description="the strokes across the fibres as the palpation plate draws them, in degrees: "
        "0 is outward, 90 up, -90 down; leave it out where the fibres of the areas differ",
    )
    pressure: Text = Field(description="how hard, with the scale used")
    feel: Text = Field(description="what the hands may feel")
    ask: Text = Field(description="what the client is asked")
    steps: list[Text] = Field(min_length=1, description="the search step by step")
    reliability: list[Claim] = Field(min_length=1, description="how far this can be trusted")


class TriggerPoint(Record):
    """An area to search, not a dot to press."""

    id: Slug = Field(description="slug, unique in this pattern")
    label: Text = Field(description="the number or letter on the plate")
    name: Text = Field(description="where it is, such as 'beside the S1 tubercle'")
    muscle: Slug = Field(description="muscle id")
    around: Slug = Field(description="anchor id, without -right or -left")
    offset: Offset = Field(examples=["[25, 0]"], description="[lateral, up] from the anchor in mm")
    radius: float = Field(gt=0, le=80, description="radius of the area to search in mm")
    claim: Claim = Field(description="where this area comes from")


class Zone(Record):
    """A zone of referred pain on the skin."""

    id: Slug = Field(description="slug, unique in this pattern")
    name: Text = Field(description="what the zone covers; goes into the alt text")
    view: Slug = Field(description="view id")
    kind: Literal["essential", "spillover"] = Field(
        description="essential: the pattern itself; spillover: when it spreads"
    )
    around: Slug = Field(description="anchor id of the view, without -right or -left")
    outline: list[Offset] = Field(
        examples=["[[10, 40], [40, 30], [40, -30], [10, -40]]"],
        min_length=4,
        description="corner points [lateral, up] in mm; joined by a smooth line",
    )
    evidence: Claim = Field(description="where the zone comes from and how sure it is")


class ReferredPain(Record):
    """Areas to search and zones of pain."""

    trigger_points: list[TriggerPoint] = Field(min_length=1, description="areas to search")
    zones: list[Zone] = Field(min_length=1, description="zones on the skin")
    evidence: list[Claim] = Field(min_length=1, description="what is known about this referral")


PlateKind = Literal["anatomy", "layers", "palpation", "pain"]
PLATE_KINDS: tuple[PlateKind, ...] = get_args(PlateKind)


class PlateSpec(Record):
    """One plate of the lesson."""

    kind: PlateKind = Field(description="kind of plate")
    view: Slug = Field(description="view id")
    caption: Text = Field(description="one sentence under the plate")
    alt: Text = Field(description="what is to be seen, for somebody who cannot see it")
