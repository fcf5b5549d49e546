"""A quality curve is read as it was kept, and says when a run was as good as another."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.curve import Curve, CurveError, Point, keep, read
from benchmarks.time_to_quality import main

CURVE = Curve(
    run="fast",
    preset="sgd",
    measured_with={"classifier": "abc"},
    machine={"cores": "2"},
    points=(Point(1, 60, 9.0), Point(2, 120, 3.0), Point(3, 180, 4.0)),
)


def test_a_curve_is_read_as_it_was_kept(tmp_path: Path) -> None:
    keep(tmp_path / "curve.json", CURVE)
    assert read(tmp_path / "curve.json") == CURVE


def test_the_first_point_that_is_good_enough_counts_and_the_one_before_it_is_named() -> None:
    assert CURVE.reaches(3.5) == (CURVE.points[1], CURVE.points[0])
    assert CURVE.reaches(10.0) == (CURVE.points[0], None)
    assert CURVE.reaches(2.0) == (None, CURVE.points[2])


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": "real-or-fake quality curve", "points": []}']
)
def test_a_file_that_holds_no_curve_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "curve.json"
    path.write_text(text)
    with pytest.raises(CurveError, match=r"curve\.json: expected a curve that --keep wrote"):
        read(path)


def test_a_curve_that_could_not_be_kept_is_refused_before_it_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "no-run"), "--keep", str(tmp_path)]) == 1
    assert "found a folder where a file is to be; mend that" in capsys.readouterr().err
