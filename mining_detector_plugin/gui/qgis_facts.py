"""What only QGIS knows and others need: its proxy and certificates for installers, its versions for a report."""

from __future__ import annotations

import os
from collections.abc import Mapping

from osgeo import gdal
from qgis.core import Qgis, QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QUrl, qVersion
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyFactory, QNetworkProxyQuery

from ..client.environment import data_folder
from ..client.network import Network, Proxy

#: An address whose proxy is that of the packages.
_PACKAGES = "https://pypi.org/simple/"
#: QGIS's names of kinds of proxies that pip and uv can use; ``DefaultProxy`` is the system's.
_SCHEMES = {"HttpProxy": "http", "HttpCachingProxy": "http", "Socks5Proxy": "socks5"}
_SYSTEM_SCHEMES = {
    QNetworkProxy.ProxyType.HttpProxy: "http",
    QNetworkProxy.ProxyType.HttpCachingProxy: "http",
    QNetworkProxy.ProxyType.Socks5Proxy: "socks5",
}


def network_variables() -> Mapping[str, str]:
    """Return the installers' environment variables, by the settings of QGIS as they stand.

    For a background thread: Windows may run a script to find the system's proxy.
    """
    settings = QgsSettings()
    proxy = None
    if settings.value("proxy/proxyEnabled", False, type=bool):
        proxy = _chosen_proxy(settings) or _system_proxy()
    lists = [settings.value(f"proxy/{name}", []) or [] for name in ("proxyExcludedUrls", "noProxyUrls")]
    # A list of one is stored as a text.
    urls = [url for value in lists for url in ([value] if isinstance(value, str) else value)]
    return Network(proxy, tuple(_host(url) for url in urls if url), _certificates_file()).variables()


def _chosen_proxy(settings: QgsSettings) -> Proxy | None:
    """Return the proxy of QGIS's options, None where they say to take the system's."""
    host = settings.value("proxy/proxyHost", "", type=str)
    scheme = _SCHEMES.get(settings.value("proxy/proxyType", "", type=str))
    if not host or scheme is None:
        return None
    user = settings.value("proxy/proxyUser", "", type=str)
    password = settings.value("proxy/proxyPassword", "", type=str)
    configuration = settings.value("proxy/authcfg", "", type=str)
    if configuration:
        is_known, filled = QgsApplication.authManager().updateNetworkProxy(QNetworkProxy(), configuration)
        user, password = (filled.user(), filled.password()) if is_known else (user, password)
    return Proxy(scheme, host, settings.value("proxy/proxyPort", 8080, type=int), user, password)


def _system_proxy() -> Proxy | None:
    for found in QNetworkProxyFactory.systemProxyForQuery(QNetworkProxyQuery(QUrl(_PACKAGES))):
        scheme = _SYSTEM_SCHEMES.get(found.type())
        if scheme and found.hostName():
            return Proxy(scheme, found.hostName(), found.port(), found.user(), found.password())
    return None


def _host(url: str) -> str:
    """Return the host of an address that QGIS keeps, whether it has a scheme or not."""
    return QUrl.fromUserInput(url).host() or url


def _certificates_file() -> str:
    """Return a file of all trusted authorities where the user has added some to the system's, empty where not."""
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not [*manager.extraFileCAs(), *manager.databaseCAs()]:
        return ""
    path = data_folder() / "certificates.pem"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(manager.trustedCaCertsPemText()))
    return str(path)


def version_facts() -> dict[str, str]:
    """Return the versions of QGIS and of its libraries."""
    return {
        "qgis": f"{Qgis.QGIS_VERSION} ({Qgis.QGIS_DEV_VERSION})",
        "qt": f"{qVersion()}, PyQt {PYQT_VERSION_STR}",
        "gdal": gdal.VersionInfo("RELEASE_NAME"),
        "language": QgsApplication.locale(),
        "proxy": "from QGIS"
        if QgsSettings().value("proxy/proxyEnabled", False, type=bool)
        else "not set in QGIS",
    }


def private_folders() -> list[str]:
    """Return folders of the user that a report must not tell: those of the project and of its layers."""
    project = QgsProject.instance()
    folders = [project.homePath(), QgsApplication.qgisSettingsDirPath().rstrip("/")]
    for layer in project.mapLayers().values():
        path = layer.source().split("|")[0]
        if os.path.isabs(path):
            folders.append(os.path.dirname(path))
    return [folder for folder in folders if folder]
