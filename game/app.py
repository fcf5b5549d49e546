"""The app: wires window, scenes, digits, records and sound together."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING
from uuid import uuid4

from game.records.cards import SessionStart, card_of
from game.records.location import default_url, shown_place
from game.rules.news import News, RecordsFailed, RecordsReady
from game.scenes import question, title
from game.scenes.desk import Desk
from game.scenes.effects import (
    Abandon,
    AskDigit,
    AskFoolCounts,
    AskForgers,
    AskLeaderboard,
    AskShowcase,
    BeginSession,
    Complain,
    Effect,
    EndSession,
    OpenSpeaker,
    Play,
    Quit,
    Record,
    ToggleFullScreen,
)
from game.scenes.screen import Step
from game.shelf import Librarian
from game.ui.loop import Loop
from game.ui.sound import Speaker
from game.ui.window import Window
from models.shelf import Shelved

if TYPE_CHECKING:
    from game.records.recorder import Recorder
    from game.supply import Supply

APP_VERSION = "0.1.0"
SIGNALS = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Options:
    """How the game was started."""

    mode: str | None
    """The mode to open at its first question; None for the title."""
    checkpoints: tuple[Shelved, ...]
    """Whom to play against; empty for the last checkpoint of the last run."""
    player: str
    database: str | None
    """An SQLAlchemy URL; None for the usual place."""
    seed: int
    trials: int | None
    full_screen: bool
    scale: int | None
    mute: bool


def play(options: Options) -> int:
    """Play until the player leaves; the exit code.

    DisplayError is raised if no window can be opened.
    """
    # The recorder's thread must not keep the window from a frame for as long as 5 ms, the default.
    sys.setswitchinterval(0.001)
    url = default_url() if options.database is None else options.database
    window = Window(full_screen=options.full_screen, scale=options.scale)
    world = World(window, url, options.checkpoints)
    before = {number: signal.signal(number, world.interrupt) for number in SIGNALS}
    try:
        opening = _opening(options, url)
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


def _opening(options: Options, url: str) -> Step:
    desk = Desk(
        namespace=uuid4(),
        seed=options.seed,
        player=options.player,
        kept_at=shown_place(url),
        limit=options.trials,
        mute=options.mute,
    )
    opening = question.begin(desk) if options.mode is not None else Step(title.Title(desk))
    sound: tuple[Effect, ...] = () if desk.mute else (OpenSpeaker(),)
    return Step(opening.scene, (AskForgers(), *opening.effects, *sound))


class World:
    """Does what scenes ask, through whatever room it takes, and gathers what there is to tell.

    Until the first frame is shown it only takes notes: the window comes first.
    """

    def __init__(self, window: Window, url: str, checkpoints: tuple[Shelved, ...]) -> None:
        """Nothing is started yet."""
        self._window = window
        self._url = url
        self._checkpoints = checkpoints
        self._notes: list[Effect] = []
        self._rooms: Rooms | None = None
        self._leaving = False
        self._abandoned = False
        self.interrupted = False
        self.exit_code = 0
        self.complaint: str | None = None

    @property
    def over(self) -> bool:
        """Whether the program is to end now: all is kept, or nobody waits for it any more."""
        if not self._leaving or self._rooms is None:
            return self._leaving
        return self._abandoned or self._rooms.recorder.finished

    def interrupt(self, number: int, frame: FrameType | None) -> None:
        """A signal asks the program to end; the exit code is the shell's for it."""
        self.interrupted = True
        self.exit_code = 128 + number

    def first_frame_shown(self) -> None:
        """Start everything else, and do what was noted meanwhile."""
        # Imported here, for every import before the first frame puts it off.
        from game.records.recorder import Recorder
        from game.supply import Supply

        self._rooms = Rooms(Supply(), Recorder(self._url), Librarian(self._checkpoints))
        for effect in self._notes:
            self._pass_on(effect, self._rooms)

    def news(self) -> Iterable[News]:
        """What has come since the last call."""
        rooms = self._rooms
        if rooms is None:
            return ()
        recorded = rooms.recorder.poll()
        if RecordsReady() in recorded:
            # All that is imported stays: looking through it for garbage would cost a frame.
            gc.freeze()
        return (*rooms.librarian.poll(), *rooms.supply.poll(), *recorded)

    def carry_out(self, effect: Effect) -> None:
        """Do what a scene asks."""
        match effect:
            case Quit():
                self._leaving = True
                if self._rooms is not None:
                    self._rooms.recorder.finish()
            case Abandon():
                self._abandoned = True
            case ToggleFullScreen():
                self._window.toggle_full_screen()
            case Complain(sentence):
                self._complain(sentence)
            case _ if self._rooms is None:
                self._notes.append(effect)
            case _:
                self._pass_on(effect, self._rooms)

    def close(self) -> None:
        """End everything; what is on its way is written first, unless the player has left it."""
        if self._rooms is not None:
            recorder = self._rooms.recorder
            if self._abandoned:
                recorder.close(0.0)
            else:
                recorder.close()
            for news in recorder.poll():
                if isinstance(news, RecordsFailed):
                    self._complain(news.sentence)
            self._rooms.supply.close()
            if self._rooms.speaker is not None:
                self._rooms.speaker.close()

    def _complain(self, sentence: str) -> None:
        if self.complaint is None:
            self.complaint, self.exit_code = sentence, 1

    def _pass_on(self, effect: Effect, rooms: Rooms) -> None:
        match effect:
            case AskForgers():
                rooms.librarian.look()
            case AskShowcase(forger):
                rooms.supply.showcase(Path(forger.path), forger.id)
            case AskDigit(ticket, forger, trial):
                rooms.supply.ask(ticket, Path(forger.path), trial)
            case BeginSession():
                start = _start(effect, self._window)
                rooms.recorder.begin(start, [card_of(forger) for forger in effect.forgers])
            case Record(uuid, trial):
                rooms.recorder.append(uuid, trial)
            case EndSession(uuid):
                rooms.recorder.end(uuid, datetime.now(UTC))
            case AskLeaderboard(mode):
                rooms.recorder.ask_leaderboard(mode)
            case AskFoolCounts(modes):
                rooms.recorder.ask_fool_counts(modes)
            case OpenSpeaker():
                rooms.speaker = rooms.speaker or Speaker()
            case Play(sound) if rooms.speaker is not None:
                rooms.speaker.play(sound)


@dataclass
class Rooms:
    """What works behind the window."""

    supply: Supply
    recorder: Recorder
    librarian: Librarian
    speaker: Speaker | None = None


def _start(effect: BeginSession, window: Window) -> SessionStart:
    return SessionStart(
        uuid=effect.session_uuid,
        player=effect.player,
        mode=effect.mode,
        seed=effect.seed,
        started_at=effect.started_at,
        app_version=APP_VERSION,
        refresh_hz=window.refresh_hz,
        scale=window.digit_scale,
    )
