"""The reveal: a stamp lands on the evidence, with the truth beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.scenes import case
from game.scenes.actions import Action, Context, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Play, Sound
from game.scenes.in_play import InPlay
from game.scenes.screen import Step
from game.scenes.session import Finding, Session

STAMP_SECONDS = 0.16
"""From the first frame of the reveal until the stamp has landed."""


@dataclass(frozen=True)
class Reveal(InPlay):
    """The last finding of the session, told right or wrong."""

    context: ClassVar[Context] = Context.PLAY

    session: Session
    """With this answer counted."""
    age: float = 0.0
    """Seconds since the reveal began, at most STAMP_SECONDS."""

    @property
    def finding(self) -> Finding:
        """What is revealed."""
        return self.session.findings[-1]

    def handle(self, intent: Intent) -> Step:
        """Go on at any moment, even before the stamp has landed."""
        match intent:
            case Action.GO_ON:
                return case.onward(self.desk, self.session)
        return super().handle(intent)

    def after(self, seconds: float) -> Step:
        """The stamp comes down."""
        return Step(replace(self, age=min(self.age + seconds, STAMP_SECONDS)))


def begin(desk: Desk, session: Session) -> Step:
    """The reveal of the session's last finding."""
    if session.findings[-1].trial.correct:
        sound = Sound.RIGHT
    elif session.game.over:
        sound = Sound.GAME_OVER
    else:
        sound = Sound.WRONG
    age = STAMP_SECONDS if desk.settings.still else 0.0
    return Step(Reveal(desk, session, age), () if desk.mute else (Play(sound),))
