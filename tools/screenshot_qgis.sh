#!/bin/sh
# Draws docs/images/qgis.png: starts the real QGIS on a virtual screen with the plugin from the zip, loads the
# demo's made scene, draws an area by mouse, clicks Detect, and saves the main window with the results.
# Usage: tools/screenshot_qgis.sh [FOLDER_FOR_THE_PICTURES]
# Needs QGIS, python3-venv, xvfb, xauth and zip from the distribution, and .build/dev from `make dev`.
set -eu
cd "$(dirname "$0")/.."
. tools/qgis_environment.sh
pictures="${1:-docs/images}"
# The picture shows where the results are: a short path of no one's own. QGIS marks layers in its TMPDIR as temporary.
work=/tmp/mining_detector_demo

tools/build_zip.sh "$(dirname "$PROJECT_PYTHON")" >"$BUILD/build_zip.log" 2>&1 || { cat "$BUILD/build_zip.log"; exit 1; }
rm -rf "$work"
mkdir -p "$pictures" "$work/profiles/default/python/plugins" "$work/profiles/default/QGIS"
/usr/bin/python3 -m zipfile -e zip_build/mining_detector_plugin.zip "$work/profiles/default/python/plugins"
cat >"$work/profiles/default/QGIS/QGIS3.ini" <<'SETTINGS'
[PythonPlugins]
mining_detector_plugin=true
[app]
projections\defaultProjectCrs=EPSG:4326
[qgis]
checkVersion=false
newsFeed=false
SETTINGS
"$PROJECT_PYTHON" -c "from demo.scene import make_scene; make_scene('$work')"

SCREENSHOT_SCENE="$work/scene.tif" SCREENSHOT_RESULTS="$work/results" \
SCREENSHOT_FOLDER="$(cd "$pictures" && pwd)" \
TMPDIR="$BUILD" timeout 900 xvfb-run -a -s "-screen 0 1500x940x24" \
    qgis --nologo --noversioncheck --profiles-path "$work" --code "$PWD/tools/screenshot_in_qgis.py"
rm -rf "$work"
echo "$pictures/qgis.png"
