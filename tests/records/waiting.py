"""Polling a recorder until something has happened."""

from __future__ import annotations

import time

from game.records.recorder import News, Recorder
from game.rules.news import LeaderboardReady


def news_until(recorder: Recorder, last: News | type, seconds: float = 30.0) -> list[News]:
    """Return the news up to the one that equals `last`, or is one of its kind."""
    deadline = time.monotonic() + seconds
    heard: list[News] = []
    while time.monotonic() < deadline:
        heard += recorder.poll()
        if any(
            isinstance(item, last) if isinstance(last, type) else item == last for item in heard
        ):
            return heard
        time.sleep(0.005)
    raise AssertionError(f"no {last} in {heard}")


def news_so_far(recorder: Recorder) -> list[News]:
    """Return the news of everything that was handed over, once it is done."""
    recorder.ask_leaderboard("arcade")
    *news, _ = news_until(recorder, LeaderboardReady)
    return news
