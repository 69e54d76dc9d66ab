"""The folder of a run: the resolved recipe, versions, hashes of the data, log; all that repeats the run."""

from __future__ import annotations

import hashlib
import json
import logging
import platform
import shutil
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from .recipe import Recipe

log = logging.getLogger("trainer")
_LIBRARIES = (
    "torch", "lightning", "numpy", "onnx", "onnxruntime", "safetensors", "timm", "segmentation-models-pytorch",
    "scikit-learn", "rasterio",
)  # fmt: skip
#: Above so many bytes of data only names and sizes are hashed, and the record says so.
_MOST_HASHED = 2 * 1024**3
_CHUNK = 1 << 20


def start_run_folder(recipe: Recipe, resume: bool) -> Path:
    """Make the run's folder, write what is known before training, and log to it.

    An older run's curves and checkpoints are cleared unless it is resumed: nothing of it may end in the new pack.
    """
    folder = Path(recipe.run_folder)
    folder.mkdir(parents=True, exist_ok=True)
    recipe_text = yaml.safe_dump(recipe.model_dump(), sort_keys=False, allow_unicode=True)
    (folder / "recipe.yaml").write_text(recipe_text, encoding="utf-8")
    versions = {"python": platform.python_version()} | {name: version(name) for name in _LIBRARIES}
    (folder / "versions.json").write_text(json.dumps(versions, indent=2), encoding="utf-8")
    hashes = json.dumps(data_hashes(Path(recipe.data_root)), indent=2)
    (folder / "data_hashes.json").write_text(hashes, encoding="utf-8")
    if not resume:
        for path in folder.glob("**/curves.csv"):
            path.unlink()
        for path in list(folder.glob("**/checkpoints")):
            shutil.rmtree(path)
    log_to(folder / "run.log")
    return folder


def log_to(path: Path) -> None:
    """Send the trainer's log to a file and to standard error, and nowhere else."""
    for handler in list(log.handlers):
        log.removeHandler(handler)
        handler.close()
    log.setLevel(logging.INFO)
    for handler in (logging.FileHandler(path, encoding="utf-8"), logging.StreamHandler()):
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        log.addHandler(handler)


def data_hashes(data_root: Path, most_hashed: int = _MOST_HASHED) -> dict[str, Any]:
    """Return one SHA-256 over the data, and what it covers.

    Args:
        data_root: a folder.
        most_hashed: above so many bytes, the hash covers names and sizes, and the contents of small text files
            (``*.csv``, ``*.json``) alone.
    """
    files = sorted(path for path in data_root.rglob("*") if path.is_file())
    total = sum(path.stat().st_size for path in files)
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(data_root).as_posix()} {path.stat().st_size}\n".encode())
        if total <= most_hashed or path.suffix in (".csv", ".json"):
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
    covers = (
        "names, sizes and contents"
        if total <= most_hashed
        else "names and sizes; contents of the index alone"
    )
    return {"files": len(files), "bytes": total, "sha256": digest.hexdigest(), "covers": covers}
