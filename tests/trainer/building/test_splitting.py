"""Splits keep places apart: no chips of two splits are nearer than the buffer, regions stay whole."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from tests.trainer.building.rasters_with_mines import mine_boxes, write_layer, write_scene
from trainer.build_dataset import main
from trainer.data.building.parts import BuildError
from trainer.data.building.splitting import (
    Regions,
    Splitting,
    Spot,
    assign_splits,
    block_name,
    share_out,
)
from trainer.data.dataset import open_dataset

SIDE_KM = 2.0


def spots_at(seed, count, lat, spread=1.0):
    generator = np.random.default_rng(seed)
    return [
        Spot(20 + lon / math.cos(math.radians(lat)), lat + north, SIDE_KM, bool(index % 3))
        for index, (lon, north) in enumerate(generator.uniform(-spread, spread, (count, 2)))
    ]


def distance_km(one, other):
    """Haversine distance of two points."""
    lat1, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * 6371.0088 * math.asin(math.sqrt(half))


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 1000),
    lat=st.sampled_from([-62.0, 0.0, 35.0, 66.0]),
    buffer_km=st.sampled_from([0.0, 3.0]),
)
def test_chips_of_two_splits_are_farther_apart_than_the_buffer(seed, lat, buffer_km):
    spots = spots_at(seed, 150, lat)
    found = assign_splits(spots, Splitting(block_km=12, buffer_km=buffer_km, seed=seed))
    kept = [(spot, one) for spot, one in zip(spots, found, strict=True) if one.split]
    assert len(kept) > 30 and {one.reason for one in found} <= {"", "in_buffer_between_splits"}
    place_of = {}
    for spot, one in kept:
        assert place_of.setdefault(one.place, one.split) == one.split
        for other_spot, other in kept:
            if other.split != one.split:
                # The nearest points of two squares are at least their centres' distance less two half diagonals.
                assert distance_km(spot, other_spot) >= (SIDE_KM + buffer_km) * 0.98


def test_blocks_are_about_as_wide_as_asked_at_every_latitude():
    for lat in (-70.0, 0.0, 51.3):
        per_degree = 111.195 * math.cos(math.radians(lat))
        names = [block_name(10 + km / per_degree, lat, 25) for km in np.arange(0, 250, 0.5)]
        assert 9 <= len(set(names)) <= 11


@settings(max_examples=50, deadline=None)
@given(counts=st.lists(st.integers(1, 40), min_size=3, max_size=40), seed=st.integers(0, 99))
def test_each_split_with_a_share_gets_a_place_where_there_are_enough(counts, seed):
    units = [f"b{index}" for index, count in enumerate(counts) for _ in range(count)]
    split_of = share_out(units, [True] * len(units), (0.7, 0.15, 0.15), seed)
    assert set(split_of.values()) == {"train", "val", "test"} and set(split_of) == set(units)


def test_shares_are_met_over_many_places():
    units = [f"b{index // 5}" for index in range(1000)]
    split_of = share_out(units, [True] * 1000, (0.6, 0.2, 0.2), 0)
    held = [[split_of[unit] for unit in units].count(split) / 1000 for split in ("train", "val", "test")]
    assert np.allclose(held, (0.6, 0.2, 0.2), atol=0.01)


def test_regions_stay_whole_and_chips_outside_are_left_out():
    regions = Regions(
        np.array([shapely.box(west, -1, west + 0.5, 1) for west in (19.0, 19.5, 20.0, 20.5)]),
        np.array(["a", "b", "c", "d"]), CRS.from_epsg(4326),
    )  # fmt: skip
    spots = spots_at(1, 200, 0.0, spread=1.2)
    found = assign_splits(spots, Splitting(by="region", shares=(0.5, 0.25, 0.25)), regions)
    split_of = {}
    for spot, one in zip(spots, found, strict=True):
        assert one.region == regions.name(spot.lon, spot.lat)
        if one.split:
            assert split_of.setdefault(one.region, one.split) == one.split
            assert one.place.startswith(f"{one.region}/")
        elif not one.region:
            assert one.reason == "outside_all_regions"
    assert set(split_of.values()) == {"train", "val", "test"}


def test_blocks_that_no_chip_fits_into_are_refused():
    with pytest.raises(BuildError, match="too small for chips"):
        assign_splits(spots_at(0, 5, 0.0), Splitting(block_km=3, buffer_km=2))


@pytest.fixture
def many_scenes(tmp_path):
    for index in range(6):
        write_scene(tmp_path / "scenes" / f"s{index}.tif", east_km=30 * index, seed=index)
    layer = write_layer(
        tmp_path / "mines.gpkg", [box for index in range(6) for box in mine_boxes(30 * index)]
    )
    return ["polygons", "--rasters", str(tmp_path / "scenes"), "--polygons", str(layer), "--chip-size", "64",
            "--workers", "1"]  # fmt: skip


def test_a_random_split_warns_and_says_so(tmp_path, many_scenes, capsys):
    assert (
        main([*many_scenes, "--out", str(tmp_path / "random"), "--split", "random", "--centrings", "4"]) == 0
    )
    assert "figures look better than they are" in capsys.readouterr().err
    dataset = open_dataset(tmp_path / "random")
    assert dataset.metadata["random_split"] is True
    splits = {}
    for chip in dataset.chips:
        splits.setdefault(chip.place, set()).add(chip.split)
    assert any(len(found) > 1 for found in splits.values())


def test_regions_of_a_layer_fill_the_column_and_split(tmp_path, many_scenes):
    boxes = [mine_boxes(30 * index)[0].buffer(9_000) for index in range(6)]
    names = ["east" if index > 3 else "west" if index < 2 else "middle" for index in range(6)]
    regions = write_layer(tmp_path / "regions.geojson", boxes, {"ECO_NAME": names}, crs="EPSG:4326")
    more = ["--regions", str(regions), "--region-column", "ECO_NAME"]
    assert main([*many_scenes, *more, "--out", str(tmp_path / "eco"), "--split", "region"]) == 0
    chips = open_dataset(tmp_path / "eco").chips
    assert {(chip.source, chip.region) for chip in chips} == {(f"s{i}", name) for i, name in enumerate(names)}
    assert len({(chip.region, chip.split) for chip in chips}) == 3
    assert main([*many_scenes, *more[:2], "--out", str(tmp_path / "b")]) == 2
    assert main([*many_scenes, "--split", "region", "--out", str(tmp_path / "c")]) == 2
