"""A command line is understood as it is meant, or refused in one sentence with code 2."""

from pathlib import Path

import pytest

from models.asked import Asked, Expression, Interpolation, Prompt, Seeds, read


def asked(*options: str) -> Asked:
    return read(["checkpoints/run", *options])


def test_by_default_a_hundred_digits_are_drawn_into_a_picture() -> None:
    assert asked() == Asked("checkpoints/run", Seeds(range(100)), None, Path("digits.png"))


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--count", "3"], Seeds(range(3))),
        (["--seeds", "5,0,2147483647"], Seeds((5, 0, 2**31 - 1))),
        (["--prompt", "two 4"], Prompt((2, 4), range(2))),
        (["--prompt", "24", "--seeds", "9,8"], Prompt((2, 4), (9, 8))),
        (["--expression", "1 - 2"], Expression(((1, 1), (-1, 2)))),
        (["--expression", "1+2 - 30"], Expression(((1, 1), (1, 2), (-1, 30)))),
        (["--expression", "1 − 2"], Expression(((1, 1), (-1, 2)))),
        (["--expression=-1 + 2"], Expression(((-1, 1), (1, 2)))),
        (["--interpolate", "1:2:12"], Interpolation(1, 2, 12)),
    ],
)
def test_what_is_to_be_drawn_is_read(options: list[str], expected: object) -> None:
    assert asked(*options).subject == expected


@pytest.mark.parametrize("subject", [["--count", "3"], ["--seeds", "1"], ["--expression", "1+2"]])
def test_a_label_goes_with_all_but_a_prompt(subject: list[str]) -> None:
    assert asked(*subject, "--label", "7").label == 7


def test_an_array_may_hold_more_than_a_picture() -> None:
    assert len(asked("--count", "20000", "--out", "a.npy").subject.seeds) == 20_000  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--count", "0"], "--count: expected a whole number of 1 to 1000000, found '0'"),
        (["--count", "many"], "found 'many'"),
        (["--count", "1000001", "--out", "a.npy"], "--count: expected"),
        (["--count", "10001"], "--out: expected a name that ends in .npy for more than 10,000"),
        (["--interpolate", "1:2:10001", "--out", "a.gif"], "found a.gif for 10,001"),
        (["--seeds", "1,two"], "--seeds: expected a whole number of 0 to 2147483647, found 'two'"),
        (["--seeds", "2147483648"], "found '2147483648'"),
        (["--seeds", "1,-2"], "found '-2'"),
        (["--seeds", "1,,2"], "found ''"),
        (["--seeds", "1\n2"], "found '1\\n2'"),
        (["--label", "10"], "--label: expected a whole number of 0 to 9, found '10'"),
        (["--label", "two"], "found 'two'"),
        (["--prompt", "twelve"], "--prompt: expected digits or their names"),
        (["--prompt", ""], "--prompt: expected digits or their names"),
        (["--interpolate", "1:2"], "--interpolate: expected FROM:TO:STEPS, as 1:2:12, found '1:2'"),
        (["--interpolate", "1:2:1"], "expected a whole number of 2 to 1000000, found '1'"),
        (["--interpolate", "1:2147483648:3"], "found '2147483648'"),
        (["--expression", "1 * 2"], "--expression: expected seeds with + and - between them"),
        (["--expression", "1 -"], "found '1 -'"),
        (["--expression", "1 + 2147483648"], "found '2147483648'"),
        (["--out", "digits.jpg"], "--out: expected a name that ends in .png, .gif, .npy"),
        (["--out", "digits"], "found 'digits'"),
        (["--prompt", "24", "--label", "3"], "--prompt: expected no --label beside it"),
        (["--prompt", "24", "--count", "2"], "--prompt: expected no --count beside it"),
        (["--prompt", "24", "--seeds", "1,2,3"], "--seeds: expected one for each digit of the"),
        (["--seeds", "1", "--count", "1"], "--seeds: expected no --count beside it"),
        (["--expression", "1", "--count", "1"], "--expression: expected no --count beside it"),
        (["--expression", "1", "--seeds", "1"], "--expression: expected no --seeds beside it"),
        (["--expression", "1", "--prompt", "1"], "--expression: expected no --prompt beside it"),
        (["--interpolate", "1:2:3", "--count", "3"], "--interpolate: expected no --count"),
        (["--interpolate", "1:2:3", "--seeds", "3"], "--interpolate: expected no --seeds"),
        (["--interpolate", "1:2:3", "--prompt", "3"], "--interpolate: expected no --prompt"),
        (["--interpolate", "1:2:3", "--expression", "3"], "--interpolate: expected no --express"),
        (["--unheard-of"], "unrecognized arguments: --unheard-of"),
        (["--prom", "2"], "unrecognized arguments: --prom"),
    ],
)
def test_wrong_usage_is_said_in_one_sentence_and_ends_with_two(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        asked(*options)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("python -m models.generate: ")
    assert sentence in said
    assert said.count("\n") == 1
