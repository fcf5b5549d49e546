"""The ladder: a level for each checkpoint of one run, climbed for as long as it can be told apart.

Every level is ten digits long, even when its end is certain before: so the accuracies of the
levels may be compared.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.forgers import Forger
from game.rules.proportion import Proportion, wilson
from game.rules.stream import Stream
from game.rules.trials import AnsweredTrial, PlannedTrial

DIGITS = 10
"""Digits a level."""
ENOUGH = 8
"""Right answers that climb."""


@dataclass(frozen=True)
class Level:
    """What became of one checkpoint's level so far."""

    forger: Forger
    answered: int
    """0 … DIGITS."""
    right: int

    @property
    def done(self) -> bool:
        """Whether all its digits are answered."""
        return self.answered == DIGITS

    @property
    def passed(self) -> bool:
        """Whether it was done and told apart."""
        return self.done and self.right >= ENOUGH

    @property
    def accuracy(self) -> Proportion:
        """The share told right, with its interval."""
        return wilson(self.right, self.answered)


@dataclass(frozen=True)
class Ladder:
    """Where a game of ladder stands."""

    mode: ClassVar[str] = "ladder"
    feedback: ClassVar[bool] = True
    resumable: ClassVar[bool] = False
    thinking_seconds: ClassVar[float | None] = None

    seed: int
    forgers: tuple[Forger, ...]
    """The checkpoints of one run in training order, one or more; ``climb`` puts them so."""
    first: int = 0
    """The position in the seed's stream of the game's first trial."""
    limit: int | None = None
    """The number of answers after which the game ends in any case; None for no such end."""
    asked: int = 0
    """Trials so far, void ones among them."""
    answers: tuple[bool, ...] = ()
    """Whether each of the answers was right."""

    def then(self, trial: AnsweredTrial) -> Ladder:
        """The game after a trial; a void one is replaced by another digit of its level."""
        assert not self.over
        asked = replace(self, asked=self.asked + 1)
        if trial.outcome == "void":
            return asked
        return replace(asked, answers=(*self.answers, trial.correct))

    def upcoming(self, count: int) -> tuple[PlannedTrial, ...]:
        """The next trials, as they come if every level is passed and none is void.

        Real or fake is the fair coin of the seed's stream at each position. No real comes twice
        on the way up before as many trials as the pool has digits.
        """
        left = 0 if self.over else self._end - len(self.answers)
        return tuple(self._trial(ahead) for ahead in range(min(count, left)))

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels begun, in order: the accuracy over epochs, with its counts."""
        starts = range(0, len(self.answers), DIGITS)
        parts = (self.answers[start : start + DIGITS] for start in starts)
        return tuple(
            Level(forger, len(part), sum(part))
            for forger, part in zip(self.forgers, parts, strict=False)
        )

    @property
    def level(self) -> int:
        """The place among the forgers of the one in play, or of the last that was: 0, 1, …"""
        played = len(self.answers) - (1 if self.over else 0)
        return played // DIGITS

    @property
    def at_break(self) -> bool:
        """Whether a level has just been passed and the next begins: the time to look back."""
        return self._at_a_landing and not self.over

    @property
    def last_passed(self) -> Forger | None:
        """The forger of the last level passed; None if none was."""
        return next((lv.forger for lv in reversed(self.levels) if lv.passed), None)

    @property
    def score(self) -> int | None:
        """The last epoch that could be told apart; None if there was none."""
        return self.last_passed.epoch if self.last_passed else None

    @property
    def over(self) -> bool:
        """Whether no trial follows: a level failed, the top reached, or the limit."""
        fell = self._at_a_landing and not self.levels[-1].passed
        return fell or len(self.answers) >= self._end

    @property
    def reached_the_top(self) -> bool:
        """Whether every level was passed."""
        return len(self.levels) == len(self.forgers) and self.levels[-1].passed

    @property
    def position(self) -> int:
        """Where the stream goes on."""
        return self.first + self.asked

    @property
    def _at_a_landing(self) -> bool:
        return len(self.answers) > 0 and len(self.answers) % DIGITS == 0

    @property
    def _end(self) -> int:
        """The most answers that there can be."""
        top = DIGITS * len(self.forgers)
        return top if self.limit is None else min(top, self.limit)

    def _trial(self, ahead: int) -> PlannedTrial:
        level = (len(self.answers) + ahead) // DIGITS
        stream = Stream(self.seed, (self.forgers[level],))
        position = self.first + self.asked + ahead
        planned = stream.trial(position, self.asked + ahead + 1)
        return replace(planned, block=level + 1)


def climb(
    seed: int, forgers: tuple[Forger, ...], *, first: int = 0, limit: int | None = None
) -> Ladder:
    """A new game against one run's checkpoints, whatever order they are given in."""
    if not forgers:
        raise ValueError("forgers: expected the checkpoints of one run, found none")
    in_order = sorted(forgers, key=lambda forger: (forger.epoch, forger.images_seen))
    return Ladder(seed, tuple(in_order), first, limit)
