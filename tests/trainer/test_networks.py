"""Every registered network keeps the contract of docs/developers.md, in torch and as a graph."""

from __future__ import annotations

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.networks import NETWORKS, build_network, load_weights
from trainer.packs.graph import tensor_places, write_graph, write_weights

OUTPUTS = {
    "classifier": {"logits": ("batch", "class")},
    "segmenter": {"logits": ("batch", "class", "height", "width")},
    "detector": {"boxes": ("batch", "anchors", "coordinate"), "scores": ("batch", "anchors", "class")},
}


_SMALL_SEGMENTER = {"encoder": "resnet18", "options": {"decoder_channels": [32, 24, 16, 12, 8]}}
#: What each network makes, and arguments that make it small.
EXAMPLES: dict[str, tuple[str, dict]] = {
    "classifier_resnet": ("classifier", {}),
    "classifier_two_towers": ("classifier", {}),
    "detector_yolo": ("detector", {}),
    "ensemble": (
        "classifier",
        {"name": "classifier_resnet", "arguments": {"widths": [8, 16], "depths": [1, 1]}, "count": 2,
         "views": ["as_is", "turn_90", "flip_up_down"]},
    ),
    "joint_segmenter": (
        "segmenter",
        {"members": [_SMALL_SEGMENTER, {"architecture": "FPN", "encoder": "resnet18"}], "classes": 3},
    ),
    "segmenter_unet": ("segmenter", {}),
    "side_by_side": (
        "classifier",
        {"members": [{"name": "classifier_resnet", "arguments": {"widths": [8], "depths": [1]}}] * 2},
    ),
    "smp_segmenter": ("segmenter", _SMALL_SEGMENTER),
    "timm_classifier": ("classifier", {"backbone": "test_resnet"}),
}  # fmt: skip


def test_every_network_has_an_example():
    assert set(EXAMPLES) == set(NETWORKS)


@pytest.fixture(scope="module", params=sorted(EXAMPLES))
def exported(request, tmp_path_factory):
    """A network with uneven made weights, rounded to float16, its graph's session, and its folder."""
    folder = tmp_path_factory.mktemp(request.param)
    torch.manual_seed(3)
    kind, arguments = EXAMPLES[request.param]
    network = build_network(request.param, arguments)
    with torch.no_grad():
        for name, tensor in network.state_dict().items():
            if tensor.is_floating_point():
                tensor.mul_(1 + 0.2 * torch.rand_like(tensor))
                if name.endswith(("fill.fill", "running_mean")):
                    tensor.add_(0.3 * torch.randn_like(tensor))
    network.eval()
    write_weights(network, folder / "weights.safetensors")
    load_weights(network, folder / "weights.safetensors")
    write_graph(network, folder, OUTPUTS[kind], 64)
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    return network, session, folder


def inputs(batch: int, height: int, width: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    generator = np.random.default_rng(seed)
    bands = generator.normal(size=(batch, 12, height, width)).astype(np.float32)
    presence = (generator.random((batch, 12)) < 0.6).astype(np.float32)
    return bands, presence


def run(network: torch.nn.Module, bands: np.ndarray, presence: np.ndarray) -> list[np.ndarray]:
    with torch.inference_mode():
        outputs = network(torch.from_numpy(bands), torch.from_numpy(presence))
    return [output.numpy() for output in (outputs if isinstance(outputs, tuple) else (outputs,))]


@pytest.mark.parametrize("shape", [(1, 64, 64), (3, 96, 128)])
def test_graph_equals_torch_at_any_batch_and_size(exported, shape):
    network, session, _ = exported
    bands, presence = inputs(*shape)
    found = session.run(None, {"bands": bands, "presence": presence})
    for first, second in zip(found, run(network, bands, presence), strict=True):
        assert first.shape == second.shape
        np.testing.assert_allclose(first, second, atol=1e-3)


def test_what_a_missing_band_holds_does_not_matter(exported):
    network, session, _ = exported
    bands, presence = inputs(2, 64, 64)
    other = np.where(presence[:, :, None, None] > 0, bands, np.float32(7))
    assert (presence == 0).any()
    for runner in (lambda *pair: session.run(None, dict(zip(("bands", "presence"), pair, strict=True))),
                   lambda *pair: run(network, *pair)):  # fmt: skip
        for first, second in zip(runner(bands, presence), runner(other, presence), strict=True):
            np.testing.assert_allclose(first, second, atol=1e-5)


def test_a_missing_band_differs_from_a_mean_one(exported):
    network, _, _ = exported
    bands, _ = inputs(1, 64, 64)
    bands[:, 3] = 0
    there, missing = np.ones((1, 12), np.float32), np.ones((1, 12), np.float32)
    missing[:, 3] = 0
    assert np.abs(run(network, bands, there)[0] - run(network, bands, missing)[0]).max() > 1e-6


def test_weights_lie_once_in_the_weights_file(exported):
    network, _, folder = exported
    graph = onnx.load(folder / "model.onnx", load_external_data=False)
    outside = [tensor for tensor in graph.graph.initializer if tensor.external_data]
    places = tensor_places(folder / "weights.safetensors")
    assert not [name for name in places if name.endswith("num_batches_tracked")]
    inline = sum(int(np.prod(tensor.dims)) for tensor in graph.graph.initializer if not tensor.external_data)
    total = sum(tensor.numel() for tensor in network.state_dict().values() if tensor.is_floating_point())
    assert sum(int(np.prod(tensor.dims)) for tensor in outside) > 0.95 * total
    assert inline < 0.05 * total + 1000
    assert (folder / "model.onnx").stat().st_size < 400_000


def test_networks_have_no_norm_that_depends_on_the_tile(exported):
    network, _, _ = exported
    banned = (torch.nn.GroupNorm, torch.nn.LayerNorm, torch.nn.modules.instancenorm._InstanceNorm)
    assert not [name for name, module in network.named_modules() if isinstance(module, banned)]


def test_unknown_network_is_an_error_that_lists_the_known():
    with pytest.raises(PackError, match="classifier_resnet"):
        build_network("classifier_resent", {})


def test_wrong_arguments_are_an_error():
    with pytest.raises(PackError, match="width"):
        build_network("classifier_resnet", {"width": 3})


def test_weights_of_another_network_are_an_error(tmp_path):
    write_weights(
        build_network("classifier_resnet", {"widths": [4, 8], "depths": [1, 1]}), tmp_path / "w.safetensors"
    )
    with pytest.raises(PackError, match="do not fit"):
        load_weights(build_network("classifier_resnet", {}), tmp_path / "w.safetensors")
