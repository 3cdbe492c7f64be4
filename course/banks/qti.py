"""QTI 2.1 and 3.0: a content package with one item for each exercise, and a test of all of them.

Items are written with the names of QTI 2.1; QTI 3 has the same elements in another spelling.
"""

import io
import re
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree as ET

from course.banks import words
from course.banks.picture import Picture, asked
from course.exercises.item import Item

EPOCH = (1980, 1, 1, 0, 0, 0)  # the oldest date a zip can hold: same items, same bytes
PIN_RADIUS = 12.0  # mm
SPACES = {
    "2.1": "http://www.imsglobal.org/xsd/imsqti_v2p1",
    "3.0": "http://www.imsglobal.org/xsd/imsqtiasi_v3p0",
}
PACKAGES = {
    "2.1": ("http://www.imsglobal.org/xsd/imscp_v1p1", "QTIv2.1 Package"),
    "3.0": ("http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1", "QTI Package"),
}
TYPES = {"2.1": ("imsqti_item_xmlv2p1", "imsqti_test_xmlv2p1"),
         "3.0": ("imsqti_item_xmlv3p0", "imsqti_test_xmlv3p0")}  # fmt: skip
HTML = {"p", "em", "table", "tbody", "tr", "td", "img", "div", "object"}


def qti_package(items: list[Item], version: str) -> bytes:
    """A zip with imsmanifest.xml, test.xml, the items and their pictures; version 2.1 or 3.0."""
    chosen = [item for item in items if item.kind not in words.LEFT_OUT]
    files: dict[str, bytes] = {}
    resources = []
    for item in chosen:
        picture = asked(item)
        name = f"items/{item.id}.xml"
        files[name] = written(item_xml(item, picture), version)
        beside = []
        if picture:
            files[f"items/images/{picture.name}"] = picture.data
            beside = [f"items/images/{picture.name}"]
        resources.append((item_id(item), name, beside))
    files["test.xml"] = written(_test(resources), version)
    files["imsmanifest.xml"] = _manifest(resources, version)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def item_id(item: Item) -> str:
    """The id of an item: letters, digits, points and hyphens, a letter first."""
    return f"palpate.{item.id}"


def item_xml(item: Item, picture: Picture | None) -> ET.Element:
    """One item in the words of QTI 2.1."""
    root = ET.Element("assessmentItem", identifier=item_id(item), title=item.prompt[:120],
                      adaptive="false", timeDependent="false")  # fmt: skip
    maker = MAKERS[item.kind]
    cardinality, base = DECLARED[item.kind](item)
    response = ET.SubElement(root, "responseDeclaration", identifier="RESPONSE",
                             cardinality=cardinality, baseType=base)  # fmt: skip
    outcome = ET.SubElement(root, "outcomeDeclaration", identifier="SCORE", cardinality="single",
                            baseType="float")  # fmt: skip
    ET.SubElement(ET.SubElement(outcome, "defaultValue"), "value").text = "0"
    ET.SubElement(root, "outcomeDeclaration", identifier="FEEDBACK", cardinality="single",
                  baseType="identifier")  # fmt: skip
    body = ET.SubElement(root, "itemBody")
    _html(body, f"<p>{words.escape(item.prompt)}</p>{words.case_text(item)}")
    how = maker(item, picture, response, body)
    _processing(root, how)
    why = ET.SubElement(root, "modalFeedback", outcomeIdentifier="FEEDBACK", identifier="WHY",
                        showHide="show")  # fmt: skip
    _html(why, "".join(f"<p>{words.escape(line)}</p>" for line in words.reasons(item)) or "<p/>")
    return root


def _choice(item: Item, picture: Picture | None, response: ET.Element, body: ET.Element) -> str:
    if picture:
        _image(body, picture)
    right = item.key["right"]
    _simple_choices(body, item.ask["options"], 0 if item.ask["many"] else 1)
    share = 1 / len(right)
    wrong = -share if item.ask["many"] else 0
    ids = [one["id"] for one in item.ask["options"]]
    return _mapped(response, right, {i: share if i in right else wrong for i in ids})


def _case(item: Item, picture: Picture | None, response: ET.Element, body: ET.Element) -> str:
    _simple_choices(body, item.ask["decisions"], 1)
    return _mapped(response, [item.key["decision"]], {item.key["decision"]: 1.0})


