"""Captions: what the window's title bar says of each screen; never the truth before the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.scenes.answering import Answering
from game.scenes.question import Question
from game.scenes.reveal import Reveal
from game.scenes.screen import Screen
from game.scenes.summary import Summary


def _question(scene: Question) -> str:
    return f"Exhibit {scene.session.number}" + ("" if scene.digit else " is on its way")


def _reveal(scene: Reveal) -> str:
    verdict = "right" if scene.finding.trial.correct else "wrong"
    return f"Exhibit {scene.finding.trial.planned.number}: {verdict}"


CHANGING: dict[type[Screen], Callable[[Any], str]] = {
    Question: _question,
    Answering: lambda scene: f"Exhibit {scene.session.number}",
    Reveal: _reveal,
    Summary: lambda scene: f"Case closed: {scene.session.tally.right} right",
}


def caption(scene: Screen) -> str:
    """What the title bar adds to the game's name: nothing for many screens."""
    changing = CHANGING.get(type(scene))
    return changing(scene) if changing is not None else scene.titled
