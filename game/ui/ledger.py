"""The ledger: figures with their names above them, divided by ruled lines."""

from __future__ import annotations

import pygame

from game.rules.arcade import LIVES, Arcade
from game.rules.game import Game
from game.rules.lab import Lab
from game.rules.ladder import DIGITS, ENOUGH, Ladder
from game.rules.staircase import LEAST_ANSWERS
from game.rules.timed import Timed
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type


def height(page: Page) -> int:
    """The height of an entry."""
    return page.height(Type.LABEL) + page.height(Type.FIGURE) + page.measure(2)


def entry(page: Page, label: str, figure: str, topleft: tuple[int, int], note: str = "") -> int:
    """A named figure with a note beside it; the x behind it."""
    palette, (x, y) = page.palette, topleft
    named = page.text(label, Type.LABEL, palette.ink_soft, topleft=topleft)
    top = y + page.height(Type.LABEL) + page.measure(1)
    shown = page.text(figure, Type.FIGURE, palette.ink, topleft=(x, top))
    right = max(named.right, shown.right)
    if note:
        place = (shown.right + page.measure(9, least=5), shown.bottom - page.measure(6, least=3))
        noted = page.text(note, Type.SMALL_ITALIC, palette.ink_soft, bottomleft=place)
        right = max(right, noted.right)
    return right


def lives(page: Page, left: int, topleft: tuple[int, int], just_lost: bool = False) -> int:
    """The lives: wax seals, those lost crossed out; the x behind them."""
    palette, (x, y) = page.palette, topleft
    named = page.text("LIVES", Type.LABEL, palette.ink_soft, topleft=topleft)
    diameter = page.measure(25, least=15)
    middle = y + page.height(Type.LABEL) + page.measure(1) + page.height(Type.FIGURE) // 2
    for place in range(LIVES):
        centre = (x + diameter // 2 + place * (diameter + page.measure(8, least=5)), middle)
        if place < left:
            _seal(page, diameter, centre)
        else:
            _spent(page, diameter, centre, fresh=just_lost and place == left)
    return max(named.right, centre[0] + diameter // 2)


def row(page: Page, game: Game, rect: pygame.Rect, just_lost: bool = False) -> int:
    """Where a game stands, in figures side by side; the x behind the last."""
    match game:
        case Arcade():
            return _arcade(page, game, rect, just_lost)
        case Ladder():
            return _ladder(page, game, rect)
        case Lab():
            return _lab(page, game, rect)
        case Timed():
            return entry(page, "TO COME", str(game.left), rect.topleft, _wanting(game))
    raise AssertionError(game)


def _ladder(page: Page, game: Ladder, rect: pygame.Rect) -> int:
    """The level, and how far it is climbed; on a landing the level below it."""
    place = game.level - game.at_break
    gap = page.measure(34, least=16)
    levels = len(game.forgers)
    x = entry(page, "LEVEL", f"{place + 1} / {levels}", rect.topleft)
    x = _divider(page, x + gap, rect) + gap
    level = game.levels[place] if place < len(game.levels) else None
    x = entry(page, "EXHIBITS", f"{level.answered if level else 0} / {DIGITS}", (x, rect.top))
    x = _divider(page, x + gap, rect) + gap
    right = level.right if level else 0
    return entry(page, "RIGHT", str(right), (x, rect.top), f"{ENOUGH} to climb")


def _wanting(game: Timed) -> str:
    """How many answers a threshold takes, where there will not be as many."""
    forgers = len(game.staircases)
    total = game.left + sum(len(stairs.levels) for _, stairs in game.staircases)
    if total >= LEAST_ANSWERS * forgers:
        return ""
    return f"{LEAST_ANSWERS}{' each' if forgers > 1 else ''} for a threshold"


def _lab(page: Page, game: Lab, rect: pygame.Rect) -> int:
    """Which block it is, and how many exhibits are still to come: nothing of how it goes."""
    gap = page.measure(34, least=16)
    trials = game.schedule.trials
    block = trials[min(game.asked, len(trials) - 1)].block
    shown = f"{block} / {game.blocks}" if block else "practice"
    x = entry(page, "BLOCK", shown, rect.topleft)
    x = _divider(page, x + gap, rect) + gap
    return entry(page, "TO COME", str(len(trials) - game.asked), (x, rect.top))


def _arcade(page: Page, game: Arcade, rect: pygame.Rect, just_lost: bool) -> int:
    """Lives, score and streak."""
    gap = page.measure(34, least=16)
    x = lives(page, game.lives, rect.topleft, just_lost)
    x = _divider(page, x + gap, rect) + gap
    x = entry(page, "SCORE", str(game.score), (x, rect.top))
    x = _divider(page, x + gap, rect) + gap
    note = f"best {game.best_streak}" if game.best_streak else ""
    return entry(page, "STREAK", str(game.streak), (x, rect.top), note)


def _divider(page: Page, x: int, rect: pygame.Rect) -> int:
    page.surface.fill(page.palette.rule, (x, rect.top, 1, rect.height))
    return x


def _seal(page: Page, diameter: int, centre: tuple[int, int]) -> None:
    wax = shapes.disc(diameter, page.palette.accent)
    page.surface.blit(wax, wax.get_rect(center=centre))
    ring = shapes.disc(round(diameter * 0.66), page.palette.card, max(1, diameter // 14))
    page.surface.blit(ring, ring.get_rect(center=centre))


def _spent(page: Page, diameter: int, centre: tuple[int, int], fresh: bool) -> None:
    colour = page.palette.accent if fresh else page.palette.ink_soft
    ring = shapes.disc(diameter, colour, max(1, diameter // 14))
    page.surface.blit(ring, ring.get_rect(center=centre))
    reach = round(diameter * 0.2)
    for lean in (-1, 1):
        start = (centre[0] - reach, centre[1] - lean * reach)
        end = (centre[0] + reach, centre[1] + lean * reach)
        pygame.draw.line(page.surface, colour, start, end, max(1, diameter // 11))
