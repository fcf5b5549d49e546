"""The file of a study: read to the letter, and refused in one sentence that names file and key."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.options import Options, StudyError
from game.scenes.names import LONGEST
from game.study_file import LINE, ROOM, StudyFile, followed, read_study
from game.study_page import LARGEST
from models import shelf
from tests.models.small_checkpoint import keep_tiny
from tests.supply.pictures import array_of, squares

ROOT = Path(__file__).resolve().parents[1]
CODES = '[participants]\ncodes = ["P01", "P02"]\n'
PLAIN = 'name = "Autumn"\ncheckpoints = ["tiny"]\n'
OPTIONS = Options(None, (), None, None, None, None, False, None, False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a run of two checkpoints, and two arrays of images."""
    (tmp_path / "tiny").mkdir()
    for epoch in (1, 3):
        keep_tiny(tmp_path / "tiny" / f"epoch-{epoch:03d}.safetensors", epoch=epoch)
    array_of(squares(8, side=28), tmp_path / "ben.npy")
    array_of(squares(9, side=40), tmp_path / "large.npy")
    array_of(squares(9, side=40, seed=3), tmp_path / "reals.npy")
    return tmp_path


def study(folder: Path, text: str) -> StudyFile:
    path = folder / "study.toml"
    path.write_text(text, "utf-8")
    return read_study(path)


def refusal(folder: Path, text: str) -> str:
    """What is said of a file that is unfit, without its path."""
    with pytest.raises(StudyError) as caught:
        study(folder, text)
    said = str(caught.value)
    assert "\n" not in said
    start = f"{folder / 'study.toml'}: "
    assert said.startswith(start)
    return said.removeprefix(start)


def test_the_example_in_the_docs_can_be_followed_as_it_stands() -> None:
    found = read_study(ROOT / "docs" / "study.toml")
    assert (found.mode, found.trials) == ("lab", 120)
    assert [each.metadata.epoch for each in found.checkpoints] == [3, 10, 50]
    assert found.inquiry.codes[0] == "P01"
    assert all((found.inquiry.welcome, found.inquiry.rest, found.inquiry.thanks))


def test_the_least_study_names_itself_whom_it_judges_and_who_takes_part(folder: Path) -> None:
    found = study(folder, PLAIN + CODES)
    inquiry = found.inquiry
    assert (found.mode, found.trials, len(found.checkpoints)) == ("lab", 100, 2)
    assert (inquiry.name, inquiry.codes, inquiry.confidence) == ("Autumn", ("P01", "P02"), False)
    assert (inquiry.welcome, inquiry.rest, inquiry.thanks) == ((), "", "")


def test_blocks_are_twenty_in_lab_and_fifty_in_timed_three_for_each_by_default(
    folder: Path,
) -> None:
    assert study(folder, PLAIN + "blocks = 3\n" + CODES).trials == 60
    timed = PLAIN + 'mode = "timed"\n'
    assert study(folder, timed + "blocks = 3\n" + CODES).trials == 150
    assert study(folder, timed + CODES).trials == 300


def test_paths_begin_at_the_folder_of_the_file_wherever_one_stands(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "tiny").mkdir()
    monkeypatch.chdir(elsewhere)
    found = study(folder, PLAIN + CODES)
    assert {each.path.parent for each in found.checkpoints} == {folder / "tiny"}


