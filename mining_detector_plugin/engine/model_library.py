"""The user's library of models: a folder in which each subfolder is a set of packs that was installed or imported.

A set has folders named after the kinds (`classifier`, `detector`, `segmenter`, `types`), as `model_folder.load_packs`
reads them, perhaps `fusion.json`, and `installed.json`, which says where it came from. A set is made under another name
and renamed when it is checked: one with its final name is complete. `default.json` names the set that is taken where
nobody chooses one. The client reads the same folder (client/model_library.py).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from .errors import OutputError, PackError
from .fusion import FUSION_FILE
from .model_folder import KINDS, TYPES, TYPES_KIND, load_packs
from .pack import METADATA_FILE, Pack, load_pack
from .pack_check import check_pack
from .pack_files import copy_pack_files
from .reporting import Reporter

INSTALLED_FILE = "installed.json"
DEFAULT_FILE = "default.json"
#: The name of the bundled models where a set's name is wanted.
BUNDLED = "bundled"
HOME_VARIABLE = "MINING_DETECTOR_HOME"
FORMAT = 1
_STAGING = ".installing-"
_REPLACED = "replaced"
_OLD_S = 86_400.0


@dataclass(frozen=True)
class InstalledSet:
    """A set of models in the library.

    Attributes:
        name: of its folder. title: for people. folder: where it is.
        is_default: whether it is taken where nobody chooses.
        packs: by kind, those that it holds itself.
    """

    name: str
    title: str
    folder: Path
    is_default: bool
    packs: dict[str, Pack]


def library_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Return the library of this user, which the QGIS plugin shares."""
    environ = os.environ if environ is None else environ
    if environ.get(HOME_VARIABLE):
        return Path(environ[HOME_VARIABLE]) / "models"
    home = Path.home()
    if platform == "win32":
        base = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        base = home / "Library" / "Application Support"
    else:
        base = Path(environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return base / "mining_detector" / "models"


def list_sets(library: Path) -> list[InstalledSet]:
    """Return the sets of a library by title; one whose packs are broken has none.

    Args:
        library: its folder, which need not be there.
    """
    default = default_name(library)
    found = []
    for folder in _set_folders(library):
        packs = {}
        for kind in (*KINDS, TYPES_KIND):
            try:
                packs[kind] = load_pack(folder / kind)
            except PackError:
                continue
        title = str(_read_json(folder / INSTALLED_FILE).get("title") or folder.name)
        found.append(InstalledSet(folder.name, title, folder, folder.name == default, packs))
    return sorted(found, key=lambda entry: entry.title.lower())


def install_pack(
    source: str, library: str, replace: bool = False, reporter: Reporter | None = None
) -> dict[str, Any]:
    """Install a pack, or a folder of packs, from a folder or a zip. No code of it runs.

    Args:
        source: folder or zip file.
        library: the library's folder; made where it is not there.
        replace: whether a set of the same name is replaced.

    Returns:
        The worker's ``result``: ``name``, ``title``, ``folder``, ``kinds``, ``left_out``.

    Raises:
        PackError: what is wrong with it; ``models_installed`` where it is there already.
        OutputError: ``library_not_writable``, ``no_disk_space``.
    """
    reporter = reporter or Reporter()
    origin = Path(source)
    with staging(Path(library)) as place:
        reporter.progress("install", 0, 3, 0.1, "Copying the files")
        (place / "unpacked").mkdir()
        left_out = copy_pack_files(origin, place / "unpacked", reporter.check)
        reporter.progress("install", 1, 3, 0.4, "Reading the models")
        found = _arrange(origin, place / "unpacked", place / "set")
        packs = check_set(place / "set", found, reporter)
        title = _title(origin, packs)
        about = {"source": origin.name, "left_out": left_out}
        return publish(place / "set", Path(library), title, packs, about, replace)


def check_set(folder: Path, kinds: list[str], reporter: Reporter) -> dict[str, Pack]:
    """Return the packs that a set holds itself, checked and tried.

    Raises:
        PackError: as ``load_packs`` and ``check_pack``.
    """
    packs = {kind: pack for kind, pack in load_packs(str(folder)).items() if kind in kinds}
    for number, pack in enumerate(packs.values()):
        reporter.progress(
            "install", number, len(packs), 0.5 + 0.4 * number / len(packs), f"Trying {pack.name}"
        )
        check_pack(pack)
    return packs


def publish(
    made: Path, library: Path, title: str, packs: Mapping[str, Pack], about: Mapping[str, Any], replace: bool
) -> dict[str, Any]:
    """Rename a set that was checked into the library.

    Args:
        made: folder of the set, on the library's disk.
        about: what else ``installed.json`` says.

    Raises:
        PackError: ``models_installed``.
    """
    name = folder_name(title)
    target = library / name
    record = {
        "format": FORMAT, "title": title, "installed": datetime.now(UTC).isoformat(timespec="seconds"),
        "fingerprints": {kind: pack.fingerprint() for kind, pack in packs.items()}, **about,
    }  # fmt: skip
    (made / INSTALLED_FILE).write_text(json.dumps(record, indent=1), encoding="utf-8")
    if target.exists():
        if not replace:
            raise PackError(
                "models_installed",
                f"{title} is installed already.",
                "Replace it, or keep the one that is there.",
            )
        target.rename(made.parent / _REPLACED)
    try:
        made.rename(target)
    except OSError:
        if (made.parent / _REPLACED).exists():
            (made.parent / _REPLACED).rename(target)
        raise
    return {"name": name, "title": title, "folder": str(target), "kinds": list(packs), **about}


def remove_set(library: str, name: str) -> dict[str, Any]:
    """Remove a set from the library; where it was the default, the bundled models are that again.

    Raises:
        PackError: ``models_unknown``.
    """
    root = Path(library)
    folder = _known(root, name)
    if default_name(root) == name:
        set_default(library, None)
    with staging(root) as place:
        folder.rename(place / "removed")
    return {"name": name}


def set_default(library: str, name: str | None) -> dict[str, Any]:
    """Make a set the one that is taken where nobody chooses; None for the bundled models.

    Raises:
        PackError: ``models_unknown``. OutputError: ``library_not_writable``.
    """
    root = Path(library)
    if name in (None, BUNDLED):
        (root / DEFAULT_FILE).unlink(missing_ok=True)
        return {"name": BUNDLED}
    _known(root, str(name))
    with staging(root) as place:
        (place / DEFAULT_FILE).write_text(json.dumps({"name": name}), encoding="utf-8")
        (place / DEFAULT_FILE).replace(root / DEFAULT_FILE)
    return {"name": name}


def default_name(library: Path) -> str | None:
    """Return the name of the default set, None for the bundled models."""
    name = _read_json(library / DEFAULT_FILE).get("name")
    return name if name in {folder.name for folder in _set_folders(library)} else None


def find_models(choice: str | None, library: Path | None = None) -> str | None:
    """Return the folder of models that a user's words mean; None for the bundled ones.

    Args:
        choice: a folder, the name of a set, ``bundled``, or None for the default.

    Raises:
        PackError: ``models_unknown``.
    """
    library = library or library_folder()
    if choice == BUNDLED:
        return None
    if choice is None:
        default = default_name(library)
        return None if default is None else str(library / default)
    if Path(choice).is_dir():
        return choice
    return str(_known(library, choice))


def folder_name(title: str) -> str:
    """Return a name for the folder of a set: small letters, digits, dots and dashes."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9.]+", "-", plain).strip("-.")[:80] or "models"


@contextmanager
def staging(library: Path) -> Iterator[Path]:
    """Give a folder in the library for what is not complete, gone afterwards.

    Raises:
        OutputError: ``library_not_writable``.
    """
    try:
        library.mkdir(parents=True, exist_ok=True)
        for left in library.glob(f"{_STAGING}*"):
            if time.time() - left.stat().st_mtime > _OLD_S:
                shutil.rmtree(left, ignore_errors=True)
        place = Path(tempfile.mkdtemp(prefix=_STAGING, dir=library))
    except OSError as error:
        raise OutputError(
            "library_not_writable", f"{library} can't be written: {error.strerror or error}.",
            f"Make it writable, or name another folder in the variable {HOME_VARIABLE}.",
        ) from error  # fmt: skip
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _arrange(origin: Path, unpacked: Path, made: Path) -> list[str]:
    """Move the packs to folders named after their kinds, and return the kinds."""
    folders = sorted(path.parent for path in unpacked.rglob(METADATA_FILE))
    outer = [folder for folder in folders if not any(other in folder.parents for other in folders)]
    if not outer:
        raise PackError(
            "pack_missing", f"There is no model pack in {origin.name}: {METADATA_FILE} is missing.",
            "Choose a folder or a zip that holds a model pack.",
        )  # fmt: skip
    made.mkdir()
    if len(outer) == 1 and outer[0].name not in (*KINDS, TYPES_KIND):
        kinds = [_kind_of(load_pack(outer[0]))]
    else:
        kinds = [folder.name for folder in outer]
        if not set(kinds) <= {*KINDS, TYPES_KIND} or len({folder.parent for folder in outer}) > 1:
            raise PackError(
                "pack_invalid", f"{origin.name} holds {len(outer)} models in folders named {', '.join(kinds)}.",
                f"Name the folders of a set {', '.join((*KINDS, TYPES_KIND))}, or install one model at a time.",
            )  # fmt: skip
    fusion = outer[0].parent / FUSION_FILE
    if outer[0] != unpacked and fusion.is_file():
        fusion.rename(made / FUSION_FILE)
    for kind, folder in zip(kinds, outer, strict=True):
        folder.rename(made / kind)
    return kinds


def _kind_of(pack: Pack) -> str:
    """Return the folder that a pack belongs to: classifiers of mine types have one of their own."""
    tells_types = pack.kind == "classifier" and set(pack.classes) <= set(TYPES)
    return TYPES_KIND if tells_types else pack.kind


def _title(origin: Path, packs: Mapping[str, Pack]) -> str:
    if len(packs) == 1:
        (pack,) = packs.values()
        return f"{pack.name} {pack.version}"
    return origin.name if origin.is_dir() else origin.stem


def _set_folders(library: Path) -> list[Path]:
    if not library.is_dir():
        return []
    return sorted(
        path for path in library.iterdir() if (path / INSTALLED_FILE).is_file() and path.name[0] != "."
    )


def _known(library: Path, name: str) -> Path:
    folders = {folder.name: folder for folder in _set_folders(library)}
    if name not in folders:
        raise PackError(
            "models_unknown", f"There are no models named {name!r}.",
            f"Choose a folder, or one of {', '.join([BUNDLED, *folders])}.",
        )  # fmt: skip
    return folders[name]


def _read_json(path: Path) -> dict[str, Any]:
    """Return what a file of ours holds, nothing where it is not there or broken."""
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
