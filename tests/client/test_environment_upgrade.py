"""An upgrade of the plugin: the old environment serves until the new one is complete, and is removed after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from mining_detector_plugin.client.errors import ClientError

from .made_wheels import left_in, make_kind, make_plugin, manager_of


def test_old_environment_serves_until_the_new_one_is_complete(kind, tmp_path):
    """After an upgrade the lock file is another one; the new engine loads with the old packages."""
    old = manager_of(kind, tmp_path / "home").set_up()
    newer = make_kind(tmp_path / "newer", "100.0")
    manager = manager_of(newer, tmp_path / "home", make_plugin(tmp_path / "plugin", "import numpy"))
    assert manager.find() is None
    assert manager.require() == manager.find() == old
    new = manager.set_up()
    assert new == manager.find() != old
    assert Path(old).is_file()


def test_old_environment_in_which_the_new_engine_does_not_load_is_not_used(kind, tmp_path):
    manager_of(kind, tmp_path / "home").set_up()
    newer = make_kind(tmp_path / "newer", "100.0")
    plugin = make_plugin(tmp_path / "plugin", "import numpy\nnumpy.added_later")
    manager = manager_of(newer, tmp_path / "home", plugin)
    assert manager.adopt() is None
    with pytest.raises(ClientError) as caught:
        manager.require()
    assert caught.value.code == "environment_missing"


def test_failed_upgrade_leaves_the_old_environment_in_use(kind, tmp_path):
    old = manager_of(kind, tmp_path / "home").set_up()
    broken = make_kind(tmp_path / "broken", "100.0", code="import nothing_of_this_name")
    manager = manager_of(broken, tmp_path / "home", make_plugin(tmp_path / "plugin"))
    assert manager.adopt() == old
    with pytest.raises(ClientError):
        manager.set_up()
    assert manager.find() == old


def test_old_environments_are_removed_alone_and_all_with_what_they_free(kind, tmp_path):
    home = tmp_path / "home"
    old = manager_of(kind, home).set_up()
    manager = manager_of(make_kind(tmp_path / "newer", "100.0"), home, make_plugin(tmp_path / "plugin"))
    assert manager.remove(old_only=True) == 0, "it still serves"
    new = manager.set_up()
    assert manager.remove(old_only=True) > 1000
    assert not Path(old).exists() and manager.find() == new
    assert manager.remove() > 1000
    assert manager.find() is None
    assert not [name for name in left_in(home) if name.startswith("py")]
