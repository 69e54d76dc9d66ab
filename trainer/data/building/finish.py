"""Starts a data set folder, and finishes it: index, dataset.json, YOLO's data.yaml and COCO's annotations."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from trainer.data.dataset import (
    CORRUPT_SHARE,
    METADATA_FILE,
    SPLITS,
    Chip,
    Dataset,
    open_dataset,
    write_index,
)

from .parts import WORK_FOLDER, BuildError, PartResult

#: Counts of parts that begin so tell in how many scenes clouds were found in which way.
CLOUDS_BY = "clouds_by_"
_REQUEST_FILE = "request.json"


@dataclass(frozen=True)
class DatasetFacts:
    """What dataset.json says beside the chips.

    Attributes:
        name: for tables and cards.
        classes: names by mask code, the first is ``background``.
        tags: all tags that chips may have.
        sources: rows of ``name``, ``source``, ``license``.
        metadata: how it was made and split; ``random_split`` or ``split_by`` where places are not kept apart.
    """

    name: str
    classes: tuple[str, ...]
    tags: tuple[str, ...]
    sources: tuple[dict[str, str], ...]
    metadata: dict[str, Any] = field(default_factory=dict)


def start_folder(folder: Path, request: dict[str, Any]) -> bool:
    """Make the folder, or check that what lies in it was begun with the same request.

    Args:
        folder: of the data set.
        request: all that decides what is made.

    Returns:
        Whether it is complete already.

    Raises:
        BuildError: ``dataset_differs``, ``not_a_dataset``, ``folder_unwritable``.
    """
    stored = folder / WORK_FOLDER / _REQUEST_FILE
    if stored.is_file():
        if json.loads(stored.read_text(encoding="utf-8")) != json.loads(json.dumps(request)):
            raise BuildError(
                "dataset_differs", f"{folder} holds a data set that was begun with other options.",
                "Use the same options to go on, name another folder, or remove this one.",
            )  # fmt: skip
        return (folder / METADATA_FILE).is_file()
    if folder.is_dir() and any(folder.iterdir()):
        raise BuildError(
            "not_a_dataset", f"{folder} is not empty and was not begun by this command.",
            "Name an empty or new folder.",
        )  # fmt: skip
    try:
        stored.parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError, PermissionError) as error:
        raise BuildError(
            "folder_unwritable",
            f"The folder {folder} can't be made: {error.strerror}.",
            "Name another one: --out.",
        ) from error
    draft = stored.with_suffix(".draft")
    draft.write_text(json.dumps(request, indent=2), encoding="utf-8")
    draft.replace(stored)
    return False


def finish_folder(folder: Path, facts: DatasetFacts, results: Sequence[PartResult]) -> Dataset:
    """Write the index and the annotations of complete parts, dataset.json last, and open the data set.

    A split that is not by place is told on stderr.

    Raises:
        BuildError: ``no_chips``.
        DataError: the data set contradicts itself.
    """
    rows = [row for result in results for row in result.rows]
    if not rows:
        raise BuildError(
            "no_chips", "Not one chip could be made.", f"What was left out, by reason: {count_all(results)}."
        )
    chips = tuple(Chip.from_row(row["chip"]) for row in rows)
    _write_yolo(folder, facts.classes, chips, rows)
    _write_coco(folder, facts.classes, chips, rows)
    counts = count_all(results)
    left_out = {reason: count for reason, count in counts.items() if not reason.startswith(CLOUDS_BY)}
    metadata = facts.metadata | {"left_out": left_out}
    clouds = {
        reason.removeprefix(CLOUDS_BY): count for reason, count in counts.items() if reason not in left_out
    }
    if clouds:
        metadata["clouds_found_by"] = clouds
    unreadable = sorted({text for result in results for text in result.unreadable})
    if unreadable:
        metadata["unreadable"] = unreadable
    write_index(Dataset(folder, facts.name, facts.classes, facts.tags, facts.sources, chips, metadata))
    dataset = open_dataset(folder)
    if dataset.split_remark:
        print(f"warning: {dataset.split_remark}", file=sys.stderr)
    return dataset


def check_unreadable(failures: Sequence[str], count: int, what: str) -> None:
    """Raise where more than one, and more than ``CORRUPT_SHARE``, of the sources can't be read, or none can.

    Raises:
        BuildError: ``too_many_unreadable``.
    """
    if len(failures) == count or len(failures) > max(1, CORRUPT_SHARE * count):
        raise BuildError(
            "too_many_unreadable", f"{len(failures)} of {count} {what} can't be used, the last one: {failures[-1]}",
            "Mend or remove them, then start the same command again.",
        )  # fmt: skip


def count_all(results: Sequence[PartResult]) -> dict[str, int]:
    """Return how many were left out, by reason, over all parts."""
    total: Counter[str] = Counter()
    for result in results:
        total.update(result.counts)
    return dict(sorted(total.items()))


def _write_yolo(
    folder: Path, classes: tuple[str, ...], chips: Sequence[Chip], rows: Sequence[dict[str, Any]]
) -> None:
    """Write data.yaml and a list of images per split, of the chips in which somebody looked for objects."""
    content: dict[str, Any] = {"path": ".", "names": dict(enumerate(classes[1:]))}
    for split in SPLITS:
        lines = [
            f"./images/{chip.id}.tif\n"
            for chip, row in zip(chips, rows, strict=True)
            if chip.split == split and row["sites"] is not None
        ]
        if lines:
            _write_text(folder / f"{split}.txt", "".join(lines))
            content[split] = f"{split}.txt"
    if len(content) > 2:
        _write_text(folder / "data.yaml", yaml.safe_dump(content, sort_keys=False))


def _write_coco(
    folder: Path, classes: tuple[str, ...], chips: Sequence[Chip], rows: Sequence[dict[str, Any]]
) -> None:
    """Write annotations/SPLIT.json. Category ids are mask codes; holes are not kept, as COCO's polygons have none."""
    categories = [{"id": code, "name": name} for code, name in enumerate(classes) if code]
    for split in SPLITS:
        images: list[dict[str, Any]] = []
        annotations: list[dict[str, Any]] = []
        for chip, row in zip(chips, rows, strict=True):
            if chip.split != split or row["sites"] is None:
                continue
            images.append(
                {
                    "id": len(images) + 1,
                    "file_name": f"{chip.id}.tif",
                    "width": chip.width,
                    "height": chip.height,
                }
            )
            for site in row["sites"]:
                x0, y0, x1, y1 = site["box"]
                annotations.append({
                    "id": len(annotations) + 1, "image_id": len(images), "category_id": site["class"] + 1,
                    "bbox": [x0, y0, x1 - x0, y1 - y0], "area": site["area"], "segmentation": site["rings"],
                    "iscrowd": 0,
                })  # fmt: skip
        if images:
            content = {"images": images, "annotations": annotations, "categories": categories}
            _write_text(folder / "annotations" / f"{split}.json", json.dumps(content))


def _write_text(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
