"""The verdict as plain values, ready for JSON: its keys are an interface."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from game.report.comparison import Comparison
from game.report.estimate import Estimate
from game.report.sensitivity import leaning
from game.report.verdict import Figures, Verdict
from game.report.warnings import warnings


def as_values(verdict: Verdict) -> dict[str, Any]:
    """Every figure with its method; numbers are finite or None."""
    return {
        "modes": list(verdict.modes),
        "players": verdict.players,
        "trials": verdict.trials,
        "excluded": {
            "flagged_sessions": list(verdict.flagged),
            "trials": verdict.flagged_trials,
        },
        "checkpoints": _checkpoints(verdict.checkpoints),
        "comparisons": [_comparison(each) for each in verdict.comparisons],
        "with_flagged": {"checkpoints": _checkpoints(verdict.with_flagged)},
        "warnings": list(warnings(verdict)),
    }


def _checkpoints(figures: Sequence[Figures]) -> dict[str, Any]:
    return {each.contestant.id: _figures(each) for each in figures}


def _figures(figures: Figures) -> dict[str, Any]:
    seen = figures.sensitivity
    timed = figures.timed
    threshold = timed.threshold if timed is not None else None
    return {
        "name": figures.contestant.name,
        "run": figures.contestant.run,
        "preset": figures.contestant.preset,
        "epoch": figures.contestant.epoch,
        "trials": figures.trials,
        "players": figures.players,
        "sessions": figures.sessions,
        "accuracy": _estimate(figures.accuracy),
        "fool_rate": _estimate(figures.fool_rate),
        "real_doubt_rate": _estimate(figures.real_doubt_rate),
        "hype_error": _estimate(figures.hype_error),
        "d_prime": _estimate(seen.d_prime),
        "criterion": _estimate(seen.criterion),
        "leaning": leaning(seen.criterion),
        "pooled_d_prime": _finite(seen.pooled_d_prime),
        "pooled_criterion": _finite(seen.pooled_criterion),
        "median_response_ms": _estimate(figures.median_ms),
        "median_response_ms_right": _estimate(figures.median_ms_right),
        "median_response_ms_wrong": _estimate(figures.median_ms_wrong),
        "threshold_ms": _estimate(threshold),
        "timed_trials": timed.answers if timed is not None else 0,
        "discriminator_accuracy": _estimate(figures.discriminator),
        "equivalence": asdict(figures.equivalence),
    }


def _comparison(each: Comparison) -> dict[str, Any]:
    return {
        "a": each.a,
        "b": each.b,
        "difference": _estimate(each.difference),
        "p": each.p,
        "p_adjusted": each.p_adjusted,
        "method": f"{each.difference.method}; Holm",
        "players": each.players,
        "shared_players": each.shared_players,
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    ends = {name: _finite(getattr(estimate, name)) for name in ("estimate", "low", "high")}
    return {
        **ends,
        "level": estimate.level,
        "method": estimate.method,
        "population": estimate.population,
        "n": estimate.n,
    }


def _finite(number: float | None) -> float | None:
    return number if number is not None and math.isfinite(number) else None
