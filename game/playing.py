"""Playing: the loop in the window that is open, until the player leaves."""

from __future__ import annotations

import random
import signal
import sys
from pathlib import Path
from uuid import uuid4

import pygame

from game.keeper import Keeper
from game.options import Options
from game.records.location import data_folder, default_url, shown_place
from game.rules.arcade import Arcade
from game.rules.stream import SEEDS
from game.scenes import case, title
from game.scenes.desk import Desk
from game.scenes.effects import AskForgers
from game.scenes.screen import Screen, Step
from game.scenes.settings import Settings
from game.shelf import Librarian
from game.stock import Stock, place, take
from game.ui.loop import Loop
from game.ui.window import Window
from game.world import World

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def play(opened: pygame.Window, options: Options, keeper: Keeper, notice: str) -> int:
    """Play in the window that was opened with the settings that ``keeper`` holds; the exit code.

    ``notice`` is what is to be said of them, if anything.
    """
    # The recorder's thread must not keep the window from a frame for as long as 5 ms, the default.
    sys.setswitchinterval(0.001)
    url = default_url() if options.database is None else options.database
    settings = keeper.held
    window = Window(opened, settings)
    next_stock, stock = _stock(options)
    librarian = Librarian(options.checkpoints, options.contestants)
    world = World(window, url, librarian, keeper, stock, next_stock)
    before = {number: signal.signal(number, world.interrupt) for number in SIGNALS}
    try:
        opening = _opening(options, _seed(options, stock), url, settings, notice)
        for effect in opening.effects:
            world.carry_out(effect)
        Loop(window, world, opening.scene).run()
    finally:
        world.close()
        window.close()
        for number, handler in before.items():
            signal.signal(number, handler)
    if world.complaint is not None:
        print(world.complaint, file=sys.stderr)
    return world.exit_code


def _stock(options: Options) -> tuple[Path | None, Stock | None]:
    """Where digits for a start like this one are kept, and those that lay there.

    A seed that was asked for has no stock, nor have images from outside, which need no making;
    and no game but arcade begins with its stream.
    """
    if options.seed is not None or options.contestants:
        return None, None
    path = place(data_folder() / "stock", [each.path for each in options.checkpoints])
    return path, take(path) if options.mode in (None, Arcade.mode) else None


def _seed(options: Options, stock: Stock | None) -> int:
    if options.seed is not None:
        return options.seed
    return random.SystemRandom().randrange(SEEDS) if stock is None else stock.seed


def _opening(options: Options, seed: int, url: str, settings: Settings, notice: str) -> Step:
    desk = Desk(
        namespace=uuid4(),
        seed=seed,
        player=settings.player,
        kept_at=shown_place(url),
        mode=options.mode or Arcade.mode,
        limit=options.trials,
        new=options.new,
        mute=settings.mute,
        settings=settings,
        notice=notice,
        inquiry=options.inquiry,
    )
    opening = _first(desk, options)
    return Step(opening.scene, (AskForgers(), *opening.effects))


def _first(desk: Desk, options: Options) -> Step:
    if options.inquiry is not None:
        # Here and not above, as below: no other start needs it.
        from game.scenes import participation

        return participation.begin(desk, options.player)
    return Step(_welcome(desk)) if options.mode is None else case.begin(desk)


def _welcome(desk: Desk) -> Screen:
    """The title, behind the introduction where that has not been seen yet."""
    if desk.settings.introduced:
        return title.Title(desk)
    from game.scenes import introduction

    return introduction.Introduction(desk, title.Title(desk))
