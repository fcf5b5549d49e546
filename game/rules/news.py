"""News: what the world tells the game (digits, records, the shelf, the window), as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from game.rules.begun import Sitting, Unfinished
from game.rules.board import Each, FoolCount, FoolRate, LeaderboardRow
from game.rules.career import Career
from game.rules.forgers import Forger
from game.rules.seen import Seen


@dataclass(frozen=True)
class DigitReady:
    """A digit that was asked for under a ticket."""

    ticket: int
    pixels: bytes
    """784 bytes: 28 rows of 28 grey values, 0 = background; images from outside may be of another
    size, 16 to 256 rows."""
    validity: float | None
    """The discriminator's verdict on it, 0 … 1; None beside a contestant from outside, which has
    no discriminator."""


@dataclass(frozen=True)
class ShowcaseReady:
    """Digits that decorate the title: no trial, no measurement."""

    reals: tuple[bytes, ...]
    fakes: tuple[bytes, ...]
    checkpoint_id: str


@dataclass(frozen=True)
class SupplyFailed:
    """Digits that were asked for will not come; the sentence says why and what to do."""

    sentence: str
    tickets: tuple[int, ...]
    """What they were asked for under; none where it was decoration."""


@dataclass(frozen=True)
class RecordsReady:
    """The database is open."""


@dataclass(frozen=True)
class Recorded:
    """The answered trial of this number is durable."""

    session_uuid: str
    number: int


@dataclass(frozen=True)
class LeaderboardReady:
    """The best sessions of a mode, best first; of each checkpoint, in the order of training."""

    mode: str
    rows: tuple[LeaderboardRow, ...]
    each: Each = Each.SESSION
    checkpoint_id: str | None = None
    """The forger whose board it is, if it is one forger's."""


@dataclass(frozen=True)
class StatisticsReady:
    """What one player's answers come to."""

    career: Career


@dataclass(frozen=True)
class CardKept:
    """The result card is saved."""

    place: str
    """The file, as it may be shown."""


@dataclass(frozen=True)
class CardUnkept:
    """The result card could not be saved; the sentence says why."""

    sentence: str


@dataclass(frozen=True)
class FoolCountsReady:
    """The counts of every checkpoint that has been judged: what rates are reckoned from."""

    counts: tuple[FoolCount, ...]


@dataclass(frozen=True)
class FoolRatesReady:
    """How often every checkpoint that has been judged in the modes asked for has fooled people."""

    rates: tuple[FoolRate, ...]


@dataclass(frozen=True)
class StudyLeft:
    """Whether a player has left a study of lab before its end: the latest of them, in short."""

    player: str
    trials: int | None
    """How many of its trials are over; None where there is no such study."""
    checkpoint_ids: tuple[str, ...] = ()
    """The forgers that it takes, the one that catches with them."""


@dataclass(frozen=True)
class Recalled:
    """What a player has been shown so far, in whatever mode, and what was left unfinished."""

    player: str
    seen: Seen
    unfinished: Unfinished | None
    """The latest that the player left, if there is one."""
    known: bool = True
    """Whether it could be asked; not where the database is away, and then nothing is told."""
    sittings: tuple[Sitting, ...] = ()
    """The player's sessions of the seed that was asked about, if it was about one."""


@dataclass(frozen=True)
class ClassesRead:
    """Which digits fakes show, as the digit classifier reads them, and which reals are plain."""

    beside: tuple[str, ...]
    """The checkpoint ids of the forgers that it was asked about."""
    classes: tuple[tuple[tuple[str, int], int], ...]
    """Each fake's checkpoint id and seed, with its digit, 0 … 9."""
    unmistakable: tuple[int, ...]
    """Places in the real pool of digits that nobody could take for fakes."""


@dataclass(frozen=True)
class ClassesFailed:
    """Nothing that was asked to be read will be; the sentence says why and what to do."""

    sentence: str
    beside: tuple[str, ...]
    """The checkpoint ids of the forgers that it was asked about."""


@dataclass(frozen=True)
class RecordsFailed:
    """Nothing more can be kept; the sentence says why and what to do."""

    sentence: str


@dataclass(frozen=True)
class ForgersChosen:
    """Whom the game is to be played against, unless the player chooses others."""

    forgers: tuple[Forger, ...]


@dataclass(frozen=True)
class ForgersReady:
    """The checkpoints that can be played against, by run start, then epoch."""

    forgers: tuple[Forger, ...]


@dataclass(frozen=True)
class ShelfFailed:
    """There is no checkpoint to play against; the sentence says what to do."""

    sentence: str


@dataclass(frozen=True)
class Presented:
    """The scene as it stands has been put on the display."""

    at: datetime
    """Aware, UTC."""


@dataclass(frozen=True)
class FramesDropped:
    """Frames came late: each took more than 120 % of the refresh."""

    count: int


@dataclass(frozen=True)
class FrameShown:
    """A frame of the scene as it stands has begun; told only to screens that count frames."""

    refresh_hz: float
    """How fast the display is."""
    disturbed: bool = False
    """Whether the window was covered, left or resized since the last, or the machine asleep."""


News = (
    DigitReady
    | ShowcaseReady
    | SupplyFailed
    | RecordsReady
    | Recorded
    | LeaderboardReady
    | StatisticsReady
    | CardKept
    | CardUnkept
    | FoolRatesReady
    | Recalled
    | StudyLeft
    | ClassesRead
    | ClassesFailed
    | RecordsFailed
    | ForgersChosen
    | ForgersReady
    | ShelfFailed
    | Presented
    | FramesDropped
    | FrameShown
)
