"""Palettes: words can be read in each, and right and wrong told apart by every eye."""

from __future__ import annotations

import math

import pygame
import pytest

from game.scenes.settings import PALETTES as NAMES
from game.scenes.settings import Settings
from game.ui import bench, painter, paper, plate
from game.ui.measure import Measure
from game.ui.page import Page
from game.ui.theme import PALETTE, PALETTES, Colour
from tests.scenes.player import Player
from tests.ui.screens import every_screen
from tests.ui.test_drawing import content

LEAST = {"high contrast": 7.0}
"""WCAG AAA; the others keep AA."""
AA = 4.5
SEEN_BY = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""What is left of linear RGB: Machado, Oliveira, Fernandes 2009, severity 1."""
TO_XYZ = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
WHITE = (0.9505, 1.0, 1.089)


def linear(colour: Colour) -> tuple[float, ...]:
    return tuple(
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )


def through(matrix: tuple[tuple[float, ...], ...], vector: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(max(0.0, sum(a * b for a, b in zip(row, vector, strict=True))) for row in matrix)


def luminance(colour: Colour) -> float:
    """Relative luminance, WCAG 2.2."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour, grain: float = 1.0) -> float:
    """WCAG 2.2; the grain takes a little of the paper's light."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (grain * light + 0.05) / (dark + 0.05)


def lab(vector: tuple[float, ...]) -> tuple[float, float, float]:
    """CIE 1976 L*a*b* of linear RGB."""
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (a / w for a, w in zip(through(TO_XYZ, vector), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one: Colour, other: Colour, matrix: tuple[tuple[float, ...], ...]) -> float:
    """How different two colours look (ΔE 1976) to somebody with a kind of colour blindness."""
    a, b = (lab(through(matrix, linear(colour))) for colour in (one, other))
    return math.dist(a, b)


def test_the_settings_offer_every_palette_by_its_name() -> None:
    assert tuple(PALETTES) == NAMES


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("ground", ["paper", "paper_shade", "card"])
@pytest.mark.parametrize("ink", ["ink", "ink_soft", "accent", "right", "wrong"])
def test_every_ink_on_every_paper_has_its_contrast(name: str, ink: str, ground: str) -> None:
    palette = PALETTES[name]
    grain = 0.96 if palette.grain else 1.0
    found = contrast(getattr(palette, ink), getattr(palette, ground), grain)
    assert found >= LEAST.get(name, AA)


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("stamp", ["right", "wrong", "ink"])
def test_light_letters_on_stamps_and_chosen_answers_are_readable(name: str, stamp: str) -> None:
    palette = PALETTES[name]
    for light in ("card", "paper_shade") if stamp == "ink" else ("card",):
        assert contrast(getattr(palette, light), getattr(palette, stamp)) >= LEAST.get(name, AA)


@pytest.mark.parametrize("kind", SEEN_BY)
def test_right_and_wrong_are_told_apart_by_the_colour_blind(kind: str) -> None:
    safe = PALETTES["colour-blind safe"]
    assert distance(safe.right, safe.wrong, SEEN_BY[kind]) >= 40


def test_lines_and_edges_are_seen_in_high_contrast() -> None:
    high = PALETTES["high contrast"]
    assert contrast(high.rule, high.paper) >= 3


@pytest.mark.parametrize("name", PALETTES)
def test_a_digit_looks_the_same_to_the_pixel_in_every_palette(name: str) -> None:
    evidence = []
    for settings in (Settings(), Settings(palette=name)):
        scene = Player().starts().scene
        surface = pygame.Surface((800, 600), depth=32)
        painter.draw(surface, scene.at(scene.desk.arranged(settings)))
        at = bench.lay_out(Page(surface))
        inside = plate.place(at.scale, at.plate).inflate(-8 * at.scale, -8 * at.scale)
        evidence.append(content(surface.subsurface(inside)))
    assert evidence[0] == evidence[1]
    assert PALETTES[name].plate == PALETTE.plate == (0, 0, 0)
    assert plate.plate(None, 3).get_at((0, 0))[:3] == (0, 0, 0)


def test_paper_and_desk_are_plain_in_high_contrast() -> None:
    surface = pygame.Surface((800, 600), depth=32)
    scene = Player().scene
    high = scene.desk.arranged(Settings(palette="high contrast"))
    painter.draw(surface, scene.at(high))
    at = paper.sheet(Measure(800, 600))
    inside = {surface.get_at((at.left + 3, y))[:3] for y in range(at.top + 3, at.bottom - 3)}
    assert inside == {(255, 255, 255)}
    assert {surface.get_at((0, y))[:3] for y in range(600)} == {(0, 0, 0)}


@pytest.mark.parametrize("name", [each for each in PALETTES if each != "desk"])
def test_every_screen_takes_on_a_palette(name: str) -> None:
    for title, scene in every_screen(settings=Settings(palette=name)).items():
        drawn = []
        for settings in (Settings(palette=name), Settings()):
            surface = pygame.Surface((640, 480), depth=32)
            painter.draw(surface, scene.at(scene.desk.arranged(settings)))
            drawn.append(content(surface))
        assert drawn[0] != drawn[1], title
