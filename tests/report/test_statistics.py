"""The statistics against published examples and against other programs."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from scipy.stats import binomtest, norm, ttest_rel
from statsmodels.genmod.cov_struct import Independence
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.families.links import Identity
from statsmodels.genmod.generalized_estimating_equations import GEE
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest
from statsmodels.tools.sm_exceptions import DomainWarning

from game.report.clusters import PlayersSum, spread
from game.report.comparison import holm
from game.report.equivalence import equivalence
from game.report.medians import median
from game.report.psychometric import threshold
from game.report.rates import Inference, infer, two_sided
from game.report.sensitivity import sensitivity
from game.report.strata import StrataSum
from game.report.wording import coin, p_value
from game.rules.staircase import Censored, Staircase
from tests.report.simulating import DIFFERENCE, ONE

# Hours of sleep gained by ten patients from two drugs (Student 1908, Biometrika 6, 1-25, p. 20).
FIRST = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
SECOND = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]


def some(right: list[float], answers: list[float]) -> Inference:
    found = infer(np.array(right)[:, None], np.array(answers)[:, None], ONE)
    assert found is not None
    return found


def test_one_value_a_player_is_students_own_example() -> None:
    gained = PlayersSum(spread(np.array([SECOND, FIRST]).T, np.ones((10, 2)), DIFFERENCE))
    assert gained.estimate == pytest.approx(1.58)
    assert gained.spread.freedom == pytest.approx(9)
    # R prints for this: t = 4.0621, df = 9, p-value = 0.002833, 0.7001142 to 2.4598858.
    assert gained.interval() == pytest.approx((0.7001142, 2.4598858), abs=1e-6)
    assert two_sided(gained, 0.0) == pytest.approx(0.002833, abs=1e-6)
    assert two_sided(gained, 0.0) == pytest.approx(ttest_rel(SECOND, FIRST).pvalue)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998, Statistics in Medicine 17, 873-890), table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_a_difference_of_one_players_shares_has_newcombes_interval(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    right = np.array([[first[0], second[0]]], dtype=float)
    of = np.array([[first[1], second[1]]], dtype=float)
    found = infer(right, of, DIFFERENCE)
    assert found is not None
    assert found.interval() == pytest.approx((low, high), abs=5e-5)
    other = confint_proportions_2indep(*first, *second, method="newcomb")
    assert found.interval() == pytest.approx(other, abs=1e-9)


def test_a_single_share_is_tested_by_the_score_test() -> None:
    found = some([1048.0], [2000.0])
    _, p = proportions_ztest(1048, 2000, 0.5, prop_var=0.5)
    assert two_sided(found, 0.5) == pytest.approx(p, rel=1e-6)
    assert two_sided(found, 0.5) == pytest.approx(binomtest(1048, 2000).pvalue, abs=0.003)


def test_salimans_votes_are_within_five_points_of_a_coin_and_yet_no_coin() -> None:
    # Salimans et al. (2016): 52.4 % of 2,000 votes on MNIST samples were right.
    found = equivalence(some([1048.0], [2000.0]), 2000)
    assert found.verdict == "within"
    assert found.p is not None
    assert found.p < 0.05
    assert found.p_differs_from_chance is not None
    assert found.p_differs_from_chance < 0.05


def test_a_missing_difference_from_a_coin_is_not_yet_equivalence() -> None:
    found = equivalence(some([26.0], [50.0]), 50)
    assert found.verdict == "not shown"
    assert found.p_differs_from_chance is not None
    assert found.p_differs_from_chance > 0.5
    # (1.645 + 1.282)² / 4 / 0.05², the usual formula for a true coin.
    assert found.answers_needed == pytest.approx(856, rel=0.06)


def test_an_accuracy_outside_the_margin_says_that_no_number_of_answers_is_in_sight() -> None:
    found = equivalence(some([900.0], [1000.0]), 1000)
    assert (found.verdict, found.answers_needed) == ("not shown", None)
    assert found.p_beyond is not None
    assert found.p_beyond < 0.001
    assert coin(found) == "more than 5 points from a coin (p < 0.001)"


def test_an_accuracy_that_may_yet_be_a_coins_is_not_called_far_from_one() -> None:
    found = equivalence(some([26.0], [50.0]), 50)
    assert (found.p_beyond or 0) > 0.5
    assert "not shown to be within ±5 points of a coin" in coin(found)


def test_a_p_is_neither_nothing_nor_certain() -> None:
    assert (p_value(0.0), p_value(0.0004), p_value(0.9996), p_value(1.0)) == (
        *("< 0.001", "< 0.001", "> 0.999", "> 0.999"),
    )


def test_the_covariance_is_that_of_a_generalised_estimating_equation() -> None:
    """All but the correction for few players, on answers handed over one by one."""
    chance = np.random.default_rng(1)
    sizes = chance.integers(5, 40, (12, 2)).astype(float)
    totals = chance.binomial(sizes.astype(int), 0.6).astype(float)
    rows = [
        (player, column, answer < totals[player, column])
        for player in range(12)
        for column in range(2)
        for answer in range(int(sizes[player, column]))
    ]
    groups, columns, right = (np.array(each) for each in zip(*rows, strict=True))
    exog = np.stack([columns == 0, columns == 1], axis=1).astype(float)
    with warnings.catch_warnings():
        # A share of all answers lies within 0 and 1 by itself.
        warnings.simplefilter("ignore", DomainWarning)
        family = Binomial(Identity())
        model = GEE(right.astype(float), exog, groups, family=family, cov_struct=Independence())
        fitted = model.fit(cov_type="bias_reduced")
    ours = spread(totals, sizes, DIFFERENCE)
    assert ours.estimate == pytest.approx(DIFFERENCE @ fitted.params, abs=1e-9)
    plain = DIFFERENCE @ fitted.cov_robust @ DIFFERENCE
    reduced = DIFFERENCE @ fitted.cov_robust_bc @ DIFFERENCE
    # CR2 lies between no correction and Mancl and DeRouen's, which corrects too much.
    assert plain < ours.variance < reduced
    assert ours.variance == pytest.approx((plain * reduced) ** 0.5, rel=0.005)


def test_unlike_players_leave_fewer_degrees_of_freedom() -> None:
    alike = spread(np.full((20, 1), 6.0), np.full((20, 1), 10.0), ONE)
    sizes = np.array([[500.0], *[[10.0]] * 19])
    one_rules = spread(sizes * 0.6 + np.arange(20)[:, None] % 2, sizes, ONE)
    assert alike.freedom == pytest.approx(19)
    assert one_rules.freedom < 5


def test_players_who_do_not_differ_at_all_are_not_known_without_error() -> None:
    found = some([50.0] * 12, [50.0] * 12)
    low, high = found.interval()
    assert (low < 1, high) == (True, 1.0)


def test_holms_rule_is_that_of_statsmodels() -> None:
    p_values = [0.01, 0.04, 0.03, 0.005, 0.5]
    assert holm(p_values) == pytest.approx(multipletests(p_values, method="holm")[1])
    assert holm([]) == ()


def test_d_prime_of_many_players_is_the_mean_of_their_own() -> None:
    said, shown = np.array([[40.0, 20.0], [30.0, 10.0]] * 6), np.full((12, 2), 50.0)
    found = sensitivity(said, shown)
    own = norm.ppf((said + 0.5) / 51)
    each = own[:, 0] - own[:, 1]
    assert found.d_prime.estimate == pytest.approx(each.mean())
    assert found.d_prime.population == "players"
    assert found.pooled_d_prime == pytest.approx(
        norm.ppf(420.5 / 601) - norm.ppf(180.5 / 601), rel=1e-9
    )


def test_players_with_a_handful_of_answers_are_pooled() -> None:
    found = sensitivity(np.full((12, 2), [[3.0, 2.0]]), np.full((12, 2), 5.0))
    assert found.d_prime.estimate == found.pooled_d_prime
    assert "pooled" in found.d_prime.method


def test_the_median_of_few_values_has_no_interval() -> None:
    found = median(np.array([1.0, 2.0, 3.0]), np.zeros(3, dtype=np.int64))
    assert (found.estimate, found.low, found.high) == (2.0, None, None)


def test_a_guesser_has_no_threshold() -> None:
    chance, stairs = np.random.default_rng(2), Staircase()
    for _ in range(150):
        stairs = stairs.then(correct=bool(chance.random() < 0.5))
    found = threshold(np.array(stairs.levels), np.array(stairs.rights))
    assert found.censored is Censored.ABOVE


def test_two_checkpoints_that_are_always_told_right_do_not_differ() -> None:
    sizes = np.array([[29.0, 39.0], [18.0, 21.0], [6.0, 11.0], [3.0, 2.0], [1.0, 2.0], [1.0, 0.0]])
    found = infer(sizes, sizes, DIFFERENCE)
    assert found is not None
    assert two_sided(found, 0.0) == pytest.approx(1, abs=0.01)
    low, high = found.interval()
    assert low < 0 < high


def test_strata_of_one_player_have_no_variance_between_players() -> None:
    """Two players of 90 % and 10 % are known better than a coin of 50 %."""
    apart = StrataSum(np.array([0.9, 0.1]), np.array([50.0, 50.0]), np.array([0.5, 0.5]))
    low, high = apart.interval()
    assert high - low < 0.15
