"""What a person does with each widget, by pointer and by keyboard alone; the same everywhere.

Each drive takes the widget's frame (a Playwright locator) and its page, and asserts what is seen.
"""

import re

from playwright.sync_api import expect

TITLES = {
    "AnatomyExplorer": "Explore the anatomy",
    "PainFinder": "Where does it hurt",
    "LandmarkTrainer": "Find the landmark",
    "ZonePainter": "Paint the pain you expect",
    "ProtocolPlayer": "Step by step",
    "LookAlikeComparer": "Look-alikes side by side",
    "ContraindicationCheck": "May I use this technique today",
}


def frame(page, widget):
    """The widget's section, found by its title."""
    found = page.locator(".palpate").filter(
        has=page.get_by_role("heading", name=re.compile(TITLES[widget]), level=3)
    )
    found.first.wait_for(timeout=60_000)
    return found.first


def said(root, text):
    expect(root.get_by_role("status")).to_contain_text(re.compile(text), timeout=5000)


def press_on(page, root, name, role="button"):
    """Reach a control by the Tab key and press it, no pointer."""
    target = root.get_by_role(role, name=name).first
    root.locator("h3").first.evaluate(
        "e => { e.tabIndex = -1; e.focus(); }"  # start at the top of the widget
    )
    for _ in range(150):
        page.keyboard.press("Tab")
        if target.evaluate(
            "e => e === document.activeElement || (e.type === 'radio' &&"
            " document.activeElement.name === e.name)"
        ):
            break
    else:
        raise AssertionError(f"Tab never reaches {name}")
    page.keyboard.press("Space")


def centre(root, page):
    """Scroll the picture into sight; its box."""
    picture = root.locator(".stage-picture").first
    picture.scroll_into_view_if_needed()
    return picture.bounding_box()


def explorer_pointer(page, root):
    box = centre(root, page)
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.62)
    said(root, "Sacrum|multifidus")
    expect(root.get_by_text("Over and under this point")).to_be_visible()
    root.get_by_role("radio", name="Depth").check()
    expect(root.locator(".legend")).to_contain_text("near the skin")
    root.get_by_role("button", name="Show only Lumbar multifidus").click()
    erector = root.get_by_role("slider", name="Erector spinae")
    expect(erector).to_have_value("0")
    root.get_by_role("button", name="Undo").click()
    expect(erector).not_to_have_value("0")


def explorer_keyboard(page, root):
    root.get_by_role("option").first.focus()
    page.keyboard.press("ArrowDown")
    said(root, "multifidus.*Nerve")
    page.keyboard.press("End")
    page.keyboard.press("Home")
    said(root, "Erector spinae")
    slider = root.get_by_role("slider", name="Skin")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("20")


def trainer_pointer(page, root):
    box = centre(root, page)
    page.mouse.click(box["x"] + box["width"] * 0.55, box["y"] + box["height"] * 0.5)
    said(root, r"\d+ mm off")
    expect(root.get_by_text("How far can fingers be trusted here?")).to_be_visible()
    root.get_by_role("button", name="Next landmark").click()
    expect(root.get_by_text(re.compile("2 of 10"))).to_be_visible()


def trainer_keyboard(page, root):
    root.get_by_role("application").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    said(root, r"\d+ mm off")
    press_on(page, root, "Next landmark")
    press_on(page, root, "Undo")
    said(root, "Undone")


def painter_pointer(page, root):
    box = centre(root, page)
    x, y = box["x"] + box["width"] * 0.526, box["y"] + box["height"] * 0.47
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(8):
        page.mouse.move(x, y + step * box["height"] * 0.018)
    page.mouse.up()
    root.get_by_role("button", name="Compare").click()
    said(root, r"Dice 0\.\d\d")
    expect(root.get_by_role("cell", name=re.compile(r"0\.\d\d")).first).to_be_visible()


def painter_keyboard(page, root):
    root.get_by_role("application").focus()
    page.keyboard.press("Space")
    press_on(page, root, "Compare with the published range")
    said(root, "Dice")
    press_on(page, root, "Reset")
    said(root, "Reset")


