"""The numbers that name a fake, known without torch."""

from __future__ import annotations

MOST_SEED = 2**31 - 1
CLASSES = 10
"""Labels are 0 to 9."""
