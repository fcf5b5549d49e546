"""The stage: what happens alike on every screen, before the screen itself is asked."""

from __future__ import annotations

from dataclasses import replace

from game.rules.news import (
    DigitReady,
    ForgersChosen,
    ForgersReady,
    News,
    RecordsFailed,
    ShelfFailed,
    ShowcaseReady,
    SupplyFailed,
)
from game.scenes import leaving
from game.scenes.actions import Action, Intent
from game.scenes.effects import Complain, OpenSpeaker, ToggleFullScreen
from game.scenes.help_card import HelpCard
from game.scenes.screen import Screen, Step
from game.scenes.trouble import Trouble


def handle(scene: Screen, intent: Intent) -> Step:
    """Mute, full screen, help and the window's close button work everywhere."""
    match intent:
        case Action.MUTE:
            muted = not scene.desk.mute
            step = Step(scene.at(replace(scene.desk, mute=muted)))
            return step if muted else Step(step.scene, (OpenSpeaker(),))
        case Action.FULL_SCREEN:
            return Step(scene, (ToggleFullScreen(),))
        case Action.CLOSE if not scene.is_last:
            return leaving.begin(scene)
        case Action.HELP if scene.can_be_covered:
            return Step(HelpCard(scene.desk, scene))
    return scene.handle(intent)


def hear(scene: Screen, news: News) -> Step:
    """What belongs on the desk is laid there; no records or forgers end every screen alike."""
    match news:
        case DigitReady():
            return Step(scene.at(scene.desk.received(news)))
        case ShowcaseReady():
            return Step(scene.at(scene.desk.shown(news)))
        case ForgersChosen(forgers):
            desk, effects = scene.desk.unless_chosen(forgers)
            return Step(scene.at(desk), effects)
        case SupplyFailed():
            return Step(scene.at(scene.desk.failed(news)))
        case ForgersReady(forgers):
            return scene.at(replace(scene.desk, shelf=forgers)).hear(news)
        case ShelfFailed() if scene.desk.forgers:
            return scene.hear(news)  # whom one plays against need not stand on the shelf
        case RecordsFailed(sentence) | ShelfFailed(sentence) if not scene.is_last:
            return Step(Trouble(scene.desk, sentence), (*scene.leaving(), Complain(sentence)))
    return scene.hear(news)
