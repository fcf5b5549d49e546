"""Markup made so that text can never become any: what is not marked as HTML is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from game.report.wording import printable

TOGETHER = re.compile(
    r"(?<=seed|mber) (?=\d)|(?<=\d) (?=%|s\b|ms\b)|"
    r"(?<=\bp) (?==|&[lg]t;)|(?<=p =) (?=\d)|(?<=p &[lg]t;) (?=\d)"
)
"""Spaces at which no line may end: before a unit or a digit's number, and within a p."""


class Html(str):
    """Markup that stands as it is."""

    __slots__ = ()


def text(content: str) -> Html:
    """Plain text on one line as markup.

    >>> text('<script src="x">')
    '&lt;script src=&quot;x&quot;&gt;'
    """
    if isinstance(content, Html):
        return content
    return Html(TOGETHER.sub("\N{NO-BREAK SPACE}", escape(printable(content))))


def joined(parts: Iterable[str], between: str = "") -> Html:
    """Parts one after the other, each escaped unless it is markup."""
    return Html(text(between).join(text(part) for part in parts))


def element(name: str, *children: str, **attributes: object) -> Html:
    """An element; ``class_`` is its class, and an underscore in an attribute is a hyphen.

    >>> element("p", "a < b", class_="note")
    '<p class="note">a &lt; b</p>'
    """
    return Html(f"{_opening(name, attributes)}>{joined(children)}</{name}>")


def empty(name: str, **attributes: object) -> Html:
    """An element that has no content, as SVG and HTML both read it.

    >>> empty("circle", cx="50%", stroke_width=2)
    '<circle cx="50%" stroke-width="2"/>'
    """
    return Html(f"{_opening(name, attributes)}/>")


def _opening(name: str, attributes: dict[str, object]) -> str:
    written = (
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{''.join(written)}"
