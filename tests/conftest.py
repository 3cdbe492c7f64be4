"""Shared fixtures: the real course, and a school's folder with one pattern made from ours."""

from pathlib import Path

import pytest
import yaml

from figures.atlas_index import anchors_by_view
from patterns_data.links import links_check
from patterns_data.load import HOME, load_course, read_course
from patterns_data.rules import rules_check

SEED = HOME / "patterns" / "low_back" / "sacrum-one-side.yaml"


@pytest.fixture(scope="session")
def course():
    return load_course()


@pytest.fixture(scope="session")
def seed(course):
    return course.patterns["sacrum-one-side"]


@pytest.fixture(autouse=True)
def _no_data_folders(monkeypatch):
    # Set, not deleted: what a command puts there is taken back when the test ends.
    monkeypatch.setenv("PALPATE_DATA", "")
    monkeypatch.setenv("PALPATE_CACHE", "off")  # every test draws and reads for itself


class School:
    """A data folder of a school's own, with one pattern that starts as a copy of the seed."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.file = folder / "patterns" / "low_back" / "our-pattern.yaml"
        self.file.parent.mkdir(parents=True)
        self.data = yaml.safe_load(SEED.read_text(encoding="utf-8"))
        self.data["id"] = "our-pattern"

    def write(self) -> Path:
        text = yaml.safe_dump(self.data, allow_unicode=True, sort_keys=False)
        self.file.write_text(text, encoding="utf-8")
        return self.file

    def problems(self) -> list[str]:
        if not self.file.exists():
            self.write()
        checks = (links_check(anchors_by_view()), rules_check)
        return [str(problem) for problem in read_course(self.folder, checks=checks)[1]]


@pytest.fixture
def school(tmp_path):
    return School(tmp_path / "school")
