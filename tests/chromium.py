"""The Chromium of the system, and a host for it to load a built site from."""

from __future__ import annotations

import functools
import gzip
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_DRIVER = "playwright is not installed"
NO_PROGRAM = "no Chromium on the PATH, nor in $CHROMIUM"
TEXT = (".html", ".css", ".js", ".svg", ".json", ".csv", ".xml", ".txt")


class NoBrowser(Exception):
    """There is no Chromium, or nothing to drive it."""


@contextmanager
def launched() -> Iterator[Browser]:
    """The first found of $CHROMIUM, chromium, chromium-browser and google-chrome, running."""
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415  # it may not be installed
    except ImportError:
        raise NoBrowser(NO_DRIVER) from None
    names = (os.environ.get("CHROMIUM"), *NAMES)
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    if program is None:
        raise NoBrowser(NO_PROGRAM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@functools.cache
def compressed(content: bytes) -> bytes:
    """What a host sends in place of a text."""
    return gzip.compress(content, 6, mtime=0)


class Host(SimpleHTTPRequestHandler):
    """Serves a folder as hosts do: texts are compressed, connections stay open."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def handle(self) -> None:
        """Serve until the reader leaves, which may be early."""
        with suppress(ConnectionError):
            super().handle()

    def do_GET(self) -> None:
        """Answer with a file."""
        path = Path(self.translate_path(self.path))
        if path.suffix not in TEXT or not path.is_file() or "gzip" not in self.headers.get("Accept-Encoding", ""):
            super().do_GET()
            return
        content = compressed(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, while it is served."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
