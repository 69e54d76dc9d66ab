"""The sets of packages that an environment can hold: for any processor, for those with bfloat16, for an NVIDIA GPU."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent
#: Import names of the direct requirements, with the oldest release that the engine runs with.
PACKAGES = {
    "numpy": "1.26", "affine": "3.0", "rasterio": "1.4", "shapely": "2.0", "pyogrio": "0.10",
    "onnxruntime": "1.20", "safetensors": "0.4", "click": "8.1", "tqdm": "4.66",
}  # fmt: skip
_FAST_PACKAGES = {"openvino": "2025.0"}
_GPU_PACKAGES = {"torch": "2.6", "timm": "1.0.15", "segmentation_models_pytorch": "0.5"}


@dataclass(frozen=True)
class Kind:
    """A set of packages.

    Attributes:
        name: ``cpu``, ``fast`` or ``gpu``.
        lock_file: the pinned packages with their hashes.
        packages: import names of what must load, with the oldest release that will do.
        download_mb, disk_mb: what a set-up fetches, and what it takes on disk, about.
        spare_mb: free disk that a set-up needs: the set, its downloads, the installer's cache.
        platforms: values of ``sys.platform`` that it can be made on.
    """

    name: str
    lock_file: Path
    packages: dict[str, str]
    download_mb: int
    disk_mb: int
    spare_mb: int
    platforms: tuple[str, ...] = ("linux", "win32", "darwin")

    def is_for(self, platform: str = sys.platform) -> bool:
        """Whether it can be made on a platform."""
        return platform in self.platforms


CPU = Kind("cpu", _FOLDER / "environment.lock", PACKAGES, 113, 380, 1_000)
#: For processors that compute in bfloat16. OpenVINO's package that reports its use is not in the lock.
FAST = Kind("fast", _FOLDER / "environment-fast.lock", {**PACKAGES, **_FAST_PACKAGES}, 173, 560, 1_500)
#: The index has torch with CUDA for Linux alone.
GPU = Kind(
    "gpu", _FOLDER / "environment-gpu.lock", {**PACKAGES, **_GPU_PACKAGES}, 3_140, 6_050, 13_000, ("linux",)
)
KINDS = {kind.name: kind for kind in (CPU, FAST, GPU)}
