"""A forger's dossier: its exercise book of fixed noise, and what is known of it in words."""

from __future__ import annotations

from functools import lru_cache

import pygame

from game.rules.forgers import Forger
from game.ui.page import Page
from game.ui.theme import Type

PITCH, GUTTER = 30, 2
"""Pixels from digit to digit, and between them, in a fixed-noise picture."""
NOTHING_KEPT = "No picture of its noise was kept."


def heading(forger: Forger) -> str:
    """What a forger is called where its run is known: its epoch, if it has one."""
    return f"Epoch {forger.epoch}" if forger.count is None else forger.name


def schooling(forger: Forger) -> str:
    """Its preset and how many digits it has been shown, or all that is known of it from outside."""
    if forger.count is not None:
        return f"{forger.count:,} images"
    seen = f"{forger.images_seen:,} digits seen" if forger.images_seen else ""
    return " · ".join(filter(None, (forger.preset, seen)))


def origin(forger: Forger) -> str:
    """Where it comes from."""
    if forger.dataset == "bundled":
        return "trained on the bundled digits"
    return f"run {forger.run}" if forger.count is None else "from outside"


def draw_noise(page: Page, forger: Forger, at: pygame.Rect, fewest: int) -> None:
    """The black square with what the forger makes of its run's fixed noise.

    As many digits are shown as a whole factor leaves room for, ``fewest`` on the shorter side if
    that can be; where there is no picture, it is said in words.
    """
    page.surface.fill(page.palette.plate, at)
    picture = noise(forger.picture, at.size, fewest) if forger.picture else None
    if picture is not None:
        page.surface.blit(picture, picture.get_rect(center=at.center))
        return
    page.surface.fill(page.palette.paper_shade, at)
    pygame.draw.rect(page.surface, page.palette.rule, at, 1)
    place = at.inflate(-2 * page.measure(14, least=7), 0)
    lines = max(1, min(3, at.height // page.height(Type.SMALL_ITALIC)))
    place.top = max(at.top, at.centery - lines * page.height(Type.SMALL_ITALIC) // 2)
    page.paragraph(NOTHING_KEPT, Type.SMALL_ITALIC, page.palette.ink_soft, place, lines)


@lru_cache(maxsize=64)
def noise(path: str, size: tuple[int, int], fewest: int) -> pygame.Surface | None:
    """The first digits of a fixed-noise picture, enlarged; None if it has been lost."""
    try:
        picture = pygame.image.load(path)
    except (pygame.error, OSError):
        return None
    scale = max(1, min(size) // (fewest * PITCH + GUTTER))
    wide, high = ((side // scale - GUTTER) // PITCH * PITCH + GUTTER for side in size)
    part = picture.get_rect().clip((0, 0, wide, high))
    return pygame.transform.scale_by(picture.subsurface(part), scale)
