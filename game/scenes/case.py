"""A case: how a session begins, goes on from trial to trial, and ends, in whatever mode."""

from __future__ import annotations

from dataclasses import replace

from game.rules.lab import Lab
from game.rules.ladder import Ladder
from game.rules.timed import Timed
from game.scenes import answering, opening, question, summary
from game.scenes.desk import Desk
from game.scenes.effects import Effect, Record
from game.scenes.screen import Step
from game.scenes.session import Finding, Session
from game.scenes.tray import AHEAD


def begin(desk: Desk) -> Step:
    """The first question of a new session in the desk's mode, or the wait for what it needs."""
    if desk.mode == Lab.mode:
        # Here and not above, as below: the first frame of other modes does without.
        from game.scenes import preparing

        return Step(preparing.Gathering(desk))
    game = desk.coming()
    if game is None:
        return opening.begin(desk)
    # A game that does not go on with the seed's stream has a seed of its own.
    seed = desk.next_seed if game.position is None else desk.seed
    desk = desk.opened()
    session = Session(desk.session_uuid, desk.player, seed, game, desk.opponents)
    masks = desk.masks if desk.mode == Timed.mode else None
    return take_up(desk, replace(session, masks=masks))


def take_up(desk: Desk, session: Session) -> Step:
    """The next question of a session, which is not over."""
    desk, asks = stocked(desk, session)
    if isinstance(session.game, Timed):
        # Here and not above: the first frame does without.
        from game.scenes import glimpse

        return Step(glimpse.begin(desk, session), asks)
    return Step(question.Question(desk, session), asks)


def stocked(desk: Desk, session: Session) -> tuple[Desk, tuple[Effect, ...]]:
    """The desk with the session's next digits asked for; if it is over, those of another."""
    if session.game.over:
        return desk.after(session.game)
    return desk.stocked(session.game.upcoming(AHEAD), session.forgers)


def answered(desk: Desk, session: Session, finding: Finding) -> Step:
    """An answer to a session's trial is on its way to the register."""
    desk, asks = stocked(desk, session.answered(finding))
    record = Record(session.uuid, finding.trial)
    return Step(answering.Answering(desk, session, finding), (record, *asks))


def onward(desk: Desk, session: Session) -> Step:
    """What follows a trial that is over: the next, a landing or a rest before it, or the end."""
    if session.game.over:
        return _ended(desk, session)
    if isinstance(session.game, Ladder) and session.game.at_break:
        # Here and not above: the first frame does without.
        from game.scenes import landing

        return Step(landing.Landing(desk, session))
    if session.game.at_break and (_speaks(desk) or not isinstance(session.game, Timed)):
        from game.scenes import rest

        desk, asks = stocked(desk, session)
        return Step(rest.Rest(desk, session), asks)
    return take_up(desk, session)


def _speaks(desk: Desk) -> bool:
    """Whether a study has something to say between two blocks, for which timed has no sheet."""
    return desk.inquiry is not None and desk.inquiry.rest != ""


def _ended(desk: Desk, session: Session) -> Step:
    if session.game.mode == Lab.mode:
        from game.scenes import outcome

        return outcome.begin(desk, session)
    if session.game.mode == Timed.mode:
        from game.scenes import thresholds

        return thresholds.begin(desk, session)
    return summary.begin(desk, session)
