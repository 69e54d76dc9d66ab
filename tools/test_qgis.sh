#!/bin/sh
# Runs the tests in QGIS with the system's Python: builds the zip, makes the environments, starts pytest.
# Usage: tools/test_qgis.sh [PYTEST_ARGUMENT ...]. Needs QGIS, python3-venv and zip from the distribution, and
# .build/dev from `python3 tools/environment.py dev dev` (the zip and the made scene come from there). Inside
# a chroot tools/qgis_chroot.py has put the zip and the wheels there.
set -eu
cd "$(dirname "$0")/.."
. tools/qgis_environment.sh

if [ -z "${MINING_DETECTOR_CHROOT:-}" ]; then
    tools/build_zip.sh "$(dirname "$PROJECT_PYTHON")" >"$BUILD/build_zip.log" 2>&1 || { cat "$BUILD/build_zip.log"; exit 1; }
    tail -n 1 "$BUILD/build_zip.log"
fi
exec env QT_QPA_PLATFORM=offscreen PROJECT_PYTHON="$PROJECT_PYTHON" "$BUILD/qgis/bin/python" -m pytest tests/qgis "$@"
