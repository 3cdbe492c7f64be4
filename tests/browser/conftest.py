"""Chromium for the browser tests: found, or a failure that says how to get one; never a skip."""

import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

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
        self.page.wait_for_function("() => document.documentElement.dataset.deck === 'ready'")
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


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A server with JupyterLab and Notebook 7, its folders its own; (address, token, root)."""
    folder = tmp_path_factory.mktemp("lab")
    root = folder / "root"
    root.mkdir()
    names = ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    env = os.environ | {name: str(folder / name.lower()) for name in names}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(8)
    log = (folder / "log").open("w", encoding="utf-8")
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    command += [f"--ServerApp.root_dir={root}", "--LabApp.news_url=None"]
    command += ["--LabServerApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=env)
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            urllib.request.urlopen(f"{address}/api?token={token}", timeout=1)
            break
        except OSError:
            time.sleep(0.1)
    yield address, token, root
    _stop_kernels(address, token)
    server.send_signal(signal.SIGTERM)
    server.wait(20)
    log.close()


def _stop_kernels(address, token):
    headers = {"Authorization": f"token {token}"}

    def call(path, method="GET"):
        request = urllib.request.Request(address + path, method=method, headers=headers)
        return urllib.request.urlopen(request)

    for session in json.load(call("/api/sessions")):
        call(f"/api/sessions/{session['id']}", "DELETE")
