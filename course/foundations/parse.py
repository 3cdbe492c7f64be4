"""A lesson's Markdown -> sections and slides, with the line of everything.

# Safety first                     a section; what follows belongs to it
## Red flags come first (4 min)    a slide with its class time
### More flags (2 min, below)      a slide below it, reached with the down arrow
## In pairs: ask (6 min, practice) a slide with a clock

A sentence. [study: an-id]         a claim: kind and sources at the end of the sentence
The other side. [disputed review: an-id, another-id]

```python
plate("sacrum-one-side", kind="pain")
```

:::{notes}
What the presenter says.
:::

:::{question} an-id
What would you do?
- [x] The right answer
  why it is right
- [ ] Another one
  why it is not
:::
"""

import re
from pathlib import Path

from course.foundations.head import read_head
from course.foundations.model import Lesson, Piece, Slide
from patterns_data.problems import Problem, shown

HEADING = re.compile(r"^(#{1,3}) +(.+?)\s*(?:\(([^()]*\bmin[^()]*)\))?$")
MINUTES = re.compile(r"^(\d+(?:\.\d+)?) min$")
FLAGS = ("below", "practice")
DIRECTIVES = ("notes", "question")


def read_lesson(path: Path) -> tuple[Lesson | None, list[Problem]]:
    """The lesson in a file, or None, and what is wrong with the file."""
    name = re.fullmatch(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)", path.stem)
    if not name:
        text = f"'{path.name}' must be two digits, a hyphen and a slug: 01-trigger-points.md"
        return None, [Problem(shown(path), 1, "", text)]
    lines = path.read_text(encoding="utf-8").splitlines()
    head, used, problems = read_head(path, lines)
    slides = _Reader(path, problems).read(lines[used:], used + 1)
    if head is None:
        return None, problems
    if head.order != int(name[1]):
        text = f"{head.order} is not the number of the file name ({int(name[1])}); make them equal"
        problems.append(Problem(shown(path), 1, "order", text))
    return Lesson(name[2], path, head, slides), problems


class _Reader:
    """Reads the lines below the head."""

    def __init__(self, path: Path, problems: list[Problem]):
        self.path, self.problems = path, problems
        self.slides: list[Slide] = []
        self.section = ""

    def read(self, lines: list[str], first: int) -> list[Slide]:
        """The slides of the lesson."""
        number = 0
        while number < len(lines):
            line, at = lines[number], number + first
            heading = HEADING.match(line)
            if line.startswith("```") or line.startswith(":::"):
                number = self._block(lines, number, at)
                continue
            if heading:
                self._heading(heading, at)
            elif self.slides or line.strip():
                self._text(line, at)
            number += 1
        return self.slides

    def _heading(self, found: re.Match[str], at: int) -> None:
        level, title, given = len(found[1]), found[2], found[3]
        if level == 1:
            self.section = title
            return
        slide = Slide(title, at, self.section, below=level == 3)
        for word in (given or "").split(","):
            self._flag(slide, word.strip(), at)
        self.slides.append(slide)

    def _flag(self, slide: Slide, word: str, at: int) -> None:
        time = MINUTES.match(word)
        if time:
            slide.minutes = float(time[1])
        elif word in FLAGS:
            setattr(slide, word, True)
        elif word:
            allowed = ", ".join(FLAGS)
            self._problem(at, f"'{word}' is not a time such as '3 min', nor one of: {allowed}")

    def _text(self, line: str, at: int) -> None:
        if not self.slides:
            self._problem(at, f"'{line[:40]}' stands before the first slide; begin it with '## '")
            return
        pieces = self.slides[-1].pieces
        if pieces and pieces[-1].kind == "text":
            pieces[-1].source += f"\n{line}"
        elif line.strip():
            pieces.append(Piece("text", line, at))

    def _block(self, lines: list[str], start: int, at: int) -> int:
        """Read one fenced block; return the number of the line after it."""
        fence, words = lines[start][:3], lines[start][3:].strip()
        below = range(start + 1, len(lines))
        end = next((n for n in below if lines[n].startswith(fence)), None)
        if end is None or lines[end].strip() != fence:
            self._problem(at, f"the block '{lines[start]}' is not closed; end it with {fence}")
            return end or len(lines)
        if not self.slides:
            self._problem(at, "a block stands before the first slide; begin a slide with '## '")
            return end + 1
        inner = "\n".join(lines[start + 1 : end])
        if fence == "```":
            self._code(words, inner, at)
        else:
            self._directive(words, inner, at)
        return end + 1

    def _code(self, words: str, inner: str, at: int) -> None:
        if words == "python":
            self.slides[-1].pieces.append(Piece("code", inner.strip(), at + 1))
        else:
            self._problem(at, f"code in '{words or 'no language'}' is not allowed; write ```python")

    def _directive(self, words: str, inner: str, at: int) -> None:
        found = re.fullmatch(r"\{(\w+)\} ?(.*)", words)
        if not found or found[1] not in DIRECTIVES:
            allowed = " or ".join(f":::{{{name}}}" for name in DIRECTIVES)
            self._problem(at, f"':::{words}' is not a block of a lesson; allowed: {allowed}")
        elif found[1] == "notes":
            self.slides[-1].notes = inner.strip()
        else:
            self.slides[-1].pieces.append(Piece("question", inner, at + 1, found[2].strip()))

    def _problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(shown(self.path), line, "", message))
