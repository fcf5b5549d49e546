"""Reading classes: each fake as it would be shown, and reals that nobody could take for fakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch

import game.reading
import models.checkpoint
import models.classifier
from game.orders import ClassesOrder
from game.rules.news import ClassesFailed, ClassesRead
from game.workbench import Workbench
from models import shelf
from models.checkpoint import load
from models.classifier import ClassifierError, load_classifier
from models.digits import load_pack
from models.greys import in_five_greys
from models.metadata import checkpoint_id
from models.pool import class_of, is_shown
from models.sampling import forge
from tests.supply.conftest import write_checkpoint


@pytest.fixture(scope="module")
def bench() -> Iterator[Workbench]:
    """A bench with one thread, as the worker has it."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield Workbench()
    torch.set_num_threads(before)


def read(bench: Workbench, paths: list[Path], *fakes: tuple[str, int]) -> ClassesRead:
    by_id = tuple((checkpoint_id(path), str(path)) for path in paths)
    (news,) = bench.carry_out(ClassesOrder(by_id, fakes))
    assert isinstance(news, ClassesRead), news
    return news


@pytest.fixture(scope="module")
def shipped() -> Path:
    """A checkpoint that has learnt to draw: an untrained one's noise is all read alike."""
    return shelf.default().path


@pytest.fixture(scope="module")
def on_pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("on-pack")
    return write_checkpoint(folder / "epoch-001.safetensors", seed=2, dataset="bundled")


def test_each_fake_is_read_as_what_the_classifier_sees_in_the_pixels_that_are_shown(
    bench: Workbench, shipped: Path, on_pack: Path
) -> None:
    one, other = checkpoint_id(shipped), checkpoint_id(on_pack)
    asked = [(other, 5), (one, 3), (one, 2**31 - 1), (other, 3), *((one, n) for n in range(20, 40))]
    found = dict(read(bench, [shipped, on_pack], *asked).classes)
    assert found.keys() == set(asked)
    generators = {one: load(shipped).generator, other: load(on_pack).generator}
    classifier = load_classifier()
    for (identity, seed), digit in found.items():
        shown = forge(generators[identity], seed)
        assert digit == classifier.classify(shown[None])[0].argmax()
    assert len({digit for (identity, _), digit in found.items() if identity == one}) > 5


def test_a_conditional_fake_is_read_as_it_is_shown_with_the_label_of_its_seed(
    bench: Workbench, tmp_path: Path
) -> None:
    path = write_checkpoint(tmp_path / "epoch-001.safetensors", seed=1, classes=10)
    (((_, seed), digit),) = read(bench, [path], (checkpoint_id(path), 47)).classes
    assert seed == 47
    shown = forge(load(path).generator, 47, 7)
    assert digit == load_classifier().classify(shown[None])[0].argmax()


def test_what_a_fake_is_read_as_does_not_depend_on_what_is_read_beside_it(
    bench: Workbench, shipped: Path
) -> None:
    identity = checkpoint_id(shipped)
    together = read(bench, [shipped], *((identity, seed) for seed in range(12))).classes
    alone = [read(bench, [shipped], (identity, seed)).classes[0] for seed in range(12)]
    assert list(together) == alone


def test_unmistakable_reals_are_sure_whole_and_about_twenty_of_each_class(
    bench: Workbench, checkpoint: Path
) -> None:
    plain = read(bench, [checkpoint]).unmistakable
    assert list(plain) == sorted(set(plain))
    counts = Counter(map(class_of, plain))
    assert set(counts) == set(range(10))
    assert all(15 <= count <= 20 for count in counts.values())
    digits = in_five_greys(load_pack().images[list(plain)])
    sure = load_classifier().classify(digits)[np.arange(len(plain)), [class_of(p) for p in plain]]
    assert sure.min() >= 0.998  # rounding depends on how many are read at once
    assert all(map(game.reading.in_one_piece, digits))


def test_a_digit_with_a_loose_speck_is_not_unmistakable() -> None:
    pack = load_pack()
    digits, labels = in_five_greys(pack.images[::10]), pack.labels[::10]
    plain = game.reading.unmistakable(digits, labels, load_classifier())
    specked = digits.copy()
    specked[plain[0], 0, 0] = 64  # far too faint and far off to change what the digit looks like
    found = game.reading.unmistakable(specked, labels, load_classifier())
    assert plain[0] not in found
    assert set(plain[1:]) <= set(found)


def test_beside_a_run_on_the_pack_stand_only_digits_that_it_never_saw(
    bench: Workbench, checkpoint: Path, on_pack: Path
) -> None:
    beside_it = read(bench, [on_pack]).unmistakable
    assert all(map(is_shown, beside_it))
    assert {class_of(place) for place in beside_it} == set(range(10))
    assert read(bench, [checkpoint, on_pack]).unmistakable == beside_it
    assert read(bench, [on_pack, checkpoint]).unmistakable == beside_it


def test_reals_alone_need_no_weights_and_are_looked_through_once(
    bench: Workbench, checkpoint: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = read(bench, [checkpoint])
    monkeypatch.delattr(game.reading, "unmistakable")
    monkeypatch.delattr(models.checkpoint, "load")
    assert read(bench, [checkpoint]) == before


def test_what_cannot_be_read_is_said_and_the_bench_goes_on(
    bench: Workbench, checkpoint: Path, tmp_path: Path
) -> None:
    gone = tmp_path / "none.safetensors"
    (news,) = bench.carry_out(ClassesOrder((("0" * 12, str(gone)),), (("0" * 12, 1),)))
    assert isinstance(news, ClassesFailed)
    assert news.sentence.startswith(f"{gone}: expected a checkpoint file, found none")
    assert read(bench, [checkpoint], (checkpoint_id(checkpoint), 1)).classes


def test_a_damaged_classifier_is_said(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise ClassifierError("the classifier: expected a whole file, found crumbs; restore it")

    monkeypatch.setattr(models.classifier, "load_classifier", refuse)
    by_id = ((checkpoint_id(checkpoint), str(checkpoint)),)
    (news,) = Workbench().carry_out(ClassesOrder(by_id, ()))
    assert isinstance(news, ClassesFailed)
    assert news.sentence.startswith("the classifier: expected a whole file")
