"""Draw the program's icon: a digit in ink on paper, with the examiner's stamp across its corner.

``python assets/make_icon.py`` writes icon.png beside this file.
"""

from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
ICON = HERE / "icon.png"
STAMP_FONT = HERE / "fonts" / "IBMPlexSerif-Bold.ttf"
SIZE = 256
DRAWN = 1024  # drawn large, then reduced: Pillow's shapes have hard edges

PAPER = (243, 235, 219)
EDGE = (203, 188, 160)
INK = (33, 28, 24)
STAMP = (166, 44, 28)

Point = tuple[float, float]

# A handwritten 2 as cubic curves, in thousandths of the icon's side.
TWO: tuple[tuple[Point, Point, Point, Point], ...] = (
    ((190, 330), (200, 110), (580, 60), (605, 260)),
    ((605, 260), (625, 440), (320, 570), (185, 745)),
    ((185, 745), (300, 650), (420, 790), (600, 735)),
)
PEN = (78, 100, 84, 66)  # the pen's width where each curve starts, and where the last one ends


def along(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    """Return the point at `t`, 0–1, on a cubic Bézier curve."""
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x = sum(weight * point[0] for weight, point in zip(weights, curve, strict=True))
    y = sum(weight * point[1] for weight, point in zip(weights, curve, strict=True))
    return x, y


def paper() -> Image.Image:
    """Return the sheet with a transparent outside, (1024, 1024) RGBA."""
    sheet = Image.new("RGBA", (DRAWN, DRAWN))
    draw = ImageDraw.Draw(sheet)
    draw.rounded_rectangle((12, 12, 1011, 1011), 170, fill=PAPER, outline=EDGE, width=20)
    return sheet


def digit() -> Image.Image:
    """Return the digit in ink on white, for multiplying onto the sheet."""
    page = Image.new("RGB", (DRAWN, DRAWN), "white")
    draw = ImageDraw.Draw(page)
    steps = 300
    for number, curve in enumerate(TWO):
        for step in range(steps + 1):
            t = step / steps
            x, y = (value * DRAWN / 1000 for value in along(curve, t))
            radius = (PEN[number] * (1 - t) + PEN[number + 1] * t) / 2 * DRAWN / 1000
            draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=INK)
    return page


def stamp() -> Image.Image:
    """Return the tilted stamp in red on white, for multiplying onto the sheet."""
    page = Image.new("RGB", (DRAWN, DRAWN), "white")
    draw = ImageDraw.Draw(page)
    draw.ellipse((490, 500, 950, 960), outline=STAMP, width=50)
    draw.text((720, 730), "?", STAMP, ImageFont.truetype(STAMP_FONT, 400), anchor="mm")
    return page.rotate(-14, Image.Resampling.BICUBIC, center=(720, 730), fillcolor="white")


def icon() -> Image.Image:
    """Return the whole icon, (256, 256) RGBA."""
    sheet = paper()
    inked = sheet.convert("RGB")
    for layer in (digit(), stamp()):
        inked = ImageChops.multiply(inked, layer)
    inked.putalpha(sheet.getchannel("A"))
    return inked.resize((SIZE, SIZE), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    icon().save(ICON, optimize=True)
