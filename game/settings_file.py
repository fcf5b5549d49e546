"""The settings' file: readable JSON, which is set aside where it cannot be understood."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from game.scenes.bindings import ACTIONS, Bindings, Remappable
from game.scenes.settings import Settings

VERSION = 1
NAME = "settings.json"
LONGEST = 65_536
"""Bytes that are read: a longer file is not ours."""


class UnreadableError(Exception):
    """The file does not hold settings of this version; a phrase on why."""


@dataclass(frozen=True)
class Loaded:
    """What was found: the defaults hold where nothing could be read."""

    settings: Settings
    notice: str = ""
    """What the player has to be told in one sentence, if anything."""
    writable: bool = True
    """Whether the file's place is free: what could not be set aside is not written over."""


def load(path: Path) -> Loaded:
    """Read the settings; a file that cannot be read is set aside, and never an error."""
    try:
        return Loaded(_read(path))
    except FileNotFoundError:
        return Loaded(Settings())
    except (OSError, UnreadableError) as fault:
        why = fault.strerror or "no such file" if isinstance(fault, OSError) else str(fault)
    try:
        aside = _set_aside(path)
    except OSError:
        return Loaded(
            Settings(), f"{path}: {why}; the defaults hold, and no settings are kept.", False
        )
    return Loaded(Settings(), f"{NAME}: {why}; it is now {aside.name}, and the defaults hold.")


def forget_player(path: Path, name: str) -> bool:
    """Take a player's name out of the file if it is the last one's; whether it was.

    Raise OSError where the disk refuses; a file that holds no settings holds no player.
    """
    try:
        settings = _read(path)
    except (FileNotFoundError, UnreadableError):
        return False
    if settings.player != name:
        return False
    from models.atomic import write_atomically  # here, for what it imports takes a frame

    write_atomically(path, written(replace(settings, player=Settings().player)).encode())
    return True


def written(settings: Settings) -> str:
    """The settings as readable JSON."""
    held: dict[str, Any] = {"version": VERSION}
    held |= {each.name: getattr(settings, each.name) for each in fields(settings)}
    held["window"] = list(settings.window)
    held["keys"] = {
        each.name: list(keys)
        for each, keys in zip(ACTIONS.values(), settings.keys.keys, strict=True)
    }
    lines = (f"  {json.dumps(name)}: {_line(value)}" for name, value in held.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _line(value: Any) -> str:
    if not isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    lines = (f"    {json.dumps(name)}: {_line(each)}" for name, each in value.items())
    return "{\n" + ",\n".join(lines) + "\n  }"


def _read(path: Path) -> Settings:
    with path.open("rb") as file:
        content = file.read(LONGEST + 1)
    try:
        if len(content) > LONGEST:
            raise ValueError("too long")
        held = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UnreadableError("expected settings as JSON, found something else") from None
    version = held.pop("version", None) if isinstance(held, dict) else None
    if type(version) is not int or version < 1:
        raise UnreadableError("expected settings of this game, found something else")
    if version > VERSION:
        raise UnreadableError(f"expected version {VERSION} of the settings, found {version}")
    try:
        return _settings(held)
    except ValueError as fault:
        raise UnreadableError(str(fault)) from None


def _settings(held: dict[str, Any]) -> Settings:
    """The settings in a file's object; what it does not mention is as by default."""
    defaults = Settings()
    kinds = {each.name: type(getattr(defaults, each.name)) for each in fields(defaults)}
    for name, value in held.items():
        if name not in kinds:
            raise ValueError(f"{name}: expected no such setting")
        if name == "window":
            if not (_is_list(value, int) and len(value) == 2):
                raise ValueError(f"window: expected a width and a height, found {value!r}")
            held[name] = tuple(value)
        elif name == "keys":
            held[name] = _bindings(value)
        elif type(value) is not kinds[name]:
            raise ValueError(f"{name}: expected a value like {getattr(defaults, name)!r}")
    return replace(defaults, **held)


def _bindings(held: Any) -> Bindings:
    named = {each.name for each in ACTIONS.values()}
    if not isinstance(held, dict) or not all(_is_list(keys, str) for keys in held.values()):
        raise ValueError("keys: expected an action with its keys on each line")
    if unknown := [name for name in held if name not in named]:
        raise ValueError(f"keys: expected no action {unknown[0]!r}")
    given = {name: tuple(keys) for name, keys in held.items()}
    for action in ACTIONS.values():
        if action.name not in given:
            given[action.name] = _free(action, given)
    return Bindings(tuple(given[action.name] for action in ACTIONS.values()))


def _free(action: Remappable, given: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of an action that a file does not mention: its own, but those given to another.

    A file may be older than the action, and the key have been chosen for another before.
    """
    taken = {
        key
        for other in ACTIONS.values()
        if other.contexts & action.contexts
        for key in given.get(other.name, ())
    }
    left = tuple(key for key in action.keys if key not in taken)
    if left:
        return left
    taken.update(key for each in ACTIONS.values() for key in each.keys)
    return (next(key for number in range(2, 99) if (key := f"f{number}") not in taken),)


def _is_list(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(type(each) is kind for each in value)


def _set_aside(path: Path) -> Path:
    """Give the file a name that says what it is; its new path."""
    number = 1
    while (aside := path.with_name(f"settings-set-aside-{number}.json")).exists():
        number += 1
    return path.rename(aside)
