"""`python -m tests.ui.golden`: every screen as it is to look, drawn anew, for eyes and for tests.

The pictures are a quarter as wide and high as the screens: the paper's grain is averaged away, and
what a letter's edge looks like under another version of the type library, but no line of text or
mark can come, go or move unseen.
"""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pygame
from numpy.typing import NDArray
from PIL import Image

from game.scenes.screen import Screen
from game.ui import painter
from tests.ui.screens import every_screen

DOCS = Path(__file__).resolve().parents[2] / "docs"
FOLDER = DOCS / "screens"
SIZES = ((1280, 800), (640, 480))
REDUCED = 4
BLOCK = 8
"""Pixels of a reduced picture, each way, that are judged together."""
TOLERANCE = 8.0
"""Grey values, 0 … 255, by which a block may differ on average: JPEG alone makes up to 5.4."""
COLUMNS = 3


def drawn(scene: Screen, size: tuple[int, int]) -> Image.Image:
    """A screen in its reduced size."""
    surface = pygame.Surface(size, depth=32)
    painter.draw(surface, scene)
    whole = Image.frombytes("RGB", size, pygame.image.tobytes(surface, "RGB"))
    return whole.reduce(REDUCED)


def kept_at(name: str, size: tuple[int, int]) -> Path:
    """The file of a screen's picture."""
    return FOLDER / f"{size[0]}x{size[1]}" / f"{name.replace(' ', '-')}.jpg"


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of the block that differs most, in grey values."""
    if one.size != other.size:
        return 255.0
    apart = np.abs(np.asarray(one, np.float32) - np.asarray(other, np.float32)).mean(axis=2)
    return float(_blocks(apart).max())


def _blocks(values: NDArray[np.float32]) -> NDArray[np.float32]:
    high, wide = (side // BLOCK * BLOCK for side in values.shape)
    blocks = values[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK)
    means: NDArray[np.float32] = blocks.mean(axis=(1, 3))
    return means


def main() -> None:
    """Draw those that look different from their pictures, and write the contact sheet anew."""
    pygame.font.init()
    screens = every_screen()
    wanted = {
        kept_at(name, size): (scene, size) for name, scene in screens.items() for size in SIZES
    }
    for path in tuple(FOLDER.rglob("*.jpg")):
        if path not in wanted:
            path.unlink()
    for path, (scene, size) in wanted.items():
        picture = drawn(scene, size)
        if path.is_file() and difference(Image.open(path), picture) <= TOLERANCE:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        encoded = io.BytesIO()
        picture.save(encoded, "JPEG", quality=92, subsampling=0, optimize=True)
        path.write_bytes(encoded.getvalue())
        print(path.relative_to(DOCS))
    (DOCS / "screens.md").write_text(sheet(tuple(screens)), encoding="utf-8")


def sheet(names: tuple[str, ...]) -> str:
    """The contact sheet: every screen at every size, with its name."""
    parts = [
        "# Every screen\n\nMade by `python -m tests.ui.golden`, and compared with what is drawn by "
        "the tests.\nEach is shown at a quarter of its size.\n"
    ]
    for size in SIZES:
        parts.append(f"\n## {size[0]}×{size[1]}\n\n| | | |\n| --- | --- | --- |\n")
        for start in range(0, len(names), COLUMNS):
            cells = [
                f"![{name}]({kept_at(name, size).relative_to(DOCS).as_posix()})<br>{name}"
                for name in names[start : start + COLUMNS]
            ]
            parts.append("| " + " | ".join(cells + [""] * (COLUMNS - len(cells))) + " |\n")
    return "".join(parts)


if __name__ == "__main__":
    main()
