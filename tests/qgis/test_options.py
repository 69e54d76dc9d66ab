"""The options of a run: presets, what is advanced, and that the last choices come back."""

from __future__ import annotations

import pytest

from .conftest import wait_for

pytestmark = pytest.mark.qgis


@pytest.fixture
def options(plugin):
    return plugin.dock.detect.options


def choose(box, title: str) -> None:
    """Choose an entry as a click on it does."""
    box.setCurrentText(title)
    assert box.currentText() == title
    box.activated.emit(box.currentIndex())


def test_presets_of_the_plugin_set_the_choices_they_name(options):
    box = options.presets.preset
    assert box.currentText() == "Balanced"
    choose(box, "Search everything (slow)")
    assert options.search_everywhere.isChecked()
    assert options.sensitivity.currentText() == "Few misses"
    assert not options.advanced.precision_filter.isChecked()
    assert not options.advanced.isCollapsed(), "what differs from the usual is in sight"
    choose(box, "Quick look (cells only)")
    assert options.values()["only"] == "classify"
    assert not options.search_everywhere.isChecked()
    choose(box, "Balanced")
    assert options.values()["only"] == ""


def test_choice_that_is_no_preset_is_the_users_own(options):
    options.threshold.setValue(0.4)
    assert options.presets.preset.currentText() == "Your own choice"
    options.threshold.setValue(0)
    assert options.presets.preset.currentText() == "Balanced"


def test_own_preset_is_kept_chosen_and_deleted(options):
    box = options.presets
    options.threshold.setValue(0.4)
    options.advanced.with_untested_classes.setChecked(True)
    box.keep("Wet season")
    assert box.preset.currentText() == "Wet season"
    assert box.delete_action.isEnabled()
    choose(box.preset, "Balanced")
    assert not box.delete_action.isEnabled()
    assert options.threshold.value() == 0

    from mining_detector_plugin.gui.options_panel import OptionsPanel

    other = OptionsPanel()
    choose(other.presets.preset, "Wet season")
    assert other.threshold.value() == 0.4
    assert other.advanced.with_untested_classes.isChecked()
    other.presets.delete_action.trigger()
    assert other.presets.preset.findText("Wet season") == -1
    assert other.presets.preset.currentText() == "Your own choice"


def test_preset_leaves_folders_and_device_alone(options, tmp_path):
    before = options.output_folder.filePath()
    options.device.setCurrentIndex(options.device.findData("cpu"))
    choose(options.presets.preset, "Search everything (slow)")
    assert options.output_folder.filePath() == before
    assert options.device.currentData() == "cpu"


def test_last_choices_come_back(plugin, options):
    settings_type = type(plugin.dock.settings())
    choose(options.presets.preset, "Search everything (slow)")
    options.advanced.dehaze.setCurrentIndex(options.advanced.dehaze.findData("constant"))
    plugin.dock.settings().store()
    loaded = settings_type.load()
    assert loaded == plugin.dock.settings()
    assert (loaded.dehaze, loaded.search_everywhere, loaded.precision_filter) == ("constant", True, False)
    plugin.dock.show_settings(settings_type())
    assert options.presets.preset.currentText() == "Balanced"
    plugin.dock.show_settings(loaded)
    wait_for(lambda: options.advanced.dehaze.currentData() == "constant", 1000)
    assert options.search_everywhere.isChecked()
