"""A commented data file to fill in, written from the models, so it is always in step."""

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from patterns_data.models import Case, Claim, Muscle, Pattern, Technique
from patterns_data.problems import PLACEHOLDER

KINDS: dict[str, type[BaseModel]] = {
    "pattern": Pattern,
    "muscle": Muscle,
    "technique": Technique,
    "case": Case,
}
FOLDERS = {"pattern": "patterns", "muscle": "muscles", "technique": "techniques", "case": "cases"}


def template(
    kind: str, known: dict[str, str], allowed: dict[str, list[str]], schema: str = ""
) -> str:
    """The text of a new file.

    `known` fills top-level keys, `allowed` lists ids in comments, `schema` is the path of the JSON
    Schema for editors that check while one types.
    """
    lines = [f"# yaml-language-server: $schema={schema}"] if schema else []
    lines += [
        f"# A {kind} of the course. Fill in every {PLACEHOLDER}, then run: palpate check",
        "# Lines that start with # are help and may stay or go. Indentation matters.",
        "# Every claim has a text, a kind (practice, text, study, review, guideline, general) and",
        "# sources (ids from references.json); only `general` may have none. No markup.",
        "",
    ]
    lines += _record(KINDS[kind], 0, known, allowed)
    return "\n".join(lines) + "\n"


def _record(
    model: type[BaseModel], depth: int, known: dict[str, str], allowed: dict[str, list[str]]
) -> list[str]:
    lines = []
    for name, field in model.model_fields.items():
        lines += _field(name, field, depth, known.get(name), allowed)
    return lines


def _field(
    name: str, field: FieldInfo, depth: int, value: str | None, allowed: dict[str, list[str]]
) -> list[str]:
    pad, kind = "  " * depth, _bare(field.annotation)
    about = _about(name, field, kind, allowed)
    if value is None and field.examples:
        value = str(field.examples[0])
    if value is not None:
        return [f"{pad}{name}: {value}{about}"]
    if not field.is_required():
        return [f"{pad}# {name}:{about.replace('#', 'optional:', 1)}"]
    inner = _item(kind)
    if inner is None and not _is_record(kind):
        return [f"{pad}{name}: {_scalar(kind)}{about}"]
    return [f"{pad}{name}:{about}", *_block(kind, inner, depth, _rows(field), allowed)]


def _block(
    kind: Any, inner: Any, depth: int, rows: list[dict[str, str]], allowed: dict[str, list[str]]
) -> list[str]:
    if inner is None:
        return _claim(depth + 1) if kind is Claim else _record(kind, depth + 1, {}, allowed)
    pad, lines = "  " * (depth + 1), []
    for known in rows:
        if not _is_record(inner):
            body = [_scalar(inner)]
        else:
            body = (
                _claim(depth + 2) if inner is Claim else _record(inner, depth + 2, known, allowed)
            )
        lines += [f"{pad}- {body[0].lstrip()}", *body[1:]]
    return lines


def _claim(depth: int) -> list[str]:
    pad = "  " * depth
    return [f"{pad}text: {PLACEHOLDER}", f"{pad}kind: general", f"{pad}sources: []"]


def _about(name: str, field: FieldInfo, kind: Any, allowed: dict[str, list[str]]) -> str:
    parts = [field.description or ""]
    if get_origin(kind) is Literal:
        parts.append("one of: " + ", ".join(map(str, get_args(kind))))
    if name in allowed:
        parts.append("known: " + ", ".join(allowed[name]))
    text = "; ".join(part for part in parts if part)
    return f"  # {text}" if text else ""


def _scalar(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return str(get_args(kind)[0])
    return {bool: "false", int: "1", float: "10"}.get(kind, PLACEHOLDER)


def _bare(annotation: Any) -> Any:
    """The annotation without Optional and Annotated."""
    if get_origin(annotation) in (Union, UnionType):
        rest = [a for a in get_args(annotation) if a is not NoneType]
        return _bare(rest[0])
    if hasattr(annotation, "__metadata__"):
        return _bare(annotation.__origin__)
    return annotation


def _item(kind: Any) -> Any:
    return _bare(get_args(kind)[0]) if get_origin(kind) is list else None


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _rows(field: FieldInfo) -> list[dict[str, str]]:
    """What each row of a list starts with: one empty row unless the model says otherwise."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "rows" in extra:
        return list(extra["rows"])  # type: ignore[arg-type]
    for rule in field.metadata:
        if getattr(rule, "min_length", None):
            return [{}] * rule.min_length
    return [{}]
