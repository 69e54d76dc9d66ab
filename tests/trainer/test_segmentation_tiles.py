"""Training tiles of the segmenter, drawn from the real data where they are."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs the train extra")

from demo.scene import DEMO_SEED, paint_scene  # noqa: E402
from trainer.data.scene_crops import CropSettings  # noqa: E402
from trainer.data.segmentation import Shares, Tile, TileMaker, lay_body  # noqa: E402
from trainer.data.segmentation_scenes import (  # noqa: E402
    FIRST_MADE_SEED,
    QUARRY_TEST_DATE,
    label_made_scenes,
    label_quarry,
)
from trainer.data.segmentation_targets import ARTISANAL, BACKGROUND, CLASSES, FIRST_BAG, IGNORED, TAILINGS  # noqa: E402
from trainer.data.sources import quarry_scenes, tailings_scenes  # noqa: E402


@pytest.fixture(scope="module")
def tile_maker(shared_data) -> TileMaker:
    return TileMaker(shared_data, Shares(), CropSettings(), eurosat_every=500, made_scenes=2)


def test_tiles_are_whole_and_the_same_for_the_same_seed(tile_maker):
    for _ in range(2):
        first, second = (
            [tile_maker.draw(generator) for _ in range(12)]
            for generator in (np.random.default_rng(5), np.random.default_rng(5))
        )
        for one, other in zip(first, second, strict=True):
            assert one.reflectance.shape == (12, 192, 192)
            assert np.isfinite(one.reflectance).all()
            assert (one.reflectance[one.presence == 0] == 0).all()
            assert (one.target[~one.is_valid] == IGNORED).all()
            assert np.array_equal(one.reflectance, other.reflectance)
            assert np.array_equal(one.target, other.target)


def test_tiles_show_every_class_and_bags(tile_maker):
    generator = np.random.default_rng(0)
    codes = np.unique([tile_maker.draw(generator).target for _ in range(60)])
    assert set(range(len(CLASSES))) <= set(codes)
    assert codes.max() >= FIRST_BAG
    assert set(codes[(codes >= len(CLASSES)) & (codes < FIRST_BAG)]) <= {IGNORED}


def test_artisanal_pixels_come_with_rgb_and_with_six_bands(tile_maker):
    generator = np.random.default_rng(0)
    tiles = [tile_maker.draw(generator) for _ in range(120)]
    counts = {int(tile.presence.sum()) for tile in tiles if (tile.target == ARTISANAL).any()}
    assert {3, 6} <= counts


def test_evaluation_data_are_not_trained_on(tile_maker, shared_data):
    newest = next(scene for scene in quarry_scenes(shared_data) if scene.name == QUARRY_TEST_DATE)
    stored = newest.reflectance[newest.presence > 0].astype(np.float16)
    assert len(label_quarry(shared_data)) == 4
    assert not any(np.array_equal(scene.reflectance, stored) for scene in tile_maker.quarry)
    known = {scene.reflectance.tobytes() for scene in tile_maker.tailings}
    for scene in tailings_scenes(shared_data, "val"):
        assert scene.reflectance[scene.presence > 0].astype(np.float16).tobytes() not in known


def test_held_out_places_are_left_out(shared_data, tile_maker):
    place = tile_maker.tailings[0].place
    maker = TileMaker(
        shared_data, Shares(), CropSettings(), eurosat_every=500, made_scenes=2, left_out=frozenset({place})
    )
    assert place not in {scene.place for scene in maker.tailings}
    assert len(maker.tailings) < len(tile_maker.tailings)


def test_made_scenes_show_every_class_with_all_bands():
    scenes = label_made_scenes(3)
    codes = np.unique([scene.target for scene in scenes])
    assert set(range(len(CLASSES))) <= set(codes)
    assert all(scene.channels == tuple(range(12)) for scene in scenes)


def test_the_demo_scene_is_never_trained_on():
    assert DEMO_SEED not in range(FIRST_MADE_SEED, FIRST_MADE_SEED + 1000)
    demo = paint_scene(DEMO_SEED, 384).reflectance.astype(np.float16)
    assert not any(np.array_equal(scene.reflectance, demo) for scene in label_made_scenes(3))


def test_a_body_is_laid_in_without_the_ground_round_it():
    def tile(value: float, body: slice) -> Tile:
        target = np.full((32, 32), BACKGROUND, np.int16)
        target[body, 4:12] = TAILINGS
        unknown = np.full((32, 32), IGNORED, np.int16)
        return Tile(
            np.full((12, 32, 32), value, np.float32),
            np.ones(12, np.float32),
            np.ones((32, 32), bool),
            target,
            unknown,
        )

    ground, other = tile(0.1, slice(20, 28)), tile(0.4, slice(4, 12))
    laid = lay_body(ground, other)
    assert (laid.target == TAILINGS).sum() == 2 * 8 * 8
    assert (laid.reflectance[:, 4:12, 4:12] == np.float32(0.4)).all()
    assert (laid.reflectance[:, 16:] == np.float32(0.1)).all()
    changed = (laid.reflectance != ground.reflectance).any(axis=0)
    assert (laid.target[changed] != BACKGROUND).all()  # the rim is unlabelled
    assert (ground.target == TAILINGS).sum() == 8 * 8
