"""A glimpse in a window: every frame is told, and what comes with one is drawn where it lies."""

from __future__ import annotations

from collections import Counter

import pygame
import pytest

from game.rules.masks import GREYS, POOL, masks_for
from game.rules.news import FrameShown, News, Presented
from game.scenes import case, stage
from game.scenes.actions import Action
from game.scenes.effects import Record
from game.scenes.glimpse import Glimpse
from game.scenes.phases import Phase
from game.scenes.screen import Screen, Step
from game.scenes.settings import Settings
from game.scenes.tidings import Tidings
from game.scenes.title import Title
from game.ui import painter
from game.ui.window import Window
from models.shades import SHADES
from tests.rules.samples import forger
from tests.scenes.frames import Watcher
from tests.scenes.player import desk
from tests.ui.glimpses import every_glimpse
from tests.ui.test_loop import key, nothing, ran

TITLES = ("Get ready", "Exhibit 1", "Exhibit 2", "Exhibit 51")
SIZES = [(640, 480), (1280, 800), (600, 1300)]


def content(surface: pygame.Surface) -> bytes:
    return pygame.image.tobytes(surface, "RGB")


def opened(trials: int = 2) -> Step:
    fresh, _ = desk(limit=trials).arranged(Settings(window=(640, 480))).in_mode("timed")
    against, asks = fresh.against((forger("a"),))
    step = case.begin(against)
    return Step(step.scene, (*asks, *step.effects))


def test_a_screen_that_counts_frames_is_told_of_each_and_others_of_none(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: Counter[type] = Counter()
    hear = stage.hear

    def heard(scene: Screen, news: News | Tidings) -> Step:
        told[type(news)] += 1
        return hear(scene, news)

    monkeypatch.setattr(stage, "hear", heard)
    ran(window, Step(Title(desk())), *nothing(3))
    assert told[FrameShown] == 0
    ran(window, opened(), *nothing(3))
    assert told[FrameShown] >= 12 > told[Presented]


def test_a_glimpse_is_played_by_keys_at_the_pace_of_the_window(window: Window) -> None:
    """Which frames are late is the machine's affair: what is answered and right is recorded so."""
    step = opened(trials=1)
    loop, hand = ran(window, step, key(pygame.K_SPACE), *nothing(20), key(pygame.K_r), *nothing(20))
    rows = [effect.trial for effect in hand.effects if isinstance(effect, Record)]
    phases = {scene.phase for scene in loop.scenes if isinstance(scene, Glimpse)}
    assert {Phase.READY, Phase.FIXATION, Phase.DIGIT} <= phases
    assert rows
    period = 1000 / window.refresh_hz
    for row in rows:
        assert row.exposure_ms is not None
        if row.outcome == "answered":
            assert row.said_real is True
            assert round(row.exposure_ms / period) == 30
        else:
            assert row.said_real is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", [100, 150])
def test_what_is_drawn_where_it_lies_looks_as_if_all_had_been_drawn(
    size: tuple[int, int], text: int
) -> None:
    watcher = Watcher(settings=Settings(text_size=text))
    watcher.does(Action.GO_ON)
    shown, patched = pygame.Surface(size, depth=32), 0
    before: Screen | None = None
    for phase in (Phase.FIXATION, Phase.DIGIT, Phase.MASKS, Phase.QUESTION):
        scene = watcher.until(phase).scene
        alone = painter.patched(shown, scene, before)
        if not alone:
            painter.draw(shown, scene)
        patched += alone
        whole = pygame.Surface(size, depth=32)
        painter.draw(whole, scene)
        assert content(shown) == content(whole)
        before = scene
    assert patched == 3


def test_masks_have_the_digits_greys_and_margin_and_more_ink_than_a_digit() -> None:
    assert GREYS == SHADES
    for number in range(1, 10):
        four = masks_for(7, number, 4)
        assert len(set(four)) == 4
        for mask in four:
            assert len(mask) == 784
            assert set(mask) == set(GREYS)
            edge = {mask[n] for n in range(784) if n // 28 in (0, 27) or n % 28 in (0, 27)}
            assert edge == {0}
            assert sum(grey > 0 for grey in mask) > 250
    assert len({mask for number in range(1, 99) for mask in masks_for(7, number, 4)}) == POOL


def test_nothing_on_the_screen_names_a_forger_or_tells_the_level_before_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from game.ui.page import Page

    lines: list[str] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: object, **anchor: object) -> pygame.Rect:
        lines.append(text)
        return write(self, text, *rest, **anchor)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "text", watched)
    for name, scene in every_glimpse("Ada", Settings()).items():
        if name.startswith("glimpse"):
            painter.draw(pygame.Surface((800, 600), depth=32), scene)
            assert scene.titled.removesuffix(" is on its way") in TITLES
    assert not [line for line in lines if "epoch" in line.lower() or " ms" in line]
