"""A cover: a card that lies over a screen, which goes on hearing what it waits for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.rules.news import FramesDropped, FrameShown, News, Presented
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step


@dataclass(frozen=True)
class Cover(Screen):
    """Time stands still for the screen below it, but nothing that is sent to that is lost."""

    behind: Screen

    def hear(self, news: News) -> Step:
        """News for the screen below; what is seen is the card, so none of that is about it."""
        match news:
            case Presented() | FramesDropped() | FrameShown():
                return Step(self)
        step = self.behind.at(self.desk).hear(news)
        return Step(replace(self, desk=step.scene.desk, behind=step.scene), step.effects)

    def leaving(self) -> tuple[Effect, ...]:
        """What the screen below would do."""
        return self.behind.leaving()
