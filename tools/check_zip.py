"""Checks the plugin's zip as the QGIS plugin repository does before it takes one, and for Qt 6: `make check-zip`.

Usage: python tools/check_zip.py [ZIP]

What the repository refuses: its validator and its scanners, https://github.com/qgis/QGIS-Plugins-Website
(`qgis-app/plugins/validator.py`, `security_scanner.py`) and https://plugins.qgis.org/docs/publish, read in
November 2026. Here every finding of Bandit counts, there some. Needs Bandit and detect-secrets, the extra `zip`.
Exit code 0 where the zip is clean, 1 with one line for each finding, 2 where it can't be checked.
"""

from __future__ import annotations

import configparser
import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlparse

from qt6_readiness import qt6_problems

ROOT = Path(__file__).resolve().parent.parent
ZIP = ROOT / "zip_build" / "mining_detector_plugin.zip"
LARGEST_BYTES = 25_000_000
REQUIRED_METADATA = (
    "name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker", "repository",
)  # fmt: skip
_ADDRESSES = ("homepage", "tracker", "repository")
_BOOLEANS = ("experimental", "deprecated", "server", "supportsQt6")
_FORBIDDEN_FOLDERS = {"__MACOSX", ".git", "__pycache__"}
_PROGRAMS = {".exe", ".dll", ".so", ".dylib", ".bat", ".sh", ".ps1", ".cmd", ".pyc", ".pyo", ".pyd"}
#: Domains that are for examples (RFC 2606): an address there is one that nobody has chosen yet.
_PLACEHOLDER = re.compile(r"(^|\.)example\.(org|com|net)$")
#: SPDX identifiers whose works may be part of one under GPL-3.0-or-later (gnu.org/licenses/license-list).
GPL_COMPATIBLE = {
    "GPL-3.0-or-later", "GPL-3.0-only", "GPL-2.0-or-later", "LGPL-3.0-or-later", "LGPL-2.1-or-later", "MIT",
    "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "ISC", "Zlib", "PSF-2.0", "CC0-1.0", "CC-BY-4.0", "Unlicense",
}  # fmt: skip
_SPDX = re.compile(r"SPDX-License-Identifier:\s*([\w.+-]+)")
_GPL_TITLE = re.compile(r"GNU GENERAL PUBLIC LICENSE\s+Version 3,")


@dataclass(frozen=True)
class Finding:
    """Something that keeps the zip out.

    Attributes:
        check: what was checked: ``package``, ``metadata``, ``licence``, ``qt6``, ``bandit`` or ``secrets``.
        place: file in the zip, with the line where there is one.
        message: what is wrong there.
    """

    check: str
    place: str
    message: str


def check_zip(path: Path) -> tuple[list[Finding], list[str]]:
    """Return what keeps a zip out of the repository, and remarks on what can't be told here.

    Args:
        path: of the zip.

    Raises:
        zipfile.BadZipFile: where it is no zip.
    """
    with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as place:
        findings = list(_package_findings(path, archive))
        names = [name for name in archive.namelist() if not name.endswith("/")]
        folders = {PurePosixPath(name).parts[0] for name in names}
        if len(folders) != 1 or any(finding.message.startswith("leads out") for finding in findings):
            findings.append(Finding("package", path.name, f"holds {len(folders)} folders, and must hold one"))
            return findings, []
        archive.extractall(place)
        plugin = Path(place) / folders.pop()
        found, remarks = _metadata_findings(plugin)
        findings += found
        for check in (_licence_findings, _qt6_findings, _bandit_findings, _secret_findings):
            findings += check(plugin)
        return findings, remarks


def _package_findings(path: Path, archive: zipfile.ZipFile) -> Iterator[Finding]:
    """Yield what is wrong with the files as such: size, names, kinds, permissions."""
    size = path.stat().st_size
    if size >= LARGEST_BYTES:
        yield Finding(
            "package", path.name, f"has {size} bytes; the repository takes less than {LARGEST_BYTES}"
        )
    broken = archive.testzip()
    if broken is not None:
        yield Finding("package", broken, "is broken (its checksum differs)")
    for entry in archive.infolist():
        parts = PurePosixPath(entry.filename).parts
        name = parts[-1]
        if ".." in parts or entry.filename.startswith("/"):
            yield Finding("package", entry.filename, "leads out of the folder of plugins")
        if _FORBIDDEN_FOLDERS & set(parts):
            yield Finding("package", entry.filename, "lies in a folder that must not be in a plugin")
        elif name.startswith("."):
            yield Finding("package", entry.filename, "is hidden")
        if PurePosixPath(name).suffix.lower() in _PROGRAMS:
            yield Finding("package", entry.filename, "is a program or compiled; a plugin holds sources alone")
        if name.endswith(".py") and (entry.external_attr >> 16) & 0o111:
            yield Finding("package", entry.filename, "may be executed; take that permission away")
        if parts[1:] == ("requirements.txt",):
            yield Finding("package", entry.filename, "makes plugin managers install into QGIS's own Python")


