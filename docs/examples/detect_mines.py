"""Example: find mines from a Python script, without the window of QGIS.

Run it with the Python that QGIS runs on, and with the folder that holds the plugin on PYTHONPATH, on Linux such as

    export PYTHONPATH=~/.local/share/QGIS/QGIS3/profiles/default/python/plugins
    python3 detect_mines.py scene.tif results

In the Python console of QGIS the lines from `processing.run` on are enough. The detection environment must be there:
`processing.run("mining_detector:setupenvironment", {})` sets it up.
"""

from __future__ import annotations

import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsVectorLayer

scene, folder = sys.argv[1:]

application = QgsApplication([], False)
application.initQgis()
sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))

import processing  # noqa: E402 - it is found only now
from processing.core.Processing import Processing  # noqa: E402

from mining_detector_plugin.processing.provider import MiningDetectorProvider  # noqa: E402

Processing.initialize()
provider = MiningDetectorProvider()
QgsApplication.processingRegistry().addProvider(provider)

found = processing.run(
    "mining_detector:detect",
    {"INPUT": scene, "SENSITIVITY": 0, "OUTPUT_FOLDER": folder},  # 0 is 'Few misses'
)
print(f"{found['MINE_COUNT']} mines")
for mine in QgsVectorLayer(found["MINES"]).getFeatures():
    print(f"{mine['type']}: {mine['area_ha']:.1f} ha, confidence {mine['confidence']:.2f}")

# The same run by another threshold: no model runs again.
outlines = processing.run(
    "mining_detector:vectoriseconfidence",
    {"INPUT": found["CONFIDENCE"], "THRESHOLD": 0.2, "OUTPUT": str(Path(folder) / "outlines.gpkg")},
)
print(f"{outlines['OUTLINE_COUNT']} outlines from a probability of 0.2 on")

application.exitQgis()
