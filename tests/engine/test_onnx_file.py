"""What an ONNX file says of itself, and graphs that would reach beyond it."""

from __future__ import annotations

import numpy as np
import onnx
import pytest
from onnx import TensorProto, helper, numpy_helper

from mining_detector_plugin.engine.errors import PackError
from mining_detector_plugin.engine.model_folder import BUNDLED_MODELS, KINDS
from mining_detector_plugin.engine.onnx_file import check_onnx, read_onnx


def outside(name: str = "secret", location: str = "/etc/passwd") -> TensorProto:
    """A tensor whose numbers lie in another file."""
    tensor = numpy_helper.from_array(np.zeros(4, np.float32), name)
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value=location)
    return tensor


def write(path, nodes=(), initializers=(), domains=(("", 17),), functions=()):
    value = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1])
    nodes = list(nodes) or [helper.make_node("Identity", ["x"], ["y"])]
    graph = helper.make_graph(nodes, "g", [value], [value], initializer=list(initializers))
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid(*domain) for domain in domains], functions=list(functions)
    )
    path.write_bytes(model.SerializeToString())
    return path


def inner_graph(initializers=(), nodes=()):
    value = helper.make_tensor_value_info("z", TensorProto.FLOAT, [1])
    nodes = list(nodes) or [helper.make_node("Identity", ["x"], ["z"])]
    return helper.make_graph(nodes, "inner", [], [value], initializer=list(initializers))


@pytest.mark.parametrize("kind", KINDS)
def test_bundled_graphs_lie_in_their_pack_and_use_built_in_operators(kind):
    found = check_onnx(BUNDLED_MODELS / kind / "model.onnx", frozenset({"weights.safetensors"}))
    assert found.external_files == {"weights.safetensors"}
    assert found.domains == {""}


def test_metadata_are_read_as_the_onnx_library_reads_them(tmp_path):
    path = write(tmp_path / "m.onnx")
    model = onnx.load(path)
    model.metadata_props.add(key="model_type", value='"Segmentor"')
    path.write_bytes(model.SerializeToString())
    assert read_onnx(path).metadata == {"model_type": '"Segmentor"'}


@pytest.mark.parametrize("location", ["/etc/passwd", "../other/weights.bin", "weights.bin"])
@pytest.mark.parametrize("place", ["graph", "branch", "constant", "function", "sparse"])
def test_tensor_in_another_file_is_found_wherever_it_stands(tmp_path, place, location):
    tensor = outside(location=location)
    constant = helper.make_node("Constant", [], ["c"], value=tensor)
    initializers, nodes, functions = [], [], []
    if place == "graph":
        initializers = [tensor]
    elif place == "branch":
        branch = inner_graph([tensor])
        nodes = [helper.make_node("If", ["x"], ["y"], then_branch=branch, else_branch=inner_graph())]
    elif place == "constant":
        nodes = [constant]
    elif place == "function":
        functions = [helper.make_function("", "f", ["x"], ["c"], [constant], [helper.make_opsetid("", 17)])]
    else:
        sparse = helper.make_sparse_tensor(tensor, numpy_helper.from_array(np.zeros(4, np.int64), "i"), [9])
        nodes = [helper.make_node("Constant", [], ["c"], sparse_value=sparse)]
    path = write(tmp_path / "m.onnx", nodes, initializers, functions=functions)
    with pytest.raises(PackError, match="no file of its pack") as caught:
        check_onnx(path, frozenset({"weights.safetensors"}))
    assert caught.value.code == "onnx_unsafe"


@pytest.mark.parametrize("place", ["imported", "node", "branch"])
def test_operators_that_need_a_library_are_refused(tmp_path, place):
    node = helper.make_node("Run", ["x"], ["z"], domain="my.custom")
    nodes = {"imported": [], "node": [node]}.get(place)
    if nodes is None:
        branch = inner_graph(nodes=[node])
        nodes = [helper.make_node("If", ["x"], ["y"], then_branch=branch, else_branch=inner_graph())]
    domains = [("", 17), ("my.custom", 1)] if place == "imported" else [("", 17)]
    with pytest.raises(PackError, match=r"my\.custom") as caught:
        check_onnx(write(tmp_path / "m.onnx", nodes, domains=domains))
    assert caught.value.code == "onnx_unsafe"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no model", b"\x80\x04\x95pickle", b"\x0a\xff"])
def test_what_is_no_onnx_file_is_told(tmp_path, content):
    (tmp_path / "m.onnx").write_bytes(content)
    with pytest.raises(PackError) as caught:
        read_onnx(tmp_path / "m.onnx")
    assert caught.value.code == "onnx_invalid"


def test_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(PackError, match="No such file"):
        read_onnx(tmp_path / "no.onnx")


def test_graphs_within_graphs_without_end_are_refused(tmp_path):
    def field(number: int, content: bytes) -> bytes:
        length, coded = len(content), b""
        while length > 127:
            coded, length = coded + bytes([length & 127 | 128]), length >> 7
        return bytes([number << 3 | 2]) + coded + bytes([length]) + content

    graph = b""
    for _ in range(200):
        # A node's attribute that holds a graph.
        graph = field(1, field(5, field(6, graph)))
    (tmp_path / "m.onnx").write_bytes(field(7, graph))
    with pytest.raises(PackError) as caught:
        check_onnx(tmp_path / "m.onnx")
    assert caught.value.code == "onnx_invalid"
