"""The environment manager: where environments lie, what stands in their way, and a real one from wheels."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from mining_detector_plugin.client import environment
from mining_detector_plugin.client.environment import MARKER, EnvironmentManager, Sources, data_folder
from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.install_lock import InstallLock
from mining_detector_plugin.client.installers import LOCK_FILE, available_installers, environment_python
from mining_detector_plugin.client.interpreters import Interpreter, Layout, candidate_paths, probe

ROOT = Path(__file__).resolve().parents[2]


def make_wheel(folder: Path, name: str) -> str:
    """Write a wheel of one empty module. Returns its line in a lock file, with the hash."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    information = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", "")
        archive.writestr(f"{information}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        archive.writestr(
            f"{information}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr(f"{information}/RECORD", f"{name}.py,,\n")
    return f"{name}==1.0 --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"


@pytest.fixture(scope="module")
def wheels(tmp_path_factory):
    """A folder of wheels with stand-ins for the worker's packages, and their lock file."""
    folder = tmp_path_factory.mktemp("wheels é")
    lines = [make_wheel(folder, name) for name in environment.PACKAGES]
    lock = folder / "environment.lock"
    lock.write_text("\n".join(lines) + "\n")
    return folder, lock


@pytest.fixture(scope="module")
def made(wheels, tmp_path_factory):
    """The manager of an environment that was made from the wheels, its interpreter, and the told progress."""
    manager = manager_of(wheels, tmp_path_factory.mktemp("home with spaces"))
    assert manager.find() is None
    told: list[float] = []
    return manager, manager.set_up(lambda fraction, text: told.append(fraction)), told


def manager_of(wheels, folder: Path) -> EnvironmentManager:
    return EnvironmentManager(Sources(wheels=str(wheels[0])), folder, wheels[1])


def test_environment_is_made_from_a_folder_of_wheels(made):
    manager, python, told = made
    assert manager.find() == manager.require() == python
    assert told[0] == 0.0 and told[-1] == 1.0
    subprocess.run([python, "-I", "-c", "import numpy, rasterio"], check=True)
    folder = Path(python).parents[1]
    assert folder.name == f"py{sys.version_info[0]}.{sys.version_info[1]}-{manager.key}"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["install.lock", folder.name]


def test_set_up_again_keeps_a_working_environment(made):
    manager, python, _ = made
    written = os.stat(python, follow_symlinks=False).st_mtime_ns
    assert manager.set_up() == python
    assert os.stat(python, follow_symlinks=False).st_mtime_ns == written


def test_folder_without_its_marker_is_no_environment(made):
    manager, python, _ = made
    marker = Path(python).parents[1] / MARKER
    marker.rename(marker.with_suffix(".away"))
    assert manager.find() is None
    marker.with_suffix(".away").rename(marker)
    assert manager.find() == python


def test_set_up_again_mends_a_broken_environment(made):
    manager, python, _ = made
    next(Path(python).parents[1].rglob("numpy.py")).unlink()
    assert manager.set_up() == python
    subprocess.run([python, "-I", "-c", "import numpy"], check=True)


def test_changed_wheel_is_refused_and_nothing_half_made_stays(wheels, tmp_path):
    folder, lock = wheels
    changed = Path(shutil.copytree(folder, tmp_path / "changed"))
    with open(changed / "numpy-1.0-py3-none-any.whl", "ab") as file:
        file.write(b"changed")
    manager = manager_of((changed, lock), tmp_path / "home")
    with pytest.raises(ClientError) as caught:
        manager.set_up()
    assert caught.value.code == "install_failed"
    assert [path.name for path in (tmp_path / "home" / "environments").iterdir()] == ["install.lock"]
    assert manager.find() is None


def test_cancelled_set_up_leaves_nothing(wheels, tmp_path):
    manager = manager_of(wheels, tmp_path / "home")
    told = []
    with pytest.raises(ClientError) as caught:
        manager.set_up(lambda fraction, text: told.append(fraction), lambda: bool(told) and told[-1] > 0)
    assert caught.value.code == "cancelled"
    assert [path.name for path in (tmp_path / "home" / "environments").iterdir()] == ["install.lock"]


def test_folder_without_wheels_is_told(tmp_path):
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(Sources(wheels=str(tmp_path)), tmp_path / "home").set_up()
    assert caught.value.code == "wheels_missing"


def test_full_disk_is_told_before_anything_is_fetched(wheels, tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "NEEDED_BYTES", 10**18)
    with pytest.raises(ClientError) as caught:
        manager_of(wheels, tmp_path).set_up()
    assert caught.value.code == "disk_full"


def test_folder_that_can_not_be_made_is_told_with_the_variable_that_names_another(wheels, tmp_path):
    (tmp_path / "home").write_text("a file stands where the folder should be")
    with pytest.raises(ClientError) as caught:
        manager_of(wheels, tmp_path / "home").set_up()
    assert caught.value.code == "environment_not_writable"
    assert str(tmp_path / "home") in caught.value.message
    assert "MINING_DETECTOR_HOME" in caught.value.hint


def test_lock_file_that_can_not_be_opened_is_told(wheels, tmp_path):
    (tmp_path / "environments" / "install.lock").mkdir(parents=True)
    with pytest.raises(ClientError) as caught:
        manager_of(wheels, tmp_path).set_up()
    assert caught.value.code == "environment_not_writable"


def test_missing_environment_is_one_message(tmp_path):
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(folder=tmp_path).require()
    assert caught.value.code == "environment_missing"
    assert "Set up" in caught.value.hint


def test_interpreter_that_the_user_names_is_used_as_it_is(tmp_path, monkeypatch):
    manager = EnvironmentManager(Sources(interpreter=sys.executable), tmp_path)
    assert manager.find() == manager.set_up() == sys.executable
    assert not (tmp_path / "environments").exists()


def test_named_interpreter_without_the_packages_is_told(tmp_path):
    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(bare)], check=True)
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(Sources(interpreter=str(environment_python(bare))), tmp_path).set_up()
    assert caught.value.code == "interpreter_incomplete"
    assert "numpy" in caught.value.message


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
@pytest.mark.parametrize("stuck_at", ["sys.executable", "import numpy"])
def test_check_of_a_named_python_that_hangs_can_be_cancelled(tmp_path, stuck_at):
    """The stand-in marks that it hangs, and reads its open standard input for as long as nobody ends it."""
    mark, python = tmp_path / "hangs", tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\ncase "$3" in *"{stuck_at}"*) touch "{mark}"; read line; read line;; '
        f'*) exec "{sys.executable}" "$@";; esac\n'
    )
    python.chmod(0o755)
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(Sources(interpreter=str(python)), tmp_path).set_up(is_cancelled=mark.exists)
    assert caught.value.code == "cancelled"


