"""The glimpse: a digit in sight for whole frames, masks over it, and the answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import ClassVar

from game.rules.frames import frames_of
from game.rules.masks import masks_for
from game.rules.news import DigitReady, FramesDropped, FrameShown, News, Presented, Recorded
from game.rules.timed import MASK_MS, MASKS, Timed
from game.rules.trials import AnsweredTrial
from game.scenes import case, mishap, pause
from game.scenes.actions import Action, Context, Intent
from game.scenes.desk import Desk
from game.scenes.effects import Effect, Record
from game.scenes.exposure import Exposure
from game.scenes.phases import ANSWERED_MS, FIXATION_MS, UNSAID_MS, VOID_MS, Phase
from game.scenes.question import LONGEST_LOOK
from game.scenes.screen import Screen, Step
from game.scenes.session import Finding, Session


@dataclass(frozen=True)
class Glimpse(Screen):
    """One trial of timed, from the mark to look at until its row is durable.

    Between the two presentations that the digit comes and goes with, a clock tells how long it
    has been in sight; frames only say when it is to go.
    """

    context: ClassVar[Context] = Context.PLAY
    can_be_covered: ClassVar[bool] = False
    counts_frames: ClassVar[bool] = True

    session: Session
    """As it stood before the trial."""
    phase: Phase = Phase.READY
    mask: int = 0
    """Which of the masks is in sight, 0, 1, …"""
    finding: Finding | None = None
    """The trial, once it is over."""
    slow: bool = False
    """Whether the register takes so long that a word is due."""
    frames: int = field(default=0, compare=False)
    """Those for which the plate has shown what it shows."""
    refresh_hz: float = field(default=60.0, compare=False)
    """Of the display; it is told with every frame."""
    exposure: Exposure | None = field(default=None, compare=False)
    """That of the digit; None before it is in sight."""
    said: tuple[bool, float] | None = field(default=None, compare=False)
    """The answer, and after how many ms it was given; the digit stays for its time all the same."""
    durable: bool = field(default=False, compare=False)

    @property
    def titled(self) -> str:
        """The same for as long as something is in sight."""
        if self.phase is Phase.READY:
            return "Get ready"
        coming = self.phase is Phase.FIXATION and self.digit is None
        return f"Exhibit {self.session.number}" + (" is on its way" if coming else "")

    @property
    def digit(self) -> DigitReady | None:
        """The digit of the trial, once it has come."""
        slot = self.desk.slot(self.session.trial)
        return slot.digit if slot else None

    @property
    def masks(self) -> tuple[bytes, ...]:
        """What comes over the digit, in order; nothing where the session began without."""
        if not self.session.masks:
            return ()
        return masks_for(self.session.seed, self.session.number, MASKS)

    @property
    def underway(self) -> bool:
        """Whether the digit has been in sight, and nothing has come of that yet."""
        return self.exposure is not None and self.finding is None

    def handle(self, intent: Intent) -> Step:
        """Begin, answer, or set the case aside, which spoils a trial that is under way."""
        match intent:
            case Action.GO_ON | Action.SAY_REAL | Action.SAY_FAKE if self.phase is Phase.READY:
                return Step(self._in(Phase.FIXATION))
            case Action.SAY_REAL:
                return self._answered(said_real=True)
            case Action.SAY_FAKE:
                return self._answered(said_real=False)
            case Action.BACK | Action.PAUSE if self.phase is not Phase.ANSWERED:
                return self._set_aside()
        return Step(self)

    def after(self, seconds: float) -> Step:
        """Time goes by, which only counts from the first sight of the digit."""
        slot = None if self.exposure else self.desk.slot(self.session.trial)
        if slot is not None and slot.fault is not None and slot.digit is None:
            step = mishap.begin(self.desk, self.session, slot.fault)
            return Step(step.scene, (*self.leaving(), *step.effects))
        if self.exposure is None:
            return Step(self)
        later = replace(self, exposure=self.exposure.after(seconds))
        if seconds > LONGEST_LOOK and self.underway:
            return later._spoilt()  # the window stood still, or the machine
        return Step(later)

    def hear(self, news: News) -> Step:
        """A frame has begun, or was late; what the plate shows has changed; the row is kept."""
        match news:
            case FrameShown(hz, disturbed):
                now = replace(self, refresh_hz=hz, frames=self.frames + 1)
                return now._spoilt() if disturbed and now.underway else now._counted()
            case FramesDropped(count) if self.exposure and self.exposure.ms is None:
                return replace(self, exposure=self.exposure.late(count))._spoilt()
            case Presented(at) if self.phase is Phase.DIGIT and self.exposure is None:
                session, effects = self.session.beginning(at)
                wanted = frames_of(_level_ms(session), self.refresh_hz)
                return Step(replace(self, session=session, exposure=Exposure(at, wanted)), effects)
            case Presented() if self.underway and self.phase is not Phase.DIGIT:
                return self._gone()
            case Recorded(uuid, number) if (uuid, number) == (
                self.session.uuid,
                self.session.number,
            ):
                return Step(replace(self, durable=True, slow=False))
        return Step(self)

    @property
    def disturbed(self) -> int:
        """How many trials in a row have been void, this one with them."""
        now = self.finding.trial.outcome == "void" if self.finding else False
        before = takewhile(
            lambda finding: finding.trial.outcome == "void", reversed(self.session.findings)
        )
        return len(tuple(before)) + 1 if now else 0

    def leaving(self) -> tuple[Effect, ...]:
        """A trial that is under way is void, and the session ends."""
        step = self._void() if self.underway else Step(self)
        return (*(each for each in step.effects if isinstance(each, Record)), *self._ending())

    def given_up(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk after leaving: nothing is open."""
        return self.desk.after(self.session.game)

    def _ending(self) -> tuple[Effect, ...]:
        over = self.session.answered(self.finding) if self.finding else self.session
        return over.ending()

    def _in(self, phase: Phase, mask: int = 0) -> Glimpse:
        return replace(self, phase=phase, mask=mask, frames=0)

    def _lasted(self, duration_ms: float) -> bool:
        return self.frames >= frames_of(duration_ms, self.refresh_hz)

    def _counted(self) -> Step:
        """One frame more of what the plate shows, and what it is to show in the next."""
        match self.phase:
            case Phase.FIXATION if self.digit is None:
                return Step(replace(self, frames=0))
            case Phase.FIXATION if self._lasted(FIXATION_MS):
                return Step(self._in(Phase.DIGIT))
            case Phase.DIGIT if self.exposure and self.frames >= self.exposure.wanted:
                return Step(self._in(Phase.MASKS if self.masks else Phase.QUESTION))
            case Phase.MASKS if self._lasted(MASK_MS):
                if self.mask + 1 < len(self.masks):
                    return Step(self._in(Phase.MASKS, self.mask + 1))
                return Step(self._in(Phase.QUESTION))
            case Phase.QUESTION if self.said and self.exposure and self.exposure.ms is not None:
                return self._over(Phase.ANSWERED)
            case Phase.ANSWERED | Phase.VOID if self.finding and self.durable:
                if self._lasted(ANSWERED_MS if self.phase is Phase.ANSWERED else VOID_MS):
                    return case.onward(self.desk, self.session.answered(self.finding))
            case Phase.ANSWERED | Phase.VOID if self._lasted(UNSAID_MS) and not self.durable:
                return Step(replace(self, slow=True))
        return Step(self)

    def _answered(self, *, said_real: bool) -> Step:
        """What has not been in sight cannot be answered, and nothing is answered twice."""
        if self.exposure is None or self.finding or self.said or self.phase is Phase.VOID:
            return Step(self)
        answered = replace(self, said=(said_real, self.exposure.seconds * 1000))
        if self.phase is Phase.QUESTION and self.exposure.ms is not None:
            return answered._over(Phase.ANSWERED)
        return Step(answered)

    def _gone(self) -> Step:
        """The digit is no longer in sight: was it for as long as it should have been?"""
        if self.exposure is None or self.exposure.ms is not None:
            return Step(self)
        gone = self.exposure.gone(self.refresh_hz)
        right = self.phase is not Phase.VOID and gone.right(self.refresh_hz)
        over = replace(self, exposure=gone)
        return Step(over) if right else over._over(Phase.VOID)

    def _spoilt(self) -> Step:
        """The trial cannot count: the digit goes at once, and then it is known how long it was."""
        if self.exposure and self.exposure.ms is None:
            return Step(self if self.phase is Phase.VOID else self._in(Phase.VOID))
        return self._over(Phase.VOID)

    def _void(self) -> Step:
        """The trial is left; if the digit is in sight, it is until now."""
        exposure = self.exposure
        if exposure and exposure.ms is None:
            exposure = exposure.gone(self.refresh_hz)
        return replace(self, exposure=exposure)._over(Phase.VOID)

    def _over(self, phase: Phase) -> Step:
        """Have the trial made durable, answered or void."""
        said = self.said if phase is Phase.ANSWERED else None
        digit, exposure = self.digit, self.exposure
        assert digit is not None
        assert exposure is not None
        trial = AnsweredTrial(
            planned=self.session.trial,
            outcome="answered" if said else "void",
            said_real=said[0] if said else None,
            shown_at=exposure.shown_at,
            response_ms=said[1] if said else None,
            exposure_ms=exposure.ms,
            dropped_frames=exposure.dropped,
            confidence=None,
            feedback_shown=False,
            validity=digit.validity,
        )
        finding = Finding(trial, digit.pixels)
        desk, asks = case.stocked(self.desk, self.session.answered(finding))
        over = replace(self._in(phase), desk=desk, finding=finding)
        return Step(over, (Record(self.session.uuid, trial), *asks))

    def _set_aside(self) -> Step:
        """Pause; the case goes on with another trial, when the player is ready."""
        step = self._void() if self.underway else Step(self)
        over = step.scene
        assert isinstance(over, Glimpse)
        session = over.session.answered(over.finding) if over.finding else over.session
        behind = Glimpse(over.desk, session)
        return Step(pause.Pause(over.desk, behind), step.effects)


def begin(desk: Desk, session: Session) -> Glimpse:
    """The next trial; a block begins when the player is ready."""
    first = not session.begun or session.game.at_break
    return Glimpse(desk, session, Phase.READY if first else Phase.FIXATION)


def _level_ms(session: Session) -> float:
    """For how long the session's next digit is to be shown, before rounding to frames."""
    assert isinstance(session.game, Timed)
    return session.game.level_ms
