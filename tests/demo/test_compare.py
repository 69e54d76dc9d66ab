"""The comparison with the truth, on squares whose areas one can count by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
import shapely

from demo.compare import Outlines, Truth, compare, describe, read_truth


def outlines(*entries):
    polygons = np.empty(len(entries), object)
    polygons[:] = [shapely.box(*box) for box, _ in entries]
    return Outlines(polygons, np.array([kind for _, kind in entries], object))


def report_of(comparison, kind):
    return next(report for report in comparison.by_type if report.type == kind)


SITES = outlines(((0, 0, 100, 100), "open_pit"), ((200, 0, 300, 100), "tailings"))
TRUTH = Truth(SITES, np.array([True, True]), shapely.Polygon())


def test_truth_against_itself_is_perfect():
    comparison = compare(SITES, TRUTH)
    assert (comparison.recall, comparison.precision, comparison.area_iou) == (1, 1, 1)
    assert report_of(comparison, "open_pit").named == report_of(comparison, "tailings").named == 1
    assert report_of(comparison, "artisanal").sites == 0


def test_a_quarter_of_a_site_is_found_and_less_is_not():
    quarter = outlines(((0, 0, 50, 50), "open_pit"), ((200, 0, 224, 100), "tailings"))
    comparison = compare(quarter, TRUTH)
    assert comparison.found_sites.tolist() == [True, False]
    assert comparison.precision == 1
    assert comparison.area_iou == pytest.approx((2500 + 2400) / 20000)


def test_a_polygon_that_is_mostly_elsewhere_is_wrong():
    sprawling = outlines(((0, 0, 100, 100), "open_pit"), ((290, 0, 390, 100), "tailings"))
    comparison = compare(sprawling, TRUTH)
    assert comparison.right_polygons.tolist() == [True, False]
    assert comparison.precision == 0.5
    assert comparison.area_iou == pytest.approx(11_000 / (20_000 + 9_000))


def test_several_polygons_together_find_a_site_and_the_largest_area_names_it():
    pieces = outlines(
        ((0, 0, 20, 100), "tailings"), ((30, 0, 45, 100), "open_pit"), ((60, 0, 70, 100), "open_pit")
    )  # fmt: skip
    report = report_of(compare(pieces, TRUTH), "open_pit")
    assert (report.found, report.named) == (1, 1)


def test_a_site_of_the_wrong_type_is_found_but_not_named():
    comparison = compare(outlines(((0, 0, 100, 100), "waste_dump")), TRUTH)
    report = report_of(comparison, "open_pit")
    assert (report.sites, report.found, report.named) == (1, 1, 0)


def test_sites_under_clouds_and_what_is_detected_there_are_left_out():
    comparison = compare(SITES, Truth(SITES, np.array([True, False]), shapely.Polygon()))
    assert comparison.hidden == 1
    assert len(comparison.found_sites) == len(comparison.right_polygons) == 1
    assert report_of(comparison, "tailings").sites == 0
    assert comparison.area_iou == 1


def test_other_mine_ground_is_neither_wrong_nor_counted_as_area():
    truth = Truth(SITES, np.array([True, True]), shapely.box(100, 0, 150, 100))
    detected = outlines(((0, 0, 150, 100), "open_pit"), ((120, 0, 150, 100), "mine_ground"))
    comparison = compare(detected, truth)
    assert comparison.right_polygons.tolist() == [True, True]
    assert comparison.found_sites.tolist() == [True, False]
    assert comparison.area_iou == pytest.approx(10_000 / 20_000)


def test_nothing_detected_gives_nothing_found_and_no_precision():
    comparison = compare(outlines(), TRUTH)
    assert comparison.recall == 0 and comparison.area_iou == 0
    assert math.isnan(comparison.precision)
    assert "Found 0 of 2 sites" in describe(comparison)
    assert "nan" not in describe(comparison)


def test_overlapping_polygons_are_not_counted_twice_in_the_area():
    doubled = outlines(((0, 0, 100, 100), "open_pit"), ((0, 0, 100, 100), "waste_dump"))
    assert compare(doubled, TRUTH).area_iou == pytest.approx(0.5)


def test_truth_of_a_made_scene_against_itself_is_perfect(made_scene):
    truth = read_truth(made_scene.truth)
    comparison = compare(truth.sites, truth)
    assert comparison.recall == comparison.precision == 1
    assert comparison.area_iou == pytest.approx(1)
