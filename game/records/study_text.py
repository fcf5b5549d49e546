"""A study as the text that its session's row keeps, checked strictly when it is read back."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from game.rules.study import StudyPlan

LARGEST = 2**31 - 1
"""No count and no place goes beyond it."""
PARTS = {"checkpoint_ids", "trials", "catch_id", "unmistakable"}


def study_text(plan: StudyPlan) -> str:
    """Return the JSON object that stands for a plan.

    >>> study_text(StudyPlan(("0123456789ab",), 100, None, (3,)))
    '{"checkpoint_ids": ["0123456789ab"], "trials": 100, "catch_id": null, "unmistakable": [3]}'
    """
    return json.dumps(asdict(plan))


def read_study(text: object) -> StudyPlan | None:
    """Return the plan that a row's value stands for; None for anything that we would not write.

    >>> read_study('{"trials": 100}')
    """
    if not isinstance(text, str):
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != PARTS:
        return None
    ids, catch, plain = found["checkpoint_ids"], found["catch_id"], found["unmistakable"]
    sound = (
        isinstance(ids, list)
        and all(_is_name(each) for each in ids)
        and 0 < len(ids) == len(set(ids))
        and (catch is None or _is_name(catch))
        and isinstance(plain, list)
        and all(_is_whole(each, 0) for each in plain)
        and _is_whole(found["trials"], 1)
    )
    return StudyPlan(tuple(ids), found["trials"], catch, tuple(plain)) if sound else None


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_whole(value: Any, least: int) -> bool:
    # True is an int to Python, and none to us.
    return type(value) is int and least <= value <= LARGEST
