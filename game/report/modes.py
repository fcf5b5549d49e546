"""The modes that measure."""

from __future__ import annotations

MEASURING = ("lab", "timed")
"""The modes that are counted unless others are asked for: those without feedback."""
