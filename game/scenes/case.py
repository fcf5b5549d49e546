"""A case: how a session begins, goes on from trial to trial, and ends, in whatever mode."""

from __future__ import annotations

from dataclasses import replace

from game.rules.ladder import Ladder
from game.scenes import opening, question, summary
from game.scenes.desk import AHEAD, Desk
from game.scenes.effects import Effect
from game.scenes.screen import Step
from game.scenes.session import Session


def begin(desk: Desk) -> Step:
    """The first question of a new session in the desk's mode, or the wait for what it needs."""
    game = desk.coming()
    if game is None:
        return opening.begin(desk)
    desk = replace(desk, games=desk.games + 1)
    return take_up(desk, Session(desk.session_uuid, desk.player, desk.seed, game, desk.opponents))


def take_up(desk: Desk, session: Session) -> Step:
    """The next question of a session, which is not over."""
    desk, asks = stocked(desk, session)
    return Step(question.Question(desk, session), asks)


def stocked(desk: Desk, session: Session) -> tuple[Desk, tuple[Effect, ...]]:
    """The desk with the session's next digits asked for; if it is over, those of another."""
    if session.game.over:
        return desk.after(session.game)
    return desk.stocked(session.game.upcoming(AHEAD), session.forgers)


def onward(desk: Desk, session: Session) -> Step:
    """What follows a trial that is over: the next one, a landing on the way up, or the summary."""
    if session.game.over:
        return summary.begin(desk, session)
    if isinstance(session.game, Ladder) and session.game.at_break:
        # Here and not above: the first frame does without.
        from game.scenes import landing

        return Step(landing.Landing(desk, session))
    return take_up(desk, session)
