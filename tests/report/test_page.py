"""The page: one file that says what the figures say, to whoever reads it and however."""

from __future__ import annotations

import base64
import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from game.report.__main__ import main
from game.report.epochs import Curve, Epoch
from game.report.estimate import Estimate
from game.report.finding import GONE
from game.report.page.document import page
from game.report.page.style import DARK, LIGHT, PRINT
from game.report.rebuilding import Rebuilt
from game.report.verdict import Verdict
from game.ui.theme import PALETTE
from tests.report.samples import EARLY, LATE, Sat, Shown, catches, counts, database, reached

TODAY = date(2026, 1, 31)
VOID = {"meta", "img"}
HOSTILE = '</style><script>alert(1)</script><img src=https://x.example/y onerror="a()">\''


class Words(HTMLParser):
    """What can be read on a page, and whether what is opened is closed."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.fetched: list[str | None] = []
        self.feed(content)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [value for name, value in attrs if name in ("src", "href", "srcset")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def read(verdict: Verdict, rebuilt: Rebuilt | None = None) -> str:
    """All words of the page, each gap one space."""
    made = page(verdict, rebuilt or Rebuilt(), TODAY)
    return " ".join(" ".join(Words(made).words).split())


@pytest.fixture
def verdict(tmp_path: Path) -> Verdict:
    shown = (*counts(48, 50, 45, 50, EARLY), *counts(30, 50, 25, 50, LATE))
    return reached(tmp_path, Sat("Ada", shown), Sat("Ben", shown))


def test_the_page_says_who_fools_people_most_and_how_surely(verdict: Verdict) -> None:
    said = read(verdict)
    assert "sgd · epoch 50 fools people most" in said
    assert "was told right in 55 % (48–62, for these players only)" in said
    assert "400 answers of 2 players in lab; none in timed; without feedback." in said
    assert "52.4 %, the line to beat" in said
    assert "against sgd · epoch 50" in said
    assert "+38.0 points" in said
    assert "Fewer than 10 players judged 2 checkpoints" in said
    assert "2026-01-31" in said


def test_where_none_is_shown_to_be_harder_that_is_the_headline(tmp_path: Path) -> None:
    shown = (*counts(27, 50, 28, 50, EARLY), *counts(26, 50, 27, 50, LATE))
    said = read(reached(tmp_path, Sat("Ada", shown)))
    assert "Which checkpoint fools people most is not shown yet" in said
    assert "not shown to be lower than that of sgd · epoch 1." in said


def test_a_few_answers_make_no_headline(tmp_path: Path) -> None:
    said = read(reached(tmp_path, Sat("Ada", counts(3, 3, 3, 3))))
    assert "Not enough answers yet to say how often sgd · epoch 50 is told right" in said
    assert "has not enough answers yet: about" in said


def test_no_answers_are_said(tmp_path: Path) -> None:
    said = read(reached(tmp_path))
    assert "No answers yet" in said
    assert "There are no answers yet in lab or timed." in said


def test_modes_with_feedback_stand_in_the_heading(tmp_path: Path) -> None:
    sat = Sat("Ada", counts(30, 50, 30, 50), mode="arcade")
    said = read(reached(tmp_path, sat, modes=("arcade",)))
    assert "in arcade; arcade with feedback." in said


def test_what_was_left_out_is_named_and_its_figures_stand_below(tmp_path: Path) -> None:
    said = read(
        reached(
            tmp_path,
            Sat("Ada", (*counts(40, 50, 40, 50), *catches(4, 0))),
            Sat("Ben", (*counts(25, 50, 25, 50), *catches(2, 2))),
        )
    )
    assert "Left out: 1 session that failed the catch trials (100 trials; number 2)." in said
    assert "The same with the sessions that failed their catch trials" in said
    assert "Session 2 (lab): 2 of 4 catch trials right." in said


def test_names_cannot_become_markup_nor_fetch_anything(verdict: Verdict) -> None:
    first, *others = verdict.checkpoints
    named = replace(first, contestant=replace(first.contestant, name=HOSTILE))
    curve = Curve(HOSTILE, _epochs(), _estimate(), 0.5)
    hostile = replace(
        verdict, checkpoints=(named, *others), curves=(curve,), left_out=(f"Left out: {HOSTILE}.",)
    )
    made = page(hostile, Rebuilt(), TODAY)
    words = Words(made)
    assert "script" not in words.tags
    assert "alert(1)" in " ".join(words.words)
    assert "default-src 'none'" in made
    assert words.fetched == []
    assert set(re.findall(r"url\((\w+):", made)) == {"data"}


def test_pictures_are_the_pixels_that_were_shown(verdict: Verdict) -> None:
    fake = verdict.fooling.digits[0]
    pixels = bytes(np.random.default_rng(1).integers(0, 256, 784, dtype=np.uint8))
    made = page(verdict, Rebuilt(pixels={fake: pixels}), TODAY)
    (data,) = re.findall(r"<img src=\"data:image/png;base64,([^\"]+)\"", made)
    assert Image.open(io.BytesIO(base64.b64decode(data))).tobytes() == pixels


def test_digits_that_cannot_be_made_again_are_a_line(verdict: Verdict) -> None:
    assert not verdict.fooling.ranked
    lost = dict.fromkeys(verdict.fooling.digits, GONE)
    said = read(verdict, Rebuilt(failures=lost))
    assert f"No picture of {len(lost)} fakes: {GONE}." in said
    assert "Too few judgements for a ranking" in said


def test_a_curve_is_drawn_within_the_picture_with_each_end_in_figures(verdict: Verdict) -> None:
    curve = Curve("run", _epochs(), _estimate(), 0.01)
    made = page(replace(verdict, curves=(curve,)), Rebuilt(), TODAY)
    (points,) = re.findall(r'<polyline points="([^"]+)"', made)
    places = [tuple(map(float, point.split(","))) for point in points.split()]
    assert places == sorted(places)
    assert all(0 <= end <= 100 for place in places for end in place)
    said = " ".join(Words(made).words)
    assert "changes by −5.0 points with every doubling of the epochs (−7.0 to −3.0" in said


def test_what_a_curve_is_read_against_stands_beside_it_where_no_curve_can_cross_it(
    verdict: Verdict,
) -> None:
    made = page(
        replace(verdict, curves=(Curve("run", _epochs(), _estimate(), 0.01),)), Rebuilt(), TODAY
    )
    drawn = made[made.index('class="curve"') :]
    (points,) = re.findall(r'<polyline points="([^"]+)"', drawn)
    assert max(float(point.split(",")[0]) for point in points.split()) < 100
    for label in ("52.4\N{NO-BREAK SPACE}%", "a coin"):
        (attributes,) = re.findall(rf"<text ([^>]+)>{label}</text>", drawn)
        assert 'x="100%"' in attributes
        assert 'dx="12"' in attributes


def test_a_date_breaks_on_no_page(verdict: Verdict) -> None:
    made = page(verdict, Rebuilt(), TODAY)
    assert "<time>2026-01-31</time>" in made
    assert "time { white-space: nowrap; }" in made


def test_a_difference_that_is_not_shown_is_hollow(verdict: Verdict, tmp_path: Path) -> None:
    (pair,) = verdict.comparisons
    for p, hollow in ((0.01, 0), (0.2, 1)):
        made = page(replace(verdict, comparisons=(replace(pair, p_adjusted=p),)), Rebuilt(), TODAY)
        compared = made[made.index("Compared") : made.index("Every figure")]
        assert compared.count('class="mark hollow"') == hollow


def test_timed_sessions_alone_make_a_page_of_thresholds(tmp_path: Path) -> None:
    said = read(reached(tmp_path, Sat("Ada", [Shown(9, True, True, exposure_ms=300.0)], "timed")))
    assert "Timed answers give thresholds and no accuracy" in said
    assert "9 timed answers" in said
    assert "9 answers in timed, for thresholds alone; without feedback." in said


def test_the_pages_light_colours_are_the_desks() -> None:
    for name in ("paper", "card", "rule", "ink", "accent", "right"):
        assert LIGHT[name] == "#{:02x}{:02x}{:02x}".format(*getattr(PALETTE, name)), name
    assert LIGHT["soft"] == "#{:02x}{:02x}{:02x}".format(*PALETTE.ink_soft)


@pytest.mark.parametrize("colours", [LIGHT, DARK, PRINT], ids=["light", "dark", "print"])
def test_all_words_are_readable_on_all_grounds(colours: dict[str, str]) -> None:
    for ground in ("paper", "card"):
        for ink in ("ink", "soft", "accent", "right"):
            light, dark = sorted((_luminance(colours[ground]), _luminance(colours[ink])))[::-1]
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, ink)


def test_the_page_is_for_day_night_paper_and_phones(verdict: Verdict) -> None:
    made = page(verdict, Rebuilt(), TODAY)
    for rule in ("(prefers-color-scheme: dark)", "@media print", "(max-width: 44rem)"):
        assert rule in made
    assert 'name="viewport"' in made
    assert len(made) < 1_000_000


@pytest.mark.slow
def test_the_command_writes_page_and_figures_of_one_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = counts(30, 50, 25, 50)
    url = database(tmp_path / "guesses.sqlite3", [Sat("Ada", shown), Sat("Ben", shown)])
    html, json = tmp_path / "new" / "report.html", tmp_path / "report.json"
    assert main(["--db", url, "--html", str(html), "--json", str(json)]) == 0
    made = html.read_text(encoding="utf-8")
    assert made.count("<img") > 0  # reals need no forger
    assert GONE in made
    assert main(["--db", url, "--html", str(tmp_path)]) == 1
    assert "found a folder where a file is to be;" in capsys.readouterr().err
    assert [each.name for each in html.parent.iterdir()] == ["report.html"]


def _epochs() -> tuple[Epoch, ...]:
    shares = zip((1, 5, 20), (0.9, 0.8, 0.6), strict=True)
    return tuple(Epoch(EARLY, epoch, _estimate(share)) for epoch, share in shares)


def _estimate(share: float = -0.05) -> Estimate:
    return Estimate(share, share - 0.02, share + 0.02, "a method", "players", 100)


def _luminance(colour: str) -> float:
    """WCAG's relative luminance of #rrggbb."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_where_too_few_players_judged_no_model_is_named(tmp_path: Path) -> None:
    few = reached(
        tmp_path,
        Sat("Ada", (*counts(20, 50, 20, 50, EARLY), *counts(40, 50, 40, 50, LATE))),
    )
    said = read(few)
    assert "from one model" not in said
    assert "put together from the intervals of each player's own shares" in said


def test_methods_say_which_share_was_got_by_which(tmp_path: Path) -> None:
    said = read(reached(tmp_path, Sat("Ada", counts(20, 50, 20, 50))))
    assert "told right, fakes that passed and reals doubted: Wilson " in said
    assert "HYPE error: Wilson, combined as by Newcombe (MOVER)" in said


def test_without_a_threshold_no_glance_is_said_to_be_enough(tmp_path: Path) -> None:
    shown = (Shown(5, True, True, exposure_ms=300), Shown(5, False, False, exposure_ms=300))
    said = read(reached(tmp_path, Sat("Ada", shown, mode="timed")))
    assert "No thresholds yet" in said
    assert "glance is enough" not in said
