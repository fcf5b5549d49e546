"""Whether a config, its digits, its networks and the processes fit each other."""

from __future__ import annotations

from trainer.config import Config, ConfigError
from trainer.data import Digits
from trainer.networks import has_batch_norm, has_dropout
from trainer.steps import Networks
from trainer.world import World


def expect_whole_shares(config: Config, world: World) -> None:
    """Raise ConfigError where a batch cannot be divided among processes and parts."""
    if config.batch % world.size:
        raise ConfigError(
            f"batch: expected a multiple of the {world.size} processes that share it, "
            f"found {config.batch}"
        )
    parts = max(world.size, config.parts)
    if parts % world.size or config.batch % parts:
        raise ConfigError(
            f"parts: expected a divisor of the batch, {config.batch:,}, and a multiple of the "
            f"processes, {world.size}, found {config.parts}; --parts {world.size} always is one"
        )


def expect_a_fit(config: Config, digits: Digits, nets: Networks, world: World) -> None:
    """Raise ConfigError where no step can be taken with these digits and networks."""
    there = len(digits.training.images)
    if config.batch > there:
        raise ConfigError(
            f"batch: expected at most the {there:,} training digits, found {config.batch:,}"
        )
    both = nets.generator, nets.discriminator
    parts = max(world.size, config.parts)
    if any(map(has_batch_norm, both)) and config.batch // parts < 2:
        raise ConfigError(
            f"batch: expected at least {2 * parts}, for the networks have a norm over the "
            f"batch, found {config.batch}"
        )
    if any(map(has_dropout, both)) and config.parts > 1:
        raise ConfigError(
            f"parts: expected 1, for the networks have dropout, whose chance is drawn in one "
            f"order, found {config.parts}"
        )
