"""A balanced design: which forger's fake or counterpart stands at which place of which block."""

from __future__ import annotations

import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """What one trial of a design is to be."""

    forger: int
    """The place of the forger among those of the design."""
    is_real: bool


def balanced(
    forgers: int, trials: int, block: int, chance: random.Random
) -> tuple[tuple[Cell, ...], ...]:
    """Blocks of ``block`` cells, the last one shorter where the trials do not fill it.

    ``trials`` is a multiple of twice the number of forgers, ``block`` is even. Then each forger
    has as many reals as fakes, all forgers have equally many, and each block is half real. The
    reals of a block are shared among the forgers as evenly as their number allows, and so are
    the fakes; in a whole block so is their sum. Within its block every order is equally likely.

    >>> design = balanced(2, 24, 20, random.Random(1))
    >>> [len(block) for block in design], sum(cell.is_real for cell in design[0])
    ([20, 4], 10)
    """
    assert trials % (2 * forgers) == 0
    assert block % 2 == 0
    order = chance.sample(range(forgers), forgers)
    blocks = []
    for start in range(0, trials // 2, block // 2):
        half = min(block // 2, trials // 2 - start)
        # Reals take turns among the forgers all through the session, fakes likewise but half a
        # block ahead: the reals and the fakes of a whole block are then one unbroken turn.
        reals = [Cell(order[turn % forgers], True) for turn in range(start, start + half)]
        ahead = start + block // 2
        fakes = [Cell(order[turn % forgers], False) for turn in range(ahead, ahead + half)]
        cells = reals + fakes
        chance.shuffle(cells)
        blocks.append(tuple(cells))
    return tuple(blocks)
