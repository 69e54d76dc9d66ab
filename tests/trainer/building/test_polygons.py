"""Rasters and polygons become chips whose masks, boxes and outlines lie where the mines are."""

import json

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from rasterio.features import geometry_mask
from rasterio.windows import from_bounds

from mining_detector_plugin.engine.bands import PACK_BANDS
from tests.trainer.building.rasters_with_mines import (
    BANDS,
    GROUND,
    MINE,
    MINES,
    UTM,
    mine_boxes,
    write_layer,
    write_scene,
)
from trainer.build_dataset import main
from trainer.data.building.from_polygons import PolygonRequest, build_from_polygons
from trainer.data.building.parts import BuildError
from trainer.data.building.resampling import resample
from trainer.data.building.sampling import Sampling
from trainer.data.building.splitting import Splitting
from trainer.data.dataset import open_dataset

ALL_TRAIN = Splitting(shares=(1.0, 0.0, 0.0))


def request(rasters, polygons, **changes):
    values = {"sampling": Sampling(chip_size=64, empty_share=0.25), "splitting": ALL_TRAIN} | changes
    return PolygonRequest(rasters=tuple(rasters), polygons=polygons, **values)


def build(folder, rasters, polygons, workers=1, **changes):
    return build_from_polygons(request(rasters, polygons, **changes), folder / "dataset", workers)


@pytest.fixture
def scene(tmp_path):
    return write_scene(tmp_path / "scenes" / "a.tif")


def test_masks_boxes_and_outlines_lie_on_the_mines(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes(), {"kind": ["Open Pit", "tailings"]})
    dataset = build(
        tmp_path, [scene], layer, type_column="kind",
        sampling=Sampling(chip_size=64, zooms=(0.75, 1.0, 1.5), centrings=3, empty_share=0.25),
    )  # fmt: skip
    assert dataset.classes == ("background", "open_pit", "tailings")
    sites = [chip for chip in dataset.chips if chip.origin == "site"]
    assert len(sites) == 2 * 3 * 3 and {chip.resolution_m for chip in sites} == {7.5, 10.0, 15.0}
    for chip in sites:
        pixels = dataset.read(chip)
        assert chip.tags[0] == "mine" and chip.bands == BANDS and chip.date == "2023-06-01"
        bright = pixels.reflectance[PACK_BANDS.index("B04")]
        inner = shapely.MultiPolygon(mine_boxes()).buffer(-16)
        outer = shapely.MultiPolygon(mine_boxes()).buffer(16)
        with rasterio.open(dataset.image_path(chip)) as raster:
            assert raster.crs == UTM and raster.descriptions == BANDS
            inside = geometry_mask([inner], raster.shape, raster.transform, invert=True)
            outside = geometry_mask([outer], raster.shape, raster.transform)
        assert np.allclose(bright[inside], MINE, atol=1e-3) and (pixels.mask[inside] > 0).all()
        assert np.abs(bright[outside] - GROUND).max() < 0.03 and (pixels.mask[outside] == 0).all()
        for kind, x0, y0, x1, y1 in dataset.boxes(chip):
            rows, columns = np.nonzero(pixels.mask == kind + 1)
            assert (
                np.abs(
                    np.array([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])
                    - (x0, y0, x1, y1)
                ).max()
                <= 1
            )


def test_coco_outlines_have_the_area_of_the_mask(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes())
    dataset = build(tmp_path, [scene], layer)
    coco = json.loads((dataset.folder / "annotations" / "train.json").read_text())
    area_of = dict.fromkeys((image["id"] for image in coco["images"]), 0.0)
    for annotation in coco["annotations"]:
        area_of[annotation["image_id"]] += annotation["area"]
    for image in coco["images"]:
        chip = next(chip for chip in dataset.chips if f"{chip.id}.tif" == image["file_name"])
        assert area_of[image["id"]] == pytest.approx((dataset.read(chip).mask == 1).sum(), abs=0.5)
    assert coco["categories"] == [{"id": 1, "name": "mine_ground"}]


def test_polygons_in_another_crs_give_the_same_masks(tmp_path, scene):
    same = build(tmp_path / "a", [scene], write_layer(tmp_path / "a.gpkg", mine_boxes()))
    moved = build(tmp_path / "b", [scene], write_layer(tmp_path / "b.geojson", mine_boxes(), crs="EPSG:4326"))
    assert len(same) == len(moved)
    for chip in same.chips:
        if chip.origin == "site":
            assert np.array_equal(same.read(chip).mask, moved.read(chip).mask)


