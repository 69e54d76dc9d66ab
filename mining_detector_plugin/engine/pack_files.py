"""Copies the files of model packs out of a folder or a zip that nobody has looked at yet.

Only files of the kinds that packs have are copied, by their own count of bytes. Names that lead elsewhere, links and
what unpacks to far more than it is are refused before anything is written.
"""

from __future__ import annotations

import io
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from .errors import OutputError, PackError

#: Endings of what packs hold: numbers, graphs and words. The rest is left out.
_ENDINGS = frozenset({".json", ".onnx", ".safetensors", ".md", ".svg", ".geojson", ".txt"})
_WORDS = frozenset({"LICENSE", "LICENCE", "COPYING", "NOTICE"})
_TEXT_ENDINGS = _ENDINGS - {".onnx", ".safetensors"}
MOST_FILES = 500
MOST_BYTES = 4_000_000_000
MOST_TEXT_BYTES = 50_000_000
#: Numbers hardly shrink; what grows this many times on unpacking, and past the size, is made to fill a disk.
_MOST_GROWTH = 200
_GROWTH_COUNTS_FROM = 20_000_000
_MOST_LEVELS = 8
_PIECE = 1 << 20


@dataclass(frozen=True)
class _File:
    name: PurePosixPath
    size: int
    open: Callable[[], IO[bytes]]


def copy_pack_files(source: Path, target: Path, check: Callable[[], None]) -> list[str]:
    """Copy the files of packs from a folder or a zip.

    Args:
        source: a folder, or a zip file.
        target: an empty folder.
        check: called now and then; raises where the user cancelled.

    Returns:
        Names of what was left out.

    Raises:
        PackError: ``pack_archive_missing``, ``pack_archive_invalid``, ``pack_archive_unsafe``,
            ``pack_archive_too_large``.
        OutputError: ``no_disk_space``.
    """
    with _files_of(source) as found:
        files = [file for file in found if _is_wanted(file.name)]
        _check_amount(source, files)
        if sum(file.size for file in files) > shutil.disk_usage(target).free:
            raise OutputError(
                "no_disk_space", f"There is no room for the models of {source.name}.", "Free some space."
            )
        for file in files:
            _copy(source, file, target.joinpath(*file.name.parts), check)
        return [str(file.name) for file in found if not _is_wanted(file.name)]


@contextmanager
def _files_of(source: Path) -> Iterator[list[_File]]:
    if source.is_dir():
        yield list(_files_of_folder(source))
        return
    if not source.is_file():
        raise PackError(
            "pack_archive_missing", f"{source} does not exist.", "Choose a folder or a zip with a model pack."
        )
    try:
        with zipfile.ZipFile(source) as archive:
            yield list(_files_of_zip(source, archive))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, UnicodeDecodeError) as error:
        raise PackError(
            "pack_archive_invalid", f"{source.name} can't be unpacked: {error}.",
            "Choose a zip file, and get it again if it is broken.",
        ) from error  # fmt: skip


def _files_of_folder(folder: Path) -> Iterator[_File]:
    for place, folders, names in os.walk(folder):
        inside = Path(place).relative_to(folder)
        for name in [*folders, *names]:
            path = Path(place, name)
            if path.is_symlink():
                raise _unsafe(folder, f"{inside / name} is a link")
        if len(inside.parts) > _MOST_LEVELS:
            raise _unsafe(folder, f"{inside} lies too deep")
        for name in names:
            path = Path(place, name)
            if path.is_file():
                yield _File(PurePosixPath(*inside.parts, name), path.stat().st_size, partial(io.FileIO, path))


def _files_of_zip(source: Path, archive: zipfile.ZipFile) -> Iterator[_File]:
    seen: set[str] = set()
    for entry in archive.infolist():
        # zipfile turns backslashes into slashes on Windows alone; here a name must mean the same everywhere.
        name = PurePosixPath(entry.orig_filename)
        text = str(name)
        if name.is_absolute() or ".." in name.parts or any(sign in text for sign in '\\:\0*?"<>|'):
            raise _unsafe(source, f"{text!r} leads out of it, or can't be a file everywhere")
        if len(name.parts) > _MOST_LEVELS:
            raise _unsafe(source, f"{text!r} lies too deep")
        if stat.S_IFMT(entry.external_attr >> 16) not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise _unsafe(source, f"{text!r} is a link or a device")
        if entry.is_dir():
            continue
        if text.lower() in seen:
            raise _unsafe(source, f"{text!r} is there twice")
        seen.add(text.lower())
        if entry.flag_bits & 1:
            raise PackError(
                "pack_archive_invalid", f"{source.name} has a password.", "Unpack it, and choose the folder."
            )
        is_blown_up = entry.file_size > _GROWTH_COUNTS_FROM and entry.file_size > _MOST_GROWTH * max(
            entry.compress_size, 1
        )
        if is_blown_up:
            raise _too_large(source, f"{text!r} unpacks to {entry.file_size / 1e6:.0f} MB")
        yield _File(name, entry.file_size, partial(archive.open, entry))


def _is_wanted(name: PurePosixPath) -> bool:
    is_hidden = any(part.startswith((".", "__")) for part in name.parts)
    return not is_hidden and (name.suffix.lower() in _ENDINGS or name.name.upper() in _WORDS)


def _check_amount(source: Path, files: list[_File]) -> None:
    if len(files) > MOST_FILES:
        raise _too_large(source, f"it holds {len(files)} files")
    total = sum(file.size for file in files)
    # Many entries that each grow a little, or share their bytes, are a bomb too.
    is_blown_up = (
        source.is_file() and total > _GROWTH_COUNTS_FROM and total > _MOST_GROWTH * source.stat().st_size
    )
    if total > MOST_BYTES or is_blown_up:
        raise _too_large(source, f"its files take {total / 1e6:.0f} MB")
    for file in files:
        if file.name.suffix.lower() in _TEXT_ENDINGS and file.size > MOST_TEXT_BYTES:
            raise _too_large(source, f"{file.name} takes {file.size / 1e6:.0f} MB")


def _copy(source: Path, file: _File, target: Path, check: Callable[[], None]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    left = file.size
    with file.open() as reader, target.open("xb") as writer:
        while piece := reader.read(_PIECE):
            left -= len(piece)
            if left < 0:
                raise _too_large(source, f"{file.name} is larger than it says")
            writer.write(piece)
            check()


def _unsafe(source: Path, detail: str) -> PackError:
    return PackError(
        "pack_archive_unsafe", f"{source.name} is not unpacked: {detail}.",
        "Do not use it, or make a new one from the model's own files.",
    )  # fmt: skip


def _too_large(source: Path, detail: str) -> PackError:
    return PackError(
        "pack_archive_too_large", f"{source.name} is not unpacked: {detail}.",
        "A model pack has a few files of some megabytes. Look whether this is one.",
    )  # fmt: skip
