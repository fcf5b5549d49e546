"""The digits of the fixed noise as pictures, and their growth as an animation."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont
from safetensors.torch import save as to_bytes
from torch import Tensor, nn
from torchvision.utils import make_grid

from models.atomic import write_atomically
from models.greys import in_five_greys
from models.sampling import to_pixels

COUNT = 100
ACROSS = 10
FONT = Path(__file__).resolve().parent.parent / "assets" / "fonts" / "IBMPlexMono-Regular.ttf"
FRAME_MS = 160
LAST_FRAME_MS = 2_400
CAPTION_HEIGHT = 26
SCALE = 2
GREYS = 16


def draw_fixed_noise(seed: int, latent: int) -> Tensor:
    """Return the run's fixed noise, (100, latent), from a generator of its own."""
    return torch.randn(COUNT, latent, generator=torch.Generator().manual_seed(seed))


def keep_noise(path: Path, noise: Tensor) -> None:
    """Write the fixed noise to `path`."""
    write_atomically(path, to_bytes({"noise": noise}))


def fixed_labels() -> Tensor:
    """Return what is asked of the fixed noise where a family is told: 0 to 9 in each row."""
    return torch.arange(COUNT) % ACROSS


def fixed_noise_digits(
    generator: nn.Module, noise: Tensor, labels: Tensor | None = None
) -> NDArray[np.uint8]:
    """Return the generator's digits of the fixed noise, `uint8` (100, 28, 28).

    They are in five greys, as the game shows them. The generator is put in `eval()` for it: a digit
    depends on its noise alone.
    """
    generator.eval()
    with torch.inference_mode():
        device = next(generator.parameters()).device
        labels = None if labels is None else labels.to(device)
        return in_five_greys(to_pixels(generator(noise.to(device), labels)))


def draw_grid(digits: NDArray[np.uint8]) -> Image.Image:
    """Draw `uint8` (n, 28, 28) digits ten in a row: 302 by 302 pixels for a hundred."""
    grid = make_grid(torch.from_numpy(digits).unsqueeze(1), nrow=ACROSS, padding=2)[0]
    return Image.fromarray(grid.numpy())


def keep_picture(path: Path, picture: Image.Image) -> None:
    """Write `picture` to `path` in the format that its name ends in, atomically."""
    data = io.BytesIO()
    picture.save(data, path.suffix.removeprefix("."))
    write_atomically(path, data.getvalue())


def keep_animation(folder: Path, path: Path) -> None:
    """Write the growth of the fixed-noise digits in `folder` to the GIF `path`."""
    pictures = [path for path in folder.glob("epoch-*.png") if _NAME.fullmatch(path.stem)]
    frames = [_frame(picture) for picture in sorted(pictures, key=_moment)]
    if not frames:
        return
    data = io.BytesIO()
    durations = [FRAME_MS] * (len(frames) - 1) + [LAST_FRAME_MS]
    frames[0].save(data, "gif", save_all=True, append_images=frames[1:], duration=durations, loop=0)
    write_atomically(path, data.getvalue())


def _moment(picture: Path) -> tuple[int, int]:
    epoch, step = _NAME.fullmatch(picture.stem).groups()  # type: ignore[union-attr]
    # A picture within an epoch stands before the one at its end.
    return (int(epoch), 0) if step is None else (int(epoch) + 1, int(step) - 10**6)


_NAME = re.compile(r"epoch-(\d+)(?:-step-(\d+))?")


def _frame(path: Path) -> Image.Image:
    with Image.open(path) as picture:
        grid = picture.convert("L").resize(
            (picture.width * SCALE, picture.height * SCALE), Image.Resampling.NEAREST
        )
    frame = Image.new("L", (grid.width, grid.height + CAPTION_HEIGHT))
    frame.paste(grid, (0, 0))
    epoch, step = _NAME.fullmatch(path.stem).groups()  # type: ignore[union-attr]
    caption = f"epoch {int(epoch)}" if step is None else f"epoch {int(epoch)}, step {int(step)}"
    ImageDraw.Draw(frame).text(
        (4, grid.height + 3), caption, fill=255, font=ImageFont.truetype(str(FONT), 16)
    )
    return frame.quantize(GREYS)
