"""The register: who has done best, on leaves to be turned."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import ClassVar

from game.rules.arcade import Arcade
from game.rules.board import Each, LeaderboardRow
from game.rules.ladder import Ladder
from game.rules.news import LeaderboardReady, News
from game.scenes.actions import Action, Intent, Picked
from game.scenes.desk import Desk
from game.scenes.effects import AskLeaderboard
from game.scenes.screen import Screen, Step

LINES = 50
"""Lines that a leaf may have."""


class Leaf(Enum):
    """The leaves, in order; the last is a screen of its own."""

    ARCADE = "Arcade"
    LADDER = "Ladder"
    FORGERS = "By forger"
    EXAMINERS = "By examiner"
    MINE = "My statistics"


LEAVES = tuple(Leaf)
BOARDS: dict[Leaf, tuple[tuple[str, Each], ...]] = {
    Leaf.ARCADE: ((Arcade.mode, Each.SESSION),),
    Leaf.LADDER: ((Ladder.mode, Each.SESSION),),
    Leaf.FORGERS: ((Arcade.mode, Each.CHECKPOINT),),
    Leaf.EXAMINERS: ((Arcade.mode, Each.PLAYER), (Ladder.mode, Each.PLAYER)),
}
"""What stands on each leaf: a mode, and what has a line there."""


@dataclass(frozen=True)
class Examiner:
    """A player's best in either mode that is ranked."""

    name: str
    arcade: LeaderboardRow | None
    ladder: LeaderboardRow | None


@dataclass(frozen=True)
class Register(Screen):
    """A leaf of the register; on that of the forgers each has a page of its own."""

    turns: ClassVar[bool] = True
    caption: ClassVar[str] = "The register"

    behind: Screen
    """Where it leads back to."""
    leaf: Leaf = Leaf.ARCADE
    focus: int = 0
    """Of the forgers, the one whose page would be opened."""
    opened: LeaderboardRow | None = None
    """Of the forgers, the line whose page is open."""
    boards: tuple[LeaderboardReady, ...] = ()
    """Those that have come."""

    @property
    def rows(self) -> tuple[LeaderboardRow, ...] | None:
        """The lines of the leaf, or of the forger's page; None until they have come."""
        if self.opened is not None:
            return self._board(Arcade.mode, Each.SESSION, self.opened.checkpoint_id)
        return self._board(*BOARDS[self.leaf][0])

    @property
    def examiners(self) -> tuple[Examiner, ...] | None:
        """Every player's best: by arcade, then those who only climbed; None until it has come."""
        arcade, ladder = (self._board(*each) for each in BOARDS[Leaf.EXAMINERS])
        if arcade is None or ladder is None:
            return None
        played = {row.player: row for row in arcade}
        climbed = {row.player: row for row in ladder}
        names = dict.fromkeys((*played, *climbed))
        return tuple(Examiner(name, played.get(name), climbed.get(name)) for name in names)

    def handle(self, intent: Intent) -> Step:
        """Turn the leaves, open a forger's page, or close the register."""
        match intent:
            case Action.LEFT | Action.RIGHT:
                by = 1 if intent is Action.RIGHT else -1
                place = min(max(LEAVES.index(self.leaf) + by, 0), len(LEAVES) - 1)
                return self.turned(LEAVES[place])
            case Action.UP:
                return self._moved(-1)
            case Action.DOWN:
                return self._moved(1)
            case Action.GO_ON:
                return self._open(self.focus)
            case Picked(item) if item < len(LEAVES):
                return self.turned(LEAVES[item])
            case Picked(item):
                return self._open(item - len(LEAVES))
            case Action.BACK if self.opened is not None:
                return Step(replace(self, opened=None))
            case Action.BACK:
                return Step(self.behind.at(self.desk))
        return Step(self)

    def hear(self, news: News) -> Step:
        """A board has come; what lies below may have waited for it too."""
        behind = self.behind.hear(news).scene
        match news:
            case LeaderboardReady():
                others = tuple(each for each in self.boards if _which(each) != _which(news))
                return Step(replace(self, behind=behind, boards=(*others, news)))
        return Step(replace(self, behind=behind))

    def turned(self, leaf: Leaf) -> Step:
        """Another leaf, with what is to stand on it asked for."""
        if leaf is Leaf.MINE:
            # Here and not above: it leads back to this one.
            from game.scenes import statistics

            return statistics.begin(self.desk, self.behind)
        if leaf is self.leaf and self.opened is None and self.boards:
            return Step(self)
        asks = tuple(AskLeaderboard(mode, LINES, each) for mode, each in BOARDS[leaf])
        return Step(replace(self, leaf=leaf, opened=None, focus=0), asks)

    def _moved(self, by: int) -> Step:
        if self.leaf is not Leaf.FORGERS or self.opened is not None or not self.rows:
            return Step(self)
        return Step(replace(self, focus=min(max(self.focus + by, 0), len(self.rows) - 1)))

    def _open(self, place: int) -> Step:
        """The page of a forger: who has done best against it."""
        if self.leaf is not Leaf.FORGERS or self.opened is not None or not self.rows:
            return Step(self)
        if place >= len(self.rows):
            return Step(self)
        row = self.rows[place]
        ask = AskLeaderboard(Arcade.mode, LINES, checkpoint_id=row.checkpoint_id)
        return Step(replace(self, focus=place, opened=row), (ask,))

    def _board(
        self, mode: str, each: Each, checkpoint_id: str | None = None
    ) -> tuple[LeaderboardRow, ...] | None:
        wanted = (mode, each, checkpoint_id)
        return next((board.rows for board in self.boards if _which(board) == wanted), None)


def _which(board: LeaderboardReady) -> tuple[str, Each, str | None]:
    return board.mode, board.each, board.checkpoint_id


def begin(desk: Desk, behind: Screen, leaf: Leaf = Leaf.ARCADE) -> Step:
    """The register, opened at a leaf."""
    return Register(desk, behind).turned(leaf)


def beside(desk: Desk, behind: Screen, mode: str) -> Step:
    """The register, opened at what it has on a mode; one that is not ranked leads to one's own."""
    leaves = {Arcade.mode: Leaf.ARCADE, Ladder.mode: Leaf.LADDER}
    return begin(desk, behind, leaves.get(mode, Leaf.MINE))
