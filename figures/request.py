"""What a plate is asked to show."""

from dataclasses import dataclass
from typing import Any

from figures.layers import OTHER, View
from figures.schemes import Roles, muscle_colour, roles
from figures.size import DPI
from patterns_data.load import Course
from patterns_data.models import Muscle, Pattern


@dataclass(frozen=True)
class Request:
    """One plate: a pattern in a view, in a colour scheme, with the pain on one side."""

    pattern: Pattern
    course: Course
    view: View
    kind: str
    scheme: str
    side: str
    dpi: int = DPI

    @property
    def other(self) -> str:
        """The painless side."""
        return OTHER[self.side]

    @property
    def where(self) -> str:
        """On which side the pain is, in a few words."""
        if self.pattern.side == "midline":
            return "in the middle of the body"
        if self.pattern.side == "both":
            return "on both sides, or on one"
        return f"on the {self.side}"

    @property
    def searched(self) -> list[str]:
        """The sides whose areas to search are drawn: both unless the pain is on one side."""
        both = self.pattern.side != "one-sided" and self.view.both_sides
        return [self.side, self.other] if both else [self.side]

    @property
    def muscles(self) -> list[Muscle]:
        """The pattern's muscles from the deepest to the most superficial."""
        found = [self.course.muscles[name] for name in self.pattern.muscles]
        return sorted(found, key=lambda muscle: -muscle.depth)

    @property
    def drawn(self) -> list[Muscle]:
        """Those of the muscles that this view has a layer of."""
        return [m for m in self.muscles if self.view.layer(m.id, self.side)]

    @property
    def reach(self) -> float:
        """How far from the middle of the view the muscles that are shown reach, mm."""
        left, right = self.view.extent[:2]
        edges = [0.0]
        for name in [*(muscle.id for muscle in self.drawn), *self.ghosts]:
            layer = self.view.layer(name, self.side)
            start = left + layer["at_px"][0] * self.view.mm
            edges += [start, start + layer["size"][0] * self.view.mm]
        return max(abs(edge - (left + right) / 2) for edge in edges)

    def colour(self, muscle: str) -> str | None:
        """What the muscle's layer is tinted with, or None for its own reds."""
        layer = self.view.layer(muscle, self.side) or {"depth": 1}
        names = self.pattern.muscles
        order = names.index(muscle) if muscle in names else 0
        return muscle_colour(self.scheme, layer["depth"], order)

    @property
    def roles(self) -> Roles | None:
        """Roles of the bones, for the scheme that shows them."""
        return roles(self.muscles, self.course) if self.scheme == "attachments" else None

    @property
    def ghosts(self) -> list[str]:
        """Muscles that are not of the pattern but cover its muscles, at most the nearest two."""
        layers = [
            layer for layer in self.view.data["layers"].values() if layer["side"] == self.side
        ]
        own = [layer for layer in layers if layer["muscle"] in self.pattern.muscles]
        over = {
            layer["muscle"]: layer["depth"]
            for layer in layers
            for mine in own
            if layer not in own and layer["depth"] < mine["depth"] and _overlap(layer, mine)
        }
        return sorted(sorted(over, key=lambda name: -over[name])[:2])

    def layer_name(self, muscle: str) -> str:
        """The name of a layer's muscle."""
        known = self.course.muscles.get(muscle)
        layer = self.view.layer(muscle, self.side) or {}
        return known.name if known else layer.get("name", muscle)


def _overlap(one: dict[str, Any], two: dict[str, Any]) -> bool:
    """True when the crops of two layers share pixels."""
    return all(
        one["at_px"][axis] < two["at_px"][axis] + two["size"][axis]
        and two["at_px"][axis] < one["at_px"][axis] + one["size"][axis]
        for axis in (0, 1)
    )
