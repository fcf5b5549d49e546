"""A training loop as tutorials write it, which ours is measured against."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor, nn
from torch.optim import SGD, Adam, Optimizer
from torch.utils.data import DataLoader, Dataset
from torchvision import transforms

from models.configs.catalogue import family_of
from models.families.catalogue import build
from trainer.augment import draw_shifts, translate
from trainer.config import Config
from trainer.mnist import Labelled
from trainer.objectives import OBJECTIVES, gradient_penalty


class Pictures(Dataset[tuple[Tensor, int]]):
    """Digits as torchvision hands MNIST out: each turned from a picture into float32 in −1…1."""

    def __init__(self, digits: Labelled) -> None:
        self.digits = digits
        self.turned = transforms.Compose(
            [transforms.ToTensor(), transforms.Normalize((0.5,), (0.5,))]
        )

    def __len__(self) -> int:
        return len(self.digits.images)

    def __getitem__(self, index: int) -> tuple[Tensor, int]:
        image: NDArray[np.uint8] = self.digits.images[index]
        return self.turned(Image.fromarray(image)), int(self.digits.labels[index])


class PlainLoop:
    """In the manner of PyTorch's public DCGAN example, with the networks and losses of `config`.

    https://github.com/pytorch/examples/tree/main/dcgan: a DataLoader with `workers`, float32,
    contiguous, one pass of the discriminator for reals, one for fakes and one for the generator,
    losses read after every step. Penalties and translations are those of the config; normalised
    gradients and the moving average, which ours adds, are left out.
    """

    def __init__(
        self, config: Config, digits: Labelled, device: torch.device, workers: int
    ) -> None:
        self.config = config
        self.device = device
        networks = build(family_of(config.network), dataclasses.asdict(config.network))
        self.generator, self.discriminator = (network.to(device) for network in networks)
        self.generator_optimizer = self._optimizer(self.generator, 1.0)
        self.discriminator_optimizer = self._optimizer(
            self.discriminator, config.discriminator_rate
        )
        self.loader = DataLoader(
            Pictures(digits),
            batch_size=config.batch,
            shuffle=True,
            drop_last=True,
            num_workers=workers,
            persistent_workers=workers > 0,
        )
        self.taken = 0
        self._batches = self._endless()

    def take(self, steps: int) -> None:
        """Train for so many steps."""
        for _ in range(steps):
            real, labels = next(self._batches)
            told = labels.to(self.device) if self.config.network.conditional else None
            self._step(real.to(self.device), told)
            self.taken += 1

    def _step(self, real: Tensor, labels: Tensor | None) -> None:
        config, objective = self.config, OBJECTIVES[self.config.objective]
        noise = torch.randn(len(real), config.network.latent, device=self.device)
        fake = self.generator(noise, labels)
        judged = self._moved(fake.detach())
        real = self._moved(real)
        penalised = config.r1_gamma + config.r2_gamma > 0 and self.taken % config.penalty_every == 0

        self.discriminator.zero_grad()
        real.requires_grad_(penalised and config.r1_gamma > 0)
        judged.requires_grad_(penalised and config.r2_gamma > 0)
        # As views, for torch's counter of operations takes no leaf for a module's input.
        on_real = self.discriminator(real.view_as(real), labels)
        on_fake = self.discriminator(judged.view_as(judged), labels)
        loss_d = objective.discriminator(on_real, on_fake)
        penalty = torch.zeros_like(loss_d)
        for digits, logits, gamma in (
            (real, on_real, config.r1_gamma),
            (judged, on_fake, config.r2_gamma),
        ):
            if digits.requires_grad:
                weight = 0.5 * config.penalty_every * gamma
                penalty = penalty + weight * gradient_penalty(digits, logits)
        (loss_d + penalty).backward()
        self.discriminator_optimizer.step()

        self.generator.zero_grad()
        on_real = self.discriminator(real.detach(), labels) if objective.paired else on_real
        loss_g = objective.generator(
            on_real.detach(), self.discriminator(self._moved(fake), labels)
        )
        loss_g.backward()
        self.generator_optimizer.step()
        self.said = loss_d.item(), loss_g.item()

    def _moved(self, digits: Tensor) -> Tensor:
        most = self.config.translate
        if not most:
            return digits
        shifts = draw_shifts(len(digits), most, torch.default_generator).to(self.device)
        return translate(digits, shifts, most)

    def _optimizer(self, network: nn.Module, share: float) -> Optimizer:
        config = self.config
        rate = config.learning_rate * share
        if config.optimizer == "adam":
            return Adam(network.parameters(), lr=rate, betas=(config.momentum, config.beta2))
        return SGD(network.parameters(), lr=rate, momentum=config.momentum)

    def _endless(self) -> Iterator[tuple[Tensor, Tensor]]:
        while True:
            yield from self.loader
