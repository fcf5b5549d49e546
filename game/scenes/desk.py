"""The desk: what lies on it whatever screen is shown, from forgers to digits at hand."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from game.rules.arcade import Arcade
from game.rules.forgers import Forger
from game.rules.game import Game
from game.rules.ladder import Ladder, climb
from game.rules.news import ShowcaseReady, StudyLeft
from game.rules.seen import NOTHING, Seen
from game.rules.stream import SEEDS, Stream
from game.rules.timed import Timed, timed
from game.rules.trials import PlannedTrial
from game.scenes.effects import AskShowcase, Effect
from game.scenes.settings import Settings
from game.scenes.tray import AHEAD, Slot, Tray

if TYPE_CHECKING:
    from game.scenes.inquiry import Inquiry


@dataclass(frozen=True)
class Desk:
    """Everything that outlives a screen; it changes only by returning another desk."""

    namespace: UUID
    """Drawn once a process; sessions take their uuids from it."""
    seed: int
    player: str
    kept_at: str
    """Where answers are recorded, in words that may be shown."""
    mode: str = Arcade.mode
    """The mode that is played next."""
    limit: int | None = None
    """Trials a session, if limited."""
    new: bool = False
    """Whether a study that the player left is not to be taken up, but another begun."""
    mute: bool = False
    forgers: tuple[Forger, ...] = ()
    """Whom one plays against; empty until the shelf has been looked through."""
    shelf: tuple[Forger, ...] = ()
    shelf_known: bool = False
    """Whether the shelf has been looked through."""
    showcase: ShowcaseReady | None = None
    tray: Tray = field(default_factory=Tray)
    """Digits ahead of need."""
    position: int = 0
    """Where the seed's stream goes on with the next game."""
    sessions: tuple[str, ...] = ()
    """The uuids of those opened in this process, in order."""
    games: int = 0
    """The number of the one that was opened last, 1, 2, …; one taken up again keeps its own."""
    settings: Settings = field(default_factory=Settings)
    """How the player likes it, with the desk's own player and mute: see ``arranged``."""
    players: tuple[str, ...] = ()
    """Who has played here before, the last first, as far as that has been told."""
    notice: str = ""
    """A sentence about the settings that the player has to know, if there is one."""
    undelivered: int = 0
    """Answers that are kept on this computer and wait for a database elsewhere."""
    why_undelivered: str = ""
    """The sentence that says why, if that is known."""
    left: StudyLeft | None = None
    """The study of lab that a player has left before its end, as far as that has been told."""
    inquiry: Inquiry | None = None
    """The study of a file that is followed, if one is."""
    seen: Seen = NOTHING
    """What a study's participant has been shown before: the seed is the same at every sitting."""

    def __post_init__(self) -> None:
        """Who plays and whether it is mute is said once; a participant's code is no setting."""
        player = (self.settings if self.inquiry else self).player
        kept = replace(self.settings, player=player, mute=self.mute)
        object.__setattr__(self, "settings", kept)

    def arranged(self, settings: Settings) -> Desk:
        """The desk as these settings have it."""
        player = (self if self.inquiry else settings).player
        return replace(self, settings=settings, player=player, mute=settings.mute)

    def opened(self, uuid: str | None = None) -> Desk:
        """The desk with another session on it, or with the one of this uuid once more."""
        known = uuid or str(uuid5(self.namespace, str(len(self.sessions) + 1)))
        sessions = self.sessions if known in self.sessions else (*self.sessions, known)
        return replace(self, sessions=sessions, games=sessions.index(known) + 1)

    @property
    def session_uuid(self) -> str:
        """The uuid of the session that was opened last."""
        return self.sessions[self.games - 1]

    @property
    def forger_name(self) -> str:
        """The forgers in use, in words."""
        if not self.forgers:
            return "on the way"
        if self.mode == Ladder.mode and len(self.rungs) > 1:
            return f"{self.forgers[-1].run}, {len(self.rungs)} epochs"
        if len(self.forgers) > 1:
            return f"{len(self.forgers)} forgers"
        return self.forgers[0].name

    def unless_chosen(self, forgers: tuple[Forger, ...]) -> tuple[Desk, tuple[Effect, ...]]:
        """Play against these, if the player has not chosen others meanwhile."""
        return (self, ()) if self.forgers else self.against(forgers)

    def against(self, forgers: tuple[Forger, ...]) -> tuple[Desk, tuple[Effect, ...]]:
        """Play against others from now on: digits at hand that are not theirs go back."""
        desk, asks = replace(
            self, forgers=forgers, tray=self.tray.emptied(), showcase=None
        ).prepared()
        # The showcase comes first: it needs no weights, and the title is what is seen first.
        return desk, (AskShowcase(forgers[-1]), *asks)

    def in_mode(self, mode: str) -> tuple[Desk, tuple[Effect, ...]]:
        """Play another mode from now on."""
        return replace(self, mode=mode).prepared()

    @property
    def rungs(self) -> tuple[Forger, ...]:
        """Whom a ladder leads past: the chosen checkpoints of a run, or all of it where it is one.

        Of several runs it is the one of the checkpoint that was chosen last.
        """
        if not self.forgers:
            return ()
        last = self.forgers[-1]
        chosen = tuple(forger for forger in self.forgers if forger.run == last.run)
        if len(chosen) > 1:
            return chosen
        others = (f for f in self.shelf if f.run == last.run and f.id != last.id)
        return (*others, last)

    @property
    def opponents(self) -> tuple[Forger, ...]:
        """Whom the next game is against."""
        return self.rungs if self.mode == Ladder.mode else self.forgers

    @property
    def asks_confidence(self) -> bool:
        """Whether lab asks after each answer how sure one is: a study decides it for all."""
        return self.inquiry.confidence if self.inquiry else self.settings.confidence

    @property
    def wants_masks(self) -> bool:
        """Whether timed is to have masks: in a study it has, for all who take part."""
        return self.inquiry is not None or self.settings.masks

    @property
    def masks(self) -> bool:
        """Whether a session of timed that begins now has masks; no study flashes at anybody."""
        return self.wants_masks and not self.settings.no_flashes

    @property
    def own_seed(self) -> int | None:
        """The seed of all that the participant of a study's file does; None where there is none."""
        return self.inquiry.seed_of(self.player) if self.inquiry else None

    @property
    def next_seed(self) -> int:
        """The seed of the next session, where it is one that no other session goes on with."""
        if self.inquiry:
            return self.inquiry.seed_of(self.player)
        if not self.sessions:
            return self.seed
        key = f"real-or-fake:{self.seed}:session:{len(self.sessions) + 1}"
        return random.Random(key).randrange(SEEDS)

    def coming(self) -> Game | None:
        """The game of the stream that would begin now; None where that cannot be told yet."""
        if not self.forgers or (self.inquiry and self.player not in self.inquiry.codes):
            return None
        if self.mode == Arcade.mode:
            return Arcade(
                Stream(self.seed, self.forgers),
                first=self.position,
                limit=self.limit,
                hurried=self.settings.time_limits,
            )
        if self.mode == Ladder.mode and (self.shelf_known or len(self.rungs) > 1):
            return climb(self.seed, self.rungs, first=self.position, limit=self.limit)
        if self.mode == Timed.mode:
            return _timed(self.next_seed, self.forgers, self.limit, self.seen)
        return None

    def prepared(self) -> tuple[Desk, tuple[Effect, ...]]:
        """Ask for the first digits of the game that would begin now."""
        game = self.coming()
        if game is None:
            return self, ()
        return self.stocked(game.upcoming(AHEAD), self.opponents)

    def stocked(
        self, trials: tuple[PlannedTrial, ...], forgers: tuple[Forger, ...]
    ) -> tuple[Desk, tuple[Effect, ...]]:
        """Ask for the digits of these trials that are not in the tray; any others go back."""
        tray, asks = self.tray.stocked(trials, forgers)
        return replace(self, tray=tray), asks

    def slot(self, trial: PlannedTrial) -> Slot | None:
        """The place in the tray of a trial's digit, if it has been asked for."""
        return self.tray.slot(trial)

    def after(self, game: Game, seen: bool = False) -> tuple[Desk, tuple[Effect, ...]]:
        """The desk when a game is left or over; a digit ``seen`` and not answered is used up."""
        if game.position is None:
            return self.prepared()
        return replace(self, position=game.position + seen).prepared()

    def shown(self, news: ShowcaseReady) -> Desk:
        """The digits that decorate the title, if they are those of the forger in use."""
        if not self.forgers or news.checkpoint_id != self.forgers[-1].id:
            return self
        return replace(self, showcase=news)


@lru_cache(maxsize=4)
def _timed(seed: int, forgers: tuple[Forger, ...], trials: int | None, seen: Seen) -> Timed:
    """A session's plan, which takes a frame to make, and is asked for more than once."""
    return timed(seed, forgers, trials, seen)
