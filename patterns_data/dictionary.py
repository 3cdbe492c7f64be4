"""The data dictionary and the JSON Schemas, written from the models."""

import json
from typing import Any, get_args

from pydantic import BaseModel

from patterns_data.models import (
    Bone,
    Case,
    Chart,
    Joint,
    Landmark,
    Muscle,
    Pattern,
    Reference,
    Region,
    Technique,
)
from patterns_data.models.base import KINDS

ENTITIES: dict[str, tuple[type[BaseModel], str]] = {
    "pattern": (Pattern, "patterns/<region>/<id>.yaml"),
    "muscle": (Muscle, "muscles/<id>.yaml"),
    "technique": (Technique, "techniques/<id>.yaml"),
    "case": (Case, "cases/<id>.yaml"),
    "chart": (Chart, "charts/<id>.yaml"),
    "landmark": (Landmark, "landmarks.yaml, a list"),
    "region": (Region, "regions.yaml, a list"),
    "bone": (Bone, "skeleton.yaml, under `bones`"),
    "joint": (Joint, "skeleton.yaml, under `joints`"),
    "reference": (Reference, "references.json, a list of CSL-JSON items"),
}

INTRO = """\
# Data dictionary

What each data file may say. This page is written from the models in `models/` by
`palpate build`; do not edit it by hand.

- One file an entity, in YAML; the file name without `.yaml` is the id.
- Ids are slugs: lower-case letters, digits and hyphens. A published id never changes.
- Texts are plain text. Markup and HTML are shown as they are written, never run.
- `palpate check` reads every file and reports all problems at once, with file, line and key.
- Editors that know JSON Schema find one for each kind in `schema/`.

A claim's `kind` says what stands behind it:

"""


def data_dictionary() -> str:
    """The text of patterns_data/README.md."""
    lines = [INTRO + "\n".join(f"- `{kind}`: {meaning}" for kind, meaning in KINDS.items())]
    done: set[type[BaseModel]] = set()
    for name, (model, where) in ENTITIES.items():
        lines.append(f"\n## {name.capitalize()}\n\nWhere: `{where}`. {_first_line(model)}\n")
        lines.append(_table(model))
        for inner in _parts(model, done):
            lines.append(f"\n### {inner.__name__}\n\n{_first_line(inner)}\n\n{_table(inner)}")
    return "\n".join(lines) + "\n"


def schemas() -> dict[str, str]:
    """File name -> JSON Schema text, one for each kind of entity."""
    found = {}
    for name, (model, _) in ENTITIES.items():
        schema = model.model_json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        text = json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False)
        found[f"{name}.schema.json"] = text + "\n"
    return found


def _table(model: type[BaseModel]) -> str:
    rows = ["| key | type | required | meaning |", "| --- | --- | --- | --- |"]
    for name, field in model.model_fields.items():
        required = "yes" if field.is_required() else "no"
        what = (field.description or "").replace("|", "\\|")
        rows.append(f"| `{name}` | {_words(field.annotation)} | {required} | {what} |")
    return "\n".join(rows)


def _words(annotation: Any) -> str:
    inner = [a for a in get_args(annotation) if a is not type(None)]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation.__name__
    origin = getattr(annotation, "__origin__", None)
    if origin is list:
        return f"list of {_words(inner[0])}"
    if origin is dict:
        return "block of keys"
    if origin is not None and getattr(origin, "__name__", "") == "str":
        return "text"
    if inner and all(isinstance(a, str) for a in inner):
        return "one of " + ", ".join(f"`{a}`" for a in inner)
    if hasattr(annotation, "__metadata__"):
        return _words(annotation.__origin__)
    if inner:
        return _words(inner[0])
    return {str: "text", int: "whole number", float: "number", bool: "true or false"}.get(
        annotation, str(annotation)
    )


def _parts(model: type[BaseModel], done: set[type[BaseModel]]) -> list[type[BaseModel]]:
    found: list[type[BaseModel]] = []
    queue = [model]
    while queue:
        for field in queue.pop(0).model_fields.values():
            inner = _model_in(field.annotation)
            if inner is not None and inner not in done:
                done.add(inner)
                found.append(inner)
                queue.append(inner)
    return found


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in get_args(annotation):
        model = _model_in(inner)
        if model is not None:
            return model
    return None


def _first_line(model: type[BaseModel]) -> str:
    return (model.__doc__ or "").strip().splitlines()[0]
