"""Who has played before is known by name, the last first."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from game.records.cards import PlayersKnown
from game.records.recorder import Recorder
from game.records.records import Records
from tests.records.samples import start
from tests.records.waiting import news_until


def test_players_are_named_by_their_last_session_the_latest_first(tmp_path: Path) -> None:
    records = Records.open(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    assert records.players() == ()
    first = start()
    for hours, name in enumerate(("Zoë", "Ben", "Cy", "Ben", "Zoë")):
        when = first.started_at + timedelta(hours=hours)
        records.begin_session(replace(first, uuid=f"{hours}", player=name, started_at=when))
    assert records.players() == ("Zoë", "Ben", "Cy")
    assert records.players(limit=1) == ("Zoë",)
    records.close()


def test_the_recorder_tells_them_when_it_is_asked(tmp_path: Path) -> None:
    recorder = Recorder(f"sqlite:///{tmp_path / 'x.sqlite3'}")
    recorder.begin(replace(start(), player="Ada"), ())
    recorder.ask_players()
    assert news_until(recorder, PlayersKnown)[-1] == PlayersKnown(("Ada",))
    recorder.close()
