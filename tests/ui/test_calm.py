"""Calm: nothing large gets lighter or darker all of a sudden, and still means still."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pygame
import pytest

from game.scenes.reveal import STAMP_SECONDS
from game.scenes.settings import Settings
from game.ui import painter
from tests.scenes.player import Player

SIZE = (800, 600)
FRAME = 1 / 60
LARGE = 0.25
"""The share of what is seen that may flash: WCAG 2.3.1, a quarter of ten degrees."""
FLASH = 0.1
"""The change of relative luminance that counts, of the greatest possible."""


def luminances(player: Player, seconds: float) -> list[np.ndarray]:
    """Relative luminance of every pixel, frame by frame."""
    frames = []
    for _ in range(round(seconds / FRAME)):
        surface = pygame.Surface(SIZE, depth=32)
        painter.draw(surface, player.scene)
        part = pygame.surfarray.array3d(surface) / 255
        light = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
        frames.append(light @ np.array([0.2126, 0.7152, 0.0722]))
        player.waits(FRAME)
    return frames


@pytest.mark.parametrize("right", [True, False])
def test_the_stamp_never_flashes_over_a_large_part_of_the_screen(right: bool) -> None:
    frames = luminances(Player().starts().answers(right=right), STAMP_SECONDS + 3 * FRAME)
    for before, after in pairwise(frames):
        assert np.mean(np.abs(after - before) > FLASH) < LARGE


def test_with_no_flashes_no_pixel_changes_after_the_cut_to_the_reveal() -> None:
    player = Player()
    desk = player.scene.desk
    player.scene = player.scene.at(desk.arranged(replace(Settings(), no_flashes=True)))
    frames = luminances(player.starts().answers(right=False), STAMP_SECONDS + 3 * FRAME)
    assert all(np.array_equal(frames[0], frame) for frame in frames[1:])
