"""Packs with members for regions: who answers where, and what such a pack must be like."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest
import shapely
from rasterio.warp import transform

from mining_detector_plugin.engine.dispatch import Dispatcher
from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.pack import load_pack
from mining_detector_plugin.engine.predictor import Predictor
from tests.engine.stages import CPU
from tests.packs import brightness_classifier, brightness_segmenter, fixed_detector, make_dispatching
from tests.rasters import NORTH, PIXEL, RGB, UTM, WEST, ground_with_mines, write_reflectance
from tests.results import read_layer

WEST_HALF, EAST_HALF = shapely.box(14.5, 49, 15, 52), shapely.box(15, 49, 15.5, 52)


@pytest.fixture
def folder(tmp_path):
    """A classifier whose member in the region ``west`` calls everything a mine."""
    brightness_classifier(tmp_path / "pack")
    brightness_classifier(tmp_path / "west", cut=-1.0)
    return make_dispatching(tmp_path / "pack", {"west": (WEST_HALF, tmp_path / "west")})


def change(folder, **fields):
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_member_of_the_places_region_answers_and_elsewhere_the_pack_itself(folder):
    pack = load_pack(folder)
    places = np.array([[14.7, 50], [15.2, 50], [-120, 10], [374.7, 50]])
    assert Dispatcher(pack).members_at(places) == ["west", None, None, "west"]
    assert Dispatcher(pack).packs_at(places) == [pack.members["west"], pack, pack, pack.members["west"]]
    predictor = Predictor.on_device(pack, CPU)
    dark = np.zeros((4, 12, 48, 48), np.float32)
    answers = predictor.predict(dark, np.ones(12, np.float32), places)
    np.testing.assert_allclose([answer.values[0][0] for answer in answers], [1, 0, 0, 1], atol=1e-6)
    assert predictor.answers_by_member == {"west": 2}


def test_without_a_place_no_member_is_asked(folder):
    predictor = Predictor.on_device(load_pack(folder), CPU)
    (answer,) = predictor.predict(np.zeros((1, 12, 48, 48), np.float32), np.ones(12, np.float32))
    assert answer.values[0][0] == pytest.approx(0, abs=1e-6)


def test_first_region_of_a_place_counts(folder):
    both = {"west": shapely.box(14.5, 49, 15, 52), "inner": shapely.box(14.6, 49, 14.8, 52)}
    shutil.copytree(folder / "members/0", folder / "members/1")
    change(folder, dispatch={
        "regions": "regions.geojson", "column": "name", "members": {"inner": "members/1", "west": "members/0"}
    })  # fmt: skip
    for order in (["west", "inner"], ["inner", "west"]):
        features = [
            {
                "type": "Feature",
                "properties": {"name": name},
                "geometry": shapely.geometry.mapping(both[name]),
            }
            for name in order
        ]
        (folder / "regions.geojson").write_text(
            json.dumps({"type": "FeatureCollection", "features": features})
        )
        assert Dispatcher(load_pack(folder)).members_at(np.array([[14.7, 50]])) == order[:1]


def halves(tmp_path):
    """Return a scene of two bright squares, and the regions to the west and to the east of its column 100."""
    (middle,), _ = transform(UTM, "EPSG:4326", [WEST + 100 * PIXEL], [NORTH - 30 * PIXEL])
    ground = ground_with_mines(64, 200, [(20, 20, 20, 20), (20, 160, 20, 20)], blue=0.4)
    scene = write_reflectance(tmp_path / "scene.tif", ground, RGB)
    return scene, shapely.box(14, 49, middle, 52), shapely.box(middle, 49, 16, 52)


@pytest.mark.parametrize("kind", ["classifier", "detector", "segmenter"])
def test_each_stage_asks_the_member_of_a_tiles_region(run, tmp_path, models, kind):
    scene, west, _ = halves(tmp_path)
    if kind == "classifier":
        brightness_classifier(tmp_path / "west", cut=0.9)
    elif kind == "detector":
        fixed_detector(tmp_path / "west", score=0.1)
    else:
        brightness_segmenter(tmp_path / "west", cut=0.9)
    everywhere, out = run(scene)
    assert everywhere["counts"]["mines"] == 2
    boxes_before = read_layer(out, "detections")[1]
    make_dispatching(models / kind, {"west": (west, tmp_path / "west")})
    answer, out = run(scene)
    boundary = WEST + 100 * PIXEL
    if kind == "detector":
        boxes = read_layer(out, "detections")[1]
        in_east = [box for box in boxes_before if box.centroid.x > boundary]
        assert 0 < len(boxes) == len(in_east) < len(boxes_before)
        assert all(box.centroid.x > boundary for box in boxes)
    else:
        (mine,) = read_layer(out, "mines")[1]
        assert mine.centroid.x > boundary
    packs = json.loads(read_layer(out, "run")[0]["packs"][0])
    assert packs[kind]["answers_by_member"]["west"] > 0
    assert answer["counts"]["cells"] == 10


def test_members_threshold_counts_where_the_member_answers(run, tmp_path, models):
    scene, west, east = halves(tmp_path)
    fixed_detector(tmp_path / "west", threshold=0.95)
    fixed_detector(tmp_path / "east", threshold=0.2)
    make_dispatching(
        models / "detector", {"west": (west, tmp_path / "west"), "east": (east, tmp_path / "east")}
    )
    _, out = run(scene)
    boxes = read_layer(out, "detections")[1]
    assert len(boxes) > 0
    assert all(box.centroid.x > WEST + 100 * PIXEL for box in boxes)


def test_hash_changes_with_a_members_weights(folder):
    before = load_pack(folder).sha256()
    (folder / "members/0/weights.safetensors").write_bytes(b"other")
    assert load_pack(folder).sha256() != before


@pytest.mark.parametrize(
    ("dispatch", "named"),
    [
        ({"members": {"west": "../west"}}, "inside"),
        ({"members": {"west": "."}}, "inside"),
        ({"members": {"west": "nowhere"}}, "no model pack"),
        ({"members": {}}, "members"),
        ({"regions": "nowhere.geojson"}, "nowhere.geojson"),
        ({"regions": "../regions.geojson"}, "inside"),
    ],
)
def test_wrong_field_is_named(folder, dispatch, named):
    fields = json.loads((folder / "model.json").read_text())["dispatch"]
    change(folder, dispatch=fields | dispatch)
    with pytest.raises(PackError, match=named):
        load_pack(folder)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"tile": 64}, "tile"),
        ({"bands_needed": ["B02"]}, "needed_bands"),
        ({"resolution_m": 20}, "resolution_m"),
        ({"mlm:output": [{"classification:classes": [{"value": 0, "name": "quarry"}]}]}, "classes"),
    ],
)
def test_member_that_takes_or_gives_something_else_is_refused(folder, fields, named):
    change(folder / "members/0", **fields)
    with pytest.raises(PackError, match=f"west has another.*{named}"):
        load_pack(folder)


def test_member_with_members_is_refused(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "copy")
    shutil.rmtree(folder / "members/0")
    shutil.copytree(tmp_path / "copy", folder / "members/0")
    with pytest.raises(PackError, match="members of its own"):
        load_pack(folder)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[]", "GeoJSON"),
        ('{"features": []}', "west"),
        ('{"features": [{"properties": {"NAME": "west"}, "geometry": null}]}', "name"),
        (
            '{"features": [{"properties": {"name": "west"}, '
            '"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            "polygons",
        ),
    ],
)
def test_regions_that_are_none_are_refused(folder, text, named):
    (folder / "regions.geojson").write_text(text)
    with pytest.raises(PackError, match=named):
        Dispatcher(load_pack(folder))


def test_regions_in_metres_are_refused(folder):
    box = shapely.geometry.mapping(shapely.box(WEST, NORTH, WEST + 10, NORTH + 10))
    feature = {"type": "Feature", "properties": {"name": "west"}, "geometry": box}
    (folder / "regions.geojson").write_text(json.dumps({"features": [feature]}))
    with pytest.raises(PackError, match="longitude"):
        Dispatcher(load_pack(folder))
