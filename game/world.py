"""The world: does what scenes ask, through whatever room it takes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from game.keeper import Keeper
from game.orders import own_reals
from game.records.cards import PlayersKnown, SessionStart, Waiting, card_of
from game.records.location import answers_folder
from game.rules.news import FoolCountsReady, ForgersChosen, News, RecordsFailed, RecordsReady
from game.scenes.effects import (
    Abandon,
    Arrange,
    AskClasses,
    AskDigit,
    AskFoolRates,
    AskForgers,
    AskLeaderboard,
    AskPlayers,
    AskRecall,
    AskShowcase,
    AskStatistics,
    AskStudyLeft,
    BeginSession,
    Complain,
    Effect,
    EndSession,
    KeepCard,
    Play,
    Quit,
    Record,
)
from game.scenes.names import can_be_signed
from game.scenes.settings import Settings
from game.scenes.tidings import PlayersReady, SettingsUnkept, Tidings, Undelivered
from game.shelf import Librarian
from game.ui.sound import Speaker
from game.ui.window import Window

if TYPE_CHECKING:
    from game.pictures import Pictures
    from game.records.recorder import News as RecorderNews
    from game.records.recorder import Recorder
    from game.stock import Stock
    from game.supply import Supply

APP_VERSION = "0.1.0"
DISPLAY_LOST = (
    "the display: expected it to stay for as long as the game, but it has gone away; every answer "
    "that was revealed is kept, start the game again"
)


class World:
    """Does what scenes ask, through whatever room it takes, and gathers what there is to tell.

    Until the first frame is shown it only takes notes: the window comes first.
    """

    def __init__(
        self,
        window: Window,
        url: str,
        librarian: Librarian,
        keeper: Keeper | None = None,
        stock: Stock | None = None,
        next_stock: Path | None = None,
    ) -> None:
        """Nothing is started yet; without a keeper no settings are kept, and all is silent.

        ``stock`` has digits that need not be made; another is kept at ``next_stock``, if anywhere.
        """
        self._window = window
        self._keeper = keeper
        self._url = url
        self._librarian = librarian
        self._stock = stock
        self._next_stock = next_stock
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

        supply = Supply(self._stock.digits if self._stock is not None else {})
        self._rooms = Rooms(supply, Recorder(self._url), self._librarian)
        for effect in self._notes:
            self._pass_on(effect, self._rooms)
        if self._keeper is not None:
            self._sound(self._keeper.held, self._rooms)
        self._window.listen_to_pads()
        self._window.mind(self._display_lost)

    def news(self) -> Iterable[News | Tidings]:
        """What has come since the last call."""
        rooms = self._rooms
        if rooms is None:
            return ()
        recorded = rooms.recorder.poll()
        shelved = rooms.librarian.poll()
        for news in shelved:
            if isinstance(news, ForgersChosen) and self._next_stock is not None:
                rooms.supply.lay_in(news.forgers, self._next_stock)
                self._next_stock = None
        if RecordsReady() in recorded:
            # All that is imported stays: looking through it for garbage would cost a frame.
            gc.freeze()
        told = [news for each in recorded for news in _told(each, rooms.supply)]
        unkept = self._keeper.failure() if self._keeper is not None else ""
        said = (SettingsUnkept(unkept),) if unkept else ()
        saved = rooms.pictures.poll() if rooms.pictures is not None else ()
        return (*shelved, *rooms.supply.poll(), *told, *said, *saved)

    def carry_out(self, effect: Effect) -> None:
        """Do what a scene asks."""
        match effect:
            case Quit():
                self._leaving = True
                if self._rooms is not None:
                    self._rooms.recorder.finish()
            case Abandon():
                self._abandoned = True
            case Arrange(settings):
                self._arrange(settings)
            case Complain(sentence):
                self._complain(sentence)
            case _ if self._rooms is None:
                self._notes.append(effect)
            case _:
                self._pass_on(effect, self._rooms)

    def close(self) -> None:
        """End everything; what is on its way is written first, unless the player has left it."""
        if self._keeper is not None:
            self._keeper.close()
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
            if self._rooms.pictures is not None:
                self._rooms.pictures.close()
            if self._rooms.speaker is not None:
                self._rooms.speaker.close()

    def _arrange(self, settings: Settings) -> None:
        """The settings have changed: everything follows them."""
        self._window.arrange(settings)
        if self._keeper is not None:
            self._keeper.keep(settings)
        if self._rooms is not None:
            self._sound(settings, self._rooms)

    def _sound(self, settings: Settings, rooms: Rooms) -> None:
        """The device is opened when it is first wanted."""
        if rooms.speaker is None and not settings.mute:
            rooms.speaker = Speaker()
        if rooms.speaker is not None:
            rooms.speaker.turn(0 if settings.mute else settings.volume)

    def _display_lost(self) -> NoReturn:
        """Nothing can be shown any more: what was handed over is written, as in a proper end."""
        try:
            self._complain(DISPLAY_LOST)
            self.close()
        finally:
            print(self.complaint, file=sys.stderr, flush=True)
            os._exit(self.exit_code)

    def _complain(self, sentence: str) -> None:
        if self.complaint is None:
            self.complaint, self.exit_code = sentence, 1

    def _pass_on(self, effect: Effect, rooms: Rooms) -> None:
        match effect:
            case AskForgers():
                rooms.librarian.look()
            case AskShowcase(forger):
                rooms.supply.showcase(Path(forger.path), forger.id, own_reals(forger))
            case AskDigit(ticket, forger, trial):
                rooms.supply.ask(ticket, Path(forger.path), trial, own_reals(forger))
            case AskClasses(forgers, fakes):
                paths = {forger.id: Path(forger.path) for forger in forgers}
                bundled = not any(map(own_reals, forgers))
                rooms.supply.read_classes(paths, fakes, bundled=bundled)
            case BeginSession():
                start = _start(effect, self._window)
                rooms.recorder.begin(start, [card_of(forger) for forger in effect.forgers])
            case Record(uuid, trial):
                rooms.recorder.append(uuid, trial)
            case EndSession(uuid):
                rooms.recorder.end(uuid, datetime.now(UTC))
            case AskLeaderboard(mode, limit, each, checkpoint_id):
                rooms.recorder.ask_leaderboard(mode, limit, each, checkpoint_id)
            case AskStatistics(player):
                rooms.recorder.ask_statistics(player)
            case KeepCard(card):
                if rooms.pictures is None:
                    # Here and not above: hardly anybody keeps one, and nobody at the first frame.
                    from game.pictures import Pictures

                    rooms.pictures = Pictures(answers_folder(self._url))
                rooms.pictures.keep(card)
            case AskFoolRates(modes):
                rooms.recorder.ask_fool_counts(modes)
            case AskPlayers():
                rooms.recorder.ask_players()
            case AskRecall(player, seed):
                rooms.recorder.ask_recall(player, seed)
            case AskStudyLeft(player):
                rooms.recorder.ask_study_left(player)
            case Play(sound) if rooms.speaker is not None:
                rooms.speaker.play(sound)


@dataclass
class Rooms:
    """What works behind the window."""

    supply: Supply
    recorder: Recorder
    librarian: Librarian
    speaker: Speaker | None = None
    pictures: Pictures | None = None


def _told(news: RecorderNews, supply: Supply) -> tuple[News | Tidings, ...]:
    """What the recorder tells, as screens hear it; of what was counted the worker makes rates."""
    match news:
        case FoolCountsReady(counts):
            supply.reckon(counts)
            return ()
        case PlayersKnown(names):
            # Only names that can be set in type: other programs may have kept others.
            return (PlayersReady(tuple(filter(can_be_signed, names))),)
        case Waiting(count, sentence):
            return (Undelivered(count, sentence),)
    return (news,)


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
        plan=effect.plan,
        masks=effect.masks,
    )
