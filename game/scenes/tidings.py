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


@dataclass(frozen=True)
class Undelivered:
    """Answers are durable on this computer and wait for a database elsewhere."""

    count: int
    """0 when all have been delivered."""
    sentence: str
    """Why they wait, if that is known."""


Tidings = PlayersReady | SettingsUnkept | Undelivered
