"""A game: what every mode has in common, from the next trial to the end."""

from __future__ import annotations

from typing import Protocol, Self

from game.rules.trials import AnsweredTrial, PlannedTrial


class Game(Protocol):
    """A session of some mode, as a frozen value."""

    @property
    def mode(self) -> str:
        """``arcade``, ``ladder``, ``lab`` or ``timed``."""

    @property
    def over(self) -> bool:
        """Whether no trial follows."""

    @property
    def at_break(self) -> bool:
        """Whether a part has ended and another is to begin, so that one may rest."""

    @property
    def feedback(self) -> bool:
        """Whether the truth of the next trial is told after its answer."""

    @property
    def resumable(self) -> bool:
        """Whether a session that is left can be taken up again."""

    @property
    def thinking_seconds(self) -> float | None:
        """The time to think about the next digit, in seconds; None for as long as one likes."""

    @property
    def position(self) -> int | None:
        """Where the seed's stream goes on after it; None where it has not drawn on that."""

    def upcoming(self, count: int) -> tuple[PlannedTrial, ...]:
        """Up to ``count`` next trials, in order, as they come if all goes well."""

    def then(self, trial: AnsweredTrial) -> Self:
        """The game after its next trial; a game that is over has none."""
