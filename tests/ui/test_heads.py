"""The head of a sheet says which form it is, and nothing of whose hands they are before the end."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

import pygame
import pytest

from game.scenes.actions import Action
from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.ui import casefile, lettering, painter
from game.ui.page import Page
from game.ui.theme import Style, Type
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
    late = large.at(replace(large.desk, games=123_456_789))
    painter.draw(pygame.Surface((640, 480), depth=32), late)
    assert "CASE 123456789 · CLOSED" in said


def test_in_a_small_window_with_large_type_a_head_is_set_closer_before_it_is_cut(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cut: list[str] = []
    shortened = lettering.shortened

    def watched(words: str, style: Style, size: int, room: int) -> str:
        said = shortened(words, style, size, room)
        if style in (Type.LABEL, Type.CLOSE_LABEL) and said != words:
            cut.append(words)
        return said

    monkeypatch.setattr(lettering, "shortened", watched)
    for scene in every_screen(settings=Settings(text_size=150)).values():
        painter.draw(pygame.Surface((640, 480), depth=32), scene)
    assert cut == []


@pytest.mark.parametrize("name", ["summary", "outcome", "thresholds of one"])
def test_in_a_small_window_with_large_type_a_closed_case_still_offers_all_that_can_be_done(
    name: str,
) -> None:
    large = every_screen(settings=Settings(text_size=150))[name]
    targets = painter.draw(pygame.Surface((640, 480), depth=32), large)
    wanted = {Action.REGISTER, Action.KEEP, Action.BACK, Action.GO_ON}
    assert wanted <= {target.intent for target in targets}


@pytest.mark.parametrize(
    ("name", "back"),
    [
        ("introduction", False),
        ("introduction to what is recorded", True),
        ("introduction to the modes", True),
    ],
)
def test_from_every_card_but_the_first_the_way_back_is_offered(name: str, back: bool) -> None:
    large = every_screen(settings=Settings(text_size=150))[name]
    targets = painter.draw(pygame.Surface((640, 480), depth=32), large)
    assert (Action.LEFT in {target.intent for target in targets}) is back
