"""What the tests of this room share: the shipped classifier and the bundled digits, read once."""

from __future__ import annotations

import pytest

from models.classifier import Classifier, load_classifier
from models.digits import DigitPack, load_pack


@pytest.fixture(scope="session")
def classifier() -> Classifier:
    return load_classifier()


@pytest.fixture(scope="session")
def pack() -> DigitPack:
    return load_pack()
