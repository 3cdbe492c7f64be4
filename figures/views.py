"""The cameras of the atlas: which pictures are baked, and what each shows.

A view looks straight along y, or along x from one side (orthographic). Plane coordinates: u grows
to the image's right, v up, both in mm of the world frame, v = z; posterior u = x, anterior u = -x,
right u = -y, left u = y. Only the standard library is needed here.
"""

from __future__ import annotations

from dataclasses import dataclass

LUMBAR = tuple(f"l{n}-vertebra" for n in range(1, 6))
DISCS = (*(f"intervertebral-disc-l{n}-l{n + 1}" for n in range(1, 5)),
         "intervertebral-disc-l5-s1")  # fmt: skip
CERVICAL = tuple(f"c{n}-vertebra" for n in range(1, 8))
CERVICAL_DISCS = tuple(f"intervertebral-disc-c{n}-c{n + 1}" for n in range(2, 7))
THORACIC = tuple(f"t{n}-vertebra" for n in range(1, 13))
THORACIC_DISCS = ("intervertebral-disc-c7-t1",
                  *(f"intervertebral-disc-t{n}-t{n + 1}" for n in range(1, 12)),
                  "intervertebral-disc-t12-l1")  # fmt: skip
SIDES = ("right", "left")
RIBS = tuple(f"rib-{n}-{side}" for n in range(1, 13) for side in SIDES)
CARTILAGES = tuple(f"costal-cartilage-{n}-{side}" for n in range(1, 11) for side in SIDES)
THORAX = (*THORACIC, *THORACIC_DISCS, *RIBS, *CARTILAGES, "sternum")
SCAPULAE = ("scapula-right", "scapula-left")
LAST_RIBS = (
    *("t11-vertebra", "t12-vertebra", "intervertebral-disc-t11-t12", "intervertebral-disc-t12-l1"),
    *(f"rib-{n}-{side}" for n in (11, 12) for side in ("right", "left")),
)
PELVIS = ("sacrum", "coccyx", "hip-bone-right", "hip-bone-left", "femur-right", "femur-left")

IMAGE_RIGHT = {"posterior": "right", "anterior": "left", "right": "front", "left": "back"}


@dataclass(frozen=True)
class View:
    """One baked picture. Lengths in mm of the world frame."""

    id: str
    title: str
    description: str
    faces: str  # posterior, anterior, right or left
    centre: tuple[float, float]  # u, v of the picture's middle
    width: float
    height: float
    mm_per_pixel: float
    bones: tuple[str, ...] = ()  # empty: the view shows the skin
    muscles: tuple[str, ...] = ()  # both sides, superficial to deep
    fog: tuple[float, float] | None = None  # depth y where far bone starts to fade, and over what
    arms_forward: float = 0.0  # degrees the arms of the skin are lifted to the front

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return (round(self.width / self.mm_per_pixel), round(self.height / self.mm_per_pixel))

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Plane coordinates of the edges: u_min, u_max, v_min, v_max (mm), exact to the pixel."""
        u, v = self.centre
        half_width, half_height = (n * self.mm_per_pixel / 2 for n in self.size)
        return (u - half_width, u + half_width, v - half_height, v + half_height)

    @property
    def image_right(self) -> str:
        """What of the subject is at the image's right: right, left, front or back."""
        return IMAGE_RIGHT[self.faces]

    @property
    def shows_bones(self) -> bool:
        """Whether the shaded layer is bone (else it is the skin)."""
        return bool(self.bones)


