"""Clouds are left out of single scenes where a mask tells them, and vanish from the median of several dates."""

import numpy as np
import pytest
import rasterio

from mining_detector_plugin.engine.bands import PACK_BANDS
from tests.engine.made_products import make_level_2a
from tests.trainer.building.rasters_with_mines import (
    GROUND,
    MINE,
    MINES,
    SIDE,
    mine_boxes,
    write_layer,
    write_scene,
)
from trainer.data.building.clouds import is_bright_white
from trainer.data.building.compositing import cloudy_dates, median_of_clear
from trainer.data.building.from_polygons import PolygonRequest, build_from_polygons
from trainer.data.building.sampling import Sampling
from trainer.data.building.scene_list import find_scenes, group_dates, inspect_scene
from trainer.data.building.splitting import Splitting

RED = PACK_BANDS.index("B04")


def build(folder, rasters, **changes):
    layer = write_layer(folder / "mines.gpkg", mine_boxes()[:1])
    values = {
        "sampling": Sampling(chip_size=64, empty_share=0.0),
        "splitting": Splitting(shares=(1.0, 0.0, 0.0)),
    }
    return build_from_polygons(PolygonRequest((rasters,), layer, **(values | changes)), folder / "dataset")


def add_cloud(path, rows, columns, value=7000):
    with rasterio.open(path, "r+") as raster:
        values = raster.read()
        values[:, rows, columns] = value
        raster.write(values)


