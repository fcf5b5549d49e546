"""Real and forged digits are rounded alike, to greys that say nothing of where they come from."""

from pathlib import Path

import numpy as np

from models.checkpoint import load
from models.digits import load_pack
from models.greys import GREYS, in_five_greys
from models.sampling import forge_many
from tests.models.small_checkpoint import keep_tiny


def test_each_grey_goes_to_the_nearest_of_the_five() -> None:
    levels = np.arange(256, dtype=np.uint8)
    rounded = in_five_greys(levels).astype(int)
    distances = np.abs(levels[:, None].astype(int) - GREYS.astype(int)).min(axis=1)
    assert set(rounded) == {0, 64, 128, 191, 255}
    assert (np.abs(rounded - levels) <= distances + 1).all()


def test_rounding_twice_changes_nothing() -> None:
    once = in_five_greys(load_pack().images[:100])
    assert np.array_equal(in_five_greys(once), once)


def test_a_forged_digit_has_no_other_greys_than_a_real_one(tmp_path: Path) -> None:
    fakes = forge_many(load(keep_tiny(tmp_path / "a.safetensors")).generator, range(5))
    assert set(np.unique(fakes)) <= set(GREYS)
    assert len(np.unique(fakes)) > 2
