"""An interpreter with the packages of the plugin's light environment alone, made of those that are installed here.

The environment for development holds pandas and torch, which some libraries import where they find them: a worker
started there takes longer than a user's. POSIX only.
"""

from __future__ import annotations

import shutil
import sysconfig
import tomllib
import venv
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

_PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"


def make_light_environment(folder: Path) -> Path:
    """Make an environment in an empty folder; return its interpreter."""
    venv.create(folder, with_pip=False, symlinks=True)
    target = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    for found in _distributions():
        names = {file.parts[0] for file in found.files or []} - {"..", "__pycache__"}
        for name in names:
            source = Path(str(found.locate_file(name)))
            if source.is_dir():
                shutil.copytree(source, target / name, dirs_exist_ok=True)
            else:
                shutil.copy(source, target)
    return folder / "bin" / "python"


def _distributions() -> list[Distribution]:
    """Return what the extra ``engine`` asks for, and what that asks for in its turn."""
    extras = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    wanted, found = [Requirement(line) for line in extras["engine"]], {}
    while wanted:
        name = wanted.pop().name
        if name in found:
            continue
        found[name] = distribution(name)
        further = [Requirement(line) for line in found[name].requires or []]
        wanted += [one for one in further if one.marker is None or one.marker.evaluate({"extra": ""})]
    return list(found.values())
