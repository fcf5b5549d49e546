"""Options: how the game was started, over what the settings say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from game.scenes.settings import Settings
from models import shelf
from models.shelf import Shelved

if TYPE_CHECKING:
    from game.contestant import Contestant
    from game.scenes.inquiry import Inquiry


class StudyError(Exception):
    """A study cannot be followed: names file and key, what was expected, what came, what to do."""


@dataclass(frozen=True)
class Options:
    """What the command line asks for; it holds for one start and is kept nowhere."""

    mode: str | None
    """The mode to open at its first question; None for the title."""
    checkpoints: tuple[Shelved, ...]
    """Whom to play against; empty for the last checkpoint of the last run."""
    player: str | None
    """Who plays; None for whoever played last."""
    database: str | None
    """An SQLAlchemy URL; None for the usual place."""
    seed: int | None
    """Names the sequence of digits; None for one that nobody has seen yet."""
    trials: int | None
    full_screen: bool
    """Whether to fill the screen, whatever the settings say."""
    scale: int | None
    """The most that digits are enlarged by; None for what the settings say."""
    mute: bool
    """Whether to be silent, whatever the settings say."""
    new: bool = False
    """Whether to begin a new study, even if the player has left one unfinished."""
    contestants: tuple[Contestant, ...] = ()
    """Whose images to play against as well; with some, no checkpoint needs be named."""
    inquiry: Inquiry | None = None
    """The study of a file that is followed, if one is."""

    def over(self, settings: Settings) -> Settings:
        """The settings as they hold for this start."""
        return replace(
            settings,
            player=self.player or settings.player,
            full_screen=self.full_screen or settings.full_screen,
            scale=settings.scale if self.scale is None else self.scale,
            mute=self.mute or settings.mute,
        )


def found(names: Sequence[str]) -> tuple[Shelved, ...]:
    """The checkpoints that files, runs' folders or ids stand for; CheckpointError for an unknown.

    Without names there is nothing to find, but CheckpointError if the shelf is empty.
    """
    if not names and not any(shelf.CHECKPOINTS.rglob(f"*{shelf.SUFFIX}")):
        shelf.default()
    return tuple(each for name in names for each in shelf.find(name))
