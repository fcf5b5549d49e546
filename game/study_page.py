"""The page of a study's file: TOML of which every value is asked for by its key, and strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.options import StudyError

LARGEST = 1_000_000
"""Bytes that are read: a longer file is no study."""
KINDS: dict[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    bool: "true or false",
    list: "a list of texts in quotes",
    dict: "a table",
}
SHOWN = 60
"""Letters of a value that are shown in an error."""


@dataclass(frozen=True)
class Page:
    """What stands in the file at a path."""

    path: Path
    table: Mapping[str, Any]

    def value(self, key: str, kind: type, default: Any) -> Any:
        """The value of a key, as ``texts.rest`` where it is in a table; StudyError if not a kind's.

        A list is one of texts.
        """
        table, _, name = key.rpartition(".")
        within = self.table.get(table, {}) if table else self.table
        if name not in within:
            return default
        found = within[name]
        if type(found) is not kind or (
            isinstance(found, list) and any(type(each) is not str for each in found)
        ):
            raise self.fault(key, f"expected {KINDS[kind]}", shown(found), "correct it")
        return found

    def number(self, key: str, least: int, most: int) -> int | None:
        """A whole number in a range; None where there is none."""
        number: int | None = self.value(key, int, None)
        if number is not None and not least <= number <= most:
            raise self.fault(key, f"expected {least} to {most:,}", shown(number), "correct it")
        return number

    def fault(self, key: str, expected: str, found: str, remedy: str) -> StudyError:
        """What is to be raised of a key."""
        return StudyError(f"{self.path}: {key}: {expected}, found {found}; {remedy}")

    def beside(self, name: str) -> Path:
        """A path as the file means it: from the folder that it lies in."""
        return self.path.parent / name


def read_page(path: Path, known: Mapping[str, tuple[str, ...]]) -> Page:
    """Read a file, with no key but those known by table, whose own name is empty at the top."""
    page = Page(path, _toml(path))
    for name, keys in known.items():
        within = page.value(name, dict, {}) if name else page.table
        for key in within:
            if key not in keys:
                full = f"{name}.{key}" if name else key
                expected = f"expected one of {', '.join(keys)}"
                raise page.fault(shown(full)[1:-1], expected, "another key", "leave it out")
    return page


def shown(value: object) -> str:
    """A value as an error shows it: on one line, and no longer than it takes to know it."""
    text = ascii(value)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def _toml(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as why:
        raise StudyError(
            f"{path}: expected the TOML file of a study, found none that can be read "
            f"({why.strerror}); give the path of one"
        ) from None
    try:
        if len(content) > LARGEST:
            raise ValueError(f"more than {LARGEST:,} bytes")
        # Some editors begin a file with a mark of its encoding, which TOML knows nothing of.
        return tomllib.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as why:
        said = " ".join(str(why).split())
        raise StudyError(
            f"{path}: expected TOML in UTF-8, found something else ({said}); correct it"
        ) from None
