"""Findings in words: the truth, what was said, and what the forger's own discriminator thought."""

from __future__ import annotations

import pygame

from game.rules.lab import Lab
from game.rules.trials import AnsweredTrial
from game.scenes.desk import Desk
from game.scenes.session import Finding
from game.ui import shapes
from game.ui.page import Page
from game.ui.theme import Type

PRACTICE = "A practice exhibit: it does not count."


def note(page: Page, rect: pygame.Rect, finding: Finding, desk: Desk) -> None:
    """Headline, provenance and the discriminator's verdict, centred in three lines."""
    trial, palette = finding.trial, page.palette
    colour = palette.right if trial.correct else palette.wrong
    y = rect.top
    page.text(headline(trial), Type.TITLE, colour, rect.width, midtop=(rect.centerx, y))
    y += page.height(Type.TITLE) + page.measure(2)
    blind = desk.mode == Lab.mode
    origin = PRACTICE if blind else provenance(trial, desk)
    page.text(origin, Type.SMALL, palette.ink_soft, rect.width, midtop=(rect.centerx, y))
    y += page.height(Type.SMALL) + page.measure(3)
    if trial.validity is not None and not blind:
        _verdict(page, trial.validity, rect, y)


def headline(trial: AnsweredTrial) -> str:
    """The truth against what was said."""
    if trial.outcome == "timeout":
        truth = "a person wrote it" if trial.planned.is_real else "the machine made it"
        return f"{'Genuine' if trial.planned.is_real else 'Forged'}: {truth}. Time ran out."
    if trial.planned.is_real:
        if trial.correct:
            return "Genuine: a person wrote it, as you said."
        return "Genuine: you doubted an honest hand."
    if trial.correct:
        return "Forged: you caught the machine."
    return "Forged: the machine fooled you."


def provenance(trial: AnsweredTrial, desk: Desk) -> str:
    """Where the digit came from."""
    planned = trial.planned
    if planned.is_real:
        return f"From the archive of {planned.real_pool}, item {planned.real_index}"
    names = {forger.id: forger.name for forger in (*desk.shelf, *desk.forgers)}
    by = names.get(planned.checkpoint_id, planned.checkpoint_id)
    told = "" if planned.digit_label is None else f", told to forge a {planned.digit_label}"
    return f"By {by}{told}, from seed {planned.digit_seed}"


def opinion(validity: float) -> str:
    """The discriminator's verdict in per cent; never 0 or 100, which would claim certainty."""
    per_cent = min(max(round(100 * validity), 1), 99)
    return f"The forger’s own discriminator: {per_cent} % genuine"


def _verdict(page: Page, validity: float, rect: pygame.Rect, y: int) -> None:
    """The verdict with a scale from forged to genuine."""
    palette, measure = page.palette, page.measure
    text = opinion(validity)
    length, gap = measure(120, least=64), measure(14, least=8)
    width = page.width(text, Type.SMALL_ITALIC) + gap + length
    left = rect.centerx - width // 2
    said = page.text(text, Type.SMALL_ITALIC, palette.ink_soft, topleft=(left, y))
    x, middle = said.right + gap, said.centery + measure(1)
    page.rule((x, middle), length, palette.ink_soft)
    for end in (0, length // 2, length):
        tick = measure(4, least=3)
        page.surface.fill(palette.ink_soft, (x + end, middle - tick, 1, 2 * tick + 1))
    dot = shapes.disc(measure(11, least=8), palette.ink)
    page.surface.blit(dot, dot.get_rect(center=(x + round(validity * length), middle)))
