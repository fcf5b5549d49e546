"""Steps one after the other: as Python calls, or on a CUDA device each as one captured graph."""

from __future__ import annotations

from dataclasses import dataclass, field

import torch
from torch import Tensor

from trainer.augment import draw_shifts
from trainer.data import batch_of
from trainer.lanes import Lanes
from trainer.optim import set_learning_rate, share_of_new
from trainer.steps import Batch, Networks, Recipe, train_step

STEPS_BEFORE_CAPTURE = 3
"""Taken as they are: libraries choose their algorithms and take their memory in them."""


@dataclass(frozen=True, eq=False)
class Draw:
    """What chance decides of a step: which digits, the noise, the translations. On the CPU."""

    indices: Tensor
    noise: Tensor
    shifts: Tensor


def draw(indices: Tensor, latent: int, translate: int, chance: torch.Generator) -> Draw:
    """Return the step's draw for the digits `indices` (n,): noise (n, latent), shifts (2, n, 2)."""
    noise = torch.randn(len(indices), latent, generator=chance)
    shifts = draw_shifts(2 * len(indices), translate, chance).view(2, -1, 2)
    return Draw(indices, noise, shifts)


@dataclass(frozen=True, eq=False)
class Stepper:
    """Takes steps with `nets` on the device that `digits` (n, 1, 28, 28) and `labels` (n,) are on.

    `labels` is None where the networks are told none; `lanes` are those of `nets`.
    """

    nets: Networks
    lanes: Lanes
    recipe: Recipe
    ema: float
    discriminator_rate: float
    captured: bool
    """Whether steps become CUDA graphs; see the config."""
    digits: Tensor
    labels: Tensor | None
    graphs: dict[bool, _Graph] = field(default_factory=dict, repr=False)

    def take(self, drawn: Draw, step: int, rate: float) -> Tensor:
        """Take step number `step` at learning rate `rate`; return its MEASURES."""
        set_learning_rate(self.nets.generator_optimizer, rate)
        set_learning_rate(self.nets.discriminator_optimizer, rate * self.discriminator_rate)
        fresh = share_of_new(self.ema, step)
        penalised = self.recipe.penalised(step)
        if not self.captured:
            return self._train(drawn, fresh, penalised)
        if penalised not in self.graphs:
            self.graphs[penalised] = _Graph(self, penalised, drawn)
        return self.graphs[penalised].take(drawn, fresh)

    def _train(self, drawn: Draw, fresh: float | Tensor, penalised: bool) -> Tensor:
        device, share = self.digits.device, self.recipe.world.share
        indices = share(drawn.indices).to(device)
        batch = Batch(
            real=batch_of(self.digits, indices),
            labels=None if self.labels is None else self.labels[indices],
            noise=share(drawn.noise).to(device),
            shifts=torch.stack([share(shifts) for shifts in drawn.shifts]).to(device),
        )
        return train_step(
            self.nets, self.lanes, self.recipe, batch, penalised=penalised, fresh=fresh
        )


class _Graph:
    """A step of one kind: taken a few times call by call, then captured, then replayed whole.

    A step of these small networks is some hundred kernels of a few microseconds; launched from
    Python one by one they would keep the device waiting most of the time.
    """

    def __init__(self, stepper: Stepper, penalised: bool, like: Draw) -> None:
        device = stepper.digits.device
        self._stepper = stepper
        self._penalised = penalised
        self._inputs = Draw(*(part.to(device) for part in (like.indices, like.noise, like.shifts)))
        self._fresh = torch.ones((), device=device)
        self._taken = 0
        self._graph = torch.cuda.CUDAGraph()
        self._measures = torch.empty(0)
        self._stream = torch.cuda.Stream()

    def take(self, drawn: Draw, fresh: float) -> Tensor:
        self._inputs.indices.copy_(drawn.indices, non_blocking=True)
        self._inputs.noise.copy_(drawn.noise, non_blocking=True)
        self._inputs.shifts.copy_(drawn.shifts, non_blocking=True)
        self._fresh.fill_(fresh)
        self._taken += 1
        if self._taken <= STEPS_BEFORE_CAPTURE:
            return self._aside()
        if self._taken == STEPS_BEFORE_CAPTURE + 1:
            with torch.cuda.graph(self._graph):
                self._measures = self._train()
        self._graph.replay()
        return self._measures.clone()

    def _aside(self) -> Tensor:
        # Autograd remembers the stream of its first backward pass; capturing needs another.
        self._stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(self._stream):
            measures = self._train()
        torch.cuda.current_stream().wait_stream(self._stream)
        return measures

    def _train(self) -> Tensor:
        return self._stepper._train(self._inputs, self._fresh, self._penalised)
