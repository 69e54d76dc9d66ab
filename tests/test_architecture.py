"""Dependencies point one way: plugin, gui, processing -> client -> (another process) engine <- trainer."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = ROOT / "mining_detector_plugin"
QGIS_SIDE = {"qgis", "osgeo"}


def imported_modules(path: Path) -> set[str]:
    """Return the absolute dotted names that a file imports, relative imports resolved."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module) if part)
            names.update(f"{module}.{alias.name}" for alias in node.names)
    return names


def files_of(*places: str) -> list[Path]:
    found = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return found


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


@pytest.mark.parametrize(
    "path", files_of("mining_detector_plugin/plugin.py", "mining_detector_plugin/gui",
                     "mining_detector_plugin/processing"), ids=str,
)  # fmt: skip
def test_qgis_side_imports_only_qgis_the_standard_library_and_the_client(path):
    for name in imported_modules(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names | QGIS_SIDE | {"mining_detector_plugin"}, name
        assert not within(name, "mining_detector_plugin.engine", "trainer", "demo"), name


@pytest.mark.parametrize("path", files_of("mining_detector_plugin/client"), ids=str)
def test_client_imports_only_the_standard_library(path):
    for name in imported_modules(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names or within(name, "mining_detector_plugin.client"), name


@pytest.mark.parametrize("path", files_of("mining_detector_plugin/engine"), ids=str)
def test_engine_knows_nothing_of_qgis_and_of_the_trainer(path):
    for name in imported_modules(path):
        assert not within(name, "qgis", "PyQt5", "PyQt6", "osgeo", "trainer", "demo"), name
        if within(name, "mining_detector_plugin"):
            assert within(name, "mining_detector_plugin.engine", "mining_detector_plugin.__version__"), name


@pytest.mark.parametrize("path", files_of("trainer", "demo"), ids=str)
def test_trainer_and_demo_build_on_the_engine_alone(path):
    for name in imported_modules(path):
        assert not within(name, "qgis", "osgeo"), name
        if within(name, "mining_detector_plugin"):
            assert within(name, "mining_detector_plugin.engine"), name
