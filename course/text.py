"""Data text -> Markdown: everything is escaped, every claim carries its kind and sources."""

import html
import re
from collections.abc import Iterable

from course.citation import full_citation, short_citation
from patterns_data.load import Course
from patterns_data.models import Claim
from patterns_data.models.base import KINDS, Sourced

# Characters that Markdown, LaTeX in Markdown, or tables would take for markup.
_MARKUP = re.compile(r"[\\`*_\[\]$|~]")
_LEADING = re.compile(r"^(\s*)([#+\->=]|\d+[.)](?=\s))")


def escape(text: str) -> str:
    """The text as Markdown that shows exactly this text: no markup, no HTML, one line."""
    text = html.escape(" ".join(text.split()), quote=False)
    text = _MARKUP.sub(lambda match: f"&#{ord(match.group())};", text)
    return _LEADING.sub(lambda m: m.group(1) + "".join(f"&#{ord(c)};" for c in m.group(2)), text)


def badge(claim: Sourced, course: Course) -> str:
    """The kind of evidence and the sources, small, with the full citation on hover."""
    works = [course.references[source] for source in claim.sources]
    names = ", ".join(short_citation(work) for work in works)
    label = f"{claim.kind}: {names}" if names else claim.kind
    title = "; ".join(full_citation(work) for work in works) or KINDS[claim.kind]
    return (
        f'<small class="evidence {claim.kind}" title="{html.escape(title)}">{escape(label)}</small>'
    )


def claim_text(claim: Sourced, course: Course) -> str:
    """One claim as a line of Markdown with its badge."""
    return f"{escape(claim.text)} {badge(claim, course)}"


def claim_lines(claim: Sourced, course: Course, lead: str = "") -> list[str]:
    """A claim as a bullet, and the other side as a bullet below it where it is disputed."""
    start = f"**{escape(lead)}** " if lead else ""
    lines = [f"- {start}{claim_text(claim, course)}"]
    other = claim.disputed if isinstance(claim, Claim) else None
    if other is not None:
        mark = '<small class="evidence disputed">disputed</small>'
        lines.append(f"    - {mark} {claim_text(other, course)}")
    return lines


def bullets(claims: Iterable[Sourced], course: Course) -> str:
    """Claims as a bullet list."""
    return "\n".join(line for claim in claims for line in claim_lines(claim, course))


def plain_bullets(items: Iterable[str], mark: str = "-") -> str:
    """Plain texts as a list; `mark` may be '1.' for a numbered one."""
    return "\n".join(f"{mark} {escape(item)}" for item in items)


def table(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; cells are Markdown already."""
    header = list(header)
    lines = ["| " + " | ".join(header) + " |", "|" + " --- |" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def quoted(text: str) -> str:
    """Spoken words between one pair of quotation marks, whatever the data already have."""
    return escape(in_quotes(text))


def in_quotes(text: str) -> str:
    """The same as plain text."""
    return "“" + text.strip().strip('"“”') + "”"
