"""The note on a finding says truly where the digit came from."""

from __future__ import annotations

from dataclasses import replace

from game.ui.findings import headline, provenance
from tests.rules.samples import answered, forger
from tests.scenes.player import desk

HERE = replace(desk(), forgers=(forger("a"),))


def test_a_fake_names_its_forger_and_its_seed() -> None:
    trial = answered(is_real=False, said_real=True)
    assert provenance(trial, HERE) == "By sgd · epoch 97, from seed 5"


def test_a_forger_that_was_told_what_to_forge_is_said_to_have_been() -> None:
    trial = answered(is_real=False, said_real=True)
    told = replace(trial, planned=replace(trial.planned, digit_label=7))
    assert provenance(told, HERE) == "By sgd · epoch 97, told to forge a 7, from seed 5"


def test_a_real_digit_names_its_place_in_the_archive() -> None:
    trial = answered(is_real=True, said_real=True)
    assert provenance(trial, HERE) == "From the archive of mnist-5000, item 3"


def test_who_let_the_time_run_out_is_told_the_truth_and_no_answer_is_put_in_his_mouth() -> None:
    for is_real, truth in ((True, "Genuine: a person wrote it."), (False, "Forged: the machine")):
        said = headline(answered(is_real=is_real, said_real=None, outcome="timeout"))
        assert said.startswith(truth)
        assert said.endswith("Time ran out.")
