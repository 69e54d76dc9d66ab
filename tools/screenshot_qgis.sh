#!/bin/sh
# Draws the pictures of the docs: starts the real QGIS on a virtual screen with the plugin from the zip, loads the
# demo's made scene, draws an area by mouse, clicks Detect, and saves a picture of each page and of the results.
# Usage: tools/screenshot_qgis.sh [FOLDER_FOR_THE_PICTURES]; docs/images unless told.
# SCREENSHOT_THEME (such as "Night Mapping"), SCREENSHOT_LOCALE (such as es) and QT_SCALE_FACTOR show it otherwise.
# Needs QGIS, python3-venv, pngquant, xvfb, xauth and zip from the distribution, and .build/dev from `make dev`.
set -eu
cd "$(dirname "$0")/.."
. tools/qgis_environment.sh
pictures="${1:-docs/images}"
# The picture shows where the results are: a short path of no one's own. QGIS marks layers in its TMPDIR as temporary.
work=/tmp/mining_detector_demo

tools/build_zip.sh "$(dirname "$PROJECT_PYTHON")" >"$BUILD/build_zip.log" 2>&1 || { cat "$BUILD/build_zip.log"; exit 1; }
rm -rf "$work" "$BUILD/pictures" "$BUILD/temporary"
mkdir -p "$pictures" "$BUILD/pictures" "$BUILD/temporary" "$work/profiles/default/python/plugins" "$work/profiles/default/QGIS"
/usr/bin/python3 -m zipfile -e zip_build/mining_detector_plugin.zip "$work/profiles/default/python/plugins"
cat >"$work/profiles/default/QGIS/QGIS3.ini" <<SETTINGS
[PythonPlugins]
mining_detector_plugin=true
[app]
projections\\defaultProjectCrs=EPSG:4326
[UI]
UITheme=${SCREENSHOT_THEME:-default}
[locale]
overrideFlag=true
userLocale=${SCREENSHOT_LOCALE:-en_US}
[qgis]
checkVersion=false
newsFeed=false
SETTINGS
# The page of the environment shows where it is, too.
ln -s "$MINING_DETECTOR_HOME" "$work/environment"
"$PROJECT_PYTHON" -c "from demo.scene import make_scene; make_scene('$work')"

SCREENSHOT_SCENE="$work/scene.tif" SCREENSHOT_RESULTS="$work/results" SCREENSHOT_FOLDER="$BUILD/pictures" \
MINING_DETECTOR_HOME="$work/environment" \
TMPDIR="$BUILD/temporary" timeout 900 xvfb-run -a -s "-screen 0 2400x1600x24" \
    qgis --nologo --noversioncheck --profiles-path "$work" --code "$PWD/tools/screenshot_in_qgis.py" \
    || { cp "$BUILD/pictures/"*.png "$pictures"; exit 1; }
rm -rf "$work" "$BUILD/temporary"
# Palettes: a map can hardly be compressed otherwise.
pngquant --force --ext .png --speed 1 --nofs 48 "$BUILD/pictures/"*.png
cp "$BUILD/pictures/"*.png "$pictures"
ls "$pictures"
