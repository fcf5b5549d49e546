"""What a session's rows say is enough to rebuild the very pixels that were shown."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from game.orders import DigitOrder, FeaturesReady
from game.records.cards import SessionStart, card_of
from game.records.recorder import Recorder
from game.rules.news import ForgersChosen
from game.scenes.actions import Action
from game.scenes.effects import AskDigit, AskShowcase, BeginSession, Effect, EndSession, Record
from game.scenes.session import Finding
from game.scenes.summary import Summary
from game.scenes.title import Title
from game.shelf import Librarian
from game.workbench import Workbench
from models import shelf
from models.checkpoint import load
from models.digits import load_pack
from models.greys import in_five_greys
from models.sampling import forge, judge
from tests.scenes.player import Player, desk

ANSWERS = 12


class RealWorld(Player):
    """A player whose digits come from the workbench, and whose answers go to the recorder."""

    def __init__(self, recorder: Recorder) -> None:
        self._bench = Workbench()
        self._recorder = recorder
        super().__init__(Title(desk(limit=ANSWERS)))

    def _answer(self, effect: Effect) -> None:
        match effect:
            case AskDigit(ticket, forger, trial):
                for news in self._bench.carry_out(DigitOrder(ticket, forger.path, trial)):
                    assert not isinstance(news, FeaturesReady)
                    self.hear(news)
            case AskShowcase():
                pass
            case BeginSession(uuid, player, mode, seed, at, forgers):
                start = SessionStart(uuid, player, mode, seed, at, "test", None, None)
                self._recorder.begin(start, [card_of(forger) for forger in forgers])
            case Record(uuid, trial):
                self._recorder.append(uuid, trial)
                super()._answer(effect)
            case EndSession(uuid):
                self._recorder.end(uuid, self.now)


def chosen(shipped: shelf.Shelved) -> ForgersChosen:
    """What the shelf tells the game of a checkpoint."""
    librarian = Librarian((shipped,))
    librarian.look()
    deadline = time.monotonic() + 60.0
    while time.monotonic() < deadline:
        for news in librarian.poll():
            if isinstance(news, ForgersChosen):
                return news
        time.sleep(0.01)
    raise AssertionError("the shelf did not answer")


def played(path: Path, shipped: shelf.Shelved) -> tuple[Finding, ...]:
    """Play against a checkpoint into a database; what was shown."""
    recorder = Recorder(f"sqlite:///{path}")
    player = RealWorld(recorder).hear(chosen(shipped)).does(Action.GO_ON).sees()
    for _ in range(ANSWERS):
        player.answers(right=True).does(Action.GO_ON).sees()
    recorder.close()
    assert isinstance(player.scene, Summary)
    return player.scene.session.findings


@pytest.mark.slow
def test_what_is_rebuilt_from_its_row_is_what_was_shown(tmp_path: Path) -> None:
    path = tmp_path / "guesses.sqlite3"
    shipped = shelf.default()
    findings = played(path, shipped)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT is_real, checkpoint_id, digit_seed, digit_label, real_pool, real_index, "
            "validity FROM trial ORDER BY number"
        ).fetchall()
    assert len(rows) == len(findings) == ANSWERS
    assert {bool(row[0]) for row in rows} == {True, False}
    pack = load_pack()
    for (is_real, identity, seed, label, pool, index, validity), finding in zip(
        rows, findings, strict=True
    ):
        # Found by its id alone, as somebody does who has but the database and the checkpoints.
        (found,) = shelf.find(identity)
        checkpoint = load(found.path)
        if is_real:
            assert (seed, label, pool) == (None, None, "mnist-5000")
            digit, label = in_five_greys(pack.images)[index], int(pack.labels[index])
        else:
            assert (pool, index) == (None, None)
            assert label == (seed % 10 if found.metadata.conditional else None)
            digit = forge(checkpoint.generator, seed, label)
        assert np.asarray(digit).tobytes() == finding.pixels
        assert judge(checkpoint, digit[None], [label or 0])[0] == validity
