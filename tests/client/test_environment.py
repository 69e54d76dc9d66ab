"""The environment manager: where environments lie, what stands in their way, and a real one from wheels."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from mining_detector_plugin.client import environment_check, made_environment
from mining_detector_plugin.client.environment import EnvironmentManager, Sources, data_folder
from mining_detector_plugin.client.errors import ClientError
from mining_detector_plugin.client.install_lock import InstallLock
from mining_detector_plugin.client.installers import available_installers, environment_python
from mining_detector_plugin.client.interpreters import Interpreter
from mining_detector_plugin.client.kinds import GPU, PACKAGES
from mining_detector_plugin.client.made_environment import MARKER

from .made_wheels import left_in, make_kind, manager_of

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")


@pytest.fixture(scope="module")
def made(kind, tmp_path_factory):
    """The manager of an environment that was made from the wheels, its interpreter, progress and log."""
    manager = manager_of(kind, tmp_path_factory.mktemp("Méine Umgebung ü"))
    assert manager.find() is None
    told: list[tuple[float, str]] = []
    log: list[str] = []
    python = manager.set_up(lambda fraction, text: told.append((fraction, text)), on_log=log.append)
    return manager, python, told, log


def test_environment_is_made_from_a_folder_of_wheels(made):
    manager, python, told, log = made
    assert manager.find() == manager.require() == python
    fractions = [fraction for fraction, _ in told]
    assert fractions[0] == 0.0 and fractions[-1] == 1.0 and fractions == sorted(fractions)
    texts = [text for _, text in told]
    phases = [
        "Looking for Python",
        "Checking the wheels",
        "Reading numpy",
        "Installing",
        "Checking the pack",
        "Ready",
    ]
    found = [next(index for index, text in enumerate(texts) if text.startswith(phase)) for phase in phases]
    assert found == sorted(found)
    assert any("Successfully installed" in line for line in log)
    assert manager.log_file.read_text(encoding="utf-8").splitlines() == log
    subprocess.run([python, "-I", "-c", "import numpy, rasterio"], check=True)
    folder = Path(python).parents[1]
    assert folder.name == f"py{sys.version_info[0]}.{sys.version_info[1]}-{manager.key}"
    assert sorted(path.name for path in folder.parent.iterdir()) == ["install.lock", folder.name]


def test_set_up_again_keeps_a_working_environment(made):
    manager, python, *_ = made
    written = os.stat(python, follow_symlinks=False).st_mtime_ns
    assert manager.set_up() == python
    assert os.stat(python, follow_symlinks=False).st_mtime_ns == written


def test_folder_without_its_marker_is_no_environment(made):
    manager, python, *_ = made
    marker = Path(python).parents[1] / MARKER
    marker.rename(marker.with_suffix(".away"))
    assert manager.find() is None
    marker.with_suffix(".away").rename(marker)
    assert manager.find() == python


def test_set_up_anew_replaces_a_working_environment(made):
    manager, python, *_ = made
    trace = Path(python).parents[1] / "trace"
    trace.touch()
    assert manager.set_up(anew=True) == python
    assert not trace.exists()
    assert left_in(manager.made.folder.parent) == ["install.lock", Path(python).parents[1].name]


def test_environment_holds_no_installer(made):
    site_packages = next(Path(made[1]).parents[1].rglob("site-packages"))
    assert not {"pip", "setuptools"} & {path.name for path in site_packages.iterdir()}


def test_set_up_again_mends_a_broken_environment(made):
    manager, python, *_ = made
    next(Path(python).parents[1].rglob("numpy.py")).unlink()
    assert manager.set_up() == python
    subprocess.run([python, "-I", "-c", "import numpy"], check=True)


def test_changed_wheel_is_refused_and_nothing_half_made_stays(kind, tmp_path):
    changed = Path(shutil.copytree(kind.lock_file.parent, tmp_path / "changed"))
    with open(changed / "numpy-99.0-py3-none-any.whl", "ab") as file:
        file.write(b"changed")
    manager = manager_of(replace(kind, lock_file=changed / "environment.lock"), tmp_path / "home")
    with pytest.raises(ClientError) as caught:
        manager.set_up()
    assert caught.value.code == "wheels_changed"
    assert "numpy-99.0" in caught.value.message
    assert left_in(tmp_path / "home") == ["install.lock"]
    assert manager.find() is None


def test_zip_of_wheels_serves_as_well(kind, tmp_path):
    archive = tmp_path / "wheels.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in kind.lock_file.parent.glob("*.whl"):
            packed.write(path, f"some folder/{path.name}")
    manager = EnvironmentManager(Sources(wheels=str(archive)), tmp_path / "home", kind)
    assert manager.set_up() == manager.find()
    assert len(left_in(tmp_path / "home")) == 2


def test_package_that_does_not_load_is_told_and_the_set_up_can_be_tried_again(kind, tmp_path):
    broken = make_kind(tmp_path / "broken", code="raise OSError('a library is missing')")
    with pytest.raises(ClientError) as caught:
        manager_of(broken, tmp_path / "home").set_up()
    assert caught.value.code == "environment_broken"
    assert "numpy does not load (OSError: a library is missing)" in caught.value.message
    assert left_in(tmp_path / "home") == ["install.lock"]
    assert manager_of(kind, tmp_path / "home").set_up()


@pytest.mark.parametrize("phase", ["Making an environment", "Reading", "Installing", "Checking the packages"])
def test_cancelled_set_up_leaves_nothing(kind, tmp_path, phase):
    told = [""]
    with pytest.raises(ClientError) as caught:
        manager_of(kind, tmp_path / "home").set_up(
            lambda fraction, text: told.append(text), lambda: told[-1].startswith(phase)
        )
    assert caught.value.code == "cancelled"
    assert left_in(tmp_path / "home") == ["install.lock"]


def test_what_a_killed_set_up_left_is_removed_by_the_next(kind, tmp_path):
    left = tmp_path / "home" / "environments" / ".building-killed"
    (left / "lib").mkdir(parents=True)
    manager_of(kind, tmp_path / "home").set_up()
    assert not left.exists()


def test_folder_without_wheels_is_told(tmp_path):
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(Sources(wheels=str(tmp_path)), tmp_path / "home").set_up()
    assert caught.value.code == "wheels_missing"


def test_full_disk_is_told_before_anything_is_fetched(kind, tmp_path):
    with pytest.raises(ClientError) as caught:
        manager_of(replace(kind, spare_mb=10**12), tmp_path).set_up()
    assert caught.value.code == "disk_full"


def test_folder_that_can_not_be_made_is_told_with_the_variable_that_names_another(kind, tmp_path):
    (tmp_path / "home").write_text("a file stands where the folder should be")
    with pytest.raises(ClientError) as caught:
        manager_of(kind, tmp_path / "home").set_up()
    assert caught.value.code == "environment_not_writable"
    assert str(tmp_path / "home") in caught.value.message
    assert "MINING_DETECTOR_HOME" in caught.value.hint


def test_lock_file_that_can_not_be_opened_is_told(kind, tmp_path):
    (tmp_path / "environments" / "install.lock").mkdir(parents=True)
    with pytest.raises(ClientError) as caught:
        manager_of(kind, tmp_path).set_up()
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
@pytest.mark.parametrize("stuck_at", ["sys.executable", "environment_check"])
def test_check_of_a_named_python_that_hangs_can_be_cancelled(tmp_path, stuck_at):
    """The stand-in marks that it hangs, and reads its open standard input for as long as nobody ends it."""
    mark, python = tmp_path / "hangs", tmp_path / "python"
    python.write_text(
        f'#!/bin/sh\ncase "$*" in *"{stuck_at}"*) touch "{mark}"; read line; read line;; '
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


def test_environments_lie_outside_the_plugin_where_each_system_keeps_data(monkeypatch):
    assert data_folder({"MINING_DETECTOR_HOME": "/x"}, "linux") == Path("/x")
    assert data_folder({"LOCALAPPDATA": "/local"}, "win32") == Path("/local/mining_detector")
    assert data_folder({"XDG_DATA_HOME": "/data"}, "linux") == Path("/data/mining_detector")
    assert data_folder({}, "darwin").parts[-3:] == ("Library", "Application Support", "mining_detector")


def test_pip_is_always_there_as_the_last_way(tmp_path):
    interpreter = Interpreter(sys.executable, (3, 11, 0))
    names = [installer.name for installer in available_installers(interpreter, which=lambda name: None)]
    assert names == ["pip"]
    names = [installer.name for installer in available_installers(interpreter, which=lambda name: name)]
    assert names == ["uv", "pip"]
    names = [
        installer.name
        for installer in available_installers(interpreter, which=lambda name: name, has_own_index=True)
    ]
    assert names == ["pip", "uv"]


def test_two_processes_at_once_make_one_environment(kind, tmp_path):
    """The second waits until the first is done, and takes what it finds."""
    code = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from tests.client.made_wheels import PACKAGES, Kind, manager_of
        kind = Kind("cpu", Path(sys.argv[1]), PACKAGES, 1, 1, 1)
        print(manager_of(kind, Path(sys.argv[2])).set_up(lambda fraction, text: print(text)))
        """
    )
    command = [sys.executable, "-c", code, str(kind.lock_file), str(tmp_path)]
    runs = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = [run.communicate(timeout=120)[0].splitlines() for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert outputs[0][-1] == outputs[1][-1]
    assert sum("Installing the packages" in lines for lines in outputs) == 1
    assert sum("Waiting for another QGIS that is setting up" in lines for lines in outputs) <= 1
    assert len(left_in(tmp_path)) == 2


def test_waiting_for_another_set_up_is_told_and_can_be_cancelled(kind, tmp_path):
    told = [""]
    with InstallLock(tmp_path / "environments" / "install.lock"), pytest.raises(ClientError) as caught:
        manager_of(kind, tmp_path).set_up(
            lambda fraction, text: told.append(text), lambda: told[-1].startswith("Waiting")
        )
    assert caught.value.code == "cancelled"


def test_environment_is_not_removed_while_another_process_sets_up(made):
    manager = made[0]
    with InstallLock(manager.made.folder / "install.lock"), pytest.raises(ClientError) as caught:
        manager.remove()
    assert caught.value.code == "setup_running"
    assert manager.find() == made[1]


def test_gpu_set_is_refused_where_the_index_has_none(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(ClientError) as caught:
        EnvironmentManager(Sources(kind="gpu"), tmp_path).set_up()
    assert caught.value.code == "kind_not_offered"
    assert EnvironmentManager(Sources(kind="gpu"), tmp_path).kind == GPU
    assert set(PACKAGES) < set(GPU.packages)


def test_check_of_openvino_reports_nothing_to_its_makers(tmp_path):
    """Both are stand-ins: with the second the real one would report this test."""
    (tmp_path / "openvino_telemetry.py").write_text("")
    (tmp_path / "openvino.py").write_text(
        "try:\n    import openvino_telemetry\nexcept ImportError:\n    pass\n"
        "else:\n    raise ImportError('this was reported')\n"
    )
    program = Path(environment_check.__file__)
    done = subprocess.run(
        [sys.executable, str(program), json.dumps({"packages": ["openvino", "absent"]})],
        env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert list(json.loads(done.stdout)["problems"]) == ["absent"]


def test_environment_that_a_program_holds_is_told_and_stays(made, monkeypatch):
    """Windows refuses to rename a folder whose programs run; a scanner lets go after a moment."""
    manager, python, *_ = made
    refused = []
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == Path(python).parents[1] and len(refused) < limit:
            refused.append(path)
            raise PermissionError(13, "it is used by another process")
        return rename(path, target)

    monkeypatch.setattr(made_environment, "_PAUSE_S", 0.0)
    monkeypatch.setattr(Path, "rename", refuse)
    limit = 1000
    with pytest.raises(ClientError) as caught:
        manager.set_up(anew=True)
    assert caught.value.code == "environment_in_use"
    assert manager.find() == python
    refused.clear()
    limit = 3
    assert manager.set_up(anew=True) == python
    assert len(refused) == 3


@pytest.mark.skipif(not UV.is_file(), reason="needs uv, of the extra dev")
def test_uv_is_used_where_it_is_there_and_stays_offline_with_wheels(kind, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", os.pathsep.join([str(UV.parent), os.environ["PATH"]]))
    told: list[str] = []
    manager = manager_of(kind, tmp_path / "Méine Umgebung ü")
    python = manager.set_up(lambda fraction, text: told.append(text))
    assert "Making an environment with uv" in told
    assert json.loads((Path(python).parents[1] / MARKER).read_text())["made_with"] == "uv"
    assert manager.set_up() == python
