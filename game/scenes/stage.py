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
    StudyLeft,
    SupplyFailed,
)
from game.scenes import leaving
from game.scenes.actions import Action, Intent, Resized
from game.scenes.effects import Arrange, Complain
from game.scenes.help_card import HelpCard
from game.scenes.screen import Screen, Step
from game.scenes.settings import SMALLEST
from game.scenes.tidings import PlayersReady, SettingsUnkept, Tidings, Undelivered
from game.scenes.trouble import Trouble


def handle(scene: Screen, intent: Intent) -> Step:
    """Whatever a player means on any screen; settings that it changes hold at once."""
    step = _handled(scene, intent)
    settings = step.scene.desk.settings
    if settings == scene.desk.settings:
        return step
    return Step(step.scene, (*step.effects, Arrange(settings)))


def _handled(scene: Screen, intent: Intent) -> Step:
    """Mute, full screen, help and the window's own buttons work everywhere."""
    desk = scene.desk
    match intent:
        case Action.MUTE:
            return Step(scene.at(replace(desk, mute=not desk.mute)))
        case Action.FULL_SCREEN:
            full = not desk.settings.full_screen
            return Step(scene.at(desk.arranged(replace(desk.settings, full_screen=full))))
        case Resized(size):
            fitting = (max(SMALLEST[0], size[0]), max(SMALLEST[1], size[1]))
            return Step(scene.at(desk.arranged(replace(desk.settings, window=fitting))))
        case Action.CLOSE if not scene.is_last:
            return leaving.begin(scene)
        case Action.HELP if scene.can_be_covered:
            return Step(HelpCard(desk, scene))
    return scene.handle(intent)


def hear(scene: Screen, news: News | Tidings) -> Step:
    """What belongs on the desk is laid there; no records or forgers end every screen alike."""
    match news:
        case PlayersReady(names):
            return Step(scene.at(replace(scene.desk, players=names)))
        case SettingsUnkept(sentence):
            return Step(scene.at(replace(scene.desk, notice=sentence)))
        case StudyLeft():
            return Step(scene.at(replace(scene.desk, left=news)))
        case Undelivered(count, why):
            return Step(scene.at(replace(scene.desk, undelivered=count, why_undelivered=why)))
        case DigitReady():
            tray = scene.desk.tray.received(news)
            return Step(scene.at(replace(scene.desk, tray=tray)))
        case ShowcaseReady():
            return Step(scene.at(scene.desk.shown(news)))
        case ForgersChosen(forgers):
            desk, effects = scene.desk.unless_chosen(forgers)
            return Step(scene.at(desk), effects)
        case SupplyFailed():
            tray = scene.desk.tray.failed(news)
            return Step(scene.at(replace(scene.desk, tray=tray)))
        case ForgersReady(forgers):
            return scene.at(replace(scene.desk, shelf=forgers, shelf_known=True)).hear(news)
        case ShelfFailed() if scene.desk.forgers:
            # Whom one plays against need not stand on the shelf.
            return scene.at(replace(scene.desk, shelf_known=True)).hear(news)
        case RecordsFailed(sentence) | ShelfFailed(sentence) if not scene.is_last:
            return Step(Trouble(scene.desk, sentence), (*scene.leaving(), Complain(sentence)))
    return scene.hear(news)
