"""The summary: the score, both kinds of error, what cost a life, and the leaderboard."""

from __future__ import annotations

import pygame

from game.rules.arcade import LIVES
from game.rules.board import LeaderboardRow, ranks
from game.rules.ladder import Ladder
from game.rules.tally import Tally
from game.scenes.session import Finding
from game.scenes.summary import Summary
from game.ui import casefile, paper, plainly, plate
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    *casefile.FILING,
    casefile.TITLE,
    casefile.ANOTHER,
)

GENUINE = ("Genuine digits recognised", "Genuine recognised", "Recognised")
FORGED = ("Forgeries caught", "Caught")
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
    if session.late:
        streak = f"{session.late} ran out of time"
        both = f"{streak}, longest streak {session.longest_streak}"
        streak = page.longest((both, streak), Type.ASIDE, room)
    page.text(streak, Type.ASIDE, palette.ink_soft, room, topleft=(x, middle))
    y = score.bottom + measure(2)
    y = _shares(page, counts, pygame.Rect(rect.left, y, rect.width, 0))
    _mistaken(page, scene, pygame.Rect(rect.left, y, rect.width, rect.bottom - y))


def _points(score: int) -> str:
    return "digit told right" if score == 1 else "digits told right"


def _shares(page: Page, counts: Tally, rect: pygame.Rect) -> int:
    """Accuracy on reals and on fakes, apart, as two ruled lines; the y below them."""
    measure, palette = page.measure, page.palette
    pitch = page.height(Type.BODY) + measure(14, least=6)
    y = rect.top
    rows = (
        (GENUINE, counts.right_reals, counts.reals),
        (FORGED, counts.right_fakes, counts.fakes),
    )
    for names, right, of in rows:
        page.rule((rect.left, y), rect.width, palette.rule)
        middle = y + pitch // 2
        share = f"{round(100 * right / of)} %" if of else "–"
        percent = page.text(share, Type.BODY_BOLD, palette.ink, midright=(rect.right, middle))
        told = f"{right} of {of}" if of else "none shown"
        at = (min(percent.left, rect.right - measure(66, least=46)) - measure(12, least=6), middle)
        said = page.text(told, Type.SMALL, palette.ink_soft, midright=at)
        room = said.left - rect.left - measure(10)
        name = page.longest(names, Type.BODY, room)
        page.text(name, Type.BODY, palette.ink, room, midleft=(rect.left, middle))
        y += pitch
    page.rule((rect.left, y), rect.width, palette.rule)
    return y


def _mistaken(page: Page, scene: Summary, rect: pygame.Rect) -> None:
    """What cost a life, each with its number and what it was."""
    measure, palette = page.measure, page.palette
    mistaken = scene.session.mistaken
    y = rect.top + measure(20, least=7)
    if not mistaken:
        words = "No forgery got past you." if scene.session.tally.fakes else ""
        page.text(words, Type.ASIDE, palette.ink_soft, rect.width, topleft=(rect.left, y))
        return
    name = "What cost you a life" if len(mistaken) == 1 else f"What cost you {len(mistaken)} lives"
    page.text(name, Type.BODY_BOLD, palette.ink, rect.width, topleft=(rect.left, y))
    y += page.height(Type.BODY) + measure(8, least=3)
    gap = measure(14, least=7)
    label = measure(3) + page.height(Type.LABEL) + page.height(Type.SMALL_ITALIC)
    wide = (rect.width - (LIVES - 1) * gap) // LIVES
    scale = max(1, min(plate.factor(min(wide, rect.bottom - y - label)), measure(6)))
    for place, finding in enumerate(mistaken):
        at = pygame.Rect(rect.left + place * (wide + gap), y, wide, 0)
        page.surface.blit(plate.plate(finding.pixels, scale), at)
        at.top += plate.side(scale) + measure(3)
        number = finding.trial.planned.number
        shown = page.longest((f"EXHIBIT {number}", f"NO. {number}"), Type.LABEL, wide)
        page.text(shown, Type.LABEL, palette.ink_soft, wide, topleft=at.topleft)
        at.top += page.height(Type.LABEL)
        told = page.longest(_told(finding), Type.SMALL_ITALIC, wide)
        page.text(told, Type.SMALL_ITALIC, palette.ink_soft, wide, topleft=at.topleft)


def _told(finding: Finding) -> tuple[str, ...]:
    """What it was, and that time ran out where it did; then only what it was."""
    was = "genuine" if finding.trial.planned.is_real else "forged"
    late = finding.trial.outcome == "timeout"
    return (f"{was}, too late", was) if late else (was,)


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
    for place, row in zip(ranks(scene.board), scene.board, strict=True):
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
