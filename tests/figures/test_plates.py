"""Plates by their artists: ids, sides, schemes, labels that neither touch nor cross."""

import subprocess
import sys
from itertools import combinations

import numpy as np
import pytest
from matplotlib.patches import Circle

from figures.errors import PlateError
from figures.labels import segments_cross
from figures.plate import plate, save
from figures.schemes import SCHEMES
from figures.sheet import DPI, HEIGHT, WIDTH
from patterns_data.load import HOME, load_course

SEED = "sacrum-one-side"
SEED_MUSCLES = HOME / "muscles"
PLATES = [
    ("anatomy", "lumbosacral-posterior"),
    ("anatomy", "pelvis-posterior"),
    ("layers", "lumbosacral-posterior"),
    ("palpation", "pelvis-posterior"),
    ("pain", "pelvis-posterior"),
    ("pain", "body-posterior"),
    ("pain", "body-anterior"),
]


def by_gid(drawn, start):
    return [
        artist
        for artist in drawn.figure.findobj()
        if artist.get_gid() and artist.get_gid().startswith(start)
    ]


def gids(drawn, start):
    return {artist.get_gid() for artist in by_gid(drawn, start)}


def boxes(drawn):
    """Extent of every text on the sheet, in sheet units, with its gid."""
    renderer = drawn.figure.canvas.get_renderer()
    found = []
    for text in drawn.figure.axes[0].texts:
        if text.get_text().strip():
            box = text.get_window_extent(renderer)
            k = 100 / DPI
            found.append((text.get_gid(), (box.x0 * k, box.x1 * k, box.y0 * k, box.y1 * k)))
    return found


@pytest.fixture(scope="module")
def drawn():
    cache = {}

    def get(kind, view, scheme="attachments", side="right"):
        key = (kind, view, scheme, side)
        if key not in cache:
            cache[key] = plate(SEED, kind=kind, view=view, scheme=scheme, side=side)
        return cache[key]

    return get


CASES = [
    (kind, view, scheme, side)
    for kind, view in PLATES
    for scheme in (SCHEMES if kind == "anatomy" else SCHEMES[-1:])
    for side in ("right", "left")
]


@pytest.mark.parametrize(("kind", "view", "scheme", "side"), CASES)
def test_labels_do_not_touch_cross_or_leave_the_sheet(drawn, kind, view, scheme, side):
    shown = drawn(kind, view, scheme, side)
    texts = boxes(shown)
    for gid, (left, right, low, high) in texts:
        assert left >= 0 and right <= WIDTH and low >= 0 and high <= HEIGHT, gid
    for (name, a), (other, b) in combinations(texts, 2):
        apart = a[1] <= b[0] + 1 or b[1] <= a[0] + 1 or a[3] <= b[2] + 1.5 or b[3] <= a[2] + 1.5
        assert apart, f"{name} touches {other}"
    leaders = [np.array(line.get_xydata()) for line in by_gid(shown, "leader:")]
    for a, b in combinations(leaders, 2):
        for i, j in ((i, j) for i in range(len(a) - 1) for j in range(len(b) - 1)):
            assert not segments_cross(a[i], a[i + 1], b[j], b[j + 1])


@pytest.mark.parametrize(("kind", "view"), PLATES)
def test_every_plate_says_which_way_it_faces_and_how_large_it_is(drawn, kind, view):
    shown = drawn(kind, view, "plain")
    assert gids(shown, "compass:") == {f"compass:{letter}" for letter in "SILR"}
    assert gids(shown, "facing") == {"facing"}
    assert gids(shown, "scale")


def test_scale_bar_is_true(drawn):
    shown = drawn("pain", "pelvis-posterior", "plain")
    (bar,) = [a for a in by_gid(shown, "scale") if a.get_gid() == "scale"]
    image = next(a for a in by_gid(shown, "plate"))
    left, right, _, _ = image.get_extent()
    bar_units = np.ptp(bar.get_xdata())
    hiatus = shown.request.view.at("sacral-hiatus", "right")
    tubercle = shown.request.view.at("s2-spinous-tubercle", "right")
    assert 40 < tubercle[1] - hiatus[1] < 80
    assert right - left > bar_units * 4


def test_side_mirrors_muscles_zones_and_areas(drawn):
    for kind, view in (("anatomy", "lumbosacral-posterior"), ("pain", "pelvis-posterior")):
        centres = {}
        for side in ("right", "left"):
            shown = drawn(kind, view, "plain", side)
            discs = [a for a in by_gid(shown, "trigger-point:") if isinstance(a, Circle)]
            image = by_gid(shown, "plate")[0]
            left, right, _, _ = image.get_extent()
            centres[side] = np.array([d.center[0] for d in discs]) - (left + right) / 2
        assert (centres["right"] > 0).all()
        assert (centres["left"] < 0).all()
        assert np.allclose(centres["right"], -centres["left"], atol=1.5)


def test_zones_of_a_view_are_all_drawn(drawn, seed):
    for view in ("pelvis-posterior", "body-posterior", "body-anterior"):
        wanted = {f"zone:{z.id}" for z in seed.referred_pain.zones if z.view == view}
        assert wanted
        assert wanted <= gids(drawn("pain", view, "plain"), "zone:")


def test_areas_to_search_and_landmarks_have_ids(drawn, seed):
    shown = drawn("palpation", "pelvis-posterior", "plain")
    assert gids(shown, "landmark:") == {f"landmark:{m}" for m in seed.palpation.landmarks}
    points = {f"trigger-point:{p.id}" for p in seed.referred_pain.trigger_points}
    assert points == gids(drawn("anatomy", "lumbosacral-posterior"), "trigger-point:")


