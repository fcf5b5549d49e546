"""The painter: every screen drawn by its own file, on any surface."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pygame

from game.scenes.answering import Answering
from game.scenes.help_card import HelpCard
from game.scenes.leaving import Leaving
from game.scenes.mishap import Mishap
from game.scenes.name_entry import NameEntry
from game.scenes.opening import Opening
from game.scenes.pause import Pause
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.screen import Screen
from game.scenes.summary import Summary
from game.scenes.title import Title
from game.scenes.trouble import Trouble
from game.ui.page import Page, Target
from game.ui.screens import (
    examination,
    help_card,
    leaving,
    mishap,
    name_entry,
    pause,
    summary,
    title,
    trouble,
)
from game.ui.theme import LEAST

Drawing = Callable[[Page, Any], None]
SCREENS: dict[type[Screen], Drawing] = {
    Title: title.title,
    NameEntry: name_entry.name_entry,
    HelpCard: help_card.help_card,
    Opening: examination.opening,
    Question: examination.question,
    Answering: examination.answering,
    Reveal: examination.reveal,
    Pause: pause.pause,
    Mishap: mishap.mishap,
    Summary: summary.summary,
    Leaving: leaving.leaving,
    Trouble: trouble.trouble,
}
MOVING: dict[type[Screen], Callable[[Page, Any, Any], pygame.Rect | None]] = {
    Reveal: examination.moving,
}
PATCHED: dict[type[Screen], Callable[[Page, Any, Any], bool]] = {}


def draw(
    surface: pygame.Surface,
    scene: Screen,
    pointer: tuple[int, int] | None = None,
    before: Screen | None = None,
) -> tuple[Target, ...]:
    """Draw a scene; the places on it that can be clicked, the last drawn first.

    ``pointer`` is where the mouse is, if it is in use; ``before`` the scene that the surface
    still shows, so that a scene that moves needs only be drawn where it does.
    """
    size = surface.get_size()
    canvas = surface
    if size[0] < LEAST[0] or size[1] < LEAST[1]:
        # A desktop may force a window smaller than is of use: one corner of the page is seen.
        canvas = pygame.Surface((max(size[0], LEAST[0]), max(size[1], LEAST[1])), depth=32)
    page = Page(canvas, pointer, scene.desk.settings, scene.context)
    if before is not None and type(before) is type(scene) and type(scene) in MOVING:
        canvas.set_clip(MOVING[type(scene)](page, before, scene))
    _drawing(type(scene))(page, scene)
    canvas.set_clip(None)
    if canvas is not surface:
        surface.blit(canvas, (0, 0))
    return tuple(reversed(page.targets))


def patched(surface: pygame.Surface, scene: Screen, before: Screen | None) -> bool:
    """Draw only what differs from ``before``, which the surface still shows; whether that will do.

    It is for changes that must cost next to nothing, and that leave all places to click as they
    were; where it will not do nothing is drawn.
    """
    if type(before) is not type(scene) or type(scene) not in PATCHED:
        return False
    size = surface.get_size()
    if size[0] < LEAST[0] or size[1] < LEAST[1]:
        return False
    page = Page(surface, None, scene.desk.settings, scene.context)
    return PATCHED[type(scene)](page, before, scene)


def _drawing(kind: type[Screen]) -> Drawing:
    """How a kind of screen is drawn."""
    if kind not in SCREENS:
        # Nobody sees these first, and every import before the first frame puts it off.
        from game.scenes.adjust import Adjust
        from game.scenes.choose import Choose
        from game.scenes.glimpse import Glimpse
        from game.scenes.interval import Interval
        from game.scenes.introduction import Introduction
        from game.scenes.keepsake import Keepsake
        from game.scenes.landing import Landing
        from game.scenes.modes import Modes
        from game.scenes.outcome import Outcome
        from game.scenes.preparing import Gathering, Reading, Recalling
        from game.scenes.rating import Rating
        from game.scenes.rebind import Listen, Rebind
        from game.scenes.register import Register
        from game.scenes.rest import Rest
        from game.scenes.statistics import Statistics
        from game.scenes.thresholds import Thresholds
        from game.scenes.unopened import Unopened
        from game.ui.screens import (
            adjust,
            blind,
            choose,
            glimpse,
            introduction,
            keepsake,
            landing,
            modes,
            outcome,
            rebind,
            register,
            rest,
            statistics,
            thresholds,
            unopened,
        )

        SCREENS.update(
            {
                Adjust: adjust.adjust,
                Rebind: rebind.rebind,
                Listen: rebind.listen,
                Choose: choose.choose,
                Introduction: introduction.introduction,
                Landing: landing.landing,
                Glimpse: glimpse.glimpse,
                Thresholds: thresholds.thresholds,
                Modes: modes.modes,
                **dict.fromkeys((Gathering, Recalling, Reading), blind.preparing),
                Interval: blind.interval,
                Rating: blind.rating,
                Rest: rest.rest,
                Register: register.register,
                Statistics: statistics.statistics,
                Keepsake: keepsake.keepsake,
                Outcome: outcome.outcome,
                Unopened: unopened.unopened,
            }
        )
        PATCHED[Glimpse] = glimpse.patched
    return SCREENS[kind]
