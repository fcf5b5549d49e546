"""What the repository promises a newcomer: its commands, its licences, its bounds, its manners."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from game.records.records import Records
from tests.records.samples import card, fake, real, start

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("game", "models", "trainer", "assets", "benchmarks")
PLAY = "python -m pip install -r requirements.txt && python run_game.py"
TEST = "python -m pip install -r requirements-dev.txt && python -m pytest"
A_MACHINES_PATH = re.compile(r"(?<![\w.}\]])/(?:home|root|Users|tmp|work|mnt)/|\b[A-Z]:\\\\?\w")


def sources() -> list[Path]:
    inside = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [ROOT / "run_game.py", *sorted(inside)]


def bounds(name: str, sign: str) -> dict[str, str]:
    """Package → version for each line `package<sign>version…` of a requirements file."""
    line = re.compile(rf"^([\w-]+)(?:\[\w+\])?{sign}([\d.]+)", re.MULTILINE)
    return dict(line.findall((ROOT / name).read_text("utf-8")))


def test_the_readme_gives_the_two_commands() -> None:
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert PLAY in lines
    assert TEST in lines


def test_ci_runs_the_readmes_test_command() -> None:
    assert TEST in (ROOT / ".ci" / "run").read_text("utf-8")


@pytest.mark.parametrize("page", sorted(ROOT.glob("*.md")) + sorted(ROOT.glob("assets/**/*.md")))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)|src=\"([^\"]+)\"", page.read_text("utf-8"))
    files = [target for pair in targets for target in pair if target and "://" not in target]
    assert [target for target in files if not (page.parent / target).exists()] == []


@pytest.mark.parametrize(
    "program",
    [["run_game.py"], ["-m", "trainer"], ["-m", "trainer.evaluate"], ["-m", "models.generate"]],
)
def test_the_readme_names_no_option_that_the_program_lacks(program: list[str]) -> None:
    commands = re.findall(
        rf"python {re.escape(' '.join(program))}(?: [^\n`]*)?",
        (ROOT / "README.md").read_text("utf-8"),
    )
    assert commands
    named = {option for command in commands for option in re.findall(r"--[a-z][a-z-]*", command)}
    shown = subprocess.run(
        [sys.executable, *program, "--help"], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert named <= set(re.findall(r"--[a-z][a-z-]*", shown.stdout))


def test_the_readmes_query_gives_the_share_of_fakes_called_real(tmp_path: Path) -> None:
    records = Records.open(f"sqlite:///{tmp_path / 'answers.sqlite3'}")
    records.keep_checkpoint(card())
    session = records.begin_session(start())
    for trial in (fake(1, True), fake(2, False), fake(3, False), fake(4, False), real(5, True)):
        records.append(session, trial)
    records.append(session, fake(6, None, outcome="timeout"))
    records.append(session, fake(7, True, phase="practice"))
    records.close()
    blocks = re.findall(r"```sql\n(.+?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    with sqlite3.connect(tmp_path / "answers.sqlite3") as database:
        assert [database.execute(query).fetchall() for query in blocks] == [
            [(card().name, 4, 0.25)]
        ]
    database.close()


def test_the_lowest_versions_are_the_lower_bounds() -> None:
    lower = bounds("requirements.txt", ">=") | bounds("requirements-dev.txt", ">=")
    held = {"ruff", "mypy"}  # kept to one series, so there is no low version to try
    assert bounds("requirements-lowest.txt", "==") == {
        package: version for package, version in lower.items() if package not in held
    }


@pytest.mark.parametrize(
    ("licence", "words"),
    [
        ("LICENSE", "MIT License"),
        ("assets/fonts/OFL.txt", "SIL OPEN FONT LICENSE"),
        ("assets/digits/LICENSE.txt", "https://creativecommons.org/licenses/by-sa/3.0/"),
    ],
)
def test_a_licence_stands_beside_what_it_covers(licence: str, words: str) -> None:
    assert words in (ROOT / licence).read_text("utf-8")


def test_every_shipped_checkpoint_has_its_picture_within_12_megabytes() -> None:
    shipped = sorted((ROOT / "checkpoints" / "sgd").glob("*.safetensors"))
    pictures = sorted((ROOT / "checkpoints" / "sgd" / "fixed-noise").glob("epoch-???.png"))
    assert [path.stem for path in pictures] == [path.stem for path in shipped] != []
    assert sum(path.stat().st_size for path in shipped) <= 12_000_000


def test_no_file_speaks_of_one_machine() -> None:
    patterns = ("*.md", "*.toml", "*.txt", "checkpoints/sgd/*.json*")
    texts = [*sources(), *(path for pattern in patterns for path in ROOT.glob(pattern))]
    assert [path for path in texts if A_MACHINES_PATH.search(path.read_text("utf-8"))] == []


def test_no_checkpoint_or_state_is_unpickled() -> None:
    unpickling = re.compile(r"\bpickle\b|\btorch\.load\(|allow_pickle=(?!False)")
    loaders = [path for room in ("models", "trainer") for path in (ROOT / room).rglob("*.py")]
    assert [path for path in loaders if unpickling.search(path.read_text("utf-8"))] == []
