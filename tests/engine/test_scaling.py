"""How stored numbers become reflectance: decided from tags, baseline, date and the darkest pixels."""

from __future__ import annotations

import numpy as np
import pytest

from mining_detector_plugin.engine.scaling import (
    Statistics,
    decide_scaling,
    measure_sample,
    scaling_of_product,
)


def numbers(
    dark: float, bright: float = 6_000, bands: int = 3, is_float: bool = False, is_eight_bit: bool = False
) -> Statistics:
    return Statistics(dark, bright, bands, is_float, is_eight_bit)


@pytest.mark.parametrize(
    ("dark", "acquired", "baseline", "offset", "words"),
    [
        (87, "2021-06-19", None, 0.0, "without an offset"),
        (1034, "2023-02-09", None, -0.1, "2023-02-09"),
        (300, "2023-02-09", None, 0.0, "removed already"),
        (300, None, 5.09, 0.0, "removed already"),
        (1400, "2020-05-01", None, 0.0, "before 2022-01-25"),
        (1400, "2022-01-25", None, -0.1, "acquired on 2022-01-25"),
        (1100, "2019-05-01", 5.0, -0.1, "05.00"),
        (1400, "2022-05-01", 3.01, 0.0, "03.01"),
        (1100, None, None, -0.1, "not known"),
        (400, None, None, 0.0, "400"),
    ],
)
def test_offset_follows_dark_pixels_then_baseline_then_date(dark, acquired, baseline, offset, words):
    scaling = decide_scaling(numbers(dark), acquired, baseline)
    assert (scaling.scale, scaling.offset) == (1e-4, offset)
    assert words in scaling.reason


@pytest.mark.parametrize(
    ("statistics", "acquired", "is_sure"),
    [
        (numbers(1_100), None, False),
        (numbers(1_100), "2023-02-09", True),
        (numbers(400), None, True),
        (numbers(1, 255, is_eight_bit=True), "2023-02-09", False),
        (numbers(0.02, 0.6, is_float=True), None, True),
    ],
)
def test_decision_that_other_images_would_lead_to_as_well_is_a_guess(statistics, acquired, is_sure):
    assert decide_scaling(statistics, acquired).is_sure is is_sure


def test_many_bands_none_of_them_dark_tell_a_product_that_was_processed_again():
    """ESA's Collection 1 gives images of 2015 to 2021 the offset too; a bright desert of that time has
    none."""
    assert decide_scaling(numbers(1_080, bands=10), "2019-07-01").offset == -0.1
    assert decide_scaling(numbers(1_080, bands=3), "2019-07-01").offset == 0
    assert decide_scaling(numbers(1_900, bands=10), "2019-07-01").offset == 0


def test_float_reflectance_is_taken_as_it_is():
    scaling = decide_scaling(numbers(0.02, 0.6, is_float=True), "2023-02-09")
    assert (scaling.scale, scaling.offset) == (1.0, 0.0)


def test_floats_up_to_ten_thousand_are_divided():
    assert decide_scaling(numbers(200, 6_000, is_float=True)).scale == 1e-4


def test_picture_of_eight_bits_is_stretched_back():
    scaling = decide_scaling(numbers(9, 255, is_eight_bit=True), "2023-02-09")
    assert 255 * scaling.scale + scaling.offset == pytest.approx(0.3)


def test_picture_kept_in_wider_numbers_is_recognised():
    assert 255 * decide_scaling(numbers(9, 250)).scale == pytest.approx(0.3)


def test_tags_of_the_file_win_when_they_make_sense():
    scaling = decide_scaling(numbers(1_200), "2020-01-01", tagged=(0.0001, -0.1))
    assert (scaling.scale, scaling.offset) == (0.0001, -0.1)
    assert "tags" in scaling.reason


@pytest.mark.parametrize("tagged", [(1.0, -1000.0), (1.0, 5.0), (-0.0001, 0.0)])
def test_tags_that_make_no_reflectance_are_passed_over(tagged):
    assert decide_scaling(numbers(300), tagged=tagged).scale == 1e-4


def test_scene_without_a_valid_pixel_still_gets_a_scaling():
    assert decide_scaling(measure_sample([np.array([]), np.array([])], ["uint16", "uint16"])).scale == 1e-4


def test_product_metadata_are_told_with_their_numbers():
    scaling = scaling_of_product(4.0, 10_000, -1_000)
    assert (scaling.scale, scaling.offset) == (pytest.approx(1e-4), pytest.approx(-0.1))
    assert "04.00" in scaling.reason
    assert "-1000" in scaling.reason


def test_statistics_take_the_darkest_and_the_brightest_band():
    dark, bright = np.arange(100, 1_100), np.arange(5_000, 6_000)
    found = measure_sample([bright, dark, np.array([])], ["uint16"] * 3)
    assert found.dark == pytest.approx(np.quantile(dark, 0.01))
    assert found.bright == pytest.approx(np.quantile(bright, 0.99))
    assert found.bands == 2
    assert not found.is_float
    assert not found.is_eight_bit
