"""Adjusting the desk: the form with every setting, and a word on the one in focus."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.scenes.actions import Action, Picked
from game.scenes.adjust import CHOICES, DECIDED, ROWS, Adjust, Row
from game.scenes.desk import Desk
from game.scenes.settings import Settings
from game.ui import casefile, form, paper, values
from game.ui.page import Page
from game.ui.theme import Type

HEADINGS = {
    Row.PLAYER: "The examiner",
    Row.VOLUME: "The ear",
    Row.TEXT: "The eye",
    Row.MOTION: "Calm",
}
"""Above which line each part of the form begins."""
SPLIT = ROWS.index(Row.TEXT)
"""The first line of the second column."""
NOTES = {
    Row.PLAYER: "Whose answers are recorded.",
    Row.KEYS: "Every action can have other keys.",
    Row.LIMITS: "Where a mode limits the time to think, it may; without, nobody hurries you.",
    Row.CONFIDENCE: "In lab, after each answer: from 1, a guess, to 4, certain.",
    Row.MASKS: "After a glimpse of a digit, four masks put out what is left of it in the eye.",
    Row.VOLUME: "How loud the stamp comes down.",
    Row.MUTE: "No sound at all. Everything is seen as well.",
    Row.TEXT: "Larger type, wherever there is something to read.",
    Row.PALETTE: "The desk’s own, black on white, or blue and vermilion.",
    Row.SCALE: "The most that a digit is enlarged by.",
    Row.WINDOW: "Its size when it does not fill the screen.",
    Row.FULL_SCREEN: "The desk and nothing else.",
    Row.MOTION: "No sheet slides, and the stamp is on the evidence without its fall.",
    Row.FLASHES: "Nothing large gets lighter or darker all of a sudden.",
}
OPEN = {
    Row.PLAYER: "Whose answers are recorded: this case stays signed as it is.",
    Row.MASKS: "This holds from the next case on: one has masks throughout or never.",
    Row.FLASHES: "This holds at once, but for the masks of an open case: leave it to end them.",
}
"""What is said of a line instead, where a case is open."""
STUDIED = "This is the same for all who take part in this study."
HINTS: tuple[casefile.Hint, ...] = (
    casefile.MOVE,
    casefile.Hint("change", Action.RIGHT, beside=Action.LEFT),
    casefile.CHOOSE,
    casefile.Hint("back", Action.BACK),
)


def adjust(page: Page, scene: Adjust) -> None:
    """Draw the form."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    top = casefile.head(page, inside, "Examiner’s desk".upper(), "Form S".upper())
    y = top + measure(20, least=5)
    page.text("Settings", Type.HEADLINE, palette.ink, inside.width, topleft=(inside.left, y))
    y += page.height(Type.HEADLINE) + measure(2)
    notes = 2 * page.height(Type.ASIDE) if scene.desk.notice else page.height(Type.ASIDE)
    foot = casefile.foot_height(page) + measure(14, least=6)
    below = inside.bottom - foot - notes
    room = pygame.Rect(inside.left, y, inside.width, below - y - measure(10, least=4))
    held = _held(scene.desk)
    lines = tuple(
        form.Line(row.words, _value(held, row), Picked(place), HEADINGS.get(row, ""))
        for place, row in enumerate(ROWS)
    )
    form.draw(page, lines, scene.focus, room, _width(page), SPLIT)
    said = pygame.Rect(inside.left, below, inside.width, notes)
    if scene.desk.notice:
        _notice(page, scene.desk.notice, said)
    else:
        page.text(
            _note(scene, ROWS[scene.focus]),
            Type.ASIDE,
            palette.ink_soft,
            said.width,
            midtop=said.midtop,
        )
    casefile.foot(page, inside, HINTS)


def _note(scene: Adjust, row: Row) -> str:
    """A word on the line in focus."""
    if row in DECIDED and scene.desk.inquiry is not None:
        return STUDIED
    return OPEN.get(row, NOTES[row]) if scene.behind else NOTES[row]


def _held(desk: Desk) -> Settings:
    """What holds at this desk, where a study decides some of it."""
    return replace(
        desk.settings,
        player=desk.player,
        confidence=desk.asks_confidence,
        masks=desk.wants_masks,
        time_limits=desk.settings.time_limits and desk.inquiry is None,
    )


def _notice(page: Page, words: str, rect: pygame.Rect) -> None:
    page.paragraph(words, Type.SMALL_ITALIC, page.palette.wrong, rect, lines=2)


def _width(page: Page) -> int:
    """The least width of a column: its longest name, and a value beside it."""
    return max(page.width(row.words, Type.BODY_BOLD) for row in ROWS) + page.width(
        "as large as fits", Type.BODY
    )


def _value(settings: Settings, row: Row) -> form.Value:
    present = getattr(settings, row.field)
    match row:
        case Row.PLAYER:
            return values.door(settings.player)
        case Row.KEYS:
            return values.door("one by one")
        case Row.VOLUME:
            return values.level(settings.volume)
        case Row.TEXT:
            words = f"{present} %"
        case Row.SCALE:
            words = f"at most {present} ×" if present else "as large as fits"
        case Row.WINDOW:
            words = f"{present[0]} × {present[1]}"
        case Row.PALETTE:
            words = str(present)
        case _:
            return values.switch(present)
    choices = CHOICES[row]
    return values.chosen(words, first=present == choices[0], last=present == choices[-1])