def _metadata_findings(plugin: Path) -> tuple[list[Finding], list[str]]:
    """Return what is wrong with ``metadata.txt``, and remarks."""
    problems: list[str] = []
    remarks: list[str] = []
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_string((plugin / "metadata.txt").read_text(encoding="utf-8"))
        fields = dict(parser["general"])
    except (OSError, ValueError, KeyError, configparser.Error) as error:
        return [Finding("metadata", "metadata.txt", f"can't be read: {error}")], remarks
    problems += [f"lacks {name}" for name in REQUIRED_METADATA if not fields.get(name, "").strip()]
    if not re.fullmatch(r"\d+\.\d+(\.\d+)?", fields.get("qgisMinimumVersion", "3.0")):
        problems.append(f"qgisMinimumVersion is no version: {fields['qgisMinimumVersion']}")
    if "@" not in fields.get("email", "@"):
        problems.append(f"email is no address: {fields['email']}")
    if "/" in fields.get("author", ""):
        problems.append("author has a slash")
    for name in _ADDRESSES:
        address = urlparse(fields.get(name, ""))
        if fields.get(name) and not (address.scheme in ("http", "https") and address.netloc):
            problems.append(f"{name} is no address: {fields[name]}")
        elif _PLACEHOLDER.search(address.netloc):
            remarks.append(
                f"metadata.txt: {name} is a placeholder, and the repository wants one that answers"
            )
    for name in _BOOLEANS:
        if fields.get(name, "True") not in ("True", "False"):
            problems.append(f"{name} is neither True nor False: {fields[name]}")
    if fields.get("icon") and not (plugin / fields["icon"]).is_file():
        problems.append(f"icon is not there: {fields['icon']}")
    package = plugin / "__init__.py"
    if not package.is_file():
        problems.append("stands beside no __init__.py")
    elif f'__version__ = "{fields.get("version")}"' not in package.read_text(encoding="utf-8"):
        problems.append(f"version {fields.get('version')} is not that of __init__.py")
    if not plugin.name.isidentifier():
        problems.append(f"lies in a folder whose name Python can't import: {plugin.name}")
    return [Finding("metadata", "metadata.txt", problem) for problem in problems], remarks


def _licence_findings(plugin: Path) -> Iterator[Finding]:
    """Yield what has no licence, or one that can't go with GPL-3.0-or-later."""
    licence = plugin / "LICENSE"
    if not licence.is_file():
        yield Finding("licence", "LICENSE", "is missing")
    elif not _GPL_TITLE.search(licence.read_text(encoding="utf-8")):
        yield Finding("licence", "LICENSE", "is not the GNU General Public License, version 3")
    for path in sorted(plugin.rglob("model.json")):
        named = json.loads(path.read_text(encoding="utf-8")).get("license")
        if named not in GPL_COMPATIBLE:
            yield Finding(
                "licence", _place(plugin, path), f"names the licence {named}, not known to go with GPL"
            )
    for path in sorted(plugin.rglob("*")):
        named_by_file = (
            _SPDX.search(path.read_text(encoding="utf-8", errors="ignore")) if path.is_file() else None
        )
        if named_by_file and named_by_file[1] not in GPL_COMPATIBLE:
            yield Finding(
                "licence", _place(plugin, path), f"is under {named_by_file[1]}, not known to go with GPL"
            )


def _qt6_findings(plugin: Path) -> Iterator[Finding]:
    for path in sorted(plugin.rglob("*.py")):
        try:
            problems = list(qt6_problems(path.read_text(encoding="utf-8")))
        except SyntaxError as error:
            yield Finding("qt6", f"{_place(plugin, path)}:{error.lineno}", f"is no Python: {error.msg}")
            continue
        for line, problem in problems:
            yield Finding("qt6", f"{_place(plugin, path)}:{line}", problem)


def _bandit_findings(plugin: Path) -> Iterator[Finding]:
    report = _json_of([sys.executable, "-m", "bandit", "-r", ".", "-f", "json", "--quiet"], plugin)
    for error in report["errors"]:
        yield Finding("bandit", error["filename"], f"can't be scanned: {error['reason']}")
    for issue in report["results"]:
        place = f"{issue['filename'].removeprefix('./')}:{issue['line_number']}"
        yield Finding("bandit", place, f"{issue['test_id']} {issue['issue_text']}")


def _secret_findings(plugin: Path) -> Iterator[Finding]:
    # The builder writes the commit's hash into metadata.txt; the repository leaves that file out too.
    command = [
        sys.executable,
        "-m",
        "detect_secrets",
        "scan",
        "--all-files",
        "--exclude-files",
        r"metadata\.txt",
        ".",
    ]
    for name, secrets in _json_of(command, plugin)["results"].items():
        for secret in secrets:
            yield Finding(
                "secrets", f"{name}:{secret['line_number']}", f"looks like a secret ({secret['type']})"
            )


def _json_of(command: list[str], folder: Path) -> dict:
    """Run a scanner in a folder and return its report. Scanners exit with 1 where they find something."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    try:
        return json.loads(done.stdout)
    except ValueError:
        raise RuntimeError(f"{' '.join(command[1:3])} gave no report: {done.stderr.strip()[-500:]}") from None


def _place(plugin: Path, path: Path) -> str:
    return path.relative_to(plugin).as_posix()


def main(arguments: list[str]) -> int:
    """Check a zip and tell what is wrong with it; return the exit code."""
    path = Path(arguments[0]) if arguments else ZIP
    missing = [name for name in ("bandit", "detect_secrets") if importlib.util.find_spec(name) is None]
    if missing:
        print(
            f"{' and '.join(missing)} can't be imported: pip install bandit detect-secrets", file=sys.stderr
        )
        return 2
    try:
        findings, remarks = check_zip(path)
    except (OSError, zipfile.BadZipFile, RuntimeError) as error:
        print(f"{path} can't be checked: {error}. `make zip` builds it.", file=sys.stderr)
        return 2
    for finding in findings:
        print(f"{finding.check}: {finding.place}: {finding.message}", file=sys.stderr)
    for remark in remarks:
        print(f"Before an upload: {remark}")
    print(f"{path.name}: {len(findings)} findings" if findings else f"{path.name} is clean.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
