"""Builds a data set folder from rasters with polygons, from tagged images, or from known labelled sources.

python trainer/build_dataset.py polygons --rasters SCENES --polygons mines.gpkg --out my_datasets/mines
python trainer/build_dataset.py tags --images FOLDER --csv tags.csv --scale 0.0001 --out my_datasets/tags
python trainer/build_dataset.py known tailings --data DATA --out my_datasets/tailings
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import csv
import os
from collections import Counter
from dataclasses import asdict
from typing import Any

from trainer.command_errors import report_error
from trainer.data.building.finish import finish_folder, start_folder
from trainer.data.building.from_polygons import PolygonRequest, build_from_polygons
from trainer.data.building.known import KNOWN_SOURCES, KnownOptions, plan_known
from trainer.data.building.parts import BuildError, build_parts
from trainer.data.building.sampling import Sampling
from trainer.data.building.splitting import Splitting
from trainer.data.building.tagged_images import TagsRequest, build_from_tags
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
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_polygons(commands)
    _add_tags(commands)
    _add_known(commands)
    return parser


def _add_tags(commands: Any) -> None:
    command = commands.add_parser("tags", help="take small images and a CSV file with their tags")
    command.set_defaults(run=_run_tags)
    command.add_argument("--images", type=Path, required=True, help="folder of GeoTIFF, JPEG or PNG files")
    command.add_argument("--csv", type=Path, required=True, help="file with the columns image_name,tags")
    command.add_argument(
        "--scale", type=float, required=True, help="reflectance of a stored 1, such as 0.0001"
    )
    command.add_argument("--offset", type=float, default=0.0, help="added to that (default 0)")
    command.add_argument("--bands", help="names in the files' order, such as B04,B03,B02,B08")
    command.add_argument(
        "--resolution-m", type=float, default=10.0, help="where the files do not tell (default 10)"
    )
    _add_output(command)
    command.add_argument("--seed", type=int, default=0, help="of the split")
    _add_split(command, ("place", "random"))


def _run_tags(options: argparse.Namespace) -> Dataset:
    request = TagsRequest(
        images=options.images, csv=options.csv, scale=options.scale, offset=options.offset,
        bands=tuple(options.bands.split(",")) if options.bands else None, resolution_m=options.resolution_m,
        splitting=_splitting(options), name=options.name or options.out.resolve().name, source=options.source,
        license=options.license,
    )  # fmt: skip
    return build_from_tags(request, options.out, options.workers)


def _add_output(command: argparse.ArgumentParser) -> None:
    output = command.add_argument_group("output")
    output.add_argument("--out", type=Path, required=True, help="folder of the data set")
    output.add_argument("--name", help="of the data set; default: the folder's")
    output.add_argument("--source", default="", help="of the labels, for model cards")
    output.add_argument("--license", default="not stated", help="of the labels, for model cards")
    output.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="processes; default: all cores"
    )


def _add_split(command: argparse.ArgumentParser, kinds: tuple[str, ...]) -> None:
    split = command.add_argument_group("split")
    split.add_argument(
        "--split", choices=kinds, default="place",
        help="place: spatial blocks (default); random mixes places, so that figures look too good",
    )  # fmt: skip
    split.add_argument("--block-km", type=float, default=20.0, help="side of a block (default 20)")
    split.add_argument(
        "--buffer-km", type=float, default=2.0, help="least distance between splits (default 2)"
    )
    split.add_argument("--shares", type=_numbers, default=(0.7, 0.15, 0.15), help="train,val,test")


def _splitting(options: argparse.Namespace) -> Splitting:
    if len(options.shares) != 3:
        raise BuildError("options_invalid", "--shares needs three numbers.", "Use such as 0.7,0.15,0.15.")
    return Splitting(options.split, options.block_km, options.buffer_km, options.shares, options.seed)


def _add_known(commands: Any) -> None:
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


def _add_polygons(commands: Any) -> None:
    command = commands.add_parser("polygons", help="cut chips from rasters with the polygons of mines")
    command.set_defaults(run=_run_polygons)
    inputs = command.add_argument_group("inputs")
    inputs.add_argument(
        "--rasters", type=Path, nargs="+", required=True, help="files, SAFE products, or folders of them"
    )
    inputs.add_argument(
        "--bands",
        type=_numbers_by_name,
        metavar="B04=1,B03=2,...",
        help="where rasters do not name their bands",
    )
    inputs.add_argument("--polygons", type=Path, required=True, help="vector file of mines, in any CRS")
    inputs.add_argument("--layer", help="of the vector file; not needed where it has one, or is a review")
    inputs.add_argument("--type-column", help="column with the mines' types")
    inputs.add_argument(
        "--type", action="append", default=[], metavar="NAME=CLASS", help="class for a type of that column"
    )
    inputs.add_argument("--untyped-class", default="mine_ground", help="class of polygons without a type")
    inputs.add_argument("--regions", type=Path, help="polygons of countries or ecoregions")
    inputs.add_argument("--region-column", help="column with the regions' names")
    _add_output(command)
    chips = command.add_argument_group("chips")
    chips.add_argument("--chip-size", type=int, default=256, help="side in pixels (default 256)")
    chips.add_argument(
        "--sampling", choices=("sites", "grid"), default="sites", help="round each site, or a grid"
    )
    chips.add_argument("--zooms", type=_numbers, default=(1.0,), help="sites: such as 0.7,1,1.5 (default 1)")
    chips.add_argument("--centrings", type=int, default=1, help="sites: chips per zoom (default 1)")
    chips.add_argument(
        "--empty-share", type=float, default=0.3, help="share of chips without mines (default 0.3)"
    )
    chips.add_argument(
        "--images", choices=("single", "composite"), default="single", help="scenes, or medians"
    )
    chips.add_argument(
        "--clouds", choices=("auto", "none", "model", "brightness"), default="auto",
        help="auto: masks beside the rasters, or a product's scene classification",
    )  # fmt: skip
    chips.add_argument(
        "--cloud-suffix", default="_clouds", help="the mask of A.tif is A_clouds.tif (default)"
    )
    chips.add_argument("--least-clear", type=float, default=0.6, help="share of clear pixels (default 0.6)")
    chips.add_argument("--seed", type=int, default=0, help="of all that is drawn")
    _add_split(command, ("place", "region", "random"))


def _run_polygons(options: argparse.Namespace) -> Dataset:
    request = PolygonRequest(
        rasters=tuple(options.rasters), polygons=options.polygons, band_numbers=options.bands, layer=options.layer,
        type_column=options.type_column, class_of_type=dict(_pair(text) for text in options.type),
        untyped_class=options.untyped_class,
        sampling=Sampling(
            options.sampling, options.chip_size, options.zooms, options.centrings, options.empty_share, options.seed
        ),
        splitting=_splitting(options),
        images=options.images, clouds=options.clouds, mask_suffix=options.cloud_suffix,
        least_clear=options.least_clear, regions=options.regions, region_column=options.region_column,
        name=options.name or options.out.resolve().name, source=options.source, license=options.license,
    )  # fmt: skip
    return build_from_polygons(request, options.out, options.workers)


def _numbers(text: str) -> tuple[float, ...]:
    try:
        return tuple(float(part) for part in text.split(","))
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text} is not a list of numbers. Use such as 0.7,1,1.5."
        ) from error


def _numbers_by_name(text: str) -> dict[str, int]:
    try:
        pairs = (part.partition("=") for part in text.split(","))
        return {name.strip(): int(number) for name, _, number in pairs}
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f"{text} is not a list of bands with their numbers. Use such as B04=1,B03=2,B02=3."
        ) from error


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (name and equals and value):
        raise BuildError(
            "options_invalid", f"--type {text} is not NAME=CLASS.", 'Use such as "Open pit=open_pit".'
        )
    return name, value


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
