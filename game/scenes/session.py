"""A session in play: its rules, and what has been found so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.rules.arcade import Arcade
from game.rules.tally import Tally, tally
from game.rules.trials import AnsweredTrial


@dataclass(frozen=True)
class Finding:
    """An answered trial with the pixels that were shown (784 bytes, row by row)."""

    trial: AnsweredTrial
    pixels: bytes


@dataclass(frozen=True)
class Session:
    """One player's run of trials."""

    uuid: str
    game: Arcade
    findings: tuple[Finding, ...] = ()

    @property
    def number(self) -> int:
        """The number of the trial in play, 1, 2, …"""
        return len(self.findings) + 1

    @property
    def tally(self) -> Tally:
        """Reals and fakes, apart."""
        return tally(finding.trial for finding in self.findings)

    @property
    def fooled_by(self) -> tuple[Finding, ...]:
        """The fakes that were called real, in order."""
        return tuple(f for f in self.findings if not f.trial.planned.is_real and f.trial.said_real)

    def answered(self, finding: Finding) -> Session:
        """The session after one more answer."""
        game = self.game.then(finding.trial)
        return replace(self, game=game, findings=(*self.findings, finding))
