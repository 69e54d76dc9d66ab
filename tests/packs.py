"""Packs made for tests: small ONNX graphs whose answers are known by heart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from safetensors.numpy import save_file

from mining_detector_plugin.engine.bands import PACK_BANDS
from mining_detector_plugin.engine.pack import load_pack

TASK_BY_KIND = {
    "classifier": "scene-classification",
    "detector": "object-detection",
    "segmenter": "semantic-segmentation",
}


def write_pack(
    folder: Path, kind: str, nodes: Sequence, initializers: Sequence, outputs: Sequence[str], classes: Sequence[str],
    *, bands: Sequence[str] = PACK_BANDS, needed: Sequence[str] = ("B04",), mean: float = 0.0, stddev: float = 1.0,
    tile: int = 64, overlap: int = 16, stride: int | None = None, activation: str = "none", threshold: float = 0.5,
    fixed_size: bool = False, **optional_fields: object,
) -> Path:  # fmt: skip
    """Write a pack around an ONNX graph with the inputs ``bands`` and ``presence``.

    ``fixed_size`` says whether the network takes tiles of ``tile`` pixels alone; ``optional_fields`` go into
    model.json as they are.
    """
    folder.mkdir(parents=True)
    batch, channels = "batch", len(bands)
    sides = [tile, tile] if fixed_size else ["height", "width"]
    inputs = [
        helper.make_tensor_value_info("bands", TensorProto.FLOAT, [batch, channels, *sides]),
        helper.make_tensor_value_info("presence", TensorProto.FLOAT, [batch, channels]),
    ]
    results = [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs]
    graph = helper.make_graph(list(nodes), kind, inputs, results, list(initializers))
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / "model.onnx")
    save_file({"unused": np.zeros(1, np.float16)}, folder / "weights.safetensors")
    (folder / "model.json").write_text(
        json.dumps(
            {
                "format": 1,
                "mlm:name": f"test-{kind}",
                "version": "0",
                "mlm:tasks": [TASK_BY_KIND[kind]],
                "mlm:input": [
                    {
                        "name": "bands",
                        "bands": list(bands),
                        "input": {"shape": [-1, channels, *([tile, tile] if fixed_size else [-1, -1])]},
                        "value_scaling": [{"type": "z-score", "mean": mean, "stddev": stddev} for _ in bands],
                    }
                ],
                "mlm:output": [
                    {
                        "classification:classes": [
                            {"value": value, "name": name} for value, name in enumerate(classes)
                        ]
                    }
                ],
                "bands_needed": list(needed),
                "resolution_m": 10,
                "tile": tile,
                "overlap": overlap,
                "stride": stride or tile - overlap,
                "activation": activation,
                "calibration": {"temperature": 1.0},
                "thresholds": {"default": threshold},
                "network": {"name": "none", "arguments": {}},
                **optional_fields,
            }
        )
    )
    return folder


def constant(name: str, values: Sequence) -> onnx.TensorProto:
    """Return an initializer; floats become float32, integers int64."""
    array = np.asarray(values)
    return numpy_helper.from_array(array.astype(np.int64 if array.dtype.kind == "i" else np.float32), name)


def identity_segmenter(folder: Path, bands: Sequence[str], **options) -> Path:
    """A segmenter whose output is its input."""
    nodes = [helper.make_node("Identity", ["bands"], ["logits"])]
    return write_pack(folder, "segmenter", nodes, [], ["logits"], list(bands), bands=bands, **options)


def brightness_segmenter(folder: Path, cut: float = 0.3, smooth: int = 1, **options) -> Path:
    """A segmenter that takes red reflectance above ``cut`` for mines: artisanal where blue is dark, else open pit.

    ``smooth`` is the side of a mean filter in front, which gives the network a receptive field.
    """
    red, blue = PACK_BANDS.index("B04"), PACK_BANDS.index("B02")
    mean_filter = np.full((1, 1, smooth, smooth), 1 / smooth**2)
    nodes = [
        helper.make_node("Gather", ["bands", "red"], ["red_layer"], axis=1),
        helper.make_node("Gather", ["bands", "blue"], ["blue_layer"], axis=1),
        helper.make_node("Conv", ["red_layer", "filter"], ["red_smooth"], pads=[smooth // 2] * 4),
        helper.make_node("Sub", ["red_smooth", "cut"], ["above"]),
        helper.make_node("Mul", ["above", "gain"], ["mine"]),
        helper.make_node("Sub", ["blue_layer", "blue_cut"], ["blue_above"]),
        helper.make_node("Mul", ["blue_above", "gain"], ["blueness"]),
        helper.make_node("Mul", ["mine", "zero"], ["background"]),
        helper.make_node("Neg", ["blueness"], ["darkness"]),
        helper.make_node("Min", ["blueness", "zero"], ["too_dark"]),
        helper.make_node("Min", ["darkness", "zero"], ["too_blue"]),
        helper.make_node("Add", ["mine", "too_dark"], ["open_pit"]),
        helper.make_node("Add", ["mine", "too_blue"], ["artisanal"]),
        helper.make_node("Concat", ["background", "open_pit", "artisanal"], ["logits"], axis=1),
    ]
    initializers = [
        constant("red", [red]), constant("blue", [blue]), constant("filter", mean_filter),
        constant("cut", [cut]), constant("blue_cut", [0.2]), constant("gain", [100.0]), constant("zero", [0.0]),
    ]  # fmt: skip
    classes = ["background", "open_pit", "artisanal"]
    options.setdefault("activation", "softmax")
    return write_pack(folder, "segmenter", nodes, initializers, ["logits"], classes, **options)


def brightness_classifier(folder: Path, cut: float = 0.2, **options) -> Path:
    """A classifier that calls a chip a mine where its brightest red pixel is above ``cut``."""
    nodes = [
        helper.make_node("Gather", ["bands", "red"], ["layer"], axis=1),
        helper.make_node("ReduceMax", ["layer"], ["peak"], axes=[2, 3], keepdims=0),
        helper.make_node("Sub", ["peak", "cut"], ["above"]),
        helper.make_node("Mul", ["above", "gain"], ["logits"]),
    ]
    initializers = [
        constant("red", [PACK_BANDS.index("B04")]),
        constant("cut", [cut]),
        constant("gain", [100.0]),
    ]
    options = {"tile": 48, "overlap": 0, "stride": 48, "activation": "sigmoid"} | options
    return write_pack(folder, "classifier", nodes, initializers, ["logits"], ["mine"], **options)


def first_look_fields(
    folder: Path,
    cut: float = 0.1,
    threshold: float = 0.5,
    gate: float = 0.5,
    closer_look: float | None = None,
) -> dict:
    """Write the graph of a first look that lets chips pass where their brightest green pixel is above ``cut``.

    Returns:
        The fields of ``first_look`` in model.json.
    """
    nodes = [
        helper.make_node("ReduceMax", ["bands"], ["peak"], axes=[2, 3], keepdims=0),
        helper.make_node("Sub", ["peak", "cut"], ["above"]),
        helper.make_node("Mul", ["above", "gain"], ["logits"]),
    ]
    inputs = [helper.make_tensor_value_info("bands", TensorProto.FLOAT, ["batch", 1, 48, 48])]
    outputs = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, None)]
    graph = helper.make_graph(
        nodes, "first look", inputs, outputs, [constant("cut", [cut]), constant("gain", [100.0])]
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, folder / "first_look.onnx")
    return {
        "graph": "first_look.onnx",
        "bands": ["B03"],
        "segmenter": "test-segmenter",
        "threshold": threshold,
        "gate": gate,
        "closer_look": closer_look,
    }


def add_first_look(folder: Path, **options: float | None) -> Path:
    """Give a classifier that needs B03 a first look; options as of ``first_look_fields``."""
    metadata = json.loads((folder / "model.json").read_text())
    metadata["first_look"] = first_look_fields(folder, **options)
    metadata["bands_needed"] = sorted({*metadata["bands_needed"], "B03"})
    (folder / "model.json").write_text(json.dumps(metadata))
    return folder


def graded_classifier(folder: Path, **options) -> Path:
    """A classifier of three classes, softmax: forest where green, quarry where red, tailings where blue is brightest.

    The brightest pixel of each band counts; logits are 100 times its reflectance.
    """
    order = [PACK_BANDS.index(name) for name in ("B03", "B04", "B02")]
    nodes = [
        helper.make_node("Gather", ["bands", "order"], ["layers"], axis=1),
        helper.make_node("ReduceMax", ["layers"], ["peaks"], axes=[2, 3], keepdims=0),
        helper.make_node("Mul", ["peaks", "gain"], ["logits"]),
    ]
    initializers = [constant("order", order), constant("gain", [100.0])]
    options = {"tile": 48, "overlap": 0, "stride": 48, "activation": "softmax"} | options
    classes = ["forest", "quarry", "tailings"]
    return write_pack(folder, "classifier", nodes, initializers, ["logits"], classes, **options)


def fixed_detector(
    folder: Path, box: Sequence[float] = (20, 20, 30, 34), score: float = 0.9, **options
) -> Path:
    """A detector that sees one box at the same place of every tile."""
    nodes = [
        helper.make_node("ReduceMean", ["presence"], ["mean"], axes=[1], keepdims=1),
        helper.make_node("Mul", ["mean", "zero"], ["nothing"]),
        helper.make_node("Unsqueeze", ["nothing", "axis"], ["empty"]),
        helper.make_node("Add", ["empty", "box"], ["boxes"]),
        helper.make_node("Add", ["empty", "score"], ["scores"]),
    ]
    initializers = [
        constant("zero", [0.0]), constant("axis", [1]), constant("box", [[list(map(float, box))]]),
        constant("score", [[[score, score / 2]]]),
    ]  # fmt: skip
    classes = ["open_pit", "artisanal"]
    options = {"fixed_size": True} | options
    return write_pack(folder, "detector", nodes, initializers, ["boxes", "scores"], classes, **options)


def write_test_models(folder: Path, **segmenter_options) -> Path:
    """Write a classifier, a detector and a segmenter that find bright red ground."""
    brightness_classifier(folder / "classifier")
    fixed_detector(folder / "detector")
    brightness_segmenter(folder / "segmenter", **segmenter_options)
    return folder


def two_member_segmenter(folder: Path, forest: object = None, **options) -> Path:
    """A segmenter of two members over B02 B03 B04; its logits are their mean.

    Member 0 takes the brightest band for the class (background blue, open pit green, tailings red), member 1 the
    darkest. ``forest`` is a fitted scikit-learn classifier of (B04, B02, member 0, member 1) for the second level.
    """
    nodes = [
        helper.make_node("Mul", ["bands", "gain"], ["member_0"]),
        helper.make_node("Neg", ["member_0"], ["member_1"]),
        helper.make_node("Add", ["member_0", "member_1"], ["sum"]),
        helper.make_node("Mul", ["sum", "half"], ["logits"]),
    ]
    initializers = [constant("gain", [10.0]), constant("half", [0.5])]
    if forest is not None:
        options["second_level"] = {"graph": "second_level.onnx", "bands": ["B04", "B02"], "members": 2}
    options = {"bands": ("B02", "B03", "B04"), "needed": ("B02", "B03"), "activation": "softmax"} | options
    write_pack(
        folder, "segmenter", nodes, initializers, ["logits", "member_0", "member_1"],
        ["background", "open_pit", "tailings"], **options,
    )  # fmt: skip
    if forest is not None:
        write_second_level(folder / "second_level.onnx", forest)
    return folder


def write_second_level(path: Path, forest: object) -> None:
    """Write a scikit-learn classifier as the graph of a second level."""
    from skl2onnx import to_onnx

    features = np.zeros((1, forest.n_features_in_), np.float32)
    model = to_onnx(forest, features, options={id(forest): {"zipmap": False}}, target_opset=17)
    model.graph.input[0].name = "features"
    for node in model.graph.node:
        node.input[:] = ["features" if name == "X" else name for name in node.input]
    path.write_bytes(model.SerializeToString())


def make_dispatching(folder: Path, members: dict[str, tuple[object, Path]]) -> Path:
    """Give a pack members: for each region's name its outline in longitude and latitude, and the member's pack."""
    features, places = [], {}
    for number, (name, (outline, source)) in enumerate(members.items()):
        features.append(
            {"type": "Feature", "properties": {"name": name}, "geometry": outline.__geo_interface__}
        )
        places[name] = f"members/{number}"
        shutil.copytree(source, folder / places[name])
    (folder / "regions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    metadata = json.loads((folder / "model.json").read_text())
    metadata["dispatch"] = {"regions": "regions.geojson", "column": "name", "members": places}
    (folder / "model.json").write_text(json.dumps(metadata))
    return folder


def brightness_types(folder: Path, gain: float = 1000.0, **options) -> Path:
    """A pack for types: tailings where the mean green reflectance is above the mean red one, else waste dump.

    ``gain`` is what the means are multiplied by to be logits; below 0 the answer turns round.
    """
    nodes = [
        helper.make_node("Gather", ["bands", "order"], ["layers"], axis=1),
        helper.make_node("ReduceMean", ["layers"], ["means"], axes=[2, 3], keepdims=0),
        helper.make_node("Mul", ["means", "gain"], ["logits"]),
    ]
    order = [PACK_BANDS.index(name) for name in ("B03", "B04")]
    initializers = [constant("order", order), constant("gain", [gain])]
    options = {"tile": 32, "overlap": 0, "stride": 32, "activation": "softmax"} | options
    classes = ["tailings", "waste_dump"]
    return write_pack(folder, "classifier", nodes, initializers, ["logits"], classes, **options)


def write_fusion(models: Path, **fields: object) -> Path:
    """Write a fusion that fits a folder's three packs: the confidence is the segmenter's score.

    ``fields`` replace those of fusion.json.
    """
    kinds = ("classifier", "detector", "segmenter")
    path = models / "fusion.json"
    path.write_text(
        json.dumps(
            {
                "format": 1,
                "packs": {kind: {"fingerprint": load_pack(models / kind).fingerprint()} for kind in kinds},
                "features": ["segmenter_log_odds"], "mean": [0.0], "stddev": [1.0],
                "coefficients": [1.0], "intercept": 0.0,
                "thresholds": {"few_misses": 0.2, "default": 0.5, "few_false_alarms": 0.9},
                **fields,
            }
        )
    )  # fmt: skip
    return path
