"""What the user chose, kept in the QGIS profile, and the client objects that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsSettings

from ..client.environment import EnvironmentManager, Sources
from ..client.worker import WorkerClient, worker_command
from .qgis_facts import network_variables

PLUGIN_FOLDER = Path(__file__).resolve().parent.parent
_GROUP = "mining_detector"


@dataclass(frozen=True)
class Settings:
    """The choices that outlive a session.

    Attributes:
        output_folder: each run makes a folder in it.
        models: folder of model packs, empty for the bundled ones.
        device: ``auto``, ``cpu`` or a GPU's id.
        sensitivity: one of ``client.requests.SENSITIVITIES``.
        threshold: 0-1, or 0 for the sensitivity's.
        search_everywhere: look closer at every cell.
        precision_filter: let the models' filters remove false hits.
        dehaze: how haze is taken off, one of ``client.requests.DEHAZE_METHODS``; empty for what the models ask for.
        with_untested_classes: look for classes that no real place has tested, too.
        only: a stage of ``client.requests.STAGES`` whose answer alone is wanted, empty for mines.
        interpreter: a Python that has the packages, empty for an environment of our own.
        wheels: a folder of wheels to install from, empty for the package index.
        environment_kind: one of ``client.kinds.KINDS``.
    """

    output_folder: str = ""
    models: str = ""
    device: str = "auto"
    sensitivity: str = "balanced"
    threshold: float = 0.0
    search_everywhere: bool = False
    precision_filter: bool = True
    dehaze: str = ""
    with_untested_classes: bool = False
    only: str = ""
    interpreter: str = ""
    wheels: str = ""
    environment_kind: str = "cpu"

    @classmethod
    def load(cls) -> Settings:
        """Read the settings of this QGIS profile."""
        stored = QgsSettings()
        values = {}
        for name, default in vars(cls()).items():
            values[name] = stored.value(f"{_GROUP}/{name}", default, type=type(default))
        return cls(**values)

    def store(self) -> None:
        """Write the settings to this QGIS profile."""
        stored = QgsSettings()
        for name, value in vars(self).items():
            stored.setValue(f"{_GROUP}/{name}", value)

    def environment(self) -> EnvironmentManager:
        """Return the manager of the worker's environment."""
        sources = Sources(self.interpreter or None, self.wheels or None, self.environment_kind)
        return EnvironmentManager(sources, network=network_variables)


def worker_for(interpreter: str) -> WorkerClient:
    """Return a client whose worker runs this plugin's engine in an interpreter. For a background thread."""
    return WorkerClient(worker_command(interpreter, PLUGIN_FOLDER), variables=network_variables())
