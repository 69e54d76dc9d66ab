"""One text that a user can send to whoever helps: what is there, what went wrong, and nothing about the person.

The home folder becomes `~`, the user's and the computer's name `USER` and `HOST`, other folders lose all but the last
part, addresses lose credentials and queries. In English: it is for the developers.
"""

from __future__ import annotations

import getpass
import os
import platform
import re
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .environment_state import EnvironmentState
from .errors import ClientError
from .network import safe_text

#: Folders of systems and programs: they tell how things are installed, and nothing about the user.
_SYSTEM = (
    "/usr", "/bin", "/lib", "/lib64", "/opt", "/etc", "/proc", "/sys", "/snap", "/var/lib/flatpak", "/app",
    "/Applications", "/Library", "/System", "c:/osgeo4w", "c:/program files", "c:/program files (x86)", "c:/windows",
)  # fmt: skip
#: What a part of a path is made of: spaces inside it, but not at its ends.
_PART = r"[^\s/\\'\"<>|:*?,;()\[\]{}=](?:[^/\\\n'\"<>|:*?,;()\[\]{}=]*[^\s/\\'\"<>|:*?,;()\[\]{}=])?"
_LAST = r"[^\s/\\'\"<>|:*?,;()\[\]{}=]*"
_POSIX_PATH = re.compile(rf"(?<![\w~.:/\\…*-])/(?:{_PART}/)+{_LAST}")
_WINDOWS_PATH = re.compile(rf"(?<!\w)(?:[A-Za-z]:|\\\\{_PART})[\\/]+(?:{_PART}[\\/]+)*{_LAST}")
_QUERY = re.compile(r"(\w+://[^\s'\"?#]*)[?#][^\s'\"]*")
_SECRET = re.compile(
    r"(?i)\b((?:[\w-]*(?:password|passwd|token|secret|api[_-]?key|signature|sig|authorization))\"?\s*[=:]\s*)"
    r"(?:(?:basic|bearer)\s+)?[^\s&;,]+"
)
_SHORTEST_NAME = 3
_TAIL_LINES = 60


@dataclass(frozen=True)
class Person:
    """What must not be told.

    Attributes:
        home: home folder.
        names: of the user and of the computer, by what they become.
        folders: private folders that are known, such as the project's.
    """

    home: str
    names: Mapping[str, str]
    folders: tuple[str, ...] = ()

    @classmethod
    def here(cls, folders: Iterable[str] = ()) -> Person:
        """Return who uses this computer."""
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):
            user = ""
        names = {Path.home().name: "USER", user: "USER", socket.gethostname().split(".")[0]: "HOST"}
        return cls(str(Path.home()), names, tuple(filter(None, folders)))


def redact(text: str, person: Person) -> str:
    """Return a text without what tells who uses this computer and what they work on."""
    text = safe_text(text)
    text = _QUERY.sub(r"\1?…", text)
    text = _SECRET.sub(r"\1…", text)
    text = _replace_folder(text, person.home, "~")
    for folder in sorted(person.folders, key=len, reverse=True):
        text = _replace_folder(text, folder, "…/" + Path(folder.replace("\\", "/")).name)
    text = _WINDOWS_PATH.sub(lambda found: _shortened(found[0]), text)
    text = _POSIX_PATH.sub(lambda found: _shortened(found[0]), text)
    for name, word in person.names.items():
        if len(name) >= _SHORTEST_NAME:
            text = re.sub(rf"(?i)(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])", word, text)
    return text


def _replace_folder(text: str, folder: str, word: str) -> str:
    """Replace a folder however its separators are written: as they are, doubled as in JSON, or the other way."""
    parts = [re.escape(part) for part in re.split(r"[/\\]+", folder.rstrip("/\\"))]
    if not folder or len(parts) < 2:
        return text
    pattern = r"[/\\]+".join(parts)
    return re.sub(rf"(?i){pattern}(?![\w-])", lambda _: word, text)


def _shortened(path: str) -> str:
    plain = re.sub(r"[\\/]+", "/", path).lower()
    if any(plain == system or plain.startswith(system.lower() + "/") for system in _SYSTEM):
        return path
    return "…/" + re.split(r"[\\/]+", path.rstrip("/\\"))[-1]


def machine_facts() -> dict[str, str]:
    """Return what the standard library knows of the system."""
    return {
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "distribution": _distribution(),
        "python of qgis": platform.python_version(),
        "processors": str(os.cpu_count()),
    }


def _distribution() -> str:
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.mac_ver()[0] or platform.version()
    return next((line.partition("=")[2].strip('"') for line in lines if line.startswith("PRETTY_NAME=")), "")


def describe_state(state: EnvironmentState) -> dict[str, str]:
    """Return the environment's part of the text."""
    size = f"{state.size_bytes / 1e6:.0f} MB" if state.size_bytes is not None else "not known"
    return {
        "state": f"{state.status}{'' if state.is_checked else ' (not checked)'}",
        "reason": state.reason,
        "interpreter": state.interpreter or "none",
        "python": state.python,
        "set of packages": state.kind or "the user's own Python",
        "made": f"{state.made} {state.made_with}".strip(),
        "size": size,
        "packages": ", ".join(f"{name} {version}" for name, version in state.packages.items()),
    }


def describe_devices(answer: Mapping | None) -> dict[str, str]:
    """Return the devices' part of the text, from the worker's answer."""
    if answer is None:
        return {"devices": "not asked"}
    facts = {
        device[
            "id"
        ]: f"{device['name']}, {_memory(device)}, {'usable' if device['usable'] else 'not usable'}: "
        f"{device['reason']}"
        for device in answer["devices"]
    }
    return {**facts, "automatic": f"{answer['automatic']}: {answer['reason']}"}


def _memory(device: Mapping) -> str:
    if device["memory_total_mb"] is None:
        return "memory not known"
    return f"{device['memory_free_mb']} of {device['memory_total_mb']} MB free"


def describe_error(error: ClientError | None) -> dict[str, str]:
    """Return the last error's part of the text."""
    if error is None:
        return {"error": "none"}
    return {"code": error.code, "message": error.message, "hint": error.hint}


def diagnostics(sections: Mapping[str, Mapping[str, str]], tails: Mapping[str, str], person: Person) -> str:
    """Return the whole text.

    Args:
        sections: facts by name, by the title of their section.
        tails: output of programs by its title; its last lines are kept.
        person: who must not be told of.
    """
    lines: list[str] = []
    for title, facts in sections.items():
        lines += [f"## {title}", *(f"{name}: {value}" for name, value in facts.items() if value), ""]
    for title, tail in tails.items():
        kept = tail.strip().splitlines()[-_TAIL_LINES:]
        lines += [f"## {title}", *(kept or ["(empty)"]), ""]
    return redact("\n".join(lines), person)
