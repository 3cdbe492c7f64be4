"""One YAML file that is one record, such as a workshop's plan: read and checked."""

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from patterns_data.problems import DataError, explain, model_at, unfilled
from patterns_data.yaml_lines import Document

Found = TypeVar("Found", bound=BaseModel)


def read_record(path: Path, model: type[Found]) -> tuple[Found, Document]:
    """The record and its document, for problems that are found later.

    Raises DataError with every problem: file, line, key, value, what is allowed.
    """
    document = Document(path)
    problems = list(document.problems)
    if document.data is not None and not isinstance(document.data, dict):
        problems.append(document.problem((), "must be a block of keys, such as `title: …`"))
    if problems:
        raise DataError(problems)
    for location in unfilled(document.data):
        problems.append(document.problem(location, "still says TODO; fill in"))
    try:
        record = model.model_validate(document.data)
    except ValidationError as error:
        for item in error.errors():
            message = explain(item, lambda location: model_at(model, location))
            problems.append(document.problem(item["loc"], message))
        raise DataError(problems) from error
    if problems:
        raise DataError(problems)
    return record, document
