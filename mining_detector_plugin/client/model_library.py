"""The models that are there, read from their files: the bundled ones, and those that the user has installed.

The engine writes the library (engine/model_library.py says how it looks); this reads it for people to see, without
the environment and without trusting a number in it. Whether a model runs is the engine's to say.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .environment import data_folder
from .errors import ClientError

BUNDLED = "bundled"
BUNDLED_FOLDER = Path(__file__).resolve().parent.parent / "models"
#: Folders of a set, in the order of a run.
KINDS = ("classifier", "detector", "segmenter", "types")
INSTALLED_FILE = "installed.json"
DEFAULT_FILE = "default.json"
METADATA_FILE = "model.json"
CARD_FILE = "README.md"
FUSION_FILE = "fusion.json"
_LARGEST_TEXT = 50_000_000


@dataclass(frozen=True)
class Figure:
    """A figure of how good a model is, as its makers measured it.

    Attributes:
        metric, data: what was measured, and on what. split: of the data, such as ``val``.
        value: of the metric; low, high: ends of the 95 % interval, None where there is none.
        places, count: how many places and samples it rests on.
        note: what it must be read with.
    """

    metric: str
    data: str
    split: str
    value: float
    low: float | None
    high: float | None
    places: int
    count: int
    note: str


@dataclass(frozen=True)
class PackSummary:
    """What a pack's model.json says of it, for people.

    Attributes:
        kind: its folder's name, one of ``KINDS``. folder: where it is.
        is_readable: False where model.json can't be read; then the rest is empty.
        bands_needed, bands_used: by canonical name; used are those that it can do without.
        classes, untested_classes, mine_classes: names.
        training_data: a sentence for each source.
        figures: in the order of the file. limits: sentences.
        fingerprint: of what the answers come from, empty where nobody has recorded it.
        is_imported: whether its graph was made for another program.
        card: path of README.md, None where there is none.
    """

    kind: str
    folder: Path
    is_readable: bool
    name: str = ""
    version: str = ""
    description: str = ""
    license: str = ""
    bands_needed: tuple[str, ...] = ()
    bands_used: tuple[str, ...] = ()
    resolution_m: float = 0.0
    classes: tuple[str, ...] = ()
    untested_classes: tuple[str, ...] = ()
    training_data: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    limits: tuple[str, ...] = ()
    size_bytes: int = 0
    fingerprint: str = ""
    is_imported: bool = False
    card: Path | None = None


@dataclass(frozen=True)
class ModelSet:
    """Models that are chosen together.

    Attributes:
        name: ``bundled``, or of its folder in the library. title: for people, empty for the bundled ones.
        folder: what a request's ``models`` gets; empty for the bundled ones.
        is_default: whether it is taken where nobody chooses.
        packs: those that it holds itself; what is missing is the bundled one.
    """

    name: str
    title: str
    folder: str
    is_default: bool
    packs: tuple[PackSummary, ...] = field(default_factory=tuple)

    @property
    def is_bundled(self) -> bool:
        """Whether it is part of the plugin."""
        return self.name == BUNDLED

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which kinds it holds itself."""
        return tuple(pack.kind for pack in self.packs)


