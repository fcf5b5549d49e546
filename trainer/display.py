"""What a person at the terminal sees of a run."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from trainer.run import Run

Line = dict[str, float]


class LiveDisplay:
    """A bar that is redrawn in place, with a line left behind for each epoch."""

    def __init__(self, run: Run, console: Console) -> None:
        self._epochs = run.config.epochs
        self._bar = Progress(
            TextColumn("epoch {task.fields[epoch]}"),
            BarColumn(),
            TextColumn("{task.fields[measures]}"),
            TimeRemainingColumn(),
            console=console,
        )
        self._task = self._bar.add_task(
            "", total=run.steps, completed=run.step, epoch=f"–/{self._epochs}", measures=""
        )

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        self._bar.stop()

    def window(self, line: Line) -> None:
        self._bar.update(
            self._task,
            completed=line["step"],
            epoch=f"{line['epoch']:.1f}/{self._epochs}",
            measures=_measures(line),
        )

    def epoch(self, line: Line) -> None:
        self._bar.console.print(_epoch_line(line, self._epochs), highlight=False)

    def notice(self, words: str) -> None:
        self._bar.console.print(Text(f"! {words}", style="bold"))


class PlainDisplay:
    """One line an epoch, for a pipe or a file."""

    def __init__(self, run: Run, console: Console) -> None:
        self._epochs = run.config.epochs
        self._steps = run.steps
        self._began = run.step, run.seconds
        self._console = console

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, why: BaseException | None, at: TracebackType | None
    ) -> None:
        return

    def window(self, line: Line) -> None:
        return

    def epoch(self, line: Line) -> None:
        step, seconds = self._began
        pace = (line["seconds"] - seconds) / (line["step"] - step)
        left = pace * (self._steps - line["step"])
        text = f"{_epoch_line(line, self._epochs)}  {_duration(left)} left"
        self._console.print(text, soft_wrap=True, highlight=False)

    def notice(self, words: str) -> None:
        self._console.print(Text(f"! {words}"), soft_wrap=True)


def display_for(run: Run, console: Console) -> LiveDisplay | PlainDisplay:
    """Return a live display on a terminal and plain lines elsewhere."""
    return (LiveDisplay if console.is_terminal else PlainDisplay)(run, console)


def _epoch_line(line: Line, epochs: int) -> str:
    return f"epoch {line['epoch']:3.0f}/{epochs}  {_measures(line)}"


def _measures(line: Line) -> str:
    return (
        f"{line['images_per_second']:,.0f} images/s  "
        f"loss D {line['loss_d']:.3f} G {line['loss_g']:.3f}  "
        f"raw verdict reals {line['real']:.2f} fakes {line['fake']:.2f}"
    )


def _duration(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}"
