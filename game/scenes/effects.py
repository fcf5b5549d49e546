"""Effects: what a scene wants done in the world, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from game.rules.board import Each
from game.rules.forgers import Forger
from game.rules.study import StudyPlan
from game.rules.trials import AnsweredTrial, PlannedTrial
from game.scenes.result_card import ResultCard
from game.scenes.settings import Settings


class Sound(Enum):
    """The sounds there are."""

    RIGHT = auto()
    WRONG = auto()
    GAME_OVER = auto()


@dataclass(frozen=True)
class AskForgers:
    """Look through the shelf again."""


@dataclass(frozen=True)
class AskShowcase:
    """Bring digits to decorate the title with."""

    forger: Forger


@dataclass(frozen=True)
class AskDigit:
    """Bring the digit of this trial, under this ticket."""

    ticket: int
    forger: Forger
    trial: PlannedTrial


@dataclass(frozen=True)
class BeginSession:
    """Give the session its row, against these forgers."""

    session_uuid: str
    player: str
    mode: str
    seed: int
    started_at: datetime
    forgers: tuple[Forger, ...]
    plan: StudyPlan | None = None
    """What the session is to measure, where it may be taken up again."""
    masks: bool | None = None
    """Whether masks follow each digit; None in a mode that has none."""


@dataclass(frozen=True)
class Record:
    """Make this answer durable; ``Recorded`` says when it is."""

    session_uuid: str
    trial: AnsweredTrial


@dataclass(frozen=True)
class EndSession:
    """The session is over now."""

    session_uuid: str


@dataclass(frozen=True)
class AskLeaderboard:
    """Bring the best sessions of a mode, or the best of each player or checkpoint."""

    mode: str
    limit: int = 10
    each: Each = Each.SESSION
    checkpoint_id: str | None = None
    """The forger against which alone they were played, if only such are wanted."""


@dataclass(frozen=True)
class AskStatistics:
    """Bring what a player's answers come to."""

    player: str


@dataclass(frozen=True)
class KeepCard:
    """Save a result card as a picture."""

    card: ResultCard


@dataclass(frozen=True)
class AskFoolRates:
    """Bring how often each checkpoint has fooled people in these modes."""

    modes: tuple[str, ...]


@dataclass(frozen=True)
class AskRecall:
    """Bring what a player has been shown so far, and what was left unfinished."""

    player: str
    seed: int | None = None
    """That of the sessions that may be taken up and are told of; None for any, and no word."""


@dataclass(frozen=True)
class AskStudyLeft:
    """Bring whether a player has left a study of lab before its end."""

    player: str


@dataclass(frozen=True)
class AskClasses:
    """Bring the digits that these fakes show, and the reals that are unmistakable."""

    forgers: tuple[Forger, ...]
    """Those that the fakes are of, and beside which the reals may stand."""
    fakes: tuple[tuple[str, int], ...]
    """Checkpoint id and seed."""


@dataclass(frozen=True)
class Play:
    """Make a sound."""

    sound: Sound


@dataclass(frozen=True)
class Complain:
    """Say on stderr, in one sentence, why the program will end with an error."""

    sentence: str


@dataclass(frozen=True)
class AskPlayers:
    """Bring the names of those who have played here."""


@dataclass(frozen=True)
class Arrange:
    """The settings have changed: let window, keys and sound follow them, and keep them."""

    settings: Settings


@dataclass(frozen=True)
class Quit:
    """Leave the program as soon as everything that was recorded is durable."""


@dataclass(frozen=True)
class Abandon:
    """Leave the program now, whatever is not durable yet."""


Effect = (
    AskForgers
    | AskShowcase
    | AskDigit
    | BeginSession
    | Record
    | EndSession
    | AskLeaderboard
    | AskStatistics
    | KeepCard
    | AskFoolRates
    | AskRecall
    | AskStudyLeft
    | AskClasses
    | Play
    | Complain
    | AskPlayers
    | Arrange
    | Quit
    | Abandon
)
