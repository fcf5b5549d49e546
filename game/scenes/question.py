"""The question: one digit on its plate, genuine or forged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from math import ceil
from typing import ClassVar

from game.rules.arcade import Arcade
from game.rules.news import DigitReady, FramesDropped, News, Presented
from game.rules.trials import AnsweredTrial
from game.scenes import answering, mishap, pause
from game.scenes.actions import Action, Context, Intent
from game.scenes.desk import Desk
from game.scenes.effects import BeginSession, Effect, EndSession, Record
from game.scenes.screen import Screen, Step
from game.scenes.session import Finding, Session

LONGEST_LOOK = 1.0
"""Seconds: a window that stood still for longer, on a machine asleep, takes no more time away."""


@dataclass(frozen=True)
class Question(Screen):
    """A digit is shown, or still under way; the answer is awaited."""

    context: ClassVar[Context] = Context.PLAY

    session: Session
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
        return self.desk.tray[0].digit if self.desk.tray else None

    def handle(self, intent: Intent) -> Step:
        """Answer, or set the case aside. What has not been in sight cannot be answered."""
        match intent:
            case Action.SAY_REAL:
                return self._answer("answered", said_real=True)
            case Action.SAY_FAKE:
                return self._answer("answered", said_real=False)
            case Action.BACK | Action.PAUSE:
                return Step(pause.Pause(self.desk, self))
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Time to look, which counts from the first sight of the digit, if that can be had."""
        slot = self.desk.tray[0] if self.desk.tray else None
        if slot is not None and slot.fault is not None and slot.digit is None:
            forger_id = self.desk.stream.trial(slot.position, 1).checkpoint_id
            answers = len(self.session.findings)
            step = mishap.begin(self.desk, slot.fault, forger_id, answers)
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
                return Step(replace(self, shown_at=at, looked=0.0), self._beginning(at))
            case FramesDropped(count) if self.shown_at is not None:
                return Step(replace(self, dropped=self.dropped + count))
        return Step(self)

    def leaving(self) -> tuple[Effect, ...]:
        """A session that has a row gets its end."""
        begun = self.shown_at is not None or self.session.findings
        return (EndSession(self.session.uuid),) if begun else ()

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving: a digit that was seen is not asked again."""
        return self.desk.taken() if self.shown_at is not None else (self.desk, ())

    def _beginning(self, at: datetime) -> tuple[Effect, ...]:
        if self.session.number > 1:
            return ()
        desk = self.desk
        mode = self.session.game.mode
        return (BeginSession(self.session.uuid, desk.player, mode, desk.seed, at, desk.forgers),)

    def _too_late(self) -> Step:
        return self._answer("timeout", said_real=None)

    def _answer(self, outcome: str, *, said_real: bool | None) -> Step:
        if self.shown_at is None or self.digit is None:
            return Step(self)
        desk = self.desk
        trial = AnsweredTrial(
            planned=desk.stream.trial(desk.tray[0].position, self.session.number),
            outcome=outcome,
            said_real=said_real,
            shown_at=self.shown_at,
            response_ms=None if said_real is None else self.looked * 1000,
            exposure_ms=None,
            dropped_frames=self.dropped,
            confidence=None,
            feedback_shown=True,
            validity=self.digit.validity,
        )
        finding = Finding(trial, self.digit.pixels)
        desk, asks = desk.taken()
        record = Record(self.session.uuid, trial)
        return Step(answering.Answering(desk, self.session, finding), (record, *asks))


def begin(desk: Desk) -> Step:
    """The first question of a new game of arcade."""
    desk = replace(desk, games=desk.games + 1)
    desk, asks = desk.refilled()
    game = Arcade(limit=desk.limit, hurried=desk.settings.time_limits)
    return Step(Question(desk, Session(desk.session_uuid, game)), asks)
