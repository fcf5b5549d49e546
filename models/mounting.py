"""Digits mounted for looking at: black plates on a dark desk, as a picture or an animation."""

from __future__ import annotations

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIDE = 28
GAP = 2
SCALE = 4
SCALE_ALONE = 8
"""One digit by itself, or a frame of an animation."""
DESK = (43, 37, 32)
DESK_INDEX = 1
"""In the palette, where the digits' greys stand at their own values; no digit has this one."""
FRAME_MS = 80
HOLD_MS = 640
"""How long an animation rests on its first and its last frame."""


def as_picture(digits: NDArray[np.uint8], across: int) -> bytes:
    """Return a PNG of the (n, 28, 28) digits in five greys, `across` a row."""
    scale = SCALE if len(digits) > 1 else SCALE_ALONE
    data = io.BytesIO()
    _mounted(digits, across, scale).save(data, "png")
    return data.getvalue()


def as_animation(digits: NDArray[np.uint8], frame_ms: int = FRAME_MS) -> bytes:
    """Return a GIF without end of the (n, 28, 28) digits in five greys, one a frame."""
    frames = [_mounted(digit[None], 1, SCALE_ALONE) for digit in digits]
    durations = [frame_ms] * len(frames)
    durations[0] = durations[-1] = max(frame_ms, HOLD_MS)
    data = io.BytesIO()
    frames[0].save(data, "gif", save_all=True, append_images=frames[1:], duration=durations, loop=0)
    return data.getvalue()


def as_array(digits: NDArray[np.uint8]) -> bytes:
    """Return an .npy of the `uint8` (n, 28, 28) digits."""
    data = io.BytesIO()
    np.save(data, digits)
    return data.getvalue()


def _mounted(digits: NDArray[np.uint8], across: int, scale: int) -> Image.Image:
    cell = SIDE + GAP
    down = -(-len(digits) // across)
    desk = np.full((down * cell + GAP, across * cell + GAP), DESK_INDEX, np.uint8)
    for place, digit in enumerate(digits):
        row, column = divmod(place, across)
        top, left = row * cell + GAP, column * cell + GAP
        desk[top : top + SIDE, left : left + SIDE] = digit
    picture = Image.fromarray(desk)
    picture.putpalette(_PALETTE)
    size = (picture.width * scale, picture.height * scale)
    return picture.resize(size, Image.Resampling.NEAREST)


_PALETTE = bytes(
    channel
    for grey in range(256)
    for channel in (DESK if grey == DESK_INDEX else (grey, grey, grey))
)