def _typed(item: Item, picture: Picture | None, response: ET.Element, body: ET.Element) -> str:
    line = ET.SubElement(body, "p")
    ET.SubElement(line, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="40")
    accept = item.key["accept"]
    return _mapped(response, accept[:1], dict.fromkeys(accept, 1.0), caseSensitive="false")


def _pairs(item: Item, picture: Picture | None, response: ET.Element, body: ET.Element) -> str:
    if picture:
        _image(body, picture)
    label = item.kind == "label"
    left, right = (item.ask[n] for n in (("pins", "names") if label else ("left", "right")))
    match = ET.SubElement(body, "matchInteraction", responseIdentifier="RESPONSE", shuffle="false",
                          maxAssociations=str(len(left)))  # fmt: skip
    for side in (left, right):
        group = ET.SubElement(match, "simpleMatchSet")
        for one in side:
            ET.SubElement(
                group, "simpleAssociableChoice", identifier=one["id"], matchMax="1"
            ).text = one["text"]
    pairs = [f"{a} {b}" for a, b in item.key["pairs"].items()]
    return _mapped(response, pairs, dict.fromkeys(pairs, 1 / len(pairs)))


def _order(item: Item, picture: Picture | None, response: ET.Element, body: ET.Element) -> str:
    order = ET.SubElement(body, "orderInteraction", responseIdentifier="RESPONSE", shuffle="false")
    for one in item.ask["items"]:
        ET.SubElement(order, "simpleChoice", identifier=one["id"]).text = one["text"]
    _correct(response, item.key["order"])
    return "match"


def _point(item: Item, picture: Picture | None, response: ET.Element, body: ET.Element) -> str:
    """A place on the picture: rings around a landmark, or inside a zone."""
    asked_for = ET.SubElement(body, "selectPointInteraction", responseIdentifier="RESPONSE",
                              maxChoices="1")  # fmt: skip
    width, height = picture.size
    ET.SubElement(asked_for, "object", type="image/jpeg", data=f"images/{picture.name}",
                  width=str(width), height=str(height)).text = picture.alt  # fmt: skip
    if item.kind == "landmark":
        x, y = picture.pixel(item.key["at"])
        inner, outer = (round(mm / picture.mm) for mm in item.key["rings"])
        areas = [("circle", f"{x},{y},{inner}", 1.0), ("circle", f"{x},{y},{outer}", 0.5)]
    else:
        outlines = item.key["essential"] or item.key["widest"]
        points = [picture.pixel(corner) for corner in outlines[0]]
        x, y = (round(sum(p[k] for p in points) / len(points)) for k in (0, 1))
        areas = [("poly", ",".join(f"{px},{py}" for px, py in points), 1.0)]
    _correct(response, [f"{x} {y}"])
    mapping = ET.SubElement(response, "areaMapping", lowerBound="0", upperBound="1",
                            defaultValue="0")  # fmt: skip
    for shape, coordinates, value in areas:
        ET.SubElement(mapping, "areaMapEntry", shape=shape, coords=coordinates,
                      mappedValue=f"{value:g}")  # fmt: skip
    return "mapResponsePoint"


MAKERS: dict[str, Callable[..., str]] = {
    "case": _case, "choice": _choice, "label": _pairs, "landmark": _point, "match": _pairs,
    "order": _order, "typed": _typed, "which-muscle": _choice, "zone": _point,
}  # fmt: skip
DECLARED: dict[str, Callable[[Item], tuple[str, str]]] = {
    "case": lambda item: ("single", "identifier"),
    "choice": lambda item: ("multiple" if item.ask["many"] else "single", "identifier"),
    "label": lambda item: ("multiple", "directedPair"),
    "landmark": lambda item: ("single", "point"),
    "match": lambda item: ("multiple", "directedPair"),
    "order": lambda item: ("ordered", "identifier"),
    "typed": lambda item: ("single", "string"),
    "which-muscle": lambda item: ("single", "identifier"),
    "zone": lambda item: ("single", "point"),
}


def _simple_choices(body: ET.Element, options: list[dict], most: int) -> None:
    asked_for = ET.SubElement(body, "choiceInteraction", responseIdentifier="RESPONSE",
                              shuffle="false", maxChoices=str(most))  # fmt: skip
    for one in options:
        ET.SubElement(asked_for, "simpleChoice", identifier=one["id"]).text = one["text"]


