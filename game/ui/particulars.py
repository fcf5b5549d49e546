"""Particulars: what answers come to, in rows of a name, a figure, and how sure it is."""

from __future__ import annotations

from game.rules.career import ModeCareer, Pace
from game.rules.detection import Detection, detect
from game.rules.proportion import Proportion, wilson

ENOUGH = 20
"""Of fewer answers a figure would say little."""
ABILITY = ((1.0, "a little"), (2.0, "fairly well"), (3.0, "well"))
"""What d′ is called below a bound, in words: at 1 a judge without leaning is right in 69 % of
cases, at 2 in 84 %, at 3 in 93 %."""


Row = tuple[str, str, str]
"""What it is, how sure or why there is no figure, and the figure."""


def rows(found: ModeCareer) -> tuple[Row, ...]:
    """The particulars of a mode."""
    return (
        _share("Genuine digits", found.counts.right_reals, found.counts.reals),
        _share("Forged digits", found.counts.right_fakes, found.counts.fakes),
        *_senses(found),
        _time("Time when right", found.right),
        _time("Time when wrong", found.wrong),
    )


def _share(name: str, right: int, of: int) -> Row:
    if of < ENOUGH:
        return name, too_few(of), "–"
    share = wilson(right, of)
    return name, percents(share), f"{round(100 * (share.estimate or 0.0))} %"


def _senses(found: ModeCareer) -> tuple[Row, ...]:
    """How well real is told from fake, and the leaning, in plain words."""
    names = ("Telling apart", "Leaning")
    fewest = min(found.counts.reals, found.counts.fakes)
    seen = detect(found.counts)
    if fewest < ENOUGH or seen is None:
        return tuple((name, too_few(fewest), "–") for name in names)
    d_prime = _figure("d’", seen.d_prime, seen.margin)
    criterion = _figure("c", seen.criterion, seen.margin / 2)
    return (names[0], d_prime, ability(seen)), (names[1], criterion, leaning(seen))


def ability(seen: Detection) -> str:
    """What d′ says in words; nothing is claimed that its interval leaves open."""
    if not seen.sees:
        return "not shown yet" if seen.d_prime > -seen.margin else "the wrong way round"
    return next((words for bound, words in ABILITY if seen.d_prime < bound), "very well")


def leaning(seen: Detection) -> str:
    """What c says in words; a leaning only where the interval leaves no doubt of its side."""
    return {-1: "towards genuine", 0: "none shown", 1: "towards forged"}[seen.leaning]


def _figure(name: str, middle: float, margin: float) -> str:
    bounds = f"{_signed(middle - margin)} to {_signed(middle + margin)}"
    return f"{name} {_signed(middle)} ({bounds})"


def _signed(value: float) -> str:
    return f"{value:.1f}".replace("-0.0", "0.0").replace("-", "\u2212")


def _time(name: str, pace: Pace) -> Row:
    if pace.median_ms is None or pace.of < ENOUGH:
        return name, too_few(pace.of), "–"
    return name, f"median of {pace.of:,}", f"{pace.median_ms / 1000:.1f} s"


def percents(share: Proportion) -> str:
    """Where a share may lie, in per cent."""
    return f"{round(100 * share.low)}–{round(100 * share.high)}"


def too_few(of: int) -> str:
    """Why there is no figure."""
    return f"too few yet ({of})" if of else "none yet"
