"""Band names in all the ways that files give them."""

from __future__ import annotations

import pytest

from mining_detector_plugin.engine.bands import BAND_NAMES, PACK_BANDS, parse_band_name, propose_bands


@pytest.mark.parametrize("name", BAND_NAMES)
def test_canonical_names_are_themselves(name):
    assert parse_band_name(name) == name
    assert parse_band_name(name.lower()) == name
    assert parse_band_name(f"T33UXS_20210619T100031_{name}_20m") == name
    assert parse_band_name(f"S2A_OPER_MSI_L1C_TL_SGS__20160101T120000_A002738_T33UXS_{name}") == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("B4", "B04"), ("b8a", "B8A"), ("B08A", "B8A"), ("B2", "B02"), ("B8", "B08"), ("B12", "B12"),
        ("B4, central wavelength 665 nm", "B04"), ("B8A (865 nm)", "B8A"), ("sr.B03", "B03"),
        ("red", "B04"), ("Green", "B03"), ("BLUE", "B02"), ("coastal", "B01"), ("nir", "B08"),
        ("nir08", "B8A"),
        ("nir09", "B09"), ("cirrus", "B10"), ("swir16", "B11"), ("SWIR 2", "B12"), ("rededge2", "B06"),
        ("Red Edge 3", "B07"), ("red-edge-1", "B05"), ("rededge071", "B05"), ("coastal_aerosol", "B01"),
    ],
)  # fmt: skip
def test_other_names_are_understood(text, name):
    assert parse_band_name(text) == name


@pytest.mark.parametrize(
    "text",
    [None, "", "Band 4", "gray", "B13", "B00", "TCI", "T33UXS_20210619T100031_SCL_20m", "AOT", "ndvi",
     "B4/B8", "B2B", "image_20210619", "S2B_MSIL2A_20210619T100031", "infrared", "redness"],
)  # fmt: skip
def test_other_texts_name_no_band(text):
    assert parse_band_name(text) is None


@pytest.mark.parametrize("count", [3, 4, 6, 10, 12, 13])
def test_customary_counts_have_a_proposal_of_that_length(count):
    proposal = propose_bands(count)
    assert len(proposal) == count
    assert set(proposal) <= set(BAND_NAMES)


def test_other_counts_have_no_proposal():
    assert propose_bands(5) is None
    assert propose_bands(1) is None


def test_packs_see_all_bands_but_the_one_that_sees_no_ground():
    assert set(BAND_NAMES) - set(PACK_BANDS) == {"B10"}
