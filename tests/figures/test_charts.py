"""Charts of published numbers: every number drawn, its source beside it, all of it in words."""

import pytest

from figures import body_map, chart
from figures.errors import PlateError
from patterns_data.load import load_course
from patterns_data.models import Chart

COURSE = load_course()


def drawn(figure):
    axes = figure.axes[0]
    return {a.get_gid(): a for a in axes.get_children() if a.get_gid()}, [
        text.get_text() for text in axes.texts
    ]


@pytest.mark.parametrize("name", COURSE.charts)
def test_every_number_is_drawn_and_said(name):
    numbers = COURSE.charts[name]
    picture = chart(name, dpi=60)
    artists, texts = drawn(picture.figure)
    for row in numbers.rows:
        assert (f"value:{row.name}" in artists) == (row.value is not None)
        assert (f"range:{row.name}" in artists) == (row.low is not None)
        assert row.name in picture.alt
    assert "title" in artists
    works = [COURSE.references[source] for row in numbers.rows for source in row.sources]
    for work in works:
        name = work.author[0]["family"] if work.author else work.title.strip("[]")[:12]
        assert any(name in text for text in texts), name


@pytest.mark.parametrize("name", COURSE.charts)
def test_texts_lie_inside_and_do_not_overlap(name):
    figure = chart(name, dpi=60).figure
    figure.canvas.draw()
    width, height = figure.bbox.width, figure.bbox.height
    boxes = [(text.get_text(), text.get_window_extent()) for text in figure.axes[0].texts]
    for words, box in boxes:
        assert box.x0 >= 0 and box.x1 <= width, words
        assert box.y0 >= 0 and box.y1 <= height, words
    for index, (one, a) in enumerate(boxes):
        for other, b in boxes[index + 1 :]:
            wide = min(a.x1, b.x1) - max(a.x0, b.x0)
            tall = min(a.y1, b.y1) - max(a.y0, b.y0)
            assert wide <= 0 or tall <= 3, (one, other)


def test_dots_stand_where_the_number_is():
    artists, _ = drawn(chart("treatment-effects", dpi=60).figure)
    places = {gid: a.get_xdata()[0] for gid, a in artists.items() if gid.startswith("value:")}
    assert places["value:Positional release: at once"] == min(places.values())
    low, high = artists["range:Manual treatment: pain"].get_xdata()
    assert low < places["value:Manual treatment: pain"] < high


@pytest.mark.parametrize("picture", [chart("likelihood-ratios", dpi=40), body_map(dpi=40)])
def test_a_picture_can_do_what_a_plate_can(picture):
    data, metadata = picture.bundle("webp")
    assert metadata["image/webp"]["alt"] == picture.alt
    picture.forget()
    assert "figure" not in picture.__dict__
    assert picture.bundle("webp") == (data, metadata)


def test_unknown_chart_offers_near_names():
    with pytest.raises(PlateError, match="agreement-on-signs"):
        chart("agreement-on-sign")


GOOD = {
    "id": "a",
    "title": "t",
    "axis": "x",
    "start": 0,
    "end": 1,
    "rows": [{"name": "n", "text": "t", "kind": "general", "sources": [], "value": 0.5}],
}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"value": 2}, "outside the axis"),
        ({"value": None}, "has no number"),
        ({"low": 0.1}, "come together"),
        ({"low": 0.9, "high": 0.1}, "is above high"),
        ({"low": 0.1, "high": 0.9}, "say in `range_means`"),
        ({"kind": "study"}, "needs at least one source"),
    ],
)
def test_bad_numbers_are_refused(row, told):
    Chart.model_validate(GOOD, strict=False)
    with pytest.raises(ValueError, match=told):
        Chart.model_validate(GOOD | {"rows": [GOOD["rows"][0] | row]}, strict=False)


def test_body_map_numbers_every_region_with_lessons():
    picture = body_map(dpi=60)
    artists, _ = drawn(picture.figure)
    regions = {pattern.region for pattern in COURSE.patterns.values()}
    assert {gid.removeprefix("region:") for gid in artists if gid.startswith("region:")} == regions
    assert all(COURSE.regions[region].name in picture.alt for region in regions)
