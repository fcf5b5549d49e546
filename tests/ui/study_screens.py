"""Every screen of a study's file, in the states that look different."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.scenes import participation
from game.scenes.actions import Action, Typed
from game.scenes.code_entry import begin
from game.scenes.inquiry import Inquiry
from game.scenes.mishap import Mishap
from game.scenes.screen import Screen
from game.study_file import LINE, ROOM
from tests.scenes.examinees import answering, finished
from tests.scenes.player import Player

SENTENCE = "You will see one handwritten digit after another, and say of each who wrote it. "


def words(lines: int) -> str:
    """As much as there is room for, in two paragraphs."""
    half = (lines - 1) // 2
    return "\n\n".join(
        (SENTENCE * 20)[: LINE * count].strip() for count in (half, lines - 1 - half)
    )


def every_study_screen(fresh: Callable[[], Player], player: str) -> dict[str, Screen]:
    """The screens by name, of players as they come from ``fresh``."""
    long = Inquiry(
        name="Handwriting, autumn",
        codes=(player, "P02"),
        seed=7,
        confidence=True,
        welcome=(words(ROOM["welcome"]), SENTENCE),
        rest=words(ROOM["rest"]),
        thanks=words(ROOM["thanks"]),
    )

    def at(inquiry: Inquiry) -> Player:
        made = fresh()
        desk = replace(made.scene.desk, mode="lab", limit=40, inquiry=inquiry)
        made.scene = begin(desk).scene
        return made

    def signed(inquiry: Inquiry) -> Player:
        return at(inquiry).does(Typed(player), Action.GO_ON)

    def asked() -> Player:
        return signed(replace(long, confidence=False)).does(*[Action.GO_ON] * 2).waits(0.0).sees()

    short = replace(long, welcome=(SENTENCE,), rest="", thanks="", confidence=False)
    rest_of_practice = answering(asked(), 5).answers(right=True).does(Action.GO_ON)
    done = finished(asked())
    mishap = Mishap(asked().scene.desk, "a.safetensors: gone", "a" * 12, 12, waits=True)
    return {
        "code": at(long).scene,
        "code refused": at(long).does(Typed(player[::-1]), Action.GO_ON).scene,
        "welcome": signed(long).scene,
        "welcome at the end": signed(long).does(Action.GO_ON).scene,
        "welcome in short": signed(short).scene,
        "study rest after practice": rest_of_practice.scene,
        "study rest": answering(asked(), 26).answers(right=True).waits(0.5).scene,
        "study pause": answering(asked(), 9).does(Action.BACK).scene,
        "study mishap": mishap,
        "study thanks": done.scene,
        "study outcome": done.does(Action.GO_ON).scene,
        "study thanks again": participation.Thanks(at(short).scene.desk),
    }