def finder_pointer(page, root):
    root.get_by_label("Where is the trouble?").select_option("low-back")
    root.get_by_label("None of these").check()
    box = centre(root, page)
    x, y = box["x"] + box["width"] * 0.535, box["y"] + box["height"] * 0.55
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(6):
        page.mouse.move(x, y + step * box["height"] * 0.02)
    page.mouse.up()
    expect(root.get_by_role("heading", name="Patterns to test, never a diagnosis")).to_be_visible()
    root.get_by_role("button", name="Undo").click()
    root.get_by_role("button", name="Undo").click()
    emergency = root.get_by_role("checkbox", name=re.compile("Numbness or changed feeling"))
    emergency.check()
    said(root, "Emergency help today")
    expect(root.get_by_role("application").first).to_be_hidden()


def finder_keyboard(page, root):
    root.get_by_label("Where is the trouble?").select_option("low-back")
    press_on(page, root, "None of these", "checkbox")
    root.get_by_label(re.compile("How does the hand")).select_option("strip")
    expect(root.get_by_text("The gesture is the same").first).to_be_visible()
    press_on(page, root, "Show the zones of Pain along one side of the sacrum")
    said(root, "strip along one side of the sacrum")


def player_pointer(page, root):
    root.get_by_role("button", name="Next step").click()
    said(root, "Step 2 of 8")
    root.get_by_role("button", name="Start").click()
    said(root, "Timer started")
    root.get_by_role("button", name="Pause").click()
    root.get_by_role("checkbox", name="Two students practise").check()
    root.get_by_role("button", name="Swap roles").click()
    said(root, "Student B is the therapist")


def player_keyboard(page, root):
    press_on(page, root, "Next step")
    press_on(page, root, "Next step")
    said(root, "Step 3 of 8")
    slider = root.get_by_role("slider")
    slider.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(root.get_by_text("4 of 10. In the range to work in.")).to_be_visible()


def comparer_pointer(page, root):
    root.get_by_role("checkbox", name="Gluteus maximus").click()
    said(root, "Not more than 3")
    root.get_by_role("checkbox", name="Gluteus medius").click()
    root.get_by_role("checkbox", name="Gluteus maximus").click()
    expect(root.get_by_role("columnheader", name="Gluteus maximus")).to_be_visible()
    root.get_by_text("Sacroiliac provocation tests").click()
    expect(root.get_by_role("cell", name="94 %").first).to_be_visible()


def comparer_keyboard(page, root):
    press_on(page, root, "Sacroiliac joint", "checkbox")
    said(root, "Taken away: Sacroiliac joint")
    root.get_by_text("First the red flags").focus()
    page.keyboard.press("Enter")
    press_on(page, root, re.compile("Numbness or changed feeling"), "checkbox")
    said(root, "Emergency help today")


def check_pointer(page, root):
    root.get_by_role("checkbox", name=re.compile("^Blood-thinning medicine")).first.check()
    said(root, r"\d+ stop, \d+ clear first, \d+ change, \d+ go")
    root.get_by_role("button", name="Reset").click()
    expect(root.locator(".light.go")).to_have_count(7)


def check_keyboard(page, root):
    press_on(page, root, re.compile("^Fever, chills"), "checkbox")
    said(root, "7 stop")
    press_on(page, root, "Undo")
    expect(root.locator(".light.go")).to_have_count(7)


DRIVES = {
    "AnatomyExplorer": (explorer_pointer, explorer_keyboard),
    "PainFinder": (finder_pointer, finder_keyboard),
    "LandmarkTrainer": (trainer_pointer, trainer_keyboard),
    "ZonePainter": (painter_pointer, painter_keyboard),
    "ProtocolPlayer": (player_pointer, player_keyboard),
    "LookAlikeComparer": (comparer_pointer, comparer_keyboard),
    "ContraindicationCheck": (check_pointer, check_keyboard),
}
