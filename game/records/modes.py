"""The modes that sessions are kept under."""

from __future__ import annotations

MODES = ("arcade", "ladder", "lab", "timed")
