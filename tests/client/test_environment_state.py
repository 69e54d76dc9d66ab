"""What is told of the environment: ready, missing, broken and why, outdated, and what is in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mining_detector_plugin.client import __main__ as command_line
from mining_detector_plugin.client.environment import HOME_VARIABLE, EnvironmentManager, Sources
from mining_detector_plugin.client.environment_state import examine, glance
from mining_detector_plugin.client.errors import ClientError

from .made_wheels import make_kind, make_plugin, manager_of


@pytest.fixture(scope="module")
def manager(tmp_path_factory):
    """The manager of an environment of stand-ins."""
    folder = tmp_path_factory.mktemp("state")
    manager = manager_of(make_kind(folder / "wheels"), folder / "home")
    manager.set_up()
    return manager


@pytest.fixture
def site_packages(manager) -> Path:
    return next(manager.made.folder.rglob("site-packages"))


def test_ready_environment_is_described(manager):
    state = examine(manager)
    assert (state.status, state.reason, state.interpreter) == ("ready", "", manager.find())
    assert state.python == ".".join(map(str, sys.version_info[:3]))
    assert state.packages["numpy"] == "99.0"
    assert state.made_with in ("pip", "uv") and state.made.endswith("Z") and state.kind == "cpu"
    files = [path for path in Path(state.folder).rglob("*") if path.is_file() and not path.is_symlink()]
    assert state.size_bytes == pytest.approx(sum(path.stat().st_size for path in files), rel=0.1)
    quick = glance(manager)
    assert (quick.status, quick.packages, quick.is_checked) == ("ready", state.packages, False)


def test_nothing_made_is_missing(tmp_path):
    assert examine(EnvironmentManager(folder=tmp_path)).status == "missing"


def test_package_that_is_gone_is_broken_and_named(manager, site_packages):
    module = site_packages / "numpy.py"
    module.rename(module.with_suffix(".away"))
    state = examine(manager)
    module.with_suffix(".away").rename(module)
    assert state.status == "broken" and state.interpreter is None
    assert state.reason.startswith("numpy is missing")
    assert examine(manager).status == "ready"


def test_package_that_does_not_load_is_broken_with_its_error(manager, site_packages):
    module = site_packages / "rasterio.py"
    module.write_text("raise ImportError('libexpat.so.1 is not there')")
    state = examine(manager)
    module.write_text("")
    assert state.status == "broken"
    assert "libexpat.so.1 is not there" in state.reason


def test_file_that_is_cut_off_or_gone_is_broken_even_if_all_loads(manager, site_packages):
    metadata = next(site_packages.glob("shapely-*.dist-info")) / "METADATA"
    content = metadata.read_bytes()
    metadata.write_bytes(content[:-1])
    cut_off = examine(manager)
    metadata.write_bytes(content)
    marker = site_packages / "tqdm-99.0.dist-info" / "INSTALLER"
    marker.rename(marker.with_suffix(".away"))
    gone = examine(manager)
    marker.with_suffix(".away").rename(marker)
    assert (cut_off.status, gone.status) == ("broken", "broken")
    assert "shapely-99.0.dist-info/METADATA" in cut_off.reason
    assert "tqdm-99.0.dist-info/INSTALLER" in gone.reason


def test_environment_whose_python_is_gone_is_broken(manager):
    python = Path(manager.find())
    target = python.readlink()
    python.unlink()
    python.symlink_to("/nowhere/python3")
    state = glance(manager)
    python.unlink()
    python.symlink_to(target)
    assert state.status == "broken" and not state.can_run
    assert "is gone or was replaced" in state.reason


def test_environment_of_an_earlier_release_is_outdated_and_runs(manager, tmp_path):
    newer = make_kind(tmp_path / "newer", "100.0")
    home = manager.made.folder.parent
    upgraded = manager_of(newer, home, make_plugin(tmp_path / "plugin"))
    assert glance(upgraded).status == "missing"
    state = examine(upgraded)
    assert state.status == "outdated" and state.can_run
    assert state.interpreter == manager.find()
    assert state.packages["numpy"] == "99.0"
    assert (state.old_count, state.old_bytes) == (0, 0)


def test_named_python_is_told_what_it_lacks(tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    (next(bare.rglob("site-packages")) / "numpy.py").write_text("")
    state = examine(EnvironmentManager(Sources(interpreter=str(bare / "bin" / "python")), tmp_path))
    assert state.status == "broken"
    assert state.reason.endswith("are missing.") and "rasterio" in state.reason
    assert "numpy" not in state.reason


def test_named_python_with_old_packages_is_told_their_versions(tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    information = next(bare.rglob("site-packages")) / "numpy-1.20.dist-info"
    information.mkdir()
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: numpy\nVersion: 1.20\n")
    (information.parent / "numpy.py").write_text("")
    manager = EnvironmentManager(Sources(interpreter=str(bare / "bin" / "python")), tmp_path)
    with pytest.raises(ClientError) as caught:
        manager.set_up()
    assert "numpy is 1.20, and 1.26 or newer is needed" in examine(manager).reason
    assert "-m pip install --upgrade" in caught.value.hint


def test_named_python_that_works_is_ready_and_not_ours_to_measure(tmp_path):
    state = examine(EnvironmentManager(Sources(interpreter=sys.executable), tmp_path))
    assert state.status == "ready" and state.interpreter == sys.executable
    assert state.size_bytes is None and state.folder == ""


def test_named_python_that_does_not_exist_is_broken(tmp_path):
    state = examine(EnvironmentManager(Sources(interpreter="/nowhere/python3"), tmp_path))
    assert state.status == "broken" and "/nowhere/python3" in state.reason


def test_check_can_be_cancelled(manager):
    with pytest.raises(ClientError) as caught:
        examine(manager, lambda: True)
    assert caught.value.code == "cancelled"


def test_command_line_tells_the_state_and_removes(manager, monkeypatch, capsys, tmp_path):
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    assert command_line.main(["state"]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "missing"
    assert command_line.main(["remove"]) == 0
    assert capsys.readouterr().out == "0 MB freed\n"
    assert command_line.main(["--wheels", str(tmp_path)]) == 2
    assert "There are no wheels" in capsys.readouterr().err
