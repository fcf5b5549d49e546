"""Text is set in letters that the fonts have, whoever wrote it."""

from __future__ import annotations

import pytest
from matplotlib.ft2font import FT2Font

from game.scenes.letters import LETTERS, lacking
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
