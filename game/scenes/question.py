"""The question: one digit on its plate, genuine or forged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from math import ceil
from typing import ClassVar

from game.rules.lab import Lab
from game.rules.news import DigitReady, FramesDropped, News, Presented
from game.rules.trials import AnsweredTrial
from game.scenes import case, mishap
from game.scenes.actions import Action, Context, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Effect
from game.scenes.in_play import InPlay
from game.scenes.screen import Step
from game.scenes.session import Finding

LONGEST_LOOK = 1.0
"""Seconds: a window that stood still for longer, on a machine asleep, takes no more time away."""


@dataclass(frozen=True)
class Question(InPlay):
    """A digit is shown, or still under way; the answer is awaited."""

    context: ClassVar[Context] = Context.PLAY

    shown_at: datetime | None = field(default=None, compare=False)
    """When the digit was first put on the display."""
    looked: float = field(default=0.0, compare=False)
    """Seconds for which it has been in sight."""
    thought: float = field(default=0.0, compare=False)
    """Seconds of these that count against the time to think."""
    seconds_left: int | None = None
    """Whole seconds left to think, where there is a limit."""
    dropped: int = field(default=0, compare=False)

    @property
    def digit(self) -> DigitReady | None:
        """The digit in question, once it has come."""
        slot = self.desk.slot(self.session.trial)
        return slot.digit if slot else None

    def handle(self, intent: Intent) -> Step:
        """Answer, or set the case aside. What has not been in sight cannot be answered."""
        match intent:
            case Action.SAY_REAL:
                return self._answer("answered", said_real=True)
            case Action.SAY_FAKE:
                return self._answer("answered", said_real=False)
        return super().handle(intent)

    def after(self, seconds: float) -> Step:
        """Time to look, which counts from the first sight of the digit, if that can be had."""
        slot = self.desk.slot(self.session.trial)
        if slot is not None and slot.fault is not None and slot.digit is None:
            step = mishap.begin(self.desk, self.session, slot.fault)
            return Step(step.scene, (*self.leaving(), *step.effects))
        if self.shown_at is None:
            return Step(self)
        looking = replace(
            self,
            looked=self.looked + seconds,
            thought=self.thought + min(seconds, LONGEST_LOOK),
        )
        limit = self.session.game.thinking_seconds
        if limit is None:
            return Step(looking)
        left = limit - looking.thought
        return Step(replace(looking, seconds_left=ceil(left))) if left > 0 else looking._too_late()

    def hear(self, news: News) -> Step:
        """The first sight of the digit, and frames that were late since."""
        match news:
            case Presented(at) if self.shown_at is None and self.digit is not None:
                session, effects = self.session.beginning(at)
                return Step(replace(self, session=session, shown_at=at, looked=0.0), effects)
            case FramesDropped(count) if self.shown_at is not None:
                return Step(replace(self, dropped=self.dropped + count))
        return Step(self)

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving: a digit that was seen is not asked again."""
        return self.desk.after(self.session.game, seen=self.shown_at is not None)

    def _too_late(self) -> Step:
        return self._answer("timeout", said_real=None)

    def _answer(self, outcome: str, *, said_real: bool | None) -> Step:
        if self.shown_at is None or self.digit is None:
            return Step(self)
        session = self.session
        trial = AnsweredTrial(
            planned=session.trial,
            outcome=outcome,
            said_real=said_real,
            shown_at=self.shown_at,
            response_ms=None if said_real is None else self.looked * 1000,
            exposure_ms=None,
            dropped_frames=self.dropped,
            confidence=None,
            feedback_shown=session.game.feedback,
            validity=self.digit.validity,
        )
        finding = Finding(trial, self.digit.pixels)
        if self.desk.asks_confidence and session.game.mode == Lab.mode:
            # Here and not above: the first frame does without.
            from game.scenes import rating

            return Step(rating.Rating(self.desk, session, finding))
        return case.answered(self.desk, session, finding)
