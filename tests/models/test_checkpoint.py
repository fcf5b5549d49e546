"""A checkpoint gives back what was put in, and is written whole or not at all."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from models.checkpoint import load, save
from models.metadata import checkpoint_id, read_metadata
from tests.models.small_checkpoint import keep_tiny, some_metadata


def test_what_was_saved_comes_back(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "epoch-003.safetensors")
    checkpoint = load(path)
    assert checkpoint.metadata == read_metadata(path) == some_metadata()
    kept = load_file(path)
    for name, tensor in checkpoint.generator.state_dict().items():
        assert torch.equal(tensor, kept[f"generator.{name}"])
    for name, tensor in checkpoint.discriminator.state_dict().items():
        assert torch.equal(tensor, kept[f"discriminator.{name}"])


def test_a_loaded_generator_is_in_eval_so_that_no_digit_depends_on_its_neighbours(
    tmp_path: Path,
) -> None:
    checkpoint = load(keep_tiny(tmp_path / "a.safetensors"))
    assert not any(module.training for module in checkpoint.generator.modules())
    assert not any(module.training for module in checkpoint.discriminator.modules())


def test_half_precision_keeps_matrices_in_16_bits_and_is_computed_in_32(tmp_path: Path) -> None:
    path = keep_tiny(tmp_path / "half.safetensors", torch.float16)
    for name, tensor in load_file(path).items():
        if tensor.is_floating_point():
            assert tensor.dtype == (torch.float16 if tensor.ndim > 1 else torch.float32), name
    weights = load(path).generator.state_dict().values()
    assert {weight.dtype for weight in weights if weight.is_floating_point()} == {torch.float32}


def test_the_id_is_the_start_of_the_files_sha256(tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(b"abc")  # its SHA-256 is the first example of FIPS 180-2
    assert checkpoint_id(path) == "ba7816bf8f01"


def test_a_checkpoint_is_written_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = keep_tiny(tmp_path / "a.safetensors")
    before = path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        keep_tiny(path, epoch=4)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.safetensors"]


def test_a_matrix_too_large_for_16_bits_is_kept_in_32(tmp_path: Path) -> None:
    whole = load(keep_tiny(tmp_path / "a.safetensors"))
    with torch.no_grad():
        whole.generator.get_parameter("body.0.weight")[0, 0] = 1e6
    path = tmp_path / "b.safetensors"
    save(path, whole.metadata, whole.generator, whole.discriminator, torch.float16)
    assert load_file(path)["generator.body.0.weight"].dtype == torch.float32
    assert load_file(path)["generator.to_grey.weight"].dtype == torch.float16
    assert load(path).generator.get_parameter("body.0.weight")[0, 0] == 1e6
