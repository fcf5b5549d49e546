"""A real run on the bundled digits leaves what it promises."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from models.checkpoint import load
from models.digits import content_hash, load_pack
from models.greys import in_five_greys
from models.sampling import to_pixels
from models.shelf import find
from tests.trainer.stops import never
from tests.trainer.tiny import TINY, Silence, begin_tiny, same_weights
from trainer.folder import FolderError
from trainer.loop import DivergedError, train
from trainer.run import Run


def test_a_run_leaves_the_files_that_are_promised(finished: Run) -> None:
    folder = finished.folder.path
    assert {entry.name for entry in folder.iterdir()} == {
        "config.json",
        "epoch-001.safetensors",
        "epoch-002.safetensors",
        "fixed-noise",
        "losses.png",
        "metrics.jsonl",
        "progress.gif",
        "resume.state",
        "samples.png",
    }


def test_the_fixed_noise_is_drawn_at_the_start_within_the_first_epoch_and_after_each(
    finished: Run,
) -> None:
    names = sorted(path.stem for path in finished.folder.pictures.glob("*.png"))
    assert [name for name in names if "step" not in name] == [
        "epoch-000",
        "epoch-001",
        "epoch-002",
    ]
    assert len([name for name in names if "step" in name]) >= 3


def test_a_fixed_noise_picture_is_ten_by_ten_digits_of_the_runs_noise(finished: Run) -> None:
    checkpoint = load(finished.folder.checkpoint(2))
    with Image.open(finished.folder.picture(2)) as picture:
        assert (picture.mode, picture.size) == ("L", (302, 302))
        shown = np.asarray(picture)[32 : 32 + 28, 62 : 62 + 28]  # second row, third column
    with torch.inference_mode():
        # The columns are 0 to 9, where the networks are told which digit it is to be.
        signal = checkpoint.generator(finished.fixed_noise[12:13], torch.tensor([2]))
    # The picture is drawn before the weights are stored in half precision, which may tip a pixel
    # that lies between two greys.
    assert (shown == in_five_greys(to_pixels(signal))[0]).mean() > 0.98


def test_the_animation_has_a_frame_for_each_picture(finished: Run) -> None:
    with Image.open(finished.folder.progress) as animation:
        assert getattr(animation, "n_frames", 1) == len(
            list(finished.folder.pictures.glob("*.png"))
        )


def test_the_checkpoint_says_what_it_was_trained_on_and_what_was_held_out(finished: Run) -> None:
    pack = load_pack()
    metadata = load(finished.folder.checkpoint(2)).metadata
    assert metadata.dataset == "bundled"
    assert metadata.dataset_hash == content_hash(pack.images[pack.train])
    assert metadata.held_out_hash == content_hash(pack.images[pack.show])
    assert (metadata.epoch, metadata.step, metadata.images_seen) == (2, 20, 8_000)
    assert metadata.run == "whole"
    assert metadata.seed == TINY.seed


def test_the_checkpoint_is_the_averaged_generator(finished: Run) -> None:
    kept = load(finished.folder.checkpoint(2)).generator.state_dict()
    average = finished.nets.average.state_dict()
    latest = finished.nets.generator.state_dict()
    for name, weight in kept.items():
        if weight.is_floating_point():
            assert torch.allclose(weight, average[name], rtol=1e-3, atol=1e-4), name
    assert not torch.allclose(kept["body.0.weight"], latest["body.0.weight"], atol=1e-4)


def test_the_checkpoints_of_a_run_are_what_its_folder_stands_for(finished: Run) -> None:
    assert [entry.metadata.epoch for entry in find(str(finished.folder.path))] == [1, 2]


def test_metrics_hold_one_line_a_window_with_finite_numbers(finished: Run) -> None:
    lines = finished.folder.lines()
    assert [line["step"] for line in lines] == [4, 8, 10, 14, 18, 20]
    for line in lines:
        assert np.isfinite(list(line.values())).all()
        assert 0 < line["real"] < 1
        assert 0 < line["fake"] < 1


def test_the_last_line_of_an_epoch_says_what_the_watcher_saw(finished: Run) -> None:
    lines = finished.folder.lines()
    ends = [line for line in lines if line["step"] in (10, 20)]
    for line in ends:
        # A network as small as this one may draw twins.
        assert 0 <= line["spread"] < 2_000
        assert 0 <= line["class_entropy"] <= np.log2(10)
        assert {line[name] for name in ("discriminator_won", "went_back")} == {0}
        assert line["collapsed"] in (0, 1)
    assert not [line for line in lines if line not in ends and "spread" in line]
    assert load(finished.folder.checkpoint(2)).metadata.metrics == ends[1]


def test_training_teaches_the_generator_where_ink_belongs(finished: Run, tmp_path: Path) -> None:
    untrained = begin_tiny(tmp_path / "untrained").nets.average
    trained = load(finished.folder.checkpoint(2)).generator
    shape = load_pack().images.mean(axis=0).ravel()
    noise = torch.randn(100, 8, generator=torch.Generator().manual_seed(1))
    labels = torch.arange(100) % 10
    alike = []
    for generator in (untrained, trained):
        with torch.inference_mode():
            mean = generator(noise, labels).mean(dim=0).numpy().ravel()
        alike.append(np.corrcoef(mean, shape)[0, 1])

    assert alike[1] > alike[0] + 0.5


@pytest.mark.usefixtures("unillustrated")
def test_the_same_seed_gives_the_same_weights(finished: Run, tmp_path: Path) -> None:
    again = begin_tiny(tmp_path / "again")
    train(again, Silence(), never)
    assert same_weights(finished, again)
    other = begin_tiny(tmp_path / "other", seed=1)
    assert not same_weights(finished, other)


def test_a_folder_that_holds_a_run_is_not_written_over(finished: Run) -> None:
    before = finished.folder.checkpoint(2).read_bytes()
    with pytest.raises(FolderError, match="--resume"):
        begin_tiny(finished.folder.path)
    assert finished.folder.checkpoint(2).read_bytes() == before


def test_losses_that_leave_the_numbers_end_the_run_in_a_sentence(tmp_path: Path) -> None:
    run = begin_tiny(tmp_path / "wild", learning_rate=1e30, normalised=False)
    with pytest.raises(DivergedError, match="lower --learning-rate"):
        train(run, Silence(), never)


def test_the_config_is_kept_beside_the_run(finished: Run) -> None:
    values = json.loads((finished.folder.path / "config.json").read_text())
    assert values["preset"] == "sgd"
    assert values["save_epochs"] == [1]
    assert values["network"] == dataclasses.asdict(TINY.network)
    assert values["network"]["latent"] == 8
