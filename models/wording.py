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


def hindrance(why: OSError) -> str:
    """Return in one sentence what the disk refused, and where.

    >>> print(hindrance(OSError(28, "No room", "runs/a")))
    runs/a: expected what can be read and written, found No room; mend that, or name another
    """
    where = why.filename or "the disk"
    expected = "expected what can be read and written"
    return f"{where}: {expected}, found {reason(why)}; mend that, or name another"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"
