"""Moodle XML: multichoice, shortanswer, matching, ordering and ddmarker, each with feedback."""

import base64
from xml.etree import ElementTree as ET

from course.banks import words
from course.banks.picture import Picture, asked
from course.exercises.item import Item

SHAPES = {"landmark": "circle", "label": "circle", "zone": "polygon"}
ORDERING = {"layouttype": "VERTICAL", "selecttype": "ALL",
            "gradingtype": "RELATIVE_TO_CORRECT", "showgrading": "SHOW"}  # fmt: skip
PIN_RADIUS = 12.0  # mm around a pin that count as on it


def moodle_xml(items: list[Item], titles: dict[str, str]) -> bytes:
    """A quiz file: a category for each pattern and topic, stable id numbers."""
    quiz = ET.Element("quiz")
    category = ""
    for item in sorted(items, key=lambda i: (titles.get(i.pattern, "~"), i.topic, i.id)):
        if item.kind in words.LEFT_OUT:
            continue
        title = titles.get(item.pattern, "Muscles").replace("/", " ")
        own = f"$course$/top/Palpate/{title}/{item.topic}"
        if own != category:
            category = own
            _text(ET.SubElement(_question(quiz, "category"), "category"), own)
        MAKERS[item.kind](quiz, item)
    ET.indent(quiz)
    return ET.tostring(quiz, encoding="utf-8", xml_declaration=True)


def _question(quiz: ET.Element, kind: str) -> ET.Element:
    return ET.SubElement(quiz, "question", type=kind)


def _base(quiz: ET.Element, kind: str, item: Item, picture: Picture | None = None) -> ET.Element:
    """What every question has: name, text, feedback, points, id number, tags."""
    found = _question(quiz, kind)
    _text(ET.SubElement(found, "name"), item.id)
    text = f"<p>{words.escape(item.prompt)}</p>{words.case_text(item)}"
    if picture:
        alt = words.escape(picture.alt)
        text += f'<p><img src="@@PLUGINFILE@@/{picture.name}" alt="{alt}"></p>'
    asked_text = ET.SubElement(found, "questiontext", format="html")
    _text(asked_text, text)
    if picture:
        _file(asked_text, picture)
    why = "".join(f"<p>{words.escape(line)}</p>" for line in words.reasons(item))
    _text(ET.SubElement(found, "generalfeedback", format="html"), why)
    ET.SubElement(found, "defaultgrade").text = f"{item.points:g}"
    ET.SubElement(found, "penalty").text = "0.3333333"
    ET.SubElement(found, "hidden").text = "0"
    ET.SubElement(found, "idnumber").text = item.id
    tags = ET.SubElement(found, "tags")
    for tag in filter(None, (item.topic, item.pattern, f"level {item.level}")):
        _text(ET.SubElement(tags, "tag"), tag)
    return found


def _choice(quiz: ET.Element, item: Item) -> None:
    found = _base(quiz, "multichoice", item, asked(item))
    ET.SubElement(found, "single").text = str(not item.ask["many"]).lower()
    ET.SubElement(found, "shuffleanswers").text = "true"
    ET.SubElement(found, "answernumbering").text = "abc"
    right = item.key["right"]
    wrong = len(item.ask["options"]) - len(right)
    for one in item.ask["options"]:
        good = one["id"] in right
        share = 100 / len(right) if good else -100 / wrong if item.ask["many"] else 0
        _answer(found, one["text"], share, item.key["feedback"][one["id"]])


def _case(quiz: ET.Element, item: Item) -> None:
    found = _base(quiz, "multichoice", item)
    ET.SubElement(found, "single").text = "true"
    ET.SubElement(found, "shuffleanswers").text = "false"
    for one in item.ask["decisions"]:
        share = 100 if one["id"] == item.key["decision"] else 0
        _answer(found, one["text"], share, item.key["consequences"][one["id"]])