def test_layout_of_the_global_mining_polygons_needs_no_type(tmp_path, scene):
    columns = {"ISO3_CODE": ["POL", "POL"], "COUNTRY_NAME": ["Poland"] * 2, "AREA": ["0.2", "0.2"]}
    dataset = build(tmp_path, [scene], write_layer(tmp_path / "m.gpkg", mine_boxes(), columns, "EPSG:4326"))
    assert dataset.classes == ("background", "mine_ground") and dataset.tags == ("mine",)
    assert {chip.tags for chip in dataset.chips} == {("mine",), ()}


def test_review_takes_accepted_mines_and_makes_rejected_ones_hard_negatives(tmp_path):
    mines = (*MINES, (20, 140, 50, 170), (150, 20, 180, 50))
    scene = write_scene(tmp_path / "a.tif", mines=mines)
    columns = {
        "type": ["open_pit", "tailings", "open_pit", "open_pit"],
        "review": ["accepted", "accepted", "rejected", "unreviewed"],
        "reviewed_type": ["waste_dump", None, None, None],
    }
    layer = write_layer(tmp_path / "results.gpkg", mine_boxes(mines=mines), columns)
    write_layer_too(layer)
    dataset = build(tmp_path, [scene], layer, sampling=Sampling(chip_size=48, empty_share=0.5))
    assert dataset.classes == ("background", "waste_dump", "tailings")
    by_id = {chip.id: chip for chip in dataset.chips}
    rejected = by_id["a-s000002-z0-c0"]
    assert rejected.origin == "empty" and not rejected.tags and not dataset.read(rejected).mask.any()
    assert dataset.read(rejected).reflectance[PACK_BANDS.index("B04")].max() == pytest.approx(MINE)
    assert "a-s000003-z0-c0" not in by_id and dataset.metadata["polygons"] == {"not_reviewed": 1}


def write_layer_too(path):
    """Add a second layer, as results have."""
    geometries = np.array([shapely.to_wkb(shapely.box(0, 0, 1, 1))], object)
    pyogrio.raw.write(
        path, geometries, [], np.array([], object), geometry_type="Polygon", crs=UTM, layer="aoi", append=True
    )


def test_pixels_that_nobody_reviewed_are_unlabelled(tmp_path):
    mines = ((20, 30, 60, 70), (64, 30, 90, 70))
    scene = write_scene(tmp_path / "a.tif", mines=mines)
    columns = {"type": ["open_pit"] * 2, "review": ["accepted", "unreviewed"], "reviewed_type": [None, None]}
    layer = write_layer(tmp_path / "results.gpkg", mine_boxes(mines=mines), columns)
    dataset = build(tmp_path, [scene], layer, sampling=Sampling(chip_size=96, empty_share=0.0))
    (chip,) = dataset.chips
    mask = dataset.read(chip).mask
    assert (mask == 255).sum() == 40 * min(26, 96) - 40 * max(0, 90 - 96) and (mask == 1).sum() == 1600
    assert len(dataset.boxes(chip)) == 1


def test_grid_covers_the_scene_and_thins_empty_chips(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes())
    full = build(tmp_path / "full", [scene], layer, sampling=Sampling("grid", 50, empty_share=0.9))
    assert len(full) == 16 and sum(chip.origin == "grid" for chip in full.chips) == sum(
        bool(chip.tags) for chip in full.chips
    )
    some = build(tmp_path / "some", [scene], layer, sampling=Sampling("grid", 50, empty_share=0.2))
    mines = sum(bool(chip.tags) for chip in some.chips)
    assert mines == sum(bool(chip.tags) for chip in full.chips)
    assert len(some) - mines == round(mines * 0.2 / 0.8)


def test_empty_chips_show_no_mine_and_make_up_their_share(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes())
    dataset = build(tmp_path, [scene], layer, sampling=Sampling(chip_size=32, centrings=6, empty_share=0.4))
    empty = [chip for chip in dataset.chips if chip.origin == "empty"]
    assert len(empty) == round(12 * 0.4 / 0.6)
    for chip in empty:
        pixels = dataset.read(chip)
        assert pixels.reflectance.max() < 0.2 and not pixels.mask.any() and len(dataset.boxes(chip)) == 0
        assert dataset.box_path(chip).is_file()


