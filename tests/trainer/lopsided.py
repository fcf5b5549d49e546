"""One of the processes of torchrun: averages gradients that not every process has, prints them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import torch
from torch import nn

from trainer.world import the_world

if __name__ == "__main__":
    network = nn.ParameterList([nn.Parameter(torch.zeros(2)) for _ in range(3)])
    with the_world() as world:
        # The first weight is met by both processes, the second by the last alone, the third by
        # none.
        network[0].grad = torch.tensor([1.0, 3.0]) * (world.rank + 1)
        if world.rank == 1:
            network[1].grad = torch.tensor([2.0, 4.0])
        world.average_gradients(network)
    gradients = [None if weight.grad is None else weight.grad.tolist() for weight in network]
    (Path(sys.argv[1]) / f"{world.rank}.json").write_text(json.dumps(gradients))
