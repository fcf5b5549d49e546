"""The processes that train one run together: torchrun starts them, this joins them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
import torch.distributed as dist
from torch import Tensor, nn

from models.wording import reason
from trainer.config import ConfigError


@dataclass(frozen=True)
class World:
    """Which of `size` processes this is; alone it is rank 0 of 1.

    All draw the same chance and begin with the same weights. Each computes its own share of every
    batch, the gradients are averaged, and so the weights stay the same; rank 0 alone writes.
    """

    rank: int = 0
    size: int = 1
    local_rank: int = 0

    @property
    def writes(self) -> bool:
        return self.rank == 0

    def share(self, batch: Tensor) -> Tensor:
        """Return this process's part of the first dimension of `batch`, which `size` divides."""
        return batch.chunk(self.size)[self.rank] if self.size > 1 else batch

    def average_gradients(self, network: nn.Module) -> None:
        """Replace each gradient, penalties and all, by its mean over the processes.

        A weight that no digit of this process's share came by counts as one with a gradient of 0;
        one that no digit of any came by has none after this either.
        """
        if self.size == 1:
            return
        weights = list(network.parameters())
        had = weights[0].new_tensor([weight.grad is not None for weight in weights])
        gradients = [
            torch.zeros_like(weight) if weight.grad is None else weight.grad for weight in weights
        ]
        # One message: each costs far more than its bytes.
        whole = torch.cat([had, *(gradient.flatten() for gradient in gradients)])
        dist.all_reduce(whole)
        had, *means = whole.split([len(weights), *(weight.numel() for weight in weights)])
        for weight, gradient, mean, count in zip(
            weights, gradients, means, had.tolist(), strict=True
        ):
            if count:
                weight.grad = gradient.copy_(mean.view_as(gradient) / self.size)

    def average(self, values: Tensor) -> Tensor:
        """Return the mean of `values` over the processes."""
        if self.size == 1:
            return values
        whole = values.clone()
        dist.all_reduce(whole)
        return whole / self.size

    def any(self, wish: bool, device: torch.device) -> bool:
        """Whether any process has the wish; all learn it at the same step."""
        if self.size == 1:
            return wish
        wishes = torch.tensor(float(wish), device=device)
        dist.all_reduce(wishes)
        return bool(wishes.item())

    def agree(self, value: float, device: torch.device) -> float:
        """Return rank 0's `value` in all processes."""
        if self.size == 1:
            return value
        said = torch.tensor(value, dtype=torch.float64, device=device)
        dist.broadcast(said, 0)
        return said.item()

    def wait(self) -> None:
        """Go on when all processes have come here."""
        if self.size > 1:
            dist.barrier()


ALONE = World()


@contextmanager
def the_world() -> Iterator[World]:
    """Join the processes that torchrun started, over NCCL with GPUs and gloo without."""
    size = _number("WORLD_SIZE") if "WORLD_SIZE" in os.environ else 1
    if size <= 1:
        yield ALONE
        return
    rank, local_rank = _number("RANK"), _number("LOCAL_RANK")
    if rank >= size:
        raise ConfigError(
            f"RANK: expected 0 to {size - 1} in a world of {size} processes, found {rank}; start "
            f"them with torchrun, or unset WORLD_SIZE"
        )
    gpus = torch.cuda.device_count()
    if gpus:
        _expect_a_gpu_each(gpus)
        torch.cuda.set_device(local_rank)
    # With GPUs too the processes may be asked to compute on the CPU.
    try:
        dist.init_process_group("cpu:gloo,cuda:nccl" if gpus else "gloo")
    except (RuntimeError, ValueError) as why:
        raise ConfigError(
            f"WORLD_SIZE: expected {size} processes that find each other, found that they do not "
            f"({reason(why)}); start them with torchrun, or unset WORLD_SIZE"
        ) from None
    try:
        yield World(rank, size, local_rank)
    finally:
        dist.destroy_process_group()


def _expect_a_gpu_each(gpus: int) -> None:
    here = _number("LOCAL_WORLD_SIZE")
    if here > gpus:
        raise ConfigError(
            f"--nproc-per-node: expected at most the {gpus} GPUs of this machine, found {here}; "
            f"start fewer, or set CUDA_VISIBLE_DEVICES to nothing to compute on the CPU"
        )


def _number(name: str) -> int:
    found = os.environ.get(name, "nothing")
    if not found.isdecimal():
        raise ConfigError(
            f"{name}: expected the number that torchrun sets beside WORLD_SIZE, found {found}; "
            f"start several processes with torchrun, or unset WORLD_SIZE"
        )
    return int(found)
