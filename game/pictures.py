"""Result cards saved as pictures, where the user's pictures are, behind the window."""

from __future__ import annotations

import struct
import threading
import zlib
from collections import deque
from datetime import date
from itertools import count
from pathlib import Path

import platformdirs

from game.rules.news import CardKept, CardUnkept
from game.scenes.result_card import ResultCard
from game.ui import result_card


class Pictures:
    """Draws a card at once, which takes less than a frame, and saves it in a thread of its own."""

    def __init__(self, otherwise: Path) -> None:
        """``otherwise`` is the folder for who has none for pictures."""
        self._otherwise = otherwise
        self._news: deque[CardKept | CardUnkept] = deque()
        self._threads: list[threading.Thread] = []

    def keep(self, card: ResultCard) -> None:
        """Save a card: CardKept or CardUnkept will tell."""
        pixels = result_card.pixels(card)
        task = threading.Thread(target=self._save, args=(card, pixels), name="pictures")
        self._threads.append(task)
        task.start()

    def poll(self) -> list[CardKept | CardUnkept]:
        """What has become of cards since the last call; never waits."""
        return [self._news.popleft() for _ in range(len(self._news))]

    def close(self) -> None:
        """Wait until what was to be saved is."""
        for task in self._threads:
            task.join()

    def _save(self, card: ResultCard, pixels: bytes) -> None:
        folder = pictures_folder(self._otherwise)
        try:
            path = saved(png(pixels, result_card.SIZE), folder, _stem(card))
        except OSError as fault:
            why = fault.strerror or str(fault)
            self._news.append(
                CardUnkept(
                    f"{shown(folder)}: expected a folder that takes the result card, found that "
                    f"it does not ({why}); make room or allow writing there, and try again."
                )
            )
        else:
            self._news.append(CardKept(shown(path)))


def png(pixels: bytes, size: tuple[int, int]) -> bytes:
    """A picture's file, as PNG (ISO/IEC 15948), of three bytes a pixel, row by row.

    It is written here because pygame keeps all other threads waiting while it does so, for a tenth
    of a second; zlib does not.
    """
    width, height = size
    rows = (pixels[start : start + 3 * width] for start in range(0, 3 * width * height, 3 * width))
    # Each row begins with the number of its filter: none.
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 6)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(part)) + kind + part + struct.pack(">I", zlib.crc32(kind + part))
        for kind, part in parts
    )


def pictures_folder(otherwise: Path) -> Path:
    """The user's folder for pictures, where there is one."""
    usual = Path(platformdirs.user_pictures_dir())
    return usual if usual.is_dir() else otherwise


def saved(content: bytes, folder: Path, stem: str) -> Path:
    """Write a picture under a name that nothing has yet, whole or not at all; its path.

    OSError is raised, with nothing left behind, where the disk refuses.
    """
    from models.atomic import write_atomically  # here, for what it imports takes a frame

    folder.mkdir(parents=True, exist_ok=True)
    path = _claimed(folder, stem)
    try:
        write_atomically(path, content)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def shown(path: Path) -> str:
    """A path as it is usually written: a home is not spelt out."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) else str(path)


def _claimed(folder: Path, stem: str) -> Path:
    """An empty file under the first free name, so that nobody else takes it meanwhile."""
    for number in count(1):
        path = folder / f"{stem}{'' if number == 1 else f'-{number}'}.png"
        try:
            path.open("xb").close()
        except FileExistsError:
            continue
        return path
    raise AssertionError


def _stem(card: ResultCard) -> str:
    day = card.when.astimezone().date() if card.when is not None else date.min
    return f"real-or-fake-{day.isoformat()}-{card.mode}"
