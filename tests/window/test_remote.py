"""The real program in a real window with a database elsewhere, whose server is killed meanwhile."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.records.address import read_url
from tests.models.small_checkpoint import keep_tiny
from tests.records.journals import entries_in
from tests.records.server import Server
from tests.window.desktop import game, needs_a_screen, screen, until

pytestmark = [pytest.mark.slow, needs_a_screen()]


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    with screen() as name:
        yield name


def test_play_goes_on_while_the_server_is_away_and_every_answer_arrives_once(
    display: str, tmp_path: Path, server: Server
) -> None:
    url = server.make_database()
    checkpoint = keep_tiny(tmp_path / "tiny" / "epoch-003.safetensors")
    arguments = ("--mode", "arcade", "--seed", "7", "--mute", "--checkpoint", str(checkpoint))
    journals = tmp_path / "data" / "real-or-fake"

    def arrived() -> list[int]:
        query = "SELECT number FROM trial ORDER BY session_id, id"
        return [row[0] for row in server.rows(str(read_url(url).database), query)]

    with game(display, tmp_path, *arguments, "--db", url) as playing:
        playing.shows("Exhibit 1")
        playing.press("Left")
        until(lambda: arrived() == [1], "the first answer")
        server.kill()
        playing.press("space", "Left")
        until(lambda: entries_in(journals) == 1, "the second answer in the journal")
        playing.press("space")
        playing.shows("Exhibit 3")
        server.start()
        until(lambda: arrived() == [1, 2], "the second answer")
        server.kill()
        playing.press("Right")
        until(lambda: entries_in(journals) == 1, "the third answer in the journal")
        assert playing.end(signal.SIGTERM) == (128 + signal.SIGTERM, "")
    server.start()
    with game(display, tmp_path, *arguments, "--db", url) as playing:
        playing.shows("Exhibit 1")
        until(lambda: arrived() == [1, 2, 3], "the third answer")
        until(lambda: entries_in(journals) == 0, "an empty journal")
        assert playing.end(signal.SIGTERM) == (128 + signal.SIGTERM, "")
