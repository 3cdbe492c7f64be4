"""A deck in the browser that is made again whenever its notebook or its data change.

The page is served to this machine only; it asks once a second whether there is a newer one.
"""

import html
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from course.export.build import How, Item, build
from course.export.inputs import DataInputs, data_folders, of_notebook

EVERY = 0.7  # s between looks at the files
ASK = """<script>
(() => {
  let seen = null;
  const ask = async () => {
    try {
      const now = await (await fetch('/version', { cache: 'no-store' })).text();
      if (seen !== null && now !== seen) location.reload();
      seen = now;
    } catch { /* the preview was stopped */ }
    setTimeout(ask, 1000);
  };
  ask();
})();
</script>"""


class Preview:
    """Serves the newest deck at `address` (127.0.0.1) and watches what it is made from."""

    def __init__(self, name: str, notebook: Path | None, how: How, port: int = 0):
        self._folder = tempfile.TemporaryDirectory(prefix="palpate-preview-")
        self._item = Item(name, Path(self._folder.name) / "deck.html", notebook)
        self._how, self._ended = how, threading.Event()
        self.version, self.page = 0, b""
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler(self))
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def __enter__(self) -> "Preview":
        before = self._inputs()  # what changes while the first page is made is not missed
        self._make()
        threading.Thread(target=self._watch, args=(before,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._server.server_close()
        self._folder.cleanup()

    def serve(self) -> None:
        """Answer the browser until the process is stopped."""
        self._server.serve_forever(poll_interval=0.2)

    def stop(self) -> None:
        """End `serve` from another thread."""
        self._server.shutdown()

    def _watch(self, before: str | None) -> None:
        while not self._ended.wait(EVERY):
            now = self._inputs()
            if now != before:
                before = now
                self._make()

    def _inputs(self) -> str | None:
        try:
            data = DataInputs(data_folders(self._how.data))
            if self._item.notebook is None:
                return data.of_everything()
            return of_notebook(self._item.notebook, data)
        except OSError:  # a file that is just being written
            return None

    def _make(self) -> None:
        from course.commands.errors import EXPECTED, message_of

        try:
            outcome = build([self._item], self._how)
            error = outcome.failed.get(self._item.name, "")
        except EXPECTED as problem:
            error = message_of(problem)
        made = _error_page(error) if error else self._item.target.read_text(encoding="utf-8")
        # The deck's policy forbids every request; here it may ask for a newer version.
        made = made.replace("default-src 'none';", "default-src 'none'; connect-src 'self';", 1)
        self.page = made.replace("</body>", ASK + "</body>", 1).encode("utf-8")
        self.version += 1


def _error_page(error: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Not yet</title></head>'
        '<body style="font:18px/1.5 sans-serif;margin:3rem"><h1>This cannot be shown yet</h1>'
        f'<pre style="white-space:pre-wrap">{html.escape(error)}</pre>'
        "<p>The page comes back by itself when it is mended.</p></body></html>"
    )


def _handler(preview: Preview) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/version":
                self._send(str(preview.version).encode(), "text/plain")
            elif self.path.split("?")[0] == "/":
                self._send(preview.page, "text/html; charset=utf-8")
            else:
                self.send_error(404)

        def _send(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing for every request."""

    return Handler