VIEWS = {
    view.id: view
    for view in (
        View(
            id="lumbosacral-posterior",
            title="Lumbosacral region",
            description="The lower lumbar spine, the sacrum with its median crest and foramina, "
            "the coccyx and the back of both hip bones, seen from behind.",
            faces="posterior",
            centre=(0.0, 1036.0),
            width=290.0,
            height=270.0,
            mm_per_pixel=0.145,
            bones=(*LUMBAR, *DISCS, *PELVIS),
            muscles=("erector-spinae", "multifidus-lumborum", "rotatores-lumborum"),
            fog=(-40.0, 84.0),
        ),
        View(
            id="pelvis-posterior",
            title="Lumbar spine and pelvis",
            description="The lumbar spine, the pelvis and the upper thigh bones, seen from behind; "
            "the skin over the same frame is a layer of its own.",
            faces="posterior",
            centre=(0.0, 1006.0),
            width=400.0,
            height=470.0,
            mm_per_pixel=0.25,
            bones=(*LUMBAR, *DISCS, *PELVIS),
            muscles=("erector-spinae", "multifidus-lumborum", "rotatores-lumborum"),
            fog=(-62.0, 120.0),
        ),
        View(
            id="body-posterior",
            title="Whole body, from behind",
            description="The whole body from behind, standing, arms hanging.",
            faces="posterior",
            centre=(0.0, 875.0),
            width=680.0,
            height=1800.0,
            mm_per_pixel=0.8,
        ),
        View(
            id="body-anterior",
            title="Whole body, from the front",
            description="The whole body from the front, standing, arms hanging.",
            faces="anterior",
            centre=(0.0, 875.0),
            width=680.0,
            height=1800.0,
            mm_per_pixel=0.8,
        ),
        View(
            id="body-right-lateral",
            title="Whole body, from the right",
            description="The whole body from its right side, standing, arms a little forward.",
            arms_forward=40.0,
            faces="right",
            centre=(265.0, 875.0),
            width=760.0,
            height=1800.0,
            mm_per_pixel=0.8,
        ),
        View(
            id="body-left-lateral",
            title="Whole body, from the left",
            description="The whole body from its left side, standing, arms a little forward.",
            arms_forward=40.0,
            faces="left",
            centre=(-265.0, 875.0),
            width=760.0,
            height=1800.0,
            mm_per_pixel=0.8,
        ),
        View(
            id="suboccipital-posterior",
            title="Below the back of the skull",
            description="The base of the skull with its nuchal lines and the upper cervical "
            "vertebrae with the short muscles between them, seen from behind.",
            faces="posterior",
            centre=(0.0, 1582.0),
            width=150.0,
            height=128.0,
            mm_per_pixel=0.085,
            bones=("skull", "mandible", *CERVICAL, *CERVICAL_DISCS),
            muscles=(
                "obliquus-capitis-superior",
                "obliquus-capitis-inferior",
                "rectus-capitis-posterior-major",
                "rectus-capitis-posterior-minor",
            ),
            fog=(-70.0, 110.0),
        ),
        View(
            id="loin-posterior",
            title="Loin",
            description="The last two thoracic and the lumbar vertebrae, the two lowest ribs on "
            "either side and the rims of the hip bones, seen from behind.",
            faces="posterior",
            centre=(0.0, 1132.0),
            width=310.0,
            height=280.0,
            mm_per_pixel=0.2,
            bones=(*LAST_RIBS, *LUMBAR, *DISCS, *PELVIS),
            muscles=("quadratus-lumborum",),
            fog=(-50.0, 100.0),
        ),
        View(
            id="trunk-posterior",
            title="Back of the trunk",
            description="The thoracic and lumbar spine, the ribs, both shoulder blades and the top "
            "of the pelvis, seen from behind; the skin over the same frame is a layer of its own.",
            faces="posterior",
            centre=(0.0, 1277.0),
            width=420.0,
            height=494.0,
            mm_per_pixel=0.27,
            bones=("c7-vertebra", *THORAX, *SCAPULAE, *LUMBAR, *DISCS, *PELVIS),
            fog=(-50.0, 130.0),
        ),
        View(
            id="hip-posterior",
            title="Buttocks and hips",
            description="The lower lumbar spine, the pelvis and both thigh bones to the middle of "
            "the thigh, seen from behind, with the gluteal muscles and, under them, the short "
            "muscles that turn the thigh outward.",
            faces="posterior",
            centre=(0.0, 925.0),
            width=366.0,
            height=450.0,
            mm_per_pixel=0.3,
            bones=(*LUMBAR[2:], *DISCS[2:], *PELVIS),
            muscles=(
                "gluteus-maximus",
                "gluteus-medius",
                "gluteus-minimus",
                "piriformis",
                "obturator-internus",
                "gemellus-superior",
                "gemellus-inferior",
                "quadratus-femoris",
            ),
            fog=(-62.0, 120.0),
        ),
    )
}
