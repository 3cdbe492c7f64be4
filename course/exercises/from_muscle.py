"""Exercises on one muscle: nerve, attachments, action, name, layer."""

from collections.abc import Iterator

from course.exercises import choice, match, typed
from course.exercises.item import Facts, Item, shuffled
from course.exercises.typed import normal_long
from patterns_data.load import Course
from patterns_data.models import Muscle
from patterns_data.models.muscle import Attachment

OTHERS = 3


def muscle_items(muscle: Muscle, course: Course) -> Iterator[Item]:
    """Everything that can be asked of a muscle without a picture."""
    yield from nerve(muscle, course)
    yield from bones(muscle, course)
    yield from name(muscle, course)
    yield from insertions(muscle, course)


def nerve(muscle: Muscle, course: Course) -> Iterator[Item]:
    """Its nerve, among those of its neighbours that are not also its own."""
    own = muscle.innervation
    others: dict[str, str] = {}
    for one in neighbours(muscle, course):
        text = one.innervation.nerve
        if not _shares_words(text, [own.nerve, *others]):
            others.setdefault(text, one.name)
    # names of about the same length, so that length gives nothing away
    alike = sorted(list(others.items())[:8], key=lambda o: abs(len(o[0]) - len(own.nerve)))
    chosen = alike[:OTHERS]
    if len(chosen) < 2:
        return
    options = [(own.nerve, True, f"Right: {own.nerve}, {own.roots}. {own.text}")]
    options += [(text, False, f"That supplies {whose}.") for text, whose in chosen]
    yield choice.make(
        f"{muscle.id}.nerve",
        f"Which nerve supplies {muscle.name}?",
        options,
        **_about(muscle, 1, own.sources),
    )


SMALL = {"nerve", "nerves", "and", "of", "the", "to", "branch", "branches", "from", "its", "own"}


def _shares_words(text: str, others: list[str]) -> bool:
    """Whether the nerves may be the same one, written in another way."""
    words = {w.strip("(),.;:").lower() for w in text.split()} - SMALL
    return any(words & ({w.strip("(),.;:").lower() for w in other.split()} - SMALL)
               for other in others)  # fmt: skip


def bones(muscle: Muscle, course: Course) -> Iterator[Item]:
    """The bones it is fixed to."""
    ends = [*muscle.origin, *muscle.insertion]
    own = list(dict.fromkeys(bone for end in ends for bone in end.bones))
    if not 1 <= len(own) <= 4:
        return
    # a bone that the words name, although no attachment lists it, could be right as well
    words = " ".join(end.text for end in [*ends, *muscle.variation]).casefold()
    near = [b for other in neighbours(muscle, course) for end in
            [*other.origin, *other.insertion] for b in end.bones]  # fmt: skip
    fit = [b for b in dict.fromkeys(near) if b not in own and not _told(b, words, course)]
    wrong = shuffled(fit[:8], muscle.id)[:OTHERS]
    if len(wrong) < 2:
        return
    why = _feedback(ends)
    options = [(course.bones[b].name, True, why) for b in own]
    options += [(course.bones[b].name, False, f"It is not fixed there. {why}") for b in wrong]
    yield choice.make(
        f"{muscle.id}.bones",
        f"Which bones is {muscle.name} fixed to?" if len(own) > 1
        else f"Which bone is {muscle.name} fixed to?",
        options,
        **_about(muscle, 2, [s for end in ends for s in end.sources]),
    )  # fmt: skip


def _told(bone: str, words: str, course: Course) -> bool:
    name = course.bones[bone].name.casefold()
    return any(part in words for part in (name, name.split()[0]))


def _feedback(ends: list[Attachment]) -> str:
    return " ".join(end.text for end in ends)


def name(muscle: Muscle, course: Course) -> Iterator[Item]:
    """Type its name from what it does and where it is fixed."""
    accept = [muscle.name, muscle.latin, *(a for a in muscle.aliases if "(" not in a)]
    told = f"{muscle.origin[0].text} {muscle.insertion[0].text} {muscle.actions[0].text}"
    asked = f"{normal_long(told)} {normal_long(muscle.innervation.nerve)}"
    if any(normal_long(word) in asked or word.split()[0].casefold() in asked for word in accept):
        return
    near = [text for other in course.muscles.values() if other.id != muscle.id
            for text in (other.name, other.latin)]  # fmt: skip
    prompt = (
        f"Name the muscle. One end: {muscle.origin[0].text} The other: {muscle.insertion[0].text} "
        f"What it does: {muscle.actions[0].text} Nerve: {muscle.innervation.nerve}."
    )
    why = f"{muscle.name} ({muscle.latin}). {muscle.layer.text}"
    yield typed.make(
        f"{muscle.id}.name", prompt, accept, near, why, **_about(muscle, 2, muscle.layer.sources)
    )


def insertions(muscle: Muscle, course: Course) -> Iterator[Item]:
    """Its insertion among those of its neighbours."""
    pairs = {muscle.name: muscle.insertion[0].text}
    for other in neighbours(muscle, course):
        text = other.insertion[0].text
        if text not in pairs.values() and len(pairs) <= OTHERS:
            pairs[other.name] = text
    yield match.make(
        f"{muscle.id}.insertions",
        f"{muscle.name} and its neighbours: which insertion belongs to which muscle?",
        list(pairs.items()),
        **_about(muscle, 2, muscle.insertion[0].sources),
    )


def neighbours(muscle: Muscle, course: Course) -> list[Muscle]:
    """The other muscles, those of its region and near its layer first."""
    others = [one for one in course.muscles.values() if one.id != muscle.id]
    near = shuffled(sorted(others, key=lambda one: one.id), muscle.id)
    return sorted(near, key=lambda m: (m.region != muscle.region, abs(m.depth - muscle.depth)))


def _about(muscle: Muscle, level: int, sources: list[str]) -> Facts:
    return {"topic": "muscles", "level": level, "sources": tuple(dict.fromkeys(sources))}
