"""Sound: the device and what is played on it; without a device there is silence."""

from __future__ import annotations

import random
import threading

import pygame

from game.scenes.effects import Sound
from game.ui import waves
from game.ui.quiet import libraries_silenced

BUFFER = 512
"""Samples between asking for a sound and hearing it: 12 ms."""


class Speaker:
    """Plays sounds; opened behind the window, for a device can take its time."""

    def __init__(self) -> None:
        """Begin to open the device."""
        self._sounds: dict[Sound, list[pygame.mixer.Sound]] = {}
        self._volume = 1.0
        self._thread = threading.Thread(target=self._open, name="speaker", daemon=True)
        self._thread.start()

    def play(self, sound: Sound) -> None:
        """Play one of the sound's variations; nothing while the device is not there."""
        if variations := self.variations(sound):
            random.choice(variations).play()

    def variations(self, sound: Sound) -> list[pygame.mixer.Sound]:
        """The sound as it is played, each time one of these; none while the device is not there."""
        return self._sounds.get(sound, [])

    def turn(self, per_cent: int) -> None:
        """Make every sound this loud, 0 … 100, also one that is being heard."""
        # The ear hears ratios: squared, half the number is about half as loud.
        self._volume = (per_cent / 100) ** 2
        for variations in list(self._sounds.values()):
            for sound in variations:
                sound.set_volume(self._volume)

    def close(self) -> None:
        """Wait until the device is open, for it cannot be left half-way."""
        self._thread.join()

    def _open(self) -> None:
        try:
            with libraries_silenced():
                pygame.mixer.init(waves.RATE, -16, 1, BUFFER)
            opened = pygame.mixer.get_init()
            # A device may have more channels than were asked for.
            channels = opened[2] if opened else 1
            for sound, make in waves.MAKERS.items():
                variations = [
                    pygame.mixer.Sound(buffer=waves.samples(wave, channels)) for wave in make()
                ]
                self._sounds[sound] = variations
                for made in variations:
                    made.set_volume(self._volume)
        except pygame.error:
            return
