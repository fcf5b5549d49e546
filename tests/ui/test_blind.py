"""In lab no screen shows how it goes, whose digit it is, or whether it is real."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pygame
import pytest

from game.scenes.actions import Action
from game.scenes.interval import Interval
from game.scenes.outcome import Outcome
from game.scenes.question import Question
from game.scenes.rest import Rest
from game.scenes.screen import Screen
from game.ui import painter
from game.ui.captions import caption
from game.ui.page import Page
from tests.rules.samples import forger
from tests.scenes.examinees import answering, in_lab, settled
from tests.scenes.player import Player

TO_MAIN = 8
"""Questions before one that is well within the first block."""


def look(scene: Screen) -> bytes:
    surface = pygame.Surface((800, 600), depth=32)
    painter.draw(surface, scene)
    return pygame.image.tobytes(surface, "RGB")


def with_pixels(player: Player, pixels: bytes, validity: float) -> Screen:
    """The question in sight, of another digit."""
    slot = player.scene.desk.slot(question(player).session.trial)
    assert slot is not None
    assert slot.digit is not None
    news = replace(slot.digit, pixels=pixels, validity=validity)
    desk = player.scene.desk
    return player.scene.at(replace(desk, tray=desk.tray.received(news)))


def question(player: Player) -> Question:
    assert isinstance(player.scene, Question)
    return player.scene


def test_a_main_question_looks_the_same_however_those_before_were_answered() -> None:
    right = answering(in_lab(), TO_MAIN)
    wrong = answering(in_lab(), TO_MAIN, wrong=("practice", "main", "catch"))
    assert look(right.scene) == look(wrong.scene)
    assert caption(right.scene) == caption(wrong.scene) == f"Exhibit {TO_MAIN + 1}"


def test_an_empty_plate_looks_the_same_whether_the_answer_was_right() -> None:
    scene = answering(in_lab(), TO_MAIN).answers(right=True).scene
    assert isinstance(scene, Interval)
    (*before, last) = scene.session.findings
    other = replace(last.trial.planned, is_real=not last.trial.planned.is_real)
    wrong = replace(last, trial=replace(last.trial, planned=other))
    assert last.trial.correct != wrong.trial.correct
    after_wrong = replace(scene, session=replace(scene.session, findings=(*before, wrong)))
    assert look(scene) == look(after_wrong)


@pytest.mark.parametrize("validity", [0.0, 1.0])
def test_real_and_fake_of_the_same_pixels_look_the_same(validity: float) -> None:
    looks: dict[bool, bytes] = {}
    player = answering(in_lab(), TO_MAIN)
    while len(looks) < 2:
        scene = with_pixels(player, bytes(784), validity)
        assert isinstance(scene, Question)
        surface = pygame.Surface((800, 600), depth=32)
        painter.draw(surface, scene)
        # The exhibit's number and those to come go on, whatever the truth is.
        plate = surface.subsurface((250, 60, 300, 300))
        looks.setdefault(scene.session.trial.is_real, pygame.image.tobytes(plate, "RGB"))
        answering(player, 1)
    assert looks[True] == looks[False]


def test_no_screen_up_to_the_result_names_a_forger(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: Any, **anchor: Any) -> pygame.Rect:
        said.append(text)
        return write(self, text, *rest, **anchor)

    monkeypatch.setattr(Page, "text", watched)
    player = in_lab(sure=True)
    while isinstance(player.scene, Question):
        for intent in (Action.SAY_REAL, Action.RATE_1, Action.BACK, Action.GO_ON):
            if not isinstance(player.scene, Outcome):
                look(player.scene)
                said.append(caption(player.scene))
                player.does(intent)
        if isinstance(player.waits(0.5).scene, Rest):
            look(player.scene)
        settled(player)
    words = " ".join(said).lower()
    assert "how sure are you" in words
    assert "block 1 of 2 is done" in words
    assert not [name for name in (forger("a").name, forger("b").name) if name in words]
