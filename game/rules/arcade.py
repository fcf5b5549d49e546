"""Arcade: three lives, a point for every right answer, and streaks that shorten the thinking."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.stream import Stream
from game.rules.trials import AnsweredTrial, PlannedTrial

LIVES = 3

UNHURRIED = 3
"""Right answers in a row before which one may think for as long as one likes."""
MOST_SECONDS = 10.0
LEAST_SECONDS = 2.0
"""Most people have answered by then, so that the floor hurries and does not shut out."""
HALVED_BY = 5
"""The right answers in a row that halve what the thinking time has above its floor."""


def thinking_seconds(streak: int) -> float:
    """The time to think at a streak of 3 and more, in seconds: 10 at first, never below 2.

    What is above the floor is halved by every five right answers in a row: each of them takes
    off the same share, so that the first are felt, none is a jump, and there is no streak at
    which it has stopped getting harder.

    >>> [thinking_seconds(streak) for streak in (3, 8, 13, 18)]
    [10.0, 6.0, 4.0, 3.0]
    """
    above = math.exp2((UNHURRIED - streak) / HALVED_BY)
    return LEAST_SECONDS + (MOST_SECONDS - LEAST_SECONDS) * above


@dataclass(frozen=True)
class Arcade:
    """Where a game of arcade stands.

    >>> game = Arcade(Stream(7, ())).answer(correct=True).answer(correct=True).answer(correct=False)
    >>> game.score, game.streak, game.best_streak, game.lives, game.over
    (2, 0, 2, 2, False)
    """

    mode: ClassVar[str] = "arcade"
    feedback: ClassVar[bool] = True
    at_break: ClassVar[bool] = False
    resumable: ClassVar[bool] = False

    stream: Stream
    """Where its trials come from."""
    first: int = 0
    """The position in the stream of its first trial."""
    limit: int | None = None
    """The number of trials after which the game ends with lives left; None for no end."""
    hurried: bool = True
    """Whether there is a limit to the thinking time."""
    asked: int = 0
    """Trials so far, void ones among them."""
    answered: int = 0
    score: int = 0
    streak: int = 0
    best_streak: int = 0
    lives: int = LIVES

    def answer(self, *, correct: bool) -> Arcade:
        """The game after one more answer; asking a game that is over is a mistake."""
        assert not self.over
        streak = self.streak + 1 if correct else 0
        return replace(
            self,
            asked=self.asked + 1,
            answered=self.answered + 1,
            score=self.score + correct,
            streak=streak,
            best_streak=max(self.best_streak, streak),
            lives=self.lives - (not correct),
        )

    def then(self, trial: AnsweredTrial) -> Arcade:
        """The game after a trial: a timeout is a wrong answer, a void one only used up a digit."""
        if trial.outcome == "void":
            return replace(self, asked=self.asked + 1)
        return self.answer(correct=trial.correct)

    def upcoming(self, count: int) -> tuple[PlannedTrial, ...]:
        """The next trials, as they come if no life is lost."""
        if self.over:
            return ()
        left = count if self.limit is None else min(count, self.limit - self.answered)
        places = range(self.asked, self.asked + left)
        return tuple(self.stream.trial(self.first + place, place + 1) for place in places)

    @property
    def position(self) -> int:
        """Where the stream goes on."""
        return self.first + self.asked

    @property
    def thinking_seconds(self) -> float | None:
        """The time to think about the next digit, in seconds; None for as long as one likes."""
        hurried = self.hurried and self.streak >= UNHURRIED
        return thinking_seconds(self.streak) if hurried else None

    @property
    def over(self) -> bool:
        """Whether no trial follows."""
        return self.lives == 0 or self.answered == self.limit
