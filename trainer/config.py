"""Every value that a run depends on, with its reason."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, get_args, get_origin, get_type_hints

import tyro
from tyro.constructors import PrimitiveConstructorSpec

from models.configs.catalogue import NetworkConfig
from models.configs.per_digit import PerDigitConfig
from models.configs.small import SmallConfig
from models.seeds import MOST_SEED
from models.wording import shown

MOST_THREADS = 1_024
MOSTS = {"epochs": 1_000_000, "translate": 8, "threads": MOST_THREADS, "seed": MOST_SEED}
"""What is more than these is a slip of the finger."""


Source = Literal["auto", "mnist", "bundled"]
"""Which real digits."""


class ConfigError(ValueError):
    """A value that no run can have; the message names it, what was expected and what came."""


def _epochs_from(words: list[str]) -> tuple[int, ...]:
    return tuple(int(word) for word in words[0].split(",") if word)


Epochs = Annotated[
    tuple[int, ...],
    PrimitiveConstructorSpec(
        nargs=1,
        metavar="1,2,3",
        instance_from_str=_epochs_from,
        is_instance=lambda value: isinstance(value, tuple),
        str_from_instance=lambda epochs: [",".join(map(str, epochs))],
    ),
]


@dataclass(frozen=True)
class Config:
    """One run: what is trained, on what, how, and what is kept of it."""

    preset: str = "sgd"
    """The named recipe that every other value starts from; --list-presets shows them."""
    epochs: int = 50
    """How often the generator meets the whole training set."""
    out: Path | None = None
    """The run's folder; by default checkpoints/<preset>-<start time>."""
    data_dir: Path | None = None
    """A folder with MNIST/raw in it, or to download MNIST to; by default the user's cache."""
    dataset: Source = "auto"
    """Real digits: all of MNIST, 4,000 of the bundled ones, or auto: MNIST if it can be had."""
    device: Literal["auto", "cpu", "cuda", "mps"] = "auto"
    """Where to compute; auto takes a GPU where there is one."""
    seed: int = 0
    """Names the run: initial weights, order of digits, noise."""
    save_epochs: Epochs = (1, 2, 3, 5, 10, 20, 30, 40, 50)
    """Epochs after which a checkpoint is kept; the last always is."""

    network: Annotated[
        NetworkConfig, tyro.conf.AvoidSubcommands, tyro.conf.arg(prefix_name=False)
    ] = field(default_factory=SmallConfig)
    """The networks' family and sizes, chosen by the preset."""

    batch: int = 64
    """Digits a step, real and fake each."""
    parts: int = 2
    """Parts of each batch that a CPU computes side by side, each with norms of its own. It changes
    the digits a little, and so is the same however many cores there are; a GPU takes batches
    whole."""
    objective: Literal["standard", "relativistic"] = "standard"
    """Binary cross-entropy, or the ranking of each real above its fake (arXiv 1807.00734)."""
    optimizer: Literal["sgd", "adam"] = "sgd"
    """torch.optim's, of both networks."""
    learning_rate: float = 6e-4
    """Before the schedule; with normalised gradients and SGD, the root mean square by which a
    weight moves in a step."""
    discriminator_rate: float = 1.0
    """The discriminator's learning rate, as a multiple of the generator's."""
    momentum: float = 0.0
    """Of SGD, the measured recipe uses none; of Adam, its β1."""
    beta2: float = 0.999
    """Of Adam."""
    normalised: bool = True
    """Normalise the gradient of each tensor before the step (nSGDA, arXiv 2210.04319)."""
    schedule: Literal["constant", "cosine"] = "cosine"
    """How the learning rate falls over the whole run; cosine ends at 0."""
    r1_gamma: float = 1.0
    """Weight of the R1 penalty, on real digits (arXiv 1801.04406); 0 leaves it out."""
    r2_gamma: float = 0.0
    """Weight of the R2 penalty, on fakes."""
    penalty_every: int = 4
    """Steps from one penalty to the next; its weight is multiplied by this (lazy regularisation,
    arXiv 1912.04958). With normalised gradients a step is no longer for it, so that the penalty
    weighs less in all."""
    translate: int = 0
    """Pixels by which reals and fakes are moved at random before they are judged (DiffAugment,
    arXiv 2006.10738)."""
    ema: float = 0.999
    """Decay of the generator's moving average, the one that is kept; 0 keeps the generator."""
    patience: int = 0
    """Epochs without a lower sum of both losses after which the run ends early; 0 never does."""

    precision: Literal["auto", "float32", "bfloat16"] = "auto"
    """Of the networks' layers but the generator's last; auto measures which is faster here."""
    channels_last: bool = True
    """Memory layout of the convolutions; measured 1.3 times as fast on a CPU."""
    threads: int = 0
    """CPU threads; 0 takes what torch finds."""
    captured: bool = False
    """On one CUDA device, replay each step as one CUDA graph instead of launching its kernels from
    Python; not for gan-1-digit, whose routing waits for the device. Not yet measured on a GPU."""
    weights: Literal["float16", "float32"] = "float16"
    """How a checkpoint stores matrices and kernels; they are computed with in float32."""
    window: int = 100
    """Steps that one line of metrics.jsonl sums up."""

    def __post_init__(self) -> None:
        self._expect_kinds()
        self._expect(
            "a whole number of at least 1", 1, "epochs", "batch", "parts", "penalty_every", "window"
        )
        self._expect("at least 0", 0, "seed", "translate", "patience", "threads")
        self._expect("at least 0", 0, "r1_gamma", "r2_gamma", "momentum", "beta2", "ema")
        for name, most in MOSTS.items():
            if getattr(self, name) > most:
                found = shown(getattr(self, name))
                raise ConfigError(f"{name}: expected at most {most:,}, found {found}")
        for name in ("learning_rate", "discriminator_rate"):
            if not getattr(self, name) > 0 or not math.isfinite(getattr(self, name)):
                raise ConfigError(f"{name}: expected above 0, found {getattr(self, name)}")
        for name in ("ema", "momentum", "beta2"):
            if not getattr(self, name) < 1:
                raise ConfigError(f"{name}: expected below 1, found {getattr(self, name)}")
        if any(type(epoch) is not int or epoch < 1 for epoch in self.save_epochs):
            found = shown(",".join(map(str, self.save_epochs)))
            raise ConfigError(f"save_epochs: expected whole numbers of 1 or more, found {found}")

    def _expect_kinds(self) -> None:
        for name, kind in get_type_hints(Config).items():
            value = getattr(self, name)
            if get_origin(kind) is Literal and value not in get_args(kind):
                expected = ", ".join(map(str, get_args(kind)))
                raise ConfigError(f"{name}: expected one of {expected}, found {shown(value)}")
            fitting = {int: (int,), float: (int, float), bool: (bool,), str: (str,)}.get(kind)
            if fitting and type(value) not in fitting:
                raise ConfigError(f"{name}: expected {kind.__name__}, found {shown(value)}")
        if self.captured and isinstance(self.network, PerDigitConfig):
            raise ConfigError("captured: expected a preset other than gan-1-digit, found that")

    def _expect(self, what: str, least: int, *names: str) -> None:
        for name in names:
            value = getattr(self, name)
            if not least <= value < math.inf:
                raise ConfigError(f"{name}: expected {what}, found {shown(value)}")