def test_the_same_seed_gives_the_same_chips_and_another_seed_others(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes())

    def centres(seed, folder):
        sampling = Sampling(chip_size=64, centrings=3, seed=seed)
        return [
            (chip.id, chip.lon, chip.lat) for chip in build(folder, [scene], layer, sampling=sampling).chips
        ]

    first = centres(1, tmp_path / "a")
    assert first == centres(1, tmp_path / "b") != centres(2, tmp_path / "c")


def test_invalid_polygons_are_repaired_and_counted(tmp_path, scene):
    left, bottom, right, top = mine_boxes()[0].bounds
    bow_tie = shapely.Polygon([(left, bottom), (right, top), (right, bottom), (left, top)])
    line = shapely.LineString([(left, bottom), (right, top)])
    dataset = build(tmp_path, [scene], write_layer(tmp_path / "m.gpkg", [bow_tie, mine_boxes()[1], line]))
    assert dataset.metadata["polygons"] == {"polygons_repaired": 1, "without_area": 1}
    chip = next(chip for chip in dataset.chips if chip.id == "a-s000000-z0-c0")
    assert (dataset.read(chip).mask == 1).sum() == pytest.approx(40 * 40 / 2, rel=0.05)


def test_layer_without_polygons_and_without_overlap_are_clear_errors(tmp_path, scene):
    point = write_layer(tmp_path / "points.gpkg", [shapely.Point(0, 0)])
    with pytest.raises(BuildError, match="no polygon with an area"):
        build(tmp_path / "a", [scene], point)
    far = write_layer(tmp_path / "far.gpkg", mine_boxes(east_km=300))
    with pytest.raises(BuildError, match="None of the 2 polygons"):
        build(tmp_path / "b", [scene], far)
    # A layer in another hemisphere's UTM zone has no coordinates here at all.
    other = write_layer(
        tmp_path / "other.gpkg", [shapely.box(500_000, 9_000_000, 501_000, 9_001_000)], crs=UTM
    )
    with pytest.raises(BuildError, match="lies on any"):
        build(tmp_path / "c", [scene], other)


def test_tables_without_geometries_are_no_layers_to_choose_from(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes(), layer="outlines")
    pyogrio.raw.write(
        layer, None, [np.array(["x"], object)], np.array(["styleName"], object), geometry_type=None,
        layer="layer_styles", append=True,
    )  # fmt: skip
    assert len(build(tmp_path, [scene], layer).metadata["polygons"]) == 0
    write_layer_too(layer)
    with pytest.raises(BuildError, match="2 layers: outlines, aoi"):
        build(tmp_path / "again", [scene], layer)


def test_missing_columns_layers_and_files_are_named(tmp_path, scene):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes(), {"kind": ["a", "b"]})
    with pytest.raises(BuildError, match="no column type") as caught:
        build(tmp_path / "a", [scene], layer, type_column="type")
    assert "kind" in caught.value.hint
    with pytest.raises(BuildError, match="can't be read as a vector layer"):
        build(tmp_path / "b", [scene], layer, layer="nowhere")
    with pytest.raises(BuildError, match=r"no raster .*nowhere\.tif"):
        build(tmp_path / "c", [tmp_path / "nowhere.tif"], layer)


def test_one_corrupt_raster_is_named_and_skipped_and_two_stop_the_build(tmp_path):
    rasters = [write_scene(tmp_path / "scenes" / f"s{index}.tif", east_km=5 * index) for index in range(4)]
    layer = write_layer(tmp_path / "mines.gpkg", [box for index in range(4) for box in mine_boxes(5 * index)])
    rasters[1].write_bytes(b"no raster")
    dataset = build(tmp_path, [tmp_path / "scenes"], layer)
    assert {chip.source for chip in dataset.chips} == {"s0", "s2", "s3"}
    assert (
        len(dataset.metadata["unreadable_rasters"]) == 1
        and "s1.tif" in dataset.metadata["unreadable_rasters"][0]
    )
    rasters[2].write_bytes(rasters[3].read_bytes()[:30_000])
    with pytest.raises(BuildError, match="2 of 4 rasters"):
        build(tmp_path / "again", [tmp_path / "scenes"], layer)


