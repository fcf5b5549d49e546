"""The section with pictures: the digits that were mistaken most, made again from their records."""

from __future__ import annotations

import base64
import io
import math
from collections import Counter

from PIL import Image

from game.contestant import OWN_REALS
from game.report.mistaken import LEAST_JUDGED, Mistaken, Ranking
from game.report.page.checkpoints import section
from game.report.page.markup import Html, element, joined
from game.report.rebuilding import Rebuilt
from game.report.verdict import Verdict
from game.report.wording import many


def pictures(verdict: Verdict, rebuilt: Rebuilt) -> Html:
    """The fakes that fooled most, and the reals most doubted."""
    return section(
        "The evidence",
        element(
            "p",
            "Each digit is made again from its record, to the pixel. They are in the order of the "
            "share of mistakes that is certain at least: the lower end of its interval (Wilson). "
            "Among many digits that few have judged, luck has a part in who comes first.",
            class_="note",
        ),
        *_kind("Fakes that fooled most", "fake", "passed", verdict.fooling, rebuilt),
        *_kind("Reals most doubted", "real digit", "doubted", verdict.doubted, rebuilt),
    )


def _kind(title: str, kind: str, done: str, ranking: Ranking, rebuilt: Rebuilt) -> list[Html]:
    parts = [element("h3", title)]
    if said := _caution(kind, done, ranking):
        parts.append(element("p", said, class_="note"))
    shown = [each for each in ranking.digits if each in rebuilt.pixels]
    if shown:
        figures = (_figure(each, done, rebuilt.pixels[each]) for each in shown)
        parts.append(element("div", *figures, class_="exhibits"))
    lost = Counter(
        rebuilt.failures.get(each, "it was not made")
        for each in ranking.digits
        if each not in shown
    )
    for why, number in lost.items():
        parts.append(element("p", f"No picture of {many(number, kind)}: {why}.", class_="note"))
    return parts


def _caution(kind: str, done: str, ranking: Ranking) -> str:
    if not ranking.judged:
        return f"No {kind} has been judged yet."
    if not ranking.digits:
        return f"Of {many(ranking.judged, kind)} none was mistaken."
    if not ranking.ranked:
        return (
            f"Too few judgements for a ranking: no {kind} has been judged {LEAST_JUDGED} times "
            f"yet. These were {done}."
        )
    return ""


def _figure(each: Mistaken, done: str, pixels: bytes) -> Html:
    times = f"{done} {each.mistaken} of {each.judged}"
    # Of real images from outside nobody knows whose they are.
    who = "real" if (each.real_pool or "").startswith(OWN_REALS) else "a person"
    name = who if each.is_real else each.contestant.name
    source = f"number {each.real_index}" if each.is_real else f"seed {each.digit_seed}"
    image = Html(f'<img src="{_data(pixels)}" alt="{joined([f"{name}, {source}, {times}"])}">')
    caption = element("figcaption", element("b", times), joined([f"{name}, {source}"]))
    return element("figure", image, caption)


def _data(pixels: bytes) -> str:
    file, side = io.BytesIO(), math.isqrt(len(pixels))
    Image.frombytes("L", (side, side), pixels).save(file, "png", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode('ascii')}"
