"""Answering: the answer is given, and is being made durable before anything is revealed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from game.rules.news import News, Recorded
from game.scenes import reveal
from game.scenes.actions import Context
from game.scenes.effects import Effect
from game.scenes.screen import Screen, Step
from game.scenes.session import Finding, Session

UNSAID_SECONDS = 1.0
"""A wait that is shorter is not worth a word."""


@dataclass(frozen=True)
class Answering(Screen):
    """Usually shorter than a frame; keys mean nothing here."""

    context: ClassVar[Context] = Context.PLAY
    can_be_covered: ClassVar[bool] = False

    session: Session
    """As it stood before the answer."""
    finding: Finding
    slow: bool = False
    """Whether it takes so long that a word is due."""
    age: float = field(default=0.0, compare=False)

    def after(self, seconds: float) -> Step:
        """Somebody else may be holding the database."""
        age = self.age + seconds
        return Step(replace(self, age=age, slow=age >= UNSAID_SECONDS))

    def hear(self, news: News) -> Step:
        """The answer is durable: reveal it, or go on where nothing is told."""
        match news:
            case Recorded(uuid, number) if (uuid, number) == (
                self.session.uuid,
                self.finding.trial.planned.number,
            ):
                session = self.session.answered(self.finding)
                if not self.finding.trial.feedback_shown:
                    # Here and not above: the first frame does without.
                    from game.scenes import interval

                    return Step(interval.Interval(self.desk, session))
                return reveal.begin(self.desk, session)
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """The answer is on its way already; the session ends after it."""
        return self.session.answered(self.finding).ending()
