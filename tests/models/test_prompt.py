"""A prompt is the digits that a person would read out of it."""

import pytest

from models.prompt import labels_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("248112985160145349571385", "248112985160145349571385"),
        ("two four eight", "248"),
        ("Two 48, ONE-one 2", "248112"),
        ("zero one two three four five six seven eight nine", "0123456789"),
        ("twofour8", "248"),
        ("  007  ", "007"),
    ],
)
def test_figures_and_words_are_read_in_their_order(text: str, expected: str) -> None:
    assert "".join(map(str, labels_of(text))) == expected


@pytest.mark.parametrize("text", ["twelve", "seventeen", "2x4", "two fuor", "oneight", "٣", "²"])
def test_what_is_no_digit_is_refused_and_named(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected digits or their names.*found '") as caught:
        labels_of(text)
    assert text.split()[-1] in str(caught.value)


@pytest.mark.parametrize("text", ["", "  ", " , "])
def test_an_empty_prompt_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="found none"):
        labels_of(text)