def write_mask(path, rows, columns, step=2):
    """Write a mask at half the resolution beside a raster."""
    with rasterio.open(path) as raster:
        crs, transform = raster.crs, raster.transform
    mask = np.zeros((SIDE // step, SIDE // step), np.uint8)
    mask[rows.start // step : rows.stop // step, columns.start // step : columns.stop // step] = 1
    with rasterio.open(
        path.with_name(f"{path.stem}_clouds.tif"), "w", driver="GTiff", dtype="uint8", count=1, width=SIDE // step,
        height=SIDE // step, crs=crs, transform=transform @ rasterio.Affine.scale(step),
    ) as raster:  # fmt: skip
        raster.write(mask, 1)


def test_a_mask_beside_the_raster_hides_its_pixels(tmp_path):
    scene = write_scene(tmp_path / "scenes" / "a.tif")
    rows, columns = slice(40, 60), slice(40, 70)
    write_mask(scene, rows, columns)
    dataset = build(tmp_path, tmp_path / "scenes")
    (chip,) = dataset.chips
    pixels = dataset.read(chip)
    top, left = 50 - 32, 40 - 32
    hidden = np.zeros((64, 64), bool)
    hidden[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = True
    assert np.array_equal(~pixels.is_valid, hidden) and (pixels.mask[hidden] == 255).all()
    assert dataset.metadata["clouds_found_by"] == {"mask_file": 1}


def test_chips_that_are_mostly_hidden_are_left_out_and_counted(tmp_path):
    scene = write_scene(tmp_path / "scenes" / "a.tif")
    write_mask(scene, slice(0, 50), slice(0, 200))
    dataset = build(
        tmp_path, tmp_path / "scenes", sampling=Sampling(chip_size=64, centrings=8, empty_share=0.5)
    )
    assert dataset.metadata["left_out"]["cloudy_or_without_data"] > 0
    assert all(dataset.read(chip).is_valid.mean() >= 0.6 for chip in dataset.chips)


def test_the_median_of_dates_shows_the_ground_below_clouds(tmp_path):
    for index in range(4):
        path = write_scene(tmp_path / "scenes" / f"d{index}.tif", seed=index, date=f"2023-0{index + 1}-01")
        add_cloud(path, slice(20 + 12 * index, 44 + 12 * index), slice(10, 90))
    dataset = build(tmp_path, tmp_path / "scenes", images="composite")
    (chip,) = dataset.chips
    pixels = dataset.read(chip)
    red = pixels.reflectance[RED]
    is_mine = pixels.mask == 1
    assert pixels.is_valid.all() and is_mine.sum() == 1600
    assert np.abs(red[is_mine] - MINE).max() < 1e-3 and np.abs(red[~is_mine] - GROUND).max() < 0.03
    assert chip.date == "2023-02-01" and "median" in dataset.metadata["composite"]


def test_masked_dates_take_no_part_in_the_median(tmp_path):
    for index in range(2):
        path = write_scene(tmp_path / "scenes" / f"d{index}.tif", seed=index)
        rows = slice(30, 50) if index == 0 else slice(50, 70)
        add_cloud(path, rows, slice(20, 60), 9000)
        write_mask(path, rows, slice(20, 60))
    dataset = build(tmp_path, tmp_path / "scenes", images="composite")
    red = dataset.read(dataset.chips[0]).reflectance[RED]
    assert red.max() < MINE + 0.01 and dataset.read(dataset.chips[0]).is_valid.all()


def test_dates_are_shifted_onto_one_grid_and_other_places_stay_apart(tmp_path):
    write_scene(tmp_path / "a.tif", seed=1, side=SIDE + 20)
    shifted = [(left - 10, top, right - 10, bottom) for left, top, right, bottom in MINES]
    write_scene(tmp_path / "b.tif", east_km=0.1, seed=2, mines=shifted)
    write_scene(tmp_path / "far.tif", east_km=40)
    write_scene(tmp_path / "crooked.tif", east_km=0.105, side=100)
    scenes = [inspect_scene(named) for named in find_scenes([tmp_path], "_clouds")]
    groups = {tuple(member.name for member in group.members): group.offsets for group in group_dates(scenes)}
    assert groups == {("a", "b"): ((0, 0), (10, 0)), ("far",): ((0, 0),), ("crooked",): ((0, 0),)}
    for name in ("far", "crooked"):
        (tmp_path / f"{name}.tif").unlink()
    dataset = build(tmp_path, tmp_path, images="composite")
    pixels = dataset.read(dataset.chips[0])
    assert np.abs(pixels.reflectance[RED][pixels.mask == 1] - MINE).max() < 1e-3


def test_a_broken_date_is_named_and_left_out_of_the_median(tmp_path):
    for index in range(3):
        write_scene(tmp_path / "scenes" / f"d{index}.tif", seed=index)
    (tmp_path / "scenes" / "d2.tif").write_bytes(b"broken")
    dataset = build(tmp_path, tmp_path / "scenes", images="composite")
    assert len(dataset) == 1 and "d2.tif" in dataset.metadata["unreadable_rasters"][0]


def test_bright_ground_is_no_cloud_in_a_series():
    blue = np.full((5, 20, 20), 0.1, np.float32)
    blue[:, 5:10, 5:10] = 0.6
    blue[2, 12:16, 12:16] = 0.5
    found = cloudy_dates(blue, np.ones(blue.shape, bool))
    assert found[2, 12:16, 12:16].all() and not found[[0, 1, 3, 4]].any() and not found[2, 5:9, 5:9].any()
    assert not cloudy_dates(blue[:2], np.ones((2, 20, 20), bool)).any()


def test_brightness_rule_takes_white_and_leaves_red_soil():
    reflectance = np.full((12, 40, 40), 0.1, np.float32)
    reflectance[:, 10:20, 10:20] = 0.6
    reflectance[1:4, 25:35, 25:35] = np.array([0.36, 0.45, 0.6])[:, None, None]
    found = is_bright_white(reflectance)
    assert found[10:20, 10:20].all() and not found[30:, 30:].any()


def test_scene_classification_of_a_product_hides_clouds(tmp_path):
    product = make_level_2a(tmp_path / "scenes")
    band = next(product.rglob("*_B02_10m.jp2"))
    with rasterio.open(band) as raster:
        width, height, crs, transform, bounds = (
            raster.width,
            raster.height,
            raster.crs,
            raster.transform,
            raster.bounds,
        )
    classes = np.full((height // 2, width // 2), 4, np.uint8)
    classes[: height // 4] = 9
    path = next(product.rglob("R20m")) / "T33UXS_20220619T100031_SCL_20m.jp2"
    with rasterio.open(
        path, "w", driver="JP2OpenJPEG", dtype="uint8", count=1, width=width // 2, height=height // 2, crs=crs,
        transform=transform @ rasterio.Affine.scale(2), QUALITY="100", REVERSIBLE="YES",
    ) as raster:  # fmt: skip
        raster.write(classes, 1)
    from shapely import box

    layer = write_layer(tmp_path / "m.geojson", [box(*bounds).buffer(-40)], crs=crs.to_string())
    request = PolygonRequest(
        (tmp_path / "scenes",), layer, sampling=Sampling("grid", 16, empty_share=0.0), least_clear=0.1,
        splitting=Splitting(shares=(1.0, 0.0, 0.0)),
    )  # fmt: skip
    dataset = build_from_polygons(request, tmp_path / "dataset")
    assert dataset.metadata["clouds_found_by"] == {"scl": 1} and set(dataset.chips[0].bands) == set(
        PACK_BANDS
    )
    for chip in dataset.chips:
        with rasterio.open(dataset.image_path(chip)) as raster:
            rows = (bounds.top - raster.bounds.top) / 10 + np.arange(chip.height)
        is_valid = dataset.read(chip).is_valid
        assert (is_valid[rows >= height / 2 + 1].all()) and not is_valid[rows < height / 2 - 1].any()


def test_the_published_cloud_model_runs_where_it_is_installed(tmp_path):
    pytest.importorskip("ukis_csmask", reason="needs the package ukis-csmask")
    write_scene(tmp_path / "scenes" / "a.tif")
    dataset = build(tmp_path, tmp_path / "scenes", clouds="model", least_clear=0.0)
    assert dataset.metadata["clouds_found_by"] == {"model": 1}


def test_the_median_is_that_of_the_clear_dates():
    generator = np.random.default_rng(2)
    values = generator.uniform(0, 1, (6, 3, 20, 20)).astype(np.float32)
    is_clear = generator.random((6, 20, 20)) < 0.4
    median, is_valid = median_of_clear(values, is_clear)
    assert np.array_equal(is_valid, is_clear.any(axis=0))
    for row, column in zip(*np.nonzero(is_valid), strict=True):
        expected = np.median(values[is_clear[:, row, column], :, row, column], axis=0)
        assert np.allclose(median[:, row, column], expected, atol=1e-6)
    assert (median[:, ~is_valid] == 0).all()


def test_a_pixel_keeps_its_dates_where_all_of_them_look_cloudy():
    blue = np.full((4, 30, 30), 0.1, np.float32)
    for date, column in enumerate((10, 13, 16, 13)):
        blue[date, 12:15, column : column + 2] = 0.5
    found = cloudy_dates(blue, np.ones(blue.shape, bool))
    assert found.any() and not found.all(axis=0).any()
