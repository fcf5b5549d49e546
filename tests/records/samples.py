"""Rows that the record tests write: one checkpoint, one session, trials by number."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from game.records.cards import CheckpointCard, SessionStart
from game.rules.trials import AnsweredTrial, PlannedTrial

NOON = datetime(2026, 1, 31, 12, 0, 0, 123456, tzinfo=UTC)


def card(identity: str = "0123456789ab", name: str = "sgd · epoch 50") -> CheckpointCard:
    return CheckpointCard(
        identity, name, "run/epoch-050.safetensors", "run", "sgd", 50, 2_750_000, "small", "mnist"
    )


def start(uuid: str = "first", player: str = "Ada", mode: str = "arcade") -> SessionStart:
    return SessionStart(uuid, player, mode, 7, NOON, "1.0", 60.0, 12)


def fake(number: int, said_real: bool | None, **changes: object) -> AnsweredTrial:
    """A fake of seed `number`, answered at once; `changes` replace fields of either dataclass."""
    planned: dict[str, object] = {
        "number": number,
        "block": 1,
        "phase": "main",
        "is_real": False,
        "checkpoint_id": "0123456789ab",
        "digit_seed": number,
        "digit_label": None,
        "real_pool": None,
        "real_index": None,
    }
    answered: dict[str, object] = {
        "outcome": "answered",
        "said_real": said_real,
        "shown_at": NOON + timedelta(seconds=number),
        "response_ms": 432.125,
        "exposure_ms": None,
        "dropped_frames": 0,
        "confidence": None,
        "feedback_shown": True,
        "validity": 0.25,
    }
    for name, value in changes.items():
        (planned if name in planned else answered)[name] = value
    return AnsweredTrial(planned=PlannedTrial(**planned), **answered)  # type: ignore[arg-type]


def real(number: int, said_real: bool | None, **changes: object) -> AnsweredTrial:
    """A real digit of pool index `number`, answered at once."""
    place = {
        "is_real": True,
        "digit_seed": None,
        "real_pool": "mnist-5000",
        "real_index": number,
    }
    return fake(number, said_real, **{**place, **changes})
