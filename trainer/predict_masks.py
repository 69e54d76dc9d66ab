"""Writes a segmenter's class masks as GeoTIFF, for scenes or for the chips of a data set.

python trainer/predict_masks.py my_packs/mines SCENE.tif --out masks
python trainer/predict_masks.py my_packs/mines --data my_datasets/mines --split val --out masks
"""

from __future__ import annotations

import sys
from pathlib import Path

if __package__ in (None, ""):
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

import argparse
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import rasterio
import shapely.affinity
from rasterio.errors import NotGeoreferencedWarning
from rasterio.features import geometry_mask
from rasterio.io import DatasetWriter
from rasterio.transform import Affine
from rasterio.windows import Window
from scipy import ndimage
from tqdm import tqdm

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.cells import Cells
from mining_detector_plugin.engine.dehaze import estimate_haze
from mining_detector_plugin.engine.devices import choose_device
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.hit_filter import filter_regions
from mining_detector_plugin.engine.pack import Pack, load_pack
from mining_detector_plugin.engine.polygons import Region, RegionBuilder
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter, StageProgress
from mining_detector_plugin.engine.scene import Scene, open_scene
from mining_detector_plugin.engine.segmentation import segment_rows
from trainer.command_errors import report_error
from trainer.data.dataset import UNLABELLED, Dataset, open_dataset
from trainer.evaluation.prediction import predict_chips

#: Colours of classes by code, background transparent: any GIS shows the mask at once.
_COLOURS = (
    (0, 0, 0, 0), (214, 39, 40, 255), (148, 103, 189, 255), (31, 119, 180, 255), (255, 127, 14, 255),
    (140, 86, 75, 255),
)  # fmt: skip


def mask_codes(probabilities: np.ndarray, is_mine: np.ndarray, is_seen: np.ndarray) -> np.ndarray:
    """Return uint8 (height, width): 0, or a mine's likeliest kind; 255 where not seen.

    Args:
        probabilities: float32 (classes, height, width).
        is_mine, is_seen: bool (height, width).
    """
    codes = np.where(is_mine, 1 + probabilities[1:].argmax(axis=0), 0)
    return np.where(is_seen, codes, UNLABELLED).astype(np.uint8)


def write_scene_mask(predictor: Predictor, source: str, path: Path) -> None:
    """Write the mask of a whole scene, row by row; then take out what the pack's precision filter removes.

    Args:
        predictor: of a segmenter.
        source: as ``open_scene`` takes it.
        path: of the GeoTIFF.

    Raises:
        SceneError: see ``open_scene``; ``bands_missing`` where the pack needs others.
    """
    pack = predictor.pack
    with open_scene(source) as scene:
        predictor.haze = None if pack.dehaze == "none" else estimate_haze(scene, pack.dehaze)
        aoi = load_aoi(None, scene)
        everywhere = np.ones((1, 1), bool)
        cells = Cells(
            aoi.window, max(scene.width, scene.height), np.full((1, 1), np.nan, np.float32), everywhere
        )
        size = {"width": scene.width, "height": scene.height, "crs": scene.crs, "transform": scene.transform}
        builder = RegionBuilder(0, 1)
        regions: list[Region] = []
        with _mask_file(path, pack, **size) as raster:
            with _bar(scene) as progress:
                for rows in segment_rows(scene, aoi, cells, predictor, progress):
                    is_mine = (1 - rows.probabilities[0] >= pack.thresholds["default"]) & rows.is_seen
                    codes = mask_codes(rows.probabilities, is_mine, rows.is_seen)
                    raster.write(codes, 1, window=rows.window)
                    if pack.precision_filter is not None:
                        regions += builder.add(int(rows.window.row_off), is_mine, rows.probabilities)
            regions += builder.close()
            kept = {id(region) for region in filter_regions(scene, regions, pack, _WarningReporter())}
            for region in regions:
                if id(region) not in kept:
                    _clear(raster, region)


def _clear(raster: DatasetWriter, region: Region) -> None:
    """Make a region background in a mask that is open for update.

    Its outline is simplified by up to half a pixel, so that the patch it stands for is looked up in the mask.
    """
    left, top, right, bottom = region.geometry.bounds
    column, row = max(int(left) - 1, 0), max(int(top) - 1, 0)
    window = Window(
        column, row, min(int(right) + 2, raster.width) - column, min(int(bottom) + 2, raster.height) - row
    )
    codes = raster.read(1, window=window)
    is_mine = (codes > 0) & (codes != UNLABELLED)
    numbers, _ = ndimage.label(is_mine)
    outline = shapely.affinity.translate(region.geometry, -column, -row)
    inside = geometry_mask([outline], codes.shape, Affine.identity(), all_touched=True, invert=True) & is_mine
    if inside.any():
        codes[numbers == np.bincount(numbers[inside]).argmax()] = 0
        raster.write(codes, 1, window=window)


