"""Build step: compile the German wordings into one catalogue, and the modules to bytecode."""

from __future__ import annotations

import compileall
from io import BytesIO
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = Path(__file__).parent / "src" / "raci"
LOCALE = PACKAGE / "words" / "locale"


def compile_catalogues(locale: Path = LOCALE) -> list[Path]:
    """Compile ``LANGUAGE/*.po`` into ``LANGUAGE/LC_MESSAGES/raci.mo``; return the catalogues."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    written = []
    for folder in sorted(path for path in locale.iterdir() if path.is_dir()):
        merged = Catalog(locale=folder.name, charset="utf-8")
        for source in sorted(folder.glob("*.po")):
            with source.open("rb") as stream:
                for message in read_po(stream, locale=folder.name):
                    if message.id:
                        merged[message.id] = message
        target = folder / "LC_MESSAGES" / "raci.mo"
        target.parent.mkdir(exist_ok=True)
        compiled = BytesIO()
        write_mo(compiled, merged)
        # Left alone where it is up to date: tests may be reading it while something is built.
        if not target.exists() or target.read_bytes() != compiled.getvalue():
            target.write_bytes(compiled.getvalue())
        written.append(target)
    return written


def compile_modules() -> None:
    """Write the bytecode of an editable install, as pip does of any other.

    Where Python must not write it while it runs (PYTHONDONTWRITEBYTECODE), each start would
    compile eighty modules anew, which takes a third of a small check.
    """
    compileall.compile_dir(PACKAGE, quiet=2)


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles before the files of a wheel are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and put the catalogue into the wheel although git does not track it."""
        root = Path(self.root)
        if version == "editable":
            compile_modules()
        for path in compile_catalogues():
            build_data["artifacts"].append(path.relative_to(root).as_posix())


if __name__ == "__main__":
    compile_catalogues()
    compile_modules()
