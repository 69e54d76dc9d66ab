"""How installers reach a network: the proxy and the certificates that QGIS knows, as environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

_CREDENTIALS = re.compile(r"(?<=://)[^/\s'\"]*@")


@dataclass(frozen=True)
class Proxy:
    """A proxy server.

    Attributes:
        scheme: ``http`` or ``socks5``.
        host, port: where it is.
        user, password: empty where it asks for none.
    """

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""

    @property
    def url(self) -> str:
        """Its address, with what it asks for."""
        credentials = ""
        if self.user:
            password = f":{quote(self.password, safe='')}" if self.password else ""
            credentials = f"{quote(self.user, safe='')}{password}@"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{credentials}{host}:{self.port}"


@dataclass(frozen=True)
class Network:
    """What QGIS knows of the network.

    Attributes:
        proxy: None where QGIS sets none; then the user's environment variables stay as they are.
        excluded: hosts that are reached without it.
        certificates: file of certificate authorities (PEM), empty for the usual ones.
    """

    proxy: Proxy | None = None
    excluded: tuple[str, ...] = ()
    certificates: str = ""

    def variables(self, environ: Mapping[str, str] | None = None) -> dict[str, str]:
        """Return the environment variables that pip, uv and the worker's libraries read.

        Args:
            environ: the variables that are there already; ``os.environ`` unless told.
        """
        environ = os.environ if environ is None else environ
        found: dict[str, str] = {}
        if self.proxy is not None:
            # Libraries differ in which spelling wins.
            for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
                found[name] = found[name.lower()] = self.proxy.url
            excluded = [*self.excluded, "localhost", "127.0.0.1"]
            found["NO_PROXY"] = found["no_proxy"] = ",".join(dict.fromkeys(excluded))
        certificates = self.certificates or environ.get("SSL_CERT_FILE", "")
        if certificates:
            found["SSL_CERT_FILE"] = certificates
            if self.certificates or "PIP_CERT" not in environ:
                found["PIP_CERT"] = certificates
            if self.certificates or "REQUESTS_CA_BUNDLE" not in environ:
                found["REQUESTS_CA_BUNDLE"] = certificates
        return found


def safe_text(text: str) -> str:
    """Return a text whose addresses tell no user and no password."""
    return _CREDENTIALS.sub("***@", text)
