"""A new user's way: `palpate new`, fill in every TODO, check, build, deck. No code."""

import re

import yaml

from course.cli import main

VALUES = {
    "muscles": "multifidus-lumborum",
    "muscle": "multifidus-lumborum",
    "landmarks": "psis",
    "technique": "supine-twist",
    "around": "psis",
    "view": "pelvis-posterior",
    "label": "1",
    "id": "first-one",
}


def filled(node, key=""):
    """The data with every TODO replaced by what an author would write there."""
    if isinstance(node, dict):
        return {name: filled(value, name) for name, value in node.items()}
    if isinstance(node, list):
        return [filled(value, key) for value in node]
    return VALUES.get(key, f"Our own words about {key}.") if node == "TODO" else node


def test_from_an_empty_folder_to_a_deck(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "big-toe-and-shin", "--data", "ours"]) == 0
    path = tmp_path / "ours" / "patterns" / "leg_ankle_foot" / "big-toe-and-shin.yaml"
    data = filled(yaml.safe_load(path.read_text(encoding="utf-8")))
    data["red_flags"][0]["action"] = "refer"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    capsys.readouterr()
    code = main(["check", "--data", "ours"])
    assert code == 0, capsys.readouterr().out
    assert main(["build", "--data", "ours"]) == 0
    assert (tmp_path / "ours/notebooks/patterns/leg_ankle_foot/big-toe-and-shin.ipynb").exists()
    assert main(["deck", "big-toe-and-shin", "--data", "ours"]) == 0
    deck = (tmp_path / "dist/decks/big-toe-and-shin.html").read_text(encoding="utf-8")
    assert deck.count("Our own words about text.") > 15
    assert "Our own words about caption." in deck
    assert len(re.findall(r"<img[^>]+data:image", deck)) >= 4
    for reader in ("client", "therapist"):
        assert main(["handout", "big-toe-and-shin", "--for", reader, "--data", "ours"]) == 0
