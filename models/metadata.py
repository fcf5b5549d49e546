"""What a checkpoint says of itself: read and checked without torch."""

from __future__ import annotations

import dataclasses
import json
import math
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

FORMAT = "real-or-fake checkpoint"
FORMAT_VERSION = 1
ID_LENGTH = 12
MOST_HEADER = 1 << 20
"""Bytes; a header of ours takes some thousands."""


class CheckpointError(Exception):
    """A checkpoint cannot be used: names the file, what was expected, what came, what to do."""


@dataclass(frozen=True)
class Validity:
    """The logistic that turns a discriminator's logit into the probability of being real.

    Fitted when the checkpoint is saved, on held-out reals and fresh fakes, so that a verdict
    means the same under every loss.
    """

    slope: float
    intercept: float

    def __call__(self, logit: float) -> float:
        """Return the validity, 0–1, of one logit.

        >>> Validity(slope=1.0, intercept=0.0)(0.0)
        0.5
        """
        # Written with tanh, which saturates where exp would overflow.
        return 0.5 * (1.0 + math.tanh(0.5 * (self.slope * logit + self.intercept)))


@dataclass(frozen=True)
class Metadata:
    """All that is needed to rebuild the networks and any digit they ever showed.

    `network` holds the family's config as plain values; `conditional` is what that config says;
    `metrics` are those of the last window of training; times are ISO 8601 in UTC.
    """

    family: str
    network: dict[str, Any]
    conditional: bool
    preset: str
    run: str
    run_started_at: str
    epoch: int
    step: int
    images_seen: int
    dataset: str
    dataset_hash: str
    held_out_hash: str
    seed: int
    validity: Validity
    torch_version: str
    created_at: str
    metrics: dict[str, float] = field(default_factory=dict)

    @property
    def digit(self) -> int | None:
        """The one class that the generator draws, 0–9, or None where it draws all."""
        found = self.network.get("digit")
        return found if isinstance(found, int) else None


def to_header(metadata: Metadata) -> dict[str, str]:
    """Return the metadata as the text fields of a safetensors header."""
    return {
        "format": FORMAT,
        "format_version": str(FORMAT_VERSION),
        "metadata": json.dumps(dataclasses.asdict(metadata), sort_keys=True),
    }


def from_header(path: Path, header: dict[str, str] | None) -> Metadata:
    """Check a safetensors header that was read from `path`, and return what it says.

    Raise CheckpointError if it is not one of ours or not of this version.
    """
    if not header or header.get("format") != FORMAT:
        raise CheckpointError(
            f"{path}: expected a checkpoint written by python -m trainer, found a safetensors file "
            f"of another program; give one that the trainer wrote"
        )
    version = header.get("format_version", "none")
    if version != str(FORMAT_VERSION):
        newer = version.isdecimal() and int(version) > FORMAT_VERSION
        remedy = "update Real or Fake?" if newer else "train again with python -m trainer"
        raise CheckpointError(
            f"{path}: expected checkpoint format {FORMAT_VERSION}, found {version}; {remedy}"
        )
    try:
        return _parse(json.loads(header["metadata"]))
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as why:
        raise CheckpointError(
            f"{path}: expected complete checkpoint metadata, found a fault ({why}); "
            f"train again with python -m trainer"
        ) from None


def read_metadata(path: Path) -> Metadata:
    """Return what the checkpoint at `path` says of itself; raise CheckpointError if it cannot.

    Only the header is read, as the safetensors format describes it, and without its library: that
    one imports numpy, and the game's window shows before either is needed.
    """
    try:
        return from_header(path, _read_header(path))
    except FileNotFoundError:
        raise CheckpointError(
            f"{path}: expected a checkpoint file, found none; "
            f"see checkpoints/ or train one with python -m trainer"
        ) from None
    except (OSError, ValueError, RecursionError) as why:
        raise CheckpointError(
            f"{path}: expected a .safetensors checkpoint, found a file that is truncated or of "
            f"another kind ({why}); copy it again or train again with python -m trainer"
        ) from None


def _read_header(path: Path) -> dict[str, str]:
    """Return the text fields of a safetensors file whose tensors end where the file does.

    The format: eight bytes of length, little endian, that much JSON, then the tensors' bytes.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if not 2 <= length <= min(MOST_HEADER, size - 8):
            raise ValueError("it does not begin with the length of its header")
        header = json.loads(file.read(length))
    if not isinstance(header, dict):
        raise ValueError("its header is not a table")
    texts = header.pop("__metadata__", {})
    if not isinstance(texts, dict):
        raise ValueError("the text of its header is not a table")
    try:
        end = max((int(tensor["data_offsets"][1]) for tensor in header.values()), default=0)
    except (TypeError, KeyError, IndexError):
        raise ValueError("its header does not say where the tensors are") from None
    if 8 + length + end != size:
        raise ValueError(f"{size:,} bytes long where its header says {8 + length + end:,}")
    return {str(name): str(text) for name, text in texts.items()}


def checkpoint_id(path: Path) -> str:
    """Return the first 12 hex digits of the SHA-256 of the file at `path`."""
    import hashlib  # here, for the game's window shows before an id is needed

    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:ID_LENGTH]
    except OSError as why:
        raise CheckpointError(
            f"{path}: expected a readable checkpoint, found none ({why.strerror}); "
            f"see checkpoints/ or train one with python -m trainer"
        ) from None


def _parse(values: Any) -> Metadata:
    if not isinstance(values, dict):
        raise TypeError("the metadata is not a table")
    known = {entry.name for entry in dataclasses.fields(Metadata)}
    if unknown := sorted(set(values) - known):
        raise ValueError(f"unknown {', '.join(unknown)}")
    if missing := sorted(known - set(values)):
        raise ValueError(f"no {', '.join(missing)}")
    values = {**values, "validity": _parse_validity(values["validity"])}
    for name, expected in get_type_hints(Metadata).items():
        kind = getattr(expected, "__origin__", expected)
        if not isinstance(values[name], kind) or (kind is int and values[name] is True):
            raise TypeError(f"{name} is {values[name]!r}, not {kind.__name__}")
    if values["epoch"] < 0 or values["step"] < 0 or values["images_seen"] < 0:
        raise ValueError("a count is negative")
    return Metadata(**values)


def _parse_validity(values: Any) -> Validity:
    validity = Validity(slope=float(values["slope"]), intercept=float(values["intercept"]))
    if not (math.isfinite(validity.slope) and math.isfinite(validity.intercept)):
        raise ValueError("the validity is not finite")
    return validity
