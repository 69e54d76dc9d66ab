"""Figures of boxes of sites: hand-counted cases, agreement with COCO's own code, and finders on made images."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs torch, which is not installed")
from trainer.average_precision import ImageBoxes, box_figures  # noqa: E402
from trainer.data.samples import Chips  # noqa: E402
from trainer.evaluation.site_boxes import average_precision, match_sites, site_figures  # noqa: E402
from trainer.evaluation.site_finders import FoundSites, detector_finder, segmenter_finder  # noqa: E402
from trainer.evaluation.site_images import SiteImage, mosaics_of  # noqa: E402


def site_image(boxes, kind="tailings", places=None, other=None, side=100) -> SiteImage:
    return SiteImage(
        "made", "made", np.full((3, side, side), 0.1, np.float32), np.array(boxes, np.float32).reshape(-1, 4), kind,
        np.zeros((side, side), bool) if other is None else other, np.array([["here"]] if places is None else places),
    )  # fmt: skip


def found_sites(boxes, scores, kinds=None) -> FoundSites:
    return FoundSites(
        np.array(boxes, np.float32).reshape(-1, 4), np.array(scores, np.float32),
        np.array(["tailings"] * len(scores) if kinds is None else kinds),
    )  # fmt: skip


def test_average_precision_agrees_with_pycocotools():
    generator = np.random.default_rng(0)
    pairs, images = [], []
    for _ in range(12):
        corners = generator.uniform(0, 70, (6, 2))
        wanted = np.concatenate([corners, corners + generator.uniform(10, 30, (6, 2))], axis=1)
        moved = np.concatenate([wanted + generator.normal(0, 4, wanted.shape), wanted[:3] + 50])
        moved = np.clip(np.sort(moved.reshape(-1, 2, 2), axis=1).reshape(-1, 4), 0, 100)
        scores = generator.permutation(len(moved)) / 100 + generator.random() / 1000
        order = np.argsort(-scores)
        pairs.append((site_image(wanted), found_sites(moved[order], scores[order])))
        images.append(ImageBoxes(wanted.astype(np.float32), moved[order].astype(np.float32), scores[order]))
    matched = match_sites(pairs, 0.0, "tailings")
    assert average_precision(matched, 0) == pytest.approx(box_figures(images).ap50, abs=1e-6)


def test_a_second_box_on_a_site_is_false_by_overlap_and_counts_for_nothing_by_centre():
    found = found_sites([[10, 10, 30, 30], [18, 10, 34, 30]], [0.9, 0.8])
    # At an IoU of .5 the first takes the site; suppression leaves both boxes, since they share less than half.
    pairs = [(site_image([[10, 10, 32, 30], [70, 70, 90, 90]]), found)]
    matched = match_sites(pairs, 0.5, "tailings")
    assert matched.right[0].tolist() == [True, False]
    assert matched.is_ignored[2].tolist() == [False, True]


def test_a_place_drawn_twice_counts_twice():
    image = site_image([[0, 0, 20, 20], [60, 60, 80, 80]], places=[["a", "b"], ["c", "d"]])
    matched = match_sites(
        [(image, found_sites([[0, 0, 20, 20], [60, 0, 80, 20]], [0.9, 0.8]))], 0.5, "tailings"
    )
    assert average_precision(matched, 0) == pytest.approx(51 / 101)
    # Places are those of the image, sorted: a (find), b (find), c, d (site).
    assert average_precision(matched, 0, np.array([1.0, 0.0, 0.0, 0.0])) == 1.0
    assert average_precision(matched, 0, np.array([0.0, 1.0, 0.0, 1.0])) == 0.0
    assert np.isnan(average_precision(matched, 0, np.array([0.0, 1.0, 1.0, 0.0])))


def test_finds_on_other_mine_ground_are_not_false_where_that_is_asked():
    other = np.zeros((100, 100), bool)
    other[50:] = True
    pairs = [
        (
            site_image([[0, 0, 20, 20]], other=other),
            found_sites([[40, 60, 60, 80], [0, 0, 20, 20]], [0.9, 0.8]),
        )
    ]
    assert average_precision(match_sites(pairs, 0.5, None), 0) == pytest.approx(0.5)
    assert average_precision(match_sites(pairs, 0.5, None, ignore_other_ground=True), 0) == 1.0


def test_figures_of_scenes_and_mosaics_are_told_together_and_apart():
    scene = (site_image([[0, 0, 20, 20]]), found_sites([[0, 0, 20, 20]], [0.9]))
    mosaic = (
        site_image([[0, 0, 48, 48]], "artisanal"),
        found_sites([[50, 50, 90, 90]], [0.4], ["artisanal"]),
    )
    figures = site_figures([scene], [mosaic], 0.5, draws=0)
    assert figures["ap50_any_mine_tailings_scenes"]["value"] == 1.0
    assert figures["ap50_any_mine_chip_mosaics"]["value"] == 0.0
    assert figures["ap50_any_mine"]["value"] == pytest.approx(51 / 101)
    assert figures["recall50"] == {"value": 0.5, "interval": None, "count": 2}
    assert figures["recall50_under_10_ha"]["value"] == 1.0
    assert figures["false_sites_per_1000_km2_chip_mosaics"]["value"] == 0.0


def test_a_mosaic_knows_the_place_of_each_chip():
    chips = Chips(
        np.full((30, 3, 8, 8), 100, np.uint8), ("B04", "B03", "B02"), 0.001, "rgb_chips",
        np.array(["mine"] * 5 + ["no_mine"] * 25), np.array([f"place{n}" for n in range(30)]),
        np.array(["group"] * 30), np.zeros((30, 2), np.float32),
    )  # fmt: skip
    images = mosaics_of(chips, seed=0)
    places = [place for image in images for place in image.places_of(image.boxes)]
    assert sorted(places) == [f"place{n}" for n in range(5)]
    assert images[0].reflectance[0, 4, 4] == pytest.approx(0.1)


def test_the_detector_finder_keeps_what_lies_in_the_image_and_suppresses_the_rest():
    boxes = np.array(
        [[[10, 10, 40, 40], [11, 10, 40, 40], [90, 90, 130, 130], [110, 110, 126, 126]]], np.float32
    )
    scores = np.array([[[0.9, 0.1], [0.8, 0.2], [0.1, 0.7], [0.9, 0.1]]], np.float32)
    find = detector_finder(("tailings", "artisanal"), lambda bands, presence: [boxes, scores])
    found = find(site_image([], side=112))
    assert found.boxes.tolist() == [[10, 10, 40, 40], [90, 90, 112, 112]]
    assert found.kinds.tolist() == ["tailings", "artisanal"]


def test_the_segmenter_finder_draws_boxes_round_polygons():
    def predict(bands, presence):
        logits = np.zeros((1, 3, 128, 128), np.float32)
        logits[:, 0] = 4.0
        logits[0, :, 10:20, 30:50] = np.array([0, 0, 6])[:, None, None]
        logits[0, :, 60:70, 5:9] = np.array([0, 4, 0])[:, None, None]
        logits[0, :, 90:92, 5:7] = np.array([0, 9, 0])[:, None, None]
        return [logits]

    found = segmenter_finder(("background", "tailings", "artisanal"), predict, 0.5)(site_image([]))
    assert found.boxes.tolist() == [[30, 10, 50, 20], [5, 60, 9, 70]]
    assert found.kinds.tolist() == ["artisanal", "tailings"]
    assert (np.diff(found.scores) < 0).all()
