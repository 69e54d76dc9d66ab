"""The dock and its dialogs fit their users: keyboard alone, screen readers, long words, narrow docks, dark themes."""

from __future__ import annotations

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtGui import QColor, QImage, QPalette
from qgis.PyQt.QtWidgets import QApplication, QScrollArea, QWidget

from . import fit
from .pseudo_language import pseudo_language

pytestmark = pytest.mark.qgis

#: Width in logical pixels of the narrowest dock that a user may draw.
NARROW = 300
#: Least contrast of letters that are read (WCAG 2.1, level AA).
LEAST_CONTRAST = 4.5
FOREIGN_MODEL = {
    "name": "pits", "kind": "segmenter", "resolution_m": 0.3, "tile": 512, "threshold": 0.5,
    "classes": ["background", "open pit & quarry"], "proposed_types": [None, "open_pit"],
    "types": ["open_pit", "waste_dump", "tailings", "artisanal", "mine_ground"],
    "bands": ["B02", "B03", "B04"], "proposed_channels": ["B04", "B03", "B02"], "reflectance_range": [0, 0.3],
    "remarks": ["It was made for pixels of 0.3 m."],
}  # fmt: skip
BANDS = [{"index": number, "name": None, "source": "a.tif"} for number in range(1, 5)]


@pytest.fixture
def make_dock(loaded_plugin, qgis_iface, qgis_new_project):
    """Make docks that take no part in anything, and end them."""
    from mining_detector_plugin.gui.dock import MiningDetectorDock

    docks = []

    def make():
        dock = MiningDetectorDock(qgis_iface.mapCanvas(), None)
        docks.append(dock)
        return dock

    yield make
    for dock in docks:
        dock.detect.aoi.clean_up()
        dock.close()
        dock.deleteLater()
    QApplication.processEvents()


def pages_of(dock) -> dict[str, QWidget]:
    """Show one page of a dock after the other; yield each, and what of it scrolls, with its title."""
    for index in range(dock.pages.count()):
        dock.pages.setCurrentIndex(index)
        QApplication.processEvents()
        page = dock.pages.widget(index)
        if not isinstance(page, QScrollArea):
            yield dock.pages.tabText(index), page
            page = page.findChild(QScrollArea)
        yield dock.pages.tabText(index), page.widget()


def show_narrow(dock) -> None:
    """Show a dock so high that nothing is scrolled out of its order."""
    dock.resize(NARROW, 2000)
    dock.show()
    QApplication.processEvents()


def make_dialogs() -> dict[str, QWidget]:
    """Return one of each dialog of the plugin, by the name of its class."""
    from mining_detector_plugin.client.model_library import BUNDLED_FOLDER, PackSummary
    from mining_detector_plugin.gui.band_dialog import BandDialog
    from mining_detector_plugin.gui.card_dialog import CardDialog
    from mining_detector_plugin.gui.help_dialog import HelpDialog
    from mining_detector_plugin.gui.images_dialog import ImagesDialog
    from mining_detector_plugin.gui.import_dialog import ImportDialog
    from mining_detector_plugin.gui.scaling_dialog import ScalingDialog
    from mining_detector_plugin.gui.thumbnails import Thumbnail, ThumbnailDialog

    picture = QImage(64, 64, QImage.Format.Format_ARGB32)
    picture.fill(QColor("green"))
    return {
        "BandDialog": BandDialog({"bands": BANDS, "proposed_bands": None}),
        "CardDialog": CardDialog(PackSummary("segmenter", BUNDLED_FOLDER / "segmenter", True), "# A card"),
        "HelpDialog": HelpDialog(),
        "ImagesDialog": ImagesDialog([]),
        "ImportDialog": ImportDialog(FOREIGN_MODEL),
        "ScalingDialog": ScalingDialog({"scale": 0.0001, "offset": -0.1, "scaling_reason": ""}, None),
        "ThumbnailDialog": ThumbnailDialog(Thumbnail("swir", picture, ("B12", "B08", "B04"))),
    }


def problems_of(check, parts) -> list[str]:
    return [f"{title}: {problem}" for title, part in parts for problem in check(part)]


def test_each_dialog_is_looked_at(loaded_plugin):
    from pathlib import Path

    import mining_detector_plugin

    gui = Path(mining_detector_plugin.__file__).parent / "gui"
    named = [
        line.split()[1].split("(")[0]
        for path in gui.glob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith("class ") and "(QDialog)" in line
    ]
    assert sorted(named) == sorted(make_dialogs())


