"""`mining-detector models`: what is installed, new models, and which ones are taken by default."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import click

from .errors import MiningDetectorError
from .terminal import at_boundary, with_progress

#: What stands for 'no mine' where a class is given a type.
_NO_MINE = "none"


@click.group()
def models() -> None:
    """List, install, import and remove models, and choose the default ones."""


@models.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def list_models(as_json: bool) -> None:
    """List the bundled and the installed models."""

    def work() -> dict[str, Any]:
        from .model_folder import load_packs
        from .model_library import BUNDLED, default_name, library_folder, list_sets

        library = library_folder()
        sets = [(BUNDLED, "Bundled models", default_name(library) is None, load_packs(None))]
        sets += [(entry.name, entry.title, entry.is_default, entry.packs) for entry in list_sets(library)]
        return {
            "library": str(library),
            "models": [
                {
                    "name": name, "title": title, "is_default": is_default,
                    "packs": {
                        kind: {
                            "name": pack.name, "version": pack.version, "folder": str(pack.folder),
                            "bands_needed": list(pack.needed_bands), "resolution_m": pack.resolution_m,
                            "classes": list(pack.classes), "untested_classes": list(pack.untested_classes),
                            "license": str(pack.metadata.get("license", "")), "fingerprint": pack.fingerprint(),
                        }
                        for kind, pack in packs.items()
                    },
                }
                for name, title, is_default, packs in sets
            ],
        }  # fmt: skip

    answer = at_boundary(work, as_json)
    if as_json:
        click.echo(json.dumps(answer))
        return
    for entry in answer["models"]:
        click.echo(f"{'*' if entry['is_default'] else ' '} {entry['name']}: {entry['title']}")
        for kind, pack in entry["packs"].items():
            told = f"{pack['name']} {pack['version']}, {', '.join(pack['classes'])}; {pack['license']}"
            click.echo(f"    {kind}: {told}")
        if not entry["packs"]:
            click.echo("    broken: install it again, or remove it")
    click.echo(f"* is taken where no models are named. Installed ones lie in {answer['library']}.")


@models.command()
@click.argument("source")
@click.option("--replace", is_flag=True, help="Replace models of the same name.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def install(source: str, replace: bool, as_json: bool) -> None:
    """Install SOURCE, a folder or a zip with a model pack or a set of them. No code of it runs."""

    def work() -> dict[str, Any]:
        from .model_library import install_pack, library_folder

        library = str(library_folder())
        return with_progress(lambda reporter: install_pack(source, library, replace, reporter))

    _tell(at_boundary(work, as_json), as_json)


@models.command("import")
@click.argument("file")
@click.option(
    "--class", "classes", multiple=True, metavar="NAME=TYPE",
    help="What a class of the model is: open_pit, waste_dump, tailings, artisanal, mine_ground or none. Give it for "
    "each class; without it the proposal is shown and nothing is imported.",
)  # fmt: skip
@click.option("--channels", help="Bands of its channels, such as B04,B03,B02 (the default).")
@click.option(
    "--range", "range_text", default="0,0.3", show_default=True, help="Reflectance that is 0 and 255."
)
@click.option("--name", help="What to call it. Default: the file's name.")
@click.option("--license", "license_text", default="", help="Licence of the model.")
@click.option("--replace", is_flag=True, help="Replace models of the same name.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
def import_model(
    file: str, classes: tuple[str, ...], channels: str | None, range_text: str, name: str | None,
    license_text: str, replace: bool, as_json: bool,
) -> None:  # fmt: skip
    """Import FILE, an ONNX model with the metadata of the Deepness plugin."""

    def work() -> dict[str, Any]:
        from .model_import import ImportRequest, import_onnx, inspect_onnx
        from .model_library import library_folder

        found = inspect_onnx(file)
        if not classes:
            return found
        request = ImportRequest(
            file, str(library_folder()), _types_by_class(classes, found["classes"]),
            channels.replace(" ", "").split(",") if channels else None, _numbers(range_text), name, license_text,
            replace,
        )  # fmt: skip
        return with_progress(lambda reporter: import_onnx(request, reporter))

    answer = at_boundary(work, as_json)
    if classes or as_json:
        _tell(answer, as_json)
        return
    click.echo(f"{answer['name']} is a {answer['kind']} for pixels of {answer['resolution_m']:g} m.")
    for remark in answer["remarks"]:
        click.echo(f"- {remark}")
    click.echo("Nothing is imported yet. Say what each class is, for instance:")
    proposed = zip(answer["classes"], answer["proposed_types"], strict=True)
    click.echo(" ".join(f"--class '{own}={kind or _NO_MINE}'" for own, kind in proposed))


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove the installed models NAME."""
    _in_library(lambda library: _of_library().remove_set(library, name))
    click.echo(f"{name} is removed.")


@models.command()
@click.argument("name")
def default(name: str) -> None:
    """Take the models NAME where none are named; 'bundled' for those of Mining Detector."""
    _in_library(lambda library: _of_library().set_default(library, name))
    click.echo(f"{name} is the default.")


def _of_library() -> Any:
    from . import model_library

    return model_library


def _in_library(act: Callable[[str], dict[str, Any]]) -> None:
    at_boundary(lambda: act(str(_of_library().library_folder())))


def _tell(answer: dict[str, Any], as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(answer))
        return
    click.echo(f"{answer['title']} is installed as {answer['name']}: {', '.join(answer['kinds'])}.")
    if answer["left_out"]:
        click.echo(f"Left out, since no model needs it: {', '.join(answer['left_out'])}.")


def _types_by_class(pairs: tuple[str, ...], names: list[str]) -> list[str | None]:
    """Return a type for each class of a model."""
    given = dict(pair.rpartition("=")[::2] for pair in pairs)
    unknown, missing = sorted(set(given) - set(names)), sorted(set(names) - set(given))
    if unknown or missing:
        raise MiningDetectorError(
            "import_invalid", f"The model's classes are {', '.join(names)}; given are {', '.join(given)}.",
            "Give each class once, as NAME=TYPE; none for what is no mine.",
        )  # fmt: skip
    return [None if given[name] == _NO_MINE else given[name] for name in names]


def _numbers(text: str) -> list[float]:
    try:
        return [float(number) for number in text.split(",")]
    except ValueError as error:
        raise MiningDetectorError(
            "import_invalid", f"'{text}' is no range of reflectance.", "Write it like 0,0.3."
        ) from error
