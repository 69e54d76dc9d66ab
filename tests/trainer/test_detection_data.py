"""Boxes from masks and the tiles pasted from scenes: image and boxes stay together through every step."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

torch = pytest.importorskip("torch", reason="needs torch, which is not installed")
from trainer.data.augment import Jitter  # noqa: E402
from trainer.data.detection import (  # noqa: E402
    QUARRY_HELD_OUT,
    UNKNOWN,
    Scene,
    boxes_of,
    empty_tile,
    load_made_scenes,
    load_scenes,
    number_objects,
    paste,
    quarry_scene,
    random_window,
    tailings_scene,
)
from trainer.data.samples import Sample  # noqa: E402
from trainer.tasks.detect import dense_loss, to_batch, wanted_boxes  # noqa: E402

STILL = Jitter(gain=0, offset=0, gamma=0, haze=0, noise=0)


def made_scene(side: int = 100) -> Scene:
    """Two rectangles, brighter than the ground, of classes 0 and 1."""
    objects = np.zeros((side, side), np.int32)
    objects[20:60, 10:40] = 1
    objects[70:90, 50:95] = 2
    reflectance = np.repeat(np.where(objects > 0, 0.3, 0.1)[None], 3, 0).astype(np.float32)
    return Scene(
        reflectance, objects, np.array([0, 1]), np.ones((3, side, side), np.float32),
        np.full((side, side), UNKNOWN), "here", "made", "made",
    )  # fmt: skip


def sample_of(mask: np.ndarray) -> Sample:
    shape = mask.shape
    return Sample(
        np.full((12, *shape), 0.1, np.float32), np.ones(12, np.float32), np.ones(shape, bool),
        source="made", place="here", name="made", mask=mask.astype(np.uint8),
    )  # fmt: skip


def test_pixels_that_touch_at_a_corner_are_one_object_and_slivers_are_none():
    mask = np.zeros((40, 40), bool)
    mask[0:6, 0:6] = mask[6:12, 6:12] = True
    mask[20:23, 20:23] = True
    objects = number_objects(mask)
    boxes, numbers = boxes_of(objects)
    assert boxes.tolist() == [[0, 0, 12, 12]]
    assert numbers.tolist() == [1]


def test_patches_nearer_than_the_joining_distance_are_one_object():
    mask = np.zeros((40, 40), bool)
    mask[0:10, 0:10] = mask[0:10, 14:24] = True
    mask[30:40, 0:10] = True
    assert boxes_of(number_objects(mask))[0].tolist() == [[0, 0, 10, 10], [14, 0, 24, 10], [0, 30, 10, 40]]
    assert boxes_of(number_objects(mask, join_px=4))[0].tolist() == [[0, 0, 24, 10], [0, 30, 10, 40]]
    assert not number_objects(mask, join_px=4)[~mask].any()


def test_other_mine_ground_is_not_known_to_be_free_of_pits_and_scars():
    mask = np.zeros((30, 30))
    mask[:10], mask[20:, 20:] = 1, 2
    scene = tailings_scene(sample_of(mask), other_ground_weight=0.5, has_mine_polygons=True)
    assert scene.classes.tolist() == [0]
    assert scene.weight[:, 5, 5].tolist() == [0.5, 0, 0]
    assert scene.weight[:, 15, 15].tolist() == [1, 1, 1]
    assert scene.weight[:, 25, 25].tolist() == [1, 1, 1]
    unlined = tailings_scene(sample_of(np.where(mask == 1, 0, mask)), 0.5, has_mine_polygons=False)
    assert (unlined.weight[0] == 1).all() and (unlined.weight[1] == 0).all()


def test_unlabelled_ground_of_the_quarry_is_unknown():
    mask = np.zeros((30, 30))
    mask[:10, :10], mask[20:] = 10, 9
    scene = quarry_scene(sample_of(mask))
    assert scene.classes.tolist() == [1]
    assert scene.weight[:, 15, 15].tolist() == [0, 0, 0]
    assert scene.weight[:, 25, 25].tolist() == [1, 1, 1]
    assert scene.dense[15, 15] == UNKNOWN


@given(st.integers(0, 2**31), st.floats(0.3, 2.5))
def test_boxes_follow_the_picture_through_crop_and_scale(seed, scale):
    generator = np.random.default_rng(seed)
    scene, tile = made_scene(), empty_tile(64)
    window = random_window(scene.shape, (64, 64), (scale, scale), generator)
    paste(tile, scene, (0, 0, 64, 64), window, least_visible=0, least_side=0)
    boxes, numbers = boxes_of(tile.objects)
    assert sorted(set(numbers)) == list(range(1, len(tile.classes) + 1))
    stretch = 64 / np.array([window[2] - window[0], window[3] - window[1]] * 2)
    for box, number in zip(boxes, numbers, strict=True):
        truth = np.array([[10, 20, 40, 60], [50, 70, 95, 90]][tile.classes[number - 1]])
        expected = np.clip((truth - np.array([*window[:2], *window[:2]])) * stretch, 0, 64)
        assert np.abs(box - expected).max() <= 1
        x0, y0, x1, y1 = box.astype(int)
        assert tile.reflectance[:, y0:y1, x0:x1].mean() > 0.25


def test_object_of_which_little_is_seen_is_unknown_ground():
    tile = empty_tile(32)
    paste(tile, made_scene(), (0, 0, 32, 32), (35, 40, 67, 72))
    assert tile.classes == []
    assert not tile.objects.any()
    assert (tile.weight[:, 0:20, 0:5] == 0).all()
    assert (tile.weight[:, 0:20, 8:] == 1).all()


def test_turns_move_boxes_with_the_picture():
    tile = empty_tile(96)
    paste(tile, made_scene(), (0, 0, 96, 96), (0, 0, 96, 96))
    batch = to_batch([tile] * 16, STILL, torch.Generator().manual_seed(3))
    boxes, classes = wanted_boxes(batch)
    assert len({tuple(item.flatten().tolist()) for item in boxes}) > 4
    for bands, image_boxes, image_classes in zip(batch["bands"], boxes, classes, strict=True):
        assert sorted(image_classes.tolist()) == [0, 1]
        for box in image_boxes.int().tolist():
            inside = bands[1:4, box[1] : box[3], box[0] : box[2]].mean()
            assert inside > bands[1:4].mean() + 1
    assert batch["presence"].sum(1).unique().tolist() == [3.0]


def test_each_sources_labels_compete_among_themselves():
    labels = torch.full((1, 8, 8), 1)
    logits = torch.zeros(1, 26, 1, 1)
    assert dense_loss(logits, labels).item() == pytest.approx(np.log(3))
    logits[:, 14:] = 50.0
    assert dense_loss(logits, labels).item() == pytest.approx(np.log(3))
    assert dense_loss(logits, torch.full((1, 8, 8), UNKNOWN)).item() == 0


def test_made_scenes_show_tailings_and_pits_where_the_sky_is_clear():
    scenes = load_made_scenes(3, size=256)
    assert {int(label) for scene in scenes for label in scene.classes} == {0, 1}
    for scene in scenes:
        boxes, numbers = boxes_of(scene.objects)
        assert numbers.tolist() == list(range(1, len(scene.classes) + 1)) and len(boxes) == len(numbers)
        assert scene.weight.shape == (3, 256, 256) and scene.reflectance.shape == (3, 256, 256)


@pytest.mark.slow
def test_held_out_date_of_the_quarry_is_for_evaluation_alone(real_data):
    train, val = load_scenes(real_data, "train"), load_scenes(real_data, "val")
    dates = {split: [s.name for s in scenes if s.source == "quarry_scene"] for split, scenes in
             (("train", train), ("val", val))}  # fmt: skip
    assert dates["val"] == [QUARRY_HELD_OUT]
    assert QUARRY_HELD_OUT not in dates["train"] and len(dates["train"]) == 4
    places = [{s.place for s in scenes if s.source == "tailings"} for scenes in (train, val)]
    assert sum(s.source == "tailings" for s in train) == 79
    assert not {s.name for s in train} & {s.name for s in val} and places[0] and places[1]
