"""The pipe between the window and the worker: what is ordered, and how a message is framed.

Only these two processes, of one and the same program, ever write to it.
"""

from __future__ import annotations

import pickle
import struct
from dataclasses import dataclass
from typing import IO, Any

from game.rules.board import FoolCount
from game.rules.forgers import Forger
from game.rules.trials import PlannedTrial

LENGTH = struct.Struct("!I")


@dataclass(frozen=True)
class OwnReals:
    """Real images from outside, that stand beside a contestant's in place of the bundled digits."""

    pool: str
    path: str
    """Absolute."""


def own_reals(forger: Forger) -> OwnReals | None:
    """The real images that stand beside a forger's, unless they are the bundled digits."""
    reals = forger.reals
    return None if reals.path is None else OwnReals(reals.name, reals.path)


@dataclass(frozen=True)
class DigitOrder:
    """One digit of a trial, real or fake, with the discriminator's verdict on it."""

    ticket: int
    checkpoint_path: str
    """Absolute."""
    trial: PlannedTrial
    reals: OwnReals | None = None


@dataclass(frozen=True)
class ShowcaseOrder:
    """Digits for the title, real and forged."""

    checkpoint_path: str
    """Absolute."""
    checkpoint_id: str
    reals: OwnReals | None = None


@dataclass(frozen=True)
class ClassesOrder:
    """What digits fakes show, and which reals beside their forgers are unmistakable."""

    checkpoint_paths: tuple[tuple[str, str], ...]
    """Each forger's checkpoint id, with its path (absolute)."""
    fakes: tuple[tuple[str, int], ...]
    """Checkpoint id and seed."""
    bundled: bool = True
    """Whether the reals beside them are the bundled digits."""

    @property
    def beside(self) -> tuple[str, ...]:
        """The checkpoint ids of the forgers."""
        return tuple(identity for identity, _ in self.checkpoint_paths)


@dataclass(frozen=True)
class FeaturesOrder:
    """What the shipped classifier sees in a checkpoint's fakes, and in reals beside them."""

    ticket: int
    checkpoint_path: str
    """Absolute."""
    checkpoint_id: str
    count: int
    """Of each; fewer reals where not so many may stand beside it."""


@dataclass(frozen=True)
class FeaturesReady:
    """The features that were asked for under a ticket, float32 (n, 128) each."""

    ticket: int
    fakes: bytes
    reals: bytes


@dataclass(frozen=True)
class RatesOrder:
    """How often forgers have fooled people, from what was counted."""

    counts: tuple[FoolCount, ...]


@dataclass(frozen=True)
class StockOrder:
    """The first digits of a seed's stream, to be kept on disk when there is nothing else to do."""

    seed: int
    forgers: tuple[Forger, ...]
    path: str
    """Absolute."""


Order = DigitOrder | ShowcaseOrder | ClassesOrder | FeaturesOrder | RatesOrder
"""What is made at once, in the order of asking."""


def send(pipe: IO[bytes], message: Any) -> None:
    """Write one message to an unbuffered pipe; OSError when nobody reads it any more."""
    body = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    rest = memoryview(LENGTH.pack(len(body)) + body)
    while rest:
        rest = rest[pipe.write(rest) :]


def receive(pipe: IO[bytes]) -> Any:
    """Wait for the next message on an unbuffered pipe; EOFError when the other end is closed."""
    (length,) = LENGTH.unpack(_exactly(pipe, LENGTH.size))
    return pickle.loads(_exactly(pipe, length))


def _exactly(pipe: IO[bytes], count: int) -> bytes:
    whole = bytearray()
    while len(whole) < count:
        part = pipe.read(count - len(whole))
        if not part:
            raise EOFError("the other process has closed its end")
        whole += part
    return bytes(whole)
