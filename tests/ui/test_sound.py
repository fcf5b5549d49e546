"""Sounds are made in code, short, and within what 16 bits hold."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

import pygame
import pytest

from game.scenes.effects import Sound
from game.ui import waves
from game.ui.sound import Speaker


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


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A device that nobody hears."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    yield
    pygame.mixer.quit()


def volumes(speaker: Speaker) -> set[float]:
    return {round(each.get_volume(), 1) for sound in Sound for each in speaker.variations(sound)}


@pytest.mark.usefixtures("device")
def test_the_volume_is_that_of_every_sound_whenever_it_is_turned() -> None:
    speaker = Speaker()
    speaker.turn(100)
    speaker.close()
    assert all(speaker.variations(sound) for sound in Sound)
    assert volumes(speaker) == {1.0}
    speaker.turn(50)
    assert volumes(speaker) == {0.2}  # a quarter, in 128 steps
    speaker.turn(0)
    assert volumes(speaker) == {0.0}


@pytest.mark.usefixtures("device")
def test_a_volume_that_was_turned_before_the_device_was_open_holds() -> None:
    speaker = Speaker()
    speaker.turn(0)
    speaker.close()
    assert volumes(speaker) == {0.0}
