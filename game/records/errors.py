"""The one sentence that stands for anything that keeps an answer from being kept."""

from __future__ import annotations


class RecordsError(Exception):
    """Names the database, what was expected, what came and what to do; never a password.

    `may_pass` tells whether the same write can succeed later, as when a full disk is cleared.
    """

    def __init__(self, sentence: str, *, may_pass: bool = False) -> None:
        super().__init__(sentence)
        self.may_pass = may_pass
