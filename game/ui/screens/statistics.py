"""My statistics: one mode's figures in words, over time, and forger by forger."""

from __future__ import annotations

import pygame

from game.rules.career import COUNTED, ModeCareer
from game.rules.proportion import Proportion
from game.scenes.actions import Action, Picked
from game.scenes.register import LEAVES, Leaf
from game.scenes.statistics import Statistics
from game.ui import casefile, course, lettering, paper, particulars, spans
from game.ui.page import Page
from game.ui.particulars import ENOUGH, Row, percents, too_few
from game.ui.screens.register import BACK, TURN, day, lay_leaf
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("another examiner", Action.GO_ON, last=True),
    casefile.Hint("mode", Action.DOWN, beside=Action.UP),
    TURN,
    BACK,
)
RANGES = "Ranges are 95 % intervals."
NOTES = {
    "arcade": ("The truth is told after each answer, which changes how one judges.",),
    "ladder": ("The truth is told after each answer, and the forger grows with you.",),
    "lab": (
        "Blind; a study counts when it is over.",
        "Timed finds an exposure and no share.",
    ),
}
NOTE_LINES = 2
NOTHING = {
    "arcade": "You have judged nothing in arcade yet.",
    "ladder": "You have judged nothing on the ladder yet.",
    "lab": "You have finished no study in the lab yet.",
}


def statistics(page: Page, scene: Statistics) -> None:
    """Draw the leaf."""
    measure, palette = page.measure, page.palette
    inside = paper.lay(page)
    room = lay_leaf(page, inside, Leaf.MINE, scene.desk.player)
    foot = casefile.foot_height(page) + measure(12, least=5)
    room.height = inside.bottom - foot - room.top
    modes = pygame.Rect(room.left, room.top, room.width, page.height(Type.BODY))
    _modes(page, scene.mode, modes)
    note = pygame.Rect(room.left, 0, room.width, NOTE_LINES * page.height(Type.SMALL_ITALIC))
    note.bottom = room.bottom
    found = scene.shown
    words = _whole(page, (*_of_figures(found), *NOTES[scene.mode]), note.width)
    page.paragraph(words, Type.SMALL_ITALIC, palette.ink_soft, note, NOTE_LINES)
    top = modes.bottom + measure(14, least=5)
    body = pygame.Rect(room.left, top, room.width, note.top - measure(8, least=4) - top)
    if found is None or found.counts.answered == 0:
        words = "The register is being searched." if found is None else NOTHING[scene.mode]
        page.paragraph(words, Type.ASIDE, palette.ink_soft, body)
    else:
        _body(page, found, body)
    casefile.foot(page, inside, HINTS)


def _modes(page: Page, mode: str, rect: pygame.Rect) -> None:
    """The modes side by side, the one that is shown in heavier type."""
    x = rect.left
    for place, each in enumerate(COUNTED):
        current = each == mode
        style = Type.BODY_BOLD if current else Type.BODY
        spot = pygame.Rect(x, rect.top, page.width(each, Type.BODY_BOLD), rect.height)
        hovered = page.offer(spot, Picked(len(LEAVES) + place))
        ink = page.palette.ink if current or hovered else page.palette.ink_soft
        page.text(each, style, ink, midleft=spot.midleft)
        x = spot.right + page.measure(26, least=14)


