"""Unopened: why the case cannot be."""

from __future__ import annotations

from game.scenes.unopened import Unopened
from game.ui import casefile, notice
from game.ui.page import Page


def unopened(page: Page, scene: Unopened) -> None:
    """Draw the notice."""
    home = casefile.home(scene.desk, "to the title")
    notice.draw(page, "FORM U", "The case cannot be opened", scene.sentence, home)
