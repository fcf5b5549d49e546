"""A player of scenes: carries out what they ask with doubles, and remembers it all."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TypeVar
from uuid import UUID

from game.rules.board import FoolRate
from game.rules.career import COUNTED, Career, ModeCareer, Pace
from game.rules.news import (
    ClassesRead,
    DigitReady,
    FoolRatesReady,
    ForgersChosen,
    ForgersReady,
    LeaderboardReady,
    News,
    Presented,
    Recorded,
    ShowcaseReady,
    StatisticsReady,
)
from game.rules.stream import Stream
from game.rules.tally import Tally
from game.scenes import stage, title
from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.effects import (
    AskClasses,
    AskDigit,
    AskFoolRates,
    AskLeaderboard,
    AskPlayers,
    AskRecall,
    AskShowcase,
    AskStatistics,
    AskStudyLeft,
    Effect,
    Record,
)
from game.scenes.question import Question
from game.scenes.screen import Screen, Step
from game.scenes.tidings import PlayersReady, Tidings
from models.digits import DigitPack, load_pack
from models.pool import DIGITS_PER_CLASS
from tests.rules.samples import NOON, forger
from tests.rules.studies import CLEAR, read
from tests.scenes.memory import recalled, study_left

Kind = TypeVar("Kind")


def desk(limit: int | None = None, player: str = "Ada", mute: bool = False) -> Desk:
    """A desk on which nothing lies yet."""
    return Desk(UUID(int=1), 7, player, "desk/guesses.sqlite3", limit=limit, mute=mute)


def stream(player: Player) -> Stream:
    """The trials that a player's seed names, against whom is chosen."""
    return Stream(player.scene.desk.seed, player.scene.desk.forgers)


@cache
def _bundled() -> DigitPack:
    return load_pack()


def pixels(ticket: int) -> bytes:
    """A bundled digit, another for each ticket, its class the ticket's last figure."""
    images = _bundled().images
    return bytes(images[ticket * (DIGITS_PER_CLASS + 1) % len(images)])


def no_career(player: str) -> Career:
    """Somebody who has answered nothing."""
    none, nobody = Pace(None, 0), Tally(0, 0, 0, 0)
    modes = (ModeCareer(mode, 0, nobody, (), none, none, ()) for mode in COUNTED)
    return Career(player, tuple(modes))


class Player:
    """Plays a scene; the world answers at once, unless told to hold something back."""

    def __init__(self, scene: Screen | None = None, *, digits: bool = True, durable: bool = True):
        """Start at a title whose shelf has been looked through, or at a scene."""
        self.digits = digits
        self.durable = durable
        self.rates: tuple[FoolRate, ...] = ()
        self.players: tuple[str, ...] = ()
        self.boards: tuple[LeaderboardReady, ...] = ()
        """Those that are not empty."""
        self.career: Career | None = None
        self.effects: list[Effect] = []
        self.reads = True
        """Whether fakes are read when that is asked."""
        self.past: tuple[Effect, ...] = ()
        """What was done before the program was started."""
        self.now: datetime = NOON
        self.scene: Screen = scene or title.Title(desk())
        if scene is None:
            self.hear(ForgersChosen((forger("b"),)))
            self.hear(ForgersReady((forger("a"), forger("b"))))

    def does(self, *intents: Intent) -> Player:
        """Mean something."""
        for intent in intents:
            self._take(stage.handle(self.scene, intent))
        return self

    def hear(self, news: News | Tidings) -> Player:
        """News comes."""
        self._take(stage.hear(self.scene, news))
        return self

    def waits(self, seconds: float) -> Player:
        """Time goes by."""
        self.now += timedelta(seconds=seconds)
        self._take(self.scene.after(seconds))
        return self

    def sees(self) -> Player:
        """The scene is put on the display."""
        return self.hear(Presented(self.now))

    def starts(self) -> Player:
        """From the title to the first digit in sight."""
        return self.does(Action.GO_ON).sees()

    def answers(self, *, right: bool, after: float = 1.0) -> Player:
        """Answer the question that is in sight, rightly or wrongly."""
        question = self.scene
        assert isinstance(question, Question)
        is_real = question.session.trial.is_real
        self.waits(after)
        return self.does(Action.SAY_REAL if is_real == right else Action.SAY_FAKE)

    def loses(self) -> Player:
        """Three wrong answers, up to the last reveal."""
        for _ in range(2):
            self.answers(right=False).does(Action.GO_ON).sees()
        return self.answers(right=False)

    def done(self, kind: type[Kind]) -> list[Kind]:
        """What of a kind has been asked for so far."""
        return [effect for effect in self.effects if isinstance(effect, kind)]

    def _take(self, step: Step) -> None:
        self.scene = step.scene
        self.effects.extend(step.effects)
        for effect in step.effects:
            self._answer(effect)

    def _answer(self, effect: Effect) -> None:
        match effect:
            case AskDigit(ticket) if self.digits:
                self.hear(DigitReady(ticket, pixels(ticket), 0.25))
            case AskShowcase(which):
                some = tuple(pixels(number) for number in range(5, 20))
                self.hear(ShowcaseReady(some, some, which.id))
            case Record(uuid, trial) if self.durable:
                self.hear(Recorded(uuid, trial.planned.number))
            case AskFoolRates():
                self.hear(FoolRatesReady(self.rates))
            case AskPlayers():
                self.hear(PlayersReady(self.players))
            case AskRecall(player, seed):
                self.hear(recalled(player, (*self.past, *self.effects), seed))
            case AskStudyLeft(player):
                self.hear(study_left(player, (*self.past, *self.effects)))
            case AskClasses(forgers, fakes) if self.reads:
                classes = tuple(((name, seed), read(seed)) for name, seed in fakes)
                beside = tuple(forger.id for forger in forgers)
                self.hear(ClassesRead(beside, classes, CLEAR))
            case AskLeaderboard(mode, _, each, checkpoint_id):
                self.hear(self._board(LeaderboardReady(mode, (), each, checkpoint_id)))
            case AskStatistics(player):
                self.hear(StatisticsReady(self.career or no_career(player)))

    def _board(self, empty: LeaderboardReady) -> LeaderboardReady:
        """The board that was asked for, if there is one."""
        asked = (empty.mode, empty.each, empty.checkpoint_id)
        known = {(each.mode, each.each, each.checkpoint_id): each for each in self.boards}
        return known.get(asked, empty)
