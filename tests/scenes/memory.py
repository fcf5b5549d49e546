"""A memory for players of scenes: what the database would recall of what was done."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from game.rules.begun import Sitting, Unfinished
from game.rules.news import Recalled, StudyLeft
from game.rules.seen import NOTHING, Seen
from game.rules.trials import AnsweredTrial
from game.scenes.effects import BeginSession, Effect, EndSession, Record


def recalled(player: str, effects: Iterable[Effect], seed: int | None = None) -> Recalled:
    """What a player has seen by what was recorded, and the study left last.

    With a seed it is one of this seed, and all sessions of it are told of.
    """
    sessions: dict[str, BeginSession] = {}
    trials: dict[str, list[AnsweredTrial]] = {}
    ended = set()
    for effect in effects:
        match effect:
            case BeginSession(uuid) if effect.player == player:
                sessions.setdefault(uuid, effect)
                trials.setdefault(uuid, [])
            case Record(uuid, trial) if uuid in sessions:
                trials[uuid].append(trial)
            case EndSession(uuid):
                ended.add(uuid)
    order = list(sessions)
    seen = [Seen.of(trial.planned for trial in trials[uuid]) for uuid in order]
    left = [
        place
        for place, uuid in enumerate(order)
        if sessions[uuid].plan is not None
        and uuid not in ended
        and seed in (None, sessions[uuid].seed)
    ]
    unfinished = None
    if left:
        at = left[-1]
        begun = sessions[order[at]]
        assert begun.plan is not None
        unfinished = Unfinished(
            session_uuid=begun.session_uuid,
            seed=begun.seed,
            plan=begun.plan,
            trials=tuple(trials[order[at]]),
            seen=reduce(or_, seen[:at], NOTHING),
            since=reduce(or_, seen[at + 1 :], NOTHING),
        )
    sittings = tuple(
        Sitting(begun.mode, uuid in ended, _main_answers(trials[uuid]))
        for uuid, begun in sessions.items()
        if begun.seed == seed
    )
    return Recalled(player, reduce(or_, seen, NOTHING), unfinished, sittings=sittings)


def study_left(player: str, effects: Iterable[Effect]) -> StudyLeft:
    """The study left last, in short."""
    left = recalled(player, effects).unfinished
    if left is None:
        return StudyLeft(player, None)
    catch = (left.plan.catch_id,) if left.plan.catch_id else ()
    return StudyLeft(player, len(left.trials), (*left.plan.checkpoint_ids, *catch))


def _main_answers(trials: Iterable[AnsweredTrial]) -> int:
    return sum(each.planned.phase == "main" and each.outcome == "answered" for each in trials)
