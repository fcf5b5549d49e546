"""The ladder: ten digits a level, eight right climb, and the score is the last epoch told apart."""

from __future__ import annotations

import random
from dataclasses import replace
from math import comb

import pytest

from game.rules.ladder import Ladder, climb
from game.rules.trials import PlannedTrial
from tests.rules.observers import Observer, judged, sigmas
from tests.rules.samples import forger

EPOCHS = (1, 2, 5, 10)
RUN = tuple(
    replace(forger(name, reals=60), epoch=epoch) for name, epoch in zip("abcd", EPOCHS, strict=True)
)


def after(answers: str, game: Ladder | None = None) -> Ladder:
    """The game after right (r), wrong (w), late (t) and void (v) trials."""
    game = game or climb(7, RUN)
    for answer in answers:
        (planned,) = game.upcoming(1)
        truth = planned.is_real
        said = {"r": truth, "w": not truth}.get(answer)
        outcome = {"t": "timeout", "v": "void"}.get(answer, "answered")
        game = game.then(judged(planned, said, outcome))
    return game


def everything(seed: int = 7) -> list[PlannedTrial]:
    """All the trials of a ladder, passed level by level."""
    return list(climb(seed, RUN).upcoming(1_000))


def test_levels_are_the_checkpoints_in_training_order_however_they_are_given() -> None:
    shuffled = (RUN[2], RUN[0], RUN[3], RUN[1])
    assert climb(7, shuffled) == climb(7, RUN)
    whose = [trial.checkpoint_id for trial in everything()]
    assert whose == [each.id for each in RUN for _ in range(10)]


def test_trials_are_numbered_on_and_every_level_is_a_block() -> None:
    trials = everything()
    assert [trial.number for trial in trials] == list(range(1, 41))
    assert [trial.block for trial in trials] == [level for level in (1, 2, 3, 4) for _ in range(10)]
    assert {trial.phase for trial in trials} == {"main"}


def test_eight_right_of_ten_climb() -> None:
    game = after("wwrrrrrrrr")
    assert (game.level, game.at_break, game.over, game.score) == (1, True, False, 1)


def test_seven_right_of_ten_end_the_game() -> None:
    game = after("wwwrrrrrrr")
    assert (game.level, game.at_break, game.over, game.score) == (0, False, True, None)
    assert game.upcoming(5) == ()


def test_a_level_goes_on_to_its_tenth_digit_when_its_end_is_certain() -> None:
    assert not after("wwwwwwwww").over
    assert not after("rrrrrrrr").at_break
    assert after("wwwwwwwww").levels[0].answered == 9


def test_the_score_is_the_last_epoch_that_was_told_apart() -> None:
    assert after("r" * 20 + "w" * 10).score == 2
    assert after("r" * 29 + "w").score == 5
    assert after("r" * 25).score == 2


def test_the_top_is_the_end() -> None:
    game = after("r" * 40)
    assert (game.over, game.reached_the_top, game.score, game.level) == (True, True, 10, 3)


def test_a_last_level_that_is_failed_is_not_the_top() -> None:
    game = after("r" * 30 + "w" * 10)
    assert (game.over, game.reached_the_top, game.score, game.level) == (True, False, 5, 3)


def test_accuracy_by_epoch_has_its_counts() -> None:
    game = after("r" * 10 + "r" * 9 + "w" + "rrw")
    assert [(lv.forger.epoch, lv.right, lv.answered) for lv in game.levels] == [
        (1, 10, 10),
        (2, 9, 10),
        (5, 2, 3),
    ]
    assert game.levels[1].accuracy.estimate == 0.9


def test_a_timeout_is_a_wrong_answer() -> None:
    assert after("rrrt").levels[0].right == 3
    assert after("rrrt").levels[0].answered == 4


def test_a_void_trial_is_replaced_by_another_digit_of_its_level() -> None:
    plain, spoilt = after("rrr"), after("rrrv")
    assert spoilt.levels == plain.levels
    (replaced,), (new,) = plain.upcoming(1), spoilt.upcoming(1)
    assert (new.number, new.checkpoint_id) == (5, replaced.checkpoint_id)
    assert (new.digit_seed, new.real_index) != (replaced.digit_seed, replaced.real_index)
    assert after("rrrv" + "r" * 7).at_break


def test_what_is_upcoming_is_what_comes() -> None:
    game, expected = climb(7, RUN), everything()
    for planned in expected:
        assert game.upcoming(6)[0] == planned
        game = game.then(judged(planned, planned.is_real))


def test_nothing_real_comes_twice_on_the_whole_ladder() -> None:
    for seed in range(100):
        shown = [t.real_index for t in everything(seed) if t.is_real]
        assert len(set(shown)) == len(shown)


def test_real_or_fake_is_a_fair_coin_at_every_place_of_a_level() -> None:
    seeds = 400
    plans = [everything(seed)[:20] for seed in range(seeds)]
    for place in range(20):
        assert sigmas(sum(plan[place].is_real for plan in plans), seeds / 2, seeds / 4) < 4
    for place in range(19):
        same = sum(plan[place].is_real == plan[place + 1].is_real for plan in plans)
        assert sigmas(same, seeds / 2, seeds / 4) < 4


def test_a_further_game_goes_on_in_the_seeds_stream() -> None:
    later = climb(7, RUN, first=4)
    assert [t.is_real for t in later.upcoming(6)] == [t.is_real for t in everything()[4:10]]
    assert later.upcoming(1)[0].number == 1


def test_a_limit_ends_the_game_in_the_middle_of_a_level() -> None:
    game = after("r" * 13, climb(7, RUN, limit=13))
    assert (game.over, game.level, game.score, game.reached_the_top) == (True, 1, 1, False)
    assert len(climb(7, RUN, limit=13).upcoming(100)) == 13


def test_a_ladder_without_checkpoints_is_refused() -> None:
    with pytest.raises(ValueError, match="found none"):
        climb(7, ())


@pytest.mark.parametrize(("d_prime", "criterion"), [(0.0, 0.0), (1.5, 0.0), (2.0, 0.8)])
def test_an_observer_climbs_as_often_as_his_accuracy_promises(
    d_prime: float, criterion: float
) -> None:
    observer = Observer(d_prime, criterion, random.Random(3))
    p, games, climbed = observer.accuracy, 250, 0
    for seed in range(games):
        game = climb(seed, RUN[:1])
        while not game.over:
            game = game.then(observer.judge(*game.upcoming(1)))
        climbed += game.score is not None
    passing = sum(comb(10, k) * p**k * (1 - p) ** (10 - k) for k in range(8, 11))
    assert sigmas(climbed, games * passing, games * passing * (1 - passing)) < 4


def test_an_observer_whose_sight_fails_with_the_epochs_stops_where_it_fails() -> None:
    sight = dict(zip((each.id for each in RUN), (6.0, 5.0, -5.0, 6.0), strict=True))
    chance, game = random.Random(4), climb(11, RUN)
    while not game.over:
        (planned,) = game.upcoming(1)
        game = game.then(Observer(sight[planned.checkpoint_id], 0.0, chance).judge(planned))
    assert game.score == 2
