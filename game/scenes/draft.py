"""A study's draft: what a session of lab is to be, before the digits for it have been read."""

from __future__ import annotations

from dataclasses import dataclass, replace

from game.rules.begun import Unfinished
from game.rules.fakes import Classes
from game.rules.forgers import Forger
from game.rules.lab import Lab
from game.rules.news import Recalled
from game.rules.schedule import Schedule, schedule
from game.rules.seen import NOTHING, Seen
from game.rules.study import TRIALS, Study
from game.scenes.desk import Desk
from game.scenes.session import Finding, Session

TAKEN_UP = "You go on with the study that you left, where it stood."
FIRST_EPOCH = 1
"""Nobody who looks takes its fakes for real, even where it is measured."""
GONE = "Forgers of the study that you left are gone: this is a new one."
CHANGED = "The study that you left cannot be built again: this is a new one."


@dataclass(frozen=True)
class Draft:
    """A study, what its player has seen, and the session that it takes up, if it does."""

    study: Study
    seen: Seen
    since: Seen = NOTHING
    left: Unfinished | None = None
    word: str = ""
    """What the player has to be told of it, if anything."""

    def told(self, unmistakable: tuple[int, ...]) -> Draft:
        """The draft with the reals that nobody doubts; a study that was begun has its own."""
        if self.left is not None:
            return self
        return replace(self, study=replace(self.study, unmistakable=unmistakable))

    def scheduled(self, classes: Classes) -> Schedule:
        """The trials, or what must be read before there are any."""
        return schedule(self.study, classes, seen=self.seen, since=self.since)

    def leads_on(self, found: Schedule) -> bool:
        """Whether the trials recorded so far stand in this schedule."""
        if self.left is None or found.unread:
            return True
        recorded = (trial.planned for trial in self.left.trials)
        return all(
            (was.block, was.phase, was.checkpoint_id) == (now.block, now.phase, now.checkpoint_id)
            and (was.is_real == now.is_real or was.phase == "catch")
            for was, now in zip(recorded, found.trials, strict=False)
        )

    def opened(self, desk: Desk) -> Desk:
        """The desk with its session on it: one that is taken up is the case that it was."""
        return replace(desk, new=False, left=None).opened(
            self.left.session_uuid if self.left else None
        )

    def session(self, desk: Desk, found: Schedule) -> Session:
        """The session as it begins, or stands: it is on the desk already."""
        study, left = self.study, self.left
        catcher = (study.catch_forger,) if study.catch_forger else ()
        forgers = {forger.id: forger for forger in (*study.forgers, *catcher)}
        trials = left.trials if left else ()
        return Session(
            uuid=left.session_uuid if left else desk.session_uuid,
            player=desk.player,
            seed=study.seed,
            game=Lab(found, asked=len(trials)),
            forgers=tuple(forgers.values()),
            findings=tuple(Finding(trial, None) for trial in trials),
            plan=study.plan,
            word=TAKEN_UP if trials else self.word,
        )


def drafted(desk: Desk, recalled: Recalled) -> Draft:
    """The study that the player left, if it is to be taken up and its forgers are there."""
    left = None if desk.new else recalled.unfinished
    if left is None:
        return afresh(desk, recalled)
    by_id = {forger.id: forger for forger in _known(desk)}
    plan = left.plan
    wanted = (*plan.checkpoint_ids, *((plan.catch_id,) if plan.catch_id else ()))
    if not by_id.keys() >= set(wanted):
        return afresh(desk, recalled, GONE)
    forgers = tuple(by_id[each] for each in plan.checkpoint_ids)
    catcher = by_id[plan.catch_id] if plan.catch_id else None
    study = Study(left.seed, forgers, plan.trials, catcher, plan.unmistakable)
    return Draft(study, left.seen, left.since, left)


def afresh(desk: Desk, recalled: Recalled, word: str = "") -> Draft:
    """A new study of the forgers in use."""
    study = Study(desk.next_seed, desk.forgers, desk.limit or TRIALS, catcher(desk))
    return Draft(study, recalled.seen, word=word)


def catcher(desk: Desk) -> Forger | None:
    """The forger whose fakes catch: a first epoch, of the run of the one chosen last if it kept it.

    None where there is no first epoch beside the same reals: a later one may fool people who look,
    and one that draws other digits would stand out.
    """
    last = desk.forgers[-1]
    first = (
        forger
        for forger in _known(desk)
        if forger.count is None
        and forger.epoch <= FIRST_EPOCH
        and forger.reals.name == last.reals.name
        and forger.digit == last.digit
    )
    return min(first, key=lambda forger: forger.run != last.run, default=None)


def _known(desk: Desk) -> tuple[Forger, ...]:
    """Every forger that there is: those in use need not stand on the shelf."""
    return (*desk.shelf, *desk.forgers)
