"""Makes wheels that stand in for the worker's packages, their lock file, and an engine that loads with them."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from mining_detector_plugin.client.environment import EnvironmentManager, Sources
from mining_detector_plugin.client.kinds import PACKAGES, Kind

VERSION = "99.0"


def make_wheel(
    folder: Path, name: str, version: str = VERSION, tag: str = "py3-none-any", code: str = ""
) -> str:
    """Write a wheel of one module. Returns its line in a lock file, with the hash."""
    path = folder / f"{name}-{version}-{tag}.whl"
    information = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", code)
        archive.writestr(f"{information}/METADATA", metadata)
        archive.writestr(f"{information}/WHEEL", f"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: {tag}\n")
        archive.writestr(f"{information}/RECORD", f"{name}.py,,\n{information}/METADATA,,{len(metadata)}\n")
    return f"{name}=={version} --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


def make_kind(folder: Path, version: str = VERSION, code: str = "") -> Kind:
    """Write a wheel for each of the worker's packages and a lock file. Returns the set that they are."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = folder / "environment.lock"
    lock.write_text("".join(f"{make_wheel(folder, name, version, code=code)}\n" for name in PACKAGES))
    return Kind("cpu", lock, PACKAGES, 1, 1, 1)


def manager_of(kind: Kind, home: Path, plugin_folder: Path | None = None) -> EnvironmentManager:
    """Return a manager that installs a made set from its own folder."""
    more = {"plugin_folder": plugin_folder} if plugin_folder else {}
    return EnvironmentManager(Sources(wheels=str(kind.lock_file.parent)), home, kind, **more)


def make_plugin(folder: Path, engine: str = "") -> Path:
    """Write a plugin whose engine holds this code, with the real bootstrap."""
    import mining_detector_plugin.client as client

    for place in ("client", "engine"):
        (folder / place).mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "engine" / "__init__.py").write_text("")
    for name in ("worker", "pipeline", "vectorise"):
        (folder / "engine" / f"{name}.py").write_text(engine)
    bootstrap = Path(client.__file__).with_name("bootstrap.py")
    (folder / "client" / "bootstrap.py").write_bytes(bootstrap.read_bytes())
    return folder


def left_in(home: Path) -> list[str]:
    """Return the names of what lies beside the environments of a home folder."""
    return sorted(path.name for path in (home / "environments").iterdir())
