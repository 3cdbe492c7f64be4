"""Alt texts, written from the same data as the plate."""

from figures.request import Request
from figures.schemes import ROLE_WORDS, SOURCE_WORDS

SCHEME_WORDS = {
    "attachments": "Colours show attachments.",
    "depth": "Colours run from light for superficial to dark for deep.",
    "plain": "Bones are ivory, muscles red.",
}

COLOUR_WORDS = {
    "origin": "blue",
    "insertion": "green",
    "both": "hatched blue and green",
    "between": "yellow",
}


ZONES_LIE = {
    "midline": "the zones lie in the middle of the body",
    "both": "the zones are drawn on the {} and may be on either side",
    "one-sided": "all zones lie on the {} side of the body, the other side is bare",
}


def alt_text(request: Request) -> str:
    """What is to be seen, for somebody who cannot see it: view, side, structures, zones."""
    parts = [request.view.data["description"], f"The pain is {request.where}."]
    parts += {
        "anatomy": _anatomy,
        "layers": _layers,
        "palpation": _palpation,
        "pain": _pain,
    }[request.kind](request)
    return " ".join(part if part.endswith(".") else part + "." for part in parts)


def _anatomy(request: Request) -> list[str]:
    names = [muscle.name for muscle in reversed(request.drawn)]
    parts = [f"Drawn on that side, from superficial to deep: {_listed(names)}"] if names else []
    parts.append(SCHEME_WORDS[request.scheme])
    parts += _bones(request)
    if request.roles:
        parts.append(f"{len(request.roles.joints)} local joints, ringed where the view shows them")
    parts += _areas(request)
    ghosts = [request.layer_name(name) for name in request.ghosts]
    if ghosts:
        parts.append(f"Shown pale on the other side: {_listed(ghosts)}")
    return parts


def _bones(request: Request) -> list[str]:
    """Which bone has which role, and its colour."""
    parts = []
    for role, words in ROLE_WORDS.items() if request.roles else ():
        bones = [request.course.bones[b].name for b, r in request.roles.bones.items() if r == role]
        if bones:
            parts.append(f"{words} ({COLOUR_WORDS[role]}): {_listed(sorted(bones))}")
    return parts


def _layers(request: Request) -> list[str]:
    names = [request.layer_name(n) for n in request.ghosts] + [
        muscle.name for muscle in reversed(request.drawn)
    ]
    parts = [f"Side by side, layers taken away one by one: {_listed([*names, 'the bones'])}"]
    parts.append(f"The muscles lie on the {request.side} side only, the other side is bare bone")
    parts.append(SCHEME_WORDS[request.scheme])
    return [*parts, *_bones(request)]


def _palpation(request: Request) -> list[str]:
    marks = [request.course.landmarks[name] for name in request.pattern.palpation.landmarks]
    shown = [m for m in marks if request.view.find(m.anchor, request.side)]
    numbered = [f"{number} {mark.name}" for number, mark in enumerate(shown, start=1)]
    return [
        f"Numbered landmarks on the skin, bones faded in: {_listed(numbered)}",
        *_areas(request),
    ]


def _pain(request: Request) -> list[str]:
    parts = []
    for kind, how in (("essential", "Filled zone"), ("spillover", "Stippled zone")):
        parts += [
            f"{how}, from {SOURCE_WORDS[zone.evidence.kind]}: {zone.name}"
            for zone in request.pattern.referred_pain.zones
            if zone.kind == kind and zone.view == request.view.id
        ]
    if not parts:
        parts.append("No pain zone of this pattern lies in this view")
    if request.view.id.startswith("body-"):
        parts.append(
            "The whole body stands at the left, a frame on it shows the part enlarged beside it, "
            + ZONES_LIE[request.pattern.side].format(request.side)
        )
        return parts
    return [*parts, "Bones are faded in under the skin", *_areas(request)]


def _areas(request: Request) -> list[str]:
    points = request.pattern.referred_pain.trigger_points
    names = [f"{p.label} {p.name}" for p in points if request.view.find(p.around, request.side)]
    return [f"Ringed areas to search: {_listed(names)}"] if names else []


def _listed(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else "".join(names)
