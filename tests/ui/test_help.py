"""Help fits on its leaf, whatever the mode that it tells of."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.scenes.help_card import HelpCard
from game.scenes.settings import Settings
from game.scenes.title import Title
from game.ui import casefile, painter, paper
from game.ui.page import Page
from game.ui.screens.help_card import BY_MODE
from tests.scenes.player import desk


@pytest.mark.parametrize("size", [(640, 480), (800, 600), (1280, 800)])
@pytest.mark.parametrize("mode", BY_MODE)
def test_the_rules_end_above_the_keys_at_the_foot(
    mode: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    ends: list[int] = []
    paragraph = Page.paragraph

    def noted(page: Page, *more: object) -> int:
        ends.append(paragraph(page, *more))  # type: ignore[arg-type]
        return ends[-1]

    monkeypatch.setattr(Page, "paragraph", noted)
    large = Settings(text_size=150)
    lying = replace(desk(), mode=mode).arranged(large)
    surface = pygame.Surface(size, depth=32)
    painter.draw(surface, HelpCard(lying, Title(lying)))
    page = Page(surface, settings=large)
    assert ends[-1] <= paper.inside(page.measure).bottom - casefile.foot_height(page)