def _typed(quiz: ET.Element, item: Item) -> None:
    found = _base(quiz, "shortanswer", item)
    ET.SubElement(found, "usecase").text = "0"
    for name in item.key["accept"]:
        _answer(found, name, 100, item.key["explain"], "moodle_auto_format")
    _answer(found, "*", 0, f"It is: {item.key['accept'][0]}.", "moodle_auto_format")


def _match(quiz: ET.Element, item: Item) -> None:
    found = _base(quiz, "matching", item)
    ET.SubElement(found, "shuffleanswers").text = "true"
    right = {one["id"]: one["text"] for one in item.ask["right"]}
    for one in item.ask["left"]:
        sub = ET.SubElement(found, "subquestion", format="html")
        _text(sub, words.escape(one["text"]))
        _text(ET.SubElement(sub, "answer"), right[item.key["pairs"][one["id"]]])


def _order(quiz: ET.Element, item: Item) -> None:
    found = _base(quiz, "ordering", item)
    for name, value in ORDERING.items():
        ET.SubElement(found, name).text = value
    text = {one["id"]: one["text"] for one in item.ask["items"]}
    for place, ident in enumerate(item.key["order"], start=1):
        _answer(found, text[ident], place, "")


def _markers(quiz: ET.Element, item: Item) -> None:
    """Markers dragged onto the picture; a drop zone for each."""
    picture = asked(item)
    found = _base(quiz, "ddmarker", item)
    _file(found, picture)
    zones = _drop_zones(item, picture)
    for number, (name, _) in enumerate(zones, start=1):
        drag = ET.SubElement(found, "drag")
        ET.SubElement(drag, "no").text = str(number)
        ET.SubElement(drag, "text").text = name
        ET.SubElement(drag, "noofdrags").text = "1"
    for number, (_, coordinates) in enumerate(zones, start=1):
        drop = ET.SubElement(found, "drop")
        ET.SubElement(drop, "no").text = str(number)
        ET.SubElement(drop, "shape").text = SHAPES[item.kind]
        ET.SubElement(drop, "coords").text = coordinates
        ET.SubElement(drop, "choice").text = str(number)


def _drop_zones(item: Item, picture: Picture) -> list[tuple[str, str]]:
    """Words on each marker, and where it belongs as Moodle writes it: "x,y;r" or "x,y;x,y;…"."""

    def circle(place: list[float], mm: float) -> str:
        x, y = picture.pixel(place)
        return f"{x},{y};{round(mm / picture.mm)}"

    if item.kind == "landmark":
        return [("Here", circle(item.key["at"], sum(item.key["rings"]) / 2))]
    if item.kind == "zone":
        outlines = item.key["essential"] or item.key["widest"]
        points = [picture.pixel(corner) for corner in outlines[0]]
        return [("The pain", ";".join(f"{x},{y}" for x, y in points))]
    names = {one["id"]: one["text"] for one in item.ask["names"]}
    return [
        (names[item.key["pairs"][pin["id"]]], circle(pin["at"], PIN_RADIUS))
        for pin in item.ask["pins"]
    ]


def _answer(found, text: str, share: float, feedback: str, form: str = "html") -> None:
    answer = ET.SubElement(found, "answer", fraction=f"{share:.7g}", format=form)
    _text(answer, words.escape(text) if form == "html" else text)
    _text(ET.SubElement(answer, "feedback", format="html"), words.escape(feedback))


def _text(parent: ET.Element, text: str) -> None:
    ET.SubElement(parent, "text").text = text


def _file(parent: ET.Element, picture: Picture) -> None:
    file = ET.SubElement(parent, "file", name=picture.name, path="/", encoding="base64")
    file.text = base64.b64encode(picture.data).decode("ascii")


MAKERS = {
    "case": _case,
    "choice": _choice,
    "label": _markers,
    "landmark": _markers,
    "match": _match,
    "order": _order,
    "typed": _typed,
    "which-muscle": _choice,
    "zone": _markers,
}
