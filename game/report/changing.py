"""What the command line changes in databases: a player forgotten, others' answers merged."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from game.records.location import data_folder, default_url, shown_place
from game.report.forgetting import Forgotten, foreseen, forget
from game.report.merging import merge
from game.report.wording import listed, many, printable


def forget_player(db: str | None, player: str, *, sure: bool) -> None:
    """Delete all that is known of a player; at a terminal ask first, unless `sure`."""
    # It brings the scenes, which nobody else who reports needs.
    from game.settings_file import NAME
    from game.settings_file import forget_player as forget_last

    place, name = default_url() if db is None else db, printable(player)
    if not sure and sys.stdin is not None and sys.stdin.isatty():
        going = foreseen(place, player)
        if not _agreed(f"Delete {name} for good, {_amount(going)}, from {shown_place(place)}?"):
            print("Nothing was deleted.")
            return
    done = forget(place, player)
    print(f"{name} is forgotten (sessions: {done.sessions:,}, trials: {done.trials:,}).")
    if forget_last(data_folder() / NAME, player):
        print(f"The settings on this computer ({NAME}) no longer hold that name either.")


def merge_all(into: str, sources: Sequence[str]) -> None:
    """Bring the answers of these databases, files or URLs, into one; say what came of each."""
    for source in sources:
        new = merge(_url(into), _url(source))
        came = (many(new.trials, "trial"), many(new.sessions, "session"))
        added = listed([*came, many(new.players, "player")])
        print(f"Added from {printable(shown_place(_url(source)))}: {added} that were not there.")


def _amount(going: Forgotten) -> str:
    return f"with {many(going.sessions, 'session')} and {many(going.trials, 'trial')}"


def _agreed(question: str) -> bool:
    """Ask at the terminal; anything but a plain yes is a no."""
    try:
        return input(f"{question} [y/N] ").strip().lower() in ("y", "yes")
    except EOFError:
        print()
        return False


def _url(place: str) -> str:
    return place if "://" in place else f"sqlite:///{place}"