def test_local_joints_are_ringed_in_the_attachments_scheme_only(drawn):
    assert gids(drawn("anatomy", "lumbosacral-posterior", "attachments"), "joint:")
    assert not gids(drawn("anatomy", "lumbosacral-posterior", "plain"), "joint:")


def test_schemes_change_the_picture(drawn):
    pictures = [
        np.asarray(
            by_gid(drawn("anatomy", "lumbosacral-posterior", scheme), "plate")[0].get_array()
        )
        for scheme in SCHEMES
    ]
    for a, b in combinations(pictures, 2):
        assert np.abs(a.astype(int) - b.astype(int)).mean() > 1


@pytest.mark.parametrize(("kind", "view"), PLATES)
@pytest.mark.parametrize("side", ["right", "left"])
def test_alt_text_says_what_is_to_be_seen(drawn, kind, view, side):
    alt = drawn(kind, view, "plain", side).alt
    assert 25 <= len(alt.split()) <= 190
    assert f"The pain is on the {side}." in alt
    assert "figure size" not in alt.lower()


def test_notebook_shows_it_once_with_its_alt_text(drawn):
    shown = drawn("pain", "body-posterior", "plain")
    data, metadata = shown._repr_mimebundle_()
    assert data["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["alt"] == shown.alt


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf", "webp", "jpg"])
def test_same_plate_same_bytes(tmp_path, suffix):
    paths = [tmp_path / f"{n}.{suffix}" for n in "ab"]
    for path in paths:
        save(plate(SEED, kind="pain", view="body-anterior", scheme="plain"), path)
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    assert len(first) > 10_000


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ({"pattern": "sacrum-one"}, "did you mean 'sacrum-one-side'"),
        ({"kind": "anatomie"}, "did you mean 'anatomy'"),
        ({"scheme": "neon"}, "attachments, depth, plain"),
        ({"side": "both"}, "left, right"),
        ({"view": "pelvis-anterior"}, "did you mean 'pelvis-posterior'"),
    ],
)
def test_unknown_words_name_what_is_allowed(words, message):
    with pytest.raises(PlateError, match=message):
        plate(**({"pattern": SEED} | words))


def test_a_muscle_without_a_layer_still_makes_a_plate(school):
    muscle = school.folder / "muscles" / "our-muscle.yaml"
    muscle.parent.mkdir()
    text = (SEED_MUSCLES / "rotatores-lumborum.yaml").read_text(encoding="utf-8")
    text = text.replace("id: rotatores-lumborum", "id: our-muscle")
    muscle.write_text(text.replace("name: Lumbar rotatores", "name: Our muscle"), encoding="utf-8")
    school.data["muscles"] = ["our-muscle"]
    for point in school.data["referred_pain"]["trigger_points"]:
        point["muscle"] = "our-muscle"
    school.write()
    shown = plate("our-pattern", course=load_course(school.folder))
    words = " ".join(text.get_text() for text in shown.figure.axes[0].texts)
    assert "Not drawn in this view" in words


@pytest.mark.parametrize("first", ["", "import figures.plate", "from figures.plate import save"])
def test_plate_can_be_called_whatever_was_imported_before(first):
    code = f"{first}\nfrom figures import plate\nimport figures\n"
    code += f"print(plate('{SEED}', kind='pain').alt[:9], figures.plate.save.__name__)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.endswith("save\n"), done.stderr


def test_save_takes_a_path_as_text(tmp_path):
    save(plate(SEED, kind="pain", view="body-anterior"), str(tmp_path / "a.webp"))
    assert (tmp_path / "a.webp").stat().st_size > 10_000


@pytest.mark.parametrize(("kind", "view"), PLATES)
def test_picture_for_a_notebook_is_small(drawn, kind, view):
    data, _ = drawn(kind, view)._repr_mimebundle_()
    assert len(data["image/png"]) < 360_000


@pytest.mark.parametrize("view", ["pelvis-posterior", "body-posterior", "body-anterior"])
@pytest.mark.parametrize("side", ["right", "left"])
def test_leaders_of_zones_do_not_cross_the_middle_of_the_body(drawn, view, side):
    shown = drawn("pain", view, "plain", side)
    left, right, _, _ = by_gid(shown, "plate")[0].get_extent()
    toward = shown.request.view.right_is(side)
    for leader in by_gid(shown, "leader:"):
        assert ((leader.get_xdata() - (left + right) / 2) * toward > 0).all(), leader.get_gid()


@pytest.mark.parametrize(("kind", "view"), PLATES)
def test_legend_explains_every_tint_of_the_bones(drawn, kind, view):
    tinted = kind in ("anatomy", "layers")
    shown = gids(drawn(kind, view, "attachments"), "legend:")
    assert ("legend:origin" in shown) == tinted


def test_very_long_words_stay_on_the_sheet(school):
    school.data["referred_pain"]["zones"][0]["name"] = "pain" * 40
    school.write()
    shown = plate("our-pattern", kind="pain", course=load_course(school.folder))
    assert shown.figure
    for gid, (left, right, low, high) in boxes(shown):
        assert left >= 0 and right <= WIDTH and low >= 0 and high <= HEIGHT, gid


def test_html_and_mathematics_in_names_are_drawn_as_text(school):
    school.data["referred_pain"]["zones"][0]["name"] = "<b>$x^2$ strip</b> كتف"
    school.write()
    shown = plate("our-pattern", kind="pain", course=load_course(school.folder))
    shown.encoded()
    words = " ".join(text.get_text() for text in shown.figure.axes[0].texts)
    assert "<b>" in words
