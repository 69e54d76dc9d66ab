"""Proxy, index and certificates: a set-up through a real proxy server on this machine."""

from __future__ import annotations

import base64
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from mining_detector_plugin.client.environment import EnvironmentManager
from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.installers import pip_has_own_index
from mining_detector_plugin.client.interpreters import find_interpreter
from mining_detector_plugin.client.network import Network, Proxy, safe_text

from .made_wheels import make_kind

#: No server has this name (RFC 2606): only a proxy can answer.
HOST = "packages.invalid"
PASSWORD = "p@ss/w:rd"


class ProxyServer(ThreadingHTTPServer):
    """Answers for the host as a package index would, and keeps what it was asked."""

    def __init__(self, wheels: Path) -> None:
        super().__init__(("127.0.0.1", 0), ProxyHandler)
        self.wheels = wheels
        self.requests: list[str] = []
        self.credentials: set[str] = set()


class ProxyHandler(BaseHTTPRequestHandler):
    server: ProxyServer

    def do_GET(self) -> None:  # http.server calls this name
        self.server.requests.append(self.path)
        self.server.credentials.add(self.headers.get("Proxy-Authorization", ""))
        name = self.path.rstrip("/").rpartition("/")[2]
        wheel = self.server.wheels / name
        if wheel.is_file():
            content, kind = wheel.read_bytes(), "application/octet-stream"
        else:
            names = [path.name for path in self.server.wheels.glob(f"{name}-*.whl")]
            links = "".join(f'<a href="http://{HOST}/files/{one}">{one}</a>' for one in names)
            content, kind = f"<!DOCTYPE html><html><body>{links}</body></html>".encode(), "text/html"
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def proxy(tmp_path):
    """A running proxy before an index of stand-ins, and pip set to that index by its own configuration."""
    kind = make_kind(tmp_path / "index")
    server = ProxyServer(tmp_path / "index")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server, kind
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def pip_settings(tmp_path, monkeypatch):
    """A pip.conf of the user's own, and none of this machine's variables."""
    for name in [name for name in os.environ if name.upper().endswith("_PROXY") or name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    settings = tmp_path / "pip.conf"
    settings.write_text(f"[global]\nindex-url = http://{HOST}/simple\ntrusted-host = {HOST}\nretries = 0\n")
    monkeypatch.setenv("PIP_CONFIG_FILE", str(settings))


def test_packages_come_through_the_proxy_of_qgis_from_the_index_of_pips_settings(
    proxy, pip_settings, tmp_path
):
    server, kind = proxy
    network = Network(Proxy("http", "127.0.0.1", server.server_port, "user", PASSWORD))
    log: list[str] = []
    manager = EnvironmentManager(folder=tmp_path / "home", kind=kind, network=network.variables)
    told: list[str] = []
    manager.set_up(lambda fraction, text: told.append(text), on_log=log.append)
    assert manager.find()
    assert f"http://{HOST}/simple/numpy/" in server.requests
    assert f"http://{HOST}/files/numpy-99.0-py3-none-any.whl" in server.requests
    expected = base64.b64encode(f"user:{PASSWORD}".encode()).decode()
    assert server.credentials == {f"Basic {expected}"}
    assert any(text.startswith("Downloading numpy") for text in told)
    assert PASSWORD not in "\n".join(log) and "p%40ss" not in "\n".join(log)


def test_proxy_that_does_not_answer_is_one_message_and_leaves_nothing(proxy, pip_settings, tmp_path):
    server, kind = proxy
    network = Network(Proxy("http", "127.0.0.1", 9))
    manager = EnvironmentManager(folder=tmp_path / "home", kind=kind, network=network.variables)
    with pytest.raises(ClientError) as caught:
        manager.set_up()
    assert caught.value.code == "install_failed"
    assert "proxy" in caught.value.hint
    assert server.requests == []
    assert not list((tmp_path / "home").rglob("py3*"))


def test_index_of_the_users_own_is_seen_in_pips_settings(pip_settings):
    assert pip_has_own_index(find_interpreter())


def test_both_spellings_name_the_proxy_and_hosts_without_it():
    variables = Network(Proxy("http", "proxy.lan", 3128), ("intranet.lan",)).variables({})
    assert {variables[name] for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy")} == {
        "http://proxy.lan:3128"
    }
    assert variables["NO_PROXY"] == variables["no_proxy"] == "intranet.lan,localhost,127.0.0.1"


def test_without_a_proxy_the_users_variables_stay():
    assert Network().variables({"HTTPS_PROXY": "http://mine:1"}) == {}


def test_certificates_of_the_user_reach_pip_too():
    assert Network().variables({"SSL_CERT_FILE": "/own.pem"})["PIP_CERT"] == "/own.pem"
    assert "PIP_CERT" not in Network().variables({"SSL_CERT_FILE": "/own.pem", "PIP_CERT": "/pips.pem"})
    of_qgis = Network(certificates="/qgis.pem").variables(
        {"SSL_CERT_FILE": "/own.pem", "PIP_CERT": "/pips.pem"}
    )
    assert {of_qgis[name] for name in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE")} == {"/qgis.pem"}


@pytest.mark.parametrize(
    "text", ["http://u:p@proxy:3128/x", "see https://u:p@s@host/simple now", "socks5://u:p@h:1"]
)
def test_addresses_are_shown_without_user_and_password(text):
    assert "p@" not in safe_text(text).replace("***@", "")
    assert "u:" not in safe_text(text)
