"""`python -m trainer.train_classifier`: make the digit classifier that generators are judged by."""

from __future__ import annotations

import os

# As for the trainer: threads that spin while they wait slow a busy machine down.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import tyro

from models.classifier import (
    CLASSIFIER_PATH,
    Card,
    Classifier,
    ClassifierError,
    load_classifier,
    save_classifier,
)
from models.digits import PackError, content_hash, load_pack
from models.wording import hindrance
from trainer.data import default_data_dir, mnist_digits
from trainer.evaluation.learning import Recipe, learn
from trainer.mnist import DataError, Labelled, read_mnist

DONE, FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130
LEAST_ACCURACY = 0.995


@dataclass(frozen=True)
class Command:
    """Train the digit classifier on MNIST less the 5,000 bundled digits."""

    data_dir: Path | None = None
    """A folder with MNIST/raw in it, or to download MNIST to; by default the user's cache."""
    out: Path = CLASSIFIER_PATH
    """The file to write."""
    seed: int = Recipe.seed
    """Names the run: first weights, order of digits, how each is moved."""
    epochs: int = Recipe.epochs
    """How often the classifier sees every digit."""
    threads: int = 0
    """CPU threads; 0 takes what torch finds."""


def main(arguments: Sequence[str]) -> int:
    """Run the command line; return the exit code."""
    command = tyro.cli(Command, args=arguments, prog="python -m trainer.train_classifier")
    if fault := _fault(command):
        return _say(fault, WRONG_USAGE)
    try:
        _make(command)
    except (ClassifierError, DataError, PackError) as why:
        return _say(why, FAILED)
    except OSError as why:
        return _say(hindrance(why), FAILED)
    except KeyboardInterrupt:
        return INTERRUPTED
    return DONE


def _fault(command: Command) -> str | None:
    if command.epochs < 1:
        return f"--epochs: expected at least 1, found {command.epochs}"
    if not 0 <= command.seed < 2**31:
        return f"--seed: expected 0 to {2**31 - 1}, found {command.seed}"
    if command.threads < 0:
        return f"--threads: expected at least 0, found {command.threads}"
    return None


def _make(command: Command) -> None:
    if command.threads:
        torch.set_num_threads(command.threads)
    command.out.parent.mkdir(parents=True, exist_ok=True)
    folder = command.data_dir or default_data_dir()
    test = read_mnist(folder, train=False)
    digits = mnist_digits(read_mnist(folder, train=True)).training
    recipe = Recipe(epochs=command.epochs, seed=command.seed)
    print(f"{len(digits.images):,} digits, {recipe.epochs} epochs", flush=True)
    network = learn(
        digits,
        recipe,
        lambda epoch, loss: print(f"epoch {epoch:2}/{recipe.epochs}  loss {loss:.4f}", flush=True),
    )
    dataset = content_hash(digits.images)
    unmeasured = Card(0.0, dataset, recipe.epochs, recipe.seed, str(torch.__version__))
    save_classifier(command.out, network, unmeasured)
    # The accuracy is that of the weights as they are stored.
    accuracy = accuracy_on(test, load_classifier(command.out))
    card = Card(accuracy, dataset, recipe.epochs, recipe.seed, str(torch.__version__))
    save_classifier(command.out, network, card)
    pack = load_pack()
    kept = load_classifier(command.out)
    held_out = accuracy_on(Labelled(pack.images, pack.labels), kept)
    print(
        f"{command.out}: {accuracy:.2%} of the {len(test.images):,} test digits, "
        f"{held_out:.2%} of the {len(pack.images):,} held out; SHA-256 {kept.id}"
    )
    if accuracy < LEAST_ACCURACY:
        print(f"It reads fewer than {LEAST_ACCURACY:.1%}: its FID compares with no other.")


def accuracy_on(digits: Labelled, classifier: Classifier) -> float:
    """Return the share, 0–1, of `digits` that the classifier reads right."""
    read = classifier.classify(digits.images).argmax(1)
    return float((read == digits.labels).mean())


def _say(why: object, code: int) -> int:
    print(f"python -m trainer.train_classifier: {why}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
