"""Colour schemes: what the bones and muscles of a plate are tinted with, and why.

`attachments` is computed from the muscles' attachments: bone of origin blue, bone of insertion
green, a bone that is both hatched in both, bones between them on the chain of joints yellow, the
joints between ringed. `depth` runs from light (superficial) to dark (deep). `plain` leaves the
bones as they are. No meaning rests on colour alone: hatching, rings and labels repeat it.
"""

from collections import deque
from dataclasses import dataclass, field
from itertools import product

from patterns_data.load import Course
from patterns_data.models import Muscle

SCHEMES = ("attachments", "depth", "plain")

BONE = {"origin": "#6f9fd0", "insertion": "#7fb069", "between": "#e8c547"}
MUSCLE = "#b8382c"
FURTHER = ("#7d5a9b", "#a8663a", "#8a3b63")
DEPTHS = ("#eba795", "#c4483a", "#7b2150", "#42204f", "#2b1638", "#1a0f24")
GHOST = "#e2c3bf"
PAIN = "#c8102e"
ROLE_WORDS = {
    "origin": "Bone of origin",
    "insertion": "Bone of insertion",
    "both": "Both, origin and insertion",
    "between": "Bone between them",
}
SOURCE_WORDS = {
    "practice": "therapists' experience",
    "text": "textbooks",
    "study": "a study",
    "review": "a review",
    "guideline": "a guideline",
    "general": "no source seen",
}


@dataclass
class Roles:
    """What each bone and joint is to the muscles of a plate; ids without side."""

    bones: dict[str, str] = field(default_factory=dict)
    joints: list[str] = field(default_factory=list)


def roles(muscles: list[Muscle], course: Course) -> Roles:
    """Roles of bones and the local joints, from the attachments of all the muscles."""
    found, joints = Roles(), set()
    origins: set[str] = set()
    insertions: set[str] = set()
    between: set[str] = set()
    for muscle in muscles:  # one by one: no muscle runs from the origin of another
        starts = {bone for part in muscle.origin for bone in part.bones}
        ends = {bone for part in muscle.insertion for bone in part.bones}
        for start, end in product(starts, ends):
            path_bones, path_joints = chain(start, end, course)
            between.update(path_bones[1:-1])
            joints.update(path_joints)
        origins |= starts
        insertions |= ends
    for bone in sorted(between - origins - insertions):
        found.bones[bone] = "between"
    for bone in sorted(origins | insertions):
        both = bone in origins and bone in insertions
        found.bones[bone] = "both" if both else "origin" if bone in origins else "insertion"
    found.joints = [joint for joint in course.joints if joint in joints]
    return found


def chain(start: str, end: str, course: Course) -> tuple[list[str], list[str]]:
    """The shortest chain of bones and joints from one bone to another; empty when there is none."""
    queue: deque[tuple[list[str], list[str]]] = deque([([start], [])])
    seen = {start}
    while queue:
        bones, joints = queue.popleft()
        if bones[-1] == end:
            return bones, joints
        for joint in course.joints_of.get(bones[-1], ()):
            other = joint.bones[joint.bones[0] == bones[-1]]
            if other not in seen:
                seen.add(other)
                queue.append(([*bones, other], [*joints, joint.id]))
    return [], []


def muscle_colour(scheme: str, depth: int, order: int) -> str | None:
    """What a muscle's layer is tinted with; None leaves it in its own reds.

    `order` is the muscle's place in its pattern: outside `depth` the first one stays red and the
    others take a colour of their own.
    """
    if scheme == "depth":
        return DEPTHS[min(depth, len(DEPTHS)) - 1]
    return FURTHER[(order - 1) % len(FURTHER)] if order > 0 else None
