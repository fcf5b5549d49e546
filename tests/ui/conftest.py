"""Drawing without a window: fonts are ready, and nothing is shown anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")

import pygame


@pytest.fixture(autouse=True, scope="session")
def _fonts() -> Iterator[None]:
    pygame.font.init()
    yield
    pygame.font.quit()
