"""The thresholds: how long the player has to look, for each checkpoint, and how that was found."""

from __future__ import annotations

import pygame

from game.rules.forgers import Forger
from game.rules.staircase import CEILING_MS, FLOOR_MS, LEAST_ANSWERS, Censored, Staircase
from game.scenes.actions import Action, Picked
from game.scenes.thresholds import Thresholds
from game.ui import casefile, form, paper, staircase
from game.ui.page import Page
from game.ui.theme import Type

HEADLINE = "How long you have to look"
HINTS: tuple[casefile.Hint, ...] = (
    *casefile.FILING,
    casefile.TITLE,
    casefile.ANOTHER,
)
NEXT: tuple[casefile.Hint, ...] = (casefile.Hint("next participant", Action.GO_ON),)
"""In a study of a file."""


def thresholds(page: Page, scene: Thresholds) -> None:
    """Draw the list of checkpoints, if there are several, and the one in focus."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    right = f"{scene.session.game.mode} · case {scene.desk.games} · closed".upper()
    forgers = [forger for forger, _ in scene.staircases]
    top = casefile.head(page, inside, casefile.told(scene.desk, forgers), right)
    y = top + measure(20, least=5)
    page.text(HEADLINE, Type.HEADLINE, palette.ink, inside.width, topleft=(inside.left, y))
    y += page.height(Type.HEADLINE) + measure(10, least=3)
    below = inside.bottom - casefile.foot_height(page) - measure(18, least=8)
    body = pygame.Rect(inside.left, y, inside.width, below - y)
    several = len(scene.staircases) > 1
    _found(page, scene, _list(page, scene, body) if several else body)
    hints = HINTS if scene.desk.inquiry is None else NEXT
    casefile.foot(page, inside, (casefile.MOVE, *hints) if several else hints)


def sentence(stairs: Staircase) -> str:
    """The threshold in a sentence."""
    threshold, count = stairs.threshold, len(stairs.levels)
    if threshold is None:
        given = "there is 1" if count == 1 else f"there are {count}"
        missing = LEAST_ANSWERS - count
        return (
            f"It takes at least {LEAST_ANSWERS} answers to tell, and {given}: "
            f"{missing} {'is' if missing == 1 else 'are'} missing."
        )
    if threshold.censored is Censored.ABOVE:
        return (
            f"Longer than {CEILING_MS:.0f} ms: even at the longest exposure you were not right "
            "three times in four."
        )
    if threshold.censored is Censored.BELOW:
        return (
            f"Shorter than {FLOOR_MS:.0f} ms: even at the shortest exposure you were right "
            "more than three times in four."
        )
    return (
        "At this exposure you were right three times in four: "
        f"the mean level of the last {threshold.counted} answers."
    )


def _list(page: Page, scene: Thresholds, body: pygame.Rect) -> pygame.Rect:
    """Every checkpoint with its threshold in a line; the room that is left beside or below."""
    gap = page.measure(56, least=22)
    place = body.copy()
    if page.measure.is_tall:
        place.height = min(round(body.height * 0.4), form.height(page, len(scene.staircases)))
        rest = pygame.Rect(body.left, place.bottom + gap, body.width, 0)
        rest.height = body.bottom - rest.top
    else:
        place.width = round((body.width - gap) * 0.44)
        rest = pygame.Rect(place.right + gap, body.top, 0, body.height)
        rest.width = body.right - rest.left
    lines = [
        form.Line(_short(scene, forger), _value(_briefly(stairs)), Picked(at))
        for at, (forger, stairs) in enumerate(scene.staircases)
    ]
    form.draw(page, lines, scene.focus, place, place.width, len(lines))
    return rest


def _short(scene: Thresholds, forger: Forger) -> str:
    """A name that tells it from the others."""
    one_run = len({each.run for each, _ in scene.staircases}) == 1
    return forger.name if forger.epoch is None or not one_run else f"epoch {forger.epoch}"


def _briefly(stairs: Staircase) -> str:
    return "too few" if stairs.threshold is None else staircase.value(stairs)


def _value(words: str) -> form.Value:
    """Words at the right end of a line."""

    def draw(page: Page, rect: pygame.Rect, focused: bool) -> int:
        style, spot = Type.SMALL_ITALIC, (rect.right, rect.centery)
        return page.text(words, style, page.palette.ink_soft, rect.width, midright=spot).left

    return draw


def _found(page: Page, scene: Thresholds, rect: pygame.Rect) -> None:
    """The threshold in focus, large, with its sentence and its staircase."""
    palette, measure = page.palette, page.measure
    forger, stairs = scene.staircases[scene.focus]
    page.text(forger.name.upper(), Type.LABEL, palette.accent, rect.width, topleft=rect.topleft)
    y = rect.top + page.height(Type.LABEL)
    said = staircase.value(stairs)
    said = said[:1].upper() + said[1:]
    page.text(said, Type.HEADLINE, palette.ink, rect.width, topleft=(rect.left, y))
    y += page.height(Type.HEADLINE)
    room = pygame.Rect(rect.left, y, rect.width, 0)
    y = page.paragraph(sentence(stairs), Type.ASIDE, palette.ink_soft, room, lines=3)
    y += measure(18, least=7)
    # However much room there is, the steps stay steep enough to be seen.
    high = min(rect.bottom - y, round(rect.width * 0.7))
    staircase.draw(page, stairs, pygame.Rect(rect.left, y, rect.width, high))
