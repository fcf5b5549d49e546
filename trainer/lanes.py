"""Lanes: the parts of a batch, computed side by side on the cores of one machine.

A convolution of so few digits is too small to be shared among threads: two threads within each
operation were measured hardly faster than one. Two threads with half of the digits each are, for
they meet only where gradients do.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import nn

Part = TypeVar("Part")
Result = TypeVar("Result")


@dataclass(frozen=True, eq=False)
class Lane:
    """Both networks: the weights are those of every lane, what norms remember is its own."""

    generator: nn.Module
    discriminator: nn.Module


class Lanes:
    """So many lanes, in as many of the CPU's `threads` as there are lanes to fill."""

    def __init__(
        self, generator: nn.Module, discriminator: nn.Module, count: int = 1, threads: int = 1
    ) -> None:
        """The first lane is the networks themselves."""
        twins = (Lane(_twin(generator), _twin(discriminator)) for _ in range(count - 1))
        self._lanes = (Lane(generator, discriminator), *twins)
        workers = min(count, threads)
        self._pool = None
        if workers > 1:
            self._pool = ThreadPoolExecutor(
                workers, "lane", torch.set_num_threads, (threads // workers,)
            )

    def __len__(self) -> int:
        return len(self._lanes)

    def each(self, work: Callable[[Lane, Part], Result], parts: Sequence[Part]) -> list[Result]:
        """Return what `work` makes of each part in its lane; there are as many as lanes.

        With several lanes, `work` must draw no chance and leave gradients where they are.
        """
        if self._pool is None:
            return [work(*each) for each in zip(self._lanes, parts, strict=True)]
        return list(self._pool.map(work, self._lanes, parts))


def _twin(network: nn.Module) -> nn.Module:
    """Return a copy that has buffers of its own, and for weights those of `network`."""
    twin = copy.deepcopy(network)
    for copied, original in zip(twin.modules(), network.modules(), strict=True):
        copied._parameters = original._parameters
    return twin
