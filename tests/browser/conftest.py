"""Chromium for the browser tests: found, or a failure that says how to get one; never a skip."""

import os
import shutil

import pytest
from playwright.sync_api import Error, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW = (
    "no Chromium was found: install one with `apt-get install chromium` (as root) or "
    "`.venv/bin/python -m playwright install chromium`, or name one in PALPATE_CHROMIUM"
)


@pytest.fixture(scope="session")
def browser():
    path = os.environ.get("PALPATE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        except Error as error:
            pytest.fail(f"{HOW}\n{str(error)[:300]}")
        yield found
        found.close()


class Watched:
    """An offline page and everything it did that it should not have done."""

    def __init__(self, context):
        self.page = context.new_page()
        self.wrong = []
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("request", self._request)

    def _console(self, message):
        if message.type in ("error", "warning"):
            self.wrong.append(f"{message.type}: {message.text}")

    def _request(self, request):
        if not request.url.startswith(("file:", "data:", "blob:", "about:")):
            self.wrong.append(f"request: {request.url}")

    def open(self, path, query=""):
        """Open a deck from its file and wait until it is laid out."""
        self.page.goto(f"{path.resolve().as_uri()}{query}")
        self.page.wait_for_function("document.documentElement.dataset.deck === 'ready'")
        return self.page


@pytest.fixture
def offline(browser):
    """Makes a Watched page of a given size, cut off from every network."""
    contexts = []

    def make(width=1280, height=720, **options):
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, offline=True, **options)
        contexts.append(context)
        return Watched(context)

    yield make
    for context in contexts:
        context.close()