def test_program_that_is_no_python_is_told(tmp_path):
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(Sources(interpreter="/bin/ls"), tmp_path).set_up()
    assert caught.value.code == "interpreter_invalid"


def test_second_process_waits_for_the_lock_and_gets_it_when_the_first_dies(tmp_path):
    path = tmp_path / "install.lock"
    code = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from mining_detector_plugin.client.install_lock import InstallLock
        with InstallLock(Path(sys.argv[1])):
            print("held", flush=True)
            sys.stdin.read()
        """
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout is not None and holder.stdout.readline().strip() == b"held"
    with pytest.raises(ClientError) as caught, InstallLock(path, timeout_s=0.3):
        pass
    assert caught.value.code == "setup_running"
    holder.kill()
    holder.communicate()
    with InstallLock(path, timeout_s=5.0):
        assert path.is_file()


def test_python_of_windows_and_macos_is_never_qgis_itself():
    windows = Layout("win32", r"C:\OSGeo4W\bin\qgis-bin.exe", (r"C:\OSGeo4W\apps\Python312",) * 2, "3.12")
    paths = candidate_paths(windows, which=lambda name: None)
    assert all("qgis-bin" not in path for path in paths)
    assert any(
        path.startswith(r"C:\OSGeo4W\apps\Python312") and path.endswith("python3.exe") for path in paths
    )
    application = "/Applications/QGIS.app/Contents"
    mac = Layout("darwin", f"{application}/MacOS/QGIS", (f"{application}/Frameworks/Python",) * 2, "3.12")
    paths = candidate_paths(mac, which=lambda name: None)
    assert f"{application}/MacOS/bin/python3" in paths
    assert f"{application}/MacOS/QGIS" not in paths


def test_probe_tells_the_version():
    assert probe(sys.executable).version == tuple(sys.version_info[:3])


def test_environments_lie_outside_the_plugin_where_each_system_keeps_data(monkeypatch):
    assert data_folder({"MINING_DETECTOR_HOME": "/x"}, "linux") == Path("/x")
    assert data_folder({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/mining_detector")
    assert data_folder({"XDG_DATA_HOME": "/data"}, "linux") == Path("/data/mining_detector")
    assert data_folder({}, "darwin").parts[-3:] == ("Library", "Application Support", "mining_detector")


def test_lock_file_pins_hashes_for_all_that_the_engine_needs_and_names_no_host():
    text = LOCK_FILE.read_text(encoding="utf-8")
    pinned = {line.split("==")[0] for line in text.splitlines() if "==" in line and not line.startswith(" ")}
    assert set(environment.PACKAGES) <= pinned
    assert "http" not in text and "--index" not in text
    for block in text.splitlines():
        if block and not block.startswith((" ", "#")):
            assert block.endswith("\\"), f"{block} has no hash"


def test_pip_is_always_there_as_the_last_way(tmp_path):
    interpreter = Interpreter(sys.executable, (3, 11, 0))
    names = [installer.name for installer in available_installers(interpreter, None, which=lambda name: None)]
    assert names == ["pip"]
    names = [installer.name for installer in available_installers(interpreter, None, which=lambda name: name)]
    assert names == ["uv", "pip"]
