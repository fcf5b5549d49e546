"""The summary of a preset's networks as a picture: a box a layer, from input to output."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from trainer.plots import ACCENT, INK, PAPER
from trainer.summary import Part, Row, Summary, in_words

FONTS = Path(__file__).resolve().parent.parent / "assets" / "fonts"
PLATE, QUIET = "#fffaf0", "#7d7267"
MARGIN, COLUMN, GUTTER = 56, 620, 48
HEADER, NOTE = 112, 56
TALL, LOW, ARROW = 76, 44, 20
"""Heights of a layer with weights, of one without, and of the way to the next."""


def draw_summary(title: str, summary: Summary) -> Image.Image:
    """Return the networks side by side: generator, discriminator and both as one."""
    parts = summary.parts
    width = 2 * MARGIN + len(parts) * COLUMN + (len(parts) - 1) * GUTTER
    height = 2 * MARGIN + HEADER + max(map(_height, parts)) + NOTE
    picture = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(picture)
    draw.text((MARGIN, MARGIN - 12), title, INK, _font("IBMPlexSerif-SemiBold", 40))
    for place, part in enumerate(parts):
        _draw_part(draw, part, MARGIN + place * (COLUMN + GUTTER), MARGIN + HEADER)
    return picture


def _draw_part(draw: ImageDraw.ImageDraw, part: Part, left: int, top: int) -> None:
    draw.text((left, top - 44), part.name, INK, _font("IBMPlexSerif-SemiBold", 28))
    for place, row in enumerate(part.rows):
        if place:
            middle = left + COLUMN // 2
            draw.line((middle, top, middle, top + ARROW - 7), QUIET, 2)
            draw.polygon(
                [
                    (middle - 6, top + ARROW - 8),
                    (middle + 6, top + ARROW - 8),
                    (middle, top + ARROW),
                ],
                QUIET,
            )
            top += ARROW
        _draw_row(draw, row, left, top)
        top += _tall(row)
    draw.text((left, top + 18), part.note, ACCENT, _font("IBMPlexSerif-Regular", 19))


def _draw_row(draw: ImageDraw.ImageDraw, row: Row, left: int, top: int) -> None:
    right, bottom = left + COLUMN, top + _tall(row)
    draw.rectangle((left, top, right, bottom), PLATE if row.weights else None, INK, 2)
    name, plain = _font("IBMPlexMono-SemiBold", 20), _font("IBMPlexMono-Regular", 18)
    line = top + LOW // 2 - (0 if not row.weights else 1)
    draw.text((left + 16, line), row.name, INK, name, "lm")
    draw.text((right - 16, line), in_words(row.shape), INK, plain, "rm")
    if row.weights:
        draw.text((left + 16, bottom - 20), row.detail, QUIET, plain, "lm")
        draw.text((right - 16, bottom - 20), f"{row.weights:,}", ACCENT, plain, "rm")
    else:
        start = left + 16 + name.getlength(row.name) + 14
        draw.text((start, line), row.detail, QUIET, plain, "lm")


def _tall(row: Row) -> int:
    return TALL if row.weights else LOW


def _height(part: Part) -> int:
    return sum(map(_tall, part.rows)) + ARROW * (len(part.rows) - 1)


@lru_cache
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / f"{name}.ttf"), size)