def test_what_is_not_beside_the_file_is_found_on_the_shelf_or_by_its_id(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setattr(shelf, "CHECKPOINTS", folder)
    (folder / "far").mkdir()
    assert len(study(folder / "far", PLAIN + CODES).checkpoints) == 2
    last = read_study(folder / "far" / "study.toml").checkpoints[-1]
    monkeypatch.setattr(shelf.find, "__defaults__", (folder,))
    by_id = study(folder / "far", PLAIN.replace("tiny", last.id) + CODES)
    assert [each.path for each in by_id.checkpoints] == [last.path]


def test_contestants_take_part_beside_reals_of_their_own(folder: Path) -> None:
    text = 'name = "A"\nreals = "reals.npy"\n[contestants]\n"GAN of Ben" = "large.npy"\n'
    (entered,) = study(folder, text + CODES).contestants
    assert (entered.name, entered.images.path) == ("GAN of Ben", folder / "large.npy")
    assert entered.reals is not None
    assert entered.reals.path == folder / "reals.npy"


def test_texts_keep_their_paragraphs_and_no_breaks_within(folder: Path) -> None:
    texts = '[texts]\nwelcome = """\nOne\ntwo.\n   \nThree.\n"""\nrest = "Sit  back."\n'
    inquiry = study(folder, PLAIN + CODES + texts).inquiry
    assert (inquiry.welcome, inquiry.rest) == (("One two.\n\nThree.",), "Sit back.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("checkpoint = ['tiny']\n" + PLAIN + CODES, "checkpoint: expected one of name, mode,"),
        (PLAIN + CODES + "code = 1", "participants.code: expected one of codes, found another key"),
        ('"a\\nb" = 1\n' + PLAIN + CODES, "a\\nb: expected one of name"),
        (PLAIN + CODES + "[texts]\nend = ''", "texts.end: expected one of welcome, rest, thanks"),
        ("name = 'A'\n" + CODES, "checkpoints: expected one or more, or contestants, found none"),
        ("name = 'A'\ncheckpoints = []\n" + CODES, "checkpoints: expected one or more"),
        ("name = 'A'\ncheckpoints = 'tiny'\n" + CODES, "checkpoints: expected a list of texts"),
        ("name = 'A'\ncheckpoints = [1]\n" + CODES, "checkpoints: expected a list of texts"),
        ("name = 'A'\ncheckpoints = ['none']\n" + CODES, "checkpoints: expected files, runs"),
        ("name = 'A'\ncheckpoints = ['']\n" + CODES, "checkpoints: expected files, runs"),
        (f"name = 'A'\ncheckpoints = ['{'x' * 999}']\n" + CODES, "checkpoints: expected files"),
        ("name = 'A'\ncheckpoints = ['study.toml']\n" + CODES, "checkpoints: "),
        ("checkpoints = ['tiny']\n" + CODES, "name: expected a name of 1 to 40 letters"),
        (PLAIN.replace("Autumn", "秋") + CODES, "name: expected a name of 1 to 40 letters"),
        (PLAIN.replace('"Autumn"', "7") + CODES, "name: expected a text in quotes, found 7"),
        (PLAIN, "participants.codes: expected a code for each participant, found none"),
        (PLAIN + "participants = 3", "participants: expected a table, found 3; correct it"),
        (PLAIN + "[participants]\ncodes = []", "participants.codes: expected a code for each"),
        (PLAIN + "[participants]\ncodes = ['P1', 2]", "participants.codes: expected a list"),
        (PLAIN + "[participants]\ncodes = ['a  b']", "participants.codes: expected codes of 1"),
        (PLAIN + "[participants]\ncodes = ['é漢']", "participants.codes: expected codes of 1"),
        (
            PLAIN + f"[participants]\ncodes = ['{'x' * (LONGEST + 1)}']",
            "participants.codes: expected codes of 1 to 40 letters",
        ),
        (
            PLAIN + "[participants]\ncodes = ['p1', 'P1']",
            "participants.codes: expected codes that differ, and not in the case of letters alone",
        ),
        (PLAIN + "blocks = 0\n" + CODES, "blocks: expected 1 to 1,000, found 0; correct it"),
        (PLAIN + "blocks = true\n" + CODES, "blocks: expected a whole number, found True"),
        (PLAIN + "blocks = 2.0\n" + CODES, "blocks: expected a whole number, found 2.0"),
        (PLAIN + "seed = -1\n" + CODES, "seed: expected 0 to 2,147,483,647, found -1"),
        (PLAIN + "confidence = 1\n" + CODES, "confidence: expected true or false, found 1"),
        (
            PLAIN + "mode = 'timed'\nconfidence = true\n" + CODES,
            "confidence: expected false in timed, found true; leave it out",
        ),
        (
            PLAIN + "mode = 'arcade'\n" + CODES,
            "mode: expected lab or timed, found arcade, which tells the truth after every answer, "
            "and that changes how people judge; take one of these",
        ),
        (PLAIN + "mode = 'ladder'\n" + CODES, "mode: expected lab or timed, found ladder, which"),
        (PLAIN + "mode = 'solitaire'\n" + CODES, "mode: expected lab or timed, found 'solitaire'"),
        (PLAIN + "reals = 'reals.npy'\n" + CODES, "reals: expected contestants and no checkpoints"),
        ("name = 'A'\ncontestants = 'ben.npy'\n" + CODES, "contestants: expected a table"),
        ("name = 'A'\n[contestants]\nBen = 1\n" + CODES, "contestants.Ben: expected a path"),
        ("name = 'A'\n[contestants]\n'漢' = 'ben.npy'\n" + CODES, "contestants: expected names"),
        ("name = 'A'\n[contestants]\nBen = 'none.npy'\n" + CODES, "contestants: "),
        (PLAIN + CODES + "[texts]\nrest = '漢'", "texts.rest: expected letters that the game's"),
        (PLAIN + CODES + "[texts]\nwelcome = ['a', ' ']", "texts.welcome: expected pages"),
        (PLAIN + CODES + "[texts]\nwelcome = 3", "texts.welcome: expected a list of texts"),
        (
            PLAIN + CODES + f"[texts]\nthanks = '{'long ' * LINE * ROOM['thanks']}'",
            f"texts.thanks: expected at most {ROOM['thanks']} lines of {LINE} letters",
        ),
        ("name = ", "expected TOML in UTF-8, found something else (Invalid value"),
        ("x" * (LARGEST + 1), "expected TOML in UTF-8, found something else (more than"),
    ],
)
def test_what_is_unfit_is_refused_by_its_key_with_what_to_do(
    folder: Path, text: str, said: str
) -> None:
    assert refusal(folder, text).startswith(said)
    assert refusal(folder, text).count("; ") >= 1


