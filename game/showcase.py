"""Cutting a run's fixed-noise picture into its digits, for the title; torch is not needed."""

from __future__ import annotations

from pathlib import Path

ROWS = COLUMNS = 10
CELL = 28
PADDING = 2
"""Pixels around and between the cells, as `torchvision.utils.make_grid` leaves them."""


def cut_picture(path: Path | None) -> tuple[bytes, ...]:
    """Return the digits of a 10×10 picture, row by row, 784 bytes each.

    Where there is no picture, or one that cannot be read, there are none: it only decorates.
    """
    from PIL import Image

    step = CELL + PADDING
    try:
        if path is None:
            return ()
        with Image.open(path) as picture:
            if picture.size != (COLUMNS * step + PADDING, ROWS * step + PADDING):
                return ()
            grey = picture.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ()
    corners = [
        (PADDING + column * step, PADDING + row * step)
        for row in range(ROWS)
        for column in range(COLUMNS)
    ]
    return tuple(grey.crop((x, y, x + CELL, y + CELL)).tobytes() for x, y in corners)
