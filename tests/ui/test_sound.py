"""Sounds are made in code, short, and within what 16 bits hold."""

from __future__ import annotations

from array import array

import pytest

from game.scenes.effects import Sound
from game.ui import waves


@pytest.mark.parametrize("sound", list(Sound))
def test_every_sound_is_heard_and_ends_in_silence(sound: Sound) -> None:
    for wave in waves.MAKERS[sound]():
        samples = array("h", waves.samples(wave, 1))
        assert max(map(abs, samples)) > 3_000
        assert max(map(abs, samples[-100:])) < 600
        assert len(samples) < 1.6 * waves.RATE


def test_a_right_answer_does_not_sound_the_same_every_time() -> None:
    assert len({waves.samples(wave, 1) for wave in waves.right()}) == 3


def test_every_channel_carries_the_same() -> None:
    mono = array("h", waves.samples([0.0, 0.5, -0.5], 1))
    stereo = array("h", waves.samples([0.0, 0.5, -0.5], 2))
    assert stereo[0::2] == stereo[1::2] == mono
