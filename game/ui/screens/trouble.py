"""Trouble: the sentence that ends the game."""

from __future__ import annotations

from game.scenes.trouble import Trouble
from game.ui import notice
from game.ui.page import Page


def trouble(page: Page, scene: Trouble) -> None:
    """Draw the notice."""
    notice.draw(page, "FORM F", "The case cannot go on", scene.sentence, "leave")
