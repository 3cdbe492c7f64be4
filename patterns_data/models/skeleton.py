"""Bones, joints and regions: what attachments and colour schemes are computed from."""

from pydantic import Field

from patterns_data.models.base import Entity, Slug, Text


class Region(Entity):
    """A region of the body; also the folder a pattern's file lies in (with `_` for `-`)."""

    name: Text = Field(description="name shown to readers")


class Bone(Entity):
    """A bone, as attachments name it."""

    name: Text = Field(description="English name after Terminologia Anatomica")
    latin: Text = Field(description="Latin name after Terminologia Anatomica")
    paired: bool = Field(default=False, description="true when there is a right and a left one")


class Joint(Entity):
    """A joint between two bones; the chain of joints gives the bones between two attachments."""

    name: Text = Field(description="name of the joint")
    bones: list[Slug] = Field(min_length=2, max_length=2, description="the two bones it joins")
    anchor: Slug | None = Field(
        default=None, description="anchor in the views to ring it at, without -right or -left"
    )
