"""The known sources by name: what parts each is made of, and what dataset.json says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from trainer.data.chip_sources import SOURCES
from trainer.data.sources import require

from . import known_chips, known_scenes, known_types, made
from .finish import DatasetFacts
from .parts import Part

_SPLITS = ("train", "val")
_RGB_SPLIT = "as the source keeps it, by place; chips without a position have a place of their group's"


@dataclass(frozen=True)
class KnownOptions:
    """Options of known sources; each takes what it needs.

    Attributes:
        every: take each ``every``-th EuroSAT file.
        chip_size: side of chips cut from scenes, in pixels; None for the source's own.
        is_cleaned: unlabel what weak outlines most likely got wrong, in ``train``.
        scenes, size, seed: of made scenes.
    """

    every: int = 1
    chip_size: int | None = None
    is_cleaned: bool = False
    scenes: int = 20
    size: int = 768
    seed: int = 40_000


@dataclass(frozen=True)
class KnownSource:
    """How a known source becomes a data set.

    Attributes:
        description: one line for the command's help.
        plan: data folder and options -> parts and facts. The folder is not looked at for made scenes.
    """

    description: str
    plan: Callable[[Path, KnownOptions], tuple[list[Part], DatasetFacts]]


def _rgb_chips(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    parts = [
        Part(f"rgb_chips-{split}", known_chips.rgb_tags, {"data_root": data, "split": split})
        for split in _SPLITS
    ]
    return parts, _facts("rgb_chips", ("background",), ("mine",), ["rgb_chips"], split=_RGB_SPLIT)


def _six_band_chips(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    parts = [
        Part(
            f"six_band_chips-{split}-{date}", known_chips.six_band_tags,
            {"data_root": data, "split": split, "date": date},
        )
        for split in _SPLITS
        for date in ("t0", "t1")
    ]  # fmt: skip
    return parts, _facts(
        "six_band_chips", ("background",), ("mine", "artisanal", "industrial"), ["six_band_chips"],
        split="as the source keeps it, by place", dates="first day of the period that was composed",
    )  # fmt: skip


def _tailings(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    arguments = {"data_root": data, "chip_size": options.chip_size or 448, "is_cleaned": options.is_cleaned}
    parts = [
        Part(f"tailings-{split}", known_scenes.tailings_chips, {**arguments, "split": split})
        for split in _SPLITS
    ]
    return parts, _facts(
        "tailings", known_scenes.TAILINGS_CLASSES, ("mine", "tailings", "mine_ground"), ["tailings"],
        split="as the source keeps it, by place", boxes="tailings alone, one per connected region",
        weak_labels="mine_ground" + (", cleaned in train" if options.is_cleaned else ""),
    )  # fmt: skip


def _quarry_scene(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    arguments = {"data_root": data, "chip_size": options.chip_size or 128}
    return [Part("quarry_scene", known_scenes.quarry_chips, arguments)], _facts(
        "quarry_scene", known_scenes.QUARRY_CLASSES, ("mine", "open_pit"), ["quarry_scene"], split_by="date",
        split="one place: the newest date is val, so that figures tell nothing of other places",
    )  # fmt: skip


def _land_chips(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    return [Part("land_chips", known_chips.land_tags, {"data_root": data})], _facts(
        "land_chips", ("background",), ("mine",), ["land_chips_12_band"],
        split=f"places are not known: each {known_chips.LAND_KEPT}th chip is val",
    )  # fmt: skip


def _eurosat(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    arguments = {"data_root": data, "every": options.every}
    return [Part("eurosat", known_chips.eurosat_tags, arguments)], _facts(
        "eurosat",
        ("background",),
        tuple(known_chips.EUROSAT_TAGS.values()),
        ["eurosat"],
        split=_eurosat_split(),
    )


def _scene_tags(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    parts = [
        Part(f"{name}-{split}", make, {"data_root": data, "split": split})
        for name, make in (
            ("rgb_chips", known_chips.scene_tags_of_rgb), ("six_band_chips", known_chips.scene_tags_of_six_band),
        )
        for split in _SPLITS
    ]  # fmt: skip
    arguments = {"data_root": data, "every": options.every}
    parts.append(Part("eurosat", known_chips.scene_tags_of_eurosat, arguments))
    return parts, _facts(
        "scene_tags", ("background",), known_chips.SCENE_TAGS, ["rgb_chips", "six_band_chips", "eurosat"],
        split=f"rgb_chips and six_band_chips as the sources keep them, by place; EuroSAT: {_eurosat_split()}",
        tags_stated=known_chips.SCENE_TAGS_STATED,
    )  # fmt: skip


def _mine_types(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    parts = [
        Part(f"{name}-{split}", make, {"data_root": data, "split": split})
        for name, make in (
            ("rgb_chips", known_types.artisanal_of_rgb), ("tailings", known_types.tailings_of_scenes),
        )
        for split in _SPLITS
    ]  # fmt: skip
    return parts, _facts(
        "mine_types", known_types.CLASSES, known_types.CLASSES[1:], ["rgb_chips", "tailings"],
        split="as the sources keep them, by place", confounded="each type is from one source and one region",
    )  # fmt: skip


def _made(data: Path, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    parts = made.made_parts(options.scenes, options.size, options.seed, options.chip_size or 256)
    return parts, _facts(
        "made", made.CLASSES, ("mine", *made.CLASSES[1:]), ["made_scenes"], split="by scene",
        measured="nothing: the scenes are painted",
    )  # fmt: skip


def _facts(
    name: str, classes: tuple[str, ...], tags: tuple[str, ...], sources: list[str], **metadata: object
) -> DatasetFacts:
    rows = tuple(
        {"name": source, "source": SOURCES[source].source, "license": SOURCES[source].license}
        for source in sources
    )
    return DatasetFacts(name, classes, tags, rows, dict(metadata))


def _eurosat_split() -> str:
    return f"places are not known: each {known_chips.EUROSAT_KEPT}th file of a class is val"


#: By the name that the command takes.
KNOWN_SOURCES = {
    "rgb_chips": KnownSource("RGB chips of the Amazon basin, mine or not", _rgb_chips),
    "six_band_chips": KnownSource(
        "six-band chips at two dates, artisanal and industrial mines", _six_band_chips
    ),
    "tailings": KnownSource("RGB scenes of Brazil with tailings and mine ground", _tailings),
    "quarry_scene": KnownSource("a quarry at five dates, ten bands, split by date", _quarry_scene),
    "land_chips": KnownSource("twelve-band chips of Europe without mines", _land_chips),
    "eurosat": KnownSource("RGB chips of Europe by land cover", _eurosat),
    "scene_tags": KnownSource("RGB chips with tags of mines, weather and land cover", _scene_tags),
    "mine_types": KnownSource("RGB chips of artisanal mines and of tailings, by type", _mine_types),
    "made": KnownSource("painted scenes of twelve bands with all mine types; needs no data", _made),
}


def plan_known(name: str, data: Path | None, options: KnownOptions) -> tuple[list[Part], DatasetFacts]:
    """Return the parts and facts of a known source.

    Raises:
        DataError: the data folder is missing.
    """
    folder = Path() if name == "made" else require(data or Path("DATA"))
    return KNOWN_SOURCES[name].plan(folder, options)
