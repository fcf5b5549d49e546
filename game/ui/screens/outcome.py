"""The outcome of a study: the player's own result, whose hands they were, and where it is kept."""

from __future__ import annotations

import pygame

from game.rules.detection import detect
from game.rules.proportion import wilson
from game.rules.tally import Tally
from game.scenes.actions import Action
from game.scenes.outcome import Outcome
from game.ui import casefile, course, lettering, paper, plainly, prose
from game.ui.page import Page
from game.ui.theme import Style, Type

LEAVING: tuple[casefile.Hint, ...] = (
    casefile.TITLE,
    casefile.Hint("begin another", Action.GO_ON, "another"),
)
NEXT: tuple[casefile.Hint, ...] = (casefile.Hint("next participant", Action.GO_ON),)
"""In a study of a file."""
IN_WORDS = casefile.Hint("more in words", Action.RIGHT, "more")
IN_FIGURES = casefile.Hint("in figures", Action.LEFT, "figures")
TIRED = (
    "You missed {wrong} exhibits that leave no doubt, as happens to anyone who is tired: this "
    "session stays out of the figures."
)
CAUGHT = "With them came {count} {what} no doubt, to see that you looked: not counted above."
SHORTER = "It ended early: you have now seen all the digits that there are beside these forgers."
KEPT = "Your answers are kept in {place}."
REPORT = " All players’ results: python -m game.report"
LEAST_LINES = 2
"""Forgers that are named whatever else there is to say."""
Note = tuple[str, Style]


def outcome(page: Page, scene: Outcome) -> None:
    """Draw the result; what finds no room beside the figures stands on a sheet of its own."""
    turn: tuple[casefile.Hint, ...] = ()
    if not _figures(page, scene, _body(page, scene)):
        turn = (IN_FIGURES if scene.in_words else IN_WORDS,)
        if scene.in_words:
            _words(page, scene, _body(page, scene))
    hints = (*turn, *NEXT) if scene.desk.inquiry else (*casefile.FILING, *turn, *LEAVING)
    casefile.foot(page, paper.inside(page.measure), hints)


def _body(page: Page, scene: Outcome) -> pygame.Rect:
    """An empty sheet with its head; the room between that and the foot."""
    measure = page.measure
    inside = paper.lay(page)
    right = f"lab · case {scene.desk.games} · closed".upper()
    forgers = [forger for forger, _ in scene.by_forger]
    top = casefile.head(page, inside, casefile.told(scene.desk, forgers), right)
    foot = casefile.foot_height(page) + measure(16, least=6)
    body = pygame.Rect(inside.left, top, inside.width, inside.bottom - foot - top)
    return body.inflate(0, -2 * measure(20, least=5))


