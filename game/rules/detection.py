"""Signal detection: how well real is told from fake, apart from the leaning to either answer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist

from game.rules.proportion import LEVEL
from game.rules.tally import Tally


@dataclass(frozen=True)
class Detection:
    """Sensitivity and bias of an observer; the signal is *real*."""

    d_prime: float
    """0 at chance; 1 is 69 % right without bias; below 0 is worse than chance."""
    criterion: float
    """c: below 0 leans towards calling things real, above 0 towards calling them fake."""
    margin: float
    """How far to either side the interval of d′ reaches; that of c reaches half as far."""

    @property
    def sees(self) -> bool:
        """Whether the interval of d′ leaves no doubt that real is told from fake."""
        return self.d_prime > self.margin

    @property
    def leaning(self) -> int:
        """-1 towards real, 1 towards fake, 0 where the interval of c leaves it open."""
        if abs(self.criterion) <= self.margin / 2:
            return 0
        return 1 if self.criterion > 0 else -1


def detect(counts: Tally) -> Detection | None:
    """d′ and c of counted answers; None until there is a real and a fake among them.

    H is the share of reals called real, F that of fakes called real, each with the log-linear
    correction (x + 0.5) / (n + 1) of Hautus (1995, Behavior Research Methods, Instruments &
    Computers 27, 46-51), which keeps both away from 0 and 1: d′ = z(H) - z(F) and
    c = -(z(H) + z(F)) / 2. The variance of z of a share p of n is that of Gourevitch and Galanter
    (1967, Psychometrika 32, 25-33), p (1 - p) / (n φ(z)²). The example is the one of R's
    ``statpsych::signal(82, 46, 100, 100)`` with the counts of Wickens (2002, Elementary Signal
    Detection Theory): 1.002793, -0.4019603.

    >>> found = detect(Tally(reals=100, doubted=18, fakes=100, fooled=46))
    >>> f"{found.d_prime:.6f} {found.criterion:.7f} {found.margin:.4f}"
    '1.002793 -0.4019603 0.3771'
    """
    if counts.reals == 0 or counts.fakes == 0:
        return None
    hits, from_hits = _score(counts.right_reals, counts.reals)
    false_alarms, from_false_alarms = _score(counts.fooled, counts.fakes)
    reach = NormalDist().inv_cdf((1 + LEVEL) / 2)
    margin = reach * math.sqrt(from_hits + from_false_alarms)
    return Detection(hits - false_alarms, -(hits + false_alarms) / 2, margin)


def _score(said: int, of: int) -> tuple[float, float]:
    """Z of a corrected share, and its variance."""
    normal = NormalDist()
    share = (said + 0.5) / (of + 1)
    z = normal.inv_cdf(share)
    return z, share * (1 - share) / (of * normal.pdf(z) ** 2)
