"""My progress: what is done, what is weak, what comes back, and everything as one file."""

import datetime
import zipfile
from html import escape
from pathlib import Path

from course.exercises.answers import FOLDER, Answers
from course.exercises.bank import Bank, the_bank
from course.exercises.cards import CardBox
from course.widgets.facts import current
from patterns_data.files import replacing
from patterns_data.load import Course

DAYS = 14
EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold: same answers, same bytes


class Progress:
    """What ``exercises.progress()`` shows: an HTML page of tables and one bar chart."""

    def __init__(self, folder: Path | None = None, bank: Bank | None = None,
                 course: Course | None = None):  # fmt: skip
        self.folder = folder or Path.cwd()
        self.bank, self.course = bank or the_bank(), current(course)
        self.kept = Answers(self.folder).all()
        self.box = CardBox(self.bank, self.folder)

    def done(self) -> list[tuple[str, str, int, int, float | None]]:
        """Pattern, title, exercises checked, exercises there are, mean of the last scores."""
        out = []
        for slug, pattern in self.course.patterns.items():
            own = [item.id for item in self.bank.values() if item.pattern == slug]
            last = [self.kept[i].checks[-1] for i in own if i in self.kept and self.kept[i].checks]
            mean = sum(last) / len(last) if last else None
            out.append((slug, pattern.title, len(last), len(own), mean))
        return sorted(out, key=lambda row: (-row[2], row[0]))

    def export(self, path: str | Path = "my-progress.zip") -> Path:
        """Every answer and review as one file; unpack it beside a notebook to go on there."""
        path = Path(path)
        with replacing(path) as temporary, zipfile.ZipFile(temporary, "w") as packed:
            for file in sorted((self.folder / FOLDER).glob("*.json*")):
                info = zipfile.ZipInfo(f"{FOLDER}/{file.name}", EPOCH)
                packed.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED)
        return path

    def _repr_html_(self) -> str:
        rows = [row for row in self.done() if row[2]]
        done = "".join(
            f"<tr><td>{escape(title)}</td><td>{count} of {there}</td><td>{_percent(mean)}</td></tr>"
            for _, title, count, there, mean in rows
        )
        weak = "".join(
            f"<tr><td>{escape(topic)}</td><td>{_percent(mean)}</td><td>{count}</td></tr>"
            for topic, mean, count in self.box.weak_topics()
        )
        parts = [
            "<h3>My progress</h3>",
            _table(("Pattern", "Exercises checked", "Last marks"), done)
            or "<p>No exercise was checked in this folder yet.</p>",
            _table(("Topic of the cards, the weakest first", "Last marks", "Cards"), weak),
            self._forecast() if self.box.reviews else "",
        ]
        return "\n".join(filter(None, parts))

    def _forecast(self) -> str:
        """A bar for each of the next days, with its number."""
        counts, today = self.box.forecast(DAYS), datetime.datetime.now(datetime.UTC).date()
        most = max(*counts, 1)
        bars = "".join(
            f'<rect x="{24 * n + 4}" y="{70 - 56 * c / most:.1f}" width="16" '
            f'height="{56 * c / most:.1f}" fill="#14507a"/>'
            f'<text x="{24 * n + 12}" y="{66 - 56 * c / most:.1f}" font-size="9" '
            f'text-anchor="middle">{c or ""}</text>'
            f'<text x="{24 * n + 12}" y="82" font-size="8" text-anchor="middle">'
            f"{(today + datetime.timedelta(days=n)).day}</text>"
            for n, c in enumerate(counts)
        )
        words = ", ".join(str(c) for c in counts)
        return (
            f'<p>Cards that come back in the next {DAYS} days:</p><svg role="img" '
            f'aria-label="Cards a day from today: {words}" viewBox="0 0 {24 * DAYS + 8} 88" '
            f'style="max-width:36em;width:100%">{bars}</svg>'
        )


def progress(folder: Path | None = None) -> Progress:
    """What was done in this folder."""
    return Progress(folder)


def _table(head: tuple[str, ...], rows: str) -> str:
    if not rows:
        return ""
    names = "".join(f"<th>{name}</th>" for name in head)
    return f"<table><thead><tr>{names}</tr></thead><tbody>{rows}</tbody></table>"


def _percent(mean: float | None) -> str:
    return "–" if mean is None else f"{100 * mean:.0f} %"
