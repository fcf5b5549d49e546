"""Tidings: news that concern the player and the settings, and no game in play."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlayersReady:
    """The names of those who have played here, the last first, that can be set in type."""

    names: tuple[str, ...]


@dataclass(frozen=True)
class SettingsUnkept:
    """The settings hold until the game is left, and cannot be kept; the sentence says why."""

    sentence: str


Tidings = PlayersReady | SettingsUnkept
