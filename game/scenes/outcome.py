"""The outcome: a study is done, and now everything is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import ClassVar

from game.rules.forgers import Forger
from game.rules.lab import Attention, Lab, attention
from game.rules.tally import Tally, tally
from game.scenes import case, title
from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.filing import filed
from game.scenes.screen import Screen, Step
from game.scenes.session import Session


@dataclass(frozen=True)
class Outcome(Screen):
    """One player's own result, with thanks."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "Case closed"

    session: Session
    in_words: bool = False
    """Whether the player has turned to what the figures mean, where they leave that no room."""

    @cached_property
    def attention(self) -> Attention:
        """How the exhibits were answered that leave no doubt."""
        return attention(finding.trial for finding in self.session.findings)

    @cached_property
    def by_forger(self) -> tuple[tuple[Forger, Tally], ...]:
        """What was made of each forger that was measured, by run and epoch."""
        trials = [finding.trial for finding in self.session.findings]
        shares = (
            (forger, tally(t for t in trials if t.planned.checkpoint_id == forger.id))
            for forger in sorted(self.session.forgers, key=lambda each: (each.run, each.epoch))
        )
        return tuple((forger, counts) for forger, counts in shares if counts.answered)

    @property
    def used_up(self) -> bool:
        """Whether it ended early, for want of digits that the player has not seen."""
        assert isinstance(self.session.game, Lab)
        return self.session.game.schedule.used_up

    def handle(self, intent: Intent) -> Step:
        """Turn the sheet, on to a new study, back, or aside to what is kept of this one."""
        match intent:
            case Action.LEFT | Action.RIGHT:
                return Step(replace(self, in_words=intent is Action.RIGHT))
            case Action.GO_ON if self.desk.inquiry is None:
                return case.begin(replace(self.desk, new=True))
            case Action.GO_ON | Action.BACK:
                return title.begin(self.desk)
        return filed(self, self.session, intent)


def begin(desk: Desk, session: Session) -> Step:
    """The end of a study: its row is closed."""
    desk, asks = desk.after(session.game)
    return Step(ended(Outcome(desk, session)), (*session.ending(), *asks))


def ended(result: Screen) -> Screen:
    """What follows the last answer: the result, or what a study's file has to say before it."""
    if result.desk.inquiry is None:
        return result
    # Here and not above: no other game needs it.
    from game.scenes import participation

    return participation.closed(result)
