"""Every screen looks as it did when somebody last looked at it."""

from __future__ import annotations

from functools import lru_cache

import pygame
import pytest
from PIL import Image

from game.scenes.screen import Screen
from tests.ui.golden import DOCS, FOLDER, SIZES, TOLERANCE, difference, drawn, kept_at, sheet
from tests.ui.screens import every_screen


@lru_cache
def screens() -> dict[str, Screen]:
    return every_screen()


NAMES = tuple(screens())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", NAMES)
def test_a_screen_looks_like_its_picture(name: str, size: tuple[int, int]) -> None:
    path = kept_at(name, size)
    assert path.is_file(), "look at it, then python -m tests.ui.golden keeps it"
    found = difference(Image.open(path), drawn(screens()[name], size))
    assert found <= TOLERANCE, "look at it, then python -m tests.ui.golden keeps it"


def test_the_contact_sheet_shows_every_screen_and_nothing_else() -> None:
    assert (DOCS / "screens.md").read_text(encoding="utf-8") == sheet(NAMES)
    kept = set(FOLDER.rglob("*.jpg"))
    assert kept == {kept_at(name, size) for name in NAMES for size in SIZES}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_line_more_or_less_is_seen(size: tuple[int, int]) -> None:
    title = drawn(screens()["title"], size)
    surface = pygame.image.frombytes(title.tobytes(), title.size, "RGB")
    pygame.draw.rect(surface, (90, 80, 70), (title.width // 4, title.height // 2, 16, 4))
    marked = Image.frombytes("RGB", title.size, pygame.image.tobytes(surface, "RGB"))
    assert difference(title, marked) > TOLERANCE
