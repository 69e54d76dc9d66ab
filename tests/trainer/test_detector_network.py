"""The detector's network: shapes, decoding, locality, and that it learns."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs torch, which is not installed")
pytest.importorskip("timm", reason="needs timm, which is not installed")

from torch.nn import functional  # noqa: E402

from mining_detector_plugin.engine.errors import PackError  # noqa: E402
from mining_detector_plugin.engine.networks import build_network  # noqa: E402
from mining_detector_plugin.engine.networks.detector import RawDetections  # noqa: E402
from trainer.average_precision import ImageBoxes, box_figures  # noqa: E402
from trainer.data.augment import Jitter  # noqa: E402
from trainer.data.detection import Tile  # noqa: E402
from trainer.losses.detection import LossWeights, detection_loss  # noqa: E402
from trainer.tasks.detect import to_batch, wanted_boxes  # noqa: E402

SMALL = {
    "classes": 2,
    "used_channels": [1, 2, 3],
    "shrink": 1,
    "strides": [8, 16, 32],
    "width": 32,
    "bins": 8,
}


@pytest.fixture(scope="module")
def network():
    torch.manual_seed(0)
    return build_network("detector_yolo", SMALL).eval()


@pytest.mark.parametrize(("height", "width"), [(64, 64), (96, 160)])
def test_outputs_have_a_box_and_scores_for_each_anchor_of_all_levels(network, height, width):
    with torch.no_grad():
        boxes, scores = network(torch.randn(2, 12, height, width), torch.ones(2, 12))
    anchors = sum(height * width // stride**2 for stride in (8, 16, 32))
    assert boxes.shape == (2, anchors, 4)
    assert scores.shape == (2, anchors, 2)
    assert (boxes[..., 2:] >= boxes[..., :2]).all()
    assert ((scores >= 0) & (scores <= 1)).all()


def test_channels_that_are_not_used_change_nothing(network):
    bands, presence = torch.randn(1, 12, 64, 64), torch.ones(1, 12)
    changed = bands.clone()
    changed[:, [0, 4, 11]] = 7.0
    with torch.no_grad():
        torch.testing.assert_close(network(bands, presence), network(changed, torch.ones(1, 12)))


def test_anchors_lie_at_the_pixel_centres_of_their_level(network):
    with torch.no_grad():
        raw = network.raw(torch.zeros(1, 12, 64, 96), torch.ones(1, 12))
    fine = [(x * 8 + 4, y * 8 + 4) for y in range(8) for x in range(12)]
    assert raw.anchors[:96].tolist() == [list(map(float, point)) for point in fine]
    assert raw.anchors[-6:].tolist() == [[16, 16], [48, 16], [80, 16], [16, 48], [48, 48], [80, 48]]
    assert raw.strides.unique(return_counts=True)[1].tolist() == [96, 24, 6]


def test_decoded_boxes_of_made_distributions_are_exact():
    sides = torch.tensor([[2.0, 0.5, 3.0, 6.75]])
    distances = torch.full((1, 1, 4, 8), -1e9)
    below = sides.floor().long()
    share = sides - below
    distances[0].scatter_(-1, below[..., None], torch.log(1 - share)[..., None])
    above = torch.where(share > 0, share, torch.tensor(1e-30)).log()
    distances[0].scatter_(-1, below[..., None] + 1, above[..., None])
    raw = RawDetections(
        torch.zeros(1, 1, 1), distances, torch.tensor([[40.0, 24.0]]), torch.tensor([16.0]), torch.zeros(1)
    )
    torch.testing.assert_close(raw.boxes(), torch.tensor([[[8.0, 16.0, 88.0, 132.0]]]))


def test_result_does_not_depend_on_what_lies_far_away(network):
    """A seam-free mosaic needs it: no layer may look at the whole tile."""
    bands = torch.randn(1, 12, 32, 1536)
    changed = bands.clone()
    changed[..., 1200:] += 3.0
    with torch.no_grad():
        first, second = (network.raw(item, torch.ones(1, 12)) for item in (bands, changed))
    near = first.anchors[:, 0] < 64
    torch.testing.assert_close(first.logits[:, near], second.logits[:, near])
    assert not torch.allclose(first.logits, second.logits)


RESIDUAL = SMALL | {
    "backbone": "residual", "widths": [4, 8, 8, 16, 16], "depths": [0, 1, 1, 1, 1], "width": 8, "coarse_classes": [1],
}  # fmt: skip


def test_coarse_classes_come_from_the_image_at_half_its_size_and_the_others_from_the_whole_one():
    torch.manual_seed(0)
    network = build_network("detector_yolo", RESIDUAL).eval()
    plain = build_network("detector_yolo", RESIDUAL | {"coarse_classes": []}).eval()
    plain.load_state_dict(network.state_dict())
    bands, presence = torch.randn(1, 12, 128, 64), torch.ones(1, 12)
    with torch.no_grad():
        boxes, scores = network(bands, presence)
        fine_boxes, fine_scores = plain(bands, presence)
        coarse_boxes, coarse_scores = plain(functional.avg_pool2d(bands, 2), presence)
    first, second = slice(0, fine_boxes.shape[1]), slice(fine_boxes.shape[1], None)
    torch.testing.assert_close(boxes[:, first], fine_boxes)
    torch.testing.assert_close(boxes[:, second], 2 * coarse_boxes)
    torch.testing.assert_close(scores[:, first, 0], fine_scores[..., 0])
    torch.testing.assert_close(scores[:, second, 1], coarse_scores[..., 1])
    assert not scores[:, first, 1].any() and not scores[:, second, 0].any()


def test_residual_backbone_gives_the_strides_that_it_names():
    network = build_network("detector_yolo", RESIDUAL)
    assert [level.shape[1:] for level in network.backbone(torch.zeros(1, 3, 96, 64))] == [
        (8, 12, 8), (16, 6, 4), (16, 3, 2),
    ]  # fmt: skip
    with pytest.raises(PackError, match="strides"):
        build_network("detector_yolo", RESIDUAL | {"strides": [8, 16, 64]})


def made_tile(side: int = 128) -> Tile:
    """A dark tile with a bright and a red rectangle of two classes."""
    generator = np.random.default_rng(0)
    reflectance = generator.normal(0.05, 0.005, (3, side, side)).astype(np.float32)
    objects = np.zeros((side, side), np.int32)
    reflectance[:, 16:56, 24:80] += 0.2
    objects[16:56, 24:80] = 1
    reflectance[2, 80:112, 64:112] += 0.2
    objects[80:112, 64:112] = 2
    return Tile(
        reflectance, objects, [0, 1], np.ones((2, side, side), np.float32), np.zeros((side, side), np.int64)
    )


def step_loss(network, batch, boxes, classes):
    raw = network.raw(batch["bands"], batch["presence"])
    weight = torch.ones_like(raw.logits)
    return detection_loss(
        raw.logits,
        raw.distances,
        raw.boxes(),
        raw.anchors,
        raw.strides,
        boxes,
        classes,
        weight,
        LossWeights(),
    )["detection"]


def test_network_learns_one_image_by_heart():
    torch.manual_seed(0)
    network = build_network("detector_yolo", SMALL).train()
    still = Jitter(gain=0, offset=0, gamma=0, haze=0, noise=0)
    batch = to_batch([made_tile()], still, torch.Generator().manual_seed(0))
    boxes, classes = wanted_boxes(batch)
    optimizer = torch.optim.AdamW(network.parameters(), 2e-3)
    losses = []
    for _ in range(60):
        loss = step_loss(network, batch, boxes, classes)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.3 * losses[0]
    with torch.no_grad():
        found, scores = (output[0].numpy() for output in network(batch["bands"], batch["presence"]))
    for label in (0, 1):
        wanted = boxes[0][classes[0] == label].numpy()
        assert box_figures([ImageBoxes(wanted, found, scores[:, label])]).recall50 == 1.0
        best = found[scores[:, label].argmax()]
        assert box_figures(
            [ImageBoxes(wanted, best[None], scores[:, label].max()[None])]
        ).ap50 == pytest.approx(1)
