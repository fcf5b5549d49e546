"""The register: a leaf of it, with its lines or with what is to be done for there to be any."""

from __future__ import annotations

from datetime import datetime

import pygame

from game.rules.board import LeaderboardRow, ranks
from game.scenes.actions import Action, Picked
from game.scenes.register import LEAVES, Examiner, Leaf, Register
from game.ui import casefile, leaves, paper, plainly, roll
from game.ui.page import Page
from game.ui.roll import FIGURE, Column, Entry
from game.ui.theme import Type

NAMES = tuple(leaf.value for leaf in LEAVES)
EMPTY = {
    Leaf.ARCADE: "No case has been closed in arcade yet. Three lives, a point for every digit "
    "told right: the first name here may be yours.",
    Leaf.LADDER: "Nobody has climbed yet. An epoch is passed with eight of its ten digits told "
    "right; the last one passed is what counts.",
    Leaf.FORGERS: "No forger has been examined in arcade yet, alone and with a digit told right.",
    Leaf.EXAMINERS: "Nobody has signed the register yet. It takes a digit told right in arcade, "
    "or an epoch passed on the ladder.",
}
UNRANKED = "Lab and timed are not ranked: they measure, and to be ranked is to be told how one did."
ALONE = "In arcade, counting cases against one forger alone. Choose one for its own page."
COMING = "The register is being fetched."
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LINES_FOR_A_NAME = 22
"""So many must there be room for, so that the leaf's name is not worth more than they are."""
TURN = casefile.Hint("turn the leaf", Action.RIGHT, beside=Action.LEFT)
BACK = casefile.Hint("back", Action.BACK)
CLOSE = casefile.Hint("close the page", Action.BACK)


def register(page: Page, scene: Register) -> None:
    """Draw the leaf."""
    inside = paper.lay(page)
    room = lay_leaf(page, inside, scene.leaf, _position(scene))
    foot = casefile.foot_height(page) + page.measure(12, least=5)
    note = ALONE if scene.leaf is Leaf.FORGERS and scene.opened is None else UNRANKED
    if scene.opened is not None:
        note = f"The best cases in arcade against {scene.opened.checkpoint_name or 'it'} alone."
    if any(row.left for row in _told(scene)):
        note = f"{plainly.LEFT} {note}"
    said = pygame.Rect(inside.left, 0, inside.width, 2 * page.height(Type.SMALL_ITALIC))
    said.bottom = inside.bottom - foot
    room.height = said.top - page.measure(6, least=3) - room.top
    page.paragraph(note, Type.SMALL_ITALIC, page.palette.ink_soft, said, lines=2)
    _lines(page, scene, room)
    casefile.foot(page, inside, _hints(scene))


def lay_leaf(page: Page, inside: pygame.Rect, leaf: Leaf, right: str) -> pygame.Rect:
    """Head, name and tabs of a leaf; the room below them, down to the bottom of the sheet."""
    measure = page.measure
    top = casefile.head(page, inside, "The register".upper(), right.upper())
    y = top + measure(16, least=4)
    if inside.height > LINES_FOR_A_NAME * page.height(Type.BODY):
        page.text("The register", Type.HEADLINE, page.palette.ink, topleft=(inside.left, y))
        y += page.height(Type.HEADLINE) + measure(6, least=2)
    tabs = pygame.Rect(inside.left, y, inside.width, leaves.height(page))
    leaves.draw(page, NAMES, LEAVES.index(leaf), tabs)
    y = tabs.bottom + measure(18, least=7)
    return pygame.Rect(inside.left, y, inside.width, inside.bottom - y)


def day(when: datetime) -> str:
    """A day as the player's own clock has it."""
    here = when.astimezone()
    return f"{here.day} {MONTHS[here.month - 1]} {here.year}"


def _told(scene: Register) -> tuple[LeaderboardRow, ...]:
    """The sessions whose scores stand on the leaf."""
    if scene.leaf is Leaf.EXAMINERS:
        return tuple(each.arcade for each in scene.examiners or () if each.arcade is not None)
    return scene.rows or ()


def _position(scene: Register) -> str:
    if scene.leaf is Leaf.FORGERS and scene.opened is None and scene.rows:
        return f"Forger {scene.focus + 1} of {len(scene.rows)}"
    return f"Leaf {LEAVES.index(scene.leaf) + 1} of {len(LEAVES)}"


