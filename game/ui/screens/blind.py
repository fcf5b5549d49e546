"""The blind examination: what lies between two questions of which nothing is told."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.scenes.actions import Action, Context, Picked
from game.scenes.bindings import ACTIONS
from game.scenes.interval import Interval
from game.scenes.preparing import Preparing
from game.scenes.rating import RATINGS, Rating
from game.ui import answers, bench, casefile, keycaps, paper, plate
from game.ui.page import Page
from game.ui.screens import examination
from game.ui.theme import Type

RECALLING = "The register is being asked what you have seen so far."
CHOOSING = "Exhibits that you have never seen are being chosen."
TAKEN_UP = "The study that you left is being laid out again: it goes on with exhibit {number}."
ASKED = "How sure are you?"
HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("pause", Action.BACK),
    casefile.Hint("along", Action.RIGHT, beside=Action.LEFT),
    casefile.Hint("choose", Action.GO_ON, last=True),
)


def preparing(page: Page, scene: Preparing) -> None:
    """The bench before the first digit; what lies on it has a number once that is known."""
    inside = paper.lay(page)
    casefile.head(page, inside, casefile.parties(scene.desk), scene.desk.mode.upper())
    at = bench.lay_out(page)
    plate.mount(page, at.scale, at.plate)
    rect = plate.lay(page, None, at.scale, at.plate)
    if scene.number is not None:
        examination.label(page, rect, scene.number)
    answers.draw(page, answers.GENUINE, at.genuine, False)
    answers.draw(page, answers.FORGED, at.forged, False)
    examination.remark(page, at, scene.desk.notice or _doing(scene))
    casefile.foot(page, at.foot, (casefile.sound_hint(scene.desk), *examination.HINTS))


def _doing(scene: Preparing) -> str:
    """What is being done."""
    if scene.number is None:
        return RECALLING
    return CHOOSING if scene.number == 1 else TAKEN_UP.format(number=scene.number)


def interval(page: Page, scene: Interval) -> None:
    """An empty plate, with the answer that was given beside it."""
    session = scene.session
    at = examination.case_bench(page, scene.desk, session)
    finding = session.findings[-1]
    examination.evidence(page, at, None, finding.trial.planned.number, 0)
    examination.answered(page, at, finding)
    hints = (casefile.sound_hint(scene.desk), *examination.HINTS)
    examination.foot(page, at, session, hints)


def rating(page: Page, scene: Rating) -> None:
    """The same, with four grades of certainty below the plate."""
    before = replace(page, context=Context.PLAY)  # the tags keep the keys that answered
    at = examination.case_bench(before, scene.desk, scene.session)
    examination.evidence(before, at, None, scene.session.number, 0)
    examination.answered(before, at, scene.finding)
    _grades(page, scene, at)
    examination.foot(page, at, scene.session, HINTS)


def _grades(page: Page, scene: Rating, at: bench.Bench) -> None:
    """The question, and a row of four places to be clicked, each with its key."""
    palette, rect = page.palette, at.notes
    cap = keycaps.cap_size(page, "1")[1]
    used = page.height(Type.ASIDE) + cap + page.height(Type.SMALL)
    top = rect.top + max(0, rect.height - used) // 2
    asked = page.text(ASKED, Type.ASIDE, palette.ink_soft, midtop=(rect.centerx, top))
    top = asked.bottom
    width = min(rect.width // len(RATINGS), page.measure(210, least=144))
    left = rect.centerx - width * len(RATINGS) // 2
    for place, action in enumerate(RATINGS):
        cell = pygame.Rect(left + place * width, top, width, rect.bottom - top)
        cell = cell.inflate(-page.measure(10, least=4), 0)
        hovered = page.offer(cell, Picked(place))
        focused = place == scene.focus
        if focused or hovered:
            page.surface.fill(palette.card if focused else palette.paper_shade, cell)
        if focused:
            edge = page.measure(4, least=3)
            page.surface.fill(palette.accent, (cell.left, cell.bottom - edge, cell.width, edge))
        _grade(page, action, cell)


def _grade(page: Page, action: Action, cell: pygame.Rect) -> None:
    """A key over what it means."""
    key = page.keys(action)[0]
    width, height = keycaps.cap_size(page, key)
    words = page.height(Type.SMALL)
    top = cell.top + max(0, (cell.height - height - words) // 2)
    corner = (cell.centerx - width // 2, top)
    keycaps.cap(page, key, corner, page.palette.ink, page.palette.card)
    said = ACTIONS[action].words.lower()
    under = (cell.centerx, top + height)
    page.text(said, Type.SMALL, page.palette.ink_soft, cell.width, midtop=under)
