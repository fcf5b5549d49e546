"""The summary: the score, both kinds of error, the forgeries that passed, and the leaderboard."""

from __future__ import annotations

import pygame

from game.rules.board import LeaderboardRow
from game.rules.ladder import Ladder
from game.rules.tally import Tally
from game.scenes.actions import Action
from game.scenes.summary import Summary
from game.ui import casefile, exhibits, paper, plainly, plate
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    *casefile.FILING,
    casefile.Hint("title", Action.BACK),
    casefile.Hint("open another case", Action.GO_ON),
)

COMING = "The register is being fetched."
NOBODY = "Nobody stands here yet: it takes a digit told right."
NOBODY_CLIMBED = "Nobody stands here yet: it takes an epoch passed."


def summary(page: Page, scene: Summary) -> None:
    """Draw the report."""
    measure = page.measure
    inside = paper.lay(page)
    right = f"{scene.session.game.mode} · case {scene.desk.games} · closed".upper()
    top = casefile.head(page, inside, casefile.parties(scene.desk), right)
    foot = casefile.foot_height(page) + measure(16, least=6)
    body = pygame.Rect(inside.left, top, inside.width, inside.bottom - foot - top)
    body = body.inflate(0, -2 * measure(20, least=5))
    if measure.is_tall:
        half = round(body.height * 0.58)
        report = pygame.Rect(body.left, body.top, body.width, half)
        board = pygame.Rect(body.left, body.top + half, body.width, body.height - half)
    else:
        gap = measure(64, least=24)
        share = round((body.width - gap) * 0.56)
        report = pygame.Rect(body.left, body.top, share, body.height)
        left = report.right + gap
        board = pygame.Rect(left, body.top, body.right - left, body.height)
        page.surface.fill(page.palette.rule, (left - gap // 2, body.top, 1, body.height))
    if isinstance(scene.session.game, Ladder):
        # Here and not above: the first frame does without.
        from game.ui import climb

        climb.report(page, scene.session.game, report)
    else:
        _report(page, scene, report)
    _board(page, scene, board)
    casefile.foot(page, inside, HINTS)


def _report(page: Page, scene: Summary, rect: pygame.Rect) -> None:
    measure, palette = page.measure, page.palette
    session, counts = scene.session, scene.session.tally
    y = rect.top
    score = page.text(
        str(counts.right), Type.DISPLAY, palette.ink, topleft=(rect.left, y - measure(14))
    )
    x = score.right + measure(18, least=9)
    room = rect.right - x
    middle = score.centery + measure(2)
    page.text(_points(counts.right), Type.TITLE, palette.ink, room, bottomleft=(x, middle))
    streak = f"longest streak {session.longest_streak}"
    page.text(streak, Type.ASIDE, palette.ink_soft, room, topleft=(x, middle))
    y = score.bottom + measure(2)
    y = _shares(page, counts, pygame.Rect(rect.left, y, rect.width, 0))
    _fooled(page, scene, pygame.Rect(rect.left, y, rect.width, rect.bottom - y))


def _points(score: int) -> str:
    return "digit told right" if score == 1 else "digits told right"


def _shares(page: Page, counts: Tally, rect: pygame.Rect) -> int:
    """Accuracy on reals and on fakes, apart, as two ruled lines; the y below them."""
    measure, palette = page.measure, page.palette
    pitch = page.height(Type.BODY) + measure(14, least=6)
    y = rect.top
    rows = (
        ("Genuine digits recognised", counts.right_reals, counts.reals),
        ("Forgeries caught", counts.right_fakes, counts.fakes),
    )
    for name, right, of in rows:
        page.rule((rect.left, y), rect.width, palette.rule)
        middle = y + pitch // 2
        share = f"{round(100 * right / of)} %" if of else "–"
        percent = page.text(share, Type.BODY_BOLD, palette.ink, midright=(rect.right, middle))
        told = f"{right} of {of}" if of else "none shown"
        at = (min(percent.left, rect.right - measure(66, least=46)) - measure(12, least=6), middle)
        said = page.text(told, Type.SMALL, palette.ink_soft, midright=at)
        room = said.left - rect.left - measure(10)
        page.text(name, Type.BODY, palette.ink, room, midleft=(rect.left, middle))
        y += pitch
    page.rule((rect.left, y), rect.width, palette.rule)
    return y


def _fooled(page: Page, scene: Summary, rect: pygame.Rect) -> None:
    measure, palette = page.measure, page.palette
    fooled = scene.session.fooled_by
    y = rect.top + measure(20, least=7)
    if not fooled:
        words = "No forgery got past you." if scene.session.tally.fakes else ""
        page.text(words, Type.ASIDE, palette.ink_soft, rect.width, topleft=(rect.left, y))
        return
    name = "This forgery fooled you" if len(fooled) == 1 else "These forgeries fooled you"
    page.text(name, Type.BODY_BOLD, palette.ink, rect.width, topleft=(rect.left, y))
    y += page.height(Type.BODY) + measure(8, least=3)
    gap = measure(10, least=5)
    label = page.height(Type.LABEL) + measure(2)
    room = pygame.Rect(rect.left, y, rect.width, rect.bottom - y)
    rows = 2 if room.height > measure(330) else 1
    tall = (room.height - (rows - 1) * gap) // rows - label
    columns = max(3, min(len(fooled), 6))
    fitting = min(tall, (room.width - (columns - 1) * gap) // columns)
    scale = max(1, min(plate.factor(fitting), measure(6)))
    columns = max(1, (room.width + gap) // (plate.side(scale) + gap))
    for number, finding in enumerate(fooled[: columns * rows]):
        at = exhibits.place(room.topleft, number, columns, scale, gap)
        at.top += number // columns * label
        page.surface.blit(plate.plate(finding.pixels, scale), at)
        shown = f"Exhibit {finding.trial.planned.number}".upper()
        under = (at.left, at.bottom + measure(3))
        page.text(shown, Type.LABEL, palette.ink_soft, at.width, topleft=under)


def _board(page: Page, scene: Summary, rect: pygame.Rect) -> None:
    measure, palette = page.measure, page.palette
    page.text("Best examiners", Type.TITLE, palette.ink, rect.width, topleft=rect.topleft)
    y = rect.top + page.height(Type.TITLE) + measure(8, least=3)
    climbed = isinstance(scene.session.game, Ladder)
    if not scene.board:
        words = COMING if scene.board is None else NOBODY_CLIMBED if climbed else NOBODY
        said = pygame.Rect(rect.left, y, rect.width, 0)
        page.paragraph(words, Type.ASIDE, palette.ink_soft, said)
        return
    pitch = page.height(Type.BODY) + measure(13, least=5)
    bottom = rect.bottom
    if any(row.left for row in scene.board):
        bottom -= 2 * page.height(Type.SMALL_ITALIC) + measure(4, least=2)
    for place, row in enumerate(scene.board, start=1):
        if y + pitch > bottom:
            break
        line = pygame.Rect(rect.left, y, rect.width, pitch)
        told = f"epoch {row.score}" if climbed else plainly.points(row)
        _row(page, place, row, told, line, row.session_uuid == scene.session.uuid)
        y += pitch
    page.rule((rect.left, y), rect.width, palette.rule)
    if any(row.left for row in scene.board):
        under = pygame.Rect(rect.left, y + measure(4, least=2), rect.width, 0)
        page.paragraph(plainly.LEFT, Type.SMALL_ITALIC, palette.ink_soft, under, lines=2)


def _row(
    page: Page, place: int, row: LeaderboardRow, told: str, line: pygame.Rect, own: bool
) -> None:
    measure, palette = page.measure, page.palette
    if own:
        page.surface.fill(palette.card, line)
        page.surface.fill(palette.accent, (line.left, line.top, measure(4, least=3), line.height))
    page.rule(line.topleft, line.width, palette.rule)
    style = Type.BODY_BOLD if own else Type.BODY
    number = measure(46, least=32)
    at = (line.left + number - measure(10, least=7), line.centery)
    page.text(str(place), Type.DATA, palette.ink_soft, midright=at)
    edge = line.right - measure(10, least=6)
    score = page.text(told, Type.BODY_BOLD, palette.ink, midright=(edge, line.centery))
    room = score.left - line.left - number - measure(14, least=8)
    name = (line.left + number, line.centery)
    shown = page.text(row.player, style, palette.ink, room, midleft=name)
    left = room - shown.width - measure(12)
    if row.checkpoint_name and left > page.width("epoch 100", Type.SMALL_ITALIC):
        spot = (score.left - measure(14, least=8), line.centery)
        page.text(row.checkpoint_name, Type.SMALL_ITALIC, palette.ink_soft, left, midright=spot)
