"""palpate check: every data file and lesson, all problems at once."""

import argparse

from course.commands import data

EXAMPLE = "palpate check --data our-patterns"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: argparse.Namespace) -> int:
    """Print the problems, one a line; exit code 1 when there are any."""
    from course.foundations.check import read_lessons

    course, problems = data.read()
    lessons, wrong = read_lessons(course)
    problems = sorted({*problems, *wrong})
    for problem in problems:
        print(problem)
    files = data.count(course.files + len(lessons), "file")
    if problems:
        print(f"\n{data.count(len(problems), 'problem')} in {files}")
        return 1
    patterns = data.count(len(course.patterns), "pattern")
    print(f"{files}, {patterns}, {data.count(len(lessons), 'foundation lesson')}, no problems")
    return 0
