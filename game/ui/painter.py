"""The painter: every screen drawn by its own file, on any surface."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
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
LATER = {
    "Adjust": "adjust.adjust",
    "Admission": "blind.preparing",
    "Choose": "choose.choose",
    "CodeEntry": "code_entry.code_entry",
    "Gathering": "blind.preparing",
    "Glimpse": "glimpse.glimpse",
    "Interval": "blind.interval",
    "Introduction": "introduction.introduction",
    "Keepsake": "keepsake.keepsake",
    "Landing": "landing.landing",
    "Listen": "rebind.listen",
    "Modes": "modes.modes",
    "Outcome": "outcome.outcome",
    "Rating": "blind.rating",
    "Reading": "blind.preparing",
    "Rebind": "rebind.rebind",
    "Recalling": "blind.preparing",
    "Register": "register.register",
    "Rest": "rest.rest",
    "Statistics": "statistics.statistics",
    "Thanks": "letter.thanks",
    "Thresholds": "thresholds.thresholds",
    "Unopened": "unopened.unopened",
    "Welcome": "letter.welcome",
}
"""The file and the function that draw a screen which nobody sees first: each is imported when it
is, for every import before the first frame puts it off."""
MOVING: dict[type[Screen], Callable[[Page, Any, Any], pygame.Rect | None]] = {
    Reveal: examination.moving,
}
AHEAD: dict[type[Screen], Callable[[Page, Any], Iterator[None]]] = {
    Question: examination.before_reveal,
    Reveal: examination.before_question,
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


def ahead(surface: pygame.Surface, scene: Screen) -> Iterator[None]:
    """Make, a small step at a time, what is likely to be drawn next; nothing is drawn."""
    if type(scene) in AHEAD:
        yield from AHEAD[type(scene)](
            Page(surface, None, scene.desk.settings, scene.context), scene
        )


def _drawing(kind: type[Screen]) -> Drawing:
    """How a kind of screen is drawn."""
    if kind not in SCREENS:
        file, name = LATER[kind.__name__].split(".")
        screens = import_module(f"game.ui.screens.{file}")
        SCREENS[kind] = getattr(screens, name)
        if hasattr(screens, "patched"):
            PATCHED[kind] = screens.patched
    return SCREENS[kind]
