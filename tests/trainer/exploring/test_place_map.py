"""The map's frames and distances between splits, against a globe by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from trainer.exploring.place_map import densest_bounds, located, nearest_between_splits, padded_bounds


def test_a_degree_along_the_equator_is_111_kilometres(dataset):
    train, val = dataset.split("train").chips[0], dataset.split("val").chips[0]
    chips = [
        replace(train, lon=10.0, lat=0.0),
        replace(val, lon=11.0, lat=0.0),
        replace(val, lon=30.0, lat=5.0),
    ]
    ((first, second, distance_km),) = nearest_between_splits(chips)
    assert (first, second) == ("train", "val")
    assert distance_km == pytest.approx(2 * np.pi * 6371.0088 / 360, rel=1e-6)


def test_distance_is_measured_across_the_date_line(dataset):
    train, val = dataset.split("train").chips[0], dataset.split("val").chips[0]
    ((*_, distance_km),) = nearest_between_splits(
        [replace(train, lon=179.9, lat=0.0), replace(val, lon=-179.9, lat=0.0)]
    )
    assert distance_km == pytest.approx(22.24, abs=0.01)


def test_chips_without_position_are_not_on_the_map(dataset):
    lost = replace(dataset.chips[0], lon=float("nan"))
    assert located([lost, dataset.chips[1]]) == [dataset.chips[1]]


def test_the_zoom_holds_the_densest_points():
    spread = np.random.default_rng(0).uniform((-70, -20), (-50, 0), (50, 2))
    cluster = np.random.default_rng(1).normal((-55, -3), 0.05, (60, 2))
    lonlat = np.concatenate([spread, cluster])
    extent = padded_bounds(lonlat)
    west, south, east, north = densest_bounds(lonlat, extent)
    inside = (cluster > (west, south)).all(axis=1) & (cluster < (east, north)).all(axis=1)
    assert inside.mean() > 0.95
    assert (lonlat > extent[:2]).all() and (lonlat < extent[2:]).all()
    assert east - west < (extent[2] - extent[0]) / 2


def test_one_place_still_has_a_map_of_some_size():
    west, south, east, north = padded_bounds(np.array([[20.0, 60.0]]))
    assert west < 20 < east and south < 60 < north
    assert (east - west) * 0.5 == pytest.approx(north - south)