def _figures(page: Page, scene: Outcome, body: pygame.Rect) -> bool:
    """The player's share and that of each forger, in two parts; whether all words had room too."""
    measure = page.measure
    if measure.is_tall:
        half = body.height // 2
        report = pygame.Rect(body.left, body.top, body.width, half)
        hands = pygame.Rect(body.left, body.top + half, body.width, body.height - half)
    else:
        gap = measure(64, least=24)
        share = round((body.width - gap) * 0.54)
        report = pygame.Rect(body.left, body.top, share, body.height)
        left = report.right + gap
        hands = pygame.Rect(left, body.top, body.right - left, body.height)
        page.surface.fill(page.palette.rule, (left - gap // 2, body.top, 1, body.height))
    told = _report(page, scene, report)
    return _hands(page, scene, hands) and told


def _words(page: Page, scene: Outcome, body: pygame.Rect) -> None:
    """What the figures mean, and what there is to say of the session."""
    gap = page.measure(14, least=5)
    page.text("In words", Type.HEADLINE, page.palette.ink, body.width, topleft=body.topleft)
    body.top += page.height(Type.HEADLINE) + gap
    body.height -= page.height(Type.HEADLINE) + gap
    notes = [words for words, _ in _notes(scene)]
    said = (*notes[:-1], *_plain(scene.session.tally), notes[-1])
    how = prose.fit(page, said, gap, (body.width, body.width), body.height)
    prose.lay(page, said, how, body.topleft, body.bottom)


def _report(page: Page, scene: Outcome, rect: pygame.Rect) -> bool:
    """Thanks, the share told right, both kinds of error; whether what they mean had room."""
    measure, palette = page.measure, page.palette
    counts = scene.session.tally
    thanks = f"Thank you, {scene.desk.player}."
    page.text(thanks, Type.HEADLINE, palette.ink, rect.width, topleft=rect.topleft)
    y = rect.top + page.height(Type.HEADLINE) + measure(4)
    score = page.text(
        plainly.share(counts.accuracy), Type.DISPLAY, palette.ink, topleft=(rect.left, y)
    )
    x = score.right + measure(18, least=9)
    room, middle = rect.right - x, score.centery + measure(2)
    told = f"{counts.right} of {counts.answered}"
    page.text(told, Type.TITLE, palette.ink, room, bottomleft=(x, middle))
    page.text("told right", Type.ASIDE, palette.ink_soft, room, topleft=(x, middle))
    y = score.bottom + measure(2)
    errors = (
        ("Genuine, doubted", counts.doubted, counts.reals),
        ("Forged, believed", counts.fooled, counts.fakes),
    )
    for name, wrong, of in errors:
        _line(page, pygame.Rect(rect.left, y, rect.width, _pitch(page)), name, wrong, of)
        y += _pitch(page)
    page.rule((rect.left, y), rect.width, palette.rule)
    below = pygame.Rect(rect.left, y, rect.width, rect.bottom - y)
    meaning = [(words, Type.BODY) for words in _plain(counts)]
    fitting = _fitting(page, meaning, below)
    _set(page, fitting, below, below.top)
    return len(fitting) == len(meaning)


def _plain(counts: Tally) -> list[str]:
    """What the figures mean, the most telling first."""
    found = detect(counts)
    if found is None:
        return []
    span = (
        f"With so many exhibits your share lies {plainly.span(counts.accuracy)}; a coin has 50 %."
    )
    return [span, plainly.sensitivity(found), plainly.leaning(found)]


def _hands(page: Page, scene: Outcome, rect: pygame.Rect) -> bool:
    """Each forger's share, then what there is to say of the session; whether that had room."""
    measure, palette = page.measure, page.palette
    several = len(scene.by_forger) > 1
    name = "Whose hands they were" if several else "Whose hand it was"
    page.text(name, Type.TITLE, palette.ink, rect.width, topleft=rect.topleft)
    y = rect.top + page.height(Type.TITLE) + measure(8, least=3)
    lines = min(len(scene.by_forger), LEAST_LINES)
    room = pygame.Rect(rect.left, y, rect.width, rect.bottom - y - (lines + 1) * _pitch(page))
    notes = _fitting(page, _notes(scene), room)
    below = rect.bottom - _height(page, notes, rect.width)
    _set(page, notes, room, below)
    fitting = max(1, (below - y) // _pitch(page))
    shown = scene.by_forger if len(scene.by_forger) <= fitting else scene.by_forger[: fitting - 1]
    for forger, counts in shown:
        line = pygame.Rect(rect.left, y, rect.width, _pitch(page))
        _line(page, line, forger.name, counts.right, counts.answered, "told right")
        y += _pitch(page)
    page.rule((rect.left, y), rect.width, palette.rule)
    if more := len(scene.by_forger) - len(shown):
        words = f"and {more} more, in the report"
        at = (rect.left, y + measure(4, least=2))
        page.text(words, Type.SMALL_ITALIC, palette.ink_soft, rect.width, topleft=at)
        y += page.height(Type.SMALL_ITALIC)
    _course(page, scene, pygame.Rect(rect.left, y, rect.width, below - y))
    return len(notes) == len(_notes(scene))


def _course(page: Page, scene: Outcome, room: pygame.Rect) -> None:
    """Where there is room for it: each share with its interval, from the first forger to the last.

    They stand in the order of training, so that it is seen from which on one was fooled.
    """
    rect = room.inflate(0, -2 * page.measure(26, least=12))
    rect.height = min(rect.height, round(rect.width * 0.6))
    if rect.height < page.measure(150, least=140):
        return
    shares = [counts.accuracy for _, counts in scene.by_forger]
    ends = (scene.by_forger[0][0].name, scene.by_forger[-1][0].name)
    course.draw(page, shares, ends, rect)


def _notes(scene: Outcome) -> list[Note]:
    """What there is to say, each with its style, the last at the foot of the sheet."""
    notes: list[Note] = []
    paid = scene.attention
    if paid.flagged:
        wrong = f"{paid.catches - paid.right} of {paid.catches}"
        notes.append((TIRED.format(wrong=wrong), Type.BODY))
    elif paid.catches:
        what = "exhibit that leaves" if paid.catches == 1 else "exhibits that leave"
        notes.append((CAUGHT.format(count=paid.catches, what=what), Type.BODY))
    if scene.used_up:
        notes.append((SHORTER, Type.BODY))
    report = REPORT if scene.desk.inquiry is None else ""
    notes.append((KEPT.format(place=scene.desk.kept_at) + report, Type.SMALL))
    return notes


def _fitting(page: Page, notes: list[Note], room: pygame.Rect) -> list[Note]:
    """The paragraphs as they fit below one another: if need be smaller, and without the last."""
    if _height(page, notes, room.width) > room.height:
        notes = [(words, Type.SMALL) for words, _ in notes]
    while len(notes) > 1 and _height(page, notes, room.width) > room.height:
        notes = notes[:-1]
    return notes


def _set(page: Page, notes: list[Note], room: pygame.Rect, y: int) -> None:
    """Paragraphs below one another, the first a gap below y."""
    for words, style in notes:
        ink = page.palette.ink if style is Type.BODY else page.palette.ink_soft
        place = pygame.Rect(room.left, y + _gap(page), room.width, 0)
        y = page.paragraph(words, style, ink, place)


def _height(page: Page, notes: list[Note], width: int) -> int:
    """The height of paragraphs with a gap above each, in pixels."""
    lines = (
        (style, len(lettering.lines(words, style, page.measure.type(style), width)))
        for words, style in notes
    )
    return sum(count * page.height(style) + _gap(page) for style, count in lines)


def _gap(page: Page) -> int:
    return page.measure(12, least=5)


def _pitch(page: Page) -> int:
    return page.height(Type.BODY) + page.measure(14, least=6)


def _line(page: Page, line: pygame.Rect, name: str, count: int, of: int, what: str = "") -> None:
    """A ruled line: a name, its share, and between them the count, if there is room."""
    measure, palette = page.measure, page.palette
    page.rule(line.topleft, line.width, palette.rule)
    at = (line.right, line.centery)
    share = plainly.share(wilson(count, of))
    percent = page.text(share, Type.BODY_BOLD, palette.ink, midright=at)
    edge = min(percent.left, line.right - measure(66, least=46)) - measure(12, least=6)
    named = page.width(name, Type.BODY) + measure(16, least=8)
    for told in (f"{count} of {of} {what}".strip(), f"{count} of {of}"):
        if page.width(told, Type.SMALL) <= edge - line.left - named:
            page.text(told, Type.SMALL, palette.ink_soft, midright=(edge, line.centery))
            break
    page.text(name, Type.BODY, palette.ink, edge - line.left, midleft=(line.left, line.centery))