class ModelLibrary:
    """Reads the models of this user.

    Args:
        folder: of the library; that of ``data_folder()`` unless told.
        bundled: folder of the bundled packs.
    """

    def __init__(self, folder: Path | None = None, bundled: Path = BUNDLED_FOLDER) -> None:
        self.folder = folder or data_folder() / "models"
        self._bundled = bundled

    def sets(self) -> list[ModelSet]:
        """Return the bundled models and then the installed ones by title. Reads files: not for the main thread."""
        default = self._default()
        bundled = _packs(self._bundled, _recorded_fingerprints(_read_json(self._bundled / FUSION_FILE)))
        found = [ModelSet(BUNDLED, "", "", default == BUNDLED, bundled)]
        installed = []
        for name, folder in self._folders().items():
            record = _read_json(folder / INSTALLED_FILE)
            fingerprints = record.get("fingerprints")
            packs = _packs(folder, fingerprints if isinstance(fingerprints, dict) else {})
            title = _text(record.get("title")) or name
            installed.append(ModelSet(name, title, str(folder), name == default, packs))
        return found + sorted(installed, key=lambda entry: entry.title.lower())

    def titles(self) -> dict[str, str]:
        """Return the installed sets' titles by folder, by title; quick."""
        titles = {
            str(folder): _text(_read_json(folder / INSTALLED_FILE).get("title")) or name
            for name, folder in self._folders().items()
        }
        return dict(sorted(titles.items(), key=lambda entry: entry[1].lower()))

    def resolve(self, choice: str) -> str | None:
        """Return the folder that a user's words mean, None for the bundled models.

        Args:
            choice: a folder, the name or title of a set, ``bundled``, or nothing for the default.

        Raises:
            ClientError: ``models_unknown``.
        """
        folders = self._folders()
        choice = choice.strip()
        if not choice:
            choice = self._default()
        if choice == BUNDLED:
            return None
        if Path(choice).is_dir():
            return choice
        by_title = {title: folder for folder, title in self.titles().items()}
        if choice in folders:
            return str(folders[choice])
        if choice in by_title:
            return by_title[choice]
        raise ClientError(
            "models_unknown", f"There are no models named '{choice}'.",
            f"Choose a folder, or one of {', '.join([BUNDLED, *folders])}.",
        )  # fmt: skip

    def default_folder(self) -> str:
        """Return the folder of the default models, empty for the bundled ones."""
        default = self._default()
        return "" if default == BUNDLED else str(self.folder / default)

    def _default(self) -> str:
        name = _text(_read_json(self.folder / DEFAULT_FILE).get("name"))
        return name if name in self._folders() else BUNDLED

    def _folders(self) -> dict[str, Path]:
        if not self.folder.is_dir():
            return {}
        return {
            path.name: path
            for path in sorted(self.folder.iterdir())
            if not path.name.startswith(".") and (path / INSTALLED_FILE).is_file()
        }


def _packs(folder: Path, fingerprints: Mapping[str, Any]) -> tuple[PackSummary, ...]:
    return tuple(
        _summary(kind, folder / kind, _text(fingerprints.get(kind)))
        for kind in KINDS
        if (folder / kind).is_dir()
    )


def _summary(kind: str, folder: Path, fingerprint: str) -> PackSummary:
    metadata = _read_json(folder / METADATA_FILE)
    card = folder / CARD_FILE
    try:
        if not metadata:
            raise ValueError("nothing to read")
        bands = tuple(str(name) for name in metadata["mlm:input"][0]["bands"])
        needed = tuple(str(name) for name in metadata["bands_needed"])
        entries = metadata["mlm:output"][0]["classification:classes"]
        return PackSummary(
            kind, folder, True, str(metadata["mlm:name"]), str(metadata["version"]),
            _text(metadata.get("description")), _text(metadata.get("license")),
            needed, tuple(name for name in bands if name not in needed), float(metadata["resolution_m"]),
            tuple(str(entry["name"]) for entry in sorted(entries, key=lambda entry: entry["value"])),
            tuple(str(name) for name in metadata.get("untested_classes") or ()),
            tuple(_source(entry) for entry in metadata.get("training_data") or ()),
            tuple(_figure(entry) for entry in metadata.get("evaluation") or () if not entry.get("by")),
            tuple(str(limit) for limit in metadata.get("limits") or ()),
            sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
            fingerprint, "adapter" in metadata, card if card.is_file() else None,
        )  # fmt: skip
    except (KeyError, IndexError, TypeError, ValueError, AttributeError, OverflowError, OSError):
        return PackSummary(kind, folder, False)


def _source(entry: Mapping[str, Any]) -> str:
    told = [str(entry["name"])]
    if entry.get("source"):
        told.append(str(entry["source"]))
    if entry.get("license"):
        told.append(str(entry["license"]))
    return "; ".join(told)


def _figure(entry: Mapping[str, Any]) -> Figure:
    low, high = entry.get("low"), entry.get("high")
    return Figure(
        str(entry["metric"]), _text(entry.get("data")), _text(entry.get("split")), float(entry["value"]),
        None if low is None else float(low), None if high is None else float(high),
        int(entry.get("places") or 0), int(entry.get("count") or 0), _text(entry.get("note")),
    )  # fmt: skip


def _recorded_fingerprints(fusion: Mapping[str, Any]) -> dict[str, str]:
    """Return the fingerprints that a fusion was fitted for; for the bundled packs a test holds that they are theirs."""
    packs = fusion.get("packs")
    if not isinstance(packs, dict):
        return {}
    return {kind: _text(pack.get("fingerprint")) for kind, pack in packs.items() if isinstance(pack, dict)}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _read_json(path: Path) -> dict[str, Any]:
    """Return what a file holds, nothing where it is not there or broken."""
    try:
        if path.stat().st_size > _LARGEST_TEXT:
            return {}
        fields = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
