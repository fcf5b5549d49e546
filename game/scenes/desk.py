"""The desk: what lies on it whatever screen is shown, from forgers to digits at hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid5

from game.rules.forgers import Forger
from game.rules.news import DigitReady, ShowcaseReady, SupplyFailed
from game.rules.stream import Stream
from game.scenes.effects import AskDigit, AskShowcase, Effect
from game.scenes.settings import Settings

AHEAD = 6
"""Digits kept at hand or under way."""


@dataclass(frozen=True)
class Slot:
    """A place in the tray: a position of the stream, and its digit once it has come."""

    ticket: int
    position: int
    digit: DigitReady | None = None
    fault: str | None = None
    """Why it will not come, in a sentence, if it will not."""


@dataclass(frozen=True)
class Desk:
    """Everything that outlives a screen; it changes only by returning another desk."""

    namespace: UUID
    """Drawn once a process; sessions take their uuids from it."""
    seed: int
    player: str
    kept_at: str
    """Where answers are recorded, in words that may be shown."""
    limit: int | None = None
    """Trials a session, if limited."""
    mute: bool = False
    forgers: tuple[Forger, ...] = ()
    """Whom one plays against; empty until the shelf has been looked through."""
    shelf: tuple[Forger, ...] = ()
    showcase: ShowcaseReady | None = None
    tray: tuple[Slot, ...] = ()
    """Digits ahead of need, in the stream's order."""
    next_position: int = 0
    next_ticket: int = 1
    games: int = field(default=0)
    settings: Settings = field(default_factory=Settings)
    """How the player likes it, with the desk's own player and mute: see ``arranged``."""
    players: tuple[str, ...] = ()
    """Who has played here before, the last first, as far as that has been told."""
    notice: str = ""
    """A sentence about the settings that the player has to know, if there is one."""

    def __post_init__(self) -> None:
        """Who plays and whether it is mute is said once: the settings follow the desk."""
        kept = replace(self.settings, player=self.player, mute=self.mute)
        object.__setattr__(self, "settings", kept)

    def arranged(self, settings: Settings) -> Desk:
        """The desk as these settings have it."""
        return replace(self, settings=settings, player=settings.player, mute=settings.mute)

    @property
    def stream(self) -> Stream:
        """The trials of the desk's seed against its forgers."""
        return Stream(self.seed, self.forgers)

    @property
    def session_uuid(self) -> str:
        """The uuid of the session in play."""
        return str(uuid5(self.namespace, str(self.games)))

    @property
    def forger_name(self) -> str:
        """The forgers in use, in words."""
        if not self.forgers:
            return "on the way"
        if len(self.forgers) > 1:
            return f"{len(self.forgers)} forgers"
        return self.forgers[0].name

    def unless_chosen(self, forgers: tuple[Forger, ...]) -> tuple[Desk, tuple[Effect, ...]]:
        """Play against these, if the player has not chosen others meanwhile."""
        return (self, ()) if self.forgers else self.against(forgers)

    def against(self, forgers: tuple[Forger, ...]) -> tuple[Desk, tuple[Effect, ...]]:
        """Play on against others: digits at hand go back, their positions are asked anew."""
        first = self.tray[0].position if self.tray else self.next_position
        desk = replace(self, forgers=forgers, tray=(), next_position=first, showcase=None)
        desk, asks = desk.refilled()
        # The showcase comes first: it needs no weights, and the title is what is seen first.
        return desk, (AskShowcase(forgers[-1]), *asks)

    def refilled(self) -> tuple[Desk, tuple[Effect, ...]]:
        """Ask for as many digits as the tray has room for."""
        if not self.forgers:
            return self, ()
        slots = list(self.tray)
        asks: list[Effect] = []
        position, ticket = self.next_position, self.next_ticket
        while len(slots) < AHEAD:
            trial = self.stream.trial(position, position + 1)
            forger = self.stream.forger(trial.checkpoint_id)
            asks.append(AskDigit(ticket, forger, trial))
            slots.append(Slot(ticket, position))
            position, ticket = position + 1, ticket + 1
        desk = replace(self, tray=tuple(slots), next_position=position, next_ticket=ticket)
        return desk, tuple(asks)

    def received(self, news: DigitReady) -> Desk:
        """The digit laid in its slot; one that nobody waits for any more is dropped."""
        tray = tuple(
            replace(slot, digit=news) if slot.ticket == news.ticket else slot for slot in self.tray
        )
        return replace(self, tray=tray)

    def failed(self, news: SupplyFailed) -> Desk:
        """The digits that will not come, noted in their slots: it matters when it is their turn."""
        tray = tuple(
            replace(slot, fault=news.sentence) if slot.ticket in news.tickets else slot
            for slot in self.tray
        )
        return replace(self, tray=tray)

    @property
    def fault(self) -> str | None:
        """Why some digit in the tray will not come; None if all is well."""
        return next((slot.fault for slot in self.tray if slot.fault), None)

    def taken(self) -> tuple[Desk, tuple[Effect, ...]]:
        """The first digit is used up; another is asked for at the end of the tray."""
        return replace(self, tray=self.tray[1:]).refilled()

    def shown(self, news: ShowcaseReady) -> Desk:
        """The digits that decorate the title, if they are those of the forger in use."""
        if not self.forgers or news.checkpoint_id != self.forgers[-1].id:
            return self
        return replace(self, showcase=news)
