"""The end of a climb: the last epoch told apart is named, and the way there is drawn."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.rules.ladder import DIGITS, Ladder, climb
from game.scenes.summary import Summary
from game.ui import painter
from game.ui.climb import ending
from game.ui.page import Page
from tests.rules.samples import forger
from tests.scenes.climbers import climbed, in_mode


def ended(*right: int) -> Summary:
    scene = climbed(in_mode("ladder"), *right).scene
    assert isinstance(scene, Summary)
    return scene


def game(*right: int, limit: int | None = None, epochs: int = 4) -> Ladder:
    """A ladder with so many right in each level, the last of which may be unfinished."""
    forgers = tuple(replace(forger("a"), epoch=epoch) for epoch in range(1, epochs + 1))
    answers = tuple(n < count for count in right for n in range(DIGITS))
    return replace(climb(7, forgers, limit=limit), answers=answers[:limit])


def words(
    scene: Summary, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = (1280, 800)
) -> list[tuple[str, pygame.Rect]]:
    written: list[tuple[str, pygame.Rect]] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: object, **anchor: object) -> pygame.Rect:
        rect = write(self, text, *rest, **anchor)  # type: ignore[arg-type]
        written.append((text, rect))
        return rect

    with monkeypatch.context() as patch:
        patch.setattr(Page, "text", watched)
        painter.draw(pygame.Surface(size, depth=32), scene)
    return written


def test_the_way_it_ended_is_said() -> None:
    assert ending(game(10, 8, 9, 8)).startswith("You reached the top")
    assert ending(game(9, 6)) == "Epoch 2 held you: 6 of 10 told right, and 8 climb."
    assert ending(game(9, 9, limit=13)) == "The case was closed on the way up."
    assert ending(game(9, 9, limit=10)) == "The case was closed on the landing above epoch 1."
    assert ending(game()) == "The case was closed on the way up."


def test_the_last_epoch_told_apart_is_the_largest_thing_on_the_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = words(ended(9, 8, 3), monkeypatch)
    largest = max(written, key=lambda each: each[1].height)
    assert largest[0] == str(ord("b"))
    assert "2 of 4 levels climbed" in [said for said, _ in written]


def test_who_passed_no_level_is_told_so_and_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    said = [each for each, _ in words(ended(7), monkeypatch)]
    assert "No epoch told apart yet" in said
    assert not any("levels climbed" in each for each in said)


def test_a_contestant_without_epochs_is_named_instead(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = replace(forger("o"), name="diffusion", epoch=0, count=400)
    scene = ended(7)
    alone = replace(climb(7, (outside,)), answers=(True,) * DIGITS)
    scene = replace(scene, session=replace(scene.session, game=alone))
    said = [each for each, _ in words(scene, monkeypatch)]
    assert "diffusion told apart" in said
    assert "diffusion" in said
    assert "0" not in said


def test_every_level_begun_stands_over_its_epoch_and_the_better_the_higher(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    written = dict(words(ended(9, 8, 6), monkeypatch))
    at = [written[str(share)] for share in (90, 80, 60)]
    epochs = [written[str(ord(name))] for name in "bcd"]
    assert at[0].y < at[1].y < at[2].y
    assert at[0].x < at[1].x < at[2].x
    assert epochs[0].x < epochs[1].x < epochs[2].x
    line, chance = written["80 %"], written["50 %"]
    assert line.centery < at[2].bottom < chance.centery
    assert (written["to climb"].centery, written["chance"].centery) == (
        line.centery,
        chance.centery,
    )


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (600, 1300)])
@pytest.mark.parametrize("epochs", [1, 2, 50])
def test_a_run_of_any_length_is_drawn_without_a_figure_on_another(
    epochs: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    long = game(*[9] * epochs, epochs=epochs)
    scene = ended(7)
    scene = replace(scene, session=replace(scene.session, game=long))
    written = words(scene, monkeypatch, size)
    figures = [rect for said, rect in written if said.isdecimal() and rect.height < 40]
    assert figures
    assert [a for a in figures for b in figures if a is not b and a.colliderect(b)] == []
