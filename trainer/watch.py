"""What is amiss with a run at the end of an epoch, in plain words with what to try."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.variety import Variety

WON = 0.03
"""The discriminator has won when its loss is below this share of what a coin's would be: by then it
is sure of every digit, real or fake, and the generator is told little. Measured over whole epochs:
.88 and more with the preset `sgd`, .53 with `vanilla`, .34 with `conditional`, which learn."""
LEAST_SPREAD = 0.5
"""Of the real digits' spread. Measured after each epoch of five runs of `sgd`: .87 and more."""
LEAST_CLASSES = 0.6
"""Of the real digits' classes: six of ten. Measured after each epoch of those runs: .90 and more,
though of the first steps' blots as little as one of ten."""
SHAPELESS_SPREAD, SHAPELESS_CLASSES = 0.2, 0.25
"""The same for a run that has not drawn digits yet, for shapes have to form first: runs that later
went well stood at .29 and above, and at three to four classes of ten, after 62 steps."""
FORMED = 2_000
"""Steps after which digits should have formed; with `sgd` it takes 430."""

WON_FIELD = "discriminator_won"
COLLAPSED_FIELD = "collapsed"
NAMES = {WON_FIELD: "the discriminator had won", COLLAPSED_FIELD: "the fakes were too much alike"}
"""The fields of an epoch's line in metrics.jsonl, 1 where it is so, and what each one says."""
WENT_BACK = "went_back"
"""The field that is 1 after a run has diverged and goes on at a lower learning rate."""

Line = Mapping[str, float]


@dataclass(frozen=True)
class Yardstick:
    """What a run is compared with: real digits as many as the fixed noise has, and a coin.

    coin: the loss of a discriminator that cannot tell reals from fakes.
    """

    real: Variety
    coin: float


@dataclass(frozen=True)
class Finding:
    """One thing that is amiss; `field` is its name in metrics.jsonl."""

    field: str
    words: str


def look(
    loss_d: float, fakes: Variety, step: int, before: Sequence[Line], yardstick: Yardstick
) -> tuple[Finding, ...]:
    """Return what is amiss after an epoch.

    loss_d: the discriminator's mean loss over the epoch; fakes: the variety of the fixed-noise
    digits; before: the last lines of the earlier epochs.
    """
    found = _won(loss_d, yardstick), _collapse(fakes, step, before, yardstick.real)
    return tuple(finding for finding in found if finding)


def news(findings: Sequence[Finding], before: Sequence[Line]) -> tuple[str, ...]:
    """Return what is to be said of an epoch: what began in it, and what is over since."""
    last = before[-1] if before else {}
    now = {finding.field for finding in findings}
    began = [finding.words for finding in findings if not last.get(finding.field)]
    over = [name for field, name in NAMES.items() if last.get(field) and field not in now]
    return (*began, *(f"no longer so: {name}" for name in over))


def in_all(lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what is to be said at the end of a run, from the lines of its metrics.jsonl."""
    said = []
    epochs = [line for line in lines if WENT_BACK in line]
    lower = [round(line["epoch"]) for line in epochs if line[WENT_BACK]]
    if lower:
        said.append(f"the run diverged; epochs from {lower[0]} on went at a lower learning rate")
    for field, name in NAMES.items():
        when = [round(line["epoch"]) for line in epochs if line.get(field)]
        if when:
            said.append(f"{name} after epoch {_spans(when)} of {round(epochs[-1]['epoch'])}")
    return tuple(said)


def _won(loss_d: float, yardstick: Yardstick) -> Finding | None:
    if loss_d >= WON * yardstick.coin:
        return None
    return Finding(
        WON_FIELD,
        f"the discriminator has won: its loss was {loss_d:.3f} over the epoch, where guessing "
        f"would cost {yardstick.coin:.2f}, so that the generator learns next to nothing; if it "
        f"does not come back, try a lower --discriminator-rate, a higher --r1-gamma or "
        f"--translate 2",
    )


def _collapse(fakes: Variety, step: int, before: Sequence[Line], real: Variety) -> Finding | None:
    pairs = round(100 * fakes.spread / real.spread) if real.spread else 0
    figures = (
        f"they differ {pairs} % as much as real digits do, and look like {fakes.classes:.1f} of "
        f"the {real.classes:.0f} digits"
    )
    if any(_various(line, real) for line in before):
        if _alike(fakes, real, LEAST_SPREAD, LEAST_CLASSES):
            return Finding(
                COLLAPSED_FIELD,
                f"mode collapse: the fakes were various and no longer are: {figures}; go back to "
                f"an earlier checkpoint, or try a lower --learning-rate, a higher --r1-gamma or "
                f"--objective relativistic",
            )
        return None
    limits = SHAPELESS_SPREAD, SHAPELESS_CLASSES
    if _alike(fakes, real, *(limits if step < FORMED else (LEAST_SPREAD, LEAST_CLASSES))):
        return Finding(
            COLLAPSED_FIELD,
            f"the fakes are much alike: {figures}. {_patience(step)} If it stays so, try another "
            f"--learning-rate, a higher --r1-gamma or --objective relativistic",
        )
    return None


def _patience(step: int) -> str:
    if step < FORMED:
        return "That is usual so early in a run: wait for some epochs more."
    return "A slow recipe begins so."


def _alike(fakes: Variety, real: Variety, spread: float, classes: float) -> bool:
    return fakes.spread < spread * real.spread or fakes.classes < classes * real.classes


def _various(line: Line, real: Variety) -> bool:
    if "spread" not in line:
        return False
    then = Variety(line["spread"], line["class_entropy"])
    return not _alike(then, real, LEAST_SPREAD, LEAST_CLASSES)


def _spans(numbers: Sequence[int]) -> str:
    """Write increasing numbers with a dash for those in a row.

    >>> _spans([1, 3, 4, 5, 9])
    '1, 3–5, 9'
    """
    spans: list[list[int]] = []
    for number in numbers:
        if spans and spans[-1][-1] == number - 1:
            spans[-1] = [spans[-1][0], number]
        else:
            spans.append([number])
    return ", ".join("–".join(map(str, span)) for span in spans)
