"""The figures of small databases whose counts are known."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import norm, ttest_1samp

from game.rules.proportion import wilson
from tests.report.samples import EARLY, LATE, Sat, Shown, catches, counts, figure, report


def test_one_players_counts_become_his_shares_with_wilsons_intervals(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", counts(40, 50, 30, 50)))
    assert (said["trials"], said["players"]) == (100, 1)
    for name, successes, of in (
        ("accuracy", 70, 100),
        ("fool_rate", 20, 50),
        ("real_doubt_rate", 10, 50),
    ):
        expected = wilson(successes, of)
        found = figure(said, name)
        assert [found["estimate"], found["low"], found["high"]] == pytest.approx(
            [expected.estimate, expected.low, expected.high]
        )
        assert (found["n"], found["population"], found["method"]) == (
            of,
            "these players",
            "Wilson",
        )
    assert figure(said, "hype_error")["estimate"] == pytest.approx(0.3)


def test_d_prime_and_c_have_the_log_linear_correction(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", counts(40, 50, 30, 50)))
    hits, false_alarms = norm.ppf(40.5 / 51), norm.ppf(20.5 / 51)
    assert figure(said, "d_prime")["estimate"] == pytest.approx(hits - false_alarms)
    assert figure(said, "criterion")["estimate"] == pytest.approx(-(hits + false_alarms) / 2)


def test_only_answered_main_trials_of_the_modes_asked_for_count(tmp_path: Path) -> None:
    said = report(
        tmp_path,
        Sat(
            "Ada",
            (
                *counts(5, 10, 5, 10),
                Shown(7, True, True, phase="practice"),
                Shown(3, True, True, phase="catch"),
                Shown(2, True, None, outcome="timeout"),
                Shown(2, True, True, outcome="void"),
            ),
        ),
        Sat("Ada", counts(9, 9, 9, 9), mode="arcade"),
        Sat("Ada", counts(9, 9, 9, 9), mode="ladder"),
    )
    assert (said["trials"], figure(said, "trials"), figure(said, "sessions")) == (20, 20, 1)
    assert said["modes"] == ["lab", "timed"]


def test_modes_with_feedback_count_when_asked_for_and_it_is_said(tmp_path: Path) -> None:
    sessions = (Sat("Ada", counts(9, 9, 9, 9), mode="arcade"), Sat("Ada", counts(1, 9, 1, 9)))
    said = report(tmp_path, *sessions, modes=("arcade",))
    assert (said["modes"], said["trials"]) == (["arcade"], 18)
    assert figure(said, "accuracy")["estimate"] == 1
    assert "Answers from arcade count here" in said["warnings"][0]


def test_an_inattentive_session_is_left_out_and_its_figures_stand_beside(tmp_path: Path) -> None:
    said = report(
        tmp_path,
        Sat("Ada", (*counts(40, 50, 40, 50), *catches(4, 0))),
        Sat("Ben", (*counts(25, 50, 25, 50), *catches(2, 2))),
    )
    assert said["excluded"] == {"flagged_sessions": [2], "trials": 100}
    assert (said["trials"], said["players"]) == (100, 1)
    assert figure(said, "accuracy")["estimate"] == pytest.approx(0.8)
    beside = said["with_flagged"]["checkpoints"][LATE]
    assert beside["accuracy"]["estimate"] == pytest.approx(0.65)
    assert beside["players"] == 2
    assert any("1 session with 100 trials failed" in each for each in said["warnings"])


@pytest.mark.parametrize(("right", "wrong"), [(3, 1), (0, 3), (6, 2)])
def test_three_quarters_right_or_fewer_than_four_catches_flag_nobody(
    tmp_path: Path, right: int, wrong: int
) -> None:
    said = report(tmp_path, Sat("Ada", (*counts(4, 5, 4, 5), *catches(right, wrong))))
    assert said["excluded"] == {"flagged_sessions": [], "trials": 0}


def test_from_ten_players_on_the_interval_is_for_all_and_clusters_them(tmp_path: Path) -> None:
    right = [20, 22, 25, 28, 30, 31, 33, 35, 38, 40]
    said = report(
        tmp_path,
        *(Sat(f"player {n}", counts(k // 2, 25, k - k // 2, 25)) for n, k in enumerate(right)),
    )
    found = figure(said, "accuracy")
    assert found["population"] == "players"
    plain = ttest_1samp(np.array(right) / 50, 0.5).confidence_interval()
    assert [found["low"], found["high"]] == pytest.approx([plain.low, plain.high], abs=0.01)
    alone = wilson(sum(right), 500)
    assert found["high"] - found["low"] > 1.5 * (alone.high - alone.low)


def test_nine_players_speak_for_themselves_only(tmp_path: Path) -> None:
    said = report(tmp_path, *(Sat(f"player {n}", counts(15, 25, 15, 25)) for n in range(9)))
    found = figure(said, "accuracy")
    assert found["population"] == "these players"
    assert "stratified by player" in found["method"]
    pooled = wilson(270, 450)
    assert [found["low"], found["high"]] == pytest.approx([pooled.low, pooled.high], abs=0.005)


def test_checkpoints_are_compared_in_training_order_with_the_sign_said(tmp_path: Path) -> None:
    said = report(
        tmp_path,
        Sat("Ada", (*counts(45, 50, 45, 50, EARLY), *counts(30, 50, 30, 50, LATE))),
    )
    (pair,) = said["comparisons"]
    assert (pair["a"], pair["b"]) == (EARLY, LATE)
    assert pair["difference"]["estimate"] == pytest.approx(0.3)
    assert pair["difference"]["low"] > 0.15
    assert pair["p"] == pair["p_adjusted"] < 0.001
    assert list(said["checkpoints"]) == [EARLY, LATE]


def test_ten_players_who_saw_both_are_each_their_own_control(tmp_path: Path) -> None:
    chance = np.random.default_rng(3)
    early, late = chance.integers(30, 45, 12), chance.integers(20, 40, 12)
    said = report(
        tmp_path,
        *(
            Sat(f"player {n}", (*counts(a, 50, 25, 25, EARLY), *counts(b, 50, 25, 25, LATE)))
            for n, (a, b) in enumerate(zip(early.tolist(), late.tolist(), strict=True))
        ),
    )
    (pair,) = said["comparisons"]
    paired = ttest_1samp((early - late) / 75, 0)
    assert pair["difference"]["population"] == "players"
    assert pair["difference"]["estimate"] == pytest.approx(np.mean(early - late) / 75)
    assert pair["p"] == pytest.approx(paired.pvalue, rel=1e-6)
    interval = paired.confidence_interval()
    found = [pair["difference"]["low"], pair["difference"]["high"]]
    assert found == pytest.approx([interval.low, interval.high])


def test_checkpoints_judged_by_different_players_are_warned_about(tmp_path: Path) -> None:
    said = report(
        tmp_path,
        Sat("Ada", counts(45, 50, 45, 50, EARLY)),
        Sat("Ben", counts(30, 50, 30, 50, LATE)),
    )
    assert any("are not the same" in each for each in said["warnings"])


def test_medians_are_those_of_all_right_and_wrong_answers(tmp_path: Path) -> None:
    shown = [
        Shown(1, True, right, response_ms=float(ms))
        for right, times in ((True, range(500, 521)), (False, range(900, 911)))
        for ms in times
    ]
    said = report(tmp_path, Sat("Ada", shown))
    assert figure(said, "median_response_ms_right")["estimate"] == 510
    assert figure(said, "median_response_ms_wrong")["estimate"] == 905
    assert figure(said, "median_response_ms")["estimate"] == 515.5
    found = figure(said, "median_response_ms_right")
    assert 500 < found["low"] < 510 < found["high"] < 520


def test_the_discriminator_is_judged_on_each_digit_once(tmp_path: Path) -> None:
    # Ada and Ben see the same reals 1 to 10, and fakes of their own.
    shown = (Shown(10, True, True, validity=0.9), Shown(5, False, True, validity=0.7))
    said = report(tmp_path, Sat("Ada", shown), Sat("Ben", shown))
    found = figure(said, "discriminator_accuracy")
    assert (found["n"], found["estimate"]) == (20, 0.5)


def test_without_verdicts_of_the_discriminator_there_is_no_figure(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", counts(1, 2, 1, 2)))
    assert figure(said, "discriminator_accuracy") is None
    assert figure(said, "threshold_ms") is None


def test_too_few_answers_are_said(tmp_path: Path) -> None:
    said = report(tmp_path, Sat("Ada", counts(5, 10, 5, 10)))
    assert any("has not enough answers yet: about" in each for each in said["warnings"])
    (tmp_path / "enough").mkdir()
    more = report(tmp_path / "enough", Sat("Ada", counts(60, 100, 50, 100)))
    assert not any("not enough" in each for each in more["warnings"])


def test_an_empty_database_has_no_checkpoints_and_says_so(tmp_path: Path) -> None:
    said = report(tmp_path)
    assert (said["checkpoints"], said["comparisons"], said["trials"]) == ({}, [], 0)
    assert said["warnings"] == ["There are no answers yet in lab or timed."]
