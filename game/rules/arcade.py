"""Arcade: three lives, a point for every right answer, and streaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

LIVES = 3


@dataclass(frozen=True)
class Arcade:
    """Where a game of arcade stands.

    >>> game = Arcade().answer(correct=True).answer(correct=True).answer(correct=False)
    >>> game.score, game.streak, game.best_streak, game.lives, game.over
    (2, 0, 2, 2, False)
    """

    mode: ClassVar[str] = "arcade"

    limit: int | None = None
    """The number of trials after which the game ends with lives left; None for no end."""
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
            answered=self.answered + 1,
            score=self.score + correct,
            streak=streak,
            best_streak=max(self.best_streak, streak),
            lives=self.lives - (not correct),
        )

    @property
    def over(self) -> bool:
        """Whether no trial follows."""
        return self.lives == 0 or self.answered == self.limit
