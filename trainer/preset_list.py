"""The presets as lines for a terminal."""

from __future__ import annotations

from models.configs.catalogue import family_of
from trainer.config import Config
from trainer.presets import PRESETS


def preset_lines() -> list[str]:
    """Return a line a preset: name, family, optimiser, epochs, origin, in columns."""
    rows = [
        (
            name,
            family_of(preset.config.network),
            _optimizer(preset.config),
            f"{preset.config.epochs:3} epochs",
        )
        for name, preset in PRESETS.items()
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=True)), origin])
        for row, origin in zip(rows, (kin.origin for kin in PRESETS.values()), strict=True)
    ]


def _optimizer(config: Config) -> str:
    if config.optimizer == "adam":
        return f"Adam {config.learning_rate:g}, β1 {config.momentum:g}"
    return f"SGD {config.learning_rate:g}{' on normalised gradients' if config.normalised else ''}"
