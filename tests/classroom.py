"""Returned work made for tests: answers of a known quality in files, notebooks and zips."""

import json
import zipfile

from course.exercises.answers import MIME, Kept
from course.exercises.kinds import blank, right_answer


def kept_of(item, answer, changed="2026-11-20T10:00:00+00:00"):
    """An answer as it is kept."""
    return vars(Kept(item.id, item.version, answer, changed=changed, session="test"))


def notebook_with(source, answers):
    """A released notebook with answers (id -> kept) in the outputs of their cells."""
    notebook = json.loads(source)
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        mine = {i: kept for i, kept in answers.items() if f'"{i}"' in text}
        if mine:
            cell["outputs"] = [
                {"output_type": "display_data", "metadata": {}, "data": {MIME: mine}}
            ]
    return json.dumps(notebook)


def answer_files(folder, answers):
    """answers/<id>.json in a folder."""
    (folder / "answers").mkdir(parents=True, exist_ok=True)
    for ident, kept in answers.items():
        (folder / "answers" / f"{ident}.json").write_text(json.dumps(kept), encoding="utf-8")


def zipped(path, answers):
    """A zip as a learning platform makes it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for ident, kept in answers.items():
            packed.writestr(f"work/answers/{ident}.json", json.dumps(kept))


def good(items):
    """Every answer right."""
    return {item.id: kept_of(item, right_answer(item)) for item in items}


def nothing(items):
    """Every answer blank."""
    return {item.id: kept_of(item, blank(item)) for item in items}
