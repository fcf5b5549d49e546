"""A session in play: its rules, and what has been found so far."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from game.rules.forgers import Forger
from game.rules.game import Game
from game.rules.study import StudyPlan
from game.rules.tally import Tally, tally
from game.rules.trials import AnsweredTrial, PlannedTrial
from game.scenes.effects import BeginSession, Effect, EndSession


@dataclass(frozen=True)
class Finding:
    """A trial that is over, with the pixels that were shown (784 bytes, row by row)."""

    trial: AnsweredTrial
    pixels: bytes | None
    """None where it was shown before the session was taken up again."""


@dataclass(frozen=True)
class Session:
    """One player's run of trials."""

    uuid: str
    player: str
    seed: int
    game: Game
    forgers: tuple[Forger, ...]
    """Whose digits may come up."""
    findings: tuple[Finding, ...] = ()
    plan: StudyPlan | None = None
    """What is kept of a study, where there is one."""
    masks: bool | None = None
    """Whether masks follow each digit, from the first to the last; None in a mode without."""
    word: str = ""
    """What the player has to be told of it until the next answer, if anything."""
    begun: bool = False
    """Whether it has been asked to be given its row."""

    @cached_property
    def trial(self) -> PlannedTrial:
        """The trial in play, of a game that is not over."""
        return self.game.upcoming(1)[0]

    @property
    def number(self) -> int:
        """The number of the trial in play, 1, 2, …"""
        return self.trial.number

    @property
    def tally(self) -> Tally:
        """Reals and fakes, apart."""
        return tally(finding.trial for finding in self.findings)

    @property
    def longest_streak(self) -> int:
        """The most right answers in a row."""
        best = now = 0
        for finding in self.findings:
            now = now + 1 if finding.trial.correct else 0
            best = max(best, now)
        return best

    @property
    def mistaken(self) -> tuple[Finding, ...]:
        """What was told wrong or not in time among the main trials, in order."""
        told = ("answered", "timeout")
        main = (f for f in self.findings if f.trial.planned.phase == "main")
        return tuple(f for f in main if f.trial.outcome in told and not f.trial.correct)

    @property
    def late(self) -> int:
        """How many main trials ended with the time to think, unanswered."""
        return sum(f.trial.outcome == "timeout" for f in self.mistaken)

    def answered(self, finding: Finding) -> Session:
        """The session after one more trial."""
        game = self.game.then(finding.trial)
        return replace(self, game=game, findings=(*self.findings, finding), word="")

    def beginning(self, at: datetime) -> tuple[Session, tuple[Effect, ...]]:
        """The session at the first sight of a digit: it gets its row, or is taken up again."""
        if self.begun:
            return self, ()
        begin = BeginSession(
            self.uuid,
            self.player,
            self.game.mode,
            self.seed,
            at,
            self.forgers,
            self.plan,
            self.masks,
        )
        return replace(self, begun=True), (begin,)

    def ending(self) -> tuple[Effect, ...]:
        """What is to be done when it is left: it ends, unless it can be taken up again."""
        stays_open = self.game.resumable and not self.game.over
        return (EndSession(self.uuid),) if self.begun and not stays_open else ()
