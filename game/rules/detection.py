"""Signal detection: how well real is told from fake, apart from the leaning to either answer."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

from game.rules.tally import Tally


@dataclass(frozen=True)
class Detection:
    """Sensitivity and bias of an observer; the signal is *real*."""

    d_prime: float
    """0 at chance; 1 is 69 % right without bias; below 0 is worse than chance."""
    criterion: float
    """c: below 0 leans towards calling things real, above 0 towards calling them fake."""


def detect(counts: Tally) -> Detection | None:
    """d′ and c of counted answers; None until there is a real and a fake among them.

    H is the share of reals called real, F that of fakes called real, each with the log-linear
    correction (x + 0.5) / (n + 1) of Hautus (1995, Behavior Research Methods, Instruments &
    Computers 27, 46-51), which keeps both away from 0 and 1: d′ = z(H) - z(F) and
    c = -(z(H) + z(F)) / 2. The example is the one of R's ``statpsych::signal(82, 46, 100, 100)``
    with the counts of Wickens (2002, Elementary Signal Detection Theory): 1.002793, -0.4019603.

    >>> found = detect(Tally(reals=100, doubted=18, fakes=100, fooled=46))
    >>> f"{found.d_prime:.6f} {found.criterion:.7f}"
    '1.002793 -0.4019603'
    """
    if counts.reals == 0 or counts.fakes == 0:
        return None
    z = NormalDist().inv_cdf
    hits = z((counts.right_reals + 0.5) / (counts.reals + 1))
    false_alarms = z((counts.fooled + 0.5) / (counts.fakes + 1))
    return Detection(hits - false_alarms, -(hits + false_alarms) / 2)