def test_nameless_bands_are_named_by_number_and_never_guessed(tmp_path, scene, capsys):
    with rasterio.open(scene, "r+") as raster:
        raster.descriptions = [None] * 4
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes())
    arguments = [
        "polygons",
        "--rasters",
        str(scene),
        "--polygons",
        str(layer),
        "--chip-size",
        "64",
        "--shares",
        "1,0,0",
    ]
    assert main([*arguments, "--out", str(tmp_path / "a")]) == 2
    assert "which of its 4 bands is which" in capsys.readouterr().err
    assert main([*arguments, "--bands", "B04=1,B08=4", "--out", str(tmp_path / "b")]) == 0
    assert {chip.bands for chip in open_dataset(tmp_path / "b").chips} == {("B04", "B08")}


def test_windows_alone_are_read(tmp_path):
    scene = write_scene(tmp_path / "large.tif", side=2000)
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes()[:1])
    # Blocks far from the only site hold no data that could be read: the file is sparse there.
    with rasterio.open(scene) as raster:
        window = from_bounds(*mine_boxes()[0].bounds, raster.transform)
        assert window.width < 100
        profile, tags, names = raster.profile, raster.tags(), raster.descriptions
        values = raster.read(window=((0, 128), (0, 128)))
        last = raster.read(window=((1900, 2000), (1900, 2000)))
    with rasterio.open(tmp_path / "sparse.tif", "w", **profile, sparse_ok=True) as raster:
        raster.write(values, window=((0, 128), (0, 128)))
        raster.write(last, window=((1900, 2000), (1900, 2000)))
        raster.descriptions, raster.scales, raster.offsets = names, [1e-4] * 4, [0.0] * 4
        raster.update_tags(**tags)
    dataset = build(
        tmp_path, [tmp_path / "sparse.tif"], layer, sampling=Sampling(chip_size=64, empty_share=0.0)
    )
    assert len(dataset) == 1 and dataset.read(dataset.chips[0]).is_valid.all()


@pytest.mark.parametrize(("side", "size"), [(96, 64), (48, 64), (64, 64), (33, 64), (200, 64)])
def test_resampling_keeps_a_plane_and_leaves_out_nodata(side, size):
    rows, columns = np.mgrid[:side, :side].astype(np.float32)
    plane = (0.001 * rows + 0.002 * columns + 0.1)[None]
    is_valid = np.ones((side, side), bool)
    is_valid[:, : side // 4] = False
    spoiled = np.where(is_valid, plane, 9.0).astype(np.float32)
    found, valid = resample(spoiled, is_valid, size)
    places = (np.arange(size) + 0.5) * side / size - 0.5
    expected = 0.001 * places[:, None] + 0.002 * places[None] + 0.1
    inner = np.zeros((size, size), bool)
    inner[2:-2, size // 4 + 3 : -2] = True
    assert valid[inner].all() and not valid[:, : size // 4 - 1].any()
    # Averaged pixels are of one value each: a plane is off by a quarter of a pixel's step at most.
    assert np.abs(found[0] - expected)[inner].max() < 0.003 / 4 and found.max() < 1


@pytest.mark.parametrize(
    ("option", "text"),
    [("--bands", "B04=x"), ("--bands", "B04"), ("--zooms", "1,large"), ("--shares", "half")],
)
def test_option_of_another_form_is_told_in_a_sentence(tmp_path, option, text, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["polygons", "--rasters", "a", "--polygons", "b", "--out", str(tmp_path), option, text])
    told = capsys.readouterr().err
    assert stopped.value.code == 2
    assert f"{option}: {text} is not" in told and "Use such as" in told and "_numbers" not in told


def test_command_prints_what_was_made(tmp_path, scene, capsys):
    layer = write_layer(tmp_path / "mines.gpkg", mine_boxes())
    arguments = [
        "polygons",
        "--rasters",
        str(scene),
        "--polygons",
        str(layer),
        "--out",
        str(tmp_path / "out"),
    ]
    assert main([*arguments, "--chip-size", "64", "--shares", "1,0,0", "--workers", "1"]) == 0
    assert "train: 3 chips" in capsys.readouterr().out
    assert main([*arguments, "--chip-size", "32"]) == 2
    assert "begun with other options" in capsys.readouterr().err
    assert main([*arguments, "--shares", "1,1,1", "--out", str(tmp_path / "other")]) == 2
    assert "do not sum to 1" in capsys.readouterr().err
