"""Nothing in the order of a lab session predicts the truth: it is a balanced permutation."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from itertools import pairwise, product

from game.rules.trials import PlannedTrial
from tests.rules.observers import sigmas
from tests.rules.studies import a_thousand, digit_of, main

SIZE, HALF = 20, 10


@lru_cache
def full_blocks() -> tuple[tuple[PlannedTrial, ...], ...]:
    """The main trials of every block of twenty, of a thousand seeds."""
    found = []
    for each in a_thousand():
        trials = main(each)
        found += [tuple(trials[start : start + SIZE]) for start in range(0, len(trials), SIZE)]
    return tuple(block for block in found if len(block) == SIZE)


def test_changes_between_real_and_fake_are_as_many_as_in_balanced_permutations() -> None:
    changes = [sum(a.is_real != b.is_real for a, b in pairwise(block)) for block in full_blocks()]
    # Wald and Wolfowitz 1940: runs - 1 of ten and ten.
    mean = 2 * HALF * HALF / SIZE
    variance = 2 * HALF**2 * (2 * HALF**2 - SIZE) / (SIZE**2 * (SIZE - 1))
    assert sigmas(sum(changes), mean * len(changes), variance * len(changes)) < 4
    spread = sum((each - mean) ** 2 for each in changes) / len(changes)
    assert sigmas(spread, variance, 2 * variance**2 / len(changes)) < 4


def test_every_pattern_of_four_comes_as_often_as_in_balanced_permutations() -> None:
    blocks = full_blocks()
    for start in (0, 5, 11, 16):
        seen = Counter(tuple(t.is_real for t in block[start : start + 4]) for block in blocks)
        for pattern in product((True, False), repeat=4):
            reals = sum(pattern)
            share = math.perm(HALF, reals) * math.perm(HALF, 4 - reals) / math.perm(SIZE, 4)
            expected = len(blocks) * share
            assert sigmas(seen[pattern], expected, expected * (1 - share)) < 4.5


def test_every_place_of_a_block_is_real_half_of_the_time() -> None:
    blocks = full_blocks()
    for place in range(SIZE):
        reals = sum(block[place].is_real for block in blocks)
        assert sigmas(reals, len(blocks) / 2, len(blocks) / 4) < 4.5


def test_a_block_says_nothing_about_the_next() -> None:
    same = count = 0
    for each in a_thousand():
        trials = main(each)
        for start in range(SIZE, len(trials), SIZE):
            same += trials[start - 1].is_real == trials[start].is_real
            count += 1
    assert sigmas(same, count / 2, count / 4) < 4


def test_neither_the_digit_nor_its_likeness_to_the_last_predicts_the_truth() -> None:
    for digit in range(10):
        kinds = [t.is_real for each in a_thousand() for t in main(each) if digit_of(t) == digit]
        assert 2 * sum(kinds) == len(kinds)
    alike = [
        after.is_real
        for block in full_blocks()
        for before, after in pairwise(block)
        if digit_of(before) == digit_of(after)
    ]
    assert sigmas(sum(alike), len(alike) / 2, len(alike) / 4) < 4


def test_the_same_order_does_not_come_back_in_another_block_or_for_another_seed() -> None:
    orders = Counter(tuple(trial.is_real for trial in block) for block in full_blocks())
    pairs = math.comb(len(full_blocks()), 2) / math.comb(SIZE, HALF)
    twins = sum(math.comb(count, 2) for count in orders.values())
    assert sigmas(twins, pairs, pairs) < 4


def test_forgers_take_every_place_of_a_block_equally_often() -> None:
    twos = [block for block in full_blocks() if len({t.checkpoint_id for t in block}) == 2]
    for place in range(SIZE):
        first = sum(block[place].checkpoint_id < "l" for block in twos)
        assert sigmas(first, len(twos) / 2, len(twos) / 4) < 4.5


def test_the_catch_trial_stands_anywhere_in_its_block_and_is_either_kind() -> None:
    places: Counter[int] = Counter()
    reals = count = 0
    for each in a_thousand():
        last = each.trials[-1].block
        for number in range(1, last + 1):
            block = [trial for trial in each.trials if trial.block == number]
            if len(block) == SIZE + 1:
                place = next(p for p, t in enumerate(block) if t.phase == "catch")
                places[place] += 1
                reals += block[place].is_real
                count += 1
    for place in range(SIZE + 1):
        share = 1 / (SIZE + 1)
        assert sigmas(places[place], count * share, count * share * (1 - share)) < 4.5
    # Halves are drawn without replacement: this spreads less than a coin would.
    assert sigmas(reals, count / 2, count / 4) < 4


def test_neighbouring_seeds_share_nothing() -> None:
    same = count = 0
    for one, other in pairwise(a_thousand()):
        for a, b in zip(main(one), main(other), strict=False):
            same += a.is_real == b.is_real
            count += 1
    assert sigmas(same, count / 2, count / 4) < 4
    shown = Counter(t.digit_seed for each in a_thousand() for t in each.trials if not t.is_real)
    total = sum(shown.values())
    assert total - len(shown) < 8 * total**2 / 2**32  # Twins by chance alone: less than one.


def test_a_forgers_reals_do_not_repeat_the_order_of_its_fakes_classes() -> None:
    same, expected = 0, 0.0
    for each in a_thousand()[::3]:  # One forger: the digits come as its own turn.
        reals, fakes = (
            [digit_of(trial) for trial in main(each) if trial.is_real is kind]
            for kind in (True, False)
        )
        same += sum(a == b for a, b in zip(reals, fakes, strict=True))
        expected += sum(count * count for count in Counter(fakes).values()) / len(fakes)
    # A shuffle against itself: about as many stay in place as a Poisson count.
    assert sigmas(same, expected, expected) < 4


def test_practice_comes_in_any_order() -> None:
    for place in range(6):
        reals = sum(each.trials[place].is_real for each in a_thousand())
        assert sigmas(reals, 500, 250) < 4
    changes = [sum(a.is_real != b.is_real for a, b in pairwise(x.trials[:6])) for x in a_thousand()]
    assert sigmas(sum(changes), 1000 * 3, 1000 * 1.2) < 4
