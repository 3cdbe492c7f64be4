"""Exercises on one pattern's pictures: landmarks, labels, zones, and whose drawing it is."""

from collections.abc import Iterator

from course.exercises import label, landmark, which_muscle, zone
from course.exercises.from_pattern import about
from course.exercises.item import Facts, Item
from course.exercises.places import Place, anchor, corners
from patterns_data.load import Course
from patterns_data.models import Landmark, Muscle, Pattern

SIDE = "right"
MOST_PINS, OPTIONS = 6, 4
APART = 12.0  # mm: pins nearer to each other than this cannot be told apart
# Where no figure for a landmark was found: a convention of this course, not a measured limit.
RINGS = (10.0, 30.0)


def place_items(pattern: Pattern, course: Course) -> Iterator[Item]:
    """Everything that needs a view; nothing for what the view does not show."""
    view = next((plate.view for plate in pattern.plates if plate.kind == "palpation"), None)
    if view:
        marks = [course.landmarks[name] for name in pattern.palpation.landmarks]
        yield from landmarks(pattern, view, marks)
        yield from labels(pattern, view, marks)
    yield from zones(pattern)
    yield from drawing(pattern, course)


def landmarks(pattern: Pattern, view: str, marks: list[Landmark]) -> Iterator[Item]:
    """One for each landmark of the palpation plate."""
    for one in marks:
        at = anchor(view, one.anchor, SIDE)
        if at is None:
            continue
        rings = tuple(one.rings or RINGS)
        why = [one.find, *(claim.text for claim in one.reliability)]
        if not one.rings:
            why.append("The rings are a convention: no figure for this place was found.")
        yield landmark.make(
            f"{pattern.id}.find-{one.id}",
            f"Find the {named(one)} on the skin.",
            view,
            SIDE,
            at,
            rings,
            why,
            **about(pattern, "landmarks", 1, [s for c in one.reliability for s in c.sources]),
        )


def labels(pattern: Pattern, view: str, marks: list[Landmark]) -> Iterator[Item]:
    """Name the landmarks of the plate; those too close to tell apart are left out."""
    pins: list[tuple[str, Place]] = []
    for one in marks:
        at = anchor(view, one.anchor, SIDE)
        near = [p for _, p in pins if at and abs(p[0] - at[0]) + abs(p[1] - at[1]) < APART]
        if at and not near and len(pins) < MOST_PINS:
            pins.append((one.name, at))
    if len(pins) > 2:
        yield label.make(
            f"{pattern.id}.label-landmarks",
            "Name the landmark at each pin.",
            view,
            SIDE,
            pins,
            **about(pattern, "landmarks", 2),
        )


def zones(pattern: Pattern) -> Iterator[Item]:
    """Paint the published zone in the first view that has an essential one."""
    drawn = [one for one in pattern.referred_pain.zones if corners(one, SIDE)]
    core = next((one for one in drawn if one.kind == "essential"), None)
    if core is None:
        return
    own = [one for one in drawn if one.view == core.view]
    essential = [corners(one, SIDE) for one in own if one.kind == "essential"]
    yield zone.make(
        f"{pattern.id}.zone",
        f"“{pattern.title}.” Paint where you expect this pain, on the {SIDE}.",
        core.view,
        SIDE,
        essential,
        [corners(one, SIDE) for one in own],
        [f"Published: {'; '.join(one.name for one in own)}.", core.evidence.text],
        **about(pattern, "referred pain", 2, core.evidence.sources),
    )


def drawing(pattern: Pattern, course: Course) -> Iterator[Item]:
    """Which muscle the published drawing names, among neighbours the lesson does not mention."""
    drawn = [one for one in pattern.referred_pain.zones if corners(one, SIDE)]
    right = course.muscles[pattern.muscles[0]]
    others = distractors(right, pattern, course)
    if not drawn or len(others) < 2:
        return
    view = next((one.view for one in drawn if one.view.startswith("body-")), drawn[0].view)
    picture: Facts = {
        "view": view,
        "side": SIDE,
        "zones": [{"kind": one.kind, "corners": corners(one, SIDE)}
                  for one in drawn if one.view == view],
    }  # fmt: skip
    said = pattern.client_description.words[0].strip('"“”')
    first = next(one for one in drawn if one.view == view).evidence
    options = [(right.name, True, f"Right, as published. {first.text}")]
    options += [
        (m.name, False, f"{m.name} is charted like this: {m.referral[0].text}") for m in others
    ]
    yield which_muscle.make(
        f"{pattern.id}.which-muscle",
        f"A client shows this and says: “{said}” Which muscle do the charts name? "
        "(A chart is a hypothesis to test.)",
        picture,
        options,
        **about(pattern, "referred pain", 3, first.sources),
    )


def distractors(right: Muscle, pattern: Pattern, course: Course) -> list[Muscle]:
    """Muscles near by that neither this lesson nor its look-alikes blame for the pain."""
    told = " ".join(one.name + one.points_to.text for one in pattern.look_alikes).casefold()
    named_here = {*pattern.muscles, *(p.muscle for p in pattern.referred_pain.trigger_points)}
    fit = [
        one
        for one in course.muscles.values()
        if one.id not in named_here
        and one.name.casefold() not in told
        and not set(one.name.split()[:1]) & {course.muscles[m].name.split()[0] for m in named_here}
    ]
    fit.sort(key=lambda one: (one.region != right.region, abs(one.depth - right.depth), one.id))
    return fit[: OPTIONS - 1]


def named(one: Landmark) -> str:
    """The landmark in a sentence: 'right posterior superior iliac spine (PSIS)'."""
    name = one.name if one.name[1:2].isupper() else one.name[:1].lower() + one.name[1:]
    short = f" ({one.short})" if one.short and one.short not in one.name else ""
    return f"{SIDE} {name}{short}" if one.paired else f"{name}{short}"