@pytest.mark.parametrize(
    "check",
    [fit.out_of_reach, fit.out_of_order, fit.without_name, fit.doubled_mnemonics, fit.without_mnemonic],
    ids=lambda check: check.__name__,
)
def test_pages_are_for_the_keyboard_and_for_screen_readers(make_dock, check):
    dock = make_dock()
    show_narrow(dock)
    assert problems_of(check, pages_of(dock)) == []


def test_detect_and_cancel_stay_in_sight_in_a_low_window(make_dock):
    dock = make_dock()
    dock.resize(NARROW, 500)
    dock.show()
    dock.detect.show_running(True)
    QApplication.processEvents()
    for button in (dock.detect.run.detect_button, dock.detect.run.cancel_button, dock.detect.run.progress):
        assert button.visibleRegion().boundingRect() == button.rect(), button.objectName()


@pytest.mark.parametrize(
    "check",
    [fit.out_of_reach, fit.out_of_order, fit.without_name, fit.doubled_mnemonics, fit.cut_texts],
    ids=lambda check: check.__name__,
)
def test_pages_fit_while_something_goes_on(make_dock, check):
    dock = make_dock()
    show_narrow(dock)
    for page in (dock.detect, dock.runs, dock.models, dock.environment):
        page.show_running(True)
        page.show_progress(
            0.4, "Looking at every cell: 1,200 of 3,000 cells, 120 may hold mines, about 3 min left"
        )
    assert problems_of(check, pages_of(dock)) == []


@pytest.mark.parametrize(
    "check", [fit.out_of_reach, fit.without_name, fit.doubled_mnemonics], ids=lambda check: check.__name__
)
def test_dialogs_are_for_the_keyboard_and_for_screen_readers(loaded_plugin, check):
    dialogs = make_dialogs()
    for dialog in dialogs.values():
        dialog.show()
    QApplication.processEvents()
    assert problems_of(check, dialogs.items()) == []


@pytest.mark.parametrize("language", ["en", "es", "fr", "pt", "longer"])
def test_narrow_dock_shows_each_text_whole(make_dock, loaded_plugin, language):
    from mining_detector_plugin import translation

    if language == "longer":
        with pseudo_language(translation.CONTEXT):
            dock = make_dock()
    else:
        translator = translation.install_translator(language)
        dock = make_dock()
        translation.remove_translator(translator)
    show_narrow(dock)
    for title, page in pages_of(dock):
        width = page.parentWidget().width()
        assert page.minimumSizeHint().width() <= width, f"{title} needs {page.minimumSizeHint().width()}"
        assert list(fit.cut_texts(page)) == [], title


def test_dialogs_show_long_words_whole(loaded_plugin):
    from mining_detector_plugin import translation

    with pseudo_language(translation.CONTEXT):
        dialogs = make_dialogs()
    for dialog in dialogs.values():
        dialog.show()
    QApplication.processEvents()
    assert problems_of(fit.cut_texts, dialogs.items()) == []


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_mnemonics_lead_to_one_control_in_each_language(make_dock, loaded_plugin, language):
    from mining_detector_plugin import translation

    translator = translation.install_translator(language)
    try:
        dock = make_dock()
        dialogs = make_dialogs()
    finally:
        translation.remove_translator(translator)
    assert problems_of(fit.doubled_mnemonics, [*pages_of(dock), *dialogs.items()]) == []


def luminance(color: QColor) -> float:
    """Return the relative luminance of WCAG 2.1 (https://www.w3.org/TR/WCAG21/#dfn-relative-luminance)."""
    shares = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in color.getRgbF()[:3]
    ]
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


@pytest.mark.parametrize("base", ["#ffffff", "#f0f0f0", "#323232", "#1e1e1e", "#2d3136"])
def test_messages_can_be_read_in_light_and_dark_themes(loaded_plugin, base):
    from mining_detector_plugin.gui.colors import message_color

    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor(base))
    # As 'Night Mapping' has it, which sets its letters by a style sheet.
    palette.setColor(QPalette.ColorRole.Text, QColor("#000000"))
    levels = [
        Qgis.MessageLevel.Info,
        Qgis.MessageLevel.Success,
        Qgis.MessageLevel.Warning,
        Qgis.MessageLevel.Critical,
    ]
    for level in levels:
        lights = sorted([luminance(message_color(level, palette)), luminance(QColor(base))])
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= LEAST_CONTRAST
    assert len({message_color(level, palette).name() for level in levels}) == len(levels)
