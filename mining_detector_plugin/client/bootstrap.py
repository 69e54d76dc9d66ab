"""Starts the worker from the plugin's folder: `python -I bootstrap.py PLUGIN_FOLDER`.

Only this one package is made importable. The folder around it holds the user's other plugins, whose names
must not shadow libraries, and the interpreter may hold another release of this package, to be left alone.
"""

import importlib.util
import os
import runpy
import sys

PACKAGE = "mining_detector_plugin"


def load_package(folder: str) -> None:
    """Make the package importable from its folder, whatever the folder's name."""
    spec = importlib.util.spec_from_file_location(
        PACKAGE, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"no package in {folder}")
    module = importlib.util.module_from_spec(spec)
    sys.modules[PACKAGE] = module
    spec.loader.exec_module(module)


if __name__ == "__main__":
    load_package(sys.argv.pop(1))
    runpy.run_module(f"{PACKAGE}.engine.worker", run_name="__main__", alter_sys=True)
