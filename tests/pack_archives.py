"""Zips of packs for tests, and what must hold where one is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from mining_detector_plugin.engine.errors import MiningDetectorError
from mining_detector_plugin.engine.model_library import install_pack


def zipped(source: Path, path: Path, prefix: str = "") -> Path:
    """Zip a folder's files under a prefix."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(source.rglob("*")):
            if file.is_file():
                archive.write(file, prefix + file.relative_to(source).as_posix())
    return path


def add(path: Path, name: str, content: bytes = b"x", mode: int | None = None) -> Path:
    """Add an entry to a zip."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    if mode is not None:
        entry.external_attr = mode << 16
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(entry, content)
    return path


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def refused(source: Path, library: Path, **options) -> MiningDetectorError:
    """Install, and return the error; nothing stays in the library."""
    with pytest.raises(MiningDetectorError) as caught:
        install_pack(str(source), str(library), **options)
    assert caught.value.hint
    assert not library.exists() or list(library.iterdir()) == []
    return caught.value
