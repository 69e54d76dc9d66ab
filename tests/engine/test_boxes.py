"""Non-maximum suppression and the merging of boxes across tiles, against plain slow computations."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box as rectangle

from mining_detector_plugin.engine.boxes import count_cuts, intersections, merge_tiles, suppress


@st.composite
def scored_boxes(draw, most: int = 12):
    """Boxes on a small grid with distinct scores and two classes."""
    count = draw(st.integers(0, most))
    corner = st.integers(0, 20)
    side = st.integers(0, 15)
    rows = [(draw(corner), draw(corner), draw(side), draw(side)) for _ in range(count)]
    boxes = np.array([(x, y, x + w, y + h) for x, y, w, h in rows], dtype=np.float32).reshape(-1, 4)
    scores = np.array(draw(st.permutations(range(1, count + 1))), dtype=np.float32) / 16
    classes = np.array(draw(st.lists(st.integers(0, 1), min_size=count, max_size=count)), dtype=int)
    return boxes, scores, classes


def iou_of(first, second) -> float:
    """Intersection over union, by shapely."""
    one, two = rectangle(*map(float, first)), rectangle(*map(float, second))
    union = one.union(two).area
    return one.intersection(two).area / union if union else 0.0


def suppress_slowly(boxes, scores, classes, iou) -> list[int]:
    kept: list[int] = []
    for index in sorted(range(len(boxes)), key=lambda item: -scores[item]):
        if all(classes[index] != classes[k] or iou_of(boxes[index], boxes[k]) <= iou for k in kept):
            kept.append(index)
    return kept


@given(scored_boxes(), st.sampled_from([0.13, 0.31, 0.53, 0.71]))
def test_suppression_equals_the_definition(made, iou):
    assert suppress(*made, iou=iou).tolist() == suppress_slowly(*made, iou)


@given(scored_boxes(), st.randoms(use_true_random=False))
def test_suppression_does_not_depend_on_the_order_given(made, random):
    boxes, scores, classes = made
    order = list(range(len(boxes)))
    random.shuffle(order)
    shuffled = suppress(boxes[order], scores[order], classes[order])
    assert [order[index] for index in shuffled] == suppress(*made).tolist()


def test_boxes_of_other_classes_do_not_suppress():
    boxes = np.array([[0, 0, 10, 10], [0, 0, 10, 10]], dtype=np.float32)
    assert suppress(boxes, np.array([0.5, 0.9]), np.array([0, 1])).tolist() == [1, 0]
    assert suppress(boxes, np.array([0.5, 0.9]), np.array([1, 1])).tolist() == [1]


def test_no_boxes_give_no_indices():
    empty = np.zeros((0, 4), dtype=np.float32)
    none = np.zeros(0)
    assert suppress(empty, none, none).shape == (0,)
    assert merge_tiles(empty, none, none, empty, np.array([0, 0, 9, 9])).shape == (0,)


@given(scored_boxes(most=6), scored_boxes(most=1))
def test_shared_areas_agree_with_shapely(made, single):
    boxes, other = made[0], single[0]
    for row in other:
        expected = [rectangle(*map(float, row)).intersection(rectangle(*map(float, b))).area for b in boxes]
        np.testing.assert_allclose(intersections(row, boxes), expected)


def tile_starts(length: int, tile: int, stride: int) -> list[int]:
    return sorted({min(start, max(0, length - tile)) for start in range(0, length, stride)})


def seen_by_tiles(objects: np.ndarray, width: int, height: int, tile: int, stride: int, random):
    """What a perfect detector returns: each object clipped to each tile that sees any of it, any score."""
    boxes, windows, of_object = [], [], []
    for y in tile_starts(height, tile, stride):
        for x in tile_starts(width, tile, stride):
            window = np.array([x, y, min(x + tile, width), min(y + tile, height)])
            for index, item in enumerate(objects):
                clipped = np.concatenate([np.maximum(item[:2], window[:2]), np.minimum(item[2:], window[2:])])
                if np.all(clipped[2:] > clipped[:2]):
                    boxes.append(clipped)
                    windows.append(window)
                    of_object.append(index)
    scores = np.array([random.uniform(0.1, 1) for _ in boxes])
    return np.array(boxes), scores, np.array(windows), np.array(of_object)


@settings(deadline=None)
@given(
    st.integers(60, 200), st.integers(60, 200),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(4, 16), st.integers(4, 16)),
             min_size=1, max_size=5, unique_by=lambda item: item[:2]),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_each_object_that_fits_the_overlap_comes_out_once_and_whole(width, height, cells, random):
    objects = np.array([(x * 20, y * 20, x * 20 + w, y * 20 + h) for x, y, w, h in cells])
    objects = objects[(objects[:, 2] <= width) & (objects[:, 3] <= height)]
    if len(objects) == 0:
        return
    boxes, scores, windows, of_object = seen_by_tiles(
        objects, width, height, tile=56, stride=36, random=random
    )
    kept = merge_tiles(
        boxes, scores, np.zeros(len(boxes)), windows, np.array([0, 0, width, height]), edge_px=1
    )
    assert sorted(of_object[kept].tolist()) == list(range(len(objects)))
    np.testing.assert_array_equal(boxes[kept], objects[of_object[kept]])
    assert np.all(np.diff(scores[kept]) <= 0)


@given(scored_boxes(), st.randoms(use_true_random=False))
def test_boxes_of_one_tile_never_compete_in_the_merge(made, random):
    boxes, scores, classes = made
    windows = np.tile([0, 0, 30, 30], (len(boxes), 1))
    kept = merge_tiles(boxes, scores, classes, windows, np.array([0, 0, 100, 100]))
    assert sorted(kept.tolist()) == list(range(len(boxes)))


def test_cut_box_yields_to_the_whole_one_even_with_a_better_score():
    boxes = np.array([[40, 10, 64, 30], [40, 10, 80, 30]])
    windows = np.array([[0, 0, 64, 64], [32, 0, 96, 64]])
    kept = merge_tiles(boxes, np.array([0.9, 0.4]), np.zeros(2), windows, np.array([0, 0, 96, 64]))
    assert kept.tolist() == [1]


def test_cut_large_box_does_not_yield_to_a_small_whole_one_inside_it():
    boxes = np.array([[10, 10, 64, 60], [44, 20, 54, 30]])
    windows = np.array([[0, 0, 64, 64], [32, 0, 96, 64]])
    kept = merge_tiles(boxes, np.array([0.9, 0.4]), np.zeros(2), windows, np.array([0, 0, 96, 64]))
    assert kept.tolist() == [0]


def test_outer_edges_do_not_cut_and_inner_ones_do():
    box = np.array([[0, 0, 64, 64]])
    tile = np.array([[0, 0, 64, 64]])
    assert count_cuts(box, tile, np.array([0, 0, 64, 64]), 2).tolist() == [0]
    assert count_cuts(box, tile, np.array([0, 0, 128, 64]), 2).tolist() == [1]
    assert count_cuts(box, tile, np.array([-1, -1, 65, 65]), 2).tolist() == [4]
    assert count_cuts(box, tile, np.array([10, 0, 60, 64]), 2).tolist() == [0]


def test_box_just_inside_the_edge_width_counts_as_cut():
    tile = np.array([[0, 0, 64, 64]])
    scene = np.array([0, 0, 128, 64])
    assert count_cuts(np.array([[10, 10, 62, 20]]), tile, scene, 2).tolist() == [1]
    assert count_cuts(np.array([[10, 10, 61.9, 20]]), tile, scene, 2).tolist() == [0]


def test_neighbours_that_both_have_an_object_whole_give_the_better_one():
    boxes = np.array([[40, 10, 50, 20], [41, 10, 51, 20], [40, 10, 50, 20]])
    windows = np.array([[0, 0, 64, 64], [32, 0, 96, 64], [32, 0, 96, 64]])
    kept = merge_tiles(
        boxes, np.array([0.5, 0.7, 0.6]), np.array([0, 0, 1]), windows, np.array([0, 0, 96, 64])
    )
    assert kept.tolist() == [1, 2]