def test_contestants_that_are_unfit_are_refused_with_the_studys_file(folder: Path) -> None:
    text = "name = 'A'\n[contestants]\nBen = 'large.npy'\n" + CODES
    said = refusal(folder, text)
    assert said.startswith(f"contestants: {folder / 'large.npy'}: expected digits")
    assert said.endswith("give real images of that size under the key reals")


@pytest.mark.parametrize(
    ("name", "sentence"), [("ben.npy", "expected real images of 40"), ("none.npy", "expected a ")]
)
def test_reals_that_are_unfit_are_refused_under_their_own_key(
    folder: Path, name: str, sentence: str
) -> None:
    text = f"name = 'A'\nreals = '{name}'\n[contestants]\nBen = 'large.npy'\n" + CODES
    assert refusal(folder, text).startswith(f"reals: {folder / name}: {sentence}")


def test_a_file_that_is_not_there_or_in_another_encoding_is_refused(folder: Path) -> None:
    for path in (folder / "none.toml", folder):
        with pytest.raises(StudyError, match="expected the TOML file of a study, found none"):
            read_study(path)
    path = folder / "study.toml"
    path.write_bytes("name = 'é'".encode("latin-1"))
    with pytest.raises(StudyError, match="expected TOML in UTF-8"):
        read_study(path)


def test_a_mark_of_the_encoding_before_the_first_key_is_passed_over(folder: Path) -> None:
    (folder / "study.toml").write_text(PLAIN + CODES, "utf-8-sig")
    assert read_study(folder / "study.toml").inquiry.name == "Autumn"


def test_a_start_that_follows_a_study_plays_what_its_file_says(folder: Path) -> None:
    found = study(folder, PLAIN + "seed = 5\nblocks = 1\n" + CODES)
    options = followed(OPTIONS, folder / "study.toml")
    assert (options.mode, options.seed, options.trials) == ("lab", 5, 20)
    assert (options.player, options.inquiry) == (None, found.inquiry)
    assert [each.path for each in options.checkpoints] == [each.path for each in found.checkpoints]


def test_a_player_who_is_named_must_be_one_of_the_codes(folder: Path) -> None:
    study(folder, PLAIN + CODES)
    path = folder / "study.toml"
    assert followed(replace(OPTIONS, player="p02"), path).player == "P02"
    with pytest.raises(StudyError, match="codes: expected P03 among the 2 codes, found it is none"):
        followed(replace(OPTIONS, player="P03"), path)
