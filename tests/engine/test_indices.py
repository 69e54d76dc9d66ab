"""Spectral indices: the formulas at hand-computed points, and no infinity where bands are zero."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.indices import INDICES, available_indices, compute_index

#: One pixel of bare ground, and what the published formulas give for it by hand.
BARE = {"B02": 0.10, "B03": 0.15, "B04": 0.20, "B08": 0.30, "B11": 0.40, "B12": 0.35}
BY_HAND = {
    "NDVI": 0.1 / 0.5, "NDWI": -0.15 / 0.45, "MNDWI": -0.25 / 0.55, "FMI": 4 / 3, "MSI": 4 / 3,
    "BSI": 0.2 / 1.0, "NBR": -0.05 / 0.65, "IRON_OXIDE": 2.0,
}  # fmt: skip


def test_indices_of_bare_ground_are_those_computed_by_hand():
    pixel = np.array(list(BARE.values()), np.float32).reshape(6, 1, 1)
    found = {name: float(compute_index(name, pixel, tuple(BARE))[0, 0]) for name in INDICES}
    assert found == pytest.approx(BY_HAND, rel=1e-5)


def test_water_stands_above_zero_in_both_water_indices_and_below_in_ndvi():
    water = np.array([0.06, 0.05, 0.03, 0.01, 0.005, 0.004], np.float32).reshape(6, 1, 1)
    index = {name: float(compute_index(name, water, tuple(BARE))[0, 0]) for name in ("NDWI", "MNDWI", "NDVI")}
    assert index["NDWI"] > 0 and index["MNDWI"] > 0 and index["NDVI"] < 0


@pytest.mark.parametrize("name", INDICES)
def test_nodata_gives_zero(name):
    index = compute_index(name, np.zeros((2, 12, 3, 4), np.float32), PACK_BANDS)
    assert index.shape == (2, 3, 4)
    assert index.dtype == np.float32
    assert not index.any()


@given(arrays.arrays(np.float32, (12, 3, 3), elements=st.floats(0, 1, width=32, allow_subnormal=False)))
def test_no_reflectance_gives_an_infinity_and_differences_stay_between_minus_one_and_one(reflectance):
    reflectance = np.where(reflectance < 1e-4, 0, reflectance)
    for name in INDICES:
        index = compute_index(name, reflectance, PACK_BANDS)
        assert np.isfinite(index).all()
        if name not in ("FMI", "MSI", "IRON_OXIDE"):
            assert np.abs(index).max() <= 1 + 1e-6


def test_indices_are_those_whose_bands_are_there():
    assert available_indices(("B04", "B03", "B02")) == ("IRON_OXIDE",)
    assert available_indices(tuple(BARE)) == tuple(INDICES)
    assert set(available_indices(("B02", "B03", "B04", "B08"))) == {"NDVI", "NDWI", "IRON_OXIDE"}


def test_missing_band_is_named():
    with pytest.raises(ValueError, match="B08 is not among B04, B03, B02"):
        compute_index("NDVI", np.zeros((3, 2, 2), np.float32), ("B04", "B03", "B02"))
