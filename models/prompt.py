"""From a text to the digits that it asks for: figures, words or both."""

from __future__ import annotations

import re

WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
PRESETS = ("sgd", "gan-1-digit", "conditional", "conditional-deep-conv")
"""The trainer's presets whose checkpoints draw the digit that they are told."""
_DIGIT = re.compile("|".join(["[0-9]", *WORDS]))
_GAP = re.compile(r"[\s,;.\-]+")


def labels_of(text: str) -> tuple[int, ...]:
    """Return the labels, 0–9, that `text` asks for, in its order.

    Figures and English words, in small or capital letters, with or without gaps between them.
    Raise ValueError, in words that follow the colon of a sentence, where it holds anything else or
    nothing.

    >>> labels_of("248 one Two")
    (2, 4, 8, 1, 2)
    """
    parts = [part for part in _GAP.split(text) if part]
    if not parts:
        raise ValueError('expected digits or their names, as "248" or "two four", found none')
    return tuple(label for part in parts for label in _labels(part))


def _labels(part: str) -> list[int]:
    small = part.lower()
    digits = _DIGIT.findall(small)
    if "".join(digits) != small:
        raise ValueError(f'expected digits or their names, as "248" or "two four", found {part!r}')
    return [WORDS.index(digit) if digit in WORDS else int(digit) for digit in digits]
