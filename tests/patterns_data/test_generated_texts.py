"""What is generated from the models is in step with them; the template fits them."""

import json

import pytest
import yaml

from patterns_data.dictionary import data_dictionary, schemas
from patterns_data.load import HOME
from patterns_data.models import Pattern
from patterns_data.template import KINDS, template


def test_data_dictionary_is_in_step():
    assert (HOME / "README.md").read_text(encoding="utf-8") == data_dictionary()


def test_data_dictionary_names_every_key():
    text = data_dictionary()
    for name, field in Pattern.model_fields.items():
        assert f"| `{name}` |" in text
        assert field.description in text


def test_schemas_are_in_step():
    for name, text in schemas().items():
        assert (HOME / "schema" / name).read_text(encoding="utf-8") == text
        assert json.loads(text)["additionalProperties"] in (False, True)


@pytest.mark.parametrize("kind", KINDS)
def test_template_is_yaml_with_every_required_key(kind):
    data = yaml.safe_load(template(kind, {"id": "an-id"}, {}))
    required = {name for name, field in KINDS[kind].model_fields.items() if field.is_required()}
    assert required <= set(data)


@pytest.mark.parametrize("kind", KINDS)
def test_template_is_refused_only_for_what_must_be_filled_in(kind, tmp_path):
    from patterns_data.load import read_course
    from patterns_data.template import FOLDERS

    path = tmp_path / FOLDERS[kind] / "an-id.yaml"
    path.parent.mkdir()
    text = template(kind, {"id": "an-id", "reviewed": "'2026-11-23'"}, {})
    path.write_text(text, encoding="utf-8")
    problems = [str(p) for p in read_course(tmp_path)[1]]
    assert problems
    assert [p for p in problems if "still says TODO" not in p] == []
