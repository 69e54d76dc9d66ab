"""Known sources become data sets that keep their splits, places and labels, and nothing that nobody stated."""

import csv
import json

import numpy as np
import pytest
import rasterio
import yaml
from shapely.geometry import Polygon

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.build_dataset import build_known, main
from trainer.data.building.built_chip import trace_sites
from trainer.data.building.known import KnownOptions
from trainer.data.building.parts import BuildError
from trainer.data.building.windows import covering_windows
from trainer.data.dataset import open_dataset


def build(name, data, folder, workers=1, **options):
    return build_known(name, data, folder / name, KnownOptions(**options), workers)


def test_rgb_chips_keep_labels_splits_and_values(made_data, tmp_path):
    dataset = build("rgb_chips", made_data, tmp_path)
    for split in ("train", "val"):
        with np.load(made_data / "rgb_chips" / f"{split}.npz") as stored:
            chips = dataset.split(split).chips
            assert [chip.tags == ("mine",) for chip in chips] == (stored["label"] == 1).tolist()
            red = dataset.read(chips[9]).reflectance[PACK_BANDS.index("B04")]
            assert np.abs(red - stored["chip"][9, :, :, 0] / 255 * 0.3).max() < 1e-4
    assert not {chip.place for chip in dataset.split("train").chips} & {
        chip.place for chip in dataset.split("val").chips if not np.isfinite(chip.lon)
    }


def test_six_band_mines_are_told_at_the_second_date_alone(made_data, tmp_path):
    dataset = build("six_band_chips", made_data, tmp_path)
    mines = [chip for chip in dataset.chips if "mine" in chip.tags]
    assert mines and all(chip.id.endswith("t1") for chip in mines)
    assert {chip.tags for chip in mines} == {("mine", "artisanal"), ("mine", "industrial")}
    others = [chip for chip in dataset.chips if chip.id.endswith("t0")]
    assert len(others) == 2 * 12 and not any(chip.tags for chip in others)
    assert dataset.metadata["left_out"] == {"mine_places_at_t0": 16}


def test_types_are_of_mines_alone_and_keep_splits(made_data, tmp_path):
    dataset = build("mine_types", made_data, tmp_path)
    assert dataset.tags == ("tailings", "artisanal")
    sources = {chip.tags: chip.source.split("/")[0] for chip in dataset.chips}
    assert sources == {("artisanal",): "rgb_chips", ("tailings",): "tailings"}
    with np.load(made_data / "rgb_chips" / "val.npz") as stored:
        found = [chip for chip in dataset.split("val").chips if chip.tags == ("artisanal",)]
        assert len(found) == stored["label"].sum()
    assert {(chip.width, chip.bands) for chip in dataset.chips} == {(48, ("B02", "B03", "B04"))}
    assert "one source" in dataset.metadata["confounded"]


def test_tailings_masks_boxes_and_outlines_agree(made_data, tmp_path):
    dataset = build("tailings", made_data, tmp_path, chip_size=96)
    chip = next(chip for chip in dataset.chips if chip.id == "tailings-train-1-0-0")
    with rasterio.open(made_data / "tailings" / "train" / "mask_1.tif") as raster:
        source = raster.read(1)[:96, :96]
        corner = raster.transform
    mask = dataset.read(chip).mask
    assert np.array_equal(mask == 1, source == 2) and np.array_equal(mask == 2, source == 1)
    assert chip.tags == ("mine", "tailings", "mine_ground")
    assert np.allclose(dataset.boxes(chip), [[0, 10, 10, 40, 40]], atol=1e-3)
    coco = json.loads((dataset.folder / "annotations" / "train.json").read_text())
    image = next(row for row in coco["images"] if row["file_name"] == f"{chip.id}.tif")
    (annotation,) = [row for row in coco["annotations"] if row["image_id"] == image["id"]]
    assert annotation["bbox"] == [10, 10, 30, 30] and annotation["area"] == (source == 2).sum()
    assert Polygon(np.reshape(annotation["segmentation"][0], (-1, 2))).area == annotation["area"]
    assert {"id": annotation["category_id"], "name": "tailings"} in coco["categories"]
    with rasterio.open(dataset.image_path(chip)) as raster:
        assert raster.transform.almost_equals(corner) and raster.crs == "EPSG:4326"


def test_chips_of_unoutlined_tailings_scenes_without_a_label_are_left_out(made_data, tmp_path):
    dataset = build("tailings", made_data, tmp_path, chip_size=96)
    assert [chip.id for chip in dataset.split("val").chips if chip.source == "tailings/2"] == [
        "tailings-val-2-0-0"
    ]
    assert dataset.metadata["left_out"] == {"not_known_to_show_no_mine": 6}


def test_yolo_lists_name_images_that_are_there(made_data, tmp_path):
    dataset = build("tailings", made_data, tmp_path)
    content = yaml.safe_load((dataset.folder / "data.yaml").read_text())
    assert content["names"] == {0: "tailings", 1: "mine_ground"}
    for split in ("train", "val"):
        images = (dataset.folder / content[split]).read_text().splitlines()
        assert len(images) == len(dataset.split(split)) and all(
            (dataset.folder / name).is_file() for name in images
        )


def test_quarry_is_split_by_date_and_says_so(made_data, tmp_path):
    dataset = build("quarry_scene", made_data, tmp_path, chip_size=96)
    assert {chip.date for chip in dataset.split("val").chips} == {"2023-02-09"}
    assert {chip.place for chip in dataset.chips} == {"quarry"}
    assert dataset.metadata["split_by"] == "date" and "date" in dataset.split_remark
    chip = next(chip for chip in dataset.chips if "open_pit" in chip.tags)
    with rasterio.open(made_data / "quarry_scene" / "mask_20210619.tif") as raster:
        source = raster.read(1)
    row, column = (int(part) for part in chip.id.split("-")[2:])
    window = source[row : row + 96, column : column + 96]
    pixels = dataset.read(chip)
    assert np.array_equal((pixels.mask == 255)[pixels.is_valid], (window == 0)[pixels.is_valid])
    assert np.array_equal(pixels.mask == 1, window == 10)


