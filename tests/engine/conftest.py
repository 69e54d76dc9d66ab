"""What the engine's tests share: models whose answers are known, and a run with them."""

from __future__ import annotations

import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mining_detector_plugin.engine.pipeline import DetectRequest, detect
from mining_detector_plugin.engine.reporting import Reporter
from tests.packs import brightness_segmenter, write_test_models


@pytest.fixture
def models(tmp_path):
    return write_test_models(tmp_path / "models")


@pytest.fixture
def run(tmp_path, models):
    def run(scene, reporter=None, **options):
        out = tmp_path / "out"
        request = DetectRequest(**({"scene": str(scene), "out": str(out), "models": str(models)} | options))
        return detect(request, reporter or Reporter()), out

    return run


@pytest.fixture
def library(tmp_path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def segmenter(tmp_path) -> Path:
    return brightness_segmenter(tmp_path / "my segmenter")


class RangeHandler(BaseHTTPRequestHandler):
    """Serves the folder's files by byte ranges, as archives of COGs do."""

    folder: Path

    def do_HEAD(self):
        self.answer(with_body=False)

    def do_GET(self):
        self.answer(with_body=True)

    def answer(self, with_body):
        path = self.folder / self.path.lstrip("/")
        if not path.is_file():
            self.send_error(404)
            return
        content, status = path.read_bytes(), 200
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if asked:
            first, last = int(asked[1]), min(int(asked[2] or len(content)), len(content) - 1)
            total, content, status = len(content), content[first : last + 1], 206
        self.send_response(status)
        self.send_header("Accept-Ranges", "bytes")
        if asked:
            self.send_header("Content-Range", f"bytes {first}-{last}/{total}")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if with_body:
            self.wfile.write(content)

    def log_message(self, *arguments):
        """Keep the test's output quiet."""


@pytest.fixture
def address(tmp_path, monkeypatch):
    """Return the address of a local server for the test's folder."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    handler = type("Handler", (RangeHandler,), {"folder": tmp_path})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
