"""One side of the comparison with peers, as a child process that runs the same network over a scene when asked to.

python -m benchmarks.sides NAME PACK PRECISION

Reads JSON lines ``{"scene", "out", "tile", "batch"}`` and answers each with ``{"seconds", "peak_mib", "runtime"}``:
from the file on disk to the class map on disk, without imports and without loading the network. Peers run in an
environment of their own, by their own functions for tiled inference. The engine chooses tile and batch itself.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

OVERLAP = 64
_CLASSES = 4
#: Runs a scene: paths of the scene and of the class map, side of a tile in pixels, tiles of a batch.
Run = Callable[[str, str, int, int], None]


def engine_side(pack: Path, precision: str) -> tuple[str, Run]:
    """Return the engine's segmenting path: rows of blended probabilities, of which the best class is written."""
    import rasterio

    from benchmarks.everywhere import predictor_of, rows_everywhere
    from mining_detector_plugin.engine.pack import load_pack
    from mining_detector_plugin.engine.scene import open_scene

    predictor = predictor_of(load_pack(pack), precision)

    def run(path: str, out: str, tile: int, batch: int) -> None:
        with open_scene(path) as scene:
            profile = _map_profile(scene.width, scene.height, scene.crs, scene.transform)
            with rasterio.open(out, "w", **profile) as target:
                for rows in rows_everywhere(scene, predictor):
                    target.write(rows.probabilities.argmax(axis=0).astype("uint8"), 1, window=rows.window)

    return predictor.runtime_name, run


def geoai_side(pack: Path, precision: str) -> tuple[str, Run]:
    """Return geoai's windowed inference with blending."""
    from geoai.inference import predict_geotiff

    network, normalise = _torch_network(pack)

    def run(path: str, out: str, tile: int, batch: int) -> None:
        predict_geotiff(
            network, path, out, tile_size=tile, overlap=OVERLAP, batch_size=batch, num_classes=_CLASSES,
            output_dtype="uint8", output_nodata=255, preprocess_fn=normalise,
            postprocess_fn=lambda logits: logits.argmax(axis=0).astype("uint8"), device="cpu", verbose=False,
        )  # fmt: skip

    return f"torch {precision}", run


def omnicloudmask_side(pack: Path, precision: str) -> tuple[str, Run]:
    """Return OmniCloudMask's inference of files; it normalises each patch by its own mean and deviation."""
    import rasterio
    from omnicloudmask import predict_from_load_func

    network, _ = _torch_network(pack)

    def load(input_path: Path) -> tuple[Any, Any]:
        with rasterio.open(input_path) as source:
            return source.read(), source.profile

    def run(path: str, out: str, tile: int, batch: int) -> None:
        folder = Path(out).parent / f"omnicloudmask_{precision}"
        (written,) = predict_from_load_func(
            [path], load, patch_size=tile, patch_overlap=OVERLAP, batch_size=batch, inference_device="cpu",
            inference_dtype=precision, custom_models=network, pred_classes=_CLASSES, output_dir=folder,
        )  # fmt: skip
        Path(written).replace(out)

    return f"torch {precision}", run


#: Each returns the name of what runs the network, and the function that runs a scene.
SIDES: dict[str, Callable[[Path, str], tuple[str, Run]]] = {
    "engine": engine_side,
    "geoai": geoai_side,
    "omnicloudmask": omnicloudmask_side,
}


def _map_profile(width: int, height: int, crs: Any, transform: Any) -> dict[str, Any]:
    """Return a class map's profile, compressed as the peers do."""
    return {
        "driver": "GTiff", "dtype": "uint8", "count": 1, "width": width, "height": height, "crs": crs,
        "transform": transform, "tiled": True, "compress": "lzw",
    }  # fmt: skip


def _torch_network(pack: Path) -> tuple[Any, Callable[[Any], Any]]:
    """Return the plain network of segmentation-models-pytorch with the pack's weights, and the pack's normalisation."""
    import numpy as np
    import segmentation_models_pytorch as smp
    from safetensors.torch import load_file

    network = smp.Unet("resnet34", encoder_weights=None, in_channels=12, classes=_CLASSES)
    prefix = "network."
    weights = load_file(pack / "weights.safetensors")
    own = {name.removeprefix(prefix): weights[name].float() for name in weights if name.startswith(prefix)}
    missing = network.load_state_dict(own, strict=False).missing_keys
    assert all(name.endswith("num_batches_tracked") for name in missing), missing
    scaling = json.loads((pack / "model.json").read_text())["mlm:input"][0]["value_scaling"]
    mean, stddev = (np.array([one[key] for one in scaling], np.float32) for key in ("mean", "stddev"))
    # Reflectance = stored / 10000 - 0.1, as the made scene's product says.
    factor = (1 / (10_000 * stddev))[:, None, None].astype(np.float32)
    shift = (-(0.1 + mean) / stddev)[:, None, None].astype(np.float32)
    return network.eval(), lambda stored: stored * factor + shift


def peak_mib() -> float:
    """Return this process's peak memory in MiB; of its own, not of the one that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        (line,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2


def main(name: str, pack: str, precision: str) -> None:
    """Load the side, then run it as often as asked to."""
    # What libraries print goes to standard error: standard output is for answers.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    runtime, run = SIDES[name](Path(pack), precision)
    answers.write(json.dumps({"seconds": 0.0, "peak_mib": peak_mib(), "runtime": runtime}) + "\n")
    for line in sys.stdin:
        wanted = json.loads(line)
        start = time.perf_counter()
        run(wanted["scene"], wanted["out"], wanted["tile"], wanted["batch"])
        seconds = time.perf_counter() - start
        answers.write(json.dumps({"seconds": seconds, "peak_mib": peak_mib(), "runtime": runtime}) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
