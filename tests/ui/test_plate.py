"""The plate: grey values come to the screen as they are, whatever size an image has."""

from __future__ import annotations

import random

import pygame
import pytest

from game.ui.plate import SIDE, plate, side


def image(rows: int) -> bytes:
    return random.Random(rows).randbytes(rows * rows)


def grey_at(surface: pygame.Surface, x: int, y: int) -> int:
    red, green, blue, _ = surface.get_at((x, y))
    assert red == green == blue
    return red


@pytest.mark.parametrize("scale", [1, 2, 7, 10])
@pytest.mark.parametrize("rows", [16, 28, 64, 100, 256])
def test_an_image_is_enlarged_by_a_whole_factor_in_the_middle_of_its_plate(
    rows: int, scale: int
) -> None:
    whole = SIDE * scale // rows
    if not whole:
        pytest.skip("larger than its plate")
    pixels = image(rows)
    drawn = plate(pixels, scale)
    assert drawn.get_size() == (side(scale), side(scale))
    edge = (side(scale) - whole * rows) // 2
    for row in range(0, rows, 5):
        for column in range(0, rows, 5):
            for corner in (0, whole - 1):
                x, y = edge + column * whole + corner, edge + row * whole + corner
                assert grey_at(drawn, x, y) == pixels[row * rows + column]


def test_an_image_that_is_larger_than_its_plate_is_averaged_into_it() -> None:
    half = bytes(255 if column < 128 else 0 for _ in range(256) for column in range(256))
    drawn = plate(half, 1)
    assert drawn.get_size() == (side(1), side(1))
    assert grey_at(drawn, 3, 15) > 250
    assert grey_at(drawn, 26, 15) < 5


def test_a_plate_without_a_digit_is_as_large_as_one_with() -> None:
    assert (
        plate(None, 3).get_size()
        == plate(image(28), 3).get_size()
        == plate(image(64), 3).get_size()
    )
