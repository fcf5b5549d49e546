"""The quick transposed convolution is the plain one: what it draws and what it learns."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor, nn

from models.families.transposed import ConvTranspose2d, _Product

SHAPES = [
    pytest.param(5, 7, (2, 1, 0), (1, 1), id="2x2 from a point"),
    pytest.param(7, 3, (2, 1, 0), (2, 2), id="3x3 from 2x2"),
    pytest.param(6, 4, (4, 2, 1), (3, 3), id="doubled"),
    pytest.param(4, 5, (3, 2, 1), (4, 4), id="7x7 from 4x4"),
    pytest.param(3, 1, (5, 1, 0), (24, 24), id="to grey at full size"),
    pytest.param(3, 1, (4, 2, 1), (2, 5), id="to grey, oblong"),
]


def pair(
    inputs: int, outputs: int, shape: tuple[int, int, int], *, bias: bool = True
) -> tuple[nn.ConvTranspose2d, nn.ConvTranspose2d]:
    """The plain layer and the quick one, of the same weights."""
    plain = nn.ConvTranspose2d(inputs, outputs, *shape, bias=bias)
    quick = ConvTranspose2d(inputs, outputs, *shape, bias=bias)
    quick.load_state_dict(plain.state_dict())
    return plain, quick


def learnt(layer: nn.Module, maps: Tensor, slope: Tensor) -> list[Tensor | None]:
    """What a layer makes of maps, and the slopes of the maps and of its weights."""
    maps = maps.clone().requires_grad_()
    out = layer(maps)
    out.backward(slope)
    return [out.detach(), maps.grad, *(weight.grad for weight in layer.parameters())]


@pytest.mark.parametrize("layout", [torch.contiguous_format, torch.channels_last])
@pytest.mark.parametrize("bias", [True, False], ids=["bias", "no bias"])
@pytest.mark.parametrize(("inputs", "outputs", "shape", "size"), SHAPES)
def test_it_draws_and_learns_what_the_plain_layer_does(
    inputs: int,
    outputs: int,
    shape: tuple[int, int, int],
    size: tuple[int, int],
    bias: bool,
    layout: torch.memory_format,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    torch.manual_seed(0)
    plain, quick = pair(inputs, outputs, shape, bias=bias)
    quick.to(memory_format=layout)
    maps = torch.randn(2, inputs, *size).to(memory_format=layout)
    slope = torch.randn(plain(maps).shape)
    expected = learnt(plain, maps, slope)
    with monkeypatch.context() as alone:
        # The quick way is gone, and not the plain one a second time.
        alone.setattr(nn.ConvTranspose2d, "forward", None)
        found = learnt(quick, maps, slope)
    # Sums of up to 1,568 products of size one, which may come out near zero.
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)


def test_noise_that_nobody_learns_from_costs_no_slope() -> None:
    _, quick = pair(5, 7, (2, 1, 0))
    noise = torch.randn(3, 5, 1, 1)
    quick(noise).sum().backward()
    assert noise.grad is None
    assert quick.weight.grad is not None


@pytest.mark.parametrize(("inputs", "outputs", "shape", "size"), SHAPES)
def test_what_is_drawn_without_learning_is_the_plain_layers_to_the_bit(
    inputs: int, outputs: int, shape: tuple[int, int, int], size: tuple[int, int]
) -> None:
    plain, quick = pair(inputs, outputs, shape)
    maps = torch.randn(2, inputs, *size)
    with torch.inference_mode():
        assert torch.equal(quick(maps), plain(maps))


@pytest.mark.parametrize(
    ("inputs", "outputs", "size"),
    [(4, 4, (5, 4)), (4, 2, (6, 6))],
    ids=["just too large", "large"],
)
def test_large_maps_go_the_plain_way(
    inputs: int, outputs: int, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_Product, "apply", None)
    _, quick = pair(inputs, outputs, (4, 2, 1))
    assert quick(torch.randn(1, inputs, *size)).shape == (1, outputs, 2 * size[0], 2 * size[1])


def test_in_bfloat16_it_goes_the_plain_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_Product, "apply", None)
    _, quick = pair(4, 2, (4, 2, 1))
    with torch.autocast("cpu", torch.bfloat16):
        assert quick(torch.randn(1, 4, 3, 3)).dtype == torch.bfloat16


def test_a_second_slope_is_refused_and_never_wrong() -> None:
    _, quick = pair(4, 2, (4, 2, 1))
    maps = torch.randn(1, 4, 3, 3, requires_grad=True)
    (slope,) = torch.autograd.grad(quick(maps).square().sum(), maps, create_graph=True)
    with pytest.raises(RuntimeError, match="differentiate twice"):
        slope.sum().backward()
