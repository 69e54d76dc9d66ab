"""Augmentation keeps what a label rests on: shapes, geometry, which bands are there; chance is the seed's."""

from __future__ import annotations

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mining_detector_plugin.engine.bands import PACK_BANDS
from trainer.data.augment import Jitter, drop_bands, jitter_radiometry, take_off_air, turn
from trainer.data.normalisation import MEAN, STDDEV, normalise

seeds = st.integers(0, 2**31 - 1)
RGB = [PACK_BANDS.index(name) for name in ("B02", "B03", "B04")]


def seeded(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def images(seed: int, batch: int = 6, side: int = 8) -> torch.Tensor:
    return 0.02 + 0.5 * torch.rand((batch, 12, side, side), generator=seeded(seed))


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_jitter_without_strength_changes_nothing(seed):
    reflectance = images(seed)
    result = jitter_radiometry(reflectance, Jitter(0, 0, 0, 0, 0), seeded(seed))
    torch.testing.assert_close(result, reflectance)


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_jitter_keeps_the_order_of_pixels_in_a_band(seed):
    reflectance = images(seed)
    result = jitter_radiometry(reflectance, Jitter(noise=0), seeded(seed))
    in_order = result.flatten(2).gather(2, reflectance.flatten(2).argsort(dim=2))
    assert (in_order.diff(dim=2) > -1e-6).all()


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_jitter_is_alike_for_the_same_seed_and_differs_between_samples(seed):
    reflectance = images(seed)[:1].expand(6, -1, -1, -1)
    first = jitter_radiometry(reflectance, Jitter(), seeded(seed))
    assert torch.equal(first, jitter_radiometry(reflectance, Jitter(), seeded(seed)))
    assert (first[0] - first[1]).abs().max() > 1e-3


def test_gain_is_smooth_over_neighbouring_bands():
    flat = torch.full((4000, 12, 1, 1), 0.2)
    gains = jitter_radiometry(flat, Jitter(0.2, 0, 0, 0, 0), seeded(3))[:, :, 0, 0].log()
    correlation = torch.corrcoef(gains.T)
    near = correlation[PACK_BANDS.index("B08"), PACK_BANDS.index("B8A")]
    far = correlation[PACK_BANDS.index("B02"), PACK_BANDS.index("B12")]
    assert near > 0.95 and far < 0.8


def test_haze_brightens_short_waves_most_on_dark_ground():
    dark = torch.full((2000, 12, 1, 1), 0.03)
    change = (jitter_radiometry(dark, Jitter(0, 0, 0, 0.5, 0), seeded(1)) - dark).mean(dim=(0, 2, 3))
    assert torch.equal(change.argsort(descending=True), torch.arange(12))
    assert (change > 0).all()


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_over_dark_ground_air_is_taken_off_short_waves_most_and_keeps_the_order_of_pixels(seed):
    # Over bright ground air dims more than it adds.
    reflectance = 0.1 + 0.01 * images(seed)
    surface = take_off_air(reflectance, 1.0, seeded(seed))
    taken = (reflectance - surface).flatten(2).mean(dim=2)
    assert (taken[:, :4].diff(dim=1) < 0).all()
    in_order = surface.flatten(2).gather(2, reflectance.flatten(2).argsort(dim=2))
    assert (in_order.diff(dim=2) > -1e-6).all()
    assert torch.equal(take_off_air(reflectance, 0.0, seeded(seed)), reflectance)


def test_air_over_black_ground_leaves_nothing():
    # A black forest under clear air is some .07 bright at 490 nm (B02) and below .03 at 665 nm (B04).
    seen = torch.zeros(1, 12, 4, 4)
    seen[:, 1], seen[:, 3] = 0.07, 0.03
    surface = take_off_air(seen, 1.0, seeded(3))
    assert (surface[:, [1, 3]] < 0.02).all() and (surface >= 0).all()


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_turns_move_image_and_mask_alike_and_keep_all_pixels(seed):
    mask = torch.randint(0, 100, (16, 8, 8), generator=seeded(seed))
    image = mask[:, None].float().expand(-1, 3, -1, -1)
    turned, turned_mask = turn([image, mask], seeded(seed))
    assert torch.equal(turned[:, 1], turned_mask.float())
    assert torch.equal(turned_mask.flatten(1).sort(dim=1).values, mask.flatten(1).sort(dim=1).values)


def test_turns_reach_all_eight_positions():
    image = torch.arange(4).reshape(1, 1, 2, 2).expand(400, 1, 2, 2).clone()
    (turned,) = turn([image], seeded(0))
    assert len({tuple(entry.flatten().tolist()) for entry in turned}) == 8


@settings(max_examples=50, deadline=None)
@given(seeds, st.lists(st.booleans(), min_size=12, max_size=12))
def test_dropping_bands_only_takes_away_and_leaves_rgb(seed, there):
    presence = torch.tensor(there, dtype=torch.float32).expand(32, -1).clone()
    presence[:, RGB] = 1
    dropped = drop_bands(presence, seeded(seed))
    assert ((dropped == 0) | (dropped == presence)).all()
    assert (dropped[:, RGB] == 1).all()


def test_dropping_bands_goes_down_to_rgb_and_keeps_all_by_its_shares():
    count = drop_bands(torch.ones(4000, 12), seeded(2), rgb_share=0.3, keep_share=0.4).sum(dim=1)
    assert abs(float((count == 3).float().mean()) - 0.3) < 0.08
    assert abs(float((count == 12).float().mean()) - 0.4) < 0.06
    assert {6.0, 10.0} <= set(count.tolist())


def test_normalised_bands_are_zero_where_missing_or_invalid():
    reflectance = torch.from_numpy(MEAN + 2 * STDDEV)[None, :, None, None].expand(1, 12, 3, 3)
    presence = torch.ones(1, 12)
    presence[0, 5] = 0
    is_valid = torch.ones(1, 3, 3, dtype=torch.bool)
    is_valid[0, 1, 1] = False
    bands = normalise(reflectance, presence, is_valid)
    torch.testing.assert_close(bands[0, 4, 0, 0], torch.tensor(2.0), rtol=1e-4, atol=1e-4)
    assert (bands[0, 5] == 0).all() and (bands[0, :, 1, 1] == 0).all()


@settings(max_examples=25, deadline=None)
@given(seeds, st.sampled_from([Jitter(), Jitter(0, 0, 0, 0, 0)]))
def test_jitter_in_place_gives_the_same(seed, jitter):
    reflectance = images(seed)
    wanted = jitter_radiometry(reflectance, jitter, seeded(seed))
    assert jitter_radiometry(reflectance, jitter, seeded(seed), out=reflectance) is reflectance
    assert torch.equal(reflectance, wanted)
