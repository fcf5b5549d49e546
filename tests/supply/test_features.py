"""Features: what the shipped classifier sees in fakes and in the reals beside them."""

from __future__ import annotations

import random

import numpy as np

from game.orders import FeaturesOrder, FeaturesReady
from game.workbench import Workbench
from models import shelf
from models.checkpoint import load
from models.classifier import load_classifier
from models.metadata import checkpoint_id
from models.sampling import forge_many
from models.seeds import MOST_SEED


def test_features_are_those_of_fakes_at_random_and_of_as_many_reals() -> None:
    path = shelf.default().path
    order = FeaturesOrder(4, str(path), checkpoint_id(path), 6)
    (news,) = Workbench().carry_out(order)
    assert isinstance(news, FeaturesReady), news
    assert news.ticket == 4
    fakes, reals = (
        np.frombuffer(each, dtype=np.float32).reshape(-1, 128) for each in (news.fakes, news.reals)
    )
    chance = random.Random(order.checkpoint_id)
    forged = forge_many(load(path).generator, chance.sample(range(MOST_SEED + 1), 6))
    assert np.array_equal(fakes, load_classifier().features(forged))
    assert reals.shape == fakes.shape
    assert not np.array_equal(fakes, reals)
