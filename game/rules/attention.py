"""Attention: from how many catch trials, answered how well, a session is taken to have looked."""

from __future__ import annotations

LEAST_CATCHES = 4
LEAST_CAUGHT = 0.75
"""A session that answers a smaller share of at least LEAST_CATCHES rightly is flagged."""
