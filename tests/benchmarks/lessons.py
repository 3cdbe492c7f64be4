"""Any number of lessons to measure with: the seed pattern under other names."""

from pathlib import Path

from patterns_data.load import HOME

SEED = HOME / "patterns/low_back/sacrum-one-side.yaml"


def write_lessons(folder: Path, count: int) -> list[str]:
    """A data folder with `count` patterns; returns their slugs."""
    text = SEED.read_text(encoding="utf-8")
    slugs = [f"sacrum-copy-{number:04d}" for number in range(1, count + 1)]
    place = folder / "patterns" / "low_back"
    place.mkdir(parents=True, exist_ok=True)
    for number, slug in enumerate(slugs, start=1):
        own = text.replace("id: sacrum-one-side", f"id: {slug}", 1)
        own = own.replace("\ntitle: Pain along", f"\ntitle: ({number}) Pain along", 1)
        (place / f"{slug}.yaml").write_text(own, encoding="utf-8")
    return slugs
