"""The head of a sheet says which form it is, and nothing of whose hands they are before the end."""

from __future__ import annotations

import re
from collections import defaultdict

import pygame
import pytest

from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.ui import casefile, painter
from game.ui.page import Page
from tests.ui.screens import every_screen


@pytest.fixture(scope="module")
def heads() -> dict[str, tuple[Screen, str, str]]:
    """What stands at the left and at the right of every screen's head."""
    found: dict[str, tuple[Screen, str, str]] = {}
    head = casefile.head
    with pytest.MonkeyPatch.context() as patch:
        for name, scene in every_screen().items():

            def noted(page, inside, left, right, name=name, scene=scene):  # type: ignore[no-untyped-def]
                found[name] = (scene, left, right)
                return head(page, inside, left, right)

            patch.setattr(casefile, "head", noted)
            painter.draw(pygame.Surface((640, 480), depth=32), scene)
    return found


def test_each_form_has_a_letter_of_its_own(heads: dict[str, tuple[Screen, str, str]]) -> None:
    forms = defaultdict(set)
    for scene, _, right in heads.values():
        for code in re.findall(r"FORM [A-Z]\b", right):
            forms[code].add(type(scene).__module__)
    assert len(forms) > 8
    assert {code: files for code, files in forms.items() if len(files) > 1} == {}


def test_a_blind_case_names_its_forgers_when_it_is_closed_and_not_before(
    heads: dict[str, tuple[Screen, str, str]],
) -> None:
    assert heads["lab question"][1] == "ADA V. PERSONS UNKNOWN"
    assert heads["outcome"][1] == "ADA V. SGD · EPOCH 98"
    assert heads["thresholds of one"][1] == "ADA V. SGD · EPOCH 97"
    assert heads["thresholds of many"][1].endswith(" FORGERS")


def test_in_a_narrow_head_it_is_still_said_that_the_case_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    text = Page.text

    def noted(page: Page, line: str, *more: object, **anchor: object) -> pygame.Rect:
        said.append(line)
        return text(page, line, *more, **anchor)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "text", noted)
    large = every_screen(settings=Settings(text_size=150))["outcome"]
    painter.draw(pygame.Surface((640, 480), depth=32), large)
    assert "CASE 1 · CLOSED" in said
