"""Every id that a file names must exist: muscles, landmarks, techniques, references, views."""

from collections.abc import Iterator, Mapping
from typing import Any

from patterns_data.load import Check, Course
from patterns_data.models import Pattern, claims_of
from patterns_data.problems import Problem, did_you_mean

Views = Mapping[str, set[str]]
Found = Iterator[tuple[tuple[Any, ...], str, str, Any]]


def links_check(views: Views | None = None) -> Check:
    """A check of every link; `views` maps a view id to its anchor ids (None: not checked)."""

    def check(course: Course) -> Iterator[Problem]:
        for (name, ident), (document, at) in course.sources.items():
            entity = getattr(course, name)[ident]
            for path, claim in claims_of(entity):
                for index, source in enumerate(claim.sources):
                    if source not in course.references:
                        where = (*at, *_location(path), "sources", index)
                        hint = did_you_mean(source, course.references)
                        message = f"'{source}' is not in references.json; {hint}"
                        yield document.problem(where, message)
            for where, target, what, allowed in _links(course, name, entity, views):
                if target not in allowed:
                    message = f"unknown {what} '{target}'; {did_you_mean(target, allowed)}"
                    yield document.problem((*at, *where), message)

    return check


def _links(course: Course, name: str, entity: Any, views: Views | None) -> Found:
    if name == "patterns":
        yield from _pattern_links(course, entity)
        if views is not None:
            yield from _view_links(course, entity, views)
    elif name == "muscles":
        yield ("region",), entity.region, "region", course.regions
        for end in ("origin", "insertion"):
            for index, attachment in enumerate(getattr(entity, end)):
                for number, bone in enumerate(attachment.bones):
                    yield (end, index, "bones", number), bone, "bone", course.bones
    elif name == "cases":
        yield ("pattern",), entity.pattern, "pattern", course.patterns
    elif name == "landmarks":
        yield ("bone",), entity.bone, "bone", course.bones
    elif name == "joints":
        for index, bone in enumerate(entity.bones):
            yield ("bones", index), bone, "bone", course.bones


def _pattern_links(course: Course, pattern: Pattern) -> Found:
    yield ("region",), pattern.region, "region", course.regions
    for index, muscle in enumerate(pattern.muscles):
        yield ("muscles", index), muscle, "muscle", course.muscles
    for index, landmark in enumerate(pattern.palpation.landmarks):
        yield ("palpation", "landmarks", index), landmark, "landmark", course.landmarks
    for index, point in enumerate(pattern.referred_pain.trigger_points):
        where = ("referred_pain", "trigger_points", index, "muscle")
        yield where, point.muscle, "muscle", course.muscles
    for index, step in enumerate(pattern.protocol.steps):
        yield (
            ("protocol", "steps", index, "technique"),
            step.technique,
            "technique",
            course.techniques,
        )
    for index, item in enumerate(pattern.self_care):
        if item.technique is not None:
            yield ("self_care", index, "technique"), item.technique, "technique", course.techniques
    for index, test in enumerate(pattern.tests):
        for number, figure in enumerate(test.figures):
            where = ("tests", index, "figures", number, "study")
            yield where, figure.study, "reference", course.references
    known = {**course.catalogue, **course.patterns}
    for index, related in enumerate(pattern.related):
        yield ("related", index, "pattern"), related.pattern, "pattern", known
    for index, before in enumerate(pattern.prerequisites):
        yield ("prerequisites", index), before, "pattern", known
    for index, other in enumerate(pattern.look_alikes):
        if other.pattern is not None:
            yield ("look_alikes", index, "pattern"), other.pattern, "pattern", known


def _view_links(course: Course, pattern: Pattern, views: Views) -> Found:
    for index, plate in enumerate(pattern.plates):
        yield ("plates", index, "view"), plate.view, "view", views
    for index, zone in enumerate(pattern.referred_pain.zones):
        where = ("referred_pain", "zones", index)
        yield (*where, "view"), zone.view, "view", views
        if zone.view in views:
            anchors = without_side(views[zone.view])
            yield (*where, "around"), zone.around, f"anchor of the view {zone.view}", anchors
    used = [v for p in pattern.plates if (v := p.view) in views and p.kind != "layers"]
    everywhere = without_side({a for view in used for a in views[view]})
    for index, point in enumerate(pattern.referred_pain.trigger_points):
        where = ("referred_pain", "trigger_points", index, "around")
        yield where, point.around, "anchor", everywhere
    seen = [p.view for p in pattern.plates if p.kind == "palpation" and p.view in views]
    shown = without_side({a for view in seen for a in views[view]})
    for index, name in enumerate(pattern.palpation.landmarks if seen else []):
        landmark = course.landmarks.get(name)
        if landmark is not None:
            what = f"anchor of the view {seen[0]} for the landmark {name}:"
            yield ("palpation", "landmarks", index), landmark.anchor, what, shown


def without_side(anchors: set[str]) -> set[str]:
    """Anchor ids as data files write them: the side is left to the plate."""
    return {anchor.removesuffix("-right").removesuffix("-left") for anchor in anchors}


def _location(path: str) -> tuple[Any, ...]:
    return tuple(int(part) if part.isdigit() else part for part in path.split(".")) if path else ()
