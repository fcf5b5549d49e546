"""What a file says or a library complains of, in the words of one sentence."""

from __future__ import annotations

MOST_LETTERS = 80
"""Of a value from a file; a sentence is to be read."""
MOST_OF_A_REASON = 200


def shown(value: object) -> str:
    r"""Return `value` as Python writes it: in one line, and cut where it is long.

    >>> print(shown("two\nlines"))
    'two\nlines'
    >>> len(shown("x" * 100_000))
    81
    """
    return _cut(repr(value), MOST_LETTERS)


def reason(why: Exception) -> str:
    """Return the first line of what an exception says, or its kind where it says nothing.

    >>> reason(RuntimeError("sizes differ\\nat ...")), reason(KeyError())
    ('sizes differ', 'KeyError')
    """
    if isinstance(why, OSError) and why.strerror:
        return why.strerror
    lines = str(why).strip().splitlines()
    return _cut(lines[0], MOST_OF_A_REASON) if lines else type(why).__name__


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
