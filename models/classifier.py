"""The digit classifier: which digit it is, and the features that generators are measured with."""

from __future__ import annotations

import hashlib
import json
import math
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.torch import load as from_bytes
from safetensors.torch import save as to_bytes
from torch import Tensor, nn

from models.atomic import write_atomically
from models.metadata import ID_LENGTH
from models.sampling import to_signal
from models.seeds import CLASSES

CLASSIFIER_PATH = Path(__file__).resolve().parent.parent / "assets" / "classifier.safetensors"
FORMAT = "real-or-fake classifier"
FORMAT_VERSION = 1
FEATURES = 128
AT_ONCE = 500
"""Digits a pass: always the same, so that rounding does not depend on how many there are."""
REMEDY = "restore the file from the repository, or make one with python -m trainer.train_classifier"


class ClassifierError(Exception):
    """A classifier cannot be used: names the file, what was expected, what came, what to do."""


class DigitNetwork(nn.Module):
    """Digits (n, 1, 28, 28) in −1…1 → logits (n, 10); about 270,000 weights."""

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(
            *_convolution(1, 16, kernel=5, stride=2, padding=2),  # → (n, 16, 14, 14)
            *_convolution(16, 32, kernel=3, stride=1, padding=1),  # → (n, 32, 14, 14)
            *_convolution(32, 64, kernel=3, stride=2, padding=1),  # → (n, 64, 7, 7)
            *_convolution(64, 64, kernel=3, stride=1, padding=0),  # → (n, 64, 5, 5)
            nn.Flatten(),
            nn.Linear(64 * 5 * 5, FEATURES),  # → (n, 128)
            nn.ReLU(),
        )
        self.drop = nn.Dropout(0.3)
        self.to_logits = nn.Linear(FEATURES, CLASSES)

    def forward(self, digits: Tensor) -> Tensor:
        out: Tensor = self.to_logits(self.drop(self.body(digits)))
        return out


@dataclass(frozen=True)
class Card:
    """What a classifier says of itself: how well it reads MNIST's test digits, how it came about.

    test_accuracy: 0–1 on the 10,000 test digits, with the weights as stored; dataset_hash: SHA-256
    of the training digits' pixels in their order.
    """

    test_accuracy: float
    dataset_hash: str
    epochs: int
    seed: int
    torch_version: str


@dataclass(frozen=True, eq=False)
class Classifier:
    """A trained network with its card and `id`, the SHA-256 (hex) of the file it came from."""

    network: DigitNetwork
    card: Card
    id: str

    def classify(self, digits: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the probabilities (n, 10) of each class for `uint8` (n, 28, 28) digits."""
        with torch.inference_mode():
            return _joined([self.network(part).softmax(1) for part in _parts(digits)], CLASSES)

    def features(self, digits: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Return the penultimate features (n, 128), 0 and above, of `uint8` (n, 28, 28) digits."""
        with torch.inference_mode():
            return _joined([self.network.body(part) for part in _parts(digits)], FEATURES)


def save_classifier(path: Path, network: DigitNetwork, card: Card) -> None:
    """Write the network to `path`, atomically: matrices and kernels in float16, the rest float32.

    Raise OSError where the disk refuses.
    """
    tensors = {name: _stored(tensor) for name, tensor in network.state_dict().items()}
    header = {
        "format": FORMAT,
        "format_version": str(FORMAT_VERSION),
        "card": json.dumps(asdict(card), sort_keys=True),
    }
    write_atomically(path, to_bytes(tensors, header))


def load_classifier(path: Path = CLASSIFIER_PATH) -> Classifier:
    """Read the classifier at `path`, float32 on the CPU; nothing in it can run code.

    Raise ClassifierError where the file is missing, truncated, foreign or of another version.
    """
    try:
        data = path.read_bytes()
        tensors = from_bytes(data)
    except FileNotFoundError:
        raise _refusal(path, "a classifier's file", "none") from None
    except (OSError, SafetensorError) as why:
        found = f"a file that is truncated or of another kind ({why})"
        raise _refusal(path, "a .safetensors classifier", found) from None
    card = _card(path, _header(data))
    network = DigitNetwork()
    _fill(path, network, tensors)
    return Classifier(network, card, hashlib.sha256(data).hexdigest())


def short_id(classifier: Classifier) -> str:
    """Return the first 12 hex digits of the classifier's id, as reports print it."""
    return classifier.id[:ID_LENGTH]


def _convolution(inputs: int, outputs: int, kernel: int, stride: int, padding: int) -> list[Any]:
    return [
        nn.Conv2d(inputs, outputs, kernel, stride, padding, bias=False),
        nn.BatchNorm2d(outputs),
        nn.ReLU(),
    ]


def _parts(digits: NDArray[np.uint8]) -> list[Tensor]:
    return [to_signal(digits[at : at + AT_ONCE]) for at in range(0, len(digits), AT_ONCE)]


def _joined(parts: list[Tensor], width: int) -> NDArray[np.float32]:
    rows = torch.cat(parts) if parts else torch.empty(0, width)
    values: NDArray[np.float32] = rows.numpy()
    return values


def _stored(tensor: Tensor) -> Tensor:
    return tensor.half().contiguous() if tensor.ndim > 1 else tensor.contiguous()


def _header(data: bytes) -> dict[str, str]:
    # safetensors reads metadata only from a path; the file was read once, and is whole.
    length = int.from_bytes(data[:8], "little")
    header: dict[str, str] = json.loads(data[8 : 8 + length]).get("__metadata__", {})
    return header


def _card(path: Path, header: dict[str, str]) -> Card:
    if header.get("format") != FORMAT:
        raise _refusal(path, "a classifier", "a safetensors file of another program or kind")
    if header.get("format_version") != str(FORMAT_VERSION):
        found = header.get("format_version", "none")
        raise _refusal(path, f"classifier format {FORMAT_VERSION}", found)
    try:
        values = json.loads(header["card"])
        card = Card(**{entry.name: values[entry.name] for entry in fields(Card)})
        accuracy = float(card.test_accuracy)
    except (KeyError, TypeError, ValueError) as why:
        raise _refusal(path, "a classifier's whole card", f"a fault ({why})") from None
    if not 0 <= accuracy <= 1 or not math.isfinite(accuracy):
        raise _refusal(path, "a test accuracy of 0 to 1", str(accuracy))
    return card


def _fill(path: Path, network: DigitNetwork, tensors: dict[str, Tensor]) -> None:
    expected = network.state_dict()
    for name in sorted(set(expected) | set(tensors)):
        wants, has = _shape(expected.get(name)), _shape(tensors.get(name))
        if wants != has:
            raise _refusal(path, f"{name} to be {wants}", has)
        if not torch.isfinite(tensors[name]).all():
            raise _refusal(path, "finite weights", f"NaN or infinity in {name}")
    network.load_state_dict(
        {name: tensor.to(expected[name].dtype) for name, tensor in tensors.items()}
    )
    network.eval().requires_grad_(False)


def _shape(tensor: Tensor | None) -> str:
    return "absent" if tensor is None else str(tuple(tensor.shape))


def _refusal(path: Path, expected: str, found: str) -> ClassifierError:
    return ClassifierError(f"{path}: expected {expected}, found {found}; {REMEDY}")
