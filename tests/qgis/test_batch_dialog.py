"""The batch dialog of Processing, filled in and run as a user does it."""

from __future__ import annotations

import pytest
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer

from .conftest import click, wait_for
from .dock_steps import write_raster

pytestmark = pytest.mark.qgis


@pytest.fixture
def dialog(plugin, qgis_processing):
    """The batch dialog of 'Classify cells'."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    found = QgsApplication.processingRegistry().algorithmById("mining_detector:classifycells").create()
    dialog = BatchAlgorithmDialog(found)
    dialog.show()
    yield dialog
    dialog.close()
    dialog.deleteLater()


def fill(panel, row: int, values: dict[str, str]) -> None:
    """Write values into a row of the table; what is not a destination has a wrapper of QGIS's."""
    for name, value in values.items():
        column = panel.parameter_to_column[name]
        if name == "OUTPUT_FOLDER":
            panel.tblParameters.cellWidget(row + 1, column).setValue(value)
        else:
            wrapper = panel.wrappers[row][column]
            wrapper.setParameterValue(value, panel.processing_context)


def test_two_rows_run_one_after_the_other_and_load_their_results(dialog, tmp_path):
    panel = dialog.mainWidget()
    while panel.batchRowCount() < 2:
        panel.addRow()
    assert panel.batchRowCount() == 2
    for row in range(2):
        raster = write_raster(tmp_path / f"raster{row}.tif")
        fill(panel, row, {"INPUT": str(raster), "OUTPUT_FOLDER": str(tmp_path / f"out{row}")})
    click(dialog.runButton())
    # Newer QGIS runs the rows in tasks; the dialog must outlive the last one.
    tasks = QgsApplication.taskManager()
    wait_for(lambda: len(QgsProject.instance().mapLayers()) == 2 and tasks.count() == 0)
    wait_for(dialog.runButton().isEnabled)
    for row in range(2):
        cells = QgsVectorLayer(f"{tmp_path / f'out{row}' / 'results.gpkg'}|layername=cells")
        assert cells.isValid() and cells.featureCount() > 0
    loaded = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    assert loaded == ["Cells looked at", "Cells looked at"]
