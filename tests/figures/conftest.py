"""The bones, sculpted once and coarsely for all tests of this folder."""

import pytest

COARSE = 1.8  # times the baked voxel size


@pytest.fixture(scope="session")
def bones():
    pytest.importorskip("embreex", reason="sculpting needs the extra `atlas`")
    from figures.bones.skeleton import sculpted

    return sculpted(COARSE)


@pytest.fixture(scope="session")
def marks(bones):
    from figures.bones.landmarks import landmarks

    return landmarks(bones)
