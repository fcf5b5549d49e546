"""The pause says what becomes of a case that is left."""

from __future__ import annotations

import pygame
import pytest

from game.scenes.actions import Action
from game.scenes.screen import Screen
from game.ui import painter
from game.ui.page import Page
from game.ui.screens.pause import COUNTS, COVERED, WAITS
from tests.scenes.examinees import in_lab
from tests.scenes.player import Player


def said(scene: Screen, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    lines: list[str] = []
    text = Page.text

    def noted(page: Page, line: str, *more: object, **anchor: object) -> pygame.Rect:
        lines.append(line)
        return text(page, line, *more, **anchor)  # type: ignore[arg-type]

    with monkeypatch.context() as within:
        within.setattr(Page, "text", noted)
        painter.draw(pygame.Surface((800, 600), depth=32), scene)
    return lines


def test_leaving_arcade_is_said_to_lose_nothing_once_there_is_something_to_lose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    player = Player().starts()
    assert COVERED in said(player.does(Action.BACK).scene, monkeypatch)
    player.does(Action.GO_ON).sees().answers(right=True).does(Action.GO_ON).sees()
    assert COUNTS in said(player.does(Action.BACK).scene, monkeypatch)


def test_a_study_is_said_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    assert WAITS in said(in_lab().does(Action.BACK).scene, monkeypatch)