def _hints(scene: Register) -> tuple[casefile.Hint, ...]:
    if scene.opened is not None:
        return (TURN, CLOSE)
    if scene.leaf is Leaf.FORGERS and scene.rows:
        return (casefile.MOVE, TURN, casefile.CHOOSE, BACK)
    return (TURN, BACK)


def _lines(page: Page, scene: Register, room: pygame.Rect) -> None:
    """The lines of the leaf; or in words that there are none, or none yet."""
    rows, examiners = scene.rows, scene.examiners
    if scene.leaf is Leaf.EXAMINERS:
        if examiners:
            _examiners(page, scene, examiners, room)
            return
        waiting = examiners is None
    else:
        if rows:
            listed = scene.leaf is Leaf.FORGERS and scene.opened is None
            (_forgers if listed else _ranking)(page, scene, rows, room)
            return
        waiting = rows is None
    words = COMING if waiting else EMPTY[scene.leaf]
    width = min(room.width, page.measure(700, least=460))
    said = pygame.Rect(room.left, room.top + page.measure(20, least=6), width, 0)
    page.paragraph(words, Type.ASIDE, page.palette.ink_soft, said)


def _ranking(
    page: Page, scene: Register, rows: tuple[LeaderboardRow, ...], room: pygame.Rect
) -> None:
    """Sessions, best first; the player's best and newest stay in sight, however far down."""
    climbed = scene.leaf is Leaf.LADDER
    against = Column("Passed last" if climbed else "Against")
    columns = (against, Column("Date"), Column("Epoch" if climbed else "Right", FIGURE, True))
    own = [row for row in rows if row.player == scene.desk.player]
    newest = max(own, key=lambda row: row.when, default=None)
    entries = [
        Entry(
            str(place),
            row.player,
            (row.checkpoint_name or "several forgers", day(row.when), plainly.points(row)),
            own=row.player == scene.desk.player,
            newest=row is newest,
        )
        for place, row in zip(ranks(rows), rows, strict=True)
    ]
    _draw(page, columns, entries, room)


def _examiners(page: Page, scene: Register, found: tuple[Examiner, ...], room: pygame.Rect) -> None:
    columns = (Column("Arcade", FIGURE, True), Column("Ladder", FIGURE, True))
    entries = [
        Entry(
            "",
            each.name,
            (
                f"{plainly.points(each.arcade)} right" if each.arcade else "–",
                f"epoch {each.ladder.score}" if each.ladder else "–",
            ),
            own=each.name == scene.desk.player,
            newest=each.name == scene.desk.player,
        )
        for each in found
    ]
    _draw(page, columns, entries, room)


def _forgers(
    page: Page, scene: Register, rows: tuple[LeaderboardRow, ...], room: pygame.Rect
) -> None:
    """The forgers around the one in focus, each with who did best against it."""
    columns = (
        Column("Best examiner", Type.BODY, True),
        Column("Date"),
        Column("Right", FIGURE, True),
    )
    fitting = roll.fitting(page, room)
    first = min(max(scene.focus - fitting // 2, 0), max(len(rows) - fitting, 0))
    entries = [
        Entry(
            "",
            row.checkpoint_name or "unknown",
            (row.player, day(row.when), plainly.points(row)),
            intent=Picked(len(LEAVES) + place),
        )
        for place, row in enumerate(rows)
    ][first : first + fitting]
    roll.draw(page, "Forger", columns, entries, room, scene.focus - first)


def _draw(page: Page, columns: tuple[Column, ...], entries: list[Entry], room: pygame.Rect) -> None:
    """The lines of examiners that there is room for, and of how many they are, if not of all."""
    shown = _with_own(entries, roll.fitting(page, room))
    of = f" · {len(shown)} of {len(entries)}" if len(shown) < len(entries) else ""
    roll.draw(page, f"Examiner{of}", columns, shown, room)


def _with_own(entries: list[Entry], fitting: int) -> list[Entry]:
    """The first lines; the last of them give way to the player's best and newest."""
    own = [place for place, entry in enumerate(entries) if entry.own]
    wanted = {*own[:1], *(place for place in own if entries[place].newest)}
    below = sorted(place for place in wanted if place >= fitting - len(wanted))[-fitting:]
    first = [place for place in range(len(entries)) if place not in below]
    return [entries[place] for place in sorted([*first[: fitting - len(below)], *below])]
