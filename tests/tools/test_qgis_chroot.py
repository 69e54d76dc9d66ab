"""The chroots for other releases of QGIS: what is asked for before one is made, and what is never removed."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tools"))

import qgis_chroot  # noqa: E402 - the tools are scripts, no package


@pytest.fixture
def may_make_nothing(monkeypatch):
    def refuse(*ignored, **more_ignored):
        raise AssertionError("it began to make or remove something")

    monkeypatch.setattr(qgis_chroot.subprocess, "run", refuse)
    monkeypatch.setattr(qgis_chroot.shutil, "rmtree", refuse)


@pytest.mark.parametrize("arguments", [[], ["--check"], ["bookworm"], ["--check", "nowhere"]])
def test_unknown_release_is_told(may_make_nothing, capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        qgis_chroot.main(arguments)
    assert stop.value.code == 2
    assert "trixie, sid" in capsys.readouterr().err


def test_without_root_it_says_so(may_make_nothing, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit) as stop:
        qgis_chroot.main(["trixie"])
    assert stop.value.code == 2
    assert "root" in capsys.readouterr().err


def test_without_debootstrap_it_says_what_to_install(may_make_nothing, monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(shutil, "which", lambda name: None if name == "debootstrap" else f"/usr/bin/{name}")
    with pytest.raises(SystemExit) as stop:
        qgis_chroot.main(["sid"])
    assert stop.value.code == 2
    assert "apt-get install debootstrap" in capsys.readouterr().err


def test_folder_with_something_mounted_below_is_kept(may_make_nothing, capsys):
    with pytest.raises(SystemExit) as stop:
        qgis_chroot.remove(Path("/dev"))
    assert stop.value.code == 2
    assert "/dev/" in capsys.readouterr().err
