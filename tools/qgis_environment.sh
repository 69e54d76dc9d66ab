# Sourced by the scripts that start QGIS: a PATH of the system alone, .build/qgis with pytest-qgis, and the
# worker's environment, made by the plugin's own manager from .build/wheels. Sets BUILD and PROJECT_PYTHON.
BUILD="$PWD/.build"
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH MINING_DETECTOR_HOME="$BUILD/worker" XDG_RUNTIME_DIR="$BUILD/runtime"
unset PYTHONPATH PYTHONHOME
mkdir -p "$BUILD" && mkdir -p -m 700 "$XDG_RUNTIME_DIR"

/usr/bin/python3 -c "import qgis.core" 2>/dev/null || { echo "QGIS is not installed: apt-get install qgis python3-qgis" >&2; exit 2; }
version=$(/usr/bin/python3 -c "import sys; print('%d.%d' % sys.version_info[:2])")
if [ -n "${MINING_DETECTOR_CHROOT:-}" ]; then
    # tools/qgis_chroot.py has fetched the wheels outside; what makes scenes is not here yet.
    PROJECT_PYTHON="$BUILD/scenes/bin/python"
    if [ "$(cat "$BUILD/scenes/complete" 2>/dev/null)" != "$version" ]; then
        rm -rf "$BUILD/scenes"
        /usr/bin/python3 -m venv "$BUILD/scenes"
        "$PROJECT_PYTHON" -m pip install -q --no-index --find-links "$BUILD/wheels" \
            --require-hashes -r mining_detector_plugin/client/environment.lock
        "$PROJECT_PYTHON" -m pip install -q --no-index --find-links "$BUILD/test-wheels" scipy
        echo "$version" >"$BUILD/scenes/complete"
    fi
else
    PROJECT_PYTHON="${PROJECT_PYTHON:-$BUILD/dev/bin/python}"
    [ -x "$PROJECT_PYTHON" ] || { echo "$PROJECT_PYTHON is missing: run python3 tools/environment.py dev dev" >&2; exit 2; }
    "$PROJECT_PYTHON" tools/wheels.py "$version" "$BUILD"
fi
# The distribution's NumPy must stay: its GDAL and QGIS were built against it.
numpy=$(/usr/bin/python3 -c "import numpy; print(numpy.__version__)")
if [ "$(cat "$BUILD/qgis/complete" 2>/dev/null)" != "$numpy" ]; then
    rm -rf "$BUILD/qgis"
    /usr/bin/python3 -m venv --system-site-packages "$BUILD/qgis"
    "$BUILD/qgis/bin/python" -m pip install -q --no-index --find-links "$BUILD/test-wheels" \
        pytest-qgis "numpy==$numpy" pytest pytest-timeout
    echo "$numpy" >"$BUILD/qgis/complete"
fi
/usr/bin/python3 -m mining_detector_plugin.client --wheels "$BUILD/wheels"
