"""Networks by name, for the trainer and for the torch runtime. Torch is imported only when one is built.

A network's module holds a class that takes keyword arguments (JSON values) and whose
``forward(bands, presence)`` is described in docs/developers.md.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import PackError

if TYPE_CHECKING:
    from torch import nn

#: Where each network lives: module of this package, class in it.
NETWORKS: dict[str, tuple[str, str]] = {
    "classifier_resnet": ("classifier_resnet", "ClassifierResnet"),
    "classifier_two_towers": ("classifier_two_towers", "ClassifierTwoTowers"),
    "segmenter_unet": ("segmenter", "SegmenterUnet"),
    "detector_yolo": ("detector", "Detector"),
    "timm_classifier": ("timm_classifier", "TimmClassifier"),
    "smp_segmenter": ("smp_segmenter", "SmpSegmenter"),
    "joint_segmenter": ("joint_segmenter", "JointSegmenter"),
    "ensemble": ("ensemble", "Ensemble"),
    "side_by_side": ("side_by_side", "SideBySide"),
}


def build_network(name: str, arguments: dict[str, Any]) -> nn.Module:
    """Return a network with fresh weights.

    Args:
        name: a key of ``NETWORKS``.
        arguments: keyword arguments of its class, as in a pack's ``network.arguments``.

    Raises:
        PackError: ``network_unknown`` or ``network_arguments_invalid``.
    """
    if name not in NETWORKS:
        raise PackError(
            "network_unknown", f"There is no network {name!r}; known are {', '.join(sorted(NETWORKS))}.",
            "Correct the name, or use a version of Mining Detector that has this network.",
        )  # fmt: skip
    module_name, class_name = NETWORKS[name]
    network_class = getattr(import_module(f".{module_name}", __package__), class_name)
    try:
        return network_class(**arguments)
    except (TypeError, ValueError) as error:
        raise PackError(
            "network_arguments_invalid", f"The network {name!r} can't be built from {arguments}: {error}.",
            "Correct the arguments in the recipe or pack.",
        ) from error  # fmt: skip


def load_weights(network: nn.Module, path: Path) -> None:
    """Load a pack's float16 weights file into a network as float32.

    Counters of batch norm (``num_batches_tracked``) are of no use after training and not in the file.

    Raises:
        PackError: ``weights_do_not_fit``, naming the tensors.
    """
    from safetensors.torch import load_file

    weights = {name: tensor.float() for name, tensor in load_file(path).items()}
    try:
        result = network.load_state_dict(weights, strict=False)
    except RuntimeError as error:
        raise _misfit(path, str(error)) from error
    missing = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if missing or result.unexpected_keys:
        raise _misfit(path, f"missing {missing[:3]}, unexpected {result.unexpected_keys[:3]}")


def _misfit(path: Path, detail: str) -> PackError:
    return PackError(
        "weights_do_not_fit", f"The weights in {path} do not fit the pack's network: {detail}.",
        "Export the pack again with trainer/train.py, or get an unbroken copy.",
    )  # fmt: skip
