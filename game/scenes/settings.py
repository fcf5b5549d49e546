"""Settings: how a player likes the desk, from one start to the next."""

from __future__ import annotations

from dataclasses import dataclass, field

from game.scenes.bindings import Bindings
from game.scenes.names import can_be_signed

TEXT_SIZES = (100, 125, 150)
"""Per cent."""
PALETTES = ("desk", "high contrast", "colour-blind safe")
SMALLEST = (640, 480)
"""The window is not to be made smaller, in pixels."""
LARGEST = 16_384
"""Pixels that a window's side may have."""
LARGEST_SCALE = 1_000
UNNAMED = "Examiner"
"""Who has not signed yet."""


@dataclass(frozen=True)
class Settings:
    """What is kept; ValueError is raised, in words, for a value out of its range."""

    player: str = UNNAMED
    """Who played last."""
    volume: int = 80
    """0 … 100."""
    mute: bool = False
    full_screen: bool = False
    window: tuple[int, int] = (1280, 800)
    """Its size when it does not fill the screen, in pixels."""
    scale: int = 0
    """The most that digits are enlarged by; 0 for as much as there is room for."""
    text_size: int = 100
    """Per cent: one of TEXT_SIZES."""
    palette: str = PALETTES[0]
    """One of PALETTES."""
    reduced_motion: bool = False
    """Whether things are where they belong at once, instead of moving there."""
    no_flashes: bool = False
    """Whether nothing large may suddenly get lighter or darker."""
    masks: bool = True
    """Whether masks follow the digit in timed, unless ``no_flashes`` forbids them; a session has
    them from its beginning or never."""
    time_limits: bool = True
    """Whether a mode that limits the time to think may do so."""
    introduced: bool = False
    """Whether the introduction has been seen: no start begins with it again."""
    confidence: bool = False
    """Whether lab asks after each answer how sure one is."""
    keys: Bindings = field(default_factory=Bindings)

    def __post_init__(self) -> None:
        """Refuse what no screen could show."""
        if not can_be_signed(self.player):
            raise ValueError(f"player: expected a name that can be set, found {self.player!a}")
        for name, least, most in (("volume", 0, 100), ("scale", 0, LARGEST_SCALE)):
            if not least <= getattr(self, name) <= most:
                raise ValueError(f"{name}: expected {least} to {most}, found {getattr(self, name)}")
        for name, choices in (("text_size", TEXT_SIZES), ("palette", PALETTES)):
            if getattr(self, name) not in choices:
                raise ValueError(
                    f"{name}: expected one of {', '.join(map(str, choices))}, "
                    f"found {getattr(self, name)!r}"
                )
        if not all(
            least <= side <= LARGEST for least, side in zip(SMALLEST, self.window, strict=True)
        ):
            raise ValueError(
                f"window: expected {SMALLEST[0]} × {SMALLEST[1]} to {LARGEST} × {LARGEST} pixels, "
                f"found {self.window[0]} × {self.window[1]}"
            )

    @property
    def still(self) -> bool:
        """Whether the stamp is to be there at once: its fall moves, and darkens the evidence."""
        return self.reduced_motion or self.no_flashes
