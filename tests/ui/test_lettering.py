"""Text is set in letters that the fonts have, whoever wrote it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from matplotlib.ft2font import FT2Font

from game.rules.forgers import Forger
from game.scenes.letters import LETTERS, lacking
from game.scenes.settings import Settings
from game.ui import lettering
from game.ui.measure import Measure
from game.ui.page import Page
from game.ui.theme import FONTS, PALETTE, Face, Style, Type
from tests.ui.screens import every_screen
from tests.ui.test_drawing import content, drawn


@pytest.mark.parametrize("face", Face)
def test_every_cut_has_every_letter_of_a_name_and_its_capital(face: Face) -> None:
    charmap = FT2Font(str(FONTS / face.value)).get_charmap()
    wanted = LETTERS | {capital for letter in LETTERS for capital in letter.upper()}
    assert {letter for letter in wanted if ord(letter) not in charmap} == set()


def test_the_program_writes_nothing_that_its_type_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    text = Page.text

    def watched(self: Page, words: str, *rest: object, **anchor: object) -> object:
        written.append(words)
        return text(self, words, *rest, **anchor)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "text", watched)
    for scene in every_screen().values():
        drawn(scene)
    assert lacking("".join(written)) == ""


@pytest.mark.parametrize("size", [(640, 480), (1280, 800), (3840, 2160)])
def test_what_is_read_grows_with_the_size_of_text_and_large_type_grows_less(
    size: tuple[int, int],
) -> None:
    plain, larger = Measure(*size), Measure(*size, text=150)
    for style in (Type.BODY, Type.SMALL, Type.SMALL_ITALIC, Type.DATA, Type.KEY, Type.LABEL):
        assert larger.type(style) == pytest.approx(1.5 * plain.type(style), abs=1)
    assert larger.type(Type.DISPLAY) == plain.type(Type.DISPLAY)
    for style in vars(Type).values():
        if isinstance(style, Style):
            assert larger.type(style) >= plain.type(style)


def test_a_letter_that_the_type_lacks_is_set_as_a_question_mark_and_not_as_a_box() -> None:
    size, style = 20, Type.BODY
    for strange, plain in (("a\u6f22b", "a?b"), ("\u2009", "?")):
        assert lettering.width(strange, style, size) == lettering.width(plain, style, size)
        made = lettering.drawn(strange, style, size, PALETTE.ink)
        expected = lettering.drawn(plain, style, size, PALETTE.ink)
        assert content(made) == content(expected)


def test_no_line_begins_with_a_per_cent_sign() -> None:
    said = "Your share lies between 15 and 85 %; a coin has 50 %."
    for room in range(120, 400, 7):
        broken = lettering.lines(said, Type.BODY, 20, room)
        assert " ".join(broken) == said
        assert not any(line.startswith("%") for line in broken)


@pytest.mark.parametrize("name", ["sgd-20261122-214827 · epoch 20", "ADA V. SGD-2026 · EPOCH 5"])
def test_where_a_checkpoint_is_named_the_run_gives_way_and_never_the_epoch(name: str) -> None:
    size, style = 20, Type.BODY
    epoch = name.partition(" · ")[2]
    for room in range(lettering.width(epoch, style, size), 500):
        said = lettering.shortened(name, style, size, room)
        assert said.endswith(epoch)
        assert lettering.width(said, style, size) <= room
    assert lettering.shortened(name, style, size, 500) == name


def test_a_remark_on_a_checkpoint_gives_way_before_its_run_does() -> None:
    name = "sgd-2026 · epoch 20"
    room = lettering.width(name, Type.BODY, 20)
    assert lettering.shortened(f"{name}, from the bundled digits", Type.BODY, 20, room) == name


@pytest.mark.parametrize(("size", "text"), [((640, 480), 150), ((1280, 800), 100)])
def test_no_screen_names_a_checkpoint_without_its_epoch(
    size: tuple[int, int], text: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut: list[str] = []
    shortened, made = lettering.shortened, Forger.__init__

    def of_a_long_run(self: Forger, *, name: str, **more: Any) -> None:
        made(self, name=name.replace("sgd ·", "sgd-20261122-214827 ·"), **more)

    def watched(words: str, *rest: object) -> str:
        said = shortened(words, *rest)
        if lettering.CHECKPOINT.match(words) and not re.search(r"epoch \d+\b", said, re.I):
            cut.append(f"{words!r} as {said!r}")
        return said

    monkeypatch.setattr(Forger, "__init__", of_a_long_run)
    monkeypatch.setattr(lettering, "shortened", watched)
    for scene in every_screen(settings=Settings(text_size=text)).values():
        drawn(scene, size)
    assert cut == []
