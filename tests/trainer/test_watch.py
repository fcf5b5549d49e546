"""What is amiss with a run is noticed after the epoch; of a run that is well nothing is said."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from models.classifier import Classifier, load_classifier
from models.digits import load_pack
from models.greys import in_five_greys
from models.shelf import CHECKPOINTS
from trainer.epochs import epochs_of
from trainer.variety import Variety, variety_of
from trainer.watch import FORMED, Yardstick, in_all, look, news

REAL = Variety(spread=1_500, class_entropy=3.25)
COIN = 1.386
YARD = Yardstick(REAL, COIN)
WELL = Variety(1_400, 3.2)
Line = dict[str, float]


def after(variety: Variety, **marks: float) -> Line:
    """Return the last line of an epoch that ended with `variety`."""
    seen = {"spread": variety.spread, "class_entropy": variety.class_entropy}
    return {"epoch": 1.0, "discriminator_won": 0, "collapsed": 0, "went_back": 0} | seen | marks


def fields(loss_d: float, fakes: Variety, step: int = 5_000, *before: Line) -> list[str]:
    return [finding.field for finding in look(loss_d, fakes, step, before, YARD)]


def test_a_run_that_is_well_hears_nothing() -> None:
    assert fields(1.3, WELL) == []
    assert fields(0.3, WELL, 859, after(WELL)) == []


def test_a_discriminator_that_is_never_wrong_has_won() -> None:
    (finding,) = look(0.03, WELL, 859, [], YARD)
    assert finding.field == "discriminator_won"
    for words in ("0.030", "1.39", "--discriminator-rate", "--r1-gamma"):
        assert words in finding.words


@pytest.mark.parametrize(
    "fakes",
    [Variety(700, 3.2), Variety(1_400, 2.4), Variety(0, 0)],
    ids=["twins in every class", "five classes", "one digit"],
)
def test_fakes_that_were_various_and_are_alike_have_collapsed(fakes: Variety) -> None:
    (finding,) = look(1.3, fakes, 859, [after(WELL)], YARD)
    assert finding.field == "collapsed"
    assert finding.words.startswith("mode collapse")
    for words in ("--learning-rate", "checkpoint", f"like {fakes.classes:.1f} of"):
        assert words in finding.words


def test_digits_that_were_never_various_are_noticed_from_the_first_epoch_on() -> None:
    (finding,) = look(1.3, Variety(20, 0), 859, [], YARD)
    assert finding.field == "collapsed"
    assert "usual so early in a run" in finding.words


def test_blots_before_digits_have_formed_are_no_collapse() -> None:
    blots = Variety(487, 1.9)
    assert fields(1.3, blots, 62) == []
    assert fields(1.3, blots, FORMED) == ["collapsed"]


def test_a_run_on_one_digit_is_compared_with_that_digit() -> None:
    ones = Yardstick(Variety(640, 0.0), COIN)
    assert look(1.3, Variety(600, 0.0), 5_000, [], ones) == ()
    assert look(1.3, Variety(100, 0.0), 5_000, [], ones)


def test_what_lasts_is_said_once_and_that_it_is_over_too() -> None:
    found = look(0.01, WELL, 5_000, [], YARD)
    assert news(found, []) == (found[0].words,)
    assert news(found, [after(WELL)]) == (found[0].words,)
    assert news(found, [after(WELL, discriminator_won=1)]) == ()
    assert news((), [after(WELL, discriminator_won=1)]) == (
        "no longer so: the discriminator had won",
    )
    assert news((), [after(WELL)]) == ()


def test_the_end_says_after_which_epochs_it_was_so() -> None:
    bad = {2: "collapsed", 3: "collapsed", 5: "collapsed", 6: "discriminator_won"}
    lines = [after(WELL, epoch=n, **{bad[n]: 1} if n in bad else {}) for n in range(1, 8)]
    within: Line = {"epoch": 7.5}
    assert in_all([*lines, within]) == (
        "the discriminator had won after epoch 6 of 7",
        "the fakes were too much alike after epoch 2–3, 5 of 7",
    )
    assert in_all([after(WELL)]) == ()
    assert in_all([]) == ()
    assert in_all([{"epoch": 1.0, "loss_d": 1.0}]) == ()  # of a run from before the watchers


def test_the_end_says_that_a_run_went_back() -> None:
    lines = [after(WELL, epoch=n, went_back=float(n > 2)) for n in range(1, 5)]
    (words,) = in_all(lines)
    assert words == "the run diverged; epochs from 3 on went at a lower learning rate"


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    return load_classifier()


@pytest.fixture(scope="module")
def real(classifier: Classifier) -> Variety:
    images = load_pack().images
    picked = np.random.default_rng(0).permutation(len(images))[:100]
    return variety_of(in_five_greys(images[picked]), classifier)


def test_the_shipped_run_hears_nothing(classifier: Classifier, real: Variety) -> None:
    text = (CHECKPOINTS / "sgd" / "metrics.jsonl").read_text()
    lines = [json.loads(line) for line in text.splitlines()]
    steps = next(int(line["step"]) for line in lines if line["epoch"] == 1)
    losses = {round(epoch.last["epoch"]): epoch for epoch in epochs_of(lines, steps)}
    pictures = sorted((CHECKPOINTS / "sgd" / "fixed-noise").glob("epoch-???.png"))
    seen = 0
    before: list[Line] = []
    for picture in pictures:
        epoch = int(picture.stem[-3:])
        if epoch == 0:
            continue
        fakes = variety_of(digits_of(picture), classifier)
        step = epoch * steps
        assert look(losses[epoch].loss_d, fakes, step, before, Yardstick(real, COIN)) == ()
        before.append(after(fakes))
        seen += 1
    assert seen >= 4
    coin = {loss.loss_d < 0.03 * COIN for loss in losses.values()}
    assert coin == {False}


def digits_of(picture: object) -> np.ndarray:
    """Cut the hundred digits out of a fixed-noise picture."""
    with Image.open(picture) as opened:  # type: ignore[arg-type]
        grid = np.asarray(opened)
    tops = range(2, 302, 30)
    return np.stack([grid[y : y + 28, x : x + 28] for y in tops for x in tops])


def test_a_generator_that_draws_five_digits_over_and_over_has_collapsed(
    classifier: Classifier, real: Variety
) -> None:
    five = np.repeat(load_pack().images[[100, 1_200, 2_300, 3_400, 4_500]], 20, 0)
    fakes = variety_of(five, classifier)
    found = look(1.3, fakes, 5_000, [after(WELL)], Yardstick(real, COIN))
    assert [finding.field for finding in found] == ["collapsed"]


def test_a_generator_that_draws_each_class_in_one_way_has_collapsed(
    classifier: Classifier, real: Variety
) -> None:
    ten = np.tile(load_pack().images[::500], (10, 1, 1))
    fakes = variety_of(ten, classifier)
    assert fakes.classes > 9
    found = look(1.3, fakes, 5_000, [after(WELL)], Yardstick(real, COIN))
    assert [finding.field for finding in found] == ["collapsed"]


def test_a_first_epoch_of_blots_is_said_to_be_usual_and_a_late_one_is_not() -> None:
    (early,) = look(1.3, Variety(20, 0), 62, [], YARD)
    assert "look like 1.0 of the " in early.words
    assert "That is usual so early in a run" in early.words
    (late,) = look(1.3, Variety(20, 0), 5_000, [], YARD)
    assert "usual" not in late.words
    assert "--learning-rate" in late.words
