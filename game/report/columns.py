"""The columns of an exported trial, each as a BIDS sidecar describes it."""

from __future__ import annotations

from typing import Any

YES_OR_NO = {"1": "yes", "0": "no"}

COLUMNS: dict[str, dict[str, Any]] = {
    "session": {"Description": "Number of the session"},
    "mode": {
        "Description": "What was played",
        "Levels": {
            "arcade": "endless, with feedback",
            "ladder": "checkpoints of one run in training order, with feedback",
            "lab": "blind and balanced, without feedback",
            "timed": "exposures set by a staircase, without feedback",
        },
    },
    "trial_number": {"Description": "Place in the session, from 1"},
    "onset": {"Description": "Time from the start of the session to the digit", "Units": "s"},
    "block": {"Description": "Block of the session, from 1"},
    "phase": {
        "Description": "Part of the session; figures are made from main trials alone",
        "Levels": {
            "practice": "before it begins",
            "main": "what counts",
            "catch": "plain to all",
        },
    },
    "outcome": {
        "Description": "How the trial ended",
        "Levels": {
            "answered": "with an answer",
            "timeout": "without one in time",
            "void": "interrupted, or shown wrongly",
        },
    },
    "checkpoint_id": {"Description": "Maker of the fake; for a real digit whose share it balances"},
    "checkpoint_name": {"Description": "Its name"},
    "checkpoint_run": {"Description": "The training run that it is of"},
    "checkpoint_preset": {"Description": "The recipe of that run"},
    "checkpoint_epoch": {"Description": "How many epochs it had been trained for"},
    "is_real": {
        "Description": "The truth",
        "Levels": {"1": "a person wrote it", "0": "it is generated"},
    },
    "said_real": {"Description": "The answer", "Levels": {"1": "real", "0": "fake"}},
    "correct": {"Description": "Whether the answer is the truth", "Levels": YES_OR_NO},
    "digit_seed": {"Description": "Seed (or index, for outside images) that names the fake"},
    "digit_label": {"Description": "Class asked of a conditional checkpoint, 0 to 9"},
    "real_pool": {"Description": "Set that the real digit is from"},
    "real_index": {"Description": "Place of the real digit in its set, from 0"},
    "response_time": {"Description": "Time from onset to answer", "Units": "s"},
    "exposure": {"Description": "For how long the digit was shown, if limited", "Units": "s"},
    "dropped_frames": {"Description": "Frames that came late"},
    "confidence": {"Description": "Confidence where it is asked, from 1, a guess, to 4, certain"},
    "feedback_shown": {
        "Description": "Whether the truth was told after the answer",
        "Levels": YES_OR_NO,
    },
    "validity": {"Description": "The discriminator's probability that the digit is real, 0 to 1"},
    "masks": {"Description": "Whether masks followed the digit, in timed", "Levels": YES_OR_NO},
}
