"""What a checkpoint says of itself: read and checked without torch."""

from __future__ import annotations

import dataclasses
import json
import math
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_type_hints

from models.pool import DATASETS
from models.wording import reason, shown

FORMAT = "real-or-fake checkpoint"
FORMAT_VERSION = 1
ID_LENGTH = 12
MOST_HEADER = 1 << 20
"""Bytes; a header of ours takes some thousands."""
MOST_COUNT = 2**63 - 1
"""What a database keeps."""
MOST_TEXT = 255
"""Letters; a run is called like its folder."""


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
        score = self.slope * logit + self.intercept
        # A discriminator that has lost its measure may answer with no number: that says nothing.
        # Written with tanh, which saturates where exp would overflow.
        return 0.5 if math.isnan(score) else 0.5 * (1.0 + math.tanh(0.5 * score))


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
        number = version.isascii() and version.isdecimal() and len(version) <= 9
        newer = number and int(version) > FORMAT_VERSION
        found = version if number else shown(version)
        remedy = "update Real or Fake?" if newer else "train again with python -m trainer"
        raise CheckpointError(
            f"{path}: expected checkpoint format {FORMAT_VERSION}, found {found}; {remedy}"
        )
    try:
        return _parse(json.loads(header["metadata"]))
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as why:
        raise CheckpointError(
            f"{path}: expected complete checkpoint metadata, found a fault ({reason(why)}); "
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
            f"another kind ({reason(why)}); copy it again or train again with python -m trainer"
        ) from None


def _read_header(path: Path) -> dict[str, str]:
    """Return the text fields of a safetensors file whose tensors end where the file does.

    The format: eight bytes of length, little endian, that much JSON, then the tensors' bytes.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("it is no plain file")
    size = status.st_size
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
    except (TypeError, KeyError, IndexError, ValueError, OverflowError):
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
        raise ValueError(f"unknown {', '.join(map(shown, unknown))}")
    if missing := sorted(known - set(values)):
        raise ValueError(f"no {', '.join(missing)}")
    values = {**values, "validity": _parse_validity(values["validity"])}
    for name, expected in get_type_hints(Metadata).items():
        _expect_kind(name, values[name], getattr(expected, "__origin__", expected))
    if values["dataset"] not in DATASETS:
        raise ValueError(f"dataset is {shown(values['dataset'])}, not {' or '.join(DATASETS)}")
    return Metadata(**values)


def _expect_kind(name: str, value: Any, kind: type) -> None:
    """Raise TypeError or ValueError where `value` is nothing that screens and records can hold."""
    if type(value) is not kind:
        raise TypeError(f"{name} is {shown(value)}, not {kind.__name__}")
    if isinstance(value, int) and not 0 <= value <= MOST_COUNT:
        raise ValueError(f"{name} is {shown(value)}, not 0 to {MOST_COUNT}")
    if isinstance(value, str) and not (value.isprintable() and len(value) <= MOST_TEXT):
        raise ValueError(f"{name} is {shown(value)}, not one line of {MOST_TEXT} letters at most")


def _parse_validity(values: Any) -> Validity:
    if not isinstance(values, dict):
        raise TypeError("the validity is not a table")
    for name in ("slope", "intercept"):
        value: Any = values.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not math.isfinite(value):
            raise ValueError(f"the validity's {name} is {shown(value)}, not a number")
    return Validity(float(values["slope"]), float(values["intercept"]))
