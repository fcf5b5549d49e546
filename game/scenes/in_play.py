"""In play: how every screen of a session is set aside, given up and left."""

from __future__ import annotations

from dataclasses import dataclass

from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step
from game.scenes.session import Session


@dataclass(frozen=True)
class InPlay(Screen):
    """A screen with a session on it; by itself it can only be set aside."""

    session: Session

    def handle(self, intent: Intent) -> Step:
        """Set the case aside."""
        match intent:
            case Action.BACK | Action.PAUSE:
                # Here and not above: from the title behind it every screen in play is reached.
                from game.scenes import pause

                return Step(pause.Pause(self.desk, self))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """A session that has a row gets its end, unless it can be taken up again."""
        return self.session.ending()

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving: nothing is open."""
        return self.desk.after(self.session.game)
