"""Result cards are saved where pictures are, under a name of their own, whole or not at all."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import platformdirs
import pygame
import pytest
from PIL import Image

from game.pictures import Pictures, pictures_folder, png, saved, shown
from game.records.location import answers_folder, data_folder
from game.rules.news import CardKept, CardUnkept
from game.scenes.result_card import ResultCard
from game.ui import result_card
from game.ui.page import Page
from tests.rules.samples import NOON
from tests.scenes.player import pixels

CARD = ResultCard(
    mode="arcade",
    player="Ada",
    figure="37",
    meaning="digits told right",
    notes=("84 % of 44 right", "longest streak 12"),
    against="sgd · epoch 50",
    when=NOON,
    digits=tuple(pixels(n) for n in range(8)),
    caption="Forgeries that passed for genuine",
)
STEM = "real-or-fake-2026-01-31-arcade"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder for pictures."""
    made = tmp_path / "Pictures"
    made.mkdir()
    monkeypatch.setattr(platformdirs, "user_pictures_dir", lambda: str(made))
    return made


def kept(otherwise: Path, card: ResultCard = CARD) -> CardKept | CardUnkept:
    """What becomes of a card."""
    pictures = Pictures(otherwise)
    pictures.keep(card)
    pictures.close()
    (news,) = pictures.poll()
    return news


def test_a_card_is_saved_as_it_was_drawn(folder: Path, tmp_path: Path) -> None:
    assert kept(tmp_path) == CardKept(str(folder / f"{STEM}.png"))
    with Image.open(folder / f"{STEM}.png") as picture:
        picture.load()
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (1200, 630))
        assert picture.tobytes() == result_card.pixels(CARD)


def test_a_picture_says_each_colour_where_it_is() -> None:
    made = bytes(range(18))
    with Image.open(BytesIO(png(made, (3, 2)))) as picture:
        assert picture.getpixel((2, 1)) == (15, 16, 17)
        assert picture.tobytes() == made


def test_no_picture_takes_the_place_of_another(folder: Path, tmp_path: Path) -> None:
    for _ in range(3):
        kept(tmp_path)
    names = [f"{STEM}{end}.png" for end in ("-2", "-3", "")]
    assert sorted(path.name for path in folder.iterdir()) == names


def test_without_a_folder_for_pictures_it_lies_beside_the_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platformdirs, "user_pictures_dir", lambda: str(tmp_path / "none"))
    beside = tmp_path / "answers"
    assert pictures_folder(beside) == beside
    assert kept(beside) == CardKept(str(beside / f"{STEM}.png"))


def test_a_folder_that_takes_nothing_is_named_in_one_sentence(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("models.atomic.os.fsync", full)
    news = kept(tmp_path)
    assert isinstance(news, CardUnkept)
    assert news.sentence.startswith(f"{folder}: expected")
    assert "No space left on device" in news.sentence
    assert list(folder.iterdir()) == []


def test_a_file_in_place_of_the_folder_is_named_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        saved(b"", tmp_path / "file", "card")


def test_the_window_does_not_wait_for_the_disk(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(handle: int) -> None:
        time.sleep(0.5)

    monkeypatch.setattr("models.atomic.os.fsync", slow)
    pictures = Pictures(tmp_path)
    result_card.drawn(CARD)
    began = time.perf_counter()
    pictures.keep(CARD)
    assert pictures.poll() == []
    assert time.perf_counter() - began < 0.4
    pictures.close()
    assert isinstance(pictures.poll()[0], CardKept)


def test_a_home_is_not_spelt_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    assert shown(tmp_path / "Pictures" / "a.png") == "~/Pictures/a.png"
    assert shown(tmp_path.parent) == str(tmp_path.parent)


@pytest.mark.parametrize(
    "url", ["postgresql://ann@host/db", "sqlite://", "sqlite:///:memory:", "sqlite:///file:a?uri=1"]
)
def test_answers_that_lie_in_no_folder_are_beside_the_users_own(url: str) -> None:
    assert answers_folder(url) == data_folder()


LONG = replace(CARD, player="W" * 40, against="W" * 60, figure="> 1000 ms", notes=("W" * 90,))
CARDS = {
    "usual": CARD,
    "long": LONG,
    "one digit": replace(CARD, digits=CARD.digits[:1]),
    "bare": replace(CARD, player="A", against="B", digits=(), caption="", when=None),
    "wordy": replace(CARD, meaning="the last epoch told apart · the top of the ladder"),
}


@pytest.mark.parametrize("name", CARDS)
def test_what_is_written_keeps_to_the_card_and_off_other_lines(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[tuple[str, pygame.Rect]] = []
    write = Page.text

    def watched(self: Page, text: str, *rest: Any, **anchor: Any) -> pygame.Rect:
        rect = write(self, text, *rest, **anchor)
        lines.append((text, rect))
        return rect

    monkeypatch.setattr(Page, "text", watched)
    result_card.drawn.cache_clear()
    card = result_card.drawn(CARDS[name])
    assert CARDS[name].figure in [said for said, _ in lines]  # whole, whatever it costs in size
    room = card.get_rect().inflate(-80, -80)
    assert [said for said, rect in lines if not room.contains(rect)] == []
    inner = [(said, rect.inflate(0, -rect.height // 2)) for said, rect in lines]
    over = [(a, b) for (a, one), (b, other) in combinations(inner, 2) if one.colliderect(other)]
    assert over == []
