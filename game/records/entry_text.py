"""An entry as the text that the journal keeps."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from game.records.cards import CheckpointCard, SessionStart
from game.records.entries import Answered, Begun, Ended, Entry
from game.rules.study import StudyPlan
from game.rules.trials import AnsweredTrial, PlannedTrial


def entry_text(entry: Entry) -> str:
    """Return the JSON object that stands for an entry, its kind among its values."""
    return json.dumps({"kind": type(entry).__name__} | asdict(entry), default=datetime.isoformat)


def read_entry(text: str) -> Entry | None:
    """Return the entry that a text stands for; None for a text that stands for none."""
    try:
        values = json.loads(text)
        return READERS[values.pop("kind")](values)
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
        return None


def _begun(values: dict[str, Any]) -> Begun:
    begun, plan = values["start"], values["start"]["plan"]
    lists = ("checkpoint_ids", "unmistakable")
    if plan is not None:
        begun["plan"] = StudyPlan(**plan | {name: tuple(plan[name]) for name in lists})
    begun["started_at"] = datetime.fromisoformat(begun["started_at"])
    cards = tuple(CheckpointCard(**card) for card in values["cards"])
    return Begun(SessionStart(**begun), cards)


def _answered(values: dict[str, Any]) -> Answered:
    trial = values["trial"]
    trial["planned"] = PlannedTrial(**trial["planned"])
    trial["shown_at"] = datetime.fromisoformat(trial["shown_at"])
    return Answered(values["session_uuid"], AnsweredTrial(**trial))


def _ended(values: dict[str, Any]) -> Ended:
    return Ended(values["session_uuid"], datetime.fromisoformat(values["ended_at"]))


READERS: dict[str, Callable[[dict[str, Any]], Entry]] = {
    "Begun": _begun,
    "Answered": _answered,
    "Ended": _ended,
}
