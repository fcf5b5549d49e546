"""The rest: how far the study has come, and what follows."""

from __future__ import annotations

import pygame

from game.scenes.actions import Action
from game.scenes.rest import Rest
from game.ui import casefile, ledger, paper, prose
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("pause", Action.BACK),
    casefile.Hint("go on", Action.GO_ON),
)
BLIND = (
    "From here on nothing is told: not whether you were right, and not whose hand it was. "
    "After each answer the next exhibit comes by itself. The result stands at the end."
)
CALM = (
    "Look up, rest your eyes, take as long as you like: the next block begins when you go on. "
    "You can also leave, and the case waits for you where it stands."
)


def rest(page: Page, scene: Rest) -> None:
    """Draw the sheet between two blocks."""
    measure, palette = page.measure, page.palette
    game = scene.session.game
    inside = paper.lay(page)
    page.offer(page.surface.get_rect(), Action.GO_ON)
    right = f"{game.mode} · case {scene.desk.games}".upper()
    top = casefile.head(page, inside, casefile.parties(scene.desk), right)
    foot = max(ledger.height(page), casefile.foot_height(page))
    narrow = min(inside.width, measure(760, least=420))
    gap = measure(20, least=8)
    bottom = inside.bottom - foot - measure(6, least=3)
    above = page.height(Type.HEADLINE) + gap + _side(page) + gap
    coming = gap + 2 * page.height(Type.ASIDE)
    room = bottom - coming - above - top
    said = _said(scene)
    how = prose.fit(page, said, gap, (narrow, inside.width), room)
    spare = (inside.bottom - foot - top) // 6
    body = pygame.Rect(0, 0, how.width, inside.height)
    body.midtop = (inside.centerx, top + max(0, min(spare, room - how.height)))
    page.text(_headline(scene), Type.HEADLINE, palette.ink, how.width, topleft=body.topleft)
    body.top += page.height(Type.HEADLINE) + gap
    body.top = _boxes(page, scene, body) + gap
    body.top = prose.lay(page, said, how, body.topleft, bottom)
    lines = (bottom - body.top) // page.height(Type.ASIDE)
    if lines:
        page.paragraph(_coming(scene), Type.ASIDE, palette.ink_soft, body, lines)
    at = pygame.Rect(inside.left, inside.bottom - foot, inside.width, foot)
    end = ledger.row(page, game, at)
    casefile.foot(page, at, HINTS, end + measure(30, least=14))


def _said(scene: Rest) -> tuple[str, ...]:
    """What there is to know, with what the file of a study has to say."""
    inquiry = scene.desk.inquiry
    own = tuple(inquiry.rest.split("\n\n")) if inquiry is not None and inquiry.rest else ()
    if scene.done == 0:
        return (BLIND, *own)
    return own or (CALM,)


def _headline(scene: Rest) -> str:
    if scene.done == 0:
        return "The practice is over"
    return f"Block {scene.done} of {scene.blocks} is done"


def _coming(scene: Rest) -> str:
    count, blocks = len(scene.coming), scene.blocks - scene.done
    exhibits = "One exhibit is" if count == 1 else f"{count} exhibits are"
    if blocks == 1:
        return f"{exhibits} still to come, in one block."
    return f"{exhibits} still to come, in {blocks} blocks with a rest between."


def _side(page: Page) -> int:
    """That of a box, in pixels."""
    return page.measure(22, least=12)


def _boxes(page: Page, scene: Rest, rect: pygame.Rect) -> int:
    """A box for each of several blocks, those that are done inked; the y below them."""
    palette, side = page.palette, _side(page)
    gap = page.measure(10, least=5)
    weight = page.measure(1.6)
    pitch = min(side + gap, rect.width // scene.blocks)
    if scene.blocks == 1 or pitch < side // 2:
        return rect.top  # one box would ask to be ticked, so many run together; the words say it
    for place in range(scene.blocks):
        box = pygame.Rect(rect.left + place * pitch, rect.top, min(side, pitch - 2), side)
        page.surface.fill(palette.ink, box)
        if place >= scene.done:
            page.surface.fill(palette.card, box.inflate(-2 * weight, -2 * weight))
    return rect.top + side