def test_a_place_at_two_dates_is_refused_where_the_split_is_by_place(made_data, tmp_path):
    dataset = build("quarry_scene", made_data, tmp_path)
    path = dataset.folder / "dataset.json"
    path.write_text(path.read_text().replace('"split_by": "date"', '"split_by": "place"'))
    with pytest.raises(Exception, match="quarry is in two splits"):
        open_dataset(dataset.folder)


def test_eurosat_files_stay_in_their_split_when_fewer_are_taken(made_data, tmp_path):
    full = build("eurosat", made_data, tmp_path / "full")
    some = build("eurosat", made_data, tmp_path / "some", every=5)
    split_of = {chip.place.partition("/")[2]: chip.split for chip in full.chips}
    assert len(some) == 20 and all(
        split_of[chip.place.partition("/")[2]] == chip.split for chip in some.chips
    )


def test_scene_tags_come_as_a_csv_too(made_data, tmp_path):
    dataset = build("scene_tags", made_data, tmp_path)
    with (dataset.folder / "tags.csv").open() as file:
        rows = {row["image_name"]: row["tags"].split() for row in csv.DictReader(file)}
    assert rows == {chip.id: list(chip.tags) for chip in dataset.chips}
    with np.load(made_data / "rgb_chips" / "val.npz") as stored:
        is_cloudy = stored["cloudy"]
    rgb = [chip for chip in dataset.split("val").chips if chip.source.startswith("rgb_chips")]
    assert [("cloudy" in chip.tags, "clear" in chip.tags) for chip in rgb] == [(c, not c) for c in is_cloudy]
    assert {tag for chip in dataset.chips for tag in chip.tags} <= set(dataset.tags)


def test_land_chips_show_no_mine_in_all_bands(made_data, tmp_path):
    dataset = build("land_chips", made_data, tmp_path)
    assert len(dataset) == 30 and len(dataset.split("val")) == 3
    assert all(chip.bands == PACK_BANDS and not chip.tags for chip in dataset.chips)


def test_made_scenes_are_the_same_with_two_workers(tmp_path):
    options = {"scenes": 2, "size": 192, "chip_size": 96, "seed": 3}
    one = build("made", None, tmp_path / "one", **options)
    two = build("made", None, tmp_path / "two", workers=2, **options)
    assert (one.folder / "chips.csv").read_text() == (two.folder / "chips.csv").read_text() and len(one) == 8
    for chip in one.chips:
        first, second = one.read(chip), two.read(chip)
        assert np.array_equal(first.reflectance, second.reflectance) and np.array_equal(
            first.mask, second.mask
        )
    boxes = np.concatenate([one.boxes(chip) for chip in one.chips])
    assert len(boxes) and (boxes[:, 1:] > -1e-3).all() and (boxes[:, 1:] < 96 + 1e-3).all()


def test_the_seed_of_the_demo_is_refused(tmp_path, capsys):
    code = main(["known", "made", "--out", str(tmp_path / "made"), "--seed", "20261120", "--scenes", "3"])
    assert code == 2 and "the demo's own" in capsys.readouterr().err


def test_other_options_in_a_begun_folder_are_refused(made_data, tmp_path):
    build("tailings", made_data, tmp_path)
    with pytest.raises(BuildError, match="begun with other options"):
        build("tailings", made_data, tmp_path, chip_size=96)
    (tmp_path / "rgb_chips").mkdir()
    (tmp_path / "rgb_chips" / "mine.txt").write_text("not ours")
    with pytest.raises(BuildError, match="is not empty"):
        build("rgb_chips", made_data, tmp_path)


def test_a_folder_that_cannot_be_made_is_told(made_data, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    arguments = ["known", "tailings", "--data", str(made_data), "--out", str(tmp_path / "file" / "out")]
    assert main(arguments) == 2 and "can't be made" in capsys.readouterr().err


def test_missing_data_is_named(tmp_path, capsys):
    assert (
        main(["known", "tailings", "--data", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    )
    assert "nowhere" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("height", "width", "size"), [(401, 401, 128), (192, 100, 96), (50, 300, 64), (7, 7, 7)]
)
def test_windows_cover_a_grid_and_stay_inside(height, width, size):
    seen = np.zeros((height, width), int)
    for window in covering_windows(height, width, size):
        assert window.width == min(size, width) and window.height == min(size, height)
        assert window.row_off >= 0 and window.row_off + window.height <= height
        seen[window.toslices()] += 1
    assert seen.min() == 1


def test_sites_are_traced_whole_and_specks_are_left_out():
    is_site = np.zeros((40, 40), bool)
    is_site[2:6, 2:6] = is_site[6:10, 6:10] = True
    is_site[30:33, 30:33] = True
    (site,) = trace_sites(is_site, 2)
    assert site.class_index == 2 and site.geometry.area == 32 and site.geometry.bounds == (2, 2, 10, 10)


def test_real_sources_keep_their_counts(real_data, tmp_path):
    dataset = build("six_band_chips", real_data, tmp_path)
    with np.load(real_data / "six_band_chips" / "val.npz") as stored:
        mines = int(np.char.endswith(stored["kind"].astype(str), "_mine").sum())
    assert sum("mine" in chip.tags for chip in dataset.split("val").chips) == mines
