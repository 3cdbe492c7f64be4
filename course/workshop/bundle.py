"""A plan -> a folder that works from a stick: slides, notes, workbook, handouts, sheets, exam."""

import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from course.citation import full_citation
from course.deck.look import Look
from course.export.job import Job
from course.export.sources import OURS
from course.export.workers import DECK, SpawnWorkers, Workers, workers
from course.lesson import lesson_text
from course.quick import nbformat
from course.sections.learn import cited
from course.workshop import exam, forms, workbook
from course.workshop.index import index_html
from course.workshop.order import RunningOrder
from course.workshop.paper import paper
from course.workshop.plan import Plan
from course.workshop.slides import workshop_notebook
from figures.atlas_index import ATLAS
from figures.layers import view
from figures.zones import outline
from patterns_data.files import WriteError
from patterns_data.load import Course
from patterns_data.models import Pattern

LICENCE = (
    "Texts, drawings, plates and data: The Palpate authors, CC BY 4.0, "
    "https://creativecommons.org/licenses/by/4.0/\nPass them on, change them, teach with them; "
    "name the authors and say what you changed.\nThe slides carry reveal.js (MIT) and Source Sans "
    "(SIL Open Font License); their licences stand inside the file.\n"
)
Files = dict[str, bytes]
HANDOUT = "course.workshop.bundle:handout_of"
AROUND = 130.0  # mm of the body above and below the zones


def write_bundle(
    folder: Path,
    plan: Plan,
    order: RunningOrder,
    course: Course,
    look: Look,
    plan_text: str,
    lessons: bool = False,
) -> list[Path]:
    """Write the folder, whole or not at all; return its files.

    With `lessons` it holds the whole lesson of each pattern as a deck of its own, too.

    An older folder of that name is replaced when it was made by this function, and refused when
    it holds anything else. Raises WriteError, DeckError, HandoutError.
    """
    _refuse_foreign(folder)
    files = bundle_files(plan, order, course, look, lessons)
    files["for-the-instructor/plan.yaml"] = plan_text.encode("utf-8")
    with _replacing_folder(folder) as place:
        for name, data in sorted(files.items()):
            path = place / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return [folder / name for name in sorted(files)]


def zipped(folder: Path) -> bytes:
    """The folder as a zip; the same files give the same bytes."""
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            info = zipfile.ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}")
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            packed.writestr(info, path.read_bytes())
    return raw.getvalue()


def bundle_files(
    plan: Plan, order: RunningOrder, course: Course, look: Look, lessons: bool = False
) -> Files:
    """Every file of the bundle by its name; slides and handouts are made side by side."""
    data = os.environ.get("PALPATE_DATA", "")
    notebook = nbformat.writes(workshop_notebook(plan, order, course))
    with tempfile.TemporaryDirectory(prefix="palpate-") as empty, workers(OURS, data) as warm:
        name = f"slides of {plan.title}"
        job = Job(name, notebook, empty, look=look, cores=os.cpu_count() or 1, data=data)
        slides = warm.call(DECK, asdict(job))
        waiting = _handouts(warm, plan)
        for slug in plan.patterns if lessons else ():
            text = lesson_text(course.patterns[slug], course)
            own = Job(slug, text, empty, look=look, data=data)
            waiting[f"lessons/{slug}.html"] = warm.call(DECK, asdict(own))
        files = _papers(plan, order, course, look)
        files |= {name: future.result()[0] for name, future in waiting.items()}
        files["slides.html"] = slides.result()[0]
    book = workbook.workbook_notebook(plan, course)
    files["workbook.ipynb"] = (nbformat.writes(book) + "\n").encode("utf-8")
    files["licence.txt"] = LICENCE.encode("utf-8")
    files["sources.txt"] = _sources(plan, course).encode("utf-8")
    links = _listed(plan, files, course)
    files["index.html"] = index_html(plan, order, course, look, links).encode("utf-8")
    return files


def _handouts(warm: Workers | SpawnWorkers, plan: Plan) -> dict[str, Future]:
    readers = ("client",) if plan.audience == "clients" else ("client", "therapist")
    return {
        f"handouts/{slug}-{reader}.pdf": warm.call(HANDOUT, {"slug": slug, "reader": reader})
        for slug in plan.patterns
        for reader in readers
    }


def handout_of(slug: str, reader: str) -> tuple[bytes, dict[str, Any]]:
    """A handout by its pattern's id, for a process of its own."""
    from course.handout.handout import handout
    from patterns_data.load import load_course

    course = load_course()
    return handout(course.patterns[slug], course, reader=reader, side="right"), {}


