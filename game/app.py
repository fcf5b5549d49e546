"""The app: the window first, then everything that it shows."""

from __future__ import annotations

from game.keeper import Keeper
from game.options import Options
from game.records.location import data_folder
from game.settings_file import NAME, load
from game.ui.opening import open_window


def play(options: Options) -> int:
    """Play until the player leaves; the exit code.

    DisplayError is raised if no window can be opened.
    """
    file = data_folder() / NAME
    loaded = load(file)
    settings = options.over(loaded.settings)
    opened = open_window(settings)
    # Imported here, for it takes longer than all that comes before it.
    from game import playing

    return playing.play(opened, options, Keeper(file, loaded, settings), loaded.notice)