def _correct(response: ET.Element, values: list[str]) -> None:
    correct = ET.SubElement(response, "correctResponse")
    for value in values:
        ET.SubElement(correct, "value").text = value


def _mapped(response, right: list[str], values: dict[str, float], **more: str) -> str:
    _correct(response, right)
    mapping = ET.SubElement(response, "mapping", lowerBound="0", upperBound="1", defaultValue="0")
    for key, value in values.items():
        ET.SubElement(mapping, "mapEntry", mapKey=key, mappedValue=f"{value:.6g}", **more)
    return "mapResponse"


def _processing(root: ET.Element, how: str) -> None:
    """Score by the mapping, or 1 for exactly the right order; then show why."""
    process = ET.SubElement(root, "responseProcessing")
    if how == "match":
        condition = ET.SubElement(process, "responseCondition")
        yes = ET.SubElement(condition, "responseIf")
        test = ET.SubElement(yes, "match")
        ET.SubElement(test, "variable", identifier="RESPONSE")
        ET.SubElement(test, "correct", identifier="RESPONSE")
        score = ET.SubElement(yes, "setOutcomeValue", identifier="SCORE")
        ET.SubElement(score, "baseValue", baseType="float").text = "1"
    else:
        score = ET.SubElement(process, "setOutcomeValue", identifier="SCORE")
        ET.SubElement(score, how, identifier="RESPONSE")
    shown = ET.SubElement(process, "setOutcomeValue", identifier="FEEDBACK")
    ET.SubElement(shown, "baseValue", baseType="identifier").text = "WHY"


def _html(parent: ET.Element, text: str) -> None:
    parent.extend(ET.fromstring(f"<div>{text}</div>"))


def _image(body: ET.Element, picture: Picture) -> None:
    line = ET.SubElement(body, "p")
    ET.SubElement(line, "img", src=f"images/{picture.name}", alt=picture.alt,
                  width=str(picture.size[0]), height=str(picture.size[1]))  # fmt: skip


def _test(resources: list[tuple[str, str, list[str]]]) -> ET.Element:
    """One part, one section, every item."""
    root = ET.Element("assessmentTest", identifier="palpate.test", title="Palpate")
    part = ET.SubElement(root, "testPart", identifier="part", navigationMode="nonlinear",
                         submissionMode="individual")  # fmt: skip
    section = ET.SubElement(
        part, "assessmentSection", identifier="all", title="All", visible="true"
    )
    for ident, href, _ in resources:
        ET.SubElement(section, "assessmentItemRef", identifier=ident, href=href)
    return root


def written(root: ET.Element, version: str) -> bytes:
    """The bytes of an item or a test in the spelling of the version."""
    if version == "3.0":
        for element in list(root.iter()):
            _third(element)
    root.set("xmlns", SPACES[version])
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _third(element: ET.Element) -> None:
    """QTI 3: qti- before its own elements, hyphens for capitals, <img> for <object>."""
    if element.tag == "object":
        element.tag = "img"
        element.set("src", element.attrib.pop("data"))
        element.attrib.pop("type")
        element.set("alt", element.text or "")
        element.text = None
    elif element.tag not in HTML:
        element.tag = f"qti-{kebab(element.tag)}"
        for name in list(element.attrib):
            element.set(kebab(name), element.attrib.pop(name))


def kebab(name: str) -> str:
    """responseDeclaration -> response-declaration."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name).lower()


def _manifest(resources: list[tuple[str, str, list[str]]], version: str) -> bytes:
    space, schema = PACKAGES[version]
    item_type, test_type = TYPES[version]
    root = ET.Element("manifest", identifier="palpate", xmlns=space)
    about = ET.SubElement(root, "metadata")
    ET.SubElement(about, "schema").text = schema
    ET.SubElement(about, "schemaversion").text = version + (".0" if version == "3.0" else "")
    ET.SubElement(root, "organizations")
    found = ET.SubElement(root, "resources")
    test = ET.SubElement(found, "resource", identifier="test", type=test_type, href="test.xml")
    ET.SubElement(test, "file", href="test.xml")
    for ident, href, beside in resources:
        ET.SubElement(test, "dependency", identifierref=ident)
        one = ET.SubElement(found, "resource", identifier=ident, type=item_type, href=href)
        for file in (href, *beside):
            ET.SubElement(one, "file", href=file)
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)