def _papers(plan: Plan, order: RunningOrder, course: Course, look: Look) -> Files:
    """The sheets that Typst sets."""
    own = "for-the-instructor"
    patterns = [course.patterns[slug] for slug in plan.patterns]
    bodies = {f"{pattern.id}.jpg": _bare_body(pattern) for pattern in patterns}
    title, files = plan.title, {}
    files["workbook.pdf"] = paper(
        title,
        workbook.workbook_blocks(plan, order, course),
        look,
        kicker="Workbook",
        pictures=bodies,
    )
    notes = forms.notes_blocks(plan, order, course)
    files[f"{own}/presenter-notes.pdf"] = paper(title, notes, look, kicker="For the presenter")
    files[f"{own}/attendance.pdf"] = paper(
        title, forms.attendance_blocks(plan), look, kicker="Attendance"
    )
    files[f"{own}/certificate.pdf"] = paper(
        title,
        forms.certificate_blocks(plan, order, course),
        look,
        footer="Made with Palpate, an open course on trigger-point pain patterns",
        flipped=True,
        headed=False,
    )
    files["feedback.pdf"] = paper(title, forms.feedback_blocks(plan), look, kicker="Feedback")
    if plan.audience != "clients":
        for pattern in patterns:
            blocks = exam.checklist_blocks(pattern, course)
            files[f"checklists/{pattern.id}.pdf"] = paper(
                pattern.title, blocks, look, kicker="Practical station", footer=title
            )
    if plan.exam:
        blocks = exam.exam_blocks(plan, course)
        files["exam/exam.pdf"] = paper(title, blocks, look, kicker="Written exam")
        blocks = exam.key_blocks(plan, course)
        files[f"{own}/exam-key.pdf"] = paper(title, blocks, look, kicker="Key to the exam")
    return files


def _bare_body(pattern: Pattern) -> bytes:
    """The region of the pattern's first zones on the skin, without marks, as JPEG."""
    from PIL import Image

    zones = pattern.referred_pain.zones
    name = next((z.view for z in zones if z.view.startswith("body-")), "body-posterior")
    seen = view(name)
    spots = [outline(seen, zone, "right") for zone in zones if zone.view == name]
    bottom, top = seen.extent[2:]
    if spots:
        low, high = (f([f(spot[:, 1]) for spot in spots]) for f in (min, max))
        bottom, top = max(low - AROUND, bottom), min(high + AROUND, top)
    skin = Image.open(ATLAS / name / "shade.webp").convert("RGBA")
    rows = [round((seen.extent[3] - edge) / seen.mm) for edge in (top, bottom)]
    skin = skin.crop((0, rows[0], skin.width, rows[1]))
    sheet = Image.alpha_composite(Image.new("RGBA", skin.size, "white"), skin)
    packed = io.BytesIO()
    sheet.convert("RGB").save(packed, "JPEG", quality=86)
    return packed.getvalue()


def _sources(plan: Plan, course: Course) -> str:
    lines = []
    for slug in plan.patterns:
        pattern = course.patterns[slug]
        works = sorted(full_citation(course.references[i]) for i in cited(pattern, course))
        lines += [pattern.title, "", *works, ""]
    return "\n".join(lines)


def _listed(plan: Plan, files: Files, course: Course) -> dict[str, dict[str, str]]:
    """What the start page links to, by heading."""
    titles = {slug: course.patterns[slug].title for slug in plan.patterns}
    found = {
        "For everybody": {"workbook.pdf": "Workbook to print",
                          "workbook.ipynb": "Workbook as a notebook, for JupyterLab",
                          "feedback.pdf": "Feedback sheet"},
        "Whole lessons": {f"lessons/{slug}.html": title for slug, title in titles.items()},
        "Handouts": {f"handouts/{slug}-{who}.pdf": f"{title}: for {who}s"
                     for slug, title in titles.items() for who in ("client", "therapist")},
        "Practical stations": {f"checklists/{slug}.pdf": title for slug, title in titles.items()},
        "Exam": {"exam/exam.pdf": "Written exam"},
        "For the instructor": {
            "for-the-instructor/presenter-notes.pdf": "Presenter's notes with the running order",
            "for-the-instructor/exam-key.pdf": "Key to the exam",
            "for-the-instructor/attendance.pdf": "Attendance list",
            "for-the-instructor/certificate.pdf": "Certificate of attendance"},
        "Licence and sources": {"licence.txt": "Licence", "sources.txt": "Sources"},
    }  # fmt: skip
    return {
        heading: {name: title for name, title in links.items() if name in files}
        for heading, links in found.items()
    }


def _refuse_foreign(folder: Path) -> None:
    ours = (folder / "slides.html", folder / "for-the-instructor" / "plan.yaml")
    used = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    if used and not all(path.exists() for path in ours):
        message = f"{folder} holds something that is not a workshop; name another folder (-o)"
        raise WriteError(message)


@contextmanager
def _replacing_folder(folder: Path) -> Iterator[Path]:
    """A new folder beside `folder` that takes its place when the block ends well."""
    place = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
        place.chmod(0o755)
        yield place
        old = place.with_name(f"{place.name}-old")
        if folder.exists():
            folder.rename(old)
        place.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteError(f"cannot write {folder}: {reason}; nothing was changed") from error
    finally:
        if place is not None and place.exists():
            shutil.rmtree(place, ignore_errors=True)
