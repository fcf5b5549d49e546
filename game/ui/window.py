"""The window: it shows scenes, and tells what the player means by what happens to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pygame

from game.scenes.actions import Context, Intent, Resized
from game.scenes.screen import Screen
from game.scenes.settings import Settings
from game.ui import bench, pace, painter, turning
from game.ui.controls import Controls, target_at
from game.ui.opening import NAME, fitting
from game.ui.page import Page, Target
from game.ui.theme import ICON

USUAL_HZ = 60.0
"""Assumed of a display that does not tell."""
REPEAT_MS = (400, 35)
"""How long a key is held before it repeats while a text is typed, and how long from then on."""
DISTURBING = (
    pygame.WINDOWEXPOSED,
    pygame.WINDOWFOCUSGAINED,
    pygame.WINDOWFOCUSLOST,
    pygame.WINDOWHIDDEN,
    pygame.WINDOWMINIMIZED,
    pygame.WINDOWMOVED,
    pygame.WINDOWRESTORED,
    pygame.WINDOWSHOWN,
    pygame.WINDOWSIZECHANGED,
)
"""After these nobody can say what has been seen of it; whoever comes back may have seen nothing."""
PRESSES = (pygame.KEYDOWN, pygame.CONTROLLERBUTTONDOWN, pygame.JOYBUTTONDOWN)


class Window:
    """One resizable window; it is drawn only when what is to be seen has changed."""

    def __init__(self, opened: pygame.Window, settings: Settings) -> None:
        """Take over a window that was opened with these settings."""
        self._settings = settings
        self._window = opened
        pygame.font.init()
        if ICON.is_file():
            self._window.set_icon(pygame.image.load(ICON))
        self.refresh_hz = _refresh_hz()
        self.paced = False
        """Whether the display is known to make one wait until it has shown a frame."""
        self._disturbed = False
        self._controls = Controls(settings.keys)
        self._targets: tuple[Target, ...] = ()
        self._pointer: tuple[int, int] | None = None
        self._under_pointer: Target | None = None
        self._shown: Screen | None = None
        self._turn: turning.Turn | None = None
        self._ahead: Iterator[None] = iter(())
        self._typing = True  # SDL starts out listening for text
        self._windowed: tuple[tuple[int, int], tuple[int, int]] | None = None
        if settings.full_screen:
            self._toggle_full_screen()

    @property
    def size(self) -> tuple[int, int]:
        """Its inside, in pixels."""
        return self._window.get_surface().get_size()

    @property
    def digit_scale(self) -> int:
        """The factor that a digit in question is enlarged by."""
        return bench.lay_out(Page(self._window.get_surface(), settings=self._settings)).scale

    def arrange(self, settings: Settings) -> None:
        """Follow the settings: keys, size and full screen; what is drawn has them with it."""
        before, self._settings = self._settings, settings
        self._controls.bindings = settings.keys
        if settings.full_screen != (self._windowed is not None):
            self._toggle_full_screen()
        if settings.window not in (before.window, self._window.size):
            if self._windowed is not None:
                self._windowed = (fitting(settings.window), self._windowed[1])
            else:
                self._window.size = fitting(settings.window)

    def listen_to_pads(self) -> None:
        """Begin to hear of gamepads, which takes longer than a frame may."""
        self._controls.pads.look()

    def mind(self, act: Callable[[], object]) -> None:
        """Have something done when the display goes away, before the program ends of it."""
        # Here and not above: the first frame does without.
        from game.ui.vanishing import when_it_vanishes

        when_it_vanishes(act)

    def present(self, scene: Screen) -> bool:
        """Draw the scene if it does not look like what is shown; whether it was drawn."""
        if self._shown is scene or self._shown == scene:
            if self._turn is not None:
                self._turn_on(self._turn)
            else:
                next(self._ahead, None)
            return False
        surface, self._turn = self._window.get_surface(), None
        if turning.due(self._shown, scene, surface.get_size()):
            sheet = turning.sheet(surface.get_size())
            self._targets = painter.draw(sheet, scene, self._pointer)
            self._turn = turning.Turn(sheet, time.perf_counter())
            self._turn.lay(surface, time.perf_counter())
        elif not painter.patched(surface, scene, self._shown):
            self._targets = painter.draw(surface, scene, self._pointer, self._shown)
        self._window.flip()
        self._shown = scene
        self._ahead = painter.ahead(surface, scene)
        self._point()
        return True

    def measure(self) -> None:
        """Find out how fast the display really is; takes up to a second where it paces."""
        hz = pace.paced_hz(self._window.flip, _refresh_hz())
        self.paced = hz is not None
        self.refresh_hz = hz or _refresh_hz()

    def hold(self) -> None:
        """Let what is shown be shown for a frame more, and wait for that where one must."""
        if self.paced:
            self._window.flip()

    def disturbed(self) -> bool:
        """Whether something has happened to it since the last call."""
        disturbed, self._disturbed = self._disturbed, False
        return disturbed

    def _turn_on(self, turn: turning.Turn) -> None:
        """Let a sheet that is on its way come closer."""
        if turn.lay(self._window.get_surface(), time.perf_counter()):
            self._turn = None
        self._window.flip()

    def intents(self, context: Context, until: float) -> Iterator[Intent]:
        """What the player means, as it happens, until ``time.perf_counter()`` reads ``until``.

        ``context`` is what keys mean; it is asked for anew with every call, so a caller that
        changes the scene stops listening and calls again.
        """
        self._listen_for_text(context is Context.TEXT)
        held = self._controls.pads.repeated(time.perf_counter(), context)
        if held is not None:
            yield held
        while True:
            left = until - time.perf_counter()
            if left < 0.001:
                time.sleep(max(left, 0.0))
                event = pygame.event.poll()
            else:
                event = pygame.event.wait(int(left * 1000))
            if event.type == pygame.NOEVENT:
                if time.perf_counter() >= until:
                    return
                continue
            self._notice(event)
            intent = self._controls.intent(event, context, self._targets)
            if intent is not None:
                yield intent
            elif event.type == pygame.WINDOWSIZECHANGED and self._windowed is None:
                yield Resized(self._window.size)

    def _toggle_full_screen(self) -> None:
        """From a window to the full screen, or back."""
        window = self._window
        if self._windowed is not None:
            window.set_windowed()
            window.size, window.position = self._windowed
            self._windowed = None
        else:
            self._windowed = (window.size, window.position)
            desktops = pygame.display.get_desktop_sizes()
            if len(desktops) == 1:
                # Where no window manager enlarges it, as on a bare X server, it must be that large.
                window.position, window.size = (0, 0), desktops[0]
            window.set_fullscreen(desktop=True)
        self._shown = None

    def name(self, words: str) -> None:
        """Say beside the game's name what the window shows."""
        title = f"{NAME} - {words}" if words else NAME
        if self._window.title != title:
            self._window.title = title

    def close(self) -> None:
        """Take it off the display."""
        self._window.destroy()
        pygame.quit()

    def _notice(self, event: pygame.Event) -> None:
        """Keep up with the mouse, and with what the system did to the window."""
        self._disturbed |= event.type in DISTURBING
        if event.type == pygame.MOUSEMOTION:
            self._pointer = event.pos
            if target_at(event.pos, self._targets) != self._under_pointer:
                self._shown = None
        elif event.type in PRESSES and self._pointer is not None:
            # Who uses keys or a pad is not hovering.
            self._pointer = None
            self._shown = None if self._under_pointer else self._shown
        elif event.type in (
            pygame.WINDOWEXPOSED,
            pygame.WINDOWSIZECHANGED,
            pygame.WINDOWRESTORED,
            pygame.WINDOWLEAVE,
        ):
            if event.type == pygame.WINDOWLEAVE:
                self._pointer = None
            self._shown = None

    def _point(self) -> None:
        """The mouse pointer is a hand where a click means something."""
        before = self._under_pointer
        self._under_pointer = target_at(self._pointer, self._targets) if self._pointer else None
        if (before is None) != (self._under_pointer is None):
            hand = self._under_pointer is not None
            kind = pygame.SYSTEM_CURSOR_HAND if hand else pygame.SYSTEM_CURSOR_ARROW
            pygame.mouse.set_cursor(kind)

    def _listen_for_text(self, typing: bool) -> None:
        if typing != self._typing:
            (pygame.key.start_text_input if typing else pygame.key.stop_text_input)()
            pygame.key.set_repeat(*(REPEAT_MS if typing else ()))
            self._typing = typing


def _refresh_hz() -> float:
    rates = pygame.display.get_desktop_refresh_rates()
    return float(rates[0]) if rates and rates[0] > 0 else USUAL_HZ
