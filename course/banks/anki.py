"""Anki: one deck with a subdeck for each pattern; an update keeps what was learnt.

Notes are known to Anki by their guid, which comes from the exercise's id; cards keep their
schedule when the same guid is imported again.
"""

import hashlib
import tempfile
from html import escape
from pathlib import Path

import genanki

from course.banks import words
from course.banks.picture import Picture, answered, asked
from course.exercises.item import Item
from patterns_data.files import replacing

MODEL = 1_732_400_001  # of the note type: never changed, or Anki makes a second one
CSS = (
    ".card{font:19px/1.4 sans-serif;color:#222;background:#fff;text-align:left;max-width:40em;"
    "margin:auto}img{max-width:100%}table td{padding:.2em .6em .2em 0;vertical-align:top}"
    ".source{color:#55504a;font-size:.75em}"
)
FIELDS = ("Question", "Picture", "Answer", "Answer picture", "About")
NOTE = genanki.Model(
    MODEL,
    "Palpate exercise",
    fields=[{"name": name} for name in FIELDS],
    templates=[
        {
            "name": "Exercise",
            "qfmt": "{{Question}}{{Picture}}",
            "afmt": "{{FrontSide}}<hr id=answer>{{Answer}}{{Answer picture}}"
            '<p class="source">{{About}}</p>',
        }
    ],
    css=CSS,
)


class Note(genanki.Note):
    """A note that keeps its identity when its words change."""

    @property
    def guid(self) -> str:
        """From the id of the exercise alone."""
        return genanki.guid_for("palpate", self.tags[0])


def write_anki(path: Path, items: list[Item], titles: dict[str, str], when: float) -> int:
    """Write an .apkg; ``titles`` names the patterns. Returns how many notes it holds.

    ``when`` (s since 1970) is the date of the notes: Anki takes over changed words from a file
    only when they are newer than its own.
    """
    decks: dict[str, genanki.Deck] = {}
    with tempfile.TemporaryDirectory() as place:
        media: set[str] = set()
        for item in items:
            if item.kind in words.LEFT_OUT:
                continue
            name = f"Palpate::{titles.get(item.pattern, 'Muscles')}"
            deck = decks.setdefault(name, genanki.Deck(stable(name), name))
            pictures = asked(item), answered(item)
            for one in filter(None, pictures):
                file = Path(place, f"palpate-{one.name}")
                file.write_bytes(one.data)
                media.add(str(file))
            about = f"{item.topic}; {item.id}"
            fields = [words.question(item), shown(pictures[0]), words.answer(item),
                      shown(pictures[1]), escape(about)]  # fmt: skip
            deck.add_note(
                Note(NOTE, fields, tags=[item.id, item.kind, item.topic.replace(" ", "-")])
            )
        package = genanki.Package(list(decks.values()), media_files=sorted(media))
        with replacing(path) as temporary:
            package.write_to_file(str(temporary), timestamp=when)
    return sum(len(deck.notes) for deck in decks.values())


def shown(picture: Picture | None) -> str:
    """The picture with its alt text."""
    if picture is None:
        return ""
    return f'<img src="palpate-{picture.name}" alt="{escape(picture.alt)}">'


def stable(name: str) -> int:
    """A deck's number, from its name."""
    return int(hashlib.sha256(name.encode()).hexdigest()[:7], 16) + (1 << 30)
