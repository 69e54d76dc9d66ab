"""The parts of QGIS and of the plugin as one sees them, each with what one does there by mouse."""

from __future__ import annotations

from pathlib import Path

from .session import QgisWindow

PLUGIN = "plugins['mining_detector_plugin']"
#: The set-up unpacks 400 MB; a run is short, but the machine may be busy.
SET_UP_S = 400.0
RUN_S = 240.0


def type_path(window: QgisWindow, field: str, path: Path) -> None:
    """Type a path of plain letters, which every keyboard has, into a file widget."""
    window.type_into(f"field_place({field!r})", str(path))
    window.wait(f"widget({field!r}).lineEdit().text() == {str(path)!r}")


class MainWindow:
    """QGIS itself."""

    def __init__(self, window: QgisWindow) -> None:
        self._window = window

    def open_menu(self, *names: str) -> None:
        """Click through the menus and the action at their end, by object names."""
        *menus, action = names
        for depth, menu in enumerate(menus):
            outer = menus[depth - 1] if depth else ""
            self._window.click(f"menu_place({menu!r}, inside={outer!r})")
        self._window.click(f"action_place({menus[-1]!r}, {action!r})")

    def add_raster(self, path: Path) -> None:
        """Add a raster through the data source manager."""
        self.open_menu("mLayerMenu", "mAddLayerMenu", "mActionAddRasterLayer")
        type_path(self._window, "mFileWidget", path)
        self._window.shot("image is chosen")
        self._window.click("button_place('Add')")
        self._window.wait("layers()")
        self._window.click("button_place('Close')")
        self._window.wait_for_map()

    def leave(self) -> int:
        """Leave QGIS through its menu and discard the project. Returns the exit code."""
        self.open_menu("mProjectMenu", "mActionExit")
        self._window.click("button_place('Discard')")
        return self._window.end()


class PluginManager:
    """QGIS's own dialog for plugins."""

    def __init__(self, window: QgisWindow) -> None:
        self._window = window

    def install(self, archive: Path) -> None:
        """Install a plugin from a zip and close the dialog."""
        window = self._window
        MainWindow(window).open_menu("mPluginMenu", "mActionManagePlugins")
        window.click("item_place(widget('mOptionsListWidget'), 'Install from ZIP')")
        type_path(window, "mZipFileWidget", archive)
        window.shot("zip is chosen")
        window.click("buttonInstallFromZip")
        window.wait("'untrusted' in dialog_text()")
        window.shot("question about trust")
        window.click("button_place('Yes')")
        window.wait("'mining_detector_plugin' in plugins")
        window.shot("plugin is installed")
        window.click("button_place('Close')")


class Dock:
    """The plugin's panel."""

    def __init__(self, window: QgisWindow) -> None:
        self._window = window

    def open(self) -> None:
        """Click the plugin's button on the toolbar."""
        self._window.click("toolbar_place('Mining Detector')")
        self._window.wait("is_visible('MiningDetectorDock')")

    def show_page(self, title: str) -> None:
        """Click a tab."""
        self._window.click(f"tab_place('pages', {title!r})")

    def set_up_from(self, wheels: Path) -> None:
        """Set the environment up from a folder of wheels."""
        self.show_page("Setup")
        self._window.shot("set-up page")
        self._window.choose("source", "Folder of wheels (no network)")
        type_path(self._window, "wheels", wheels)
        self._window.click("set_up_button")
        self._window.wait("is_visible('cancel_button')")
        self._window.shot("set-up goes on")
        self._window.wait("'ready' in widget('heading').text()", SET_UP_S)

    def draw_rectangle(self, corner: tuple[float, float], opposite: tuple[float, float]) -> None:
        """Draw the area of interest, from one coordinate of the map to another."""
        self._window.choose("aoi_kind", "Draw a rectangle")
        self._window.drag(f"map_place{corner}", f"map_place{opposite}")
        self._window.wait("'ha' in widget('size_label').text()")

    def detect(self) -> None:
        """Click Detect and wait until something is under way."""
        self._window.click("detect_button")
        self._window.wait(f"{PLUGIN}.controller.is_running")

    def filter_by_confidence(self, percent: int) -> None:
        """Drag the slider of the confidence."""
        before = self._window.ask("widget('shown_label').text()")
        slider = "confidence_slider"
        value = f"round(widget({slider!r}).maximum() * {percent} / 100)"
        self._window.drag(f"handle_place({slider!r})", f"handle_place({slider!r}, {value})")
        self._window.wait(f"widget('shown_label').text() != {before!r}")

    def export_report(self) -> None:
        """Click through to the report, under the name that is proposed."""
        self._window.click("report_button")
        self._window.wait("is_visible('QFileDialog')")
        self._window.shot("where the report goes")
        self._window.click("button_place('Save')")