def _body(page: Page, found: ModeCareer, body: pygame.Rect) -> None:
    measure = page.measure
    gap = measure(56, least=22)
    if measure.is_tall:
        figures = pygame.Rect(body.left, body.top, body.width, _figures_height(page))
        rest = pygame.Rect(body.left, figures.bottom + gap // 2, body.width, 0)
    else:
        figures = pygame.Rect(body.left, body.top, round((body.width - gap) * 0.47), body.height)
        rest = pygame.Rect(figures.right + gap, body.top, 0, 0)
        left = figures.right + gap // 2
        page.surface.fill(page.palette.rule, (left, body.top, 1, body.height))
    rest.width, rest.height = body.right - rest.left, body.bottom - rest.top
    _figures(page, found, figures)
    if found.counts.answered >= ENOUGH:
        _pictures(page, found, rest)
    else:
        words = (
            f"After {ENOUGH} answers you will see here how you did session by session, and how "
            "often each forger fooled you."
        )
        page.paragraph(words, Type.ASIDE, page.palette.ink_soft, rest)


def _figures_height(page: Page) -> int:
    return page.height(Type.DISPLAY) + 6 * _pitch(page) + page.measure(12)


def _pitch(page: Page) -> int:
    return page.height(Type.BODY) + page.measure(13, least=4)


def _figures(page: Page, found: ModeCareer, rect: pygame.Rect) -> None:
    """The share told right, and ruled lines of what else the answers come to."""
    y = _headline(page, found, rect)
    rows = particulars.rows(found)
    pitch = min(_pitch(page), max(page.height(Type.BODY), (rect.bottom - y) // len(rows)))
    for row in rows:
        if y + pitch > rect.bottom:
            break
        _row(page, row, pygame.Rect(rect.left, y, rect.width, pitch))
        y += pitch


def _headline(page: Page, found: ModeCareer, rect: pygame.Rect) -> int:
    """The share of all digits told right, or how few they are; the y below it."""
    palette, counts = page.palette, found.counts
    of = f"{_count(counts.answered, 'digit')} in {_count(found.sessions, 'session')}"
    share = counts.accuracy
    if counts.answered < ENOUGH or share.estimate is None:
        said = page.text(
            f"{counts.answered} judged", Type.HEADLINE, palette.ink, topleft=rect.topleft
        )
        words = f"Too few for figures: {ENOUGH} will do."
        y = said.bottom
        page.text(words, Type.ASIDE, palette.ink_soft, rect.width, topleft=(rect.left, y))
        return y + page.height(Type.ASIDE) + page.measure(10, least=4)
    roomy = rect.height > page.height(Type.DISPLAY) + 6 * page.height(Type.BODY)
    style = Type.DISPLAY if roomy else Type.HEADLINE
    corner = (rect.left, rect.top - (page.measure(14) if roomy else 0))
    figure = f"{round(100 * share.estimate)} %"
    said = page.text(figure, style, palette.ink, topleft=corner)
    x = said.right + page.measure(18, least=9)
    room, middle = rect.right - x, said.centery + page.measure(2)
    page.text("told right", Type.TITLE, palette.ink, room, bottomleft=(x, middle))
    between = percents(share)
    told = (f"{between}, {of}", f"{between} of {counts.answered:,}", between)
    words = page.longest(told, Type.ASIDE, room)
    below = page.text(words, Type.ASIDE, palette.ink_soft, room, topleft=(x, middle))
    return max(said.bottom + page.measure(2), below.bottom)


def _row(page: Page, row: Row, line: pygame.Rect) -> None:
    """A figure at the right end, how sure it is where there is room, and its name."""
    measure, palette = page.measure, page.palette
    name, detail, figure = row
    page.rule(line.topleft, line.width, palette.rule)
    right = line.right
    gap = measure(12, least=6)
    said = page.text(figure, Type.BODY_BOLD, palette.ink, midright=(right, line.centery))
    right = min(said.left, line.right - measure(56, least=40)) - gap
    room = right - line.left - page.width(name, Type.BODY) - gap
    if page.width(detail, Type.SMALL) <= room:
        spot = (right, line.centery)
        right = page.text(detail, Type.SMALL, palette.ink_soft, midright=spot).left - gap
    page.text(name, Type.BODY, palette.ink, right - line.left, midleft=(line.left, line.centery))


def _pictures(page: Page, found: ModeCareer, rect: pygame.Rect) -> None:
    """Accuracy session by session, and below it how much of each forger's work passed."""
    title = page.height(Type.BODY_BOLD) + page.measure(6, least=2)
    gap = page.measure(24, least=8)
    most = max(page.measure(270, least=150), rect.height // 2)
    plot = min(max(rect.height * 2 // 5, 4 * page.height(Type.SMALL)), most)
    shown = _most(found, (rect.height - 2 * title - gap - plot) // spans.pitch(page))
    below = title + gap + len(shown) * spans.pitch(page) if shown else 0
    plot = min(rect.height - title - below, most)
    told = len(found.latest)
    each = f"the last {told}" if told < found.sessions else f"each of {told}"
    name = f"Told right in {each} sessions" if found.sessions > 1 else "Told right"
    name = page.longest((name, "Told right"), Type.BODY_BOLD, rect.width)
    _titled(page, name, rect.left, rect.top, rect.width)
    field = pygame.Rect(rect.left, rect.top + title, rect.width, plot)
    ends = (day(found.latest[0].when), day(found.latest[-1].when))
    course.draw(page, [each.counts.accuracy for each in found.latest], ends, field)
    if shown:
        y = field.bottom + gap
        _titled(page, "Forgeries that passed", rect.left, y, rect.width)
        spans.draw(page, shown, pygame.Rect(rect.left, y + title, rect.width, 0))


def _titled(page: Page, words: str, x: int, y: int, room: int) -> None:
    page.text(words, Type.BODY_BOLD, page.palette.ink, room, topleft=(x, y))


def _most(found: ModeCareer, count: int) -> list[spans.Span]:
    """As many as there is room for: those with the most fakes, in the order of training."""
    by_fakes = sorted(found.against, key=lambda each: -each.fakes)[: max(count, 0)]
    return [_span(each.name, each.fool_rate) for each in found.against if each in by_fakes]


def _span(name: str, share: Proportion) -> spans.Span:
    if share.of < ENOUGH or share.estimate is None:
        return spans.Span(name, None, too_few(share.of))
    return spans.Span(name, share, f"{round(100 * share.estimate)} % of {share.of}")


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")


def _of_figures(found: ModeCareer | None) -> tuple[str, ...]:
    """What is to be known of the figures, where there are any."""
    if found is None:
        return ()
    left_out = f"{_count(found.flagged, 'session')} left out for missed catch trials."
    shown = found.counts.answered >= ENOUGH
    return (*([left_out] if found.flagged else []), *([RANGES] if shown else []))


def _whole(page: Page, sentences: tuple[str, ...], width: int) -> str:
    """As many of the sentences, the first at least, as the note's lines hold."""
    size = page.measure.type(Type.SMALL_ITALIC)
    fewer = (" ".join(sentences[:kept]) for kept in range(len(sentences), 1, -1))
    fitting = (
        words
        for words in fewer
        if len(lettering.lines(words, Type.SMALL_ITALIC, size, width)) <= NOTE_LINES
    )
    return next(fitting, sentences[0])
