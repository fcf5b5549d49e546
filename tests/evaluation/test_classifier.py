"""The shipped classifier reads digits well, and any other file is refused in one sentence."""

from __future__ import annotations

import json
import pickle
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from models.classifier import (
    CLASSIFIER_PATH,
    Card,
    Classifier,
    ClassifierError,
    DigitNetwork,
    load_classifier,
    save_classifier,
)
from models.digits import DigitPack

CARD = Card(0.996, "d" * 64, 12, 0, "2.6.0")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept.safetensors"
    save_classifier(path, DigitNetwork(), CARD)
    return path


def rewrite(path: Path, **changes: str) -> None:
    header = {"format": "real-or-fake classifier", "format_version": "1"}
    header["card"] = json.dumps(asdict(CARD))
    save_file(load_file(path), path, header | changes)


def test_it_reads_the_held_out_digits(classifier: Classifier, pack: DigitPack) -> None:
    read = classifier.classify(pack.images).argmax(1)
    assert (read == pack.labels).mean() > 0.99


def test_it_reads_more_than_99_and_a_half_percent_of_the_test_digits(
    classifier: Classifier,
) -> None:
    assert classifier.card.test_accuracy >= 0.995


def test_it_is_small_enough_to_ship() -> None:
    assert CLASSIFIER_PATH.stat().st_size < 800_000


def test_probabilities_sum_to_one_for_each_digit(classifier: Classifier, pack: DigitPack) -> None:
    probabilities = classifier.classify(pack.images[:3])
    assert probabilities.shape == (3, 10)
    assert probabilities.dtype == np.float32
    np.testing.assert_allclose(probabilities.sum(1), 1.0, rtol=1e-5)


def test_there_are_128_features_a_digit(classifier: Classifier, pack: DigitPack) -> None:
    features = classifier.features(pack.images[:3])
    assert features.shape == (3, 128)
    assert features.min() >= 0
    assert features.max() > 0


def test_a_digits_features_do_not_depend_on_what_stands_beside_it(
    classifier: Classifier, pack: DigitPack
) -> None:
    together = classifier.features(pack.images[:40])
    alone = np.concatenate([classifier.features(pack.images[at : at + 1]) for at in range(40)])
    np.testing.assert_allclose(together, alone, rtol=1e-4, atol=1e-4)


def test_no_digits_give_no_rows(classifier: Classifier, pack: DigitPack) -> None:
    assert classifier.classify(pack.images[:0]).shape == (0, 10)
    assert classifier.features(pack.images[:0]).shape == (0, 128)


def test_its_id_changes_with_the_file(kept: Path) -> None:
    before = load_classifier(kept).id
    save_classifier(kept, DigitNetwork(), CARD)
    assert len(before) == 64
    assert load_classifier(kept).id != before


def test_what_was_saved_comes_back(tmp_path: Path, pack: DigitPack) -> None:
    network = DigitNetwork().eval()
    path = tmp_path / "a.safetensors"
    save_classifier(path, network, CARD)
    classifier = load_classifier(path)
    assert classifier.card == CARD
    before = Classifier(network, CARD, "").classify(pack.images[:20])
    np.testing.assert_allclose(classifier.classify(pack.images[:20]), before, atol=1e-3)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    refused(tmp_path / "none.safetensors", "found none")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "directory")


def test_a_truncated_file_is_refused(kept: Path) -> None:
    whole = kept.read_bytes()
    for length in (0, 4, 200, len(whole) // 2, len(whole) - 1):
        kept.write_bytes(whole[:length])
        refused(kept, "truncated or of another kind")


def test_a_pickle_is_refused_and_never_run(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    path.write_bytes(pickle.dumps(Bomb(tmp_path / "ran")))
    refused(path, "truncated or of another kind")
    assert not (tmp_path / "ran").exists()


class Bomb:
    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.path,)


def test_a_file_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.safetensors"
    save_file({"weight": torch.zeros(3)}, path)
    refused(path, "another program")


def test_a_checkpoint_is_refused(kept: Path) -> None:
    rewrite(kept, format="real-or-fake checkpoint")
    refused(kept, "another program or kind")


def test_another_version_is_refused(kept: Path) -> None:
    rewrite(kept, format_version="2")
    refused(kept, "expected classifier format 1, found 2")


@pytest.mark.parametrize(
    "card",
    [
        "{",
        "[]",
        "{}",
        json.dumps(asdict(CARD) | {"test_accuracy": "good"}),
        json.dumps(asdict(CARD) | {"test_accuracy": None}),
        json.dumps(asdict(CARD) | {"test_accuracy": 99.6}),
        json.dumps(asdict(CARD) | {"test_accuracy": float("nan")}),
    ],
)
def test_a_broken_card_is_refused(kept: Path, card: str) -> None:
    rewrite(kept, card=card)
    refused(kept, "card|accuracy")


def test_a_missing_weight_is_refused(kept: Path) -> None:
    change(kept, "to_logits.bias", None)
    refused(kept, r"to_logits.bias to be \(10,\), found absent")


def test_a_stray_weight_is_refused(kept: Path) -> None:
    change(kept, "more", torch.zeros(2))
    refused(kept, r"more to be absent, found \(2,\)")


def test_a_weight_of_another_shape_is_refused(kept: Path) -> None:
    change(kept, "to_logits.bias", torch.zeros(11))
    refused(kept, r"found \(11,\)")


def test_a_weight_that_is_no_number_is_refused(kept: Path) -> None:
    change(kept, "to_logits.bias", torch.full((10,), float("nan")))
    refused(kept, "NaN or infinity in to_logits.bias")


def change(path: Path, name: str, tensor: torch.Tensor | None) -> None:
    tensors = {key: value.clone() for key, value in load_file(path).items() if key != name}
    if tensor is not None:
        tensors[name] = tensor
    header = {"format": "real-or-fake classifier", "format_version": "1"}
    save_file(tensors, path, header | {"card": json.dumps(asdict(CARD))})


def refused(path: Path, words: str) -> None:
    with pytest.raises(ClassifierError, match=words) as refusal:
        load_classifier(path)
    sentence = str(refusal.value)
    assert sentence.startswith(f"{path}: expected ")
    assert sentence.endswith("python -m trainer.train_classifier")
    assert "\n" not in sentence
