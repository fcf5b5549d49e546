"""Text is set in letters that the fonts have, whoever wrote it."""

from __future__ import annotations

import pytest
from matplotlib.ft2font import FT2Font

from game.scenes.letters import LETTERS, lacking
from game.ui import lettering
from game.ui.page import Page
from game.ui.theme import FONTS, PALETTE, Face, Type
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


def test_a_letter_that_the_type_lacks_is_set_as_a_question_mark_and_not_as_a_box() -> None:
    size, style = 20, Type.BODY
    for strange, plain in (("a\u6f22b", "a?b"), ("\u2009", "?")):
        assert lettering.width(strange, style, size) == lettering.width(plain, style, size)
        made = lettering.drawn(strange, style, size, PALETTE.ink)
        expected = lettering.drawn(plain, style, size, PALETTE.ink)
        assert content(made) == content(expected)
