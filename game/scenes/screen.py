"""A screen: a frozen value that answers to intents, to time and to news."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from game.rules.news import News
from game.scenes.actions import Context, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Effect


@dataclass(frozen=True)
class Screen:
    """What every screen is; by itself it lets everything pass.

    Fields that are not drawn are left out of comparison: two equal screens look the same.
    """

    context: ClassVar[Context] = Context.MENU
    can_be_covered: ClassVar[bool] = True
    """Whether help may be laid over it."""
    caption: ClassVar[str] = ""
    """What it is called where that is always the same."""
    is_last: ClassVar[bool] = False
    """Whether nothing follows, come what may."""
    turns: ClassVar[bool] = False
    """Whether one may be seen to turn to it from another such screen: never where a digit is."""
    counts_frames: ClassVar[bool] = False
    """Whether it is told of every frame, be it drawn anew or not."""

    desk: Desk

    @property
    def seen(self) -> Screen:
        """The screen to draw: itself, but where it has nothing to show yet."""
        return self

    @property
    def titled(self) -> str:
        """What it is called in the title bar."""
        return self.caption

    def handle(self, intent: Intent) -> Step:
        """The player meant something."""
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Time went by: seconds since it was last told, 0 or more."""
        return Step(self)

    def hear(self, news: News) -> Step:
        """News came; what concerns the desk has been laid on it already."""
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """What must be done before the program may end here."""
        return ()

    def at(self, desk: Desk) -> Self:
        """The same screen, with another desk under it."""
        return replace(self, desk=desk)


@dataclass(frozen=True)
class Step:
    """The next screen, and what is to be done in the world."""

    scene: Screen
    effects: tuple[Effect, ...] = ()
