"""An inquiry: what the file of a study asks of the desk, and of whoever sits down at it."""

from __future__ import annotations

import random
from dataclasses import dataclass

from game.rules.stream import SEEDS


@dataclass(frozen=True)
class Inquiry:
    """One study for many participants, each known by a code and by nothing else."""

    name: str
    codes: tuple[str, ...]
    """Who takes part; no two differ in the case of letters alone."""
    seed: int
    """Every participant's seed comes from it and from their code."""
    confidence: bool = False
    """Whether it is asked after each answer how sure one is, whatever the player's settings say."""
    welcome: tuple[str, ...] = ()
    """The pages that are read before the first question, if there are any."""
    rest: str = ""
    """What is said between two blocks; empty for the desk's own words."""
    thanks: str = ""
    """What is said at the end; empty for the desk's own words."""

    def seed_of(self, code: str) -> int:
        """The seed of a participant's session: the same whenever they sit down."""
        key = f"real-or-fake:study:{self.name}:{self.seed}:{code}"
        return random.Random(key).randrange(SEEDS)

    def code(self, typed: str) -> str | None:
        """The code that was meant, however its letters were typed; None for one that is unknown."""
        by_letters = {code.casefold(): code for code in self.codes}
        return by_letters.get(" ".join(typed.split()).casefold())
