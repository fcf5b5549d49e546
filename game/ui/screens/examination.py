"""The examination: question, answer and reveal on one page, so that nothing moves but the stamp."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import pygame

from game.rules.ladder import Ladder
from game.scenes.actions import Action
from game.scenes.answering import Answering
from game.scenes.desk import Desk
from game.scenes.question import Question
from game.scenes.reveal import STAMP_SECONDS, Reveal
from game.scenes.screen import Screen
from game.scenes.session import Finding, Session
from game.scenes.settings import Settings
from game.ui import answers, bench, casefile, findings, ledger, lettering, paper, plate, stamp
from game.ui.measure import Measure
from game.ui.page import Page
from game.ui.theme import Type

HINTS: tuple[casefile.Hint, ...] = (
    casefile.Hint("help", Action.HELP),
    casefile.Hint("pause", Action.BACK),
)


COMING = "The evidence is being brought up from the archive."


def question(page: Page, scene: Question) -> None:
    """A digit, and the two answers."""
    digit = scene.digit
    number = scene.session.number
    at = case_bench(page, scene.desk, scene.session)
    evidence(page, at, digit.pixels if digit else None, number, 0)
    waiting = None if digit else False
    answers.draw(page, answers.GENUINE, at.genuine, waiting)
    answers.draw(page, answers.FORGED, at.forged, waiting)
    asked = "Did a person write this, or did the machine forge it?"
    text = asked if digit else COMING
    if digit and scene.seconds_left is not None:
        text = f"The court is waiting: {_seconds(scene.seconds_left)} left."
    elif digit and scene.session.trial.phase == "practice":
        text = f"Practice. {asked}"
    if scene.desk.notice and number == 1 and scene.desk.games == 1:
        # Where the game opens at a question, no other screen would say it.
        text = scene.desk.notice
    remark(page, at, scene.session.word or text)
    foot(page, at, scene.session, (casefile.sound_hint(scene.desk), *HINTS))


def before_reveal(page: Page, scene: Question) -> Iterator[None]:
    """Make what the reveal will need, if there will be one."""
    if not scene.session.game.feedback:
        return iter(())
    at = bench.lay_out(page)
    return stamp.pictures(_stamp_size(plate.place(at.scale, at.plate)), page.palette)


def opening(page: Page, scene: Screen) -> None:
    """The bench before the first digit is there, or anything is known of the case."""
    at = _sheet(page, scene.desk, scene.desk.mode)
    evidence(page, at, None, 1, 0)
    answers.draw(page, answers.GENUINE, at.genuine, False)
    answers.draw(page, answers.FORGED, at.forged, False)
    remark(page, at, scene.desk.notice or COMING)
    casefile.foot(page, at.foot, (casefile.sound_hint(scene.desk), *HINTS))


def answering(page: Page, scene: Answering) -> None:
    """The question with the answer inked in."""
    at = case_bench(page, scene.desk, scene.session)
    evidence(page, at, scene.finding.pixels, scene.session.number, 0)
    answered(page, at, scene.finding)
    if scene.slow:
        remark(page, at, "Your answer waits for the register: another program may be holding it.")
    foot(page, at, scene.session, (casefile.sound_hint(scene.desk), *HINTS))


def reveal(page: Page, scene: Reveal) -> None:
    """The stamp on the evidence, and what there is to say about it."""
    finding, session = scene.finding, scene.session
    progress = scene.age / STAMP_SECONDS
    page.offer(page.surface.get_rect(), Action.GO_ON)
    knock = stamp.jolt(progress, page.measure(6, least=3))
    at = case_bench(page, scene.desk, session, bare=knock > 0)
    rect = evidence(page, at, finding.pixels, finding.trial.planned.number, knock)
    answered(page, at, finding)
    findings.note(page, at.notes, finding, scene.desk)
    on = "close the case" if session.game.over else "next exhibit"
    on = "to the landing" if session.game.mode == Ladder.mode and session.game.at_break else on
    hints = (*HINTS, casefile.Hint(on, Action.GO_ON))
    foot(page, at, session, hints, just_lost=not finding.trial.correct)
    centre, size = _stamp_place(page, rect)
    stamp.land(
        page.surface,
        right=finding.trial.correct,
        centre=centre,
        size=size,
        progress=progress,
        palette=page.palette,
    )


def moving(page: Page, before: Reveal, scene: Reveal) -> pygame.Rect | None:
    """The part of the page that a landing stamp changes; None if more than that has changed."""
    if before.session is not scene.session or before.desk != scene.desk:
        return None
    rect = plate.place(bench.lay_out(page).scale, bench.lay_out(page).plate)
    reach = page.measure(6, least=3) + 2 * plate.frame(page)
    centre, size = _stamp_place(page, rect)
    return rect.inflate(2 * reach, 2 * reach).union(stamp.extent(centre, size))


def before_question(page: Page, scene: Reveal) -> Iterator[None]:
    """Make what the next question will need."""
    for trial in scene.session.game.upcoming(1):
        slot = scene.desk.slot(trial)
        if slot is not None and slot.digit is not None:
            plate.plate(slot.digit.pixels, bench.lay_out(page).scale)
    yield


def _stamp_place(page: Page, evidence: pygame.Rect) -> tuple[tuple[int, int], int]:
    """The middle of a stamp that has landed, and its size: across the lower right corner."""
    size = _stamp_size(evidence)
    right = evidence.right - round(size * 0.22)
    edge = paper.sheet(page.measure).right - round(size * 0.55)
    return (min(right, edge), evidence.bottom - round(size * 0.40)), size


def _stamp_size(evidence: pygame.Rect) -> int:
    return round(evidence.width * 0.42)


def case_bench(page: Page, desk: Desk, session: Session, bare: bool = False) -> bench.Bench:
    """The sheet with its head, and a mount on it unless it is to be ``bare``; the places on it."""
    return _sheet(page, desk, f"{session.game.mode} · case {desk.games}", bare)


def _sheet(page: Page, desk: Desk, case: str, bare: bool = False) -> bench.Bench:
    at = bench.lay_out(page)
    if bare:
        paper.lay(page)
    else:
        ground = _mounted(page.measure, page.settings.palette, at.scale, at.plate)
        page.surface.blit(ground, (0, 0))
    casefile.head(page, paper.inside(page.measure), casefile.parties(desk), case.upper())
    return at


@lru_cache(maxsize=1)
def _mounted(measure: Measure, palette: str, scale: int, centre: tuple[int, int]) -> pygame.Surface:
    """The sheet with an empty mount: to copy both at once costs half of drawing them."""
    ground = pygame.Surface((measure.width, measure.height), depth=32)
    page = Page(ground, settings=Settings(palette=palette, text_size=measure.text))
    paper.lay(page)
    plate.mount(page, scale, centre)
    return ground


def remark(page: Page, at: bench.Bench, words: str) -> None:
    """A sentence below the plate, in as many lines as it takes, at most three."""
    style = Type.ASIDE
    lines = lettering.lines(words, style, page.measure.type(style), at.notes.width)[:3]
    for place, line in enumerate(lines):
        y = at.notes.centery + round((place - (len(lines) - 1) / 2) * page.height(style))
        page.text(line, style, page.palette.ink_soft, center=(at.notes.centerx, y))


def evidence(
    page: Page, at: bench.Bench, pixels: bytes | None, number: int, knock: int
) -> pygame.Rect:
    """The exhibit on its mount, ``knock`` pixels lower; where its plate is."""
    centre = (at.plate[0], at.plate[1] + knock)
    if knock:
        plate.mount(page, at.scale, centre)
    rect = plate.lay(page, pixels, at.scale, centre)
    label(page, rect, number)
    return rect


def label(page: Page, rect: pygame.Rect, number: int) -> None:
    """The number of an exhibit, across the lower edge of its mount."""
    plate.tag(page, f"EXHIBIT {number}", (rect.centerx, rect.bottom + plate.frame(page)))


def answered(page: Page, at: bench.Bench, finding: Finding) -> None:
    """Both tags, with the answer inked in."""
    said_real = finding.trial.said_real
    answers.draw(page, answers.GENUINE, at.genuine, said_real is True)
    answers.draw(page, answers.FORGED, at.forged, said_real is False)


def _seconds(count: int) -> str:
    return "1 second" if count == 1 else f"{count} seconds"


def foot(
    page: Page,
    at: bench.Bench,
    session: Session,
    hints: tuple[casefile.Hint, ...],
    just_lost: bool = False,
) -> None:
    """Where the session stands, and what can be done."""
    end = ledger.row(page, session.game, at.foot, just_lost)
    casefile.foot(page, at.foot, hints, end + page.measure(30, least=14))
