"""The verdict as plain values, ready for JSON: its keys are an interface."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from game.report.comparison import Comparison
from game.report.epochs import Curve
from game.report.estimate import Estimate
from game.report.mistaken import Ranking
from game.report.sensitivity import leaning
from game.report.sittings import Attention
from game.report.verdict import Figures, Verdict
from game.report.warnings import warnings
from game.report.wording import LINE_TO_BEAT, LINE_VOTES


def as_values(
    verdict: Verdict, two_samples: Mapping[str, Estimate] | None = None
) -> dict[str, Any]:
    """Every figure with its method; numbers are finite or None.

    two_samples: what the digit classifier made of checkpoints by id, where it was asked.
    """
    asked = two_samples or {}
    return {
        "modes": list(verdict.modes),
        "players": verdict.players,
        "trials": verdict.trials,
        "excluded": {
            "flagged_sessions": list(verdict.flagged),
            "trials": verdict.flagged_trials,
        },
        "checkpoints": _checkpoints(verdict.checkpoints, asked),
        "comparisons": [_comparison(each) for each in verdict.comparisons],
        "curves": [_curve(each) for each in verdict.curves],
        "line_to_beat": {
            "accuracy": LINE_TO_BEAT,
            "votes": LINE_VOTES,
            "source": "Salimans et al. 2016, arXiv 1606.03498",
        },
        "attention": _attention(verdict.attention),
        "doubtful_sessions": {name: list(ids) for name, ids in asdict(verdict.doubts).items()},
        "most_fooling": _ranking(verdict.fooling),
        "most_doubted": _ranking(verdict.doubted),
        "with_flagged": {"checkpoints": _checkpoints(verdict.with_flagged, asked)},
        "warnings": list(warnings(verdict)),
    }


def _checkpoints(figures: Sequence[Figures], two_samples: Mapping[str, Estimate]) -> dict[str, Any]:
    return {
        each.contestant.id: {
            **_figures(each),
            "two_sample_accuracy": _estimate(two_samples.get(each.contestant.id)),
        }
        for each in figures
    }


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


def _curve(each: Curve) -> dict[str, Any]:
    return {
        "run": each.run,
        "epochs": [
            {"checkpoint": at.checkpoint, "epoch": at.epoch, "accuracy": _estimate(at.band)}
            for at in each.epochs
        ],
        "per_doubling": _estimate(each.per_doubling),
        "p": each.p,
    }


def _attention(attention: Attention) -> dict[str, Any]:
    return {
        "sessions": attention.sessions,
        "practice_accuracy": _estimate(attention.practice),
        "catch_accuracy": _estimate(attention.catch),
        "flagged": [
            {"session": one.id, "mode": one.mode, "catches": one.catches, "right": one.caught}
            for one in attention.flagged
        ],
    }


def _ranking(ranking: Ranking) -> dict[str, Any]:
    names = ("digit_seed", "digit_label", "real_pool", "real_index", "mistaken", "judged")
    return {
        "judged": ranking.judged,
        "ranked": ranking.ranked,
        "method": "lower end of Wilson's interval",
        "digits": [
            {
                "checkpoint": each.contestant.id,
                **{name: getattr(each, name) for name in names},
                "low": each.low,
            }
            for each in ranking.digits
        ],
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
