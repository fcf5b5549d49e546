"""The glimpse: the bench of the examination, on which nothing changes but the plate."""

from __future__ import annotations

import pygame

from game.rules.timed import Timed
from game.scenes.actions import Action
from game.scenes.glimpse import Glimpse
from game.scenes.phases import Phase
from game.scenes.session import Session
from game.ui import answers, bench, casefile, plate
from game.ui.page import Page
from game.ui.screens import examination
from game.ui.theme import Type

MARK = (128, 128, 128)
"""The middle one of the greys that digits are shown in."""
ARM = 2
"""How far the mark reaches from its middle, in pixels of a digit."""
ASKED = "Did a person write it, or did the machine forge it?"
VOID = "That one was disturbed: it does not count, and comes again."
BUSY = "Again and again this computer is late: other programs keep it busy. Close some of them."
TOO_OFTEN = 3
"""Disturbed digits in a row after which it is said what may help."""
WAITING = "Your answer waits for the register: another program may be holding it."
HINTS: tuple[casefile.Hint, ...] = (casefile.Hint("pause", Action.BACK),)
READY_HINTS: tuple[casefile.Hint, ...] = (*HINTS, casefile.Hint("begin", Action.GO_ON))
IN_TRIAL = (Phase.FIXATION, Phase.DIGIT, Phase.MASKS, Phase.QUESTION)


def glimpse(page: Page, scene: Glimpse) -> None:
    """Draw the bench with what the plate shows."""
    ready = scene.phase is Phase.READY
    if ready:
        page.offer(page.surface.get_rect(), Action.GO_ON)
    at = examination.case_bench(page, scene.desk, scene.session)
    rect = examination.evidence(page, at, _shown(scene), scene.session.number, 0)
    if scene.phase in (Phase.READY, Phase.FIXATION):
        _prepare(scene, at.scale)
    if scene.phase is Phase.FIXATION and scene.digit is not None:
        _mark(page, rect, at.scale)
    if scene.phase is Phase.ANSWERED and scene.finding is not None:
        examination.answered(page, at, scene.finding)
    else:
        open_ = None if _open(scene) else False
        answers.draw(page, answers.GENUINE, at.genuine, open_)
        answers.draw(page, answers.FORGED, at.forged, open_)
    if ready:
        _ready(page, scene, at)
    else:
        examination.remark(page, at, _said(scene))
    examination.foot(page, at, scene.session, READY_HINTS if ready else HINTS)


def patched(page: Page, before: Glimpse, scene: Glimpse) -> bool:
    """Draw the plate alone, if nothing else has changed: what comes with a frame costs a blit."""
    if not _open(scene) or _around(before) != _around(scene) or scene.phase is Phase.FIXATION:
        return False
    at = bench.lay_out(page)
    rect = plate.place(at.scale, at.plate)
    page.surface.set_clip(rect)
    plate.lay(page, _shown(scene), at.scale, at.plate)
    page.surface.set_clip(None)
    examination.label(page, rect, scene.session.number)  # on a small page it covers an edge
    return True


def _open(scene: Glimpse) -> bool:
    """Whether a trial is to be answered, soon or now."""
    return scene.phase in IN_TRIAL and scene.digit is not None


def _around(scene: Glimpse) -> tuple[object, ...]:
    """All that is seen but for the plate."""
    desk = scene.desk
    return scene.session.number, _open(scene), _said(scene), desk.settings, desk.games


def _shown(scene: Glimpse) -> bytes | None:
    """What is on the plate, but for a mark."""
    if scene.phase is Phase.DIGIT and scene.digit is not None:
        return scene.digit.pixels
    return scene.masks[scene.mask] if scene.phase is Phase.MASKS else None


def _said(scene: Glimpse) -> str:
    """The line below the plate."""
    if scene.slow:
        return WAITING
    match scene.phase:
        case Phase.FIXATION if scene.digit is None:
            return examination.COMING
        case Phase.VOID:
            return BUSY if scene.disturbed >= TOO_OFTEN else VOID
        case Phase.ANSWERED | Phase.READY:
            return ""
    return ASKED


def _prepare(scene: Glimpse, scale: int) -> None:
    """Have all plates of the trial at hand, so that none is made while it should be in sight."""
    digit = scene.digit
    if digit is not None:
        for pixels in (digit.pixels, None, *scene.masks):
            plate.plate(pixels, scale)


def _mark(page: Page, rect: pygame.Rect, scale: int) -> None:
    """A cross in the middle of the plate, as thick as a thin stroke."""
    length = (2 * ARM + 1) * scale
    for size in ((length, scale), (scale, length)):
        arm = pygame.Rect((0, 0), size)
        arm.center = rect.center
        page.surface.fill(MARK, arm)


def _ready(page: Page, scene: Glimpse, at: bench.Bench) -> None:
    """A headline and a line below it."""
    palette, notes = page.palette, at.notes
    if scene.desk.notice and scene.session.number == 1 and scene.desk.games == 1:
        # Where the game opens at a question, no other screen would say it.
        examination.remark(page, at, scene.desk.notice)
        return
    headline, said = words(scene.session)
    page.text(headline, Type.TITLE, palette.ink, notes.width, midtop=notes.midtop)
    below = (notes.centerx, notes.top + page.height(Type.TITLE) + page.measure(4, least=2))
    page.text(said, Type.ASIDE, palette.ink_soft, notes.width, midtop=below)


def words(session: Session) -> tuple[str, str]:
    """What is said before a block: how far it has come, and what to do."""
    game = session.game
    assert isinstance(game, Timed)
    if game.at_break:
        blocks = max(trial.block for trial in game.queue)
        return f"Block {game.block} of {blocks} is done", "Rest your eyes as long as you like."
    return "Get ready", "A mark shows where to look; then a digit comes, for a moment only."
