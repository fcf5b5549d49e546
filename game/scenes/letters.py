"""Letters: those that every cut of the game's type can set, which a name must keep to."""

from __future__ import annotations

import unicodedata

KNOWN = "Latin and Cyrillic letters, digits and common signs"
"""What the type has, in words."""

# Code points that all fonts in assets/fonts have, as do the capitals that they are raised to.
_RANGES = (
    (0x20, 0x7E),
    (0xA1, 0xAC),
    (0xAE, 0xB4),
    (0xB6, 0x17E),
    (0x18F, 0x18F),
    (0x1A0, 0x1A1),
    (0x1AF, 0x1B0),
    (0x1FA, 0x1FF),
    (0x218, 0x21B),
    (0x237, 0x237),
    (0x259, 0x259),
    (0x2BB, 0x2BC),
    (0x400, 0x45F),
    (0x472, 0x473),
    (0x490, 0x49D),
    (0x4A0, 0x4A5),
    (0x4AA, 0x4AB),
    (0x4AE, 0x4B3),
    (0x4B6, 0x4BB),
    (0x4C0, 0x4C2),
    (0x4CF, 0x4D9),
    (0x4DC, 0x4DF),
    (0x4E2, 0x4E9),
    (0x4EE, 0x4F5),
    (0x4F8, 0x4F9),
    (0x1E80, 0x1E85),
    (0x1E9E, 0x1E9E),
    (0x1EA0, 0x1EF9),
    (0x2013, 0x2014),
    (0x2018, 0x201A),
    (0x201C, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x2212, 0x2212),
)
LETTERS = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))


def composed(text: str) -> str:
    """The text with every letter and its accents in one, as the type has them.

    >>> len("e" + chr(0x301)), len(composed("e" + chr(0x301)))
    (2, 1)
    """
    return unicodedata.normalize("NFC", text)


def lacking(text: str) -> str:
    """The letters of a composed text that the type lacks, each once, in order.

    >>> lacking("Ada"), lacking(chr(0x6F22) + "a" + chr(0x6F22)) == chr(0x6F22)
    ('', True)
    """
    return "".join(dict.fromkeys(letter for letter in text if letter not in LETTERS))
