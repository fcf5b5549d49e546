"""What is no checkpoint, or one that cannot be true, is refused in one sentence."""

import json
import os
import pickle
import random
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from models.checkpoint import load
from models.metadata import CheckpointError, to_header
from models.sampling import forge
from tests.models.small_checkpoint import TINY, TINY_CONDITIONAL, keep_tiny, some_metadata


def refusal(path: Path) -> str:
    with pytest.raises(CheckpointError) as caught:
        load(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert "\n" not in sentence
    assert len(sentence) < 600
    return sentence


def rewritten(path: Path, header: dict[str, str] | None) -> Path:
    save_file(load_file(path), path, header)
    return path


def test_a_conditional_checkpoint_comes_back_conditional(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "a.safetensors", network=TINY_CONDITIONAL)
    assert load(path).metadata.conditional
    header = to_header(some_metadata(TINY_CONDITIONAL, conditional=False))
    assert "expected conditional to be True" in refusal(rewritten(path, header))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "found none" in refusal(tmp_path / "absent.safetensors")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    assert "checkpoint" in refusal(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name are of Unix")
def test_what_is_no_plain_file_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.safetensors")
    assert "it is no plain file" in refusal(tmp_path / "a.safetensors")


@pytest.mark.parametrize("offset", ["1e999", "NaN", "null", "[]", '"x"'])
def test_a_header_whose_offsets_are_no_numbers_is_refused(tmp_path: Path, offset: str) -> None:
    header = f'{{"a": {{"dtype": "F32", "shape": [1], "data_offsets": [0, {offset}]}}}}'.encode()
    path = tmp_path / "a.safetensors"
    path.write_bytes(len(header).to_bytes(8, "little") + header)
    assert "does not say where the tensors are" in refusal(path)


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    path.write_bytes(path.read_bytes()[:-7])
    assert "truncated" in refusal(path)


def test_another_programs_safetensors_is_refused(tmp_path: Path) -> None:
    path = rewritten(keep_tiny(tmp_path / "a.safetensors"), {"format": "pt"})
    assert "another program" in refusal(path)
    assert "another program" in refusal(rewritten(path, None))


def test_a_newer_format_asks_for_an_update_and_an_older_one_for_a_new_training(
    tmp_path: Path,
) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    header = to_header(some_metadata())
    newer = refusal(rewritten(path, header | {"format_version": "2"}))
    assert "expected checkpoint format 1, found 2; update" in newer
    older = refusal(rewritten(path, header | {"format_version": "0"}))
    assert "expected checkpoint format 1, found 0; train again" in older


def test_a_pickle_is_refused_and_not_run(tmp_path: Path) -> None:
    path = tmp_path / "evil.safetensors"
    path.write_bytes(pickle.dumps(_Bomb(tmp_path / "exploded")))
    refusal(path)
    assert not (tmp_path / "exploded").exists()


class _Bomb:
    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self.target,)


def test_weights_that_do_not_fit_the_family_are_named(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    tensors = load_file(path)
    tensors["generator.body.0.weight"] = torch.zeros(3, 3)
    save_file(tensors, path, to_header(some_metadata()))
    assert "generator body.0.weight to be (196, 6), found (3, 3)" in refusal(path)


def test_a_missing_and_a_stray_weight_are_named(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    tensors = load_file(path)
    gone = tensors.pop("discriminator.to_logit.bias")
    save_file(tensors, path, to_header(some_metadata()))
    assert "discriminator to_logit.bias to be (1,), found absent" in refusal(path)
    save_file(
        tensors | {"discriminator.to_logit.bias": gone, "extra": torch.zeros(1)},
        path,
        to_header(some_metadata()),
    )
    assert "found 'extra' as well" in refusal(path)


def test_weights_that_are_no_numbers_are_refused(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    tensors = load_file(path)
    tensors["generator.to_grey.bias"][0] = torch.nan
    save_file(tensors, path, to_header(some_metadata()))
    assert "NaN" in refusal(path)


def test_a_variance_below_0_is_refused_for_its_digits_would_be_no_numbers(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    tensors = load_file(path)
    tensors["generator.body.2.running_var"][0] = -1.0
    save_file(tensors, path, to_header(some_metadata()))
    assert "generator body.2.running_var to be variances, found some below 0" in refusal(path)


@pytest.mark.parametrize(
    ("name", "dtype", "sentence"),
    [
        ("to_grey.bias", torch.int32, "to_grey.bias in torch.float16 or torch.float32, found"),
        (
            "body.2.num_batches_tracked",
            torch.float32,
            "tracked in torch.int64, found torch.float32",
        ),
    ],
)
def test_weights_of_another_kind_of_number_are_named(
    tmp_path: Path, name: str, dtype: torch.dtype, sentence: str
) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    tensors = load_file(path)
    tensors[f"generator.{name}"] = tensors[f"generator.{name}"].to(dtype)
    save_file(tensors, path, to_header(some_metadata()))
    assert sentence in refusal(path)


@pytest.mark.parametrize(
    "change",
    [
        {"family": "unheard-of"},
        {"network": {"latent": 6}},
        {"network": asdict(TINY) | {"discriminator_width": -2}},
        {"network": asdict(TINY) | {"latent": 10**15, "generator_width": 10**9}},
        {"network": asdict(TINY) | {"latent": "6"}},
        {"network": asdict(TINY) | {"classes": 3}},
        {"network": asdict(TINY) | {"classes": 0.0}},
        {"epoch": "three"},
        {"epoch": -1},
        {"epoch": 2**63},
        {"epoch": False},
        {"epoch": "x" * 100_000},
        {"seed": True},
        {"run": "two\nlines"},
        {"run": "\0"},
        {"run": "\ud800"},
        {"run": "x" * 256},
        {"dataset": "imagenet"},
        {"conditional": True},
        {"validity": {"slope": "steep", "intercept": 0}},
        {"validity": {"slope": float("nan"), "intercept": 0}},
        {"validity": {"slope": True, "intercept": 0}},
        {"validity": {"slope": 10**400, "intercept": 0}},
        {"validity": {"slope": 1}},
        {"validity": None},
        {"metrics": [1, 2]},
        {"surprise": 1},
    ],
)
def test_metadata_that_cannot_be_true_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    header = to_header(some_metadata())
    values = json.loads(header["metadata"]) | change
    refusal(rewritten(path, header | {"metadata": json.dumps(values)}))


def test_hundreds_of_broken_checkpoints_are_each_refused_in_one_sentence(tmp_path: Path) -> None:
    whole = keep_tiny(tmp_path / "a.safetensors").read_bytes()
    chance = random.Random(20_260_131)
    header_length = int.from_bytes(whole[:8], "little") + 8
    path = tmp_path / "b.safetensors"
    for _ in range(150):
        path.write_bytes(whole[: chance.randrange(len(whole))])
        refusal(path)
    for _ in range(150):
        # Broken within the header: behind it a changed byte is another weight, and legal.
        broken = bytearray(whole)
        broken[chance.randrange(header_length)] = chance.randrange(256)
        path.write_bytes(broken)
        _loads_or_is_refused(path)


def _loads_or_is_refused(path: Path) -> None:
    try:
        checkpoint = load(path)
    except CheckpointError:
        refusal(path)
    else:
        assert forge(checkpoint.generator, seed=1).shape == (28, 28)
