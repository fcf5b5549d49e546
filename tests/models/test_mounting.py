"""What is looked at holds the digits to the pixel, on black plates that the desk shows between."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from models.greys import GREYS
from models.mounting import DESK, as_animation, as_array, as_picture


def some_digits(count: int) -> NDArray[np.uint8]:
    return np.random.default_rng(3).choice(GREYS, (count, 28, 28))


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(("count", "across"), [(4, 2), (5, 2), (3, 3)])
def test_a_picture_holds_each_digit_at_its_place_and_at_a_whole_scale(
    count: int, across: int
) -> None:
    digits = some_digits(count)
    picture = np.asarray(opened(as_picture(digits, across)).convert("RGB"))
    down = -(-count // across)
    assert picture.shape == (4 * (30 * down + 2), 4 * (30 * across + 2), 3)
    for place, digit in enumerate(digits):
        top, left = 4 * (30 * (place // across) + 2), 4 * (30 * (place % across) + 2)
        plate = picture[top : top + 112, left : left + 112]
        enlarged = digit.repeat(4, 0).repeat(4, 1)
        assert all(np.array_equal(plate[..., channel], enlarged) for channel in range(3))


def test_the_desk_shows_between_the_plates_and_where_there_is_none() -> None:
    picture = opened(as_picture(some_digits(3), 2)).convert("RGB")
    gap, empty = (4 * 31, 4 * 20), (4 * 50, 4 * 50)
    assert [picture.getpixel(place) for place in (gap, empty)] == [DESK, DESK]


def test_the_numbers_in_a_picture_are_the_digits_own_greys() -> None:
    digits = some_digits(1)
    pixels = np.asarray(opened(as_picture(digits, 1)))
    assert np.array_equal(pixels[16:-16:8, 16:-16:8], digits[0])


def test_an_animation_shows_a_digit_a_frame_and_rests_on_its_ends() -> None:
    digits = some_digits(5)
    animation = opened(as_animation(digits, frame_ms=80))
    rests = []
    for place, digit in enumerate(digits):
        animation.seek(place)
        rests.append(animation.info["duration"])
        frame = np.asarray(animation.convert("L"))
        assert np.array_equal(frame[16:-16:8, 16:-16:8], digit)
    assert rests == [640, 80, 80, 80, 640]
    assert animation.info["loop"] == 0
    with pytest.raises(EOFError):
        animation.seek(5)


def test_an_array_holds_the_digits_as_they_are() -> None:
    digits = some_digits(3)
    assert np.array_equal(np.load(io.BytesIO(as_array(digits)), allow_pickle=False), digits)
