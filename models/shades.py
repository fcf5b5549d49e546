"""The greys that digits are shown in, as plain numbers for those who need no arrays."""

from __future__ import annotations

SHADES = (0, 64, 128, 191, 255)
"""No ink, a quarter, half, three quarters, all: what four samples of a pixel can say."""
