"""The file of a study: TOML that a researcher writes, which the game follows to the letter."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from game.contestant import Contestant, ContestantError, entered
from game.options import Options, StudyError
from game.rules import study, timed
from game.rules.stream import SEEDS
from game.scenes.inquiry import Inquiry
from game.scenes.letters import KNOWN, composed, lacking
from game.scenes.names import LONGEST, can_be_signed
from game.study_page import Page, read_page, shown
from models import shelf
from models.metadata import ID_LENGTH, CheckpointError
from models.shelf import Shelved

BLOCKS = {"lab": study.TRIALS // study.BLOCK, "timed": timed.TRIALS_EACH // timed.BLOCK}
"""Blocks unless asked otherwise; in timed for each whose digits are judged."""
OF = {"lab": study.BLOCK, "timed": timed.BLOCK}
"""Main trials a block."""
MOST_BLOCKS = 1_000
ROOM = {"welcome": 11, "rest": 5, "thanks": 11}
"""Lines that there is room for, on a page of the smallest window in the largest type."""
LINE = 46
"""Letters that fit on each of them."""
TOP = ("name", "mode", "checkpoints", "contestants", "reals", "blocks", "seed", "confidence")
KEYS = {"": (*TOP, "participants", "texts"), "participants": ("codes",), "texts": tuple(ROOM)}
"""What may stand in the file, by table."""


@dataclass(frozen=True)
class StudyFile:
    """A study as its file has it; the checkpoints have been found, the contestants read."""

    inquiry: Inquiry
    mode: str
    """``lab`` or ``timed``."""
    trials: int
    """Main trials for each participant, before lab rounds them up."""
    checkpoints: tuple[Shelved, ...]
    contestants: tuple[Contestant, ...]


def followed(options: Options, path: Path) -> Options:
    """The options of a start that follows a study; StudyError if it, or the player, is unfit."""
    found = read_study(path)
    player = options.player
    if player is not None and (player := found.inquiry.code(player)) is None:
        raise StudyError(
            f"{path}: participants.codes: expected {options.player} among the "
            f"{len(found.inquiry.codes)} codes, found it is none; give another with --player"
        )
    return replace(
        options,
        mode=found.mode,
        checkpoints=found.checkpoints,
        contestants=found.contestants,
        player=player,
        seed=found.inquiry.seed,
        trials=found.trials,
        inquiry=found.inquiry,
    )


def read_study(path: Path) -> StudyFile:
    """Read the study that a file describes; raise StudyError, in one sentence, if it is unfit."""
    page = read_page(path, KEYS)
    mode = _mode(page)
    checkpoints, contestants = _judged(page)
    blocks = page.number("blocks", 1, MOST_BLOCKS)
    if blocks is None:
        each = len(checkpoints) + len(contestants) if mode == "timed" else 1
        blocks = BLOCKS[mode] * each
    confidence: bool = page.value("confidence", bool, False)
    if confidence and mode != "lab":
        raise page.fault("confidence", "expected false in timed", "true", "leave it out")
    inquiry = Inquiry(
        name=_name(page),
        codes=_codes(page),
        seed=page.number("seed", 0, SEEDS - 1) or 0,
        confidence=confidence,
        welcome=_welcome(page),
        rest=_text(page, "rest", page.value("texts.rest", str, "")),
        thanks=_text(page, "thanks", page.value("texts.thanks", str, "")),
    )
    return StudyFile(inquiry, mode, blocks * OF[mode], checkpoints, contestants)


def _mode(page: Page) -> str:
    mode: str = page.value("mode", str, "lab")
    if mode in ("arcade", "ladder"):
        why = f"{mode}, which tells the truth after every answer, and that changes how people judge"
        raise page.fault("mode", "expected lab or timed", why, "take one of these")
    if mode not in OF:
        raise page.fault("mode", "expected lab or timed", shown(mode), "take one of these")
    return mode


def _name(page: Page) -> str:
    name = composed(page.value("name", str, ""))
    if not can_be_signed(name):
        expected = f"expected a name of 1 to {LONGEST} letters ({KNOWN})"
        raise page.fault("name", expected, shown(name) if name else "none", "give it one")
    return name


def _codes(page: Page) -> tuple[str, ...]:
    key = "participants.codes"
    codes = [composed(code) for code in page.value(key, list, [])]
    if not codes:
        raise page.fault(key, "expected a code for each participant", "none", "list them")
    for code in codes:
        if not can_be_signed(code):
            expected = f"expected codes of 1 to {LONGEST} letters ({KNOWN})"
            raise page.fault(key, expected, shown(code), "give another")
    if len({code.casefold() for code in codes}) < len(codes):
        folded = [code.casefold() for code in codes]
        twice = next(code for code in codes if folded.count(code.casefold()) > 1)
        expected = "expected codes that differ, and not in the case of letters alone"
        raise page.fault(key, expected, f"{twice} twice", "leave one out")
    return tuple(codes)


def _welcome(page: Page) -> tuple[str, ...]:
    """The pages of the welcome, which is one text or a list of them."""
    found = page.table.get("texts", {}).get("welcome", [])
    one = isinstance(found, str)
    pages = [found] if one else page.value("texts.welcome", list, [])
    read = tuple(_text(page, "welcome", each) for each in pages)
    if "" in read:
        raise page.fault("texts.welcome", "expected pages", "one without words", "leave it out")
    return read


def _text(page: Page, name: str, text: str) -> str:
    """A text for participants: paragraphs, apart by an empty line, that can be set on a page."""
    key, most = f"texts.{name}", ROOM[name]
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", composed(text))]
    read = "\n\n".join(filter(None, paragraphs))
    if strange := lacking(read.replace("\n", "")):
        expected = f"expected letters that the game's type has ({KNOWN})"
        raise page.fault(key, expected, ascii(strange), "leave them out")
    halves = sum(-(-len(each) // LINE) * 2 + 1 for each in read.split("\n\n")) - 1
    if halves > 2 * most:
        remedy = "split it into a list of pages" if name == "welcome" else "shorten it"
        expected = f"expected at most {most} lines of {LINE} letters, a gap being half of one"
        raise page.fault(key, expected, f"{halves / 2:g}", remedy)
    return read


def _judged(page: Page) -> tuple[tuple[Shelved, ...], tuple[Contestant, ...]]:
    """The checkpoints and contestants of the study, one or more."""
    names = page.value("checkpoints", list, [])
    paths = page.value("contestants", dict, {})
    reals = page.value("reals", str, "")
    if not names and not paths:
        raise page.fault("checkpoints", "expected one or more, or contestants", "none", "add some")
    if reals and (names or not paths):
        raise page.fault("reals", "expected contestants and no checkpoints", "it", "leave it out")
    checkpoints = {each.path.resolve(): each for name in names for each in _found(page, name)}
    return tuple(checkpoints.values()), _entered(page, paths, reals)


def _found(page: Page, name: str) -> tuple[Shelved, ...]:
    """What a name stands for: beside the file, on the shelf, or by its id."""
    try:
        for path in (page.beside(name), shelf.CHECKPOINTS / name):
            if name and path.exists():
                return shelf.find(str(path))
        if len(name) == ID_LENGTH:
            return shelf.find(name)
    except CheckpointError as fault:
        raise StudyError(f"{page.path}: checkpoints: {fault}") from None
    except OSError:
        pass  # a name that no file can have
    raise page.fault(
        "checkpoints",
        f"expected files, runs' folders (from {page.path.parent.resolve()} on) or ids",
        shown(name),
        "give one that is there",
    )


def _entered(page: Page, paths: Mapping[str, Any], reals: str) -> tuple[Contestant, ...]:
    for name, path in paths.items():
        key = f"contestants.{name}"
        if not can_be_signed(composed(name)):
            expected = f"expected names of 1 to {LONGEST} letters ({KNOWN})"
            raise page.fault("contestants", expected, shown(name), "give another")
        if type(path) is not str or not path:
            raise page.fault(key, "expected a path in quotes", shown(path), "correct it")
    try:
        named = [(composed(name), page.beside(path)) for name, path in paths.items()]
        return entered(named, page.beside(reals) if reals else None, "under the key reals")
    except ContestantError as fault:
        key = "reals" if fault.of_reals else "contestants"
        raise StudyError(f"{page.path}: {key}: {fault}") from None
