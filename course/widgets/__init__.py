"""Interactive widgets: the same in the notebook and in an exported deck.

``from course import widgets`` is quick; a widget's module is imported when it is first used.
"""

from importlib import import_module
from typing import Any

WIDGETS = {
    "AnatomyExplorer": "explorer",
    "ContraindicationCheck": "contraindications",
    "LandmarkTrainer": "trainer",
    "LookAlikeComparer": "comparer",
    "PainFinder": "finder",
    "ProtocolPlayer": "player",
    "ZonePainter": "painter",
}


def __getattr__(name: str) -> Any:
    if name in WIDGETS:
        return getattr(import_module(f"{__name__}.{WIDGETS[name]}"), name)
    raise AttributeError(f"module '{__name__}' has no '{name}'; there are {', '.join(WIDGETS)}")


def __dir__() -> list[str]:
    return sorted([*globals(), *WIDGETS])
