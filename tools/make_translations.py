"""Brings the translations up to date with the code: `make translations`.

Usage: python tools/make_translations.py [--check]

Writes mining_detector_plugin/resources/i18n: a .ts for each language, whose finished translations stay and whose
vanished texts go; messages.json, the sentences of the engine and the client; and the .qm that QGIS loads. Prints what
is not translated. Exit code 0; 1 where a text can't be found by a translator, or, with --check, where the files are
not those of the code; 2 where lrelease is missing.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from translations.messages import Message, find_messages, read_code
from translations.texts import find_texts
from translations.ts_file import Entry, merge, read_ts, write_ts

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "mining_detector_plugin"
I18N = PACKAGE / "resources" / "i18n"
#: English has a file for the forms of counted texts alone.
LANGUAGES = ("en", "es", "fr", "pt")
#: Whose errors, warnings, progress and log are told as English sentences.
TELLING = ("client", "engine", "gui", "processing")
_LRELEASE = ("/usr/lib/qt6/bin/lrelease", "/usr/lib/qt5/bin/lrelease", "lrelease")


def wanted_entries(package: Path) -> tuple[list[Entry], list[Message], list[str]]:
    """Return what is to be translated, the sentences among it, and what no translator can find."""
    texts, problems = find_texts(package)
    messages = find_messages(read_code(package, TELLING))
    places: dict[tuple[str, bool], list[str]] = {}
    for text in texts:
        places.setdefault((text.source, text.is_counted), []).append(text.file)
    for message in messages:
        places.setdefault((message.text, False), []).append(message.file)
    entries = [
        Entry(source, tuple(dict.fromkeys(files)), is_counted)
        for (source, is_counted), files in places.items()
    ]
    lines = [f"{problem.place}: {problem.message}" for problem in problems]
    return entries, messages, lines


def write_files(folder: Path, entries: list[Entry], messages: list[Message]) -> dict[str, list[Entry]]:
    """Write the .ts files and the sentences to a folder that may hold older ones; return the entries by language."""
    folder.mkdir(parents=True, exist_ok=True)
    by_language = {}
    for language in LANGUAGES:
        wanted = [entry for entry in entries if entry.is_counted or language != "en"]
        path = folder / f"mining_detector_{language}.ts"
        by_language[language] = merge(wanted, read_ts(path))
        write_ts(path, language, by_language[language])
    catalogue = [{"text": message.text, "inner": list(message.inner)} for message in messages]
    text = json.dumps(catalogue, indent=1, ensure_ascii=False)
    (folder / "messages.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return by_language


def compile_files(folder: Path, lrelease: str) -> None:
    """Compile each .ts of a folder; a text that is not translated is left out, and shown in English."""
    for path in sorted(folder.glob("*.ts")):
        command = [lrelease, "-silent", "-nounfinished", str(path), "-qm", str(path.with_suffix(".qm"))]
        subprocess.run(command, check=True)


def find_lrelease() -> str | None:
    """Return the compiler of Qt, of whichever release, or None."""
    return next((found for found in map(shutil.which, _LRELEASE) if found), None)


def main(arguments: list[str]) -> int:
    """Run the command; return its exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing, tell whether the files are current"
    )
    options = parser.parse_args(arguments)
    entries, messages, problems = wanted_entries(PACKAGE)
    for problem in problems:
        print(problem)
    if options.check:
        stale = stale_files(I18N, entries, messages)
        for name in stale:
            print(f"{name} is not that of the code: run make translations")
        return 1 if stale or problems else 0
    by_language = write_files(I18N, entries, messages)
    lrelease = find_lrelease()
    if lrelease is None:
        print("lrelease is not installed: apt-get install qttools5-dev-tools", file=sys.stderr)
        return 2
    compile_files(I18N, lrelease)
    _report(by_language)
    return 1 if problems else 0


def stale_files(folder: Path, entries: list[Entry], messages: list[Message]) -> list[str]:
    """Return the names of those files of a folder that would be written otherwise today."""
    with tempfile.TemporaryDirectory() as place:
        fresh = Path(place) / "i18n"
        if folder.is_dir():
            shutil.copytree(folder, fresh)
        write_files(fresh, entries, messages)
        names = [path.name for path in sorted(fresh.glob("*")) if path.suffix in (".ts", ".json")]
        return [
            name
            for name in names
            if not (folder / name).is_file() or (folder / name).read_bytes() != (fresh / name).read_bytes()
        ]


def _report(by_language: dict[str, list[Entry]]) -> None:
    for language, entries in by_language.items():
        missing = [entry for entry in entries if not entry.is_finished]
        print(f"{language}: {len(entries)} texts, {len(missing)} not translated")
        for entry in missing:
            print(f"  {entry.files[0]}: {entry.source!r}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
