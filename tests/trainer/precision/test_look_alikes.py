"""Whether a filter carries over to ground that it was not fitted on, by made hits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from trainer.precision.look_alikes import FEATURES, LookAlikeHits, look_alike_scenes, measure_look_alikes


def made_hits(sign_elsewhere: float) -> LookAlikeHits:
    """Hits of which one feature tells the true from the false: up in six-band chips, elsewhere by its sign."""
    generator = np.random.default_rng(4)
    count = 900
    is_true = generator.random(count) < 0.5
    sources = np.repeat(["six_band_chips", "quarry_scene", "land_chips_12_band"], count // 3)
    sign = np.where(sources == "six_band_chips", 1.0, sign_elsewhere)
    features = generator.normal(0, 1, (count, len(FEATURES)))
    features[:, 5] += 5 * sign * np.where(is_true, 1, -1)
    places = np.array([f"{source} {index % 6}" for index, source in enumerate(sources)])
    return LookAlikeHits(features, is_true, places, sources, np.arange(count) % 2 == 0)


@pytest.mark.parametrize(("sign", "lost", "removed"), [(1, 0.1, 0.9), (-1, 1.0, 0.0)])
def test_filter_of_one_source_is_tried_on_the_others(sign, lost, removed):
    rows, told = measure_look_alikes(made_hits(sign))
    assert "true and" in told["six-band chips"]
    own = {row.source: row for row in rows if row.fitted_on == "six-band chips"}
    assert own["six_band_chips"].lost < 0.1 and own["six_band_chips"].removed > 0.9
    for source in ("quarry_scene", "land_chips_12_band"):
        row = own[source]
        assert row.true + row.false == 300 and row.places == 6
        assert (row.lost <= lost) if sign > 0 else (row.lost >= 0.99)
        assert (row.removed >= removed) if sign > 0 else (row.removed <= 0.15)
        assert row.removed_interval[0] <= row.removed <= row.removed_interval[1]


def test_filter_that_does_not_help_where_it_is_fitted_is_told():
    hits = made_hits(1)
    noise = replace(hits, features=np.random.default_rng(1).normal(0, 1, hits.features.shape))
    rows, told = measure_look_alikes(noise)
    assert set(told) == {"all sources", "six-band chips"}
    assert all(row.removed < 0.3 for row in rows if row.false)


def test_scenes_have_a_short_wave_infrared_band_and_the_held_out_date_is_not_fitted_on(made_data, tmp_path):
    scenes = list(look_alike_scenes(made_data, "20230209", tmp_path))
    by_source = {scene.source for scene, _ in scenes}
    assert by_source == {"six_band_chips", "quarry_scene", "land_chips_12_band"}
    dates = {scene.name: may_fit for scene, may_fit in scenes if scene.source == "quarry_scene"}
    assert dates["20230209"] is False and any(dates.values())
