"""Views from one side: mirrored for the other, lateral means toward the back."""

import pytest

from figures.layers import view
from figures.plate import plate


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_view_from_one_side_is_drawn_from_the_painful_side(side):
    shown = plate("sacrum-one-side", kind="pain", view="body-right-lateral", side=side)
    assert shown.request.view.id == f"body-{side}-lateral"
    assert shown.figure
    letters = {text.get_text() for text in shown.figure.axes[0].texts}
    assert {"A", "P"} <= letters


@pytest.mark.parametrize(("side", "sign"), [("right", -1), ("left", 1)])
def test_offsets_grow_toward_the_back(side, sign):
    seen = view(f"body-{side}-lateral")
    at = seen.at("lateral-hip", side)
    moved = seen.beside("lateral-hip", side, [10, 5])[0]
    assert moved[0] - at[0] == pytest.approx(10 * sign)
    assert moved[1] - at[1] == pytest.approx(5)
