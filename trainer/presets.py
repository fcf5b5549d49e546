"""The named recipes."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from models.configs.catalogue import NetworkConfig
from models.configs.cgan import CganConfig
from models.configs.cgan_dense import CganDenseConfig
from models.configs.classic_dcgan import ClassicDcganConfig
from models.configs.conditional import ConditionalConfig
from models.configs.conditional_deep_conv import ConditionalDeepConvConfig
from models.configs.deep_conv import DeepConvConfig
from models.configs.gan_1 import Gan1Config
from models.configs.per_digit import PerDigitConfig
from models.configs.reference import ReferenceConfig
from models.configs.vanilla import VanillaConfig
from trainer.config import Config

HALF_REAL_OF_256 = 128
"""Digits a step, real and fake each, where a source trains on 256 of which half are real."""


@dataclass(frozen=True)
class Preset:
    """A recipe and where it comes from."""

    config: Config
    origin: str


def _plain(
    name: str,
    network: NetworkConfig,
    *,
    epochs: int,
    batch: int,
    save_epochs: tuple[int, ...] = (1, 2, 3, 5, 10, 20, 50, 100),
) -> Config:
    """Return what the small projects share: BCE against 1.0 and 0.0, and Adam as DCGAN sets it.

    2e-4 with β1 0.5 and β2 0.999 (Radford et al. 2015, arXiv 1511.06434), constant, float32, no
    penalty, no moving average. Noise is normal, as everywhere in this program.
    """
    return Config(
        preset=name,
        network=network,
        epochs=epochs,
        save_epochs=save_epochs,
        batch=batch,
        parts=1,
        objective="standard",
        optimizer="adam",
        learning_rate=2e-4,
        discriminator_rate=1.0,
        momentum=0.5,
        beta2=0.999,
        normalised=False,
        schedule="constant",
        r1_gamma=0.0,
        r2_gamma=0.0,
        translate=0,
        ema=0.0,
        precision="float32",
    )


PRESETS: Mapping[str, Preset] = {
    "sgd": Preset(
        Config(preset="sgd"),
        "ours: a small DCGAN that is told the digit, SGD on normalised gradients, R1, cosine, EMA",
    ),
    "reference": Preset(
        Config(
            preset="reference",
            network=ReferenceConfig(),
            epochs=50,
            batch=64,
            parts=1,
            objective="standard",
            optimizer="sgd",
            precision="float32",
            learning_rate=0.003,
            discriminator_rate=1.0,
            momentum=0.0,
            normalised=False,
            schedule="constant",
            r1_gamma=0.0,
            r2_gamma=0.0,
            translate=0,
            ema=0.0,
        ),
        "LiorBreitman8234/Mnist-Gan, to the letter: BCE, plain SGD 0.003, batch 64",
    ),
    "gan-1": Preset(
        _plain("gan-1", Gan1Config(), epochs=100, batch=HALF_REAL_OF_256),
        "Petaloptyon/mnist_generator, GAN_1: 256 a step, half of them real",
    ),
    "gan-1-layernorm": Preset(
        _plain("gan-1-layernorm", Gan1Config(norm="layer"), epochs=85, batch=HALF_REAL_OF_256),
        "Petaloptyon/mnist_generator, GAN_1.1; the norms' places as in DCGAN",
    ),
    "gan-1-batchnorm": Preset(
        _plain("gan-1-batchnorm", Gan1Config(norm="batch"), epochs=150, batch=HALF_REAL_OF_256),
        "Petaloptyon/mnist_generator, GAN_1.2; the norms' places as in DCGAN",
    ),
    "gan-1-deep": Preset(
        _plain("gan-1-deep", Gan1Config(deep=True), epochs=50, batch=HALF_REAL_OF_256),
        "Petaloptyon/mnist_generator, GAN_1.3",
    ),
    "gan-1-digit": Preset(
        # Each of the ten pairs sees about a tenth of a step.
        _plain("gan-1-digit", PerDigitConfig(), epochs=150, batch=10 * HALF_REAL_OF_256),
        "Petaloptyon/mnist_generator, GAN_1.4: a pair a digit, 256 a step each, half real",
    ),
    "vanilla": Preset(
        _plain("vanilla", VanillaConfig(), epochs=100, batch=60),
        "KordianChi/MNIST_GAN, vanilla",
    ),
    "conditional": Preset(
        _plain("conditional", ConditionalConfig(), epochs=100, batch=60),
        "KordianChi/MNIST_GAN, conditional; epochs as its vanilla",
    ),
    "deep-conv": Preset(
        _plain("deep-conv", DeepConvConfig(), epochs=100, batch=60),
        "KordianChi/MNIST_GAN, deep convolution; epochs as its vanilla",
    ),
    "conditional-deep-conv": Preset(
        _plain("conditional-deep-conv", ConditionalDeepConvConfig(), epochs=100, batch=60),
        "KordianChi/MNIST_GAN, conditional deep convolution; epochs as its vanilla",
    ),
    "cgan": Preset(
        _plain("cgan", CganConfig(), epochs=50, batch=128),
        "a convolutional GAN of latent 100, targets 1.0 and 0.0; all else DCGAN practice",
    ),
    "cgan-dense": Preset(
        _plain("cgan-dense", CganDenseConfig(), epochs=50, batch=128),
        "the dense predecessor of cgan; all but its latent size DCGAN practice",
    ),
    "classic-dcgan": Preset(
        _plain(
            "classic-dcgan",
            ClassicDcganConfig(),
            epochs=100,
            batch=128,
            save_epochs=(1, 10, 50, 100),
        ),
        "the DCGAN of tutorials at 28×28×1, kept at epochs 10, 50, 100; sizes DCGAN practice",
    ),
}


def config_of(name: str, *, one_digit: bool = False) -> Config:
    """Return the config that the preset `name` starts from.

    With `one_digit` the batch is that of one pair of networks where the preset trains ten.
    """
    config = PRESETS[name].config
    if one_digit and isinstance(config.network, PerDigitConfig):
        config = dataclasses.replace(config, batch=HALF_REAL_OF_256)
    return config
