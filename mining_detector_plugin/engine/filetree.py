"""The files under a folder or in a zip archive, listed once and named as GDAL opens them."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from .errors import SceneError

#: A product has a few hundred files at most; more means that a folder far too high was chosen.
_MOST_FILES = 20_000


@dataclass(frozen=True)
class FileTree:
    """Files under one root.

    Attributes:
        root: the folder or the zip archive.
        files: relative paths with ``/``, sorted.
    """

    root: Path
    files: tuple[str, ...]

    def gdal_path(self, relative: str) -> str:
        """Return what GDAL opens for one of the files."""
        return str(self.root / relative) if self.root.is_dir() else f"/vsizip/{{{self.root}}}/{relative}"

    def read_bytes(self, relative: str) -> bytes:
        """Return one file's content."""
        if self.root.is_dir():
            return (self.root / relative).read_bytes()
        with zipfile.ZipFile(self.root) as archive:
            return archive.read(relative)

    def within(self, folder: str) -> tuple[str, ...]:
        """Return the files below a folder (``""`` for all), relative to the root still."""
        return tuple(name for name in self.files if not folder or name.startswith(folder + "/"))


def list_folder(folder: Path) -> FileTree:
    """List a folder with its subfolders.

    Raises:
        SceneError: ``scene_unreadable`` where it holds far more files than a product.
    """
    files: list[str] = []
    for parent, _, names in os.walk(folder):
        relative = PurePosixPath(Path(parent).relative_to(folder).as_posix())
        files += [str(relative / name) for name in names]
        if len(files) > _MOST_FILES:
            raise SceneError(
                "scene_unreadable", f"The folder {folder} holds more than {_MOST_FILES} files.",
                "Choose the folder of one scene or product.",
            )  # fmt: skip
    return FileTree(folder, tuple(sorted(files)))


def list_archive(path: Path) -> FileTree:
    """List a zip archive.

    Raises:
        SceneError: ``scene_truncated`` where it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if not name.endswith("/")]
    except zipfile.BadZipFile as error:
        raise SceneError(
            "scene_truncated", f"{path} is a damaged or incomplete zip archive.", "Download it again."
        ) from error
    return FileTree(path, tuple(sorted(names)))
