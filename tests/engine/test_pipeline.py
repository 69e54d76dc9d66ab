"""The whole pipeline on made scenes with models whose answers are known."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import rasterio
import shapely

from mining_detector_plugin.engine.aoi import load_aoi
from mining_detector_plugin.engine.errors import CancelledError
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from mining_detector_plugin.engine.reporting import Reporter
from mining_detector_plugin.engine.scene import open_scene
from mining_detector_plugin.engine.segmentation import segment_rows
from tests.engine.stages import CPU, everywhere, silent, warnings_of
from tests.packs import brightness_segmenter, identity_segmenter
from tests.rasters import NORTH, PIXEL, RGB, UTM, WEST, ground_with_mines, write_reflectance
from tests.results import read_layer


def box_of(row, column, rows, columns) -> shapely.Polygon:
    """Return a window as a polygon on the ground."""
    left, top = WEST + column * PIXEL, NORTH - row * PIXEL
    return shapely.box(left, top - rows * PIXEL, left + columns * PIXEL, top)


@pytest.mark.parametrize("overlap", [0, 1, 16, 31, 63])
@pytest.mark.parametrize(("height", "width"), [(131, 257), (64, 64), (40, 190), (65, 63), (1100, 1300)])
def test_identity_model_reproduces_the_scene(tmp_path, height, width, overlap):
    reflectance = np.random.default_rng(3).random((2, height, width), dtype=np.float32)
    path = write_reflectance(tmp_path / "scene.tif", reflectance, ["B02", "B04"])
    pack = load_pack(identity_segmenter(tmp_path / "pack", ["B02", "B04"], overlap=overlap))
    with open_scene(str(path)) as scene:
        aoi = load_aoi(None, scene)
        rows = segment_rows(
            scene,
            aoi,
            everywhere(aoi),
            Predictor.on_device(pack, CPU),
            silent(),
        )
        rows = list(rows)
    values = np.concatenate([part.probabilities for part in rows], axis=1)
    assert all(part.is_seen.all() for part in rows)
    np.testing.assert_allclose(values, reflectance, atol=1e-5, rtol=0)


def test_identity_holds_inside_an_aoi_and_nothing_is_seen_outside(tmp_path):
    reflectance = np.random.default_rng(4).random((1, 150, 170), dtype=np.float32)
    path = write_reflectance(tmp_path / "scene.tif", reflectance, ["B04"])
    pack = load_pack(identity_segmenter(tmp_path / "pack", ["B04"]))
    triangle = shapely.Polygon(
        [(WEST + 205, NORTH - 95), (WEST + 1480, NORTH - 400), (WEST + 500, NORTH - 1390)]
    )
    with open_scene(str(path)) as scene:
        aoi = load_aoi({"geometry": shapely.geometry.mapping(triangle), "crs": UTM}, scene)
        progress = silent()
        rows = list(segment_rows(scene, aoi, everywhere(aoi), Predictor.on_device(pack, CPU), progress))
        inside = aoi.mask(aoi.window)
    seen = np.concatenate([part.is_seen for part in rows])
    values = np.concatenate([part.probabilities for part in rows], axis=1)[0]
    window = aoi.window
    part = reflectance[0, window.row_off : window.row_off + window.height, window.col_off :][
        :, : window.width
    ]
    np.testing.assert_array_equal(seen, inside)
    np.testing.assert_allclose(values[inside], part[inside], atol=1e-5)
    assert np.all(values[~inside] == 0)


def test_mines_are_where_they_were_put(run, tmp_path):
    places = [(20, 30, 30, 25), (100, 160, 9, 40)]
    ground = ground_with_mines(200, 260, places[:1], blue=0.4) + 0
    ground = np.maximum(ground, ground_with_mines(200, 260, places[1:], blue=0.05))
    answer, out = run(write_reflectance(tmp_path / "scene.tif", ground, RGB))
    table, geometries = read_layer(out, "mines")
    assert answer["counts"]["mines"] == 2
    by_type = dict(zip(table["type"], range(2), strict=True))
    assert sorted(by_type) == ["artisanal", "open_pit"]
    for name, place in (("open_pit", places[0]), ("artisanal", places[1])):
        index = by_type[name]
        assert geometries[index].symmetric_difference(box_of(*place)).area == pytest.approx(0, abs=1)
        # UTM's scale is 0.9996 on the central meridian, where the scene lies.
        assert table["area_ha"][index] == pytest.approx(place[2] * place[3] / 100 / 0.9996**2, rel=2e-3)
        assert table["confidence"][index] > 0.9
    assert set(table["review"]) == {"unreviewed"}
    assert set(table["run_id"]) == {answer["run_id"]}


def test_confidence_raster_fits_the_aoi_and_says_what_was_not_looked_at(run, tmp_path):
    ground = ground_with_mines(300, 300, [(20, 30, 30, 25)])
    ground[:, 200:, :] = np.nan
    scene = write_reflectance(tmp_path / "scene.tif", ground, RGB, nodata=float("nan"))
    aoi = {"geometry": shapely.geometry.mapping(box_of(10, 10, 250, 250)), "crs": UTM}
    _, out = run(scene, aoi=aoi, search_everywhere=True)
    with rasterio.open(out / "confidence.tif") as file:
        assert file.descriptions == ("any_mine", "open_pit", "artisanal")
        assert file.profile["dtype"] == "uint8"
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert (file.width, file.height) == (250, 250)
        assert file.transform.c == WEST + 100
        any_mine = file.read(1)
    assert np.all(any_mine[190:] == 255)
    assert np.all(any_mine[10:40, 20:45] == 254)
    assert np.all(any_mine[100:190] == 0)


def test_cells_that_the_classifier_rejects_are_not_searched(run, tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(480, 480, [(60, 60, 20, 20)]), RGB)
    answer, out = run(scene)
    table, _ = read_layer(out, "cells")
    assert answer["counts"]["cells"] == 100
    assert table["searched"].sum() == 9
    assert answer["counts"]["cells_searched"] == 9
    with rasterio.open(out / "confidence.tif") as file:
        assert (file.read(1) != 255).sum() == 9 * 48 * 48
    everything, _ = run(scene, search_everywhere=True)
    assert everything["counts"]["cells_searched"] == 100
    assert everything["counts"]["mines"] == answer["counts"]["mines"] == 1


@pytest.mark.parametrize(("tile", "overlap"), [(48, 16), (80, 20), (96, 32), (400, 32)])
def test_other_tiling_gives_the_same_polygons_but_for_half_a_pixel(run, tmp_path, models, tile, overlap):
    rng = np.random.default_rng(5)
    places = [
        (int(r), int(c), int(h), int(w))
        for r, c, h, w in rng.integers((0, 0, 8, 8), (300, 300, 90, 90), (7, 4))
    ]
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(333, 391, places), RGB)

    def outlines(**options):
        shutil.rmtree(models / "segmenter")
        brightness_segmenter(models / "segmenter", smooth=7, **options)
        _, out = run(scene, search_everywhere=True)
        _, geometries = read_layer(out, "mines")
        return sorted(geometries, key=lambda polygon: polygon.bounds)

    reference = outlines(tile=512, overlap=0)
    tiled = outlines(tile=tile, overlap=overlap)
    assert len(tiled) == len(reference) > 1
    for one, other in zip(tiled, reference, strict=True):
        assert shapely.hausdorff_distance(one, other) <= PIXEL / 2


def test_polygon_that_spans_many_tiles_is_one(run, tmp_path):
    scene = write_reflectance(
        tmp_path / "scene.tif", ground_with_mines(500, 480, [(5, 200, 490, 12), (240, 3, 9, 470)]), RGB
    )
    answer, out = run(scene, search_everywhere=True)
    _, (cross,) = read_layer(out, "mines")
    expected = box_of(5, 200, 490, 12).union(box_of(240, 3, 9, 470))
    assert answer["counts"]["mines"] == 1
    assert cross.symmetric_difference(expected).area == pytest.approx(0, abs=1)


def test_detections_lie_in_the_scenes_crs_inside_the_searched_part(run, tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)
    _, out = run(scene)
    table, (box,) = read_layer(out, "detections")
    # The detector's box is x 20-30, y 20-34 in the only tile.
    assert box.equals(box_of(20, 20, 14, 10))
    assert table["type"].tolist() == ["open_pit"]
    mines, _ = read_layer(out, "mines")
    assert mines["score_detector"][0] == pytest.approx(0.9)


def test_run_layer_holds_the_provenance(run, tmp_path):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    answer, out = run(scene, threshold=0.4)
    table, _ = read_layer(out, "run")
    row = {name: values[0] for name, values in table.items()}
    assert row["run_id"] == answer["run_id"]
    assert json.loads(row["settings"])["threshold"] == 0.4
    assert json.loads(row["bands"]) == list(RGB)
    packs = json.loads(row["packs"])
    assert sorted(packs) == ["classifier", "detector", "segmenter"]
    assert all(len(pack["sha256"]) == 64 for pack in packs.values())
    assert json.loads(row["scaling"])["reason"]


def test_second_run_replaces_the_first(run, tmp_path):
    one = write_reflectance(tmp_path / "one.tif", ground_with_mines(64, 64, [(20, 20, 10, 10)]), RGB)
    none = write_reflectance(tmp_path / "none.tif", ground_with_mines(64, 64, []), RGB)
    run(one)
    _, out = run(none)
    assert len(read_layer(out, "mines")[0]["id"]) == 0
    assert sorted(path.name for path in out.iterdir()) == ["confidence.tif", "results.gpkg"]


class CancelsAt(Reporter):
    """Cancels when a stage begins."""

    def __init__(self, stage):
        super().__init__()
        self.stage = stage

    def emit(self, message):
        if message.get("stage") == self.stage:
            self.cancel()


def test_cancel_before_anything_is_finished_leaves_nothing(run, tmp_path):
    # Wide enough for two blocks of cells: after the last the stage is finished.
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(300, 1200, [(20, 20, 250, 250)]), RGB)
    with pytest.raises(CancelledError) as cancelled:
        run(scene, CancelsAt("classify"))
    assert cancelled.value.kept is None
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("stage", ["classify", "detect", "segment", "write"])
def test_cancel_keeps_the_older_results(run, tmp_path, stage):
    scene = write_reflectance(tmp_path / "scene.tif", ground_with_mines(300, 300, [(20, 20, 250, 250)]), RGB)
    run(scene)
    before = (tmp_path / "out" / "results.gpkg").read_bytes()
    with pytest.raises(CancelledError):
        run(scene, CancelsAt(stage))
    assert (tmp_path / "out" / "results.gpkg").read_bytes() == before
    names = {path.name for path in (tmp_path / "out").iterdir() if not path.name.startswith("cancelled_")}
    assert names == {"confidence.tif", "results.gpkg"}


def test_coarse_scene_is_warned_about(tmp_path, run):
    path = write_reflectance(tmp_path / "scene.tif", ground_with_mines(64, 64, []), RGB)
    with rasterio.open(path, "r+") as file:
        file.transform = rasterio.transform.from_origin(WEST, NORTH, 20, 20)
    seen = []
    reporter = Reporter()
    reporter.emit = seen.append
    run(path, reporter)
    assert [message["code"] for message in warnings_of(seen)] == ["resolution_differs"]


def test_picture_whose_reflectance_is_a_guess_is_warned_about(tmp_path, run):
    path = tmp_path / "picture.tif"
    values = (ground_with_mines(64, 64, [(10, 10, 20, 20)]) * 400).astype(np.uint8)
    with rasterio.open(
        path, "w", driver="GTiff", dtype="uint8", count=3, height=64, width=64, crs=UTM,
        transform=rasterio.transform.from_origin(WEST, NORTH, 10, 10),
    ) as file:  # fmt: skip
        file.write(values)
        file.descriptions = RGB
    seen = []
    reporter = Reporter()
    reporter.emit = seen.append
    run(path, reporter)
    (warning,) = warnings_of(seen)
    assert warning["code"] == "scaling_guessed" and "8 bits" in warning["message"]
