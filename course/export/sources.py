"""Items -> jobs: the text of each notebook, made when its turn comes."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from course.deck.build import read_notebook
from course.export.job import Job
from course.export.warm import ATLAS, LIBRARIES

if TYPE_CHECKING:
    from course.export.build import How, Item
    from course.foundations.model import Lesson
    from patterns_data.load import Course

# A notebook that imports these finds them ready.
OURS = ("figures", "course.widgets")
FEW = 3  # lessons; for more it pays to decode the whole atlas beforehand


class Sources:
    """The jobs of a build; lessons are put together from the data, notebooks are read."""

    def __init__(self, items: list["Item"], how: "How"):
        self.items, self.how = items, how
        self._read = {i.name: read_notebook(i.notebook) for i in items if i.notebook is not None}
        self._course: Course | None = None
        self._foundations: dict[str, Lesson] | None = None
        self._empty = tempfile.TemporaryDirectory(prefix="palpate-lesson-")

    @property
    def modules(self) -> tuple[str, ...]:
        """What the cells import, of what is worth having ready."""
        text = "\n".join(self._read.values())
        found = [
            name for name in LIBRARIES if re.search(rf"(import|from) {name.split('.')[0]}\b", text)
        ]
        lessons = len(self.items) - len(self._read)
        if lessons > FEW:
            found += [f"{ATLAS}{view}" for view in self._views()]
        if lessons or re.search(r"from (figures|course)\b", text):
            found = [*OURS, *found]
        return tuple(found)

    def _views(self) -> list[str]:
        """The views of the lessons' plates, those of the most lessons first."""
        names = [item.name for item in self.items if item.notebook is None]
        patterns = [self.course.patterns[n] for n in names if n in self.course.patterns]
        count = Counter(view for pattern in patterns for view in pattern.views)
        return [view for view, _ in count.most_common()]

    @property
    def course(self) -> "Course":
        """The data, checked; raises CommandError with every problem."""
        if self._course is None:
            from course.commands import data

            self._course = data.course()
            for item in self.items:
                if item.notebook is None and item.name not in self.foundations:
                    data.pattern(self._course, item.name)
        return self._course

    @property
    def foundations(self) -> "dict[str, Lesson]":
        """The foundation lessons, where one is asked for."""
        from course.export.inputs import lesson_slugs

        if self._foundations is None:
            slugs = set(lesson_slugs())
            wanted = any(i.notebook is None and i.name in slugs for i in self.items)
            self._foundations = {}
            if wanted:
                from course.commands import data

                self._foundations = data.lessons(self.course)
        return self._foundations

    def named(self, item: "Item") -> tuple[str, ...]:
        """The other lessons whose titles stand in a lesson."""
        if item.notebook is not None:
            return ()
        if item.name in self.foundations:
            return tuple(sorted({*self.course.patterns, *self.foundations} - {item.name}))
        pattern = self.course.patterns[item.name]
        found = {other.pattern for other in (*pattern.related, *pattern.look_alikes)}
        return tuple(sorted(name for name in found if name))

    def jobs(self) -> Iterator[Job]:
        """One job for each item, in order; raises CommandError before the first."""
        lessons = any(item.notebook is None for item in self.items)
        if lessons:
            _ = self.course
        return map(self._job, self.items)

    def _lesson(self, slug: str) -> str:
        if slug in self.foundations:
            from course.foundations.notebook import foundation_text

            return foundation_text(slug, self.foundations, self.course, deck=True)
        from course.lesson import lesson_text

        return lesson_text(self.course.patterns[slug], self.course)

    def _job(self, item: "Item") -> Job:
        how, lesson = self.how, item.notebook is None
        if lesson:
            source, folder = self._lesson(item.name), ""
        else:
            source, folder = self._read[item.name], str(item.notebook.resolve().parent)
        return Job(
            name=item.name,
            source=source,
            folder=folder or str(Path(self._empty.name)),
            execute=lesson or how.execute,
            allow_errors=how.allow_errors,
            show_code=how.show_code,
            reading=how.reading,
            cores=max(1, how.workers // len(self.items)),
            data=how.data,
            look=how.look,
        )
