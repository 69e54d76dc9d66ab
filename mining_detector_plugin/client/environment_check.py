"""Runs in the interpreter that is to be checked: tells in one line of JSON what works there.

`python -I environment_check.py REQUEST`, where REQUEST is JSON: `packages` (import names), `files` (whether the
files of all installed packages must be there), `plugin` (folder whose engine must load, or null).
"""

import importlib
import importlib.metadata
import importlib.util
import json
import os
import sys


def import_problem(name):
    """Return why a module can't be imported, empty where it can."""
    try:
        importlib.import_module(name)
    except Exception as error:  # whatever a broken library raises is its answer
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return ""


def version_of(name):
    """Return the version of the package that brings a module, empty where it has none."""
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def lost_files():
    """Return files that installed packages lack or that have another size."""
    lost = []
    for distribution in importlib.metadata.distributions():
        for file in distribution.files or []:
            # Python writes these again.
            if file.suffix == ".pyc" or file.name == "RECORD":
                continue
            try:
                size = os.stat(str(distribution.locate_file(file))).st_size
            except OSError:
                lost.append(str(file))
                continue
            if file.size is not None and size != file.size:
                lost.append(str(file))
    return lost


def engine_problem(plugin):
    """Return why a plugin's engine or one of its packs can't be loaded, empty where all can."""
    path = os.path.join(plugin, "client", "bootstrap.py")
    spec = importlib.util.spec_from_file_location("bootstrap", path)
    if spec is None or spec.loader is None:
        return f"{path} is not there"
    bootstrap = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bootstrap)
    try:
        bootstrap.load_package(plugin)
        for name in ("worker", "pipeline", "vectorise"):
            importlib.import_module(f"{bootstrap.PACKAGE}.engine.{name}")
        # It is a package of the interpreter that is checked; this file is part of the client.
        onnxruntime = importlib.import_module("onnxruntime")
        for folder, _, names in os.walk(os.path.join(plugin, "models")):
            if "model.onnx" in names:
                onnxruntime.InferenceSession(
                    os.path.join(folder, "model.onnx"), providers=["CPUExecutionProvider"]
                )
    except Exception as error:  # whatever old packages raise is the answer
        return f"{type(error).__name__}: {error}".splitlines()[0]
    return ""


def check(request):
    """Return what works here; see the module."""
    # With this package OpenVINO would report each import to its makers.
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
    problems = {name: import_problem(name) for name in request["packages"]}
    problems = {name: problem for name, problem in problems.items() if problem}
    engine = ""
    if request.get("plugin") and not problems:
        engine = engine_problem(request["plugin"])
    installed = {
        str(one.metadata["Name"]): one.version
        for one in importlib.metadata.distributions()
        if one.metadata["Name"]
    }
    return {
        "python": ".".join(map(str, sys.version_info[:3])),
        "packages": {name: version_of(name) for name in request["packages"]},
        "installed": dict(sorted(installed.items(), key=lambda item: item[0].lower())),
        "problems": problems,
        "lost": lost_files() if request.get("files") else [],
        "engine": engine,
    }


if __name__ == "__main__":
    # Libraries may write to the standard output while they load.
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    print(json.dumps(check(json.loads(sys.argv[1]))), file=output, flush=True)
