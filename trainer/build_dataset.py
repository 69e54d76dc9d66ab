"""Builds a data set folder from known labelled sources.

python trainer/build_dataset.py known tailings --data DATA --out my_datasets/tailings
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import csv
from collections import Counter
from dataclasses import asdict
from typing import Any

from mining_detector_plugin.engine.errors import MiningDetectorError, describe_error
from trainer.data.building.finish import finish_folder, start_folder
from trainer.data.building.known import KNOWN_SOURCES, KnownOptions, plan_known
from trainer.data.building.parts import build_parts
from trainer.data.dataset import Dataset, open_dataset

TAGS_FILE = "tags.csv"


def build_known(name: str, data: Path | None, out: Path, options: KnownOptions, workers: int = 1) -> Dataset:
    """Build the data set of a known source, or go on with it.

    Args:
        name: one of ``KNOWN_SOURCES``.
        data: the data folder; not needed for ``made``.
        out: folder of the data set.
        options: of the source.
        workers: processes.

    Raises:
        MiningDetectorError: the data are missing, or the folder holds something else.
    """
    parts, facts = plan_known(name, data, options)
    request: dict[str, Any] = {"known": name, **asdict(options)}
    if start_folder(out, request):
        return open_dataset(out)
    dataset = finish_folder(out, facts, build_parts(out, parts, workers))
    if name == "scene_tags":
        write_tags(dataset)
    return dataset


def write_tags(dataset: Dataset) -> None:
    """Write tags.csv: ``image_name,tags``, the tags apart by spaces."""
    with (dataset.folder / TAGS_FILE).open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("image_name", "tags"))
        writer.writerows((chip.id, " ".join(chip.tags)) for chip in dataset.chips)


def describe(dataset: Dataset) -> str:
    """Return a few lines that say what a data set holds."""
    lines = [f"{dataset.name}: {len(dataset)} chips in {dataset.folder}"]
    for split in ("train", "val", "test"):
        chips = dataset.split(split).chips
        if chips:
            tags = Counter(tag for chip in chips for tag in chip.tags)
            shown = ", ".join(f"{tag} {tags[tag]}" for tag in dataset.tags if tags[tag])
            places = len({chip.place for chip in chips})
            lines.append(f"  {split}: {len(chips)} chips, {places} places; {shown or 'no tags'}")
    lines += [
        f"  left out, {reason}: {count}" for reason, count in dataset.metadata.get("left_out", {}).items()
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    options = _parser().parse_args(arguments)
    try:
        print(describe(options.run(options)))
    except (MiningDetectorError, OSError, KeyboardInterrupt) as error:
        shown, code = describe_error(error)
        print(f"{shown.message} {shown.hint}", file=sys.stderr)
        return code
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    known = commands.add_parser(
        "known", help="import a known labelled source", formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog="\n".join(f"{name}: {source.description}" for name, source in KNOWN_SOURCES.items()),
    )  # fmt: skip
    known.set_defaults(run=_run_known)
    known.add_argument("name", choices=sorted(KNOWN_SOURCES))
    known.add_argument("--data", type=Path, help="folder of the known sources; not needed for made")
    known.add_argument("--out", type=Path, required=True, help="folder of the data set")
    known.add_argument("--workers", type=int, default=1, help="processes (default 1)")
    known.add_argument("--every", type=int, default=1, help="take each n-th file of EuroSAT")
    known.add_argument("--chip-size", type=int, help="side of chips that are cut from scenes, in pixels")
    known.add_argument(
        "--clean-weak-labels",
        action="store_true",
        help="tailings: unlabel what weak outlines of train got wrong",
    )
    known.add_argument("--scenes", type=int, default=20, help="made: how many")
    known.add_argument("--size", type=int, default=768, help="made: side of a scene in pixels")
    known.add_argument("--seed", type=int, default=40_000, help="made: of the first scene")
    return parser


def _run_known(options: argparse.Namespace) -> Dataset:
    return build_known(
        options.name, options.data, options.out,
        KnownOptions(
            every=options.every, chip_size=options.chip_size, is_cleaned=options.clean_weak_labels,
            scenes=options.scenes, size=options.size, seed=options.seed,
        ),
        options.workers,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
