"""Widgets in a blank page: the modules and the deck's host, no notebook and no slides."""

from ipywidgets import Widget

from course.deck.assets import HERE
from course.deck.widgets import Widgets

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Widgets</title></head>
<body><main><h1>Widgets</h1><h2>Here</h2>{places}</main>{script}<script>{host}</script></body></html>"""


def page_of(*widgets):
    """The HTML of a page with these widgets."""
    store = Widgets(saved=Widget.get_manager_state()["state"])
    places = "\n".join(store.html(widget._repr_mimebundle_()[0], str) for widget in widgets)
    host = (HERE / "host.js").read_text(encoding="utf-8")
    return PAGE.format(places=places, script=store.script(), host=host)


def open_widgets(browser, folder, *widgets, **options):
    """A page with the widgets drawn, opened from a file and cut off from the network."""
    path = folder / "widgets.html"
    path.write_text(page_of(*widgets), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True, **options)
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("() => document.documentElement.dataset.widgets === 'ready'")
    return page
