"""Nothing that there is to say of a study is left out, however small the window."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.scenes.actions import Action
from game.scenes.outcome import Outcome
from game.scenes.settings import Settings
from game.ui import painter, paper
from game.ui.page import Page
from game.ui.screens import outcome
from tests.scenes.examinees import finished, in_lab
from tests.scenes.player import Player
from tests.ui.screens import every_screen

NAMES = ("outcome", "outcome against many, tired, used up")


def drawn(
    scene: Outcome, size: tuple[int, int], patch: pytest.MonkeyPatch
) -> tuple[str, set[object]]:
    """What is written on the uppermost sheet, and what can be clicked."""
    words: list[str] = []
    text, lay = Page.text, paper.lay

    def noted(page: Page, line: str, *more: object, **anchor: object) -> pygame.Rect:
        words.append(line)
        return text(page, line, *more, **anchor)  # type: ignore[arg-type]

    def laid(page: Page) -> pygame.Rect:
        words.clear()
        return lay(page)

    with patch.context() as within:
        within.setattr(Page, "text", noted)
        within.setattr(paper, "lay", laid)
        targets = painter.draw(pygame.Surface(size, depth=32), scene)
    return " ".join(words), {target.intent for target in targets}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("size", "text"), [((640, 480), 150), ((640, 480), 100), ((600, 1300), 150), ((1280, 800), 100)]
)
def test_every_word_of_a_result_stands_beside_the_figures_or_on_the_next_sheet(
    name: str, size: tuple[int, int], text: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = every_screen("Ada", Settings(text_size=text))[name]
    assert isinstance(scene, Outcome)
    figures, doors = drawn(scene, size, monkeypatch)
    words, back = drawn(replace(scene, in_words=True), size, monkeypatch)
    wanted = [*outcome._plain(scene.session.tally), *(note for note, _ in outcome._notes(scene))]
    assert [each for each in wanted if each not in figures and each not in words] == []
    left_out = [each for each in wanted if each not in figures]
    assert (Action.RIGHT in doors) == (Action.LEFT in back) == bool(left_out)


def test_the_arrows_turn_to_the_words_and_back() -> None:
    player = finished(in_lab(Player()))
    assert player.does(Action.RIGHT).scene.in_words  # type: ignore[attr-defined]
    assert not player.does(Action.LEFT).scene.in_words  # type: ignore[attr-defined]
