"""Names: what a player may be called."""

from __future__ import annotations

from game.scenes.letters import composed, lacking

LONGEST = 40
"""Letters in a name."""


def tidy(name: str) -> str:
    """A name fit to be kept: composed, printable, single spaces, at most LONGEST letters.

    >>> tidy("  Ada   Lovelace\\n")
    'Ada Lovelace'
    """
    printable = "".join(letter if letter.isprintable() else " " for letter in composed(name))
    return " ".join(printable.split())[:LONGEST].strip()


def can_be_signed(name: str) -> bool:
    """Whether a name could have been typed here: other programs may have kept other names."""
    return bool(name) and tidy(name) == name and not lacking(name)
