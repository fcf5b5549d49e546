"""Frames that are played by hand: what a display would tell a screen that counts them."""

from __future__ import annotations

from game.rules.news import ForgersChosen, ForgersReady, FramesDropped, FrameShown
from game.rules.timed import Timed
from game.rules.trials import AnsweredTrial
from game.scenes import title
from game.scenes.actions import Action
from game.scenes.effects import Record
from game.scenes.glimpse import Glimpse
from game.scenes.phases import Phase
from game.scenes.settings import Settings
from tests.rules.samples import forger
from tests.scenes.player import Player, desk

HZ = 60.0
MOST = 400
"""Frames that no trial lasts longer than, but for the answer."""


class Watcher(Player):
    """Plays timed frame by frame, and notes what the plate shows in each."""

    def __init__(
        self,
        forgers: str = "b",
        trials: int | None = None,
        settings: Settings | None = None,
        hz: float = HZ,
        digits: bool = True,
    ) -> None:
        """At the first question, before it is begun."""
        fresh, _ = desk(limit=trials).arranged(settings or Settings()).in_mode("timed")
        super().__init__(title.Title(fresh), digits=digits)
        self.hz = hz
        self.plate: list[tuple[Phase, int]] = []
        self._shown: object = None
        self.hear(ForgersChosen(tuple(map(forger, forgers))))
        self.hear(ForgersReady((forger("a"), forger("b"))))
        self.does(Action.GO_ON)

    @property
    def glimpse(self) -> Glimpse:
        """The screen, which must be one."""
        assert isinstance(self.scene, Glimpse)
        return self.scene

    @property
    def phase(self) -> Phase:
        """What the plate is to show in the next frame."""
        return self.glimpse.phase

    def frame(self, count: int = 1, *, late: int = 0, disturbed: bool = False) -> Watcher:
        """So many frames, each of them as late as so many whole frames."""
        for _ in range(count):
            self.waits((1 + late) / self.hz)
            if late:
                self.hear(FramesDropped(late))
            if isinstance(self.scene, Glimpse):
                self.plate.append((self.phase, self.glimpse.mask))
            if self.scene != self._shown:
                self._shown = self.scene
                self.sees()
            if isinstance(self.scene, Glimpse):
                self.hear(FrameShown(self.hz, disturbed))
        return self

    def until(self, phase: Phase) -> Watcher:
        """Frames, up to the one before the plate shows something."""
        for _ in range(MOST):
            if isinstance(self.scene, Glimpse) and self.phase is phase:
                return self
            self.frame()
        raise AssertionError(f"waited for {phase}, and saw {self.plate[-1]}")

    def glimpses(self, *, right: bool) -> Watcher:
        """One trial, from the mark to the next one, answered when it is asked for."""
        self.until(Phase.QUESTION).frame()
        is_real = self.glimpse.session.trial.is_real
        self.does(Action.SAY_REAL if is_real == right else Action.SAY_FAKE)
        while isinstance(self.scene, Glimpse) and self.phase is Phase.ANSWERED:
            self.frame()
        if isinstance(self.scene, Glimpse) and self.phase is Phase.READY:
            self.does(Action.GO_ON)
        return self


def begun(watcher: Watcher | None = None) -> Watcher:
    """Somebody who has opened a case of timed and is ready."""
    made = watcher or Watcher()
    made.does(Action.GO_ON)
    return made


def rows(watcher: Player) -> list[AnsweredTrial]:
    """What was recorded, in order."""
    return [record.trial for record in watcher.done(Record)]


def game_of(watcher: Watcher) -> Timed:
    """The rules as they stand."""
    game = watcher.glimpse.session.game
    assert isinstance(game, Timed)
    return game
