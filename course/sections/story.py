"""The opening of a lesson: title, map, how people describe the pain, what sets it off."""

from course.cells import Cell, in_groups, part
from course.text import bullets, claim_lines, escape, plain_bullets, quoted
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.base import KINDS

MAP = (
    ("Your client's story", "how people describe the pain, what sets it off"),
    ("Safety first", "red flags, look-alikes, tests"),
    ("Anatomy", "muscles, attachments, nerve, layers"),
    ("Hands", "landmarks, palpation, referred pain"),
    ("Care", "protocol, self-care"),
    ("Honesty", "evidence, cases, questions, sources"),
)
HYPOTHESIS = "A pattern is a hypothesis to test under the hands, never a diagnosis."
IMPORTS = "from course import exercises, widgets\nfrom figures import plate"


def title(pattern: Pattern, course: Course) -> list[Cell]:
    """The title slide."""
    muscles = ", ".join(course.muscles[m].name for m in pattern.muscles)
    region = course.regions[pattern.region].name
    source = (
        f"# {escape(pattern.title)}\n\n{escape(pattern.summary)}\n\n"
        f"*{escape(region)} · {escape(muscles)}*\n\n"
        f"<small>Version {escape(pattern.version)}, reviewed {escape(pattern.reviewed)}. "
        "For education; it does not replace medical advice.</small>"
    )
    notes = (
        f"Welcome the group. Say it once, clearly: {HYPOTHESIS} Everyone described is fictional "
        "and composite. Ask who has met this complaint, and what they did first."
    )
    return [Cell("title", source, layout="title", section="Start", minutes=1, notes=notes)]


def overview(pattern: Pattern, course: Course) -> list[Cell]:
    """The lesson map with the objectives, and the cell that imports what the lesson draws with."""
    objectives = plain_bullets(pattern.objectives)
    steps = "\n".join(f"1. **{name}**: {what}" for name, what in MAP)
    notes = (
        "Keep this slide short: read the objectives aloud and point at the order. Safety comes "
        "before technique in every lesson, so nobody touches before the red flags."
    )
    return [
        Cell(
            "map",
            f"## Lesson map\n\n{steps}\n\n{escape(HYPOTHESIS)}",
            layout="map",
            section="Start",
            minutes=1,
            notes=notes,
        ),
        Cell(
            "objectives",
            f"## After this lesson you can\n\n{objectives}",
            section="Start",
            minutes=1,
            notes="Come back to this slide at the end and let the group judge each line.",
        ),
        labels(),
        Cell("import", IMPORTS, kind="code", slide="skip"),
    ]


def labels() -> Cell:
    """What the labels of the claims mean."""
    kinds = "\n".join(
        f'- <small class="evidence {kind}">{kind}</small> {escape(meaning)}'
        for kind, meaning in KINDS.items()
    )
    disputed = '- <small class="evidence disputed">disputed</small> sources disagree: both sides'
    return Cell(
        "evidence-kinds",
        f"## How to read the labels\n\n{kinds}\n{disputed}",
        slide="subslide",
        section="Start",
        minutes=0.5,
        notes="A label says what kind of source stands behind a line, not that it is true.",
    )


def client_description(pattern: Pattern, course: Course) -> list[Cell]:
    """The gesture and words; then quality, area, spread, course."""
    story = pattern.client_description
    words = "\n".join(f"> {quoted(word)}\n>" for word in story.words).removesuffix("\n>")
    gesture = "\n".join(claim_lines(story.gesture, course, "The gesture."))
    rest = [
        line
        for lead, claim in (
            ("Quality.", story.quality),
            ("Worst area.", story.dominant_area),
            ("Spread.", story.spread),
            ("Course.", story.course),
        )
        for line in claim_lines(claim, course, lead)
    ]
    section = "Your client's story"
    return [
        Cell(
            "client-words",
            f"## How people describe it\n\n{gesture}\n\n{words}",
            section=section,
            minutes=2,
            notes="Show the gesture on yourself before you show the slide. Ask the group to copy "
            "it on their own body and to say where their finger ends.",
        ),
        Cell(
            "client-quality",
            "## Quality, area, spread, course\n\n" + "\n".join(rest),
            section=section,
            minutes=2,
            notes="Ask: which of these would you write down word for word? Keep the client's own "
            "words in your notes; they are what you retest later.",
        ),
    ]


def activation(pattern: Pattern, course: Course) -> list[Cell]:
    """What sets it off, by kind of client; then what keeps it going."""
    cells = []
    groups = pattern.activation.by_client
    for index, pair in enumerate(in_groups(groups, 2)):
        text = "\n\n".join(
            f"**{escape(group.client)}**\n\n{bullets(group.factors, course)}" for group in pair
        )
        heading = part("What sets it off", index, -(-len(groups) // 2))
        cells.append(
            Cell(
                f"activation-{index + 1}",
                f"## {heading}\n\n{text}",
                section="Your client's story",
                minutes=1.5,
                notes="Ask for the moment it started, not for the diagnosis somebody gave it.",
            )
        )
    cells.append(
        Cell(
            "perpetuating",
            "## What keeps it going\n\n" + bullets(pattern.activation.perpetuating, course),
            section="Your client's story",
            minutes=1.5,
            notes="These become the first self-care item: change before exercise.",
        )
    )
    return cells