class _WarningReporter(Reporter):
    """Shows the warnings of the engine on stderr."""

    def emit(self, message: dict) -> None:
        if message["type"] == "warning":
            print(f"warning: {message['message']} {message['hint']}", file=sys.stderr)


def write_chip_masks(pack: Pack, dataset: Dataset, folder: Path) -> int:
    """Write ``FOLDER/ID.tif`` for the chips of a data set that can be read, and return their count.

    Raises:
        SceneError: ``bands_missing`` where a chip lacks a band that the pack needs.
    """
    count = 0
    for prediction in predict_chips(pack, dataset, tqdm(dataset.chips, "chips", unit="chip", disable=None)):
        chip = prediction.chip
        with rasterio.open(dataset.image_path(chip)) as image:
            size = {
                "width": chip.width,
                "height": chip.height,
                "crs": image.crs,
                "transform": image.transform,
            }
        assert prediction.probabilities is not None and prediction.is_mine is not None
        codes = mask_codes(prediction.probabilities, prediction.is_mine, prediction.pixels.is_valid)
        with _mask_file(folder / f"{chip.id}.tif", pack, **size) as raster:
            raster.write(codes, 1, window=Window(0, 0, chip.width, chip.height))
        count += 1
    return count


@contextmanager
def _mask_file(path: Path, pack: Pack, **size: Any) -> Iterator[Any]:
    """Open a mask to be written; it appears under its name when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    try:
        with rasterio.open(
            draft, "w+", driver="GTiff", count=1, dtype="uint8", nodata=UNLABELLED, compress="deflate",
            tiled=True, blockxsize=256, blockysize=256, bigtiff="if_safer", **size,
        ) as raster:  # fmt: skip
            raster.descriptions = ("class",)
            raster.update_tags(
                pack=f"{pack.name} {pack.version}", threshold=pack.thresholds["default"],
                **{f"class_{code}": name for code, name in enumerate(pack.classes)},
            )  # fmt: skip
            raster.write_colormap(1, dict(enumerate(_COLOURS[: len(pack.classes)])))
            yield raster
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def _bar(scene: Scene) -> Iterator[StageProgress]:
    """Give a stage's progress as a bar."""
    with tqdm(
        total=1.0, desc=scene.name, disable=None, bar_format="{l_bar}{bar}| {elapsed}<{remaining}"
    ) as bar:

        class BarReporter(Reporter):
            def emit(self, message: dict) -> None:
                if message["type"] == "progress":
                    bar.update(message["fraction"] - bar.n)

        yield StageProgress(BarReporter(), "segment", 0, 1, "")


def main(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code: 2 for what the user can mend."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pack", type=Path, help="folder of a segmenter's pack")
    parser.add_argument("scenes", nargs="*", help="rasters, folders or products, a mask each")
    parser.add_argument("--data", type=Path, help="a data set folder, in place of scenes")
    parser.add_argument("--split", default="val", help="of the data set (default val)")
    parser.add_argument("--out", type=Path, required=True, help="folder of the masks")
    parser.add_argument("--device", default="auto", help="for scenes: auto, cpu or cuda:N")
    options = parser.parse_args(arguments)
    if bool(options.scenes) == bool(options.data):
        parser.error("name scenes, or a data set by --data")
    warnings.simplefilter("ignore", NotGeoreferencedWarning)
    try:
        _run(options)
    except (Exception, KeyboardInterrupt) as error:
        return report_error(error)
    return 0


def _run(options: argparse.Namespace) -> None:
    pack = load_pack(options.pack)
    if pack.kind != "segmenter":
        raise PackError(
            "pack_is_no_segmenter",
            f"{options.pack} is a {pack.kind}: it draws no masks.",
            "Name a segmenter.",
        )
    if options.data is not None:
        count = write_chip_masks(pack, open_dataset(options.data).split(options.split), options.out)
        print(f"{count} masks in {options.out}")
        return
    predictor = Predictor.on_device(pack, choose_device(options.device))
    for source in options.scenes:
        path = options.out / f"{Path(source.rstrip('/')).stem}_classes.tif"
        write_scene_mask(predictor, source, path)
        print(path)


if __name__ == "__main__":
    sys.exit(main())
