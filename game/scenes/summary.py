"""The summary: the case is closed, and this is what the player made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from game.rules.board import Each, LeaderboardRow
from game.rules.news import LeaderboardReady, News
from game.scenes import case, title
from game.scenes.actions import Action, Intent
from game.scenes.desk import Desk
from game.scenes.effects import AskLeaderboard
from game.scenes.filing import filed
from game.scenes.screen import Screen, Step
from game.scenes.session import Session


@dataclass(frozen=True)
class Summary(Screen):
    """A finished session and its place among the others."""

    turns: ClassVar[bool] = True

    session: Session
    board: tuple[LeaderboardRow, ...] | None = None
    """None until it has come."""

    def handle(self, intent: Intent) -> Step:
        """On to a new game, back to the title, or aside to what is kept of this one."""
        match intent:
            case Action.GO_ON:
                return case.begin(self.desk)
            case Action.BACK:
                return Step(title.Title(self.desk))
        return filed(self, self.session, intent)

    def hear(self, news: News) -> Step:
        """The leaderboard."""
        match news:
            case LeaderboardReady(mode, rows, Each.SESSION, None) if mode == self.session.game.mode:
                return Step(replace(self, board=rows))
        return Step(self)


def begin(desk: Desk, session: Session) -> Step:
    """The end of a session: its row is closed, then the leaderboard is asked for."""
    desk, asks = desk.after(session.game)
    effects = (*session.ending(), AskLeaderboard(session.game.mode), *asks)
    return Step(Summary(desk, session), effects)
