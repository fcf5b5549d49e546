"""A message crosses the pipe whole, however the pipe cuts it up."""

from __future__ import annotations

import io

import pytest

from game.orders import DigitOrder, ShowcaseOrder, receive, send
from tests.supply.trials import fake, real


class Trickle(io.RawIOBase):
    """A pipe that takes and gives five bytes at a time."""

    def __init__(self) -> None:
        self.held = bytearray()

    def write(self, data: object) -> int:
        part = bytes(memoryview(data)[:5])  # type: ignore[arg-type]
        self.held += part
        return len(part)

    def read(self, size: int = -1) -> bytes:
        part = bytes(self.held[: min(size, 5)])
        del self.held[: len(part)]
        return part


def test_messages_arrive_whole_and_in_order() -> None:
    pipe = Trickle()
    messages = [
        DigitOrder(1, "a.safetensors", fake("0" * 12, 7)),
        ShowcaseOrder("a.safetensors", "0" * 12),
        DigitOrder(2, "a.safetensors", real("0" * 12, 7)),
    ]
    for message in messages:
        send(pipe, message)  # type: ignore[arg-type]
    assert [receive(pipe) for _ in messages] == messages  # type: ignore[arg-type]


def test_a_message_that_was_cut_off_is_the_end() -> None:
    whole = io.BytesIO()
    send(whole, ShowcaseOrder("a.safetensors", "0" * 12))
    with pytest.raises(EOFError):
        receive(io.BytesIO(whole.getvalue()[:-1]))
