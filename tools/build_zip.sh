#!/bin/sh
# Builds the installable plugin zip with pb_tool: zip_build/mining_detector_plugin.zip. check_zip.py checks it.
# Usage: tools/build_zip.sh [FOLDER_WITH_PB_TOOL]
set -eu
cd "$(dirname "$0")/.."
PATH="${1:+$1:}$PATH"
zip_file=zip_build/mining_detector_plugin.zip

command -v zip >/dev/null || { echo "zip is not installed: apt-get install zip" >&2; exit 2; }
command -v pb_tool >/dev/null || { echo "pb_tool is not installed: pip install pb_tool==3.5.3" >&2; exit 2; }

# pb_tool adds to a build folder that is there, and copies compiled files along.
rm -rf build zip_build
find mining_detector_plugin -name __pycache__ -type d -prune -exec rm -rf {} +
pb_tool deploy --quick --no-confirm
# The pages for users, as text: pictures would make the zip larger than the models.
mkdir build/mining_detector_plugin/help
cp docs/user/*.md build/mining_detector_plugin/help/
pb_tool zip --quick --no-docs
mkdir zip_build
mv mining_detector_plugin.zip "$zip_file"
echo "$zip_file: $(wc -c <"$zip_file") bytes"
