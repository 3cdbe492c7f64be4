"""palpate check: every data file, all problems at once."""

import argparse

from course.commands import data

EXAMPLE = "palpate check --data our-patterns"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments of its own."""


def run(options: argparse.Namespace) -> int:
    """Print the problems, one a line; exit code 1 when there are any."""
    course, problems = data.read()
    for problem in problems:
        print(problem)
    files = data.count(course.files, "file")
    if problems:
        print(f"\n{data.count(len(problems), 'problem')} in {files}")
        return 1
    patterns = data.count(len(course.patterns), "pattern")
    print(f"{files}, {patterns}, no problems")
    return 0
