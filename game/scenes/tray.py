"""The tray: digits ahead of need, in the order of the trials that they are for."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.rules.forgers import Forger
from game.rules.news import DigitReady, SupplyFailed
from game.rules.trials import PlannedTrial
from game.scenes.effects import AskDigit

AHEAD = 6
"""Digits kept at hand or under way."""


@dataclass(frozen=True)
class Slot:
    """A place in the tray: a trial to come, and its digit once that has come."""

    ticket: int
    trial: PlannedTrial
    digit: DigitReady | None = None
    fault: str | None = None
    """Why it will not come, in a sentence, if it will not."""

    def holds(self, trial: PlannedTrial) -> bool:
        """Whether a trial shows this digit, under whatever number."""
        there = replace(trial, number=self.trial.number, block=self.trial.block)
        return replace(there, phase=self.trial.phase) == self.trial


@dataclass(frozen=True)
class Tray:
    """The places, and the ticket of the next digit that is asked for."""

    slots: tuple[Slot, ...] = ()
    next_ticket: int = 1

    @property
    def fault(self) -> str | None:
        """Why some digit will not come; None if all is well."""
        return next((slot.fault for slot in self.slots if slot.fault), None)

    def slot(self, trial: PlannedTrial) -> Slot | None:
        """The place of a trial's digit, if it has been asked for."""
        return next((slot for slot in self.slots if slot.holds(trial)), None)

    def emptied(self) -> Tray:
        """Without a digit: what is still on its way is dropped when it comes."""
        return replace(self, slots=())

    def stocked(
        self, trials: tuple[PlannedTrial, ...], forgers: tuple[Forger, ...]
    ) -> tuple[Tray, tuple[AskDigit, ...]]:
        """Ask for the digits of these trials that are not there; any others go back."""
        by_id = {forger.id: forger for forger in forgers}
        slots: list[Slot] = []
        asks: list[AskDigit] = []
        ticket = self.next_ticket
        for trial in trials:
            slot = self.slot(trial)
            if slot is None:
                slot = Slot(ticket, trial)
                asks.append(AskDigit(ticket, by_id[trial.checkpoint_id], trial))
                ticket += 1
            slots.append(slot)
        return Tray(tuple(slots), ticket), tuple(asks)

    def received(self, news: DigitReady) -> Tray:
        """The digit laid in its place; one that nobody waits for any more is dropped."""
        return replace(
            self,
            slots=tuple(
                replace(slot, digit=news) if slot.ticket == news.ticket else slot
                for slot in self.slots
            ),
        )

    def failed(self, news: SupplyFailed) -> Tray:
        """The digits that will not come, noted in their places: it matters at their turn."""
        return replace(
            self,
            slots=tuple(
                replace(slot, fault=news.sentence) if slot.ticket in news.tickets else slot
                for slot in self.slots
            ),
        )
